// The frames of a clip, bodies in their order. Rows where no body moved since the frame before are kept (raster/kept.ts).

import { Body, Part, Shape } from '../memory/layout';
import { canvasRows, offset, rowsPerMetre } from '../raster/camera';
import { beginFrame, drawBody, drawParts, endFrame } from '../raster/canvas';
import { anew, openRows } from '../raster/kept';
import { cosine, sine, turn } from '../raster/square';
import { changes, drawChanged } from './violate';

/** Bytes of a body's state. */
// @ts-ignore: decorator
@inline const STATE: usize = 24;

/** Draws `count` frames of `bodyCount` Body records by their states, f32[count][bodyCount][6]. */
export function drawFrames(count: u32, bodies: usize, bodyCount: u32, states: usize): void {
  let state = states;
  for (let k: u32 = 0; k < count; k++) {
    findKept(k, bodies, bodyCount, state);
    beginFrame(k);
    for (let i: u32 = 0; i < bodyCount; i++, state += STATE) {
      const body = bodies + <usize>i * Body.SIZE;
      const shape = load<u32>(body, Body.shape);
      const color = load<u32>(body, Body.color);
      const x = load<f32>(state);
      const y = load<f32>(state, 4);
      const angle = load<f32>(state, 8);
      if (changes(i, k)) drawChanged(body, x, y, angle, i + 1);
      else if (shape == Shape.Polygons) drawParts(<usize>load<u32>(body, Body.parts), load<u32>(body, Body.partCount), color, x, y, angle, i + 1);
      else drawBody(shape, color, x, y, angle, <f32>load<f64>(body, Body.radius), i + 1);
    }
    endFrame();
  }
}

/** Finds the rows that frame k keeps: those of no body that moved or looks otherwise. */
function findKept(k: u32, bodies: usize, bodyCount: u32, state: usize): void {
  const pace = <usize>bodyCount * STATE;
  const end = state + pace;
  let keep = false;
  for (let at = state; k != 0 && at < end; at += STATE) keep = keep || stands(at - pace, at);
  for (let i: u32 = 0; keep && i < bodyCount; i++) keep = !changes(i, k) && !changes(i, k - 1);
  openRows(k, keep);
  if (!keep) return;
  for (let i: u32 = 0; i < bodyCount; i++, state += STATE) {
    const last = state - pace;
    if (stands(last, state)) continue;
    redraw(bodies + <usize>i * Body.SIZE, last);
    redraw(bodies + <usize>i * Body.SIZE, state);
  }
}

/** Whether two states have the same pose, bit for bit. */
// @ts-ignore: decorator
@inline function stands(a: usize, b: usize): bool {
  return load<u64>(a) == load<u64>(b) && load<u32>(a, 8) == load<u32>(b, 8);
}

/** Draws the rows of a body anew. */
function redraw(body: usize, state: usize): void {
  const middle = offset(canvasRows, 0, load<f32>(state, 4));
  // The reach of a square is its diagonal.
  let high: f32 = <f32>load<f64>(body, Body.radius) * 1.5;
  let low = -high;
  if (load<u32>(body, Body.shape) == Shape.Polygons) {
    turn(load<f32>(state, 8));
    const end = <usize>load<u32>(body, Body.parts) + <usize>load<u32>(body, Body.partCount) * Part.SIZE;
    for (let part = <usize>load<u32>(body, Body.parts); part < end; part += Part.SIZE) {
      const radius = load<f32>(part, Part.radius);
      let point = <usize>load<u32>(part, Part.points);
      for (let k = load<u32>(part, Part.count); k; k--, point += 8) {
        const y = load<f32>(point) * sine + load<f32>(point, 4) * cosine;
        high = max(high, y + radius);
        low = min(low, y - radius);
      }
    }
  }
  anew((middle - high) * rowsPerMetre, (middle - low) * rowsPerMetre);
}
