// Laws on tracks that are known: values, and standard errors that say how far off they are.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Expectation, fitLaws, type Laws, type Measurement, type Quantity } from '../../dist/index.js';
import { Fit } from '../../dist/measure/laws/fit.js';
import { random } from '../support/spoil.mjs';

const count = 32;
const dt = 0.1;
const noise = 0.01;

const next = random(20);
const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** So many pixels a metre that these tracks, which never were pixels, have nothing to do with a grid. */
const scale = 12345.6;

function expectation(radii: readonly number[], gravity: readonly [number, number] = [0, 0]): Expectation {
  return {
    background: '#ffffff',
    objects: radii.map((radius, i) => ({
      name: `ball${i + 1}`,
      shape: 'disc',
      color: '#ff0000',
      radius,
      mass: radius ** 2,
      area: Math.PI * (scale * radius) ** 2,
    })),
    camera: { col: [scale, 0], row: [-scale, 10 * scale] },
    firstTime: 0,
    frameInterval: dt,
    gravity,
  };
}

type Path = (time: number) => readonly [number, number, number?];

function measurementOf(paths: readonly Path[], sigma = noise): Measurement {
  const tracks = paths.map((path, object) => {
    const points = Array.from({ length: count }, (_, frame) => path(frame * dt));
    return {
      object,
      name: `ball${object + 1}`,
      found: new Int32Array(count).fill(object),
      x: Float64Array.from(points, ([x]) => x + sigma * normal()),
      y: Float64Array.from(points, ([, y]) => y + sigma * normal()),
      angle: Float64Array.from(points, ([, , angle]) => (angle === undefined ? NaN : angle + sigma * normal())),
      area: new Float64Array(count).fill(300),
      whole: new Uint8Array(count).fill(1),
    };
  });
  return { size: { width: 100, height: 100, frames: count }, frames: [], tracks, events: [] };
}

/** Two balls that meet head-on and elastically at time `at`. */
function collision(r1: number, r2: number, v1: number, v2: number, at: number, restitution = 1): Path[] {
  const [m1, m2] = [r1 ** 2, r2 ** 2];
  const middle = (m1 * v1 + m2 * v2) / (m1 + m2);
  const [u1, u2] = [v1, v2].map((v) => middle - restitution * (v - middle)) as [number, number];
  const place =
    (start: number, before: number, after: number): Path =>
    (t) => [start + (t < at ? before : after) * (t - at), 5];
  return [place(5 - r1, v1, u1), place(5 + r2, v2, u2)];
}

/** |z| = |value - expected| / standard error of a quantity, over runs, in order of size. */
function scores(
  runs: number,
  laws: () => Laws,
  quantity: (laws: Laws) => Quantity | undefined,
  expected: number,
): number[] {
  const all = Array.from({ length: runs }, () => quantity(laws()) as Quantity);
  return all.map(({ value, standardError }) => Math.abs((value - expected) / standardError)).sort((a, b) => a - b);
}

/**
 * Standard errors are right if the median of |z| is 0.67 and 1 % are over 2.58.
 */
function calibrated(z: readonly number[], least = 0.5): void {
  const median = z[z.length >> 1] as number;
  assert.ok(median > least && median < 0.85, `median |z| ${median}`);
  const wide = z.filter((value) => !(value < 2.58)).length;
  assert.ok(wide <= 0.04 * z.length, `${wide} of ${z.length} are over 2.58`);
}

const laws = suite('laws');

laws('a fit of a polynomial is that polynomial, at uneven times as well', () => {
  const times = [0, 0.1, 0.25, 0.7, 1.1, 1.15];
  const fit = new Fit(
    times,
    times.map((t) => 1 - 2 * t + 3 * t * t),
    2,
  );
  for (const t of [0, 0.5, 2]) {
    assert.ok(Math.abs(fit.at(t).position - (1 - 2 * t + 3 * t * t)) < 1e-12);
    assert.ok(Math.abs(fit.at(t).velocity - (6 * t - 2)) < 1e-12);
  }
  assert.ok(Math.abs(fit.acceleration.value - 6) < 1e-11);
  assert.ok(fit.squares < 1e-24);
  assert.is(fit.freedom, 3);
  assert.is(new Fit([1], [2], 2).at(5).position, 2);
});

laws('its variances are those of the normal equations', () => {
  // Of a line through n even times: 1 / n and 1 / sum (t - mean)^2.
  const times = Array.from({ length: 10 }, (_, i) => i);
  const line = new Fit(times, times, 1);
  assert.ok(Math.abs(line.at(4.5).positionVariance - 0.1) < 1e-15);
  assert.ok(Math.abs(line.at(0).positionVariance - (0.1 + 4.5 ** 2 / 82.5)) < 1e-15);
  assert.ok(Math.abs(line.at(0).velocityVariance - 1 / 82.5) < 1e-15);
  // Of a parabola's acceleration: 720 / (n (n^2 - 1) (n^2 - 4)) for even steps.
  const parabola = new Fit(times, times, 2);
  assert.ok(Math.abs(parabola.acceleration.variance - 720 / (10 * 99 * 96)) < 1e-15);
});

laws('uniform motion: one piece, calibrated errors', () => {
  const e = expectation([0.5]);
  const run = () => fitLaws(measurementOf([(t) => [2 + 1.27 * t, 5 + 0.31 * t]]), e);
  const cut = Array.from({ length: 200 }, run).filter((l) => l.tracks[0]?.segments.length !== 1).length;
  assert.ok(cut <= 2, `${cut} of 200 are cut`);
  calibrated(scores(300, run, (l) => l.tracks[0]?.segments[0]?.vx, 1.27));
  calibrated(scores(300, run, (l) => l.tracks[0]?.segments[0]?.vy, 0.31));
  calibrated(scores(300, run, (l) => l.tracks[0]?.segments[0]?.ax, 0));
});

laws('a parabola: gravity', () => {
  const e = expectation([0.5], [0, -2.5]);
  const run = () => fitLaws(measurementOf([(t) => [2 + t, 9 - 1.25 * t * t]]), e);
  calibrated(scores(300, run, (l) => l.tracks[0]?.gravity?.[1], -2.5));
  calibrated(scores(300, run, (l) => l.tracks[0]?.segments[0]?.vx, 1));
});

laws('rotation', () => {
  const e = { ...expectation([0.5]) };
  const run = () => fitLaws(measurementOf([(t) => [2 + 1.27 * t, 5, 0.7 * t]]), e);
  calibrated(scores(300, run, (l) => l.tracks[0]?.segments[0]?.omega, 0.7));
});

laws('a collision: time, restitution, ratio of masses, momentum and energy', () => {
  const [r1, r2, v1, v2, at] = [0.7, 1.1, 1.83, -1.37, 1.533];
  const e = expectation([r1, r2]);
  for (const restitution of [1, 0.6]) {
    const run = () => fitLaws(measurementOf(collision(r1, r2, v1, v2, at, restitution)), e);
    const [one] = run().contacts;
    assert.is(one?.a, 0);
    assert.is(one?.b, 1);
    assert.is(one?.frame, 15);
    const [m1, m2] = [r1 ** 2, r2 ** 2];
    const energy = (m1 * v1 ** 2 + m2 * v2 ** 2) / 2;
    const lost = ((m1 * m2) / (m1 + m2) / 2) * (v1 - v2) ** 2 * (1 - restitution ** 2);
    const expected: [(l: Laws) => Quantity | undefined, number][] = [
      [(l) => l.contacts[0]?.time, at],
      [(l) => l.contacts[0]?.restitution, restitution],
      [(l) => l.contacts[0]?.massRatio, m2 / m1],
      [(l) => l.contacts[0]?.momentumBefore?.[0], m1 * v1 + m2 * v2],
      [(l) => l.contacts[0]?.momentumAfter?.[0], m1 * v1 + m2 * v2],
      [(l) => l.contacts[0]?.energyBefore, energy],
      [(l) => l.contacts[0]?.energyAfter, energy - lost],
    ];
    for (const [quantity, value] of expected) calibrated(scores(200, run, quantity, value), 0.35);
  }
});

laws('a bounce off something that does not move: one body, restitution', () => {
  const e = expectation([0.5], [0, -2.5]);
  const [at, v, restitution] = [1.234, -2, 0.8];
  const path: Path = (t) => {
    const s = t - at;
    return [2 + 0.7 * t, 2 + (s < 0 ? v * s : -v * restitution * s) - 1.25 * s * s];
  };
  const run = () => fitLaws(measurementOf([path]), e);
  const [contact] = run().contacts;
  assert.is(contact?.b, -1);
  assert.is(contact?.frame, 12);
  calibrated(
    scores(200, run, (l) => l.contacts[0]?.restitution, restitution),
    0.35,
  );
  calibrated(
    scores(200, run, (l) => l.contacts[0]?.time, at),
    0.35,
  );
});

laws('known breaks are kept, and the truth is what is expected', () => {
  const [r1, r2, v1, v2, at] = [0.7, 1.1, 1.83, -1.37, 1.533];
  const e = expectation([r1, r2]);
  const paths = collision(r1, r2, v1, v2, at);
  const truth = measurementOf(paths, 0);
  const fitted = fitLaws(measurementOf(paths), e, { truth, breaks: [[16], [16]] });
  for (const { segments } of fitted.tracks)
    assert.equal(
      segments.map(({ from }) => from),
      [0, 16],
    );
  const first = fitted.tracks[0]?.segments[0];
  assert.ok(Math.abs((first?.vx.expected as number) - v1) < 1e-9);
  assert.ok(Math.abs((fitted.contacts[0]?.time.expected as number) - at) < 1e-9);
  assert.ok(Math.abs((fitted.contacts[0]?.massRatio?.expected as number) - (r2 / r1) ** 2) < 1e-9);
});

laws('penetration', () => {
  const e = expectation([1, 1]);
  const apart = fitLaws(measurementOf([(t) => [1 + t, 5], (t) => [4 + t, 5]], 0), e);
  assert.is(apart.penetration.value, 0);
  const through = fitLaws(measurementOf([(t) => [1 + 2 * t, 5], () => [5, 5]], 0), e);
  assert.ok(through.penetration.value > 1.9);
});

laws('a force that should not be there shows as acceleration', () => {
  const e = expectation([0.5]);
  const { tracks } = fitLaws(measurementOf([(t) => [2 + 1.27 * t, 5 + 0.02 * t * t]]), e);
  const ay = tracks[0]?.segments[0]?.ay as Quantity;
  assert.is(ay.expected, 0);
  assert.ok(ay.value / ay.standardError > 4);
});

laws('too few frames give no numbers, and no error is made up', () => {
  const e = expectation([0.5]);
  const seen = measurementOf([(t) => [2 + t, 5]]);
  seen.tracks[0]?.whole.fill(0);
  assert.equal(fitLaws(seen, e).tracks[0]?.segments, []);
  seen.tracks[0]?.whole.fill(1, 3, 5);
  const [segment] = fitLaws(seen, e).tracks[0]?.segments ?? [];
  assert.is(segment?.count, 2);
  assert.ok(Number.isNaN(segment?.vx.standardError));
});

laws.run();
