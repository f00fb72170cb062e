// Violations: a clip is its twin up to the onset, in states, pixels and masks, and after it differs by what docs/violations.md says, no more.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { failures } from '../../bindings/typescript/engine/layout.js';
import { loadKinema } from '../../dist/index.js';
import { instance, put } from '../support/module.js';

const test = suite('violations');
const builds = [await loadKinema({ build: 'simd' }), await loadKinema({ build: 'scalar' })] as const;
const [kinema] = builds;

type Violate = Record<string, unknown> & { kind: string };

const recipe = (scenario: string, violate: Violate, changes: object = {}, train: object = { count: 100 }) => ({
  kinema: 1,
  seed: 3,
  scenario,
  image: { size: [64, 64] },
  layers: ['mask'],
  splits: { train, bad: { twinOf: 'train', violate } },
  ...changes,
});

type Source = ReturnType<typeof kinema.open>;

/** A clip with all that the next would overwrite. */
function taken(source: Source, split: string, index: number) {
  const clip = source.clip(index, { split });
  const { bodyCount, frameCount, width, height, bodies, contacts, violation, conservation } = clip;
  const states = clip.states.slice();
  return {
    ...{ bodyCount, frameCount, width, height, bodies, contacts, violation, conservation, states },
    factors: clip.factors.slice(),
    frames: clip.frames.slice(),
    mask: (clip.mask as Uint8Array).slice(),
    visible: Array.from({ length: frameCount }, (_, k) =>
      Array.from({ length: bodyCount }, (_, i) => clip.visible(k, i)),
    ),
    digests: [clip.stateDigest, clip.frameDigest, clip.maskDigest],
    at: (k: number, i: number) => {
      const [x, y, angle, vx, vy, omega] = states.subarray((k * bodyCount + i) * 6, (k * bodyCount + i + 1) * 6);
      return { x, y, angle, vx, vy, omega } as Record<'x' | 'y' | 'angle' | 'vx' | 'vy' | 'omega', number>;
    },
  };
}

/** The two clips of an index. */
const twins = (source: Source, index: number) => [taken(source, 'train', index), taken(source, 'bad', index)] as const;

type Taken = ReturnType<typeof taken>;

/** What of a clip lies in frames a to b - 1. */
const part = ({ states, frames, mask, visible, bodyCount, width, height }: Taken, a: number, b: number) => [
  states.slice(a * bodyCount * 6, b * bodyCount * 6),
  frames.slice(a * width * height * 3, b * width * height * 3),
  mask.slice(a * width * height, b * width * height),
  visible.slice(a, b),
];

const near = (value: number, wanted: number, within: number, what: string) =>
  assert.ok(Math.abs(value - wanted) <= within, `${what}: ${value}, not ${wanted}`);

/** The violation that a clip must have. */
function of(clip: Taken) {
  assert.ok(clip.violation, 'the clip has no violation');
  return clip.violation as NonNullable<Taken['violation']>;
}

const kinds = (contact: boolean): fc.Arbitrary<Violate> => {
  const onset = fc.oneof(
    fc.record({ frame: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ time: fc.double({ min: 0, max: 2, noNaN: true }) }),
    ...(contact ? [fc.constant({ contact: 1 }), fc.constant({ contact: 2 })] : []),
  );
  const any: fc.Arbitrary<Violate>[] = [
    ['energyGain', 0.3],
    ['momentumLeak', 0.2],
    ['teleport', 0.7],
    ['vanish', 0],
    ['vanish', 4],
    ['recolor', 0.5],
    ['resize', -0.2],
    ['resize', 0.4],
    ['curvedFlight', 2],
  ].map(([kind, size]) => onset.map((when) => ({ kind, size, onset: when }) as unknown as Violate));
  const hits: Violate[] = [
    { kind: 'passThrough' },
    { kind: 'delayedBounce', size: 3 },
    { kind: 'delayedBounce', size: 2, onset: { contact: 2 } },
  ];
  return fc.oneof(...any, ...(contact ? [fc.constantFrom(...hits)] : []));
};

test('a clip is its twin up to the onset, and in every clip of the other split', () => {
  const scenes = fc.constantFrom(
    'uniform-motion',
    'parabola',
    'collision',
    'gas',
    'pendulum',
    'cradle',
    'slide',
    'phyre',
  );
  fc.assert(
    fc.property(
      scenes.chain((scenario) =>
        fc.tuple(fc.constant(scenario), kinds(scenario !== 'uniform-motion' && scenario !== 'parabola')),
      ),
      fc.integer({ min: 0, max: 99 }),
      fc.boolean(),
      ([scenario, violate], index, large) => {
        const two = recipe(scenario, violate, { seed: index });
        const one = { ...two, splits: { train: { count: 100 } } };
        const [lawful, broken] = twins(kinema.open(two), index);
        assert.equal(taken(kinema.open(one), 'train', index).digests, lawful.digests);
        assert.is(lawful.violation, null);
        assert.equal(broken.factors, lawful.factors);
        const onset = broken.violation?.onset.frame ?? broken.frameCount;
        assert.equal(part(broken, 0, onset), part(lawful, 0, onset));
        if (large) assert.equal(taken(builds[1].open(two), 'bad', index).digests, broken.digests);
        const looks = ['recolor', 'resize'].includes(violate.kind) || violate.size === 4;
        if (looks) assert.equal(broken.states, lawful.states);
      },
    ),
    { numRuns: 150 },
  );
});

test('a recipe-wide violation breaks the clips of the same recipe without it', () => {
  const base = { kinema: 1, seed: 9, scenario: 'collision', splits: { train: { count: 5 }, eval: { count: 5 } } };
  const violate = { kind: 'recolor', size: 1, onset: { frame: 7 } };
  const lawful = kinema.open({ ...base, layers: ['mask'] });
  const broken = kinema.open({ ...base, layers: ['mask'], violate });
  for (const split of ['train', 'eval']) {
    const [a, b] = [taken(lawful, split, 3), taken(broken, split, 3)];
    assert.equal(b.states, a.states);
    assert.is(of(b).onset.frame, 7);
    assert.not.equal(part(b, 7, 8), part(a, 7, 8));
  }
  const spared = kinema.compile({
    ...base,
    violate,
    splits: { train: { count: 5, violate: null }, eval: { count: 5 } },
  });
  assert.is(kinema.open(spared).clip(0, { split: 'train' }).violation, null);
});

test('energyGain and momentumLeak scale the motion from the moment of the contact on', () => {
  for (const [violate, factor] of [
    [{ kind: 'energyGain', size: 0.21, body: 'ball2' }, 1.1],
    [{ kind: 'momentumLeak', size: 0.02, body: 'ball1' }, 0.98],
    [{ kind: 'energyGain', size: -0.19, onset: { contact: 1 } }, 0.9],
  ] as const) {
    const source = kinema.open(recipe('collision', violate));
    for (let index = 0; index < 30; index++) {
      const [a, b] = twins(source, index);
      const { body, onset } = of(b);
      const [contact] = a.contacts as [Taken['contacts'][number]];
      assert.is(onset.time, contact.time);
      for (let k = onset.frame; k < a.frameCount; k++) {
        const [was, is, other, same] = [a.at(k, body), b.at(k, body), a.at(k, 1 - body), b.at(k, 1 - body)];
        assert.equal(same, other);
        near(is.vx, was.vx * factor, 2e-6, 'vx');
        const flown = k * 0.1 - onset.time;
        near(is.x, was.x + was.vx * (factor - 1) * flown, 2e-5, 'x');
      }
    }
  }
});

test('at a frame, energyGain scales the whole kinetic energy of the body', () => {
  const [a, b] = twins(kinema.open(recipe('parabola', { kind: 'energyGain', size: 0.44, onset: { frame: 9 } })), 4);
  near(b.at(9, 0).vx ** 2 + b.at(9, 0).vy ** 2, 1.44 * (a.at(9, 0).vx ** 2 + a.at(9, 0).vy ** 2), 1e-4, 'v^2');
  near(b.at(9, 0).x, a.at(9, 0).x, 0, 'x');
});

test('gravityChange multiplies gravity, curvedFlight adds an acceleration to the left', () => {
  const heavier = kinema.open(recipe('parabola', { kind: 'gravityChange', size: 0.5, onset: { frame: 5 } }));
  const curved = kinema.open(recipe('uniform-motion', { kind: 'curvedFlight', size: 0.5, onset: { frame: 5 } }));
  for (let index = 0; index < 20; index++) {
    const [a, b] = twins(heavier, index);
    const g = (a.at(1, 0).vy - a.at(0, 0).vy) / 0.1;
    for (let k = 5; k < 32; k++) {
      near(b.at(k, 0).vy, a.at(k, 0).vy + 0.5 * g * (k - 5) * 0.1, 1e-4, 'vy');
      near(b.at(k, 0).y, a.at(k, 0).y + 0.25 * g * ((k - 5) * 0.1) ** 2, 2e-4, 'y');
      near(b.at(k, 0).x, a.at(k, 0).x, 1e-5, 'x');
    }
    const [c, d] = twins(curved, index);
    for (let k = 5; k < 32; k++) {
      near(d.at(k, 0).y, c.at(k, 0).y + 0.25 * ((k - 5) * 0.1) ** 2, 1e-4, 'sideways');
      near(d.at(k, 0).vx, c.at(k, 0).vx, 1e-6, 'vx');
    }
  }
});

test('teleport displaces the body, which then goes on alike', () => {
  const angle = 2.1;
  const source = kinema.open(recipe('parabola', { kind: 'teleport', size: 0.3, angle, onset: { frame: 12 } }));
  const [a, b] = twins(source, 8);
  for (let k = 12; k < 32; k++) {
    near(b.at(k, 0).x - a.at(k, 0).x, 0.3 * Math.cos(angle), 1e-5, 'dx');
    near(b.at(k, 0).y - a.at(k, 0).y, 0.3 * Math.sin(angle), 1e-4, 'dy');
    near(b.at(k, 0).vy, a.at(k, 0).vy, 1e-5, 'vy');
  }
  assert.is(of(b).angle, angle);
});

test('passThrough: the two bodies do not touch, and touch all others', () => {
  const source = kinema.open(recipe('collision', { kind: 'passThrough' }));
  const [a, b] = twins(source, 2);
  assert.is(a.contacts.length, 1);
  assert.is(b.contacts.length, 0);
  for (let k = 0; k < 32; k++) for (const i of [0, 1]) assert.is(b.at(k, i).vx, b.at(0, i).vx);
  const gas = kinema.open(recipe('gas', { kind: 'passThrough' }));
  for (let index = 0; index < 10; index++) {
    const [c, d] = twins(gas, index);
    if (!d.violation) continue;
    const { body, onset } = of(d);
    const first = c.contacts.find((one) => one.a === body || one.b === body) as (typeof c.contacts)[number];
    assert.not.ok(d.contacts.some(({ a: p, b: q }) => p === first.a && q === first.b && onset.time === 0));
    assert.not.ok(d.contacts.some(({ a: p, b: q, time }) => p === first.a && q === first.b && time >= onset.time));
    assert.ok(d.contacts.length > 0);
  }
});

test('vanish for ever: not drawn, not met, its state stands still; vanish for n frames: not drawn, nothing else', () => {
  const gone = kinema.open(recipe('collision', { kind: 'vanish', onset: { frame: 3 } }));
  const [a, b] = twins(gone, 1);
  for (let k = 3; k < 32; k++) {
    assert.equal(b.at(k, 0), { ...a.at(3, 0), vx: 0, vy: 0, omega: 0 });
    assert.is(b.visible[k]?.[0], 'none');
    assert.is(b.at(k, 1).vx, a.at(0, 1).vx);
  }
  assert.not.ok(b.mask.subarray(3 * 64 * 64).includes(1));
  assert.ok(b.mask.subarray(3 * 64 * 64).includes(2));
  const flicker = kinema.open(recipe('collision', { kind: 'vanish', size: 4, onset: { frame: 3 } }));
  const [c, d] = twins(flicker, 1);
  assert.equal(d.states, c.states);
  assert.not.ok(d.mask.subarray(3 * 64 * 64, 7 * 64 * 64).includes(1));
  assert.equal(part(d, 7, 32), part(c, 7, 32));
  for (let k = 3; k < 7; k++) assert.is(d.visible[k]?.[0], 'none');
});

test('recolor and resize change the drawing alone', () => {
  const violate = { kind: 'recolor', size: 0.5, color: '#204060', onset: { frame: 4 } };
  const factors = { color1: '#ff0000' };
  const source = kinema.open(recipe('collision', violate, { factors }));
  const [a, b] = twins(source, 5);
  assert.equal([b.states, b.mask], [a.states, a.mask]);
  assert.is(of(b).color, '#902030');
  const at = b.mask.indexOf(1, 4 * 64 * 64 + 0);
  let inside = at;
  while (b.mask[inside + 3] !== 1 || b.mask[inside + 3 * 64] !== 1) inside++;
  const p = (inside + 2 + 2 * 64) * 3;
  assert.ok(b.frames.subarray(p, p + 3).join() !== a.frames.subarray(p, p + 3).join());
  const hues = new Set<string>();
  for (let i = 4 * 4096; i < 5 * 4096; i++) if (b.mask[i] === 1) hues.add(b.frames.subarray(i * 3, i * 3 + 3).join());
  assert.ok(hues.has('144,32,48'));
  assert.not.ok(hues.has('255,0,0'));

  for (const [scenario, body] of [
    ['collision', 'ball1'],
    ['bar-hit', 'bar'],
  ] as const) {
    const image = { size: [256, 256] };
    const larger = kinema.open(recipe(scenario, { kind: 'resize', size: 0.5, body, onset: { frame: 2 } }, { image }));
    const [c, d] = twins(larger, 3);
    const area = ({ mask }: Taken, i: number) =>
      mask.subarray(2 * 65536, 3 * 65536).reduce((sum, id) => sum + Number(id === i + 1), 0);
    const id = of(d).body;
    assert.equal(d.states, c.states);
    near(area(d, id) / area(c, id), 2.25, 0.06, `${scenario}: area`);
  }
});

test('delayedBounce: the bodies stand at the touch, then go on as their twins did', () => {
  const source = kinema.open(recipe('collision', { kind: 'delayedBounce', size: 3 }));
  for (let index = 0; index < 20; index++) {
    const [a, b] = twins(source, index);
    const { frame } = of(b).onset;
    const [r1, r2] = a.bodies.map(({ radius }) => radius) as [number, number];
    for (let k = frame; k < frame + 3; k++) {
      near(b.at(k, 1).x - b.at(k, 0).x, r1 + r2, 2e-6, 'distance');
      for (const i of [0, 1]) assert.equal([b.at(k, i).vx, b.at(k, i).vy], [0, 0]);
    }
    const [later, sooner] = [part(b, frame + 3, 32), part(a, frame, 29)];
    assert.equal(later, sooner);
    assert.is(b.contacts.length, 1);
  }
  // Under gravity, on a floor.
  const floor = kinema.open(recipe('bounce', { kind: 'delayedBounce', size: 2 }));
  const [a, b] = twins(floor, 0);
  const { body, onset } = of(b);
  for (let k = onset.frame + 2; k < 32; k++) assert.equal(b.at(k, body), a.at(k - 2, body));
});

test('a violation whose contact the clip does not have, or that begins after it, is none', () => {
  const source = kinema.open(recipe('collision', { kind: 'energyGain', size: 1, onset: { contact: 2 } }));
  const [a, b] = twins(source, 0);
  assert.is(b.violation, null);
  assert.equal(b.digests, a.digests);
  const late = kinema.open(recipe('collision', { kind: 'energyGain', size: 1, onset: { time: 1e6 } }));
  assert.is(late.clip(0, { split: 'bad' }).violation, null);
});

test('size, onset and angle are drawn on a stream of their own, under the name of the split', () => {
  const violate = {
    kind: 'teleport',
    size: { uniform: [0.2, 0.4] },
    onset: { frame: { list: [5, 9, 20] } },
    angle: { uniform: [0, 6] },
  };
  const splits = { train: { count: 200 }, a: { twinOf: 'train', violate }, b: { twinOf: 'train', violate } };
  const source = kinema.open({ kinema: 1, scenario: 'uniform-motion', splits });
  const drawn = (split: string) =>
    Array.from({ length: 200 }, (_, i) => {
      const clip = source.clip(i, { split, stages: {} });
      return { ...clip.violation, factors: [...clip.factors] } as NonNullable<typeof clip.violation> & {
        factors: number[];
      };
    });
  const [a, b] = [drawn('a'), drawn('b')];
  for (const all of [a, b]) {
    assert.ok(all.every(({ size }) => size >= 0.2 && size < 0.4));
    for (const frame of [5, 9, 20])
      near(all.filter(({ onset }) => onset.frame === frame).length, 200 / 3, 30, `onsets at ${frame}`);
    assert.is(new Set(all.map(({ size }) => size)).size, 200);
  }
  assert.equal(
    a.map(({ factors }) => factors),
    b.map(({ factors }) => factors),
  );
  assert.not.equal(a[0]?.size, b[0]?.size);
  const { factors, ...alone } = a[77] as (typeof a)[number];
  assert.equal(source.clip(77, { split: 'a', stages: {} }).violation, alone);
  assert.ok(factors.length > 0);
});

test('twins of grids, of constrained splits and of clips that are set by hand', () => {
  const grid = { grid: ['v', 'r'], factors: { v: { linspace: [1, 4, 7] }, r: { linspace: [0.5, 1, 5] } } };
  const violate = { kind: 'recolor', onset: { frame: 3 } };
  const cells = kinema.open(recipe('uniform-motion', violate, {}, grid));
  assert.is(cells.split('bad').size, 35);
  for (let i = 0; i < 35; i++) {
    const [a, b] = twins(cells, i);
    assert.equal(b.factors, a.factors);
  }
  const hits = { count: 20, constraints: { contact: [10, 14] } };
  const source = kinema.open(recipe('collision', { kind: 'passThrough' }, {}, hits));
  for (let i = 0; i < 20; i++) {
    const [a, b] = twins(source, i);
    assert.equal(b.factors, a.factors);
    assert.is(b.contacts.length, 0);
  }
  source.override({ v1: 2.5 });
  const [a, b] = twins(source, 0);
  assert.is(b.factors[2], 2.5);
  assert.equal(b.factors, a.factors);
  assert.ok(b.violation);
});

test('the module refuses a plan whose violation is out of order or range', () => {
  const raw = instance();
  const { bytes } = kinema.compile(
    recipe('collision', {
      kind: 'teleport',
      size: {
        union: [
          [0, 1],
          [2, 3],
        ],
      },
      onset: { frame: { list: [3, 5, 6] } },
    }),
  );
  const view = (of: Uint8Array) => new DataView(of.buffer, of.byteOffset);
  const open = (changed: Uint8Array) => {
    view(changed).setBigUint64(changed.length - 8, kinema.xxh64(changed.subarray(0, -8)), true);
    return failures[raw.planOpen(put(raw, changed), changed.length) as number]?.name ?? 'none';
  };
  assert.is(open(bytes.slice()), 'none');
  // The rule: 12, the kind, the body, the number of values, then these.
  const start = Array.from({ length: bytes.length / 8 - 2 }, (_, i) => i * 8).find((at) => {
    const [kind, a, b] = [0, 4, 8].map((more) => view(bytes).getUint32(at + more, true));
    return kind === 12 && a === 4 && b === 0xffffffff;
  }) as number;
  assert.ok(start > 0);
  const count = view(bytes).getUint32(start + 12, true);
  assert.is(count, 1 + 5 + 6 + 3 + 1);
  for (let i = 0; i < count; i++) {
    for (const value of [Number.NaN, -3, 1e9, 2.5e-310, Number.POSITIVE_INFINITY, -0]) {
      const changed = bytes.slice();
      view(changed).setFloat64(start + 16 + i * 8, value, true);
      // Right are: another angle, and an interval of sizes that begins or ends just above 0.
      const may = (i === 14 && value === -3) || ([8, 9, 14].includes(i) && value === 2.5e-310);
      assert.is(open(changed) === 'none', may, `value ${i} is ${value}`);
    }
  }
  for (const kind of [0, 11, 0xffffffff]) {
    const changed = bytes.slice();
    view(changed).setUint32(start + 4, kind, true);
    assert.is(open(changed), 'PlanValue');
  }
  // A twin of a twin, and of a split that is not there.
  for (const of of [0, 2, 77]) {
    const changed = bytes.slice();
    view(changed).setUint32(start - 12, of, true);
    assert.is(view(bytes).getUint32(start - 16, true), 11);
    assert.is(open(changed), 'PlanValue', `twin of ${of}`);
  }
});

test.run();
