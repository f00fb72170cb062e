// Newton's cradle: five steel balls on rods. One comes in from the left, one leaves on the right, and back again.
//
// The balls stand a hair apart, as in a real cradle, so that the blow goes through them one after the other; each impact is
// solved at its own moment within the step.
import { play } from './show.mjs';

const balls = 5;
const radius = 0.25;
const gap = 0.001;
const rod = 2;
const top = 3;

export default function run(kinema, watch = () => {}, seconds = 6) {
  const world = kinema.world({ world: { view: [-4, 0, 4, 4.5] } });
  const beam = { box: { width: 3.2, height: 0.12 }, color: 'dimgray' };
  world.addBody({ name: 'beam', type: 'static', position: [0, top + 0.06], shapes: [beam] });
  const shape = { circle: { radius }, density: 7.8, restitution: 1, friction: 0 };
  const row = Array.from({ length: balls }, (_, i) => {
    const x = (i - (balls - 1) / 2) * (2 * radius + gap);
    // The first ball is held up to the left, its rod turned by 45 degrees.
    const lift = i === 0 ? Math.SQRT1_2 * rod : 0;
    const position = i === 0 ? [x - lift, top - lift] : [x, top - rod];
    const ball = world.addBody({
      name: `ball ${i + 1}`,
      position,
      shapes: [{ ...shape, color: i === 0 ? 'crimson' : 'steelblue' }],
    });
    world.addJoint({ type: 'distance', anchorA: [x, top], b: ball, length: rod });
    return ball;
  });
  const first = row[0];
  const last = row[balls - 1];
  const speed = (ball) => Math.hypot(...ball.velocity);

  let arrived = 0; // of the first ball, before the blow
  let left = 0; // of the last ball, after it
  let blows = 0;
  while (world.steps < seconds * 60) {
    world.step();
    watch(world, { joints: true });
    if (blows === 0) arrived = Math.max(arrived, speed(first));
    if (world.events.of('hit').some((hit) => hit.b === last || hit.a === first)) blows++;
    left = Math.max(left, speed(last));
  }
  return { world, arrived, left, blows, digest: world.digest() };
}

await play(
  import.meta.url,
  run,
  ({ arrived, left, blows }) => `
The first ball came in at ${arrived.toFixed(2)} m/s, the last one left at ${left.toFixed(2)} m/s: ${((100 * left) / arrived).toFixed(1)} %.
${blows} steps with blows at the ends.`,
);
