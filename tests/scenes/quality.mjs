// The scenes of the quality tests: each a function that returns a scene-file object. Two shapes that touch get the same friction
// and the same restitution, so that no rule of mixing matters.
import { ball, box, capsule, hinge, random, room, scene, segments } from './parts.mjs';

const weightless = { gravity: [0, 0] };
const elastic = { restitution: 1, friction: 0 };

export const uniformMotion = () => scene(weightless, [ball([2, 5], 1, { velocity: [2, 0] })]);

export const parabola = () => scene({}, [ball([1, 2], 0.5, { velocity: [2.5, 6] })]);

/** Two discs that close at v1 + v2 (m/s) along x, with `gap` metres between them and the second `offset` metres higher. */
export const discPair = ({ v1, v2, gap, offset = 0, r1 = 0.7, r2 = 1 }) =>
  scene(weightless, [
    ball([0, 0], r1, { velocity: [v1, 0], ...elastic }),
    ball([Math.sqrt((r1 + r2) ** 2 - offset ** 2) + gap, offset], r2, { velocity: [-v2, 0], ...elastic }),
  ]);

/** Five balls in a row that touch, and one that comes from the left, 1 m away: body 0 hits, body 5 leaves. */
export const cradle = ({ radius, speed, floor = false }) =>
  scene(floor ? {} : weightless, [
    ball([-1 - 2 * radius, radius], radius, { velocity: [speed, 0], ...elastic }),
    ...Array.from({ length: 5 }, (_, i) => ball([2 * radius * i, radius], radius, elastic)),
    ...(floor ? [box([0, -0.5], [100, 1], { type: 'static', ...elastic })] : []),
  ]);

/** A ball that crosses a room of 4 x 3 m to and fro, on a slanted way. */
export const ballInBox = ({ gravity = [0, 0] } = {}) =>
  scene({ gravity }, [ball([1.3, 1.7], 0.3, { velocity: [3.1, 2.3], ...elastic }), ...room(4, 3, elastic)]);

/** A ball whose lowest point is 1 m above the floor. */
export const drop = (restitution) =>
  scene({}, [ball([0, 1.5], 0.5, { restitution }), box([0, -0.5], [20, 1], { type: 'static', restitution })]);

/** A box of 1 m that lies on a slope through the origin, which falls to the right by `angle` (rad). */
export const slope = ({ angle, friction }) => {
  const normal = [Math.sin(angle), Math.cos(angle)];
  return scene({}, [
    box([normal[0] / 2, normal[1] / 2], [1, 1], { angle: -angle, friction }),
    box([-normal[0], -normal[1]], [120, 2], { type: 'static', angle: -angle, friction }),
  ]);
};

const ground = (options) => box([0, -1], [200, 2], { type: 'static', ...options });

/** `rows` rows of 1 m boxes that touch, the ground last. */
export const pyramid = (rows, world = {}) => {
  const friction = 0.6;
  const bodies = [];
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < rows - row; i++)
      bodies.push(box([i - (rows - row - 1) / 2, row + 0.5], [1, 1], { friction, density: 1 }));
  }
  return scene(world, [...bodies, ground({ friction })]);
};

export const tower = (count, world = {}) => {
  const friction = 0.6;
  const bodies = Array.from({ length: count }, (_, i) => box([0, i + 0.5], [1, 1], { friction }));
  return scene(world, [...bodies, ground({ friction })]);
};

/** A box of `ratio` times the density on a light one on the ground: body 0 is the heavy one. */
export const heavyOnLight = (ratio, world = {}) => {
  const friction = 0.6;
  return scene(world, [
    box([0, 1.5], [1, 1], { friction, density: ratio }),
    box([0, 0.5], [1, 1], { friction }),
    ground({ friction }),
  ]);
};

/** A ball (body 0) at 200 m/s against the middle of a wall (body 1) 0.1 m thick, `distance` metres between their centres. */
export const bullet = ({ wall, distance }) =>
  scene(weightless, [ball([-distance, 0], 0.1, { velocity: [200, 0] }), box([0, 0], [0.1, 4], { type: wall })]);

const sliders = {
  box: (position, options) => box(position, [1, 1], options),
  ball: (position, options) => ball(position, 0.5, options),
  capsule: (position, options) => capsule(position, 1, 0.5, options),
};

const floors = {
  boxes: (count, options) =>
    Array.from({ length: count }, (_, i) => box([i + 0.5, -0.5], [1, 1], { type: 'static', ...options })),
  segments: (count, options) => [
    segments(
      Array.from({ length: count + 1 }, (_, i) => [i, 0]),
      options,
    ),
  ],
};

/** A body (0) that slides without friction at `speed` over 60 m of floor made of pieces of 1 m. */
export const flushFloor = ({ slider, floor, speed }) => {
  const smooth = { friction: 0 };
  return scene({}, [sliders[slider]([2.5, 0.5], { velocity: [speed, 0], ...smooth }), ...floors[floor](60, smooth)]);
};

/** Balls and boxes that fall into a room in a heap. */
/** A ball of 0.1 m on an arm of 1 m, level and at rest. */
export const pendulum = () => scene({}, [ball([1, 0], 0.1)], [hinge(null, 0, [0, 0])]);

/** A second one on the first. */
export const doublePendulum = () =>
  scene({}, [ball([1, 0], 0.1), ball([2, 0], 0.1)], [hinge(null, 0, [0, 0]), hinge(0, 1, [1, 0])]);

/** `links` bars of 1 m hinged end to end, level and at rest, the first to the world; `weight`: the last one has so many times their density. */
export const chain = (links, weight = 1) =>
  scene(
    {},
    Array.from({ length: links }, (_, i) => box([i + 0.5, 0], [1, 0.2], { density: i === links - 1 ? weight : 1 })),
    Array.from({ length: links }, (_, i) => hinge(i ? i - 1 : null, i, [i, 0])),
  );

export const heap = () => {
  const { between } = random(5);
  const bodies = Array.from({ length: 40 }, (_, i) => {
    const position = [1.2 + 1.2 * (i % 6) + between(-0.2, 0.2), 1 + Math.floor(i / 6) * 1.2];
    const options = {
      restitution: 0.3,
      friction: 0.4,
      velocity: [between(-2, 2), between(-2, 2)],
      angle: between(0, 3),
    };
    return i % 2 ? ball(position, between(0.2, 0.45), options) : box(position, [between(0.3, 0.7), 0.6], options);
  });
  return scene({}, [...bodies, ...room(8.4, 12, { restitution: 0.3, friction: 0.4 })]);
};

/** `count` discs of several sizes in a room, in cells of 1.5 m, with speeds up to 4 m/s: discs first, walls last. */
export const gas = (count, seed) => {
  const { between } = random(seed);
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const discs = Array.from({ length: count }, (_, i) => {
    const position = [1.5 * (i % columns) + 0.75, 1.5 * Math.floor(i / columns) + 0.75];
    return ball(position, between(0.2, 0.6), { velocity: [between(-4, 4), between(-4, 4)], ...elastic });
  });
  return scene(weightless, [...discs, ...room(1.5 * columns, 1.5 * rows, elastic)]);
};

/** `count` discs on a ring, thrown at places near its middle: a cloud of hits in free space. */
export const implosion = (count, seed) => {
  const { between } = random(seed);
  const ring = Math.max(2, (count * 1.5) / (2 * Math.PI));
  const discs = Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    const position = [ring * Math.cos(angle), ring * Math.sin(angle)];
    const seconds = between(0.5, 1.2);
    const velocity = position.map((x) => (between(-0.4, 0.4) - x) / seconds);
    return ball(position, between(0.2, 0.6), { velocity, ...elastic });
  });
  return scene(weightless, discs);
};
