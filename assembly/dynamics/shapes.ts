// Shapes of bodies: adding, removing, and changing what they are made of.

import { makeGeometry } from '../geometry/hull';
import { Geometry, MAX_VERTICES } from '../geometry/records';
import { BodyType, Failure, ShapeDef, ShapeKind, Status } from '../memory/layout';
import { STATUS } from '../memory/status';
import { Body, NONE } from './body';
import { placeShape } from './broad-phase';
import { Contact, bodyAt, contactAt, mix, nextEdge, removeContact, shapeAt } from './contact';
import { claim, nextRecord, release } from './ids';
import { Shape } from './shape';
import { wake } from './sleep';
import { treeRemove } from './tree';
import { withinAll, withinAllU } from './values';
import { addMass, weigh } from './weigh';
import { World } from './world-record';

/** Bytes of ShapeDef from density to userId, which a Shape holds in the same order. */
// @ts-ignore: decorator
@inline const MATTER: usize = ShapeDef.oneWayX - ShapeDef.density;

/** Writes the defaults of a ShapeDef: a circle without a radius. */
export function shapeDefaults(def: usize): void {
  memory.fill(def, 0, ShapeDef.SIZE + (<usize>MAX_VERTICES << 3));
  store<u32>(def, ShapeKind.Circle, ShapeDef.kind);
  store<u32>(def, 1, ShapeDef.count);
  store<f32>(def, 1, ShapeDef.density);
  store<f32>(def, 0.2, ShapeDef.friction);
  store<u32>(def, 1, ShapeDef.category);
  store<u32>(def, 0xffffffff, ShapeDef.mask);
  store<u32>(def, 0x808080, ShapeDef.color);
}

// Offset, least, most of each field that is a number, and of each that is a choice or a count.
const NUMBERS: usize = memory.data<f32>([
  <f32>ShapeDef.radius, 0, 1e6,
  <f32>ShapeDef.density, 0, 1e9,
  <f32>ShapeDef.friction, 0, 1e6,
  <f32>ShapeDef.restitution, 0, 1,
  <f32>ShapeDef.rollingResistance, 0, 1e6,
  <f32>ShapeDef.tangentSpeed, -1e6, 1e6,
  <f32>ShapeDef.oneWayX, -1e6, 1e6,
  <f32>ShapeDef.oneWayY, -1e6, 1e6,
]);
const CHOICES: usize = memory.data<u32>([
  <u32>ShapeDef.kind, 0, 3,
  <u32>ShapeDef.count, 1, 8,
  <u32>ShapeDef.sensor, 0, 1,
]);

/** Whether the values of a ShapeDef are in range; what its vertices make is for makeGeometry(). */
export function checkShape(def: usize, item: u32): bool {
  return withinAll(def, NUMBERS, 8, Failure.ShapeValue, item) && withinAllU(def, CHOICES, 3, Failure.ShapeValue, item);
}

/** Adds a shape to a body; its number, or -1 with the status set. */
export function addShape(world: usize, bodyNumber: u32, def: usize): i32 {
  const list = world + World.shapes;
  const i = nextRecord(list, world + World.shapeFree, Shape.SIZE, 1);
  if (i == NONE || !checkShape(def, i)) return -1;
  const body = bodyAt(world, bodyNumber);
  const count = load<u32>(def, ShapeDef.count);
  const failure = makeGeometry(
    load<u32>(def, ShapeDef.kind), load<f32>(def, ShapeDef.radius), def + ShapeDef.SIZE, count,
    <f64>load<f32>(body, Body.centerX), <f64>load<f32>(body, Body.centerY), GEOMETRY,
  );
  if (failure) {
    // The status says which vertex or what area; the shape's number is the item.
    store<u32>(STATUS, i, Status.item);
    return -1;
  }
  claim(list, world + World.shapeFree, world + World.shapeLive, i, Shape.SIZE, Shape.userId, Shape.generation);
  const shape = shapeAt(world, i);
  memory.copy(shape, GEOMETRY, Geometry.SIZE);
  store<u32>(shape, bodyNumber, Shape.body);
  store<u32>(shape, load<u32>(body, Body.firstShape), Shape.next);
  store<u32>(shape, count, Shape.count);
  memory.copy(shape + Shape.vertices, def + ShapeDef.SIZE, <usize>count << 3);
  store<u32>(shape, NONE, Shape.neighbours);
  store<u32>(shape, NONE, Shape.leaf);
  store<u32>(body, i, Body.firstShape);
  setMatter(world, shape, def);
  if (load<u32>(body, Body.type) == BodyType.Static) store<u32>(world, 1, World.staticsChanged);
  addMass(world, body);
  store<i32>(world, 0, World.horizon);
  return placeShape(world, i) ? <i32>i : -1;
}

const GEOMETRY: usize = memory.data(160, 16);

/** Density, friction, filter and what else a ShapeDef says beside the outline. */
function setMatter(world: usize, shape: usize, def: usize): void {
  memory.copy(shape + Shape.density, def + ShapeDef.density, MATTER);
  const x = load<f32>(def, ShapeDef.oneWayX);
  const y = load<f32>(def, ShapeDef.oneWayY);
  const length: f32 = sqrt<f32>(x * x + y * y);
  store<f32>(shape, length > 0 ? x / length : 0, Shape.oneWayX);
  store<f32>(shape, length > 0 ? y / length : 0, Shape.oneWayY);
  if (length > 0) store<u32>(world, 1, World.oneWay);
  if (load<f32>(shape, Shape.rollingResistance) > 0) store<u32>(world, 1, World.rolling);
  if (load<u32>(shape, Shape.sensor)) store<u32>(world, 1, World.sensors);
}

/** Ends the contacts of a shape; who touched it wakes. */
function dropContactsOf(world: usize, body: usize, i: u32): void {
  let edge = load<u32>(body, Body.firstEdge);
  while (edge != NONE) {
    const number = edge >> 1;
    edge = nextEdge(world, edge);
    const contact = contactAt(world, number);
    if (load<u32>(contact, Contact.shapeA) != i && load<u32>(contact, Contact.shapeB) != i) continue;
    wake(world, bodyAt(world, load<u32>(contact, Contact.bodyA)));
    wake(world, bodyAt(world, load<u32>(contact, Contact.bodyB)));
    removeContact(world, number);
  }
}

/** Removes a shape; its body's mass follows if asked. */
export function removeShape(world: usize, i: u32, mass: bool): void {
  const shape = shapeAt(world, i);
  const body = bodyAt(world, load<u32>(shape, Shape.body));
  dropContactsOf(world, body, i);
  const isStatic = load<u32>(body, Body.type) == BodyType.Static;
  treeRemove(world + (isStatic ? World.staticTree : World.movingTree), load<u32>(shape, Shape.leaf));
  if (isStatic) store<u32>(world, 1, World.staticsChanged);
  // The body's list of shapes is singly linked.
  let link = body + Body.firstShape;
  while (load<u32>(link) != i) link = shapeAt(world, load<u32>(link)) + Shape.next;
  store<u32>(link, load<u32>(shape, Shape.next));
  const generation = load<u32>(shape, Shape.generation);
  memory.fill(shape, 0, Shape.SIZE);
  store<u32>(shape, generation, Shape.generation);
  store<u32>(shape, NONE, Shape.body);
  store<u32>(shape, NONE, Shape.next);
  store<u32>(shape, NONE, Shape.leaf);
  store<u32>(shape, NONE, Shape.neighbours);
  release(world + World.shapes, world + World.shapeFree, world + World.shapeLive, i, Shape.SIZE, Shape.userId, Shape.generation);
  store<i32>(world, 0, World.horizon);
  if (mass) weigh(world, body);
}

/** Fills a ShapeDef and the vertices behind it with what holds of a shape. */
export function getShape(shape: usize, def: usize): void {
  memory.fill(def, 0, ShapeDef.SIZE + (<usize>MAX_VERTICES << 3));
  store<u32>(def, load<u32>(shape, Geometry.kind), ShapeDef.kind);
  const count = load<u32>(shape, Shape.count);
  store<u32>(def, count, ShapeDef.count);
  store<f32>(def, load<f32>(shape, Geometry.radius), ShapeDef.radius);
  memory.copy(def + ShapeDef.density, shape + Shape.density, MATTER);
  store<f32>(def, load<f32>(shape, Shape.oneWayX), ShapeDef.oneWayX);
  store<f32>(def, load<f32>(shape, Shape.oneWayY), ShapeDef.oneWayY);
  memory.copy(def + ShapeDef.SIZE, shape + Shape.vertices, <usize>count << 3);
}

/** Gives shape i what a ShapeDef says of it, outline included. False with the status set, and all as it was. */
export function setShape(world: usize, i: u32, def: usize): bool {
  if (!checkShape(def, i)) return false;
  const shape = shapeAt(world, i);
  const body = bodyAt(world, load<u32>(shape, Shape.body));
  const count = load<u32>(def, ShapeDef.count);
  const outline =
    load<u32>(def, ShapeDef.kind) != load<u32>(shape, Geometry.kind) || count != load<u32>(shape, Shape.count) ||
    load<f32>(def, ShapeDef.radius) != load<f32>(shape, Geometry.radius) ||
    memory.compare(def + ShapeDef.SIZE, shape + Shape.vertices, <usize>count << 3) != 0;
  const pairs =
    outline || memory.compare(def + ShapeDef.category, shape + Shape.category, 12) != 0 ||
    load<u32>(def, ShapeDef.sensor) != load<u32>(shape, Shape.sensor);
  if (outline) {
    const failure = makeGeometry(
      load<u32>(def, ShapeDef.kind), load<f32>(def, ShapeDef.radius), def + ShapeDef.SIZE, count,
      <f64>load<f32>(body, Body.centerX), <f64>load<f32>(body, Body.centerY), GEOMETRY,
    );
    if (failure) {
      store<u32>(STATUS, i, Status.item);
      return false;
    }
    memory.copy(shape, GEOMETRY, Geometry.SIZE);
    store<u32>(shape, count, Shape.count);
    memory.copy(shape + Shape.vertices, def + ShapeDef.SIZE, <usize>count << 3);
  }
  const weighs = outline || load<f32>(def, ShapeDef.density) != load<f32>(shape, Shape.density);
  setMatter(world, shape, def);
  if (weighs) weigh(world, body);
  wake(world, body);
  store<i32>(world, 0, World.horizon);
  if (!pairs) {
    for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) mix(world, contactAt(world, edge >> 1));
    return true;
  }
  // Who it meets is another question now.
  dropContactsOf(world, body, i);
  const isStatic = load<u32>(body, Body.type) == BodyType.Static;
  if (isStatic) store<u32>(world, 1, World.staticsChanged);
  treeRemove(world + (isStatic ? World.staticTree : World.movingTree), load<u32>(shape, Shape.leaf));
  return placeShape(world, i);
}
