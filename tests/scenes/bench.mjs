// The scenes that engines are timed on, each once, as data. `kind` clip: create the world, step it, read every `every` steps,
// free it, over and over; batch: the same with `worlds` worlds at a time, all stepped and read before any goes on; big: one long
// run of one world. A clip or batch scene may have several layouts, taken in turn.
import { ball, box, boxes, hinge, random, room, scene, segments } from './parts.mjs';

const weightless = { gravity: [0, 0] };
const heavy = { gravity: [0, -10] };
const rough = { friction: 0.6 };

const uniform = () => scene(weightless, [ball([2, 5], 1, { velocity: [2, 0] })]);

const collision = () => {
  const elastic = { restitution: 1, friction: 0 };
  return scene(weightless, [
    ball([2, 5], 0.7, { velocity: [2, 0], ...elastic }),
    ball([8, 5], 1, { velocity: [-1.5, 0], ...elastic }),
  ]);
};

const projectile = () => scene({}, [ball([1, 2], 0.5, { velocity: [2.5, 6] })]);

/** Distance of a point from a bar's middle line. */
function distance([x, y], bar) {
  const [cos, sin] = [Math.cos(bar.angle), Math.sin(bar.angle)];
  const [dx, dy] = [x - bar.position[0], y - bar.position[1]];
  const along = Math.max(-bar.half, Math.min(bar.half, dx * cos + dy * sin));
  return Math.hypot(dx - along * cos, dy - along * sin);
}

/** A room of 10 x 10 m in the manner of PHYRE: three static bars, a red ball at the top, two boxes, two bars, two balls. */
function phyre(seed) {
  const { between } = random(seed);
  const material = { density: 0.25, friction: 0.5, restitution: 0.2 };
  const bars = [2, 4, 6].map((y) => ({
    position: [between(2, 8), y],
    angle: between(-0.5, 0.5),
    half: between(0.6, 1.2),
  }));
  const placed = [];
  /** A random place where a disc of this radius meets nothing. */
  const place = (radius, low, high) => {
    for (;;) {
      const position = [between(radius, 10 - radius), between(low, high)];
      const free =
        bars.every((bar) => distance(position, bar) > radius + 0.15) &&
        placed.every((other) => Math.hypot(position[0] - other.x, position[1] - other.y) > radius + other.radius);
      if (!free) continue;
      placed.push({ x: position[0], y: position[1], radius });
      return position;
    }
  };
  const bodies = [ball(place(0.4, 9, 9.6), 0.4, material)];
  for (let i = 0; i < 2; i++) {
    const side = between(0.4, 0.9);
    bodies.push(box(place(side * 0.71, 1, 8.5), [side, side], { angle: between(0, 1.5), ...material }));
  }
  for (let i = 0; i < 2; i++) {
    const half = between(0.4, 0.8);
    bodies.push(box(place(half + 0.1, 1, 8.5), [2 * half, 0.2], { angle: between(-1, 1), ...material }));
  }
  for (let i = 0; i < 2; i++) {
    const radius = between(0.2, 0.45);
    bodies.push(ball(place(radius, 1, 8.5), radius, material));
  }
  const fixed = bars.map(({ position, angle, half }) =>
    box(position, [2 * half, 0.2], { type: 'static', angle, ...material }),
  );
  return scene({}, [...bodies, ...fixed, ...room(10, 10, material)]);
}

const phyres = () => [1, 2, 3, 4, 5, 6, 7, 8].map(phyre);

/** Ten discs of 0.5 m radius in three rows that touch, in a bin that has 1 cm to spare: all contact from the first steps on. */
const pile = () => {
  const discs = Array.from({ length: 10 }, (_, i) => {
    const row = Math.floor(i / 4);
    return ball([0.51 + (i % 4) + 0.4 * (row % 2), 0.5 + 0.93 * row], 0.5, rough);
  });
  return scene(heavy, [...discs, ...room(4.42, 10, rough)]);
};

const asleep = (layout) => ({ ...layout, world: { ...layout.world, sleeping: true } });

/** Boxes of 1 m in rows that touch, the lowest of `rows` boxes around x = middle on y = floor. */
const rowsOfBoxes = (rows, middle, floor) => {
  const bodies = [];
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < rows - row; i++)
      bodies.push(box([middle + i - (rows - row - 1) / 2, floor + row + 0.5], [1, 1], rough));
  }
  return bodies;
};

const pyramid = (rows) =>
  scene(heavy, [box([0, -1], [200, 2], { type: 'static', ...rough }), ...rowsOfBoxes(rows, 0, 0)]);

/** `rows` ground segments above each other, with `columns` pyramids of 10 rows on each. */
const manyPyramids = (rows, columns) => {
  const bodies = [];
  for (let i = 0; i < rows; i++) {
    const floor = i * 11;
    bodies.push(
      segments(
        [
          [0, floor],
          [11 * columns, floor],
        ],
        rough,
      ),
    );
    for (let j = 0; j < columns; j++) bodies.push(...rowsOfBoxes(10, 11 * j + 5.5, floor));
  }
  return scene(heavy, bodies);
};

/** side x side boxes of 0.25 m in a drum of four walls that turns at 25 degrees a second. */
const tumbler = (side) => {
  const walls = [
    [
      [10, 0],
      [1, 20],
    ],
    [
      [-10, 0],
      [1, 20],
    ],
    [
      [0, 10],
      [20, 1],
    ],
    [
      [0, -10],
      [20, 1],
    ],
  ];
  const drum = boxes([0, 10], walls, { type: 'kinematic', omega: (25 * Math.PI) / 180, density: 50, ...rough });
  const bodies = [];
  for (let row = 0; row < side; row++) {
    for (let i = 0; i < side; i++)
      bodies.push(box([0.4 * (i - (side - 1) / 2), 10 + 0.4 * (row - (side - 1) / 2)], [0.25, 0.25], rough));
  }
  return scene(heavy, [drum, ...bodies]);
};

/** Balls of 0.25 m in rows of 36 over a pit 20 m wide. */
const pit = (count) => {
  const height = 40;
  const walls = [
    box([0, -0.5], [22, 1], { type: 'static', ...rough }),
    box([-10.5, height / 2], [1, height], { type: 'static', ...rough }),
    box([10.5, height / 2], [1, height], { type: 'static', ...rough }),
  ];
  const bodies = Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / 36);
    return ball([-9.3 + 0.53 * (i % 36) + 0.1 * (row % 2), 0.3 + 0.55 * row], 0.25, rough);
  });
  return scene(heavy, [...walls, ...bodies]);
};

/** side x side balls of 0.4 m, 1 m apart, hinged to those on their left and above them; 7 of the top row are static. */
const jointGrid = (side) => {
  const bodies = [];
  const joints = [];
  const fixed = Array.from({ length: 7 }, (_, i) => Math.round((i * (side - 1)) / 6));
  for (let column = 0; column < side; column++) {
    for (let row = 0; row < side; row++) {
      const number = bodies.length;
      const type = row === 0 && fixed.includes(column) ? 'static' : 'dynamic';
      const grid = ball([column, -row], 0.4, { type });
      // They collide with nothing, each other included.
      bodies.push({ ...grid, shapes: grid.shapes.map((shape) => ({ ...shape, filter: { category: 2, mask: 1 } })) });
      if (row > 0) joints.push(hinge(number - 1, number, [column, -row + 0.5]));
      if (column > 0) joints.push(hinge(number - side, number, [column - 0.5, -row]));
    }
  }
  return scene(heavy, bodies, joints);
};

const clip = (steps, every, layouts) => ({ kind: 'clip', steps, every, layouts });
const batch = (worlds, steps, every, layouts) => ({ kind: 'batch', worlds, steps, every, layouts });
const big = (steps, layout) => ({ kind: 'big', steps, layouts: () => [layout()] });

/** Scenes by name; `layouts()` makes the scene-file objects. */
export const benchScenes = {
  uniform: clip(192, 6, () => [uniform()]),
  collision: clip(192, 6, () => [collision()]),
  projectile: clip(192, 6, () => [projectile()]),
  phyre: clip(240, 8, phyres),
  'phyre-sleeping': clip(240, 8, () => phyres().map(asleep)),
  'phyre-batch': batch(64, 240, 8, phyres),
  'phyre-batch-sleeping': batch(64, 240, 8, () => phyres().map(asleep)),
  'pile-10': clip(192, 6, () => [pile()]),
  'pile-10-batch': batch(64, 96, 6, () => [pile()]),
  'pile-10-batch-1024': batch(1024, 96, 6, () => [pile()]),
  'pyramid-40': big(500, () => pyramid(40)),
  'many-pyramids-5x5': big(200, () => manyPyramids(5, 5)),
  'tumbler-2025': big(750, () => tumbler(45)),
  'pit-2000': big(500, () => pit(2000)),
  'joint-grid-30': big(500, () => jointGrid(30)),
};
