// The judge: lawful clips are left alone, breaches are called, alone or together.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  expectationOf,
  Judge,
  type LawStatistics,
  lawStatistics,
  measure,
  measurementOfStates,
} from '../../dist/node.js';
import { kinema } from './support.js';

const test = suite('evaluate: judge');
const size = { width: 64, height: 64, frames: 32 };
const factors = { v: { uniform: [1, 2] }, r: { uniform: [0.8, 1.2] } };
const source = kinema.open({
  kinema: 1,
  scenario: 'uniform-motion',
  seed: 7,
  image: { size: [64, 64], supersample: 2, look: 'clean' },
  splits: {
    train: { count: 120, factors },
    test: { count: 20, factors },
    gain: { twinOf: 'test', violate: { kind: 'energyGain', size: 0.1, onset: { frame: 8 } } },
    slight: { twinOf: 'test', violate: { kind: 'energyGain', size: 0.0005, onset: { frame: 8 } } },
  },
} as never);

/** What a clip's frames show, against the lawful clip of the same index. */
function shown(split: string, lawful: string, index: number, pixels?: Uint8Array): LawStatistics {
  const frames = pixels ?? source.clip(index, { split, stages: { frames: true } }).frames.slice();
  const clip = source.clip(index, { split: lawful, stages: {} });
  const expectation = expectationOf(source, clip);
  const states = measurementOfStates(clip, expectation);
  const truth = { contacts: clip.contacts, interval: expectation.frameInterval };
  return lawStatistics(measure(kinema, frames, size, expectation), expectation, states, truth);
}

const all = (split: string, lawful: string, count: number) =>
  Array.from({ length: count }, (_, index) => shown(split, lawful, index));
const judge = new Judge(all('train', 'train', 120));
const lawful = all('test', 'test', 20);

test('of lawful clips hardly any is called, and their set is not', () => {
  // 20 clips at 1 %: three or more are called once in a thousand draws.
  assert.ok(lawful.filter((clip) => judge.clip(clip).called).length <= 2);
  const verdict = judge.set(lawful);
  assert.is(verdict.called, false);
  assert.ok(verdict.p > 0.01);
});

test('a gain of 10 % of energy is called in every clip, by the law of motion', () => {
  for (const clip of all('gain', 'test', 20)) {
    const { called, law, statistic, threshold, p } = judge.clip(clip);
    assert.ok(called && statistic > threshold);
    assert.ok(/^(along|bend)/.test(law), law);
    assert.ok(p <= 0.02, String(p));
  }
});

test('a gain too small for most clips is called in a set', () => {
  const clips = all('slight', 'test', 20);
  const called = clips.filter((clip) => judge.clip(clip).called).length;
  assert.ok(called < 10, String(called));
  assert.is(judge.set(clips).called, true);
});

test('a clip of noise is called, by what is not there', () => {
  let x = 1;
  const noise = Uint8Array.from({ length: 64 * 64 * 3 * 32 }, () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return x >>> 24;
  });
  const { called, law } = judge.clip(shown('test', 'test', 0, noise));
  assert.ok(called);
  assert.ok(/permanence|events/.test(law), law);
});

test('too few clips, and rates that are none, are refused', () => {
  assert.throws(() => new Judge(lawful), /clips: 20 tell no threshold for falseAlarms 0\.01; 100 or more do/);
  assert.throws(() => new Judge(lawful, { falseAlarms: 0 }), /falseAlarms: 0 is not within/);
  assert.throws(() => judge.set(lawful.slice(0, 1)), /clips: 1 are no set/);
});

test.run();
