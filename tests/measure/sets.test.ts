// The study's evaluation sets: true frames are measured as well as is promised, and obey every law.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Clip,
  expectationOf,
  fitLaws,
  type Laws,
  loadKinema,
  loadRecipe,
  type Measurement,
  measure,
  measurementOfStates,
  type Quantity,
} from '../../dist/node.js';
import { areaFrames, blurFrames, noiseFrames, recolorFrames, shiftFrames } from '../support/spoil.mjs';

const kinema = await loadKinema();

interface Seen {
  clip: Clip;
  seen: Measurement;
  laws: Laws;
}

/** Every `stride`-th clip of a set's eval_id at this size, drawn as the study does, spoilt, measured and fitted. */
function* set(
  name: string,
  side: number,
  stride: number,
  spoil = (frames: Uint8Array, _side: number) => frames,
): Generator<Seen> {
  const source = kinema.open(
    kinema.compile(loadRecipe(`phyworld/${name}-30k`).recipe as object, {
      size: [side, side],
      supersample: 256 / side,
    }),
  );
  for (let index = 0; index < source.split('eval_id').size; index += stride) {
    const clip = source.clip(index, { split: 'eval_id', stages: { frames: true } });
    const expectation = expectationOf(source, clip);
    const seen = measure(
      kinema,
      spoil(clip.frames, side),
      { width: side, height: side, frames: clip.frameCount },
      expectation,
    );
    yield { clip, seen, laws: fitLaws(seen, expectation, { truth: measurementOfStates(clip, expectation) }) };
  }
}

const error = ({ value, expected }: Quantity) => Math.abs(value - (expected as number));
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** Errors of the velocities after impact, of balls with six frames after it. */
function afterImpact({ clip, laws }: Seen): number[] {
  const contact = clip.contacts[0]?.time ?? Infinity;
  return laws.tracks.flatMap(({ segments }) => {
    const last = segments.at(-1);
    return last && last.count >= 6 && 0.01 + 0.1 * last.from >= contact ? [error(last.vx)] : [];
  });
}

const sets = suite('evaluation sets');

for (const [side, stride] of [
  [256, 5],
  [128, 3],
] as const) {
  sets(`uniform and parabola at ${side}: one piece a clip, x velocity to 2e-4 m/s in the mean`, () => {
    for (const name of ['uniform', 'parabola']) {
      const errors: number[] = [];
      for (const { seen, laws } of set(name, side, stride)) {
        assert.equal(
          seen.events.filter(({ kind }) => kind !== 'leave'),
          [],
        );
        const [track] = laws.tracks;
        assert.is(track?.segments.length, 1);
        assert.is(track?.permanence.value, 1);
        assert.ok(Math.abs(track?.area.value as number) < 0.01 && Math.abs(track?.shape.value as number) < 0.01);
        assert.is(track?.color.value, 0);
        assert.is(laws.contacts.length, 0);
        errors.push(error(track?.segments[0]?.vx as Quantity));
        if (track?.gravity) assert.ok(error(track.gravity[1]) < 0.01);
      }
      assert.ok(errors.length > 30);
      assert.ok(mean(errors) < 2e-4, `${name}: ${mean(errors)}`);
    }
  });

  sets(`collision at ${side}: one contact a clip, velocities after it to 3e-4 m/s in the median`, () => {
    const errors: number[] = [];
    const ratios: number[] = [];
    for (const one of set('collision', side, stride)) {
      assert.equal(
        one.seen.events.filter(({ kind }) => kind !== 'leave'),
        [],
      );
      assert.equal(
        one.laws.tracks.map(({ segments }) => segments.length),
        [2, 2],
      );
      assert.is(one.laws.contacts.length, 1);
      const [contact] = one.laws.contacts;
      assert.ok(error(contact?.time as Quantity) < 2e-3);
      assert.ok(one.laws.penetration.value < 0.02 + (one.laws.penetration.expected as number));
      if (contact?.massRatio) ratios.push(error(contact.massRatio) / (contact.massRatio.expected as number));
      errors.push(...afterImpact(one));
    }
    assert.ok(errors.length > 30);
    assert.ok(median(errors) < 3e-4, `${median(errors)}`);
    assert.ok(median(ratios) < 2e-3, `${median(ratios)}`);
  });
}

sets('truth passes: 1 % of the quantities at most are three standard errors off, none ten', () => {
  const z: number[] = [];
  for (const name of ['uniform', 'parabola', 'collision'])
    for (const { laws } of set(name, 128, 3)) {
      const quantities = [
        ...laws.tracks.flatMap(({ segments }) => segments.flatMap(({ vx, vy, ax, ay }) => [vx, vy, ax, ay])),
        ...laws.contacts.flatMap(
          ({ restitution, massRatio, energyBefore, energyAfter, momentumBefore, momentumAfter }) => [
            restitution,
            massRatio,
            energyBefore,
            energyAfter,
            momentumBefore?.[0],
            momentumAfter?.[0],
          ],
        ),
      ];
      for (const q of quantities) {
        if (!q || q.expected === undefined || !(q.standardError > 0)) continue;
        z.push(error(q) / q.standardError);
        assert.ok(error(q) < 10 * q.standardError + 1e-9, `${name}: ${JSON.stringify(q)}`);
      }
    }
  assert.ok(z.length > 1000);
  const wide = z.filter((value) => value > 3).length;
  assert.ok(wide < 0.01 * z.length, `${wide} of ${z.length}`);
});

/** 4:2:0 as a codec without loss has it: chroma averaged over 2 x 2 pixels, BT.601. */
function halfChroma(frames: Uint8Array, side: number): Uint8Array {
  const halves = areaFrames(frames, side, side, 2);
  const out = new Uint8Array(frames.length);
  const luma = (at: Uint8Array, i: number) =>
    0.299 * (at[i] as number) + 0.587 * (at[i + 1] as number) + 0.114 * (at[i + 2] as number);
  for (let i = 0; i < frames.length; i += 3) {
    const pixel = i / 3;
    const [column, row, frame] = [pixel % side, Math.floor(pixel / side) % side, Math.floor(pixel / (side * side))];
    const half = 3 * ((frame * (side / 2) + (row >> 1)) * (side / 2) + (column >> 1));
    const shift = luma(frames, i) - luma(halves, half);
    for (let k = 0; k < 3; k++)
      out[i + k] = Math.round(Math.min(Math.max((halves[half + k] as number) + shift, 0), 255));
  }
  return out;
}

sets('spoilt frames: blurred, noisy, shifted, recoloured, 4:2:0', () => {
  const spoilers: [string, (frames: Uint8Array, side: number) => Uint8Array, number][] = [
    ['blur', (frames, side) => blurFrames(frames, side, side, 1), 1e-3],
    ['noise', (frames) => noiseFrames(frames, 10, 1), 1e-3],
    ['shift', (frames, side) => shiftFrames(frames, side, side, 1, [255, 255, 255]), 1e-3],
    ['levels', (frames) => recolorFrames(frames, 20), 1e-3],
    ['4:2:0', halfChroma, 1e-3],
  ];
  for (const [what, spoil, most] of spoilers)
    for (const name of ['uniform', 'collision']) {
      const errors: number[] = [];
      for (const one of set(name, 128, 25, spoil)) {
        assert.equal(
          one.seen.events.filter(({ kind }) => kind !== 'leave'),
          [],
          `${what}, ${name}`,
        );
        errors.push(
          ...(name === 'uniform' ? [error(one.laws.tracks[0]?.segments[0]?.vx as Quantity)] : afterImpact(one)),
        );
      }
      assert.ok(median(errors) < most, `${what}, ${name}: ${median(errors)}`);
    }
});

sets.run();
