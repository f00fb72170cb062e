// Rows of a frame that are kept from the frame before, because no body moved there.
//
// A clip that comes to rest draws, hashes and copies the same rows again and again. Which rows a body that moved may touch, before and after,
// is known before anything is drawn; all others are copied from the frame before, and what draws skips them. Where every body moves
// nothing is looked up: one byte says that a frame is new throughout.

import { allocate } from '../memory/arena';

/** u8[T][1 + H]: whether a frame keeps rows, then of each row whether it was drawn anew. */
export let keptRows: usize = 0;

let rows: i32 = 0;
let frame: usize = 0;
/** Canvas rows of a row. */
let box: i32 = 1;

/** The frame in hand keeps rows. */
export let keeping = false;

/** Returns false, with the status set, when memory cannot grow. */
export function openKept(frameCount: u32, height: u32, supersample: u32): bool {
  rows = <i32>height;
  box = <i32>supersample;
  keeping = false;
  keptRows = allocate(<usize>frameCount * (height + 1));
  return keptRows != 0;
}

/** Takes frame k in hand: it keeps all of its rows, or none. */
export function openRows(k: u32, keep: bool): void {
  frame = keptRows + <usize>k * <usize>(rows + 1);
  keeping = keep;
  store<u8>(frame, u8(keep));
  if (keep) memory.fill(frame + 1, 0, <usize>rows);
}

/** Draws rows anew: those that canvas rows [top, bottom) lie in, and a few around them for what rounding may do. */
export function anew(top: f32, bottom: f32): void {
  const most = <f32>rows;
  const from = <i32>min(max(top / <f32>box - 3.0, 0.0), most);
  const to = <i32>min(max(bottom / <f32>box + 4.0, 0.0), most);
  if (from < to) memory.fill(frame + 1 + <usize>from, 1, <usize>(to - from));
}

/** Draws and keeps as ever again: nothing is skipped. */
export function closeRows(): void {
  keeping = false;
}

/** Whether a row is kept. */
// @ts-ignore: decorator
@inline export function keeps(row: i32): bool {
  return keeping && load<u8>(frame + 1 + <usize>row) == 0;
}

/** Whether the row that a canvas row lies in is kept. */
// @ts-ignore: decorator
@inline export function keepsCanvas(row: i32): bool {
  return keeping && load<u8>(frame + 1 + <usize>(row / box)) == 0;
}
