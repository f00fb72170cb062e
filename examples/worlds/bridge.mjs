// A rope bridge that carries three crates and breaks under a boulder: hinges that give way above a force.
import { play } from './show.mjs';

const planks = 16;
const long = 0.5;
const left = 4;
const deck = 5;
const sag = 0.9;

export default function run(kinema, watch = () => {}) {
  const world = kinema.world({ world: { view: [0, 0, 16, 9] } });
  const right = left + planks * long;
  const rock = { friction: 0.7, color: 'slategray' };
  const cliff = { box: { width: 4, height: deck, center: [0, deck / 2] }, ...rock };
  world.addBody({ name: 'left cliff', type: 'static', position: [left - 2, 0], shapes: [cliff] });
  world.addBody({ name: 'right cliff', type: 'static', position: [right + 2, 0], shapes: [cliff] });
  const water = { box: { width: 8, height: 0.4 }, color: 'lightskyblue' };
  world.addBody({ name: 'river', type: 'static', position: [8, 0.2], shapes: [water] });

  // The deck hangs in a parabola: a straight one would need an endless force to carry anything.
  const point = (i) => [left + i * long, deck - 0.1 - 4 * sag * (i / planks) * (1 - i / planks)];
  let before = 'left cliff';
  const hinge = (a, b, anchor) => world.addJoint({ type: 'revolute', a, b, anchor, breakForce: 12000 });
  for (let i = 0; i < planks; i++) {
    const [x0, y0] = point(i);
    const [x1, y1] = point(i + 1);
    const half = [(x1 - x0) * 0.42, (y1 - y0) * 0.42];
    const capsule = { a: [-half[0], -half[1]], b: half, radius: 0.08 };
    const shape = { capsule, density: 120, friction: 0.7, color: 'peru' };
    const position = [(x0 + x1) / 2, (y0 + y1) / 2];
    const plank = world.addBody({ name: `plank ${i}`, position, angularDamping: 1, shapes: [shape] });
    hinge(before, plank, [x0, y0]);
    before = plank;
  }
  hinge(before, 'right cliff', point(planks));

  const broken = [];
  const go = (seconds) => {
    for (let i = 0; i < seconds * 60; i++) {
      world.step();
      watch(world);
      broken.push(...world.events.of('jointBreak'));
    }
    return broken.length;
  };
  const crate = { box: { width: 0.6, height: 0.6 }, density: 60, friction: 0.6, color: 'goldenrod' };
  const crates = [6.6, 8, 9.4].map((x, i) =>
    world.addBody({ name: `crate ${i + 1}`, position: [x, deck - 0.25], shapes: [crate] }),
  );
  const underCrates = go(4);
  const carried = crates.every((body) => body.position[1] > 2);

  const boulder = world.addBody({
    name: 'boulder',
    position: [7.3, 8.2],
    shapes: [{ circle: { radius: 0.7 }, density: 800, friction: 0.6, color: 'dimgray' }],
  });
  let landed = null; // s
  const from = world.time;
  while (world.time < from + 4) {
    go(1 / 60);
    for (const hit of world.events.of('hit')) if (hit.a === boulder || hit.b === boulder) landed ??= hit.time;
  }
  const boulderFell = boulder.position[1] < 2;
  const broke = broken[0]?.time ?? null;
  return { world, underCrates, carried, landed, broke, broken: broken.length, boulderFell, digest: world.digest() };
}

await play(
  import.meta.url,
  run,
  ({ underCrates, landed, broke, broken }) => `
Three crates: ${underCrates} hinges broke. The boulder landed after ${landed?.toFixed(2)} s.
${broke === null ? 'The bridge held.' : `The first of ${broken} hinges gave way at ${broke.toFixed(2)} s.`}`,
);
