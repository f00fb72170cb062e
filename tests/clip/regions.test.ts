// Boxes and holes that name drawn factors, in grids: which cells stay, against the rule written out for every cell.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';
import { compile } from '../recipe/setup.js';

const test = suite('regions');
const kinema = await loadKinema();
const none = { stages: {} };
const tie = 1e-9;

type Box = Partial<Record<'r1' | 'r2' | 'v1' | 'v2', [number, number]>>;

const speeds = [1, 5, 9] as const;
const radii = [0.5, 1.5] as const;
const axis = Array.from({ length: speeds[2] }, (_, i) => speeds[0] + ((speeds[1] - speeds[0]) * i) / (speeds[2] - 1));

/** The split of a plan: its size, and what is refused in it, without the probe that a recipe goes through. */
const sizeOf = (split: object) => {
  const bytes = compile({ kinema: 1, scenario: 'collision', splits: { train: split } });
  return kinema.open(`kinema1:${Buffer.from(bytes).toString('base64')}`).split().size;
};

const range = (a: number, b: number, step: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }))
    .map(([x, y]) => [a + Math.min(x, y) * step, Math.min(b, a + Math.max(x, y) * step)] as [number, number]);
const box = fc
  .record(
    { r1: range(0.4, 1.6, 0.06), r2: range(0.4, 1.6, 0.06), v1: range(1, 5, 0.2), v2: range(1, 5, 0.2) },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0) as fc.Arbitrary<Box>;

/** The least radius within a box, of those that are drawn; infinite where it holds none of them. */
const leastRadius = (bounds: [number, number] | undefined) => {
  const [a, b] = bounds ?? radii;
  if (a <= radii[0] && b > radii[0]) return radii[0];
  return a > radii[0] && a < radii[1] ? a : Number.POSITIVE_INFINITY;
};
const covers = (bounds: [number, number] | undefined) =>
  !bounds || (bounds[0] <= radii[0] + tie && bounds[1] >= radii[1] - tie);
const within = (bounds: [number, number] | undefined, value: number) =>
  !bounds || (value >= bounds[0] - tie && value <= bounds[1] + tie);

const keeps = (v1: number, v2: number, boxes: Box[], holes: Box[]) => {
  const cell = ({ v1: a, v2: b }: Box) => within(a, v1) && within(b, v2);
  if (holes.some((hole) => cell(hole) && covers(hole.r1) && covers(hole.r2))) return false;
  const all = boxes.length > 0 ? boxes : [{}];
  return all.some((one) => cell(one) && 0.8 * (v1 + v2) + 2 * (leastRadius(one.r1) + leastRadius(one.r2)) <= 10 + tie);
};

test('a cell stays if some draw of it is feasible within a box, and no hole holds all draws of it', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 3 }), fc.array(box, { maxLength: 3 }), (boxes, holes) => {
      const expected = axis.flatMap((v1) => axis.map((v2) => keeps(v1, v2, boxes, holes))).filter(Boolean).length;
      const split = {
        factors: { v1: { linspace: speeds }, v2: { linspace: speeds } },
        grid: ['v1', 'v2'],
        ...(boxes.length && { boxes }),
        ...(holes.length && { holes }),
      };
      let size = 0;
      try {
        size = sizeOf(split);
      } catch (error) {
        assert.match((error as Error).message, /no combination|holds nothing|leaves nothing/);
        // A box that holds nothing is refused even where others hold something.
        if (/holds nothing/.test((error as Error).message)) return;
      }
      assert.is(size, expected, JSON.stringify(split));
    }),
    { numRuns: 400 },
  );
});

test('clips of such a grid lie in a box and in no hole, each cell once', () => {
  const source = kinema.open({
    kinema: 1,
    scenario: 'collision',
    splits: {
      train: {
        factors: { v1: { linspace: [1, 4, 7] }, v2: { linspace: [1, 4, 7] } },
        grid: ['v1', 'v2'],
        boxes: [{ r1: [1.1, 1.5], v1: [1, 2.5] }, { r2: [0.5, 0.8] }],
        holes: [{ r1: [0.5, 1.5], v2: [2, 2.5] }, { r2: [0.6, 0.7] }],
      },
    },
  });
  const { size } = source.split();
  assert.is(size, 35);
  const seen = new Set<string>();
  for (let i = 0; i < size; i++) {
    const [r1, r2, v1, v2] = source.clip(i, none).factors as unknown as [number, number, number, number];
    assert.ok((r1 >= 1.1 && v1 <= 2.5) || r2 <= 0.8, `clip ${i}: ${r1} ${r2} ${v1}`);
    assert.not.ok((v2 >= 2 && v2 <= 2.5) || (r2 >= 0.6 && r2 <= 0.7), `clip ${i}: ${r2} ${v2}`);
    seen.add(`${v1} ${v2}`);
  }
  assert.is(seen.size, size);
});

test('a clip is the same alone, in order and from any batch', () => {
  const source = kinema.open({
    kinema: 1,
    scenario: 'collision',
    constraints: { contact: [8, 12], inView: [0, 20] },
    splits: { train: { count: 1, holes: [{ r1: [0.8, 1.2], v1: [2, 3] }] } },
  });
  const all = source.digests(0, 64, { frames: false });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 1, max: 64 }), (from, count) => {
      const n = Math.min(count, 64 - from);
      assert.equal(source.digests(from, n, { frames: false }), all.slice(from, from + n));
    }),
    { numRuns: 40 },
  );
  for (const i of [63, 0, 17]) assert.is(source.clip(i, { stages: { digests: true } }).stateDigest, all[i]?.state);
});

test('a contact counts even where a clip has more of them than it keeps', () => {
  const source = kinema.open({
    kinema: 1,
    scenario: 'gas',
    timing: { frames: 300 },
    splits: { train: { rows: { v: [20, 21] }, factors: { n: 20 }, constraints: { contact: [297, 299] } } },
  });
  const clip = source.clip(0, none);
  assert.ok(clip.contactTotal > clip.contactCount, `${clip.contactTotal} of ${clip.contactCount}`);
});

test('bodies that lean on the walls of a puzzle are in view', () => {
  for (const template of [10000, 10003]) {
    const source = kinema.open({
      kinema: 1,
      scenario: 'phyre',
      placement: { cleanStart: true },
      constraints: { inView: [0, 12] },
      splits: { train: { rows: { layout: [1, 2, 3] }, factors: { template } } },
    });
    const clip = source.clip(0, none);
    const at = (frame: number, body: number) => (frame * clip.bodyCount + body) * 6;
    clip.bodies.forEach(({ dynamic, radius }, body) => {
      if (!dynamic || radius === 0) return;
      for (let frame = 0; frame <= 12; frame++) {
        const [x, y] = clip.states.slice(at(frame, body), at(frame, body) + 2) as unknown as [number, number];
        assert.ok(x >= radius - 0.05 && y >= radius - 0.05 && x <= 512 / 6 - radius + 0.05, `${x} ${y} ${radius}`);
      }
    });
  }
});

test.run();
