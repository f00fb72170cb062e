// Pinball: flippers on motors with limits, bumpers, a one-way gate over the plunger lane, and a drain that counts the balls.
import { play } from './show.mjs';

/** Flips that the player has for a ball, on the average. */
const patience = 5;

const rubber = { friction: 0.1, restitution: 0.5 };

function addFlipper(world, name, x, side) {
  const tip = [-side * 1.05, -0.45];
  const shape = { capsule: { a: [0, 0], b: tip, radius: 0.1 }, density: 3, friction: 0.3, color: 'crimson' };
  const body = world.addBody({ name, position: [x, 1.6], canSleep: false, shapes: [shape] });
  // Rests on its lower limit, goes up to the other. The right one turns the other way.
  const limits = side > 0 ? { lower: -0.85, upper: 0 } : { lower: 0, upper: 0.85 };
  return world.addJoint({ type: 'revolute', b: body, limits, motor: { speed: 0, maxTorque: 60 } });
}

function addTable(world) {
  const right = [6, 8.8, 5.7, 9.4, 5.1, 9.8, 4, 9.95];
  const left = [2, 9.95, 0.9, 9.8, 0.3, 9.4, 0, 8.8];
  const arch = Array.from({ length: 8 }, (_, i) => [...right, ...left].slice(2 * i, 2 * i + 2));
  const edge = (points) => ({ chain: { points }, ...rubber, color: 'dimgray' });
  const rails = [
    edge([[6, 0], ...arch, [0, 0]]),
    edge([
      [5.4, 0],
      [5.4, 7.8],
    ]), // the plunger lane
    edge([
      [0, 2.6],
      [1.3, 1.72],
    ]),
    edge([
      [5.4, 2.6],
      [4.1, 1.72],
    ]),
    edge([
      [5.4, 0.6],
      [6, 0.6],
    ]),
    // The gate: solid only to what comes from the table, down to the right.
    { segment: { a: [5.4, 7.8], b: [6, 8.6] }, oneWay: [-0.8, 0.6], ...rubber, color: 'seagreen' },
  ];
  world.addBody({ name: 'table', type: 'static', position: [0, 0], shapes: rails });
  const hole = { box: { width: 5.4, height: 0.5 }, sensor: true, color: 'lightgray' };
  world.addBody({ name: 'drain', type: 'static', position: [2.7, 0.25], shapes: [hole] });
  for (const [i, [x, y]] of [
    [1.6, 6.2],
    [3.8, 6.4],
    [2.7, 7.8],
    [2.7, 4.8],
  ].entries()) {
    const shape = { circle: { radius: 0.42 }, restitution: 0.9, color: i === 3 ? 'gold' : 'darkorange' };
    world.addBody({ name: `bumper ${i + 1}`, type: 'static', position: [x, y], shapes: [shape] });
  }
}

export default function run(kinema, watch = () => {}, balls = 3, most = 60) {
  const world = kinema.world({ world: { view: [-0.2, -0.2, 6.2, 10.2], gravity: [0, -4.5], hitSpeed: 0.3 } });
  addTable(world);
  const left = addFlipper(world, 'left flipper', 1.3, -1);
  const right = addFlipper(world, 'right flipper', 4.1, 1);
  const players = [
    [left, -1, 1.3],
    [right, 1, 4.1],
  ];
  const drain = world.body('drain');

  let score = 0;
  let flips = 0;
  let back = 0; // balls that came back into the lane
  const hits = [];
  const drained = [];
  let ball = null;
  let entered = false; // the ball is on the table
  while (world.time < most && (ball || drained.length < balls)) {
    if (!ball) {
      const shape = { circle: { radius: 0.16 }, density: 4, friction: 0.1, restitution: 0.3, color: 'steelblue' };
      const velocity = [0, 10.2 + 0.5 * drained.length]; // the plunger
      ball = world.addBody({ position: [5.7, 0.8], velocity, canSleep: false, shapes: [shape] });
      entered = false;
    }
    const [x, y] = ball.position;
    entered ||= x < 5.2;
    if (entered && x > 5.42 && y < 7.8) back++;
    for (const [flipper, side, pivot] of players) {
      const along = (pivot - x) * side; // m, from the pivot towards the tip
      const up = along > 0.25 && along < 1.4 && y > 1 && y < 1.9 && flips < patience * (drained.length + 1);
      const speed = (up ? -side : side) * 14;
      if (up && flipper.motorSpeed !== speed) flips++;
      if (flipper.motorSpeed !== speed) flipper.motorSpeed = speed;
    }
    world.step();
    watch(world, { size: [288, 468] });
    for (const hit of world.events.of('hit')) {
      const other = hit.a === ball ? hit.b : hit.a;
      hits.push(hit);
      if (!other.name.startsWith('bumper')) continue;
      score += other.name === 'bumper 4' ? 50 : 10;
      // It kicks.
      const away = hit.a === ball ? -0.5 : 0.5;
      ball.applyImpulse(hit.normal.map((n) => n * away));
    }
    if (world.events.of('sensorBegin').some((event) => event.a === drain && event.b === ball)) {
      drained.push(world.time);
      ball.remove();
      ball = null;
    }
  }
  return { world, score, flips, back, hits, drained, digest: world.digest() };
}

await play(
  import.meta.url,
  run,
  ({ score, flips, hits, drained }) => `
${score} points with ${drained.length} balls: ${hits.length} hits, ${flips} flips.
Lost at ${drained.map((time) => `${time.toFixed(1)} s`).join(', ')}.`,
);
