// A ragdoll: ten parts on hinges that bend only so far. Pushed off the landing, it falls down the stairs and comes to rest.
import { play } from './show.mjs';

const skin = 'sandybrown';
const shirt = 'steelblue';
const trousers = 'darkslateblue';

/** Name, lower end and upper end (m, from the feet of the left one), radius, colour. */
const parts = [
  ['torso', [0, 0.98], [0, 1.38], 0.15, shirt],
  ['hips', [-0.04, 0.84], [0.04, 0.84], 0.14, trousers],
  ['head', [0, 1.74], [0, 1.78], 0.13, skin],
  ['left thigh', [0, 0.46], [0, 0.8], 0.08, trousers],
  ['left shin', [0, 0.06], [0, 0.42], 0.065, skin],
  ['right thigh', [0, 0.46], [0, 0.8], 0.08, trousers],
  ['right shin', [0, 0.06], [0, 0.42], 0.065, skin],
  ['left arm', [0, 1.12], [0, 1.38], 0.06, shirt],
  ['left forearm', [0, 0.84], [0, 1.08], 0.05, skin],
  ['right arm', [0, 1.12], [0, 1.38], 0.06, shirt],
  ['right forearm', [0, 0.84], [0, 1.08], 0.05, skin],
];

/** Name of a and b, where they meet, and how far b turns against a, rad. */
const hinges = [
  ['torso', 'hips', [0, 0.92], -0.4, 0.4],
  ['torso', 'head', [0, 1.58], -0.5, 0.5],
  ...['left', 'right'].flatMap((side) => [
    ['hips', `${side} thigh`, [0, 0.82], -0.6, 1.8],
    [`${side} thigh`, `${side} shin`, [0, 0.44], -2.2, 0.05],
    ['torso', `${side} arm`, [0, 1.38], -2.5, 2.5],
    [`${side} arm`, `${side} forearm`, [0, 1.1], -0.05, 2.3],
  ]),
];

function addRagdoll(world, [x, y]) {
  for (const [name, [ax, ay], [bx, by], radius, color] of parts) {
    const [cx, cy] = [(ax + bx) / 2, (ay + by) / 2];
    const capsule = { a: [ax - cx, ay - cy], b: [bx - cx, by - cy], radius };
    // Parts of one body never meet each other: a negative group.
    const shape = { capsule, density: 1000 * 0.3, friction: 0.5, filter: { group: -1 }, color };
    world.addBody({ name, position: [x + cx, y + cy], angularDamping: 0.5, shapes: [shape] });
  }
  return hinges.map(([a, b, [hx, hy], lower, upper]) =>
    world.addJoint({
      type: 'revolute',
      a,
      b,
      anchor: [x + hx, y + hy],
      limits: { lower, upper },
      motor: { speed: 0, maxTorque: 2 }, // muscles: some friction in every joint
    }),
  );
}

/** m, between the two anchors of a joint. */
function apart({ a, b, definition: { anchorA, anchorB } }) {
  const [ax, ay] = a.toWorld(anchorA);
  const [bx, by] = b.toWorld(anchorB);
  return Math.hypot(bx - ax, by - ay);
}

export default function run(kinema, watch = () => {}, most = 15) {
  // A blow opens a hinge until the next sub-step closes it again: short steps keep that small.
  const world = kinema.world({ world: { view: [0, 0, 9.6, 5.4], step: 1 / 120 } });
  const floor = { box: { width: 20, height: 0.4 }, friction: 0.5, color: 'dimgray' };
  world.addBody({ name: 'floor', type: 'static', position: [6, 0], shapes: [floor] });
  for (let i = 0; i < 10; i++) {
    const height = 3 - i * 0.3;
    const width = i === 0 ? 3 : 0.4;
    const position = [i === 0 ? 0.5 : 1.8 + i * 0.4, 0.2];
    const box = { width, height, center: [0, height / 2] };
    world.addBody({
      name: `step ${i}`,
      type: 'static',
      position,
      shapes: [{ box, friction: 0.4, color: 'slategray' }],
    });
  }
  const joints = addRagdoll(world, [1.2, 3.2]);
  const dolls = parts.map(([name]) => world.body(name));
  for (const body of dolls) body.velocity = [2.2, 0.5]; // somebody pushed
  let worst = 0; // m, the farthest that a joint came apart
  let bumps = 0;
  while (world.time < most && dolls.some((body) => body.awake)) {
    world.step();
    watch(world);
    worst = Math.max(worst, ...joints.map(apart));
    bumps += world.events.of('hit').length;
  }
  const fallen = 3.2 + 0.84 - world.body('hips').position[1];
  const rest = dolls.every((body) => !body.awake);
  return { world, worst, bumps, fallen, rest, seconds: world.time, digest: world.digest() };
}

await play(
  import.meta.url,
  run,
  ({ worst, bumps, fallen, rest, seconds }) => `
${bumps} bumps on the way down; the hips are ${fallen.toFixed(2)} m lower than they were.
${rest ? `At rest after ${seconds.toFixed(1)} s.` : 'Not at rest.'} Joints came apart by ${(worst * 1000).toFixed(1)} mm at most.`,
);
