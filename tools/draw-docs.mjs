// The pictures of docs/engine and docs/guide, one a concept, drawn by Kinema itself: docs/images/NAME.png. Run: node tools/draw-docs.mjs
// No function of Math but rounding: the bytes are the same on every machine, and tests/docs/pictures.test.ts compares them.
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadKinema } from '../dist/index.js';

const paper = '#faf8f3';
const stone = '#b9b4a7';
const ink = '#3d405b';
const [blue, orange, red, green, sand, violet] = ['#4e79a7', '#f2a541', '#e0635a', '#6a9f58', '#e9d8a6', '#9d7bb0'];
const colors = [blue, orange, red, green, violet];

const box = (width, height, color, more = {}) => ({ box: { width, height }, color, ...more });
const disc = (radius, color, more = {}) => ({ circle: { radius }, color, ...more });
const ground = (from, to, top = 0) => ({
  type: 'static',
  position: [(from + to) / 2, top - 0.25],
  shapes: [box(to - from, 0.5, stone, { friction: 0.6 })],
});
/** A body that is only there to be seen. */
const mark = (position, shape) => ({ type: 'static', position, shapes: [{ filter: { mask: 0 }, ...shape }] });
const line = (a, b, color, radius = 0.02) => mark([0, 0], { capsule: { a, b, radius }, color });

/** Between two colours #rrggbb, t from 0 to 1. */
function mix(from, to, t) {
  const level = (color, i) => Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) => Math.round(level(from, i) * (1 - t) + level(to, i) * t));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Pictures side by side, with a gap. */
function beside(pictures, gap = 6) {
  const height = pictures[0].height;
  const width = pictures.reduce((sum, picture) => sum + picture.width + gap, -gap);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let column = 0;
  for (const picture of pictures) {
    for (let row = 0; row < height; row++) {
      const from = row * picture.width * 4;
      data.set(picture.data.subarray(from, from + picture.width * 4), (row * width + column) * 4);
    }
    column += picture.width + gap;
  }
  return { data, width, height };
}

const look = (view, width, more = {}) => {
  const [x0, y0, x1, y1] = view;
  return { view, size: [width, Math.round((width * (y1 - y0)) / (x1 - x0))], background: paper, ...more };
};

/** Two balls that bounce and meet, at equal times: parabolas, and each touch where it is. */
function impact(kinema) {
  const throws = [
    { name: 'red', position: [0.6, 3.2], velocity: [1.9, 0], color: red },
    { name: 'blue', position: [9.4, 2.2], velocity: [-2.1, 1], color: blue },
  ];
  const world = kinema.world({
    bodies: [
      ground(-1, 11),
      ...throws.map(({ color, ...body }) => ({
        ...body,
        shapes: [disc(0.28, color, { restitution: 0.9, friction: 0 })],
      })),
    ],
  });
  const trail = [];
  const touches = [];
  for (let step = 0; step < 132; step++) {
    if (step % 6 === 0)
      for (const { name, color } of throws)
        trail.push(mark(world.body(name).position, disc(0.28, mix(paper, color, 0.18 + (0.62 * step) / 132))));
    world.step();
    for (const hit of world.events.of('hit')) touches.push(mark(hit.point, disc(0.09, ink)));
  }
  const now = throws.map(({ name, color }) => mark(world.body(name).position, disc(0.28, color)));
  return kinema.world({ bodies: [ground(-1, 11), ...trail, ...now, ...touches] }).draw(look([0, -0.4, 10, 3.8], 480));
}

/** A pyramid on the ground and the points in which it is held. */
function contact(kinema) {
  const bodies = [ground(-6, 6)];
  const rows = 5;
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < rows - row; i++)
      bodies.push({
        position: [-2.6 + (i - (rows - 1 - row) / 2) * 1.04, 0.4 + row * 0.8],
        shapes: [box(1, 0.8, mix(sand, orange, row / rows), { friction: 0.6 })],
      });
  bodies.push(
    { position: [1.6, 0.75], shapes: [disc(0.75, blue)] },
    { position: [3.1, 0.75], shapes: [disc(0.75, blue)] },
  );
  bodies.push({ position: [2.35, 2.1], shapes: [disc(0.75, green)] });
  bodies.push({ type: 'static', position: [0.6, 0.5], shapes: [box(0.3, 1, stone)] });
  bodies.push({ type: 'static', position: [4.1, 0.5], shapes: [box(0.3, 1, stone)] });
  const world = kinema.world({ bodies });
  world.step(120);
  return world.draw(look([-5.4, -0.4, 5, 4.4], 480, { contacts: true }));
}

/** A car, a rope bridge and a pendulum, with their joints. */
function joints(kinema) {
  const world = kinema.world({ bodies: [{ ...ground(-1, 5), name: 'ground' }] });
  const chassis = world.addBody({ position: [2, 1], shapes: [box(2.2, 0.45, red)] });
  for (const x of [1.3, 2.7]) {
    const b = world.addBody({ position: [x, 0.45], shapes: [disc(0.42, ink, { friction: 1 })] });
    world.addJoint({
      type: 'wheel',
      a: chassis,
      b,
      anchor: [x, 0.45],
      axis: [0, 1],
      spring: { hertz: 3, damping: 0.7 },
    });
  }
  world.addBody({ position: [1.9, 1.6], shapes: [box(0.7, 0.7, orange, { friction: 0.8 })] });
  for (const x of [5.5, 11.075]) world.addBody({ type: 'static', position: [x, 1.2], shapes: [box(0.4, 2.4, stone)] });
  let last;
  for (let i = 0; i < 9; i++) {
    const x = 5.7 + i * 0.575;
    const plank = world.addBody({
      position: [x + 0.2875, 2.3],
      shapes: [box(0.54, 0.16, sand, { density: 3, friction: 0.6 })],
    });
    world.addJoint({ type: 'revolute', ...(last && { a: last }), b: plank, anchor: [x, 2.3] });
    last = plank;
  }
  world.addJoint({ type: 'revolute', b: last, anchor: [10.875, 2.3] });
  world.addBody({ position: [7.9, 2.84], shapes: [disc(0.45, green, { density: 2, rollingResistance: 0.2 })] });
  let above;
  for (let i = 0; i < 4; i++) {
    const b = world.addBody({ position: [12.3 + 0.5 * i, 3.6], shapes: [i < 3 ? disc(0.12, ink) : disc(0.4, violet)] });
    world.addJoint({
      type: 'distance',
      ...(above ? { a: above } : { anchorA: [11.8, 3.6] }),
      b,
      length: i < 3 ? 0.5 : 0.7,
    });
    above = b;
  }
  world.step(200);
  return world.draw(look([0, -0.4, 14, 4.2], 560, { joints: true }));
}

/** One pile at rest, faded, and one that a ball has just met. */
function sleeping(kinema) {
  const bodies = [ground(-8, 8)];
  for (const x of [-3.4, 2.6])
    for (let i = 0; i < 9; i++)
      bodies.push({
        position: [x + ((i % 3) - 1) * 0.82 + (i > 5 ? 0.1 : 0), 0.4 + Math.floor(i / 3) * 0.8],
        shapes: [box(0.8, 0.8, colors[i % 5], { friction: 0.5 })],
      });
  const world = kinema.world({ bodies });
  world.step(240);
  world.addBody({ position: [-0.6, 1.7], velocity: [9, 0.6], shapes: [disc(0.42, ink, { density: 3 })] });
  world.step(22);
  return world.draw(look([-5.6, -0.4, 5.6, 3.4], 480, { dimSleeping: true }));
}

/** A fan of rays, a disc that is cast, and the nearest point. */
function queries(kinema) {
  const bodies = [
    { type: 'static', position: [4, 2.9], shapes: [box(0.9, 0.9, blue)] },
    { type: 'static', position: [5.4, 1.4], angle: 0.5, shapes: [box(1, 0.7, orange)] },
    { type: 'static', position: [3.4, 0.7], shapes: [disc(0.5, green)] },
    {
      type: 'static',
      position: [9.4, 1.2],
      angle: -0.3,
      shapes: [
        {
          polygon: [
            [-0.6, -0.5],
            [0.6, -0.5],
            [0, 0.7],
          ],
          color: red,
        },
      ],
    },
    { type: 'static', position: [7.2, 3.2], shapes: [disc(0.4, violet)] },
  ];
  const world = kinema.world({ bodies });
  const eye = [0.8, 1.9];
  const marks = [];
  for (let i = -7; i <= 7; i++) {
    const to = [8, 1.9 + i * 0.52];
    const hit = world.rayCast(eye, to);
    const end = hit ? hit.point : [8, to[1]];
    marks.push(line(eye, end, hit ? ink : '#d5d0c2', 0.014));
    if (hit) marks.push(mark(hit.point, disc(0.07, red)));
  }
  const scene = [...marks, mark(eye, disc(0.22, ink))];
  const probe = { circle: { radius: 0.3 } };
  const from = [9.2, 3.6];
  const cast = world.shapeCast(probe, { position: from }, [0.2, -4]);
  for (let i = 0; i <= 4; i++) {
    const t = (cast.fraction * i) / 4;
    scene.push(mark([from[0] + 0.2 * t, from[1] - 4 * t], disc(0.3, mix(paper, sand, 0.35 + 0.65 * (i / 4)))));
  }
  return kinema
    .world({ bodies: [...bodies, ...scene, mark(cast.point, disc(0.07, red))] })
    .draw(look([0.3, 0, 10.7, 4.1], 440));
}

/** A jump through a one-way platform, a coin on the way, and where it touched. */
function events(kinema) {
  const scenery = [
    ground(-1, 12),
    { name: 'platform', type: 'static', position: [5.95, 1.1], shapes: [box(5, 0.16, green, { oneWay: [0, 1] })] },
    { name: 'coin', type: 'static', position: [2.2, 2.9], shapes: [disc(0.32, orange, { sensor: true })] },
  ];
  const world = kinema.world({
    bodies: [
      ...scenery,
      {
        name: 'hero',
        position: [0.6, 2.2],
        velocity: [2.5, 3.6],
        shapes: [disc(0.25, blue, { restitution: 0.8, friction: 0 })],
      },
    ],
  });
  const hero = world.body('hero');
  const trail = [];
  const touches = [];
  for (let step = 0; step < 168; step++) {
    if (step % 6 === 0) {
      const inside = world.overlapShape(
        { circle: { radius: 0.25 } },
        { position: hero.position },
        { sensors: true, ignore: hero },
      );
      const color = inside.some((shape) => shape.sensor) ? orange : blue;
      trail.push(mark(hero.position, disc(0.25, mix(paper, color, 0.2 + (0.6 * step) / 168))));
    }
    world.step();
    for (const hit of world.events.of('begin')) touches.push(mark(hit.point, disc(0.09, red)));
  }
  return kinema
    .world({ bodies: [...scenery, ...trail, mark(hero.position, disc(0.25, blue)), ...touches] })
    .draw(look([0, -0.4, 10.4, 3.7], 480));
}

/** One tower, and three of its futures. */
function worlds(kinema) {
  const bodies = [ground(-4, 4)];
  for (let i = 0; i < 6; i++)
    bodies.push({
      name: `box${i}`,
      position: [0, 0.35 + 0.7 * i],
      shapes: [box(1.2, 0.7, colors[i % 5], { friction: 0.5 })],
    });
  const world = kinema.world({ bodies });
  world.step(60);
  const view = look([-2.4, -0.4, 2.4, 4.6], 132);
  const futures = [
    ['box5', [2.4, 0]],
    ['box3', [5, 0]],
    ['box0', [-9, 0]],
  ].map(([name, impulse]) => {
    const clone = world.clone();
    clone.body(name).applyImpulse(impulse);
    clone.step(38);
    const picture = clone.draw(view);
    clone.dispose();
    return picture;
  });
  return beside([world.draw(view), ...futures]);
}

/** The same world four times: as it comes, with joints and contacts, hard and without outlines, and who sleeps. */
function drawing(kinema) {
  const bodies = [ground(-4, 4)];
  for (let i = 0; i < 3; i++) bodies.push({ position: [-1.3, 0.35 + 0.7 * i], shapes: [box(0.7, 0.7, colors[i])] });
  const world = kinema.world({ bodies });
  world.step(90);
  const post = world.addBody({ type: 'static', position: [0.9, 3.1], shapes: [disc(0.12, ink)] });
  const arm = world.addBody({
    position: [1.5, 2.6],
    angle: 0.7,
    shapes: [{ capsule: { a: [0, -0.7], b: [0, 0.7], radius: 0.16 }, color: violet }],
  });
  world.addJoint({ type: 'distance', a: post, b: arm, anchorB: [0, 0.7], length: 0.6 });
  world.addBody({ position: [0.2, 0.42], velocity: [0, 0], shapes: [disc(0.42, green)] });
  world.step(20);
  const view = (more) => look([-2, -0.4, 2.2, 3.6], 132, more);
  return beside([
    world.draw(view({})),
    world.draw(view({ joints: true, contacts: true })),
    world.draw(view({ outlines: false, edge: 'hard', background: '#2b2d42' })),
    world.draw(view({ dimSleeping: true })),
  ]);
}

/** Carts of one batch that push with different strength, after the same time. */
function batches(kinema) {
  const scene = {
    bodies: [
      { name: 'cart', position: [0, 0], shapes: [box(0.7, 0.34, blue, { density: 5 })] },
      {
        name: 'pole',
        position: [-0.05, 0.5],
        angle: 0.1,
        shapes: [{ capsule: { a: [0, -0.5], b: [0, 0.5], radius: 0.06 }, color: orange }],
      },
      mark([0, -0.22], box(3, 0.06, stone)),
    ],
    joints: [
      { type: 'prismatic', b: 'cart', axis: [1, 0], limits: { lower: -0.9, upper: 0.9 } },
      { name: 'hinge', type: 'revolute', a: 'cart', b: 'pole', anchor: [0, 0] },
    ],
  };
  const count = 18;
  const batch = kinema.batch(scene, count, {
    actions: [{ body: 'cart', apply: 'force' }],
    observations: [
      { body: 'pole', read: 'angle' },
      { body: 'pole', read: 'omega' },
    ],
  });
  const actions = new Float32Array(count * 2);
  for (let step = 0; step < 44; step++) {
    const seen = batch.observations;
    for (let i = 0; i < count; i++) actions[2 * i] = -4 * i * (seen[2 * i] + 0.3 * seen[2 * i + 1]);
    batch.step(actions);
  }
  const view = look([-1.25, -0.4, 1.25, 1.2], 76);
  const rows = [0, 6, 12].map((first) =>
    beside(
      Array.from({ length: 6 }, (_, i) => batch.world(first + i).draw(view)),
      4,
    ),
  );
  batch.dispose();
  return below(rows, 4);
}

/** Pictures under each other, with a gap. */
function below(pictures, gap) {
  const { width } = pictures[0];
  const height = pictures.reduce((sum, picture) => sum + picture.height + gap, -gap);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let row = 0;
  for (const picture of pictures) {
    data.set(picture.data, row * width * 4);
    row += picture.height + gap;
  }
  return { data, width, height };
}

const drawn = { impact, contact, joints, sleeping, queries, events, worlds, drawing, batches };

/** The PNG files, by name. */
export function pictures(kinema) {
  return Object.fromEntries(Object.entries(drawn).map(([name, draw]) => [name, kinema.encodeImage(draw(kinema))]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
  for (const [name, bytes] of Object.entries(pictures(await loadKinema()))) {
    writeFileSync(`${folder}${name}.png`, bytes);
    console.log(`docs/images/${name}.png ${bytes.length} bytes`);
  }
}
