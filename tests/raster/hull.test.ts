// Hulls with a radius: the pixels of docs/pixels.md in both builds, byte for byte, and the areas that they stand for. The primitive is
// compiled by itself (hull-entry.ts): what a world can hold is a part of what it takes.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Edge, Rounding, Samples } from '../../bindings/typescript/engine/layout.js';
import { number } from '../support/numbers.js';
import { compileBoth } from './compile.js';
import { outline, type Point, polygonAreas } from './hull-area.js';
import { type DrawnHull, drawHulls, type HullPicture } from './hull-reference.js';
import { difference } from './scenes.js';

const modules = compileBoth('tests/raster/hull-entry.ts');
const all = 4096;

type Draw = (m: any, hull: DrawnHull, edge: number, at: number) => void;

const fill: Draw = (m, { points, x, y, c, s, radius, opacity }, edge, at) =>
  m.fillHull(edge, at, points.length, x, y, c, s, radius, opacity);

function drawn(
  build: keyof typeof modules,
  p: HullPicture,
  hulls: readonly DrawnHull[],
  draw = fill,
  n = 1,
): Uint8Array {
  const m = modules[build];
  assert.is(m.openPicture(p.width, p.height, n, ...p.view, p.background), 0);
  for (const hull of hulls) {
    const at = m.points.value;
    new Float32Array(m.memory.buffer, at, 16).set(hull.points.flat());
    m.setColor(hull.color);
    draw(m, hull, p.edge === 'hard' ? Edge.Hard : Edge.Coverage, at);
  }
  return new Uint8Array(m.memory.buffer, m.finishPicture(), p.width * p.height * 4).slice();
}

const turn = fc.oneof(
  number(-Math.PI, Math.PI),
  number(-0.01, 0.01),
  fc.constantFrom(0, Math.PI / 2, Math.PI, -Math.PI / 2, Math.PI / 4),
);

/** Corners on a circle of radius 1, counter-clockwise. */
const ring = fc.integer({ min: 3, max: 8 }).chain((n) =>
  fc.array(number(0, 0.9), { minLength: n, maxLength: n }).map((steps) =>
    steps.map((step, i): Point => {
      const angle = ((i + step) / n) * 2 * Math.PI;
      return [Math.cos(angle), Math.sin(angle)];
    }),
  ),
);
const box: Point[] = [
  [-1, -0.4],
  [1, -0.4],
  [1, 0.4],
  [-1, 0.4],
];
const sharp = fc.oneof(ring, fc.constant(box));
/** Points of size 1 and a radius. */
const form = fc.oneof(
  fc.record({ points: sharp, radius: fc.constant(0) }),
  fc.record({ points: sharp, radius: number(0.02, 1) }),
  fc.record({ points: fc.constant<Point[]>([[0, 0]]), radius: fc.constant(1) }),
  fc.record({ points: fc.constant<Point[]>([box[3] as Point, box[1] as Point]), radius: number(0.01, 1) }),
);

/** A hull of a size in metres, its numbers those of f32. */
function hullOf(
  shape: { points: readonly Point[]; radius: number },
  size: number,
  angle: number,
  x: number,
  y: number,
): DrawnHull {
  const f = Math.fround;
  return {
    points: shape.points.map(([u, v]): Point => [f(u * size), f(v * size)]),
    radius: f(shape.radius * size),
    ...{ x: f(x), y: f(y), c: f(Math.cos(angle)), s: f(Math.sin(angle)) },
    ...{ color: 0xffffff, opacity: all },
  };
}

const test = suite('hull');

test('hulls over each other in any picture are what docs/pixels.md says, in both builds', () => {
  const picture = fc
    .record({
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 40 }),
      corner: fc.constantFrom<Point>([0, 0], [-3, 7], [1e4, -1e4]),
      across: number(2, 20),
      up: number(2, 20),
      edge: fc.constantFrom('coverage' as const, 'hard' as const),
      background: fc.constantFrom(0xffffff, 0x102030),
    })
    .map(({ corner: [x, y], across, up, ...rest }): HullPicture => ({ ...rest, view: [x, y, x + across, y + up] }));
  const hull = fc.record({
    form,
    ...{ size: fc.oneof(number(0.01, 5), number(5, 300)), turn, x: number(-0.3, 1.3), y: number(-0.3, 1.3) },
    ...{ color: fc.integer({ min: 0, max: 0xffffff }), opacity: fc.constantFrom(all, all, 819) },
  });
  fc.assert(
    fc.property(picture, fc.array(hull, { minLength: 1, maxLength: 4 }), (p, list) => {
      const [x0, y0, x1, y1] = p.view;
      const hulls = list.map(({ form, size, turn, x, y, color, opacity }) => ({
        ...hullOf(form, size, turn, x0 + (x1 - x0) * x, y0 + (y1 - y0) * y),
        ...{ color, opacity },
      }));
      const expected = drawHulls(p, hulls);
      for (const build of ['simd', 'scalar'] as const) {
        const wrong = difference(drawn(build, p, hulls), expected, p.width, 4);
        assert.is(wrong, null, `${build}, ${JSON.stringify(p)}, ${JSON.stringify(hulls)}: ${wrong}`);
      }
    }),
    { numRuns: 250 },
  );
});

const side = 40;
const square: HullPicture = { width: side, height: side, view: [0, 0, side, side], edge: 'coverage', background: 0 };
const rounding = 1 / 510;

/** The outline of a hull where it stands. */
const placed = (hull: DrawnHull) =>
  outline(
    hull.points.map(([u, v]): Point => [hull.x + u * hull.c - v * hull.s, hull.y + u * hull.s + v * hull.c]),
    hull.radius,
  );

/** Largest error of a pixel's share of a white hull on black, but for the rounding of levels, among hulls whose edge crosses the picture. */
function worst(
  forms: fc.Arbitrary<{ points: readonly Point[]; radius: number }>,
  sizes: [number, number],
  bound: number,
): void {
  let most = 0;
  const place = fc.tuple(number(0, 1), number(-15, 15), number(-15, 15));
  fc.assert(
    fc.property(
      forms,
      number(Math.log(sizes[0]), Math.log(sizes[1])),
      turn,
      place,
      (form, log, angle, [along, dx, dy]) => {
        const at = hullOf(form, Math.exp(log), angle, 0, 0);
        const edge = placed(at);
        const [x, y] = edge[Math.floor(along * (edge.length - 1))] as Point;
        const hull = { ...at, x: Math.fround(side / 2 + dx - x), y: Math.fround(side / 2 + dy - y) };
        const pixels = drawn('simd', square, [hull]);
        polygonAreas(placed(hull), side).forEach((area, k) => {
          const error = Math.abs((pixels[4 * k] as number) / 255 - area) - rounding;
          most = Math.max(most, error);
          assert.ok(
            error <= bound,
            `column ${k % side}, row ${Math.floor(k / side)} is off by ${error}: ${JSON.stringify(hull)}`,
          );
        });
      },
    ),
    { numRuns: 120 },
  );
  if (process.env.VERBOSE) console.log(sizes, most);
}

test('polygons: a pixel is off by at most 0.02 % of its area, but for its rounding', () => {
  const form = fc.record({ points: sharp, radius: fc.constant(0) });
  worst(form, [0.1, 2], 0.0002);
  worst(form, [2, 100], 0.0002);
  worst(form, [100, 300], 0.0002);
});

test('discs, capsules and rounded polygons: by 0.1 % up to a radius of 20 pixels, 0.5 % above', () => {
  const round = form.filter(({ radius }) => radius > 0);
  worst(round, [0.1, 2], 0.001);
  worst(round, [2, 20], 0.001);
  worst(round, [20, 3000], 0.005);
});

test('hard: a pixel is drawn where its middle lies inside', () => {
  fc.assert(
    fc.property(form, number(0.3, 15), turn, number(5, 35), number(5, 35), (form, size, angle, x, y) => {
      const hull = hullOf(form, size, angle, x, y);
      const pixels = drawn('simd', { ...square, edge: 'hard' }, [hull]);
      const edge = placed(hull);
      for (let k = 0; k < side * side; k++) {
        const depth = depthIn(edge, [(k % side) + 0.5, side - Math.floor(k / side) - 0.5]);
        if (Math.abs(depth) > 1e-3) assert.is(pixels[4 * k], depth > 0 ? 255 : 0, JSON.stringify([hull, k]));
      }
    }),
    { numRuns: 60 },
  );
});

/** How deep a place lies in a convex outline, counter-clockwise; negative outside. */
function depthIn(edge: readonly Point[], [x, y]: Point): number {
  return edge.reduce((least, [u, v], i) => {
    const [p, q] = edge[(i + 1) % edge.length] as Point;
    const length = Math.hypot(p - u, q - v);
    return length < 1e-9 ? least : Math.min(least, ((p - u) * (y - v) - (q - v) * (x - u)) / length);
  }, Number.POSITIVE_INFINITY);
}

test('a stroke is the hull less its inset; with it the inset is the hull', () => {
  const stroke: Draw = (m, { points, x, y, c, s, radius, opacity }, edge, at) =>
    m.strokeHull(edge, at, points.length, x, y, c, s, radius, 1.25, opacity);
  fc.assert(
    fc.property(form, number(3, 12), turn, number(10, 30), number(10, 30), (form, size, angle, x, y) => {
      const hull = hullOf(form, size, angle, x, y);
      const whole = drawn('simd', square, [hull]);
      const ring = drawn('simd', square, [hull], stroke);
      assert.equal(drawn('scalar', square, [hull], stroke), ring);
      // Deeper than the stroke nothing is drawn, and outside the hull neither.
      const centre = 4 * (Math.floor(side - y) * side + Math.floor(x));
      if (form.points.length === 1) assert.is(ring[centre], 0);
      const deep = hull.radius > 1.25 ? placed({ ...hull, radius: hull.radius - 1.25 }) : null;
      const inner = deep && polygonAreas(deep, side);
      for (let k = 0; k < side * side; k++) {
        assert.ok((ring[4 * k] as number) <= (whole[4 * k] as number));
        if (!inner) continue;
        const error = Math.abs((whole[4 * k] as number) - (ring[4 * k] as number) - 255 * (inner[k] as number));
        assert.ok(error <= 1.5, `pixel ${k} is off by ${error} levels: ${JSON.stringify(hull)}`);
      }
    }),
    { numRuns: 60 },
  );
});

test('the stroke of a sharp polygon keeps its width, and one that is too thin is all stroke', () => {
  const stroke =
    (depth: number): Draw =>
    (m, { points, x, y, c, s, radius, opacity }, edge, at) =>
      m.strokeHull(edge, at, points.length, x, y, c, s, radius, depth, opacity);
  const hull = hullOf({ points: box, radius: 0 }, 10, 0, 20, 20);
  const rows = drawn('simd', square, [hull], stroke(2));
  const level = (j: number, i: number) => rows[4 * (i * side + j)];
  // The box covers columns 10 to 30 and rows 16 to 24.
  assert.equal(
    [level(9, 20), level(10, 20), level(11, 20), level(12, 20), level(27, 20), level(28, 20)],
    [0, 255, 255, 0, 0, 255],
  );
  assert.equal(
    [15, 16, 17, 18, 21, 22, 23, 24].map((i) => level(20, i)),
    [0, 255, 255, 0, 0, 255, 255, 0],
  );
  assert.equal(drawn('simd', square, [hull], stroke(5)), drawn('simd', square, [hull]));
});

test('supersampling averages a larger picture', () => {
  const hull = hullOf({ points: box, radius: 0.3 }, 8, 0.7, 19.3, 21.1);
  const fine = drawn('simd', { ...square, width: side * 3, height: side * 3 }, [hull]);
  const small = drawn('simd', square, [hull], fill, 3);
  for (let k = 0; k < side * side; k++) {
    let sum = 4;
    for (let b = 0; b < 9; b++) {
      const row = Math.floor(k / side) * 3 + Math.floor(b / 3);
      sum += fine[4 * (row * side * 3 + (k % side) * 3 + (b % 3))] as number;
    }
    assert.is(small[4 * k], Math.floor(sum / 9));
    assert.is(small[4 * k + 3], 255);
  }
});

test('in the frame of a clip a hull has the same pixels, frame after frame', () => {
  const size = 24;
  const list = [box, [box[0], box[2], box[3]] as Point[]].map((points, i) => ({
    ...hullOf({ points, radius: i * 0.5 }, 5, 0.4 + i, 11 + 3 * i, 12),
    ...{ color: 0xff8040 << i, opacity: i ? 2000 : all },
  }));
  for (const edge of ['coverage', 'hard'] as const)
    for (const n of [1, 2, 3])
      for (const m of Object.values(modules)) {
        const p: HullPicture = { width: size, height: size, view: [0, 0, size, size], edge, background: 0x102030 };
        const picture = drawn(m === modules.simd ? 'simd' : 'scalar', p, list, fill, n);
        const kind = edge === 'hard' ? Edge.Hard : Edge.Coverage;
        assert.ok(m.openCamera(size, size, n, ...p.view, Samples.Centers));
        assert.is(m.rasterOpen(1, size, size, n, kind, Rounding.Nearest, p.background, 0, 0), 0);
        for (let time = 0; time < 2; time++) {
          m.beginFrame(0);
          for (const hull of time ? list : [...list].reverse()) {
            new Float32Array(m.memory.buffer, m.points.value, 16).set(hull.points.flat());
            m.setColor(hull.color);
            fill(m, hull, kind, m.points.value);
          }
          m.endFrame();
        }
        const frame = new Uint8Array(m.memory.buffer, m.frames(), size * size * 3);
        assert.ok(
          frame.every((level, k) => level === picture[4 * Math.floor(k / 3) + (k % 3)]),
          `${edge}, ${n}`,
        );
      }
});

test('nothing traps, and what is not a place is not drawn', () => {
  const odd = [
    0,
    -0,
    1,
    5,
    -1e4,
    1e9,
    1e19,
    -3e38,
    1e-30,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  const value = fc.constantFrom(...odd);
  const points = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(points, value, value, value, value, value, fc.boolean(), (points, x, y, c, s, radius, hard) => {
      const p: HullPicture = { ...square, width: 8, height: 8, edge: hard ? 'hard' : 'coverage' };
      const hull: DrawnHull = { points, x, y, c, s, radius, color: 0xffffff, opacity: all };
      const stroke: Draw = (m, _, edge, at) => m.strokeHull(edge, at, points.length, x, y, c, s, radius, 1, all);
      for (const draw of [fill, stroke]) assert.equal(drawn('simd', p, [hull], draw), drawn('scalar', p, [hull], draw));
      const known = [...points.flat(), x, y, c, s, radius].every(Number.isFinite);
      if (!known) assert.ok(drawn('simd', p, [hull]).every((level, k) => level === (k % 4 === 3 ? 255 : 0)));
    }),
    { numRuns: 500 },
  );
});

test.run();
