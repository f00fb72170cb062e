// What the tests of worlds share.
import * as assert from 'uvu/assert';
import { KinemaError, loadKinema } from '../../dist/index.js';

export const kinema = await loadKinema({ build: 'simd' });
export const scalar = await loadKinema({ build: 'scalar' });

/** What a call throws; anything but a KinemaError is a bug. */
export function thrown(action: () => unknown): KinemaError {
  try {
    action();
  } catch (error) {
    assert.instance(error, KinemaError, String((error as Error)?.stack ?? error));
    return error as KinemaError;
  }
  throw new Error('nothing was thrown');
}

/** A call must be refused as misuse, in these words. */
export function refused(action: () => unknown, ...words: RegExp[]): void {
  const error = thrown(action);
  assert.ok(['usage', 'scene'].includes(error.kind), `${error.kind}: ${error.message}`);
  for (const word of words) assert.match(error.message, word);
}

/** A disc of radius 0.5. */
export const disc = { circle: { radius: 0.5 } };
/** A box of 1 x 1 m. */
export const square = { box: { width: 1, height: 1 } };
/** A floor whose top is at y = 0. */
export const floor = {
  name: 'floor',
  type: 'static' as const,
  position: [0, -0.5] as [number, number],
  shapes: [{ box: { width: 40, height: 1 } }],
};
