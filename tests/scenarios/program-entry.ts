// Programs by themselves, for program.test.ts: a place for code, constants and factors, and the value of an expression.
import { centerX } from '../../assembly/scenarios/attraction';
import { beginDraws } from '../../assembly/scenarios/draw';
import { run } from '../../assembly/scenarios/program';
import { setTiming, setView } from '../../assembly/scenarios/setting';

export const code: usize = memory.data(4096, 8);
export const numbers: usize = memory.data(4096, 8);
export const factors: usize = memory.data(256, 8);

/** Sets what a plan fixes. */
export function set(left: f64, bottom: f64, right: f64, top: f64, frames: u32, interval: f64): void {
  setView(left, bottom, right, top);
  setTiming(frames, interval);
  beginDraws(1, 2, 3, 0);
}

/** Whether the program ends well. */
export function runs(placed: u32): bool {
  return run(code, numbers, factors, placed, 0);
}

/** The first number of the last Attract. */
export function attracted(): f64 {
  return centerX;
}
