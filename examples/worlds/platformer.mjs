// A platformer: a runner jumps up through one-way platforms, stands on them, and rides a lift to the flag.
import { play } from './show.mjs';

const wood = { friction: 0.8, color: 'peru' };
const stone = { friction: 0.8, color: 'slategray' };
const bottom = -0.15; // m, of the lift's middle: its top is level with the ground
const top = 5.35;

/** Where the lift is, m: a second below, two seconds up, a second above, two seconds down. */
function liftAt(time) {
  const t = time % 6;
  const way = t < 1 ? 0 : t < 3 ? (t - 1) / 2 : t < 4 ? 1 : (6 - t) / 2;
  return bottom + (top - bottom) * way * way * (3 - 2 * way);
}

/** What the runner does, one after the other: until when, and how fast (m/s); `jump` jumps first. */
const script = [
  { run: 3, until: ({ x }) => x > 4 },
  { jump: 7.2, run: 0, until: ({ y, standing }) => standing && y > 2.2 },
  { jump: 7.2, run: 0, until: ({ y, standing }) => standing && y > 4.2 },
  { run: 3, until: ({ x }) => x > 8.2 },
  { run: 0, until: ({ lift, rising }) => rising < 0 && lift < 0.2 },
  { run: 3, until: ({ x }) => x > 11 },
  { run: 0, until: ({ y }) => y > 5.8 },
  { run: 3, until: ({ x }) => x > 14.5 },
  { run: 0, until: () => false },
];

export default function run(kinema, watch = () => {}, most = 25) {
  const world = kinema.world({ world: { view: [0, -1, 16, 8] } });
  const block = (x0, x1, y0, y1) => ({
    box: { width: x1 - x0, height: y1 - y0, center: [(x0 + x1) / 2, (y0 + y1) / 2] },
  });
  const ground = [block(0, 9.9, -1, 0), block(12.1, 16, -1, 5.5), block(9.9, 12.1, -1, -0.4)];
  world.addBody({
    name: 'ground',
    type: 'static',
    position: [0, 0],
    shapes: ground.map((shape) => ({ ...shape, ...stone })),
  });
  for (const y of [2, 4]) {
    // Solid only to what comes down on it.
    const shape = { ...block(2.5, 6, -0.1, 0.1), ...wood, oneWay: [0, 1] };
    world.addBody({ name: `platform ${y}`, type: 'static', position: [0, y - 0.1], shapes: [shape] });
  }
  const cage = { box: { width: 2, height: 0.3 }, friction: 0.8, color: 'darkslateblue' };
  const lift = world.addBody({ name: 'lift', type: 'kinematic', position: [11, bottom], shapes: [cage] });
  const pole = { box: { width: 0.1, height: 1.6 }, sensor: true, color: 'crimson' };
  const flag = world.addBody({ name: 'flag', type: 'static', position: [14.5, 6.3], shapes: [pole] });
  const crate = { box: { width: 0.5, height: 0.5 }, friction: 0.6, color: 'goldenrod' };
  const box = world.addBody({ name: 'crate', position: [3, 6], shapes: [crate] });
  const shape = { capsule: { a: [0, -0.25], b: [0, 0.25], radius: 0.25 }, friction: 0.3, color: 'crimson' };
  const runner = world.addBody({
    name: 'runner',
    position: [1, 0.5],
    fixedRotation: true,
    canSleep: false,
    shapes: [shape],
  });

  let at = 0;
  let fresh = true; // the entry of the script has just begun
  let flagAt = null; // s
  let ride = 0; // m, the farthest that the runner was above or below the lift while both rose
  const visited = new Set();
  while (world.time < most && (flagAt === null || world.time < flagAt + 1)) {
    const [x, y] = runner.position;
    const under = world.shapeCast({ circle: { radius: 0.2 } }, { position: [x, y - 0.28] }, [0, -0.08], {
      ignore: runner,
    });
    const rising = liftAt(world.time + world.stepLength) - lift.position[1];
    const standing = under !== null && Math.abs(runner.velocity[1]) < 0.5;
    if (standing) visited.add(under.body.name);
    if (script[at].until({ x, y, standing, lift: lift.position[1], rising })) {
      at++;
      fresh = true;
    }
    const { run: pace, jump } = script[at];
    runner.velocity = [pace, fresh && jump ? jump : runner.velocity[1]];
    fresh = false;
    lift.moveTo([11, liftAt(world.time + world.stepLength)]);
    world.step();
    watch(world);
    const above = runner.position[1] - 0.5 - (lift.position[1] + 0.15);
    if (under?.body === lift && rising > 0) ride = Math.max(ride, Math.abs(above));
    for (const event of world.events.of('sensorBegin'))
      if (event.a === flag && event.b === runner) flagAt ??= event.time;
  }
  return { world, flagAt, ride, visited: [...visited], crate: box.position[1], digest: world.digest() };
}

await play(
  import.meta.url,
  run,
  ({ flagAt, ride, visited }) => `
Stood on: ${visited.join(', ')}. On the lift never farther than ${(ride * 1000).toFixed(0)} mm from it.
${flagAt === null ? 'The flag was not reached.' : `At the flag after ${flagAt.toFixed(2)} s.`}`,
);
