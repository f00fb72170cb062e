// phyre: puzzles of balls, bars, jars and crossed sticks (study: section 3 of its protocol).
//
// A scene is laid out in pixels, six a metre, as wide as the view: 512 px where the view is 512 / 6 m. `layout` and `trial` are numbers under which
// a layout and a placement of the red ball in it are drawn; where they are placed, each clip draws its own.

import { addBody, bodyDefaults } from '../../dynamics/bodies';
import { addShape, shapeDefaults } from '../../dynamics/shapes';
import { BodyDef, BodyType, Shape, ShapeDef, ShapeKind } from '../../memory/layout';
import { Phyre as F } from '../catalogue';
import { attempt, draw } from '../draw';
import { factor, setFactor } from '../factors';
import { noteBody } from '../records';
import { cleanStart, seed, viewWidth } from '../setting';
import { layOut, thingAt, thingCount } from './layout';
import { CORNERS, Kind, PART, Thing } from './object';
import { actionR, actionX, actionY, addAction, placeRedBall } from './red-ball';

/** Pixels of the study's scene a metre. */
export const PIXELS: f64 = 6.0;

/** Numbers of layouts and trials that are drawn. */
const NUMBERS: f64 = 9007199254740992.0; // 2^53

const BLACK: u32 = 0x000000;
const GREY: u32 = 0xb9cad2;
const RED: u32 = 0xf34f46;

const BODY: usize = memory.data(<i32>BodyDef.SIZE, 8);
const SHAPE: usize = memory.data(<i32>(ShapeDef.SIZE + 64), 8);

function sceneSize(): f64 {
  return nearest(viewWidth * PIXELS);
}

function layOutFor(factors: usize): bool {
  return layOut(seed, <u32>factor(factors, F.template), factor(factors, F.layout), sceneSize(), cleanStart);
}

/** Draws what is placed. False if no clean layout, or no room for the ball, is found. */
export function placePuzzle(factors: usize, placed: u32): bool {
  if (placed & (1 << F.layout)) setFactor(factors, F.layout, floor(draw(1, F.layout) * NUMBERS));
  if (placed & (1 << F.trial)) setFactor(factors, F.trial, floor(draw(1, F.trial) * NUMBERS));
  if (!layOutFor(factors)) return false;
  const open = placed & ((1 << F.x) | (1 << F.y) | (1 << F.r));
  if (!open) return true;
  const found = placeRedBall(
    sceneSize(), factor(factors, F.trial), attempt, open & (1 << F.x) ? NaN : factor(factors, F.x),
    open & (1 << F.y) ? NaN : factor(factors, F.y), open & (1 << F.r) ? NaN : factor(factors, F.r),
  );
  setFactor(factors, F.x, actionX);
  setFactor(factors, F.y, actionY);
  setFactor(factors, F.r, actionR);
  return found;
}

/** Adds walls, objects and the red ball to the world. False with the status set where it cannot. */
export function addPuzzle(world: usize, factors: usize): bool {
  if (!layOutFor(factors)) return false;
  const ball = addAction(sceneSize(), factor(factors, F.x), factor(factors, F.y), factor(factors, F.r));
  for (let i: u32 = 0; i < thingCount(); i++) if (!addThing(world, thingAt(i))) return false;
  return addThing(world, ball);
}

function addThing(world: usize, thing: usize): bool {
  const moves = load<u32>(thing, Thing.moves) != 0;
  const kind = load<u32>(thing, Thing.kind);
  const color = kind == Kind.RedBall ? RED : moves ? GREY : BLACK;
  bodyDefaults(BODY);
  store<u32>(BODY, moves ? BodyType.Dynamic : BodyType.Static, BodyDef.type);
  store<f32>(BODY, <f32>(load<f64>(thing, Thing.x) / PIXELS), BodyDef.x);
  store<f32>(BODY, <f32>(load<f64>(thing, Thing.y) / PIXELS), BodyDef.y);
  store<f64>(BODY, load<f64>(thing, Thing.angle), BodyDef.angle);
  if (moves) store<f32>(BODY, 0.01, BodyDef.angularDamping);
  const body = addBody(world, BODY);
  if (body < 0) return false;
  shapeDefaults(SHAPE);
  store<f32>(SHAPE, moves ? 0.25 : 0, ShapeDef.density);
  store<f32>(SHAPE, 0.5, ShapeDef.friction);
  store<f32>(SHAPE, 0.2, ShapeDef.restitution);
  store<u32>(SHAPE, color, ShapeDef.color);
  const parts = load<u32>(thing, Thing.parts);
  const radius = load<f64>(thing, Thing.radius) / PIXELS;
  if (parts) {
    store<u32>(SHAPE, ShapeKind.Polygon, ShapeDef.kind);
    store<u32>(SHAPE, CORNERS, ShapeDef.count);
  }
  store<f32>(SHAPE, <f32>radius, ShapeDef.radius);
  for (let i: u32 = 0; i < parts; i++) {
    const from = thing + Thing.points + <usize>i * PART;
    for (let k: u32 = 0; k < CORNERS * 2; k++) {
      store<f32>(SHAPE + ShapeDef.SIZE + (<usize>k << 2), <f32>(load<f64>(from + (<usize>k << 3)) / PIXELS));
    }
    if (addShape(world, body, SHAPE) < 0) return false;
  }
  if (!parts && addShape(world, body, SHAPE) < 0) return false;
  noteBody(body, kind, load<u32>(thing, Thing.among), parts ? Shape.Polygons : Shape.Disc, radius, color);
  return true;
}
