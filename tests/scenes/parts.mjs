// What scenes are built of: bodies of one shape, worlds, and random numbers that are the same everywhere. Scenes are the plain
// objects of a scene file, so that every engine, a test and `kinema scene` read the same data.

/** A scene of dt = 1/60 s with sleeping off; `world` overrides. Default settings are left to the engine. */
export const scene = (world, bodies, joints) => ({
  kinema: 1,
  world: { step: 1 / 60, sleeping: false, ...world },
  bodies,
  ...(joints && { joints }),
});

/** A hinge of bodies a and b (a: null = the world) at a point of the world. */
export const hinge = (a, b, anchor) => ({ type: 'revolute', ...(a !== null && { a }), b, anchor });

/** One body: options are those of a body (type, angle, velocity, omega) and of its shapes (density, friction, restitution). */
function body(shapes, position, { density = 1, friction = 0.2, restitution = 0, ...options } = {}) {
  const material = { density, friction, restitution };
  return { type: 'dynamic', position, ...options, shapes: shapes.map((shape) => ({ ...shape, ...material })) };
}

export const ball = (position, radius, options) => body([{ circle: { radius, center: [0, 0] } }], position, options);

export const box = (position, [width, height], options) =>
  body([{ box: { width, height, center: [0, 0], angle: 0 } }], position, options);

/** A lying capsule: `length` between the centres of its ends. */
export const capsule = (position, length, radius, options) =>
  body([{ capsule: { a: [-length / 2, 0], b: [length / 2, 0], radius } }], position, options);

/** Several boxes as one body: [center, size] each, in the body's frame. */
export const boxes = (position, parts, options) =>
  body(
    parts.map(([center, [width, height]]) => ({ box: { width, height, center, angle: 0 } })),
    position,
    options,
  );

/** Segments end to end through the points, as one static body at the origin. */
export const segments = (points, options) =>
  body(
    points.slice(1).map((b, i) => ({ segment: { a: points[i], b } })),
    [0, 0],
    { type: 'static', ...options },
  );

/** Four static boxes around the rectangle [0, width] x [0, height], 1 m thick. */
export const room = (width, height, options) =>
  [
    [
      [width / 2, -0.5],
      [width + 2, 1],
    ],
    [
      [width / 2, height + 0.5],
      [width + 2, 1],
    ],
    [
      [-0.5, height / 2],
      [1, height],
    ],
    [
      [width + 0.5, height / 2],
      [1, height],
    ],
  ].map(([center, size]) => box(center, size, { type: 'static', ...options }));

/** Random numbers in [0, 1), the linear congruence of Numerical Recipes; `between(a, b)` scales them. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < 4; i++) next();
  return { next, between: (a, b) => a + (b - a) * next() };
}
