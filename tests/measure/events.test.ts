// Each kind of event, from frames in which it happens and in nothing else; and none where nothing happens.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Expectation,
  fitLaws,
  loadKinema,
  type MeasuredEvent,
  type Measurement,
  measure,
} from '../../dist/index.js';
import { type Drawn, drawFrames } from './draw.js';

const kinema = await loadKinema();
const side = 64;
const count = 16;
const red = [255, 0, 0] as const;
const blue = [0, 0, 255] as const;

const colorText = (color: readonly number[]) =>
  `#${color.map((level) => level.toString(16).padStart(2, '0')).join('')}`;

function expectation(objects: readonly Drawn[]): Expectation {
  return {
    background: '#ffffff',
    objects: objects.map(({ radius, color }, i) => ({
      name: `ball${i + 1}`,
      shape: 'disc',
      color: colorText(color),
      radius,
      mass: 1,
      area: Math.PI * radius ** 2,
    })),
    camera: { col: [1, 0], row: [-1, 0] },
    firstTime: 0,
    frameInterval: 1,
    gravity: [0, 0],
  };
}

/** Measures what `at` shows in each frame; the objects of frame 0 are expected. */
function see(at: (frame: number) => Drawn[], expected = at(0)): Measurement {
  const frames = Array.from({ length: count }, (_, frame) => at(frame));
  return measure(
    kinema,
    drawFrames(side, side, frames),
    { width: side, height: side, frames: count },
    expectation(expected),
  );
}

const short = (events: readonly MeasuredEvent[]) => events.map(({ kind, frame, track }) => `${kind} ${frame} ${track}`);

const ball = (frame: number, more: Partial<Drawn> = {}): Drawn => ({
  radius: 6,
  column: 14 + 2 * frame,
  row: 20,
  color: red,
  ...more,
});
const other = (frame: number, more: Partial<Drawn> = {}): Drawn => ({
  radius: 5,
  column: 50 - 1.5 * frame,
  row: 45,
  color: blue,
  ...more,
});

const events = suite('events');

events('nothing happens to two balls that pass', () => {
  const seen = see((frame) => [ball(frame), other(frame)]);
  assert.equal(short(seen.events), []);
  seen.tracks.forEach((track, i) => {
    for (let frame = 0; frame < count; frame++) {
      const { column, row } = [ball, other][i]!(frame);
      assert.ok(Math.hypot((track.x[frame] as number) - column, -(track.y[frame] as number) - row) < 0.01);
    }
  });
});

events('identity holds where two of one colour and size cross', () => {
  const lines = [(frame: number) => 10 + 2.5 * frame, (frame: number) => 50 - 2.5 * frame] as const;
  const seen = see((frame) => lines.map((line) => ball(frame, { row: line(frame) })));
  seen.tracks.forEach(({ y }, i) => {
    for (const frame of [0, 3, count - 2, count - 1])
      assert.ok(
        Math.abs(-(y[frame] as number) - (lines[i] as (frame: number) => number)(frame)) < 0.05,
        `${i} at ${frame}`,
      );
  });
});

events('vanish and appear', () => {
  const seen = see((frame) => (frame >= 7 && frame < 10 ? [other(frame)] : [ball(frame), other(frame)]));
  assert.equal(short(seen.events), ['vanish 7 0', 'appear 10 0']);
});

events('a foreign object appears and keeps its track', () => {
  const seen = see((frame) => (frame < 5 ? [ball(frame)] : [ball(frame), other(frame, { color: [0, 160, 0] })]));
  assert.equal(short(seen.events), ['appear 5 1']);
  assert.is(seen.tracks[1]?.object, -1);
  assert.is(seen.tracks[1]?.found.filter((found) => found >= 0).length, count - 5);
});

events('leave and enter', () => {
  const path = [30, 38, 46, 54, 62, 70, 78, 86, 78, 70, 62, 54, 46, 38, 30, 22];
  const seen = see((frame) => [ball(frame, { column: path[frame] })]);
  assert.equal(
    short(seen.events).map((text) => text.split(' ')[0]),
    ['leave', 'enter'],
  );
  assert.ok((seen.events[0]?.frame as number) <= 6);
});

events('teleport, with its size', () => {
  const seen = see((frame) => [ball(frame, frame < 8 ? {} : { column: 14 + 2 * frame, row: 32 })]);
  assert.equal(short(seen.events), ['teleport 8 0']);
  assert.ok(Math.abs((seen.events[0]?.size as number) - 12) < 0.1);
});

events('recolor', () => {
  const seen = see((frame) => [ball(frame, frame < 8 ? {} : { color: blue }), other(frame, { color: [0, 0, 0] })]);
  assert.equal(short(seen.events), ['recolor 8 0']);
  const slight = see((frame) => [ball(frame, frame < 8 ? {} : { color: [255, 15, 15] })]);
  assert.equal(short(slight.events), []);
});

events('resize', () => {
  const seen = see((frame) => [ball(frame, frame < 8 ? {} : { radius: 6 * 1.12 })]);
  assert.equal(short(seen.events), ['resize 8 0']);
  assert.ok(Math.abs((seen.events[0]?.size as number) - (1.12 ** 2 - 1)) < 0.02);
});

events('deform', () => {
  const radius = 6 * Math.sqrt(1 / 0.64);
  const seen = see((frame) => [ball(frame, frame < 8 ? {} : { shape: 'ring', radius })]);
  assert.equal(short(seen.events), ['deform 8 0']);
});

events('merge and split: one passes behind the other', () => {
  const [small, large] = [
    (frame: number): Drawn => ({ radius: 4, column: 12 + 2.5 * frame, row: 32, color: red }),
    (): Drawn => ({ radius: 9, column: 32, row: 32, color: blue }),
  ];
  const seen = see((frame) => [small(frame), large()]);
  const kinds = seen.events.filter(({ track }) => track === 0).map(({ kind, other }) => [kind, other] as const);
  assert.ok(
    kinds.some(([kind, by]) => kind === 'merge' && by === 1),
    JSON.stringify(seen.events),
  );
  assert.ok(kinds.some(([kind, by]) => kind === 'split' && by === 1));
  assert.not(kinds.some(([kind]) => kind === 'vanish' || kind === 'teleport'));
  // It goes through: one piece of motion, no contact, and much of it inside the other.
  const laws = fitLaws(seen, expectation([small(0), large()]));
  assert.is(laws.tracks[0]?.segments.length, 1);
  assert.ok(Math.abs((laws.tracks[0]?.segments[0]?.vx.value as number) - 2.5) < 0.01);
  assert.ok(laws.penetration.value > 7.5, `${laws.penetration.value}`);
});

events('what is partly hidden is not whole, and has neither a new size nor a new shape', () => {
  const seen = see((frame) => [
    { radius: 7, column: 12 + 2.5 * frame, row: 28, color: red },
    { radius: 6, column: 32, row: 36, color: blue },
  ]);
  assert.equal(short(seen.events), []);
  const [track] = seen.tracks;
  assert.ok(track?.hidden?.some((hidden) => hidden === 1));
  track?.whole.forEach((whole, frame) => {
    if (whole) assert.ok(Math.abs((track.x[frame] as number) - (12 + 2.5 * frame)) < 0.15, `${frame}`);
  });
});

events('what is not there from the start has vanished in frame 0', () => {
  const seen = see(() => [], [ball(0)]);
  assert.equal(short(seen.events), ['vanish 0 0']);
});

events.run();
