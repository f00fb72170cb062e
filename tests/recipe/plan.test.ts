// Plan bytes and plan text: what is written is read, what is damaged is refused.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type PlanInfo, readPlan } from '../../bindings/typescript/recipe/plan-reader.js';
import { isPlanText, parsePlanText, planText } from '../../bindings/typescript/recipe/plan-text.js';
import { writePlan } from '../../bindings/typescript/recipe/plan-writer.js';
import { defaultOrder, recipeOrder } from '../../bindings/typescript/recipe/recipe.js';
import type { Recipe } from '../../bindings/typescript/recipe/types.js';
import { catalogue, compile, info, pair, small } from './setup.js';
import { xxh64 } from './xxh64.js';

const read = (bytes: Uint8Array) => readPlan(bytes, catalogue, xxh64);

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.is((error as { kind?: string }).kind, 'plan', String((error as Error).stack));
    return (error as Error).message;
  }
  return 'accepted';
}

/** The bytes with a checksum that matches. */
function sealed(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - 8;
  new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(end, xxh64(bytes.subarray(0, end)), true);
  return bytes;
}

const recipe: Recipe = pair({
  seed: 2n ** 64n - 2n,
  physics: { gravity: [0, -2.5], integrator: 'symplectic-euler' },
  timing: { firstFrameStep: 1 },
  image: { size: [64, 32], supersample: 2, view: [-1, 0, 9, 10], look: 'study' },
  layers: ['mask'],
  placement: { minPre: 4 },
  splits: {
    train: { grid: ['v1', 'r1'], factors: { r1: { linspace: [0.5, 1.5, 8] }, v1: { randomGrid: [1, 4, 21] } } },
    b: { count: 3, tags: { 'ä key': 'ö', z: false, Z: true, '😀': '' } },
    a: {
      markIn: { in_train_grid: 'train', Also: 'train' },
      grids: [
        {
          factors: { r1: { linspace: [0, 0.8, 4].map((x) => x + 1) as [number, number, number], without: [1] } },
          tags: { level: 'lo' },
        },
        { factors: { v1: 0 } },
      ],
    },
  },
});

test('the xxh64 of these tests agrees with published values', () => {
  const hash = (text: string) => xxh64(new TextEncoder().encode(text)).toString(16);
  assert.is(hash(''), 'ef46db3751d8e999');
  assert.is(hash('a'), 'd24ec4f1a98c6e5b');
  assert.is(hash('abc'), '44bc2cf5ad770999');
  assert.is(hash('Nobody inspects the spammish repetition'), 'fbcea83c8a378bf1');
});

test('a plan reads back whole', () => {
  const plan = read(compile(recipe));
  assert.is(plan.seed, 2n ** 64n - 2n);
  assert.is(plan.scenario, 'collision');
  assert.equal(plan.contract, { physics: 0, pixels: 0, sampling: 0, encoding: 0 });
  assert.equal(plan.physics, {
    gravity: [0, -2.5],
    step: 0.01,
    integrator: 'symplectic-euler',
    substeps: 4,
    restitutionThreshold: 0,
    resolveOverlaps: 'soft',
  });
  assert.equal(plan.timing, { frames: 32, stepsPerFrame: 10, firstFrameStep: 1, conditionFrames: 3 });
  assert.equal(plan.image, { size: [64, 32], supersample: 2, view: [-1, 0, 9, 10] });
  assert.equal(plan.look, {
    background: 0xffffff,
    edge: 'study',
    samples: 'corners',
    rounding: 'truncate',
    softness: 0.03,
  });
  assert.is(plan.layers, 1);
  assert.equal(plan.placement, { minPre: 4, minPost: 8, minVisible: 0, cleanStart: false });
  assert.equal(
    plan.splits.map(({ name, grid, hash }) => [name, grid, hash]),
    [
      ['a', true, Number(0xd24ec4f1a98c6e5bn & 0xffffffffn)],
      ['b', false, Number(xxh64(new TextEncoder().encode('b')) & 0xffffffffn)],
      ['train', true, Number(xxh64(new TextEncoder().encode('train')) & 0xffffffffn)],
    ],
  );
  const [a, b, train] = plan.splits;
  assert.equal(a?.blocks[0]?.factors[0], { name: 'r1', kind: 'linspace', axis: true, parameters: [1.2, 1.8, 4] });
  assert.equal(a?.blocks[0]?.marks, [
    { key: 'Also', split: 2 },
    { key: 'in_train_grid', split: 2 },
  ]);
  assert.equal(
    a?.blocks.map((block) => block.tags),
    [{ level: 'lo' }, {}],
  );
  assert.equal(a?.blocks[1]?.factors[2], { name: 'v1', kind: 'constant', axis: false, parameters: [0] });
  assert.equal(b?.blocks[0]?.tags, { Z: true, z: false, 'ä key': 'ö', '😀': '' });
  assert.equal(
    train?.blocks[0]?.factors.map(({ name, kind, axis, parameters }) => [name, kind, axis, ...parameters]),
    [
      ['r1', 'linspace', true, 0.5, 1.5, 8],
      ['r2', 'uniform', false, 0.5, 1.5],
      ['v1', 'randomGrid', true, 1, 4, 21],
      ['v2', 'uniform', false, 1, 4],
      ['x1', 'placed', false],
      ['x2', 'placed', false],
      ['y', 'placed', false],
      ['shape1', 'constant', false, 0],
      ['shape2', 'constant', false, 0],
      ['color1', 'constant', false, 0xff0000],
      ['color2', 'constant', false, 0xff],
    ],
  );
});

test('the header stands where docs/formats.md says', () => {
  const bytes = compile(recipe);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const u32 = (offset: number) => view.getUint32(offset, true);
  const f64 = (offset: number) => view.getFloat64(offset, true);
  assert.is(new TextDecoder().decode(bytes.subarray(0, 6)), 'kinema');
  assert.equal([view.getUint16(6, true), u32(8), u32(12), u32(24), u32(28)], [1, 0, bytes.length, 3, 3]);
  assert.equal([f64(32), f64(40), f64(48), f64(56)], [0, -2.5, 0.01, 0]);
  assert.equal([64, 68, 72, 76, 80, 84, 88, 92, 96, 100, 104, 108].map(u32), [1, 4, 0, 0, 32, 10, 1, 3, 64, 32, 2, 1]);
  assert.equal([112, 120, 128, 136].map(f64), [-1, 0, 9, 10]);
  assert.equal([144, 148, 152, 156].map(u32), [1, 1, 1, 0xffffff]);
  assert.is(f64(160), 0.03);
  assert.equal([168, 172, 176, 180, 184].map(u32), [4, 8, 0, 0, 1]);
  assert.is(bytes[200], 'a'.charCodeAt(0));
});

test('any flipped bit is found', () => {
  const bytes = compile(small());
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
    assert.is.not(
      refusal(() => read(bytes)),
      'accepted',
      `bit ${bit}`,
    );
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
  }
});

test('with the checksum mended, a flipped bit fails or reads as something else', () => {
  const bytes = compile(recipe);
  const original = read(bytes);
  fc.assert(
    fc.property(fc.nat((bytes.length - 8) * 8 - 1), (bit) => {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      let plan: PlanInfo;
      try {
        plan = read(sealed(flipped));
      } catch (error) {
        assert.is((error as { kind?: string }).kind, 'plan', String((error as Error).stack));
        return;
      }
      assert.not.equal(plan, original);
      assert.equal(writePlan(plan, catalogue, xxh64), flipped);
    }),
    { numRuns: 1500 },
  );
});

test('damaged plans say how', () => {
  const bytes = compile(small());
  const changed = (offset: number, value: number, wide = true) => {
    const copy = bytes.slice();
    if (wide) new DataView(copy.buffer).setUint32(offset, value, true);
    else copy[offset] = value;
    return refusal(() => read(sealed(copy)));
  };
  assert.is(
    refusal(() => read(new Uint8Array(0))),
    'plan: is not a Kinema plan',
  );
  assert.is(
    refusal(() => read(bytes.subarray(0, 100))),
    'plan: is cut short: it has 100 bytes, a plan has 192 or more',
  );
  assert.is(
    refusal(() => read(bytes.subarray(0, bytes.length - 8))),
    `plan: is cut short: it has ${bytes.length - 8} bytes and says ${bytes.length}`,
  );
  assert.is(
    refusal(() => read(new Uint8Array([...bytes, 0]))),
    `plan: is too long: it has ${bytes.length + 1} bytes and says ${bytes.length}`,
  );
  assert.is(changed(6, 2, false), 'plan: is of format version 2; this is version 1');
  assert.is(changed(9, 3, false), 'plan: is of contract version 3 for pixels; this is version 0');
  assert.is(changed(24, 99), 'plan: is of an unknown scenario (99)');
  assert.is(changed(28, 2), 'plan: ends within a field, at byte 392');
  assert.is(changed(28, 0xffffffff), 'plan: says 4294967295 at byte 28, which is more than it holds');
  assert.is(changed(64, 7), 'plan: holds an unknown integrator 7 at byte 64');
  assert.is(changed(76, 1), 'plan: is not canonical at byte 76');
  assert.is(changed(54, 0x7ff0, true), 'plan: holds NaN at byte 48; it must be a finite number');
  const flipped = bytes.slice();
  flipped[20] = 1;
  assert.is(
    refusal(() => read(flipped)),
    'plan: is damaged: its checksum does not match',
  );
});

test('a plan at an offset of a larger buffer', () => {
  const bytes = compile(recipe);
  const buffer = new Uint8Array(bytes.length + 13);
  buffer.set(bytes, 13);
  assert.equal(read(buffer.subarray(13)), read(bytes));
});

test('text: base64 as everyone writes it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = planText(bytes);
      assert.is(text, `kinema1:${Buffer.from(bytes).toString('base64')}`);
      assert.equal(parsePlanText(` ${text}\n`), bytes);
    }),
  );
});

test('damaged text says how', () => {
  const text = (value: string) => refusal(() => parsePlanText(value));
  assert.is(text('hello'), 'plan text begins with "hello"; a plan\'s text begins with kinema1:');
  assert.is(text('kinema2:AAAA'), 'plan text is of format version 2; this is version 1');
  assert.is(text('kinema1:AA*A'), 'plan text has "*" at character 10, which is not base64');
  assert.is(text('kinema1:A=AA'), 'plan text has "=" at character 9, which is not base64');
  assert.is(text('kinema1:AAA'), 'plan text is cut short or too long: 3 characters of base64 are not a multiple of 4');
  assert.is(text('kinema1:AAB='), 'plan text ends in bits that belong to no byte');
  assert.ok(isPlanText('\nkinema1:') && isPlanText('kinema9:AAAA') && !isPlanText('kinema: 1'));
});

test('order of splits', () => {
  assert.equal(recipeOrder(recipe), ['train', 'b', 'a']);
  assert.equal(defaultOrder(info(recipe)), ['train', 'a', 'b']);
  assert.equal(defaultOrder(info(small({ splits: { z: { count: 1 }, c: { count: 1 } } }))), ['c', 'z']);
});

test.run();
