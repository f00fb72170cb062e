// A picture of a world, drawn by the rasteriser of the clips: what the DrawDef block asks for, as RGBA.
//
// Bodies are drawn in their order, the shapes of each in the order in which they were added, every shape as its hull in its colour with a darker
// outline that lies inside it, so that what touches in the world touches in the picture. Sensors let what is behind them shine
// through. Joints and contact points (draw-marks.ts) come last. The picture's memory is kept for the next one.

import { BodyType, DrawDef, DrawFlag, Edge, Failure, Output, ShapeKind } from '../memory/layout';
import { clearStatus, fail } from '../memory/status';
import { Geometry } from '../geometry/records';
import { Body, BodyFlag, NONE } from '../dynamics/body';
import { bodyAt, shapeAt } from '../dynamics/contact';
import { refresh } from '../dynamics/step';
import { Shape } from '../dynamics/shape';
import { within, withinU } from '../dynamics/values';
import { List, World } from '../dynamics/world-record';
import { columnsPerMetre, rowsPerMetre } from '../raster/camera';
import { fillHull, fillInset, strokeHull } from '../raster/draw-hull';
import { SHARES, setColor } from '../raster/paint';
import { MOST_PIXELS, finishPicture, openPicture } from '../raster/picture';
import { drawContacts, drawJoints, drawLine, openMarks } from './draw-marks';
import { worldOf } from './worlds';

const DRAW_DEF: usize = memory.data(<i32>DrawDef.SIZE, 8);

/** Metres that a view may lie away. */
// @ts-ignore: decorator
@inline const FAR: f64 = 1e9;
/** Widest line, pixels. */
// @ts-ignore: decorator
@inline const WIDEST: f32 = 1000.0;

/** Shares of a sensor's colour that its inside shows. */
// @ts-ignore: decorator
@inline const SENSOR: u32 = SHARES / 5;

let edge: u32 = 0;
let flags: u32 = 0;
let background: u32 = 0;
/** m */
let outlineWidth: f32 = 0.0;
let lineWidth: f32 = 0.0;

/** Address of the DrawDef block. */
export function drawDefBlock(): usize {
  return DRAW_DEF;
}

/** Fills the DrawDef block with the defaults. */
export function drawDefaults(): void {
  memory.fill(DRAW_DEF, 0, DrawDef.SIZE);
  store<f64>(DRAW_DEF, 10.0, DrawDef.x1);
  store<f64>(DRAW_DEF, 10.0, DrawDef.y1);
  store<f32>(DRAW_DEF, 1.5, DrawDef.outline);
  store<f32>(DRAW_DEF, 2.0, DrawDef.line);
  store<f32>(DRAW_DEF, 3.0, DrawDef.point);
  store<u32>(DRAW_DEF, 512, DrawDef.width);
  store<u32>(DRAW_DEF, 512, DrawDef.height);
  store<u32>(DRAW_DEF, 1, DrawDef.supersample);
  store<u32>(DRAW_DEF, 0xffffff, DrawDef.background);
  store<u32>(DRAW_DEF, DrawFlag.Outlines, DrawDef.flags);
}

/** Draws a world as the DrawDef block says; `output` says where u8[height][width][4] is, until the next picture. 0 or a Failure. */
export function drawWorld(handle: u32, output: usize): i32 {
  clearStatus();
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  let code = checkDef();
  if (code) return code;
  const width = load<u32>(DRAW_DEF, DrawDef.width);
  const height = load<u32>(DRAW_DEF, DrawDef.height);
  const supersample = load<u32>(DRAW_DEF, DrawDef.supersample);
  background = load<u32>(DRAW_DEF, DrawDef.background);
  code = openPicture(
    width, height, supersample, load<f64>(DRAW_DEF, DrawDef.x0), load<f64>(DRAW_DEF, DrawDef.y0), load<f64>(DRAW_DEF, DrawDef.x1),
    load<f64>(DRAW_DEF, DrawDef.y1), background,
  );
  if (code) return code;
  const metres = <f32>supersample / sqrt(columnsPerMetre * rowsPerMetre);
  edge = load<u32>(DRAW_DEF, DrawDef.edge);
  flags = load<u32>(DRAW_DEF, DrawDef.flags);
  outlineWidth = flags & DrawFlag.Outlines ? load<f32>(DRAW_DEF, DrawDef.outline) * metres : 0.0;
  lineWidth = load<f32>(DRAW_DEF, DrawDef.line) * metres;
  openMarks(edge, lineWidth, load<f32>(DRAW_DEF, DrawDef.point) * metres);
  refresh(world);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (!(load<u32>(body, Body.flags) & BodyFlag.Removed)) drawShapes(world, body);
  }
  if (flags & DrawFlag.Joints) drawJoints(world);
  if (flags & DrawFlag.Contacts) drawContacts(world);
  store<u32>(output, <u32>finishPicture(), Output.pointer);
  store<u32>(output, width * height * 4, Output.length);
  return 0;
}

/** 0 or a Failure. */
function checkDef(): i32 {
  const code = Failure.DrawValue;
  const sound =
    withinView(DrawDef.x0, -FAR, FAR) &&
    withinView(DrawDef.y0, -FAR, FAR) &&
    withinView(DrawDef.x1, load<f64>(DRAW_DEF, DrawDef.x0), FAR) &&
    withinView(DrawDef.y1, load<f64>(DRAW_DEF, DrawDef.y0), FAR) &&
    within(DRAW_DEF, DrawDef.outline, 0, WIDEST, code, 0) &&
    within(DRAW_DEF, DrawDef.line, 0, WIDEST, code, 0) &&
    within(DRAW_DEF, DrawDef.point, 0, WIDEST, code, 0) &&
    withinU(DRAW_DEF, DrawDef.width, 1, MOST_PIXELS, code, 0) &&
    withinU(DRAW_DEF, DrawDef.height, 1, MOST_PIXELS, code, 0) &&
    withinU(DRAW_DEF, DrawDef.supersample, 1, 4, code, 0) &&
    withinU(DRAW_DEF, DrawDef.flags, 0, 15, code, 0) &&
    withinU(DRAW_DEF, DrawDef.edge, Edge.Coverage, Edge.Hard, code, 0);
  if (!sound) return code;
  if (load<u32>(DRAW_DEF, DrawDef.edge) == Edge.Study) return fail(code, 0, <u32>DrawDef.edge, <f64>Edge.Study, <f64>Edge.Coverage);
  return 0;
}

/** Whether a side of the view lies beyond `least` and no further than `most`. NaN does not. */
function withinView(field: usize, least: f64, most: f64): bool {
  const value = load<f64>(DRAW_DEF + field);
  if (value > least && value <= most) return true;
  fail(Failure.DrawValue, 0, <u32>field, value, value > most ? most : least);
  return false;
}

/** Draws the shapes of a body. Their list has the newest in front, so it is turned round while it is walked. */
function drawShapes(world: usize, body: usize): void {
  const oldest = turnList(world, load<u32>(body, Body.firstShape));
  for (let i = oldest; i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) drawShape(body, shapeAt(world, i));
  turnList(world, oldest);
}

/** Turns a list of shapes round; its new first one. */
function turnList(world: usize, first: u32): u32 {
  let before: u32 = NONE;
  while (first != NONE) {
    const shape = shapeAt(world, first);
    const next = load<u32>(shape, Shape.next);
    store<u32>(shape, before, Shape.next);
    before = first;
    first = next;
  }
  return before;
}

function drawShape(body: usize, shape: usize): void {
  const points = shape + Geometry.vertices;
  const count = load<i32>(shape, Geometry.count);
  const radius = load<f32>(shape, Geometry.radius);
  const x = load<f32>(body, Body.x);
  const y = load<f32>(body, Body.y);
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  let color = load<u32>(shape, Shape.color) & 0xffffff;
  const asleep = load<u32>(body, Body.type) == BodyType.Dynamic && !(load<u32>(body, Body.flags) & BodyFlag.Awake);
  if (asleep && flags & DrawFlag.DimSleeping) color = halfway(color, background);
  if (load<u32>(shape, Shape.sensor)) {
    setColor(color);
    fillHull(edge, points, count, x, y, c, s, radius, SENSOR);
    if (outlineWidth > 0.0) strokeHull(edge, points, count, x, y, c, s, radius, outlineWidth, SHARES);
    return;
  }
  if (load<u32>(shape, Geometry.kind) == ShapeKind.Segment) {
    setColor(color);
    fillHull(edge, points, count, x, y, c, s, max(radius, lineWidth * 0.5), SHARES);
    return;
  }
  if (outlineWidth == 0.0) {
    setColor(color);
    fillHull(edge, points, count, x, y, c, s, radius, SHARES);
    return;
  }
  // The whole in the outline's colour, then its inside: nothing of what lies behind shows through between the two.
  const dark = darker(color);
  setColor(dark);
  fillHull(edge, points, count, x, y, c, s, radius, SHARES);
  setColor(color);
  fillInset(edge, points, count, x, y, c, s, radius, outlineWidth, SHARES);
  if (count > 1 || radius < outlineWidth * 3.0) return;
  // A circle shows how it is turned.
  const px = load<f32>(points);
  const py = load<f32>(points, 4);
  setColor(dark);
  drawLine(x + (px * c - py * s), y + (px * s + py * c), c * (radius - outlineWidth), s * (radius - outlineWidth), outlineWidth);
}

/** 5/8 of a colour. */
function darker(color: u32): u32 {
  return (((color & 0xff00ff) * 5) >> 3 & 0xff00ff) | (((color & 0x00ff00) * 5) >> 3 & 0x00ff00);
}

/** The mean of two colours, rounded down. */
function halfway(a: u32, b: u32): u32 {
  return ((a & 0xfefefe) >> 1) + ((b & 0xfefefe) >> 1) + (a & b & 0x010101);
}
