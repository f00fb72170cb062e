// A car on terrain: two wheels on springs, both driven, over a chain of hills to the finish line.
import { play } from './show.mjs';

/** Tops and valleys, m, six metres apart; between them the ground is smooth. Only + and *: the same hills everywhere. */
const heights = [3, 3, 3, 4.4, 2.2, 4, 1.6, 3.6, 5.6, 3.2, 3.8, 2.6, 5, 3, 3, 3];
const every = 6;
const finish = 78;

function hills() {
  const points = [[0, 9]];
  for (let i = 0; i + 1 < heights.length; i++)
    for (let k = 0; k < 12; k++) {
      const t = k / 12;
      points.push([(i + t) * every, heights[i] + (heights[i + 1] - heights[i]) * t * t * (3 - 2 * t)]);
    }
  return [...points, [(heights.length - 1) * every, 3], [(heights.length - 1) * every, 9]];
}

function addCar(world, x, y) {
  const body = [
    [-1.2, -0.3],
    [1.2, -0.3],
    [1.3, 0.1],
    [0.5, 0.2],
    [-1.2, 0.2],
  ];
  const roof = [
    [-1, 0.2],
    [0.45, 0.2],
    [0.05, 0.65],
    [-0.8, 0.65],
  ];
  const shapes = [
    { polygon: body, density: 60, color: 'crimson' },
    { polygon: roof, density: 20, color: 'lightcoral' },
  ];
  const car = world.addBody({ name: 'car', position: [x, y], shapes });
  const tyre = { circle: { radius: 0.4 }, density: 40, friction: 1.2, color: 'darkslategray' };
  const motors = [-0.8, 0.85].map((along) => {
    const wheel = world.addBody({ position: [x + along, y - 0.45], shapes: [tyre] });
    return world.addJoint({
      type: 'wheel',
      a: car,
      b: wheel,
      axis: [0, 1],
      spring: { hertz: 3, damping: 0.7 },
      limits: { lower: -0.25, upper: 0.25 },
      motor: { speed: 0, maxTorque: 350 },
    });
  });
  return { car, motors };
}

export default function run(kinema, watch = () => {}, most = 30) {
  const world = kinema.world();
  const ground = { chain: { points: hills() }, friction: 0.9, color: 'darkolivegreen' };
  world.addBody({ name: 'ground', type: 'static', position: [0, 0], shapes: [ground] });
  const line = { box: { width: 0.3, height: 3 }, sensor: true, color: 'gold' };
  const gate = world.addBody({ name: 'finish', type: 'static', position: [finish, 4.5], shapes: [line] });
  const { car, motors } = addCar(world, 4, 3.9);

  let reached = null; // s
  let fastest = 0;
  let airborne = 0; // steps without a wheel on the ground
  while (world.time < most && (reached === null || world.time < reached + 1)) {
    // Clockwise turns drive to the right. It brakes behind the line.
    const speed = reached === null ? -16 : 0;
    for (const motor of motors) if (motor.motorSpeed !== speed) motor.motorSpeed = speed;
    world.step();
    const [x] = car.position;
    watch(world, { view: [x - 6, 0.6, x + 10, 9.6] });
    fastest = Math.max(fastest, car.velocity[0]);
    if (world.touching.length === 0) airborne++;
    for (const event of world.events.of('sensorBegin')) if (event.a === gate && event.b === car) reached ??= event.time;
  }
  return { world, reached, fastest, airborne, tilt: car.angle, place: car.position, digest: world.digest() };
}

await play(
  import.meta.url,
  run,
  ({ reached, fastest, airborne, place }) => `
${reached === null ? `The car got to ${place[0].toFixed(1)} m, not to the finish.` : `The car crossed the line after ${reached.toFixed(2)} s.`}
At most ${fastest.toFixed(1)} m/s; ${(airborne / 60).toFixed(1)} s in the air.`,
);
