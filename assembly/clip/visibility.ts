// How much of a body the view shows, by its true shape: all of it, a part, or nothing.

import { Body as WorldBody } from '../dynamics/body';
import { Body, Part, Shape, Visible } from '../memory/layout';
import { HOLE } from '../raster/ring';
import { planF64 } from './plan';
import { Plan } from './plan-header';

let x0: f32 = 0;
let y0: f32 = 0;
let x1: f32 = 0;
let y1: f32 = 0;

/** Takes the open plan's view in hand, larger by a margin (m) on all sides. */
export function openView(margin: f32 = 0): void {
  x0 = <f32>planF64(Plan.view) - margin;
  y0 = <f32>planF64(Plan.view + 8) - margin;
  x1 = <f32>planF64(Plan.view + 16) + margin;
  y1 = <f32>planF64(Plan.view + 24) + margin;
}

/** Of a body of the world: `record` says how it is drawn, `state` where its origin is. */
export function visibility(body: usize, record: usize, state: usize): u32 {
  const shape = load<u32>(record, Body.shape);
  if (shape == Shape.Polygons) return ofParts(body, record, load<f32>(state), load<f32>(state, 4));
  const x = load<f32>(body, WorldBody.x);
  const y = load<f32>(body, WorldBody.y);
  // A square has the extent of its turned corners.
  const r = <f32>load<f64>(record, Body.radius);
  const extent: f32 = shape == Shape.Square ? r * (abs<f32>(load<f32>(body, WorldBody.c)) + abs<f32>(load<f32>(body, WorldBody.s))) : r;
  if (x - extent >= x0 && x + extent <= x1 && y - extent >= y0 && y + extent <= y1) return Visible.Full;
  // The view's point nearest to the centre.
  const dx: f32 = x - max<f32>(x0, min<f32>(x1, x));
  const dy: f32 = y - max<f32>(y0, min<f32>(y1, y));
  if (shape == Shape.Ring) {
    // The view may lie in the hole: then its farthest corner does.
    const fx: f32 = max<f32>(abs<f32>(x - x0), abs<f32>(x - x1));
    const fy: f32 = max<f32>(abs<f32>(y - y0), abs<f32>(y - y1));
    const hole: f32 = r * HOLE;
    if (fx * fx + fy * fy <= hole * hole) return Visible.None;
  }
  const apart = shape == Shape.Square ? abs<f32>(dx) >= extent || abs<f32>(dy) >= extent : dx * dx + dy * dy >= r * r;
  return apart ? Visible.None : Visible.Partial;
}

/** Of a body that is drawn as polygons, its origin at (x, y). */
function ofParts(body: usize, record: usize, x: f32, y: f32): u32 {
  const c = load<f32>(body, WorldBody.c);
  const s = load<f32>(body, WorldBody.s);
  let part = <usize>load<u32>(record, Body.parts);
  let inside = true;
  let seen = false;
  for (let i: u32 = 0; i < load<u32>(record, Body.partCount); i++, part += Part.SIZE) {
    const count = load<u32>(part, Part.count);
    const points = <usize>load<u32>(part, Part.points);
    const radius = load<f32>(part, Part.radius);
    let left: f32 = Infinity;
    let right: f32 = -Infinity;
    let bottom: f32 = Infinity;
    let top: f32 = -Infinity;
    for (let k: u32 = 0; k < count; k++) {
      const px = load<f32>(points + (<usize>k << 3));
      const py = load<f32>(points + (<usize>k << 3), 4);
      const wx: f32 = x + (c * px - s * py);
      const wy: f32 = y + (s * px + c * py);
      left = min(left, wx);
      right = max(right, wx);
      bottom = min(bottom, wy);
      top = max(top, wy);
    }
    inside = inside && left - radius >= x0 && right + radius <= x1 && bottom - radius >= y0 && top + radius <= y1;
    const near = left - radius < x1 && right + radius > x0 && bottom - radius < y1 && top + radius > y0;
    seen = seen || (near && !isBeside(points, count, radius, x, y, c, s));
  }
  return inside ? Visible.Full : seen ? Visible.Partial : Visible.None;
}

/** Whether the whole view lies on the outer side of an edge. */
function isBeside(points: usize, count: u32, radius: f32, x: f32, y: f32, c: f32, s: f32): bool {
  if (count < 2) return false;
  for (let k: u32 = 0; k < count; k++) {
    const p = points + (<usize>k << 3);
    const next: u32 = k + 1 < count ? k + 1 : 0;
    const q = points + (<usize>next << 3);
    const px = load<f32>(p);
    const py = load<f32>(p, 4);
    const ex: f32 = load<f32>(q) - px;
    const ey: f32 = load<f32>(q, 4) - py;
    // The outward normal of a counter-clockwise edge, turned; not of unit length.
    const nx: f32 = c * ey + s * ex;
    const ny: f32 = s * ey - c * ex;
    const base: f32 = nx * (x + (c * px - s * py)) + ny * (y + (s * px + c * py));
    const least: f32 = nx * (nx > 0 ? x0 : x1) + ny * (ny > 0 ? y0 : y1);
    if (least - base >= radius * sqrt<f32>(nx * nx + ny * ny)) return true;
  }
  return false;
}
