// What a body weighs: mass, centre of mass and moment of inertia of all its shapes, and what follows from where the centre is.
//
// Mass is the sum of area x density; the centre of mass is the shapes' together; the moment of inertia follows Steiner's theorem. Computed in f64 and
// rounded once. A dynamic body without mass (no shape, or density 0) gets 1 kg, so that it moves.

import { makeGeometry } from '../geometry/hull';
import { massArea, massInertia, massOf, massX, massY } from '../geometry/mass';
import { Geometry } from '../geometry/records';
import { BodyType } from '../memory/layout';
import { Body, BodyFlag, NONE } from './body';
import { shapeAt } from './contact';
import { setAnchor } from './flight';
import { Shape } from './shape';
import { LARGE, SMALL } from './values';
import { World } from './world-record';

/** Inverse mass and inertia; 0 where there is none or the body is not dynamic. */
export function invert(body: usize): void {
  const one: f32 = 1;
  const mass = load<f32>(body, Body.mass);
  const inertia = load<f32>(body, Body.inertia);
  store<f32>(body, mass > 0 ? one / mass : 0, Body.inverseMass);
  store<f32>(body, inertia > 0 ? one / inertia : 0, Body.inverseInertia);
}

/** Puts the centre of mass at (lx, ly) of the body's frame; the origin stays where it is and moves as it did. */
export function moveCenter(body: usize, lx: f32, ly: f32): bool {
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const dx: f32 = lx - load<f32>(body, Body.centerX);
  const dy: f32 = ly - load<f32>(body, Body.centerY);
  if (dx == 0 && dy == 0) return false;
  const rx: f32 = c * dx - s * dy;
  const ry: f32 = s * dx + c * dy;
  const omega = load<f32>(body, Body.omega);
  store<f32>(body, load<f32>(body, Body.x) + rx, Body.x);
  store<f32>(body, load<f32>(body, Body.y) + ry, Body.y);
  store<f32>(body, load<f32>(body, Body.vx) - omega * ry, Body.vx);
  store<f32>(body, load<f32>(body, Body.vy) + omega * rx, Body.vy);
  store<f32>(body, lx, Body.centerX);
  store<f32>(body, ly, Body.centerY);
  return true;
}

/** After a shape was added: mass, centre and inertia from all shapes (unless they were set), geometry about a new centre, extent and core. */
export function addMass(world: usize, body: usize): void {
  const moved = sum(world, body);
  const newest = load<u32>(body, Body.firstShape);
  // Where the centre stays, the other shapes are as they were, and only the newest counts anew.
  if (moved || load<u32>(shapeAt(world, newest), Shape.next) == NONE) measure(world, body, newest, moved, true);
  else measure(world, body, newest, false, false);
}

/** After anything has changed: the same from all shapes. */
export function weigh(world: usize, body: usize): void {
  const moved = sum(world, body);
  measure(world, body, load<u32>(body, Body.firstShape), moved, true);
}

/** Mass, centre of mass and inertia, unless they were set; whether the centre has moved. */
function sum(world: usize, body: usize): bool {
  if (load<u32>(body, Body.type) != BodyType.Dynamic || load<u32>(body, Body.flags) & BodyFlag.MassSet) return false;
  let mass: f64 = 0.0;
  let x: f64 = 0.0;
  let y: f64 = 0.0;
  let inertia: f64 = 0.0;
  for (let i = load<u32>(body, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    const shape = shapeAt(world, i);
    massOf(load<u32>(shape, Geometry.kind), load<f32>(shape, Geometry.radius), shape + Shape.vertices, load<u32>(shape, Shape.count));
    const density = <f64>load<f32>(shape, Shape.density);
    const m = massArea * density;
    mass += m;
    x += m * massX;
    y += m * massY;
    inertia += massInertia * density + m * (massX * massX + massY * massY);
  }
  if (mass < <f64>SMALL) {
    // Nothing weighs anything: a point of 1 kg in the origin that cannot turn.
    mass = 1.0;
    inertia = 0.0;
    x = 0.0;
    y = 0.0;
  } else {
    x /= mass;
    y /= mass;
    inertia -= mass * (x * x + y * y);
  }
  store<f32>(body, <f32>mass, Body.mass);
  store<f32>(body, load<u32>(body, Body.flags) & BodyFlag.FixedRotation ? 0 : <f32>inertia, Body.inertia);
  invert(body);
  const moved = moveCenter(body, <f32>x, <f32>y);
  setAnchor(body, load<i32>(world, World.step), 0);
  return moved;
}

/** Extent and core: of all shapes anew where `all`, else with the first one added; geometry of those that are looked at is made anew if asked. */
function measure(world: usize, body: usize, first: u32, remake: bool, all: bool): void {
  let extent: f32 = all ? 0 : load<f32>(body, Body.extent);
  let core: f32 = all ? LARGE : load<f32>(body, Body.core);
  for (let i = first; i != NONE; i = all ? load<u32>(shapeAt(world, i), Shape.next) : NONE) {
    const shape = shapeAt(world, i);
    if (remake) {
      makeGeometry(
        load<u32>(shape, Geometry.kind), load<f32>(shape, Geometry.radius), shape + Shape.vertices, load<u32>(shape, Shape.count),
        <f64>load<f32>(body, Body.centerX), <f64>load<f32>(body, Body.centerY), shape,
      );
    }
    extent = max<f32>(extent, load<f32>(shape, Geometry.extent));
    core = min<f32>(core, load<f32>(shape, Geometry.core));
  }
  store<f32>(body, extent, Body.extent);
  store<f32>(body, core, Body.core);
}
