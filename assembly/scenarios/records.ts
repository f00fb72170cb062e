// What a clip says of its bodies: one Body record each, and the parts of those that are drawn as polygons.
//
// A scenario notes every body that it adds to the world, in the order of the world. Parts are the shapes that the body has there: their
// points lie in the world's memory, so they are listed when all shapes are added, and hold until the world is built anew.

import { List, World } from '../dynamics/world-record';
import { Body as WorldBody, NONE } from '../dynamics/body';
import { bodyAt, shapeAt } from '../dynamics/contact';
import { Shape as WorldShape } from '../dynamics/shape';
import { Geometry } from '../geometry/records';
import { Body, BodyType, Part, Shape } from '../memory/layout';

let records: usize = 0;
let parts: usize = 0;
let mostParts: u32 = 0;

/** Bodies that are noted go to Body[] at `bodies`, their parts to Part[most] at `table`. */
export function openRecords(bodies: usize, table: usize, most: u32): void {
  records = bodies;
  parts = table;
  mostParts = most;
}

/**
 * Notes body `number` of the world: what it is (`kind`: its position in the catalogue's bodies, `among` those of its kind from 1, 0 = the only
 * one), how it is drawn (Shape), its radius (m) and colour; mass (kg) and inertia (kg m^2) are the world's where they are not given.
 */
export function noteBody(
  number: u32, kind: u32, among: u32, shape: u32, radius: f64, color: u32, mass: f64 = 0.0, inertia: f64 = 0.0,
): void {
  const record = records + <usize>number * Body.SIZE;
  memory.fill(record, 0, Body.SIZE);
  store<f64>(record, radius, Body.radius);
  store<f64>(record, mass, Body.mass);
  store<f64>(record, inertia, Body.inertia);
  store<u32>(record, shape, Body.shape);
  store<u32>(record, color, Body.color);
  store<u32>(record, kind, Body.kind);
  store<u32>(record, among, Body.number);
}

/** Lists the parts of all bodies, the first shape of each first, and which of them move. */
export function listParts(world: usize): void {
  const count = load<u32>(world + World.bodies, List.count);
  let used: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const body = bodyAt(world, i);
    const record = records + <usize>i * Body.SIZE;
    store<u32>(record, u32(load<u32>(body, WorldBody.type) == BodyType.Dynamic), Body.dynamic);
    if (load<u32>(record, Body.shape) != Shape.Polygons) continue;
    const first = load<u32>(body, WorldBody.firstShape);
    let own: u32 = 0;
    for (let k = first; k != NONE; k = load<u32>(shapeAt(world, k), WorldShape.next)) own++;
    if (used + own > mostParts) own = mostParts - used;
    store<u32>(record, own, Body.partCount);
    store<u32>(record, <u32>(parts + <usize>used * Part.SIZE), Body.parts);
    used += own;
    // The body's list has the newest in front.
    let k = first;
    for (let at = used; at > used - own; at--, k = load<u32>(shapeAt(world, k), WorldShape.next)) {
      const shape = shapeAt(world, k);
      const part = parts + <usize>(at - 1) * Part.SIZE;
      store<u32>(part, load<u32>(shape, WorldShape.count), Part.count);
      store<u32>(part, <u32>(shape + WorldShape.vertices), Part.points);
      store<f32>(part, load<f32>(shape, Geometry.radius), Part.radius);
      store<u32>(part, 0, Part.reserved);
    }
  }
}
