// The tests of physical quality. Each is { name, unit, measure(engine) } and a limit, atMost or atLeast; without one it only informs.
// `engine` is an adapter as bench/peers/kinema.mjs describes it, so that every engine can be put through them.
import { conservation } from './conservation.mjs';
import { flight } from './flight.mjs';
import { floors } from './floors.mjs';
import { friction } from './friction.mjs';
import { impacts } from './impacts.mjs';
import { joints } from './joints.mjs';
import { repeat } from './repeat.mjs';
import { stacks } from './stacks.mjs';
import { walls } from './walls.mjs';

export const groups = [flight, impacts, friction, stacks, walls, floors, joints, repeat, conservation];

/** Measures one test: { value, verdict: 'pass' | 'fail' | 'info' | 'none', error }; none: the engine has no such shape. */
export function judge(test, engine) {
  try {
    const value = test.measure(engine);
    const good = test.atLeast === undefined ? value <= test.atMost : value >= test.atLeast;
    const informs = test.atLeast === undefined && test.atMost === undefined;
    return { value, verdict: informs ? 'info' : good ? 'pass' : 'fail' };
  } catch (error) {
    return { value: null, verdict: error.unsupported ? 'none' : 'fail', error: error.message };
  }
}

/** The limit in words: '<= 0.01', '' for a test that only informs. */
export function limitOf({ atMost, atLeast }) {
  const show = (limit) => (limit > 0 && limit < 1e-3 ? limit.toExponential() : String(limit));
  if (atMost !== undefined) return `<= ${show(atMost)}`;
  return atLeast === undefined ? '' : `>= ${show(atLeast)}`;
}
