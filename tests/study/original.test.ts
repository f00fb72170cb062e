// docs/original.md states facts about the study's own generator and evaluator; each is checked here.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';

const kinema = await loadKinema();
const study = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../recipes/phyworld/${name}.json`, import.meta.url), 'utf8'));
const test = suite('original');

/** numpy.linspace in its own arithmetic. */
function linspace(a: number, b: number, n: number): number[] {
  const step = (b - a) / (n - 1);
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? b : i * step + a));
}

/** The original's placement of two balls (double arithmetic, its operation order): whether it keeps the clip. */
function originalKeeps(r1: number, r2: number, v1: number, v2: number, random: () => number): boolean {
  for (let failed = 0; failed < 10; failed++) {
    const least = 8 * (v1 + v2) * 0.1 + r1 + r2;
    let most = (32 - 8) * 0.1 * (v1 + v2) + r1 + r2;
    const u = (a: number, b: number) => random() * (b - a) + a;
    if (r1 > 2 * r2) {
      most = Math.min(1.25 * least, 10 - r1 - r2);
      random();
    }
    let distance: number;
    let left: number;
    let right: number;
    if (r2 > 2 * r1) {
      most = Math.min(1.25 * least, 10 - r1 - r2);
      distance = u(least, most);
      right = 10 - r2 - distance;
      left = right - 0.5;
    } else {
      most = Math.min(most, 10 - r1 - r2);
      distance = u(least, most);
      left = r1;
      right = 10 - r2 - distance;
    }
    const x1 = Math.max(u(left, right), r1);
    const x2 = Math.min(x1 + distance, 10 - r2);
    const frames = v1 + v2 === 0 ? 9 : (x2 - x1 - r1 - r2) / (v1 + v2) / 0.1;
    if (frames >= 8) return true;
  }
  return false;
}

/** The evaluation combinations of the collision scene, by grid level. */
function evaluationCombinations(): [string, number, number, number, number][] {
  const out: [string, number, number, number, number][] = [];
  const add = (level: string, a: number[], b: number[], c: number[], d: number[]) => {
    for (const r1 of a) for (const r2 of b) for (const v1 of c) for (const v2 of d) out.push([level, r1, r2, v1, v2]);
  };
  add('id', linspace(0.5, 1.5, 4), linspace(0.5, 1.5, 4), linspace(1, 4, 4), linspace(1, 4, 4));
  const r = linspace(0.5, 1.5, 3);
  const v = linspace(1, 4, 3);
  const far = {
    lo: [linspace(0.3, 0.4, 3), linspace(0, 0.8, 4)],
    xl: [linspace(1.7, 2, 4), linspace(4.5, 6, 4)],
  } as const;
  for (const level of ['lo', 'xl'] as const) {
    const [ro, vo] = far[level];
    add(`${level}-L1`, ro, r, v, v);
    add(`${level}-L2`, r, r, vo, v);
    add(`${level}-L3`, ro, ro, v, v);
    add(`${level}-L4`, r, r, vo, vo);
    add(`${level}-L5`, ro, r, vo, v);
    add(`${level}-L6`, ro, ro, vo, vo);
  }
  add('cross', far.lo[0], far.xl[0], v, v);
  add('cross', r, r, far.lo[1], far.xl[1]);
  add('cross', far.lo[0], far.xl[0], far.lo[1], far.xl[1]);
  add('cross', far.xl[0], far.lo[0], far.lo[1], far.xl[1]);
  return out;
}

test('the original loses 14 of the evaluation set to rounding: ties of the feasibility rule', () => {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let feasible = 0;
  let lost = 0;
  for (const [, r1, r2, v1, v2] of evaluationCombinations()) {
    const fits = 0.8 * (v1 + v2) + 2 * (r1 + r2) <= 10 + 1e-9;
    const kept = originalKeeps(r1, r2, v1, v2, random);
    assert.ok(fits || !kept, 'the original keeps nothing that the rule forbids');
    if (fits) feasible++;
    if (fits && !kept) lost++;
  }
  assert.is(feasible, 1649);
  assert.is(lost, 14);
  assert.is(feasible - lost, 1635, 'the size of the published file');
});

test('our evaluation splits are that set with the ties kept', () => {
  const source = kinema.open(study('collision-30k'));
  const ours = new Set<string>();
  for (const split of ['eval_id', 'eval_r_ood', 'eval_v_ood', 'eval_rv_ood', 'eval_v_zero'])
    for (let i = 0; i < source.split(split).size; i++)
      ours.add([...source.clip(i, { split, stages: {} }).factors.slice(0, 4)].map((x) => x.toFixed(6)).join());
  const theirs = evaluationCombinations().filter(([, r1, r2, v1, v2]) => 0.8 * (v1 + v2) + 2 * (r1 + r2) <= 10 + 1e-9);
  assert.equal(
    [...ours].sort(),
    [
      ...new Set(
        theirs.map((c) =>
          c
            .slice(1)
            .map((x) => (x as number).toFixed(6))
            .join(),
        ),
      ),
    ].sort(),
  );
});

test('evaluation points stand inside the training grid', () => {
  const counts = Object.fromEntries(
    ['30k', '300k', '3m'].map((size) => {
      const source = kinema.open(study(`collision-${size}`));
      let inside = 0;
      const n = source.split('eval_id').size;
      for (let i = 0; i < n; i++) {
        const clip = source.clip(i, { split: 'eval_id', stages: {} });
        if (source.tags('eval_id', clip).in_train_grid) inside++;
      }
      return [size, `${inside} of ${n}`];
    }),
  );
  assert.equal(counts, { '30k': '13 of 225', '300k': '13 of 225', '3m': '13 of 225' });
});
test("the evaluator's 1/W scale is its ground-truth error", () => {
  const source = kinema.open({ ...study('uniform-30k'), image: { size: [256, 256], supersample: 1, look: 'study' } });
  const n = source.split('eval_id').size;
  let biased = 0;
  let unbiased = 0;
  let used = 0;
  for (let i = 0; i < n; i++) {
    const clip = source.clip(i, { split: 'eval_id', stages: { frames: true } });
    const [r, v] = [...clip.factors] as [number, number];
    const pixels = clip.frames;
    const columns: number[] = [];
    for (let k = 3; k < 32; k++) {
      const x = clip.states[k * 6] as number;
      if (x - r < 0 || x + r > 10) break;
      let sum = 0;
      let count = 0;
      for (let p = 0; p < 256 * 256; p++) {
        const at = (k * 65536 + p) * 3;
        if ((pixels[at] as number) > 127 && (pixels[at + 1] as number) < 127 && (pixels[at + 2] as number) < 127) {
          sum += p & 255;
          count++;
        }
      }
      columns.push(sum / count);
    }
    if (columns.length < 2) continue;
    const speed = (((columns.at(-1) as number) - (columns[0] as number)) / (columns.length - 1)) * 100;
    biased += Math.abs(speed / 256 - v);
    unbiased += Math.abs(speed / 255 - v);
    used++;
  }
  assert.ok(used > 100, `${used} clips`);
  assert.ok(Math.abs(biased / used - 0.01) < 0.001, `velocity error with 10/W: ${biased / used}`);
  assert.ok(unbiased / used < 0.0015, `with 10/(W-1): ${unbiased / used}`);
});

test('with the stock restitution threshold of 1 m/s a slow elastic hit stops dead', () => {
  const slow = { r1: 1, r2: 1, v1: 0.4, v2: 0.4, x1: 3, x2: 5.5, y: 5 };
  const after = (threshold: number) => {
    const source = kinema.open({ ...study('collision-30k'), physics: { restitutionThreshold: threshold } });
    source.override(slow);
    return source.clip(0, { stages: {} }).states[31 * 12 + 3] as number;
  };
  assert.ok(Math.abs(after(1)) < 1e-6, 'Box2D as shipped');
  assert.ok(Math.abs(after(0) + 0.4) < 1e-6, 'the law');
  assert.ok(Math.abs(after(0.01) + 0.4) < 1e-6, "the study's patch");
});

test.run();
