// What the tests of this folder share: worlds as the peers' tests have them (10 m/s^2, 60 Hz), and bodies by half sides.
//
// Each test tells in the comment above it whose expectation it is: `engine, file, name`. docs/engine/peers.md lists them all, and page.test.ts holds the two together.

import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';

export const kinema = await loadKinema();

export type Pair = [number, number];

/** A step of the peers' tests, s. */
export const h = 1 / 60;

/** An empty world. */
export const open = (settings: object = {}) => kinema.world({ world: { gravity: [0, -10], step: h, ...settings } });

/** A world without gravity. */
export const space = (settings: object = {}) => open({ gravity: [0, 0], ...settings });

/** A body with one disc. */
export const ball = (x: number, y: number, radius = 0.5, body: object = {}, shape: object = {}) => ({
  position: [x, y] as Pair,
  shapes: [{ circle: { radius }, ...shape }],
  ...body,
});

/** A body with one box of half sides. */
export const box = (x: number, y: number, hx = 0.5, hy = 0.5, body: object = {}, shape: object = {}) => ({
  position: [x, y] as Pair,
  shapes: [{ box: { width: 2 * hx, height: 2 * hy }, ...shape }],
  ...body,
});

/** A static box of half sides. */
export const wall = (x: number, y: number, hx: number, hy: number, shape: object = {}) =>
  box(x, y, hx, hy, { type: 'static' as const }, shape);

/** A static floor, 80 m wide, whose top is at y = 0. */
export const floor = (shape: object = {}) => wall(0, -1, 40, 1, shape);

/** That numbers are those expected, to a tolerance. */
export function near(
  actual: number | ArrayLike<number>,
  expected: number | readonly number[],
  tolerance = 1e-6,
  what = '',
) {
  const found = typeof actual === 'number' ? [actual] : Array.from(actual);
  const right = typeof expected === 'number' ? [expected] : expected;
  assert.is(found.length, right.length);
  found.forEach((value, i) => {
    const off = Math.abs(value - (right[i] as number));
    assert.ok(off <= tolerance, `${what} ${found} is not ${right} to ${tolerance}`);
  });
}
