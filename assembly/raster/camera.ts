// Where the samples of a picture lie in the world.
//
// A side of n samples covers a side of the view. Sample j (it need not be whole) stands at the fraction
//   Corners: j / (n - 1), the study's rule: the outer samples lie on the view's border
//   Centers: (j + 0.5) / n, the middle of the j-th of n equal cells
// A Corners side of one sample has no such fraction and is placed as Centers.
// Pixel o of the picture is the box of `supersample` canvas samples from o * supersample on; its centre is
// the sample o * supersample + (supersample - 1) / 2.
//
// All places are computed in f64 when an image is opened, and kept as the sum of two f32 (the nearest one and
// the rest). `offset` subtracts a body's centre from the big part first, which is exact near the body, and adds
// the rest: the difference is good to about 2^-23 of itself, where one f32 a sample would lose as much of the
// *coordinate*. The study's hard-edged square would otherwise flip a pixel where an edge meets a sample.

import { Samples } from '../memory/layout';
import { allocate } from '../memory/arena';

/** Bytes of one place in a table: the f32 nearest to it, and the f32 rest. */
// @ts-ignore: decorator
@inline export const PLACE: usize = 8;

/**
 * Bodies are drawn only while centre and radius are below this many canvas pixels from the view's top left corner.
 * It keeps the rounding of distances far below a pixel, so offsets are ordered as their samples are, and every
 * conversion to i32 in range.
 */
// @ts-ignore: decorator
@inline const FAR: f32 = 1048576.0;

/** Places of the canvas's columns and rows and of the picture's, from left to right and from top to bottom. */
export let canvasColumns: usize = 0;
export let canvasRows: usize = 0;
export let pixelColumns: usize = 0;
export let pixelRows: usize = 0;

/** Canvas pixels a metre. Both are positive. */
export let columnsPerMetre: f32 = 1.0;
export let rowsPerMetre: f32 = 1.0;

/** The body in hand on the canvas: index of its centre and its radius along either side, in canvas pixels. */
export let centreColumn: f32 = 0.0;
export let centreRow: f32 = 0.0;
export let radiusColumns: f32 = 0.0;
export let radiusRows: f32 = 0.0;

let columnScale: f64 = 0.0;
let column0: f64 = 0.0;
let rowScale: f64 = 0.0;
let row0: f64 = 0.0;

/** Output pixel column = cameraColumnScale() * x + cameraColumn0(), x in metres. */
export function cameraColumnScale(): f64 {
  return columnScale;
}

export function cameraColumn0(): f64 {
  return column0;
}

/** Output pixel row = cameraRowScale() * y + cameraRow0(); the scale is negative, row 0 is on top. */
export function cameraRowScale(): f64 {
  return rowScale;
}

export function cameraRow0(): f64 {
  return row0;
}

/** Bytes of a camera's tables. */
export function cameraBytes(width: u32, height: u32, supersample: u32): usize {
  return <usize>(width + height) * (supersample + 1) * PLACE;
}

/** Sets the camera up. Returns false, with the status set, when the tables do not fit into memory. */
export function openCamera(width: u32, height: u32, supersample: u32, x0: f64, y0: f64, x1: f64, y1: f64, samples: u32): bool {
  const tables = allocate(cameraBytes(width, height, supersample));
  if (tables == 0) return false;
  openCameraAt(tables, width, height, supersample, x0, y0, x1, y1, samples);
  return true;
}

/** Sets the camera up with its tables at an address on an 8-byte boundary. */
export function openCameraAt(
  tables: usize, width: u32, height: u32, supersample: u32, x0: f64, y0: f64, x1: f64, y1: f64, samples: u32,
): void {
  const columns = <f64>(width * supersample);
  const rows = <f64>(height * supersample);
  const columnBias: f64 = samples == Samples.Corners && columns > 1.0 ? 0.0 : 0.5;
  const rowBias: f64 = samples == Samples.Corners && rows > 1.0 ? 0.0 : 0.5;
  // Whole steps from the first sample of a side to the end of the view.
  const columnSteps = columnBias == 0.0 ? columns - 1.0 : columns;
  const rowSteps = rowBias == 0.0 ? rows - 1.0 : rows;
  const box = <f64>supersample;
  const middle = (box - 1.0) * 0.5;
  columnScale = columnSteps / box / (x1 - x0);
  column0 = 0.0 - x0 * columnScale - (columnBias + middle) / box;
  const down = rowSteps / box / (y1 - y0);
  rowScale = -down;
  row0 = y1 * down - (rowBias + middle) / box;

  canvasColumns = tables;
  canvasRows = canvasColumns + <usize>(width * supersample) * PLACE;
  pixelColumns = canvasRows + <usize>(height * supersample) * PLACE;
  pixelRows = pixelColumns + <usize>width * PLACE;
  place(canvasColumns, width * supersample, x0, x1, columnBias, 1.0, columnSteps);
  place(canvasRows, height * supersample, y1, y0, rowBias, 1.0, rowSteps);
  place(pixelColumns, width, x0, x1, middle + columnBias, box, columnSteps);
  place(pixelRows, height, y1, y0, middle + rowBias, box, rowSteps);

  columnsPerMetre = <f32>(columnSteps / (x1 - x0));
  rowsPerMetre = <f32>(rowSteps / (y1 - y0));
}

/** Fills a table with from + (to - from) * ((j * pace + bias) / steps) for j = 0 .. count - 1. */
function place(table: usize, count: u32, from: f64, to: f64, bias: f64, pace: f64, steps: f64): void {
  for (let j: u32 = 0; j < count; ++j) {
    const at = from + (to - from) * ((<f64>j * pace + bias) / steps);
    // Veltkamp's split: `near` is `at` rounded to the 24 bits that an f32 holds.
    const spread = at * 536870913.0; // 2^29 + 1
    const near = spread - (spread - at);
    store<f32>(table, <f32>near);
    store<f32>(table, <f32>(at - near), 4);
    table += PLACE;
  }
}

/** A table's sample j minus `centre`, in metres. */
// @ts-ignore: decorator
@inline export function offset(table: usize, j: i32, centre: f32): f32 {
  const at = table + <usize>j * PLACE;
  return load<f32>(at) - centre + load<f32>(at, 4);
}

/** Takes a body in hand. False if it is never drawn: empty, too far, too large, or not a number. */
export function locate(x: f32, y: f32, radius: f32): bool {
  return locateWithin(x, y, radius, FAR);
}

/** The same with a limit (canvas pixels) of its own. */
// @ts-ignore: decorator
@inline export function locateWithin(x: f32, y: f32, radius: f32, far: f32): bool {
  // The index of x is its distance from sample 0, which has index 0, in samples.
  centreColumn = -offset(canvasColumns, 0, x) * columnsPerMetre;
  centreRow = offset(canvasRows, 0, y) * rowsPerMetre;
  radiusColumns = radius * columnsPerMetre;
  radiusRows = radius * rowsPerMetre;
  return radius > 0.0 && abs(centreColumn) < far && abs(centreRow) < far && radiusColumns < far && radiusRows < far;
}
