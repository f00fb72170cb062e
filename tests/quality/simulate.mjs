// Runs a scene on an engine and looks at it after every step.

/** Offsets in a body's six numbers. */
export const X = 0;
export const Y = 1;
export const ANGLE = 2;
export const VX = 3;
export const VY = 4;

/**
 * Steps a new world `steps` times and calls look(states, k) with a plain copy after step k = 1, 2, ...; k = 0 is the start. States
 * are arrays of six numbers by body, in file order. A look that returns false ends the run. Returns the states at the end.
 */
export function simulate(engine, scene, steps, look = () => {}) {
  const world = engine.world(scene);
  const read = () => {
    const all = Array.from(world.states());
    return scene.bodies.map((_, i) => all.slice(6 * i, 6 * i + 6));
  };
  try {
    let states = read();
    let going = look(states, 0) !== false;
    for (let k = 1; k <= steps && going; k++) {
      world.step(1);
      states = read();
      if (!states.flat().every(Number.isFinite)) throw new Error(`a state is not a number after step ${k}`);
      going = look(states, k) !== false;
    }
    return states;
  } finally {
    world.free();
  }
}

/** The number of steps of 1/60 s in so many seconds. */
export const seconds = (s) => Math.round(s * 60);

/** The largest of numbers, NaN if one is. */
export const worst = (numbers) => numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** Density times area of the one disc of a body. */
export const massOf = ({ shapes: [{ circle, density }] }) => density * Math.PI * circle.radius ** 2;

/** Half m v^2 + half I omega^2 + m g y over the discs of a scene, J. */
export function energyOfDiscs(scene, states) {
  const [gx, gy] = scene.world.gravity;
  return scene.bodies.reduce((sum, body, i) => {
    const radius = body.shapes[0].circle?.radius;
    if (radius === undefined || body.type !== 'dynamic') return sum;
    const [x, y, , vx, vy, omega] = states[i];
    const motion = (vx * vx + vy * vy) / 2 + (radius * radius * omega * omega) / 4;
    return sum + massOf(body) * (motion - gx * x - gy * y);
  }, 0);
}
