// How the surface of static shapes goes on past the ends of their edges: random floors, heaps and chains.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { convex, type Geometry, make, type Point, read } from './hull-module.js';
import { BOTTOM, box, LEFT, neighbours, RIGHT, type Static, segment, TOP } from './neighbours-scene.js';

const test = suite('neighbours-random');

const motion = fc.tuple(number(-50, 50), number(-50, 50), number(-7, 7));

test('floors of random boxes: every seam straight, every inner side covered', () => {
  const tile = fc.record({
    width: number(0.2, 3),
    height: fc.constantFrom(0.2, 0.35, 1),
    gap: fc.oneof(fc.constant(0), number(-0.05, 0.0009)),
    step: number(-0.0004, 0.0004),
    start: fc.nat(3),
    reversed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(tile, { minLength: 2, maxLength: 7 }), motion, fc.nat(), (tiles, moved, mix) => {
      let x = 0;
      const scene = tiles.map(({ width, height, gap, step, start, reversed }) => {
        const made = box(x + gap, step - height, width, height);
        x += gap + width;
        // Any corner first, either winding.
        const turned = [...made.points.slice(start), ...made.points.slice(0, start)];
        made.points = reversed ? [turned[0]!, ...turned.slice(1).reverse()] : turned;
        return made;
      });
      const what = JSON.stringify([tiles, moved]);
      const order = scene.map((_, i) => (i * 5 + mix) % scene.length);
      const mixed = new Set(order).size === scene.length ? order.map((i) => scene[i]!) : scene;
      for (const [i, { height, start }] of tiles.entries()) {
        const found = neighbours(mixed, mixed.indexOf(scene[i]!), moved);
        assert.ok(found, what);
        // The record's edges begin at the first corner, counter-clockwise.
        const edge = (e: number) => (e - start + 4) % 4;
        const [first, last] = [i === 0, i === tiles.length - 1];
        assert.equal(
          found.ends[edge(TOP)]!.map((a) => a && Math.round(a)),
          [last ? null : 180, first ? null : 180],
          what,
        );
        const below = (k: number) => !tiles[k] || tiles[k].height >= height;
        assert.is(found.covered[edge(RIGHT)], !last && below(i + 1), `right of ${i}: ${what}`);
        assert.is(found.covered[edge(LEFT)], !first && below(i - 1), `left of ${i}: ${what}`);
        assert.not(found.covered[edge(TOP)] || found.covered[edge(BOTTOM)], what);
      }
    }),
    { numRuns: 200 },
  );
});

test('boxes and segments on a lattice, in any heap: as the cells around say', () => {
  const cell = fc.nat(5);
  const size = fc.integer({ min: 1, max: 4 });
  type Lattice = { x: number; y: number; w: number; h: number };
  const rectangle = fc.record({ x: cell, y: cell, w: size, h: size });
  const bar = fc.record({ x: cell, y: cell, w: size, h: size, flat: fc.boolean() });
  const line = bar.map(({ flat, ...r }): Lattice => ({ ...r, ...(flat ? { h: 0 } : { w: 0 }) }));
  const heap = fc.array(fc.oneof({ weight: 3, arbitrary: rectangle }, line), { minLength: 2, maxLength: 9 });
  const solid = (s: Lattice) => s.w > 0 && s.h > 0;
  let covers = 0;
  fc.assert(
    fc.property(heap, motion, (list, moved) => {
      const scene = list.map((s) => (solid(s) ? box(s.x, s.y, s.w, s.h) : segment([s.x, s.y], [s.x + s.w, s.y + s.h])));
      for (const [k, self] of list.entries()) {
        const others = list.filter((_, i) => i !== k);
        const filled = (x: number, y: number) =>
          others.some((s) => solid(s) && x > s.x && x < s.x + s.w && y > s.y && y < s.y + s.h);
        const lined = (x: number, y: number) =>
          others.some((s) => !solid(s) && x >= s.x && x <= s.x + s.w && y >= s.y && y <= s.y + s.h);
        const { x, y, w, h } = self;
        const corners: Point[] = solid(self)
          ? [
              [x, y],
              [x + w, y],
              [x + w, y + h],
              [x, y + h],
            ]
          : [
              [x, y],
              [x + w, y + h],
            ];
        const covered: boolean[] = [];
        const closed = corners.map(() => [false, false]);
        const ends = corners.map((a, e) => {
          const b = corners[(e + 1) % corners.length]!;
          const [ux, uy] = [Math.sign(b[0] - a[0]), Math.sign(b[1] - a[1])];
          const [nx, ny] = [uy, -ux];
          const length = Math.abs(b[0] - a[0]) + Math.abs(b[1] - a[1]);
          covered[e] = Array.from({ length }, (_, i) => i + 0.5).every((t) =>
            filled(a[0] + ux * t + nx * 0.1, a[1] + uy * t + ny * 0.1),
          );
          if (covered[e]) covers++;
          return [a, b].map((p, end) => {
            const [dx, dy] = end ? [-ux, -uy] : [ux, uy];
            // Quarters from the edge on, and the rays that begin them.
            const at = (i: number, j: number): Point => [p[0] + (dx * i + nx * j) / 10, p[1] + (dy * i + ny * j) / 10];
            closed[e]![end] = filled(...at(1, 1));
            if (filled(...at(1, 1)) || lined(...at(0, 1)) || filled(...at(-1, 1))) return 90;
            if (lined(...at(-1, 0)) || filled(...at(-1, -1))) return 180;
            if (!solid(self) && (lined(...at(0, -1)) || filled(...at(1, -1)))) return 270;
            return null;
          });
        });
        const found = neighbours(scene, k, moved);
        const what = `shape ${k} of ${JSON.stringify([list, moved])}`;
        assert.equal(found?.ends ?? ends.map(() => [null, null]), ends, what);
        assert.equal(found?.covered ?? covered.map(() => false), covered, what);
        assert.equal(found?.closed ?? closed.map(() => [false, false]), closed, what);
        if (!found)
          assert.ok(
            ends.flat().every((a) => a === null),
            what,
          );
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(covers > 100, `only ${covers} edges were covered`);
});

test('chains of random bends: both sides go on along the next segment', () => {
  const bend = number(-140, 140);
  fc.assert(
    fc.property(fc.array(fc.tuple(bend, number(0.3, 2)), { minLength: 2, maxLength: 8 }), motion, (links, moved) => {
      let [x, y, angle] = [0, 0, 0];
      const path = [[0, 0] as Point];
      for (const [turn, length] of links) {
        angle += (turn * Math.PI) / 180;
        x += length * Math.cos(angle);
        y += length * Math.sin(angle);
        path.push([x, y]);
      }
      const scene = links.map((_, i) => segment(path[i]!, path[i + 1]!));
      // Two at a time: a chain may cross itself.
      for (let i = 0; i + 1 < scene.length; i++) {
        const turn = links[i + 1]![0];
        const here = neighbours([scene[i]!, scene[i + 1]!], 0, moved)!;
        const there = neighbours([scene[i + 1]!, scene[i]!], 0, moved)!;
        const close = (a: number | null | undefined, b: number) =>
          assert.ok(Math.abs(a! - b) < 0.02, `${a}, expected ${b}: ${JSON.stringify([links, moved])}`);
        close(here.ends[0]![1], 180 + turn);
        close(here.ends[1]![0], 180 - turn);
        close(there.ends[0]![0], 180 + turn);
        close(there.ends[1]![1], 180 - turn);
      }
    }),
    { numRuns: 200 },
  );
});

/** The sharpest corner, in degrees. */
function sharpest({ normals }: Geometry): number {
  const turns = normals.map(([x, y], i) => {
    const [px, py] = normals[(i + normals.length - 1) % normals.length]!;
    return Math.acos(Math.min(1, Math.max(-1, x * px + y * py)));
  });
  return 180 - (Math.max(...turns) * 180) / Math.PI;
}

test('a polygon cut in two: the outline goes straight on, and nothing is left of the cut', () => {
  const share = number(0.2, 0.8);
  let cuts = 0;
  fc.assert(
    fc.property(convex, fc.nat(), fc.nat(), share, share, motion, (all, first, second, s, t, moved) => {
      const points = all.slice(0, 6);
      const n = points.length;
      const i = first % n;
      const j = i + 1 + (second % (n - 1));
      const corner = (k: number) => points[k % n]!;
      const between = (k: number, u: number): Point => {
        const [a, b] = [corner(k), corner(k + 1)];
        return [a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u];
      };
      const [p, q] = [between(i, s), between(j, t)];
      const corners = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => corner(from + 1 + k));
      const parts = [
        [p, ...corners(i, j), q],
        [q, ...corners(j, i + n), p],
      ];
      const size = Math.max(...points.map((c) => Math.hypot(c[0] - corner(0)[0], c[1] - corner(0)[1])));
      // Parts of a few times the tolerance for seams (1 mm) are mostly seam.
      for (const part of parts)
        if (make('Polygon', 0, part) || read().core < Math.max(size / 100, 0.01) || sharpest(read()) < 4) return;
      cuts++;
      const what = JSON.stringify([points, p, q, moved]);
      for (const order of [parts, [...parts].reverse()]) {
        const scene = order.map((part): Static => ({ kind: 'Polygon', points: part }));
        const found = neighbours(scene, 0, moved);
        assert.ok(found, what);
        const cut = found.covered.length - 1;
        const expected = found.covered.map((_, e) =>
          e === cut ? [90, 90] : [e === 0 ? 180 : null, e === cut - 1 ? 180 : null],
        );
        assert.equal(
          found.ends.map((e) => e.map((a) => a && Math.round(a))),
          expected,
          what,
        );
        assert.equal(
          found.covered,
          found.covered.map((_, e) => e === cut),
          what,
        );
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(cuts > 100, `only ${cuts} polygons were cut`);
});

test.run();
