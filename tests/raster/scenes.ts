// Random recipes and bodies for the tests of pixels, through the public API.
import fc from 'fast-check';
import { type ClipSource, loadKinema } from '../../dist/index.js';
import { number } from '../support/numbers.js';
import type { Drawn, Picture } from './reference.js';

export const builds = { simd: await loadKinema({ build: 'simd' }), scalar: await loadKinema({ build: 'scalar' }) };

export const color = fc.integer({ min: 0, max: 0xffffff });
export const colorName = (value: number) => `#${value.toString(16).padStart(6, '0')}`;

const corner = fc.oneof(fc.constant(0), number(-20, 20), fc.constantFrom(1e5, -3e4));
const span = fc.oneof(fc.constant(10), number(0.5, 20));

/** Pictures with sides of at most `side` pixels. */
export function picture(side: number): fc.Arbitrary<Picture> {
  const size = fc.integer({ min: 16, max: side });
  return fc
    .record({
      width: size,
      height: size,
      supersample: fc.constantFrom(1, 1, 2, 2, 3, 4),
      x0: corner,
      y0: corner,
      across: span,
      up: fc.option(span),
      edge: fc.constantFrom('coverage' as const, 'coverage' as const, 'study' as const, 'hard' as const),
      samples: fc.constantFrom('centers' as const, 'corners' as const),
      rounding: fc.constantFrom('nearest' as const, 'truncate' as const),
      softness: fc.oneof(fc.constantFrom(0.03, 1e-6), number(1e-6, 1)),
      background: fc.oneof(fc.constant(0xffffff), color),
    })
    .map(({ x0, y0, across, up, ...rest }) => ({
      ...rest,
      softness: rest.edge === 'study' ? rest.softness : 0,
      view: [x0, y0, x0 + across, y0 + (up ?? (across * rest.height) / rest.width)],
    }));
}

/** A body near the view: its centre in shares of the view's sides, its radius in shares of the longer one. */
export interface Near {
  shape: Drawn['shape'];
  color: number;
  x: number;
  y: number;
  r: number;
}

export const near: fc.Arbitrary<Near> = fc.record({
  shape: fc.constantFrom('disc', 'disc', 'square', 'ring'),
  color,
  x: number(-0.3, 1.3),
  y: number(-0.3, 1.3),
  r: fc.oneof(number(0.005, 0.3), number(0.005, 0.3), number(0.0005, 0.02), number(0.3, 5), number(5, 1000)),
});

/** Centre and radius of a body in metres, within the ranges of the factors. */
export function metres(p: Picture, { x, y, r }: Pick<Near, 'x' | 'y' | 'r'>): { x: number; y: number; r: number } {
  const [x0, y0, x1, y1] = p.view;
  const within = (t: number) => Math.min(Math.max(t, -1e4), 1e4);
  return {
    x: within(x0 + (x1 - x0) * x),
    y: within(y0 + (y1 - y0) * y),
    r: Math.min(Math.max(r * Math.max(x1 - x0, y1 - y0), 0.001), 1000),
  };
}

export function recipe(p: Picture, scenario: string, more: Record<string, unknown> = {}): object {
  return {
    kinema: 1,
    seed: 11,
    scenario,
    timing: { frames: 3, stepsPerFrame: 7 },
    image: {
      size: [p.width, p.height],
      supersample: p.supersample,
      view: p.view,
      look: {
        background: colorName(p.background),
        edge: p.edge,
        samples: p.samples,
        rounding: p.rounding,
        ...(p.edge === 'study' ? { softness: p.softness } : {}),
      },
    },
    layers: ['mask'],
    splits: { train: { count: 100 } },
    ...more,
  };
}

/** The bodies of frame k, as the clip reports them. */
export function bodiesAt(clip: ReturnType<ClipSource['clip']>, k: number): Drawn[] {
  const { states, bodies } = clip;
  return bodies.map((body, b) => {
    const [x, y, angle] = states.subarray((k * bodies.length + b) * 6) as unknown as [number, number, number];
    return {
      shape: body.shape,
      color: Number.parseInt(body.color.slice(1), 16),
      x,
      y,
      angle,
      radius: Math.fround(body.radius),
    };
  });
}

/** Where two buffers differ first, for people; null if they are equal. */
export function difference(actual: Uint8Array, expected: Uint8Array, width: number, channels: number): string | null {
  if (actual.length !== expected.length) return `${actual.length} bytes, expected ${expected.length}`;
  const at = actual.findIndex((level, i) => level !== expected[i]);
  if (at < 0) return null;
  const pixel = Math.floor(at / channels);
  return `column ${pixel % width}, row ${Math.floor(pixel / width)}: ${actual[at]}, expected ${expected[at]}`;
}
