// Building a world: opening it, adding bodies and shapes, and the mass that shapes give a body.
//
// Values are checked where a wrong one could break memory, make a NaN or hide a mistake; what is refused leaves the world as it was.
// Mass: sum of the shapes' area x density; the centre of mass is theirs together; the moment of inertia follows Steiner's theorem.
// Computed in f64 and rounded once. A dynamic body without mass (no shape, or density 0) gets 1 kg, so that it moves.

import { makeGeometry } from '../geometry/hull';
import { massArea, massInertia, massOf, massX, massY } from '../geometry/mass';
import { Geometry, MAX_VERTICES } from '../geometry/records';
import { heapAllocate, heapFree } from '../memory/heap';
import { BodyDef, BodyType, Contact as ContactRecord, Failure, Integrator, ShapeDef, ShapeKind, Status, WorldDef } from '../memory/layout';
import { STATUS, fail } from '../memory/status';
import { Body, BodyFlag, NONE } from './body';
import { placeShape } from './broad-phase';
import { bodyAt, shapeAt } from './contact';
import { Contact } from './contact';
import { setAnchor } from './flight';
import { pairsClear, pairsClose, pairsOpen } from './pair-set';
import { Shape } from './shape';
import { startStep } from './sleep';
import { treeClose, treeOpen } from './tree';
import { List, World, listClose, listReserve } from './world-record';
import { Neighbours } from '../geometry/records';

/** Beyond this, f32 positions of metres are useless. */
const LARGE: f32 = 1e6;
/** Below this in m or kg, inverse masses and inertias leave f32. */
const SMALL: f32 = 1e-6;

/** Writes the defaults of a WorldDef. */
export function worldDefaults(def: usize): void {
  memory.fill(def, 0, WorldDef.SIZE);
  store<f32>(def, -9.8, WorldDef.gravityY);
  store<f32>(def, <f32>(1.0 / 60.0), WorldDef.step);
  store<f32>(def, 0.005, WorldDef.slop);
  store<f32>(def, 0.02, WorldDef.speculation);
  store<f32>(def, 3, WorldDef.pushSpeed);
  store<f32>(def, 60, WorldDef.contactHertz);
  store<f32>(def, 10, WorldDef.contactDamping);
  store<f32>(def, 0.05, WorldDef.sleepSpeed);
  store<f32>(def, 0.5, WorldDef.sleepTime);
  store<f32>(def, 20, WorldDef.massRatio);
  store<u32>(def, 4, WorldDef.substeps);
  store<u32>(def, Integrator.Exact, WorldDef.integrator);
  store<f32>(def, 0.2, WorldDef.projection);
  store<f32>(def, 0.2, WorldDef.projectionLimit);
  store<u32>(def, 20, WorldDef.positionIterations);
  store<u32>(def, 32, WorldDef.maxImpacts);
  store<u32>(def, 1, WorldDef.sleeping);
}

/** Writes the defaults of a BodyDef: a dynamic body at rest in the origin. */
export function bodyDefaults(def: usize): void {
  memory.fill(def, 0, BodyDef.SIZE);
  store<u32>(def, BodyType.Dynamic, BodyDef.type);
  store<f32>(def, 1, BodyDef.gravityScale);
  store<u32>(def, 1, BodyDef.canSleep);
}

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

/** Whether the f32 at def + field lies in [least, most]; else the status says so. NaN lies nowhere. */
function within(def: usize, field: usize, least: f32, most: f32, code: i32, item: u32): bool {
  const value = load<f32>(def + field);
  if (value >= least && value <= most) return true;
  fail(code, item, <u32>field, <f64>value, value < least ? <f64>least : <f64>most);
  return false;
}

function withinU(def: usize, field: usize, least: u32, most: u32, code: i32, item: u32): bool {
  const value = load<u32>(def + field);
  if (value >= least && value <= most) return true;
  fail(code, item, <u32>field, <f64>value, value < least ? <f64>least : <f64>most);
  return false;
}

export function checkWorld(def: usize): bool {
  const code = Failure.WorldValue;
  return (
    within(def, WorldDef.gravityX, -LARGE, LARGE, code, 0) &&
    within(def, WorldDef.gravityY, -LARGE, LARGE, code, 0) &&
    within(def, WorldDef.step, SMALL, 1, code, 0) &&
    within(def, WorldDef.restitutionThreshold, 0, LARGE, code, 0) &&
    within(def, WorldDef.slop, 0, 1000, code, 0) &&
    within(def, WorldDef.speculation, 0, 1000, code, 0) &&
    within(def, WorldDef.pushSpeed, 0, LARGE, code, 0) &&
    within(def, WorldDef.contactHertz, SMALL, LARGE, code, 0) &&
    within(def, WorldDef.contactDamping, 0, LARGE, code, 0) &&
    within(def, WorldDef.sleepSpeed, 0, LARGE, code, 0) &&
    within(def, WorldDef.sleepTime, 0, LARGE, code, 0) &&
    within(def, WorldDef.massRatio, 1, LARGE, code, 0) &&
    withinU(def, WorldDef.substeps, 1, 64, code, 0) &&
    withinU(def, WorldDef.integrator, 0, 1, code, 0) &&
    withinU(def, WorldDef.overlaps, 0, 1, code, 0) &&
    within(def, WorldDef.projection, 0, 1, code, 0) &&
    within(def, WorldDef.projectionLimit, 0, LARGE, code, 0) &&
    withinU(def, WorldDef.positionIterations, 0, 100, code, 0) &&
    withinU(def, WorldDef.maxImpacts, 1, 1024, code, 0) &&
    withinU(def, WorldDef.sleeping, 0, 1, code, 0)
  );
}

/** Makes an empty world of a WorldDef, keeping `impacts` impact records; 0 with the status set where it cannot. */
export function createWorld(def: usize, impacts: u32): usize {
  if (!checkWorld(def)) return 0;
  const world = heapAllocate(World.SIZE);
  if (!world) return 0;
  memory.fill(world, 0, World.SIZE);
  const records = heapAllocate(<usize>max<u32>(impacts, 1) * ContactRecord.SIZE);
  if (
    !records || !treeOpen(world + World.staticTree) || !treeOpen(world + World.movingTree) || !pairsOpen(world + World.pairs)
  ) {
    return 0;
  }
  store<usize>(world, records, World.impactRecords);
  store<u32>(world, impacts, World.impactsKept);
  resetWorld(world, def);
  return world;
}

/** Empties a world and gives it the settings of a WorldDef that was checked. Keeps its memory. */
export function resetWorld(world: usize, def: usize): void {
  memory.copy(world + World.def, def, WorldDef.SIZE);
  memory.fill(world + World.step, 0, World.impactsKept - World.step);
  memory.fill(world + World.rolling, 0, World.bodies - World.rolling);
  store<u32>(world, NONE, World.contactFree);
  store<u32>(world + World.bodies, 0, List.count);
  store<u32>(world + World.shapes, 0, List.count);
  store<u32>(world + World.contacts, 0, List.count);
  store<u32>(world + World.neighbours, 0, List.count);
  treeClose(world + World.staticTree);
  treeClose(world + World.movingTree);
  treeOpen(world + World.staticTree);
  treeOpen(world + World.movingTree);
  pairsClear(world + World.pairs);
}

/** Gives back all memory of a world. */
export function destroyWorld(world: usize): void {
  listClose(world + World.bodies, Body.SIZE);
  listClose(world + World.shapes, Shape.SIZE);
  listClose(world + World.contacts, Contact.SIZE);
  listClose(world + World.neighbours, Neighbours.SIZE);
  treeClose(world + World.staticTree);
  treeClose(world + World.movingTree);
  pairsClose(world + World.pairs);
  heapFree(load<usize>(world, World.impactRecords), <usize>max<u32>(load<u32>(world, World.impactsKept), 1) * ContactRecord.SIZE);
  heapFree(world, World.SIZE);
}

function checkBody(def: usize, item: u32): bool {
  const code = Failure.BodyValue;
  const angle = load<f64>(def, BodyDef.angle);
  if (!(abs<f64>(angle) <= 1e9)) {
    fail(code, item, <u32>BodyDef.angle, angle, 1e9);
    return false;
  }
  return (
    withinU(def, BodyDef.type, 0, 2, code, item) &&
    within(def, BodyDef.x, -LARGE, LARGE, code, item) &&
    within(def, BodyDef.y, -LARGE, LARGE, code, item) &&
    within(def, BodyDef.vx, -LARGE, LARGE, code, item) &&
    within(def, BodyDef.vy, -LARGE, LARGE, code, item) &&
    within(def, BodyDef.omega, -LARGE, LARGE, code, item) &&
    within(def, BodyDef.linearDamping, 0, LARGE, code, item) &&
    within(def, BodyDef.angularDamping, 0, LARGE, code, item) &&
    within(def, BodyDef.gravityScale, -LARGE, LARGE, code, item) &&
    withinU(def, BodyDef.fixedRotation, 0, 1, code, item) &&
    withinU(def, BodyDef.canSleep, 0, 1, code, item) &&
    withinU(def, BodyDef.massSet, 0, 1, code, item) &&
    (load<u32>(def, BodyDef.massSet) == 0 ||
      (within(def, BodyDef.mass, SMALL, <f32>1e12, code, item) &&
        within(def, BodyDef.inertia, 0, <f32>1e15, code, item) &&
        within(def, BodyDef.centerX, -LARGE, LARGE, code, item) &&
        within(def, BodyDef.centerY, -LARGE, LARGE, code, item)))
  );
}

/** Adds a body without shapes; its number, or -1 with the status set. */
export function addBody(world: usize, def: usize): i32 {
  const list = world + World.bodies;
  const i = load<u32>(list, List.count);
  if (!checkBody(def, i) || !listReserve(list, i + 1, Body.SIZE)) return -1;
  const body = bodyAt(world, i);
  memory.fill(body, 0, Body.SIZE);
  const type = load<u32>(def, BodyDef.type);
  store<u32>(body, type, Body.type);
  store<f32>(body, load<f32>(def, BodyDef.x), Body.x);
  store<f32>(body, load<f32>(def, BodyDef.y), Body.y);
  const angle = load<f64>(def, BodyDef.angle);
  store<f32>(body, angle == 0.0 ? 1 : <f32>NativeMath.cos(angle), Body.c);
  store<f32>(body, angle == 0.0 ? 0 : <f32>NativeMath.sin(angle), Body.s);
  let flags = BodyFlag.Free;
  if (type != BodyType.Static) {
    store<f32>(body, load<f32>(def, BodyDef.vx), Body.vx);
    store<f32>(body, load<f32>(def, BodyDef.vy), Body.vy);
    if (!load<u32>(def, BodyDef.fixedRotation)) store<f32>(body, load<f32>(def, BodyDef.omega), Body.omega);
    flags |= BodyFlag.Awake;
  }
  if (type == BodyType.Dynamic) {
    store<f32>(body, load<f32>(def, BodyDef.linearDamping), Body.linearDamping);
    store<f32>(body, load<f32>(def, BodyDef.angularDamping), Body.angularDamping);
    store<f32>(body, load<f32>(def, BodyDef.gravityScale), Body.gravityScale);
    if (load<f32>(def, BodyDef.linearDamping) > 0 || load<f32>(def, BodyDef.angularDamping) > 0) store<u32>(world, 1, World.damped);
  }
  if (load<u32>(def, BodyDef.fixedRotation)) flags |= BodyFlag.FixedRotation;
  if (load<u32>(def, BodyDef.canSleep)) flags |= BodyFlag.CanSleep;
  if (load<u32>(def, BodyDef.massSet)) flags |= BodyFlag.MassSet;
  store<u32>(body, flags, Body.flags);
  store<u32>(body, NONE, Body.firstShape);
  store<u32>(body, NONE, Body.firstEdge);
  store<u32>(list, i + 1, List.count);
  if (flags & BodyFlag.MassSet && type == BodyType.Dynamic) {
    store<f32>(body, load<f32>(def, BodyDef.mass), Body.mass);
    store<f32>(body, flags & BodyFlag.FixedRotation ? 0 : load<f32>(def, BodyDef.inertia), Body.inertia);
    moveCenter(body, load<f32>(def, BodyDef.centerX), load<f32>(def, BodyDef.centerY));
  } else if (type == BodyType.Dynamic) {
    store<f32>(body, 1, Body.mass);
  }
  invert(body);
  // What is static never starts a step: where it is, it was at the start.
  startStep(body);
  setAnchor(body, load<i32>(world, World.step), 0);
  store<i32>(world, 0, World.horizon);
  return <i32>i;
}

/** Inverse mass and inertia; 0 where there is none or the body is not dynamic. */
function invert(body: usize): void {
  const one: f32 = 1;
  const mass = load<f32>(body, Body.mass);
  const inertia = load<f32>(body, Body.inertia);
  store<f32>(body, mass > 0 ? one / mass : 0, Body.inverseMass);
  store<f32>(body, inertia > 0 ? one / inertia : 0, Body.inverseInertia);
}

/** Puts the centre of mass at (lx, ly) of the body's frame; the origin stays where it is and moves as it did. */
function moveCenter(body: usize, lx: f32, ly: f32): bool {
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

function checkShape(world: usize, def: usize, body: u32, item: u32): bool {
  const code = Failure.ShapeValue;
  if (body >= load<u32>(world + World.bodies, List.count)) {
    fail(Failure.BodyValue, body, 0, <f64>body, <f64>load<u32>(world + World.bodies, List.count));
    return false;
  }
  return (
    withinU(def, ShapeDef.kind, 0, 3, code, item) &&
    withinU(def, ShapeDef.count, 1, MAX_VERTICES, code, item) &&
    within(def, ShapeDef.radius, 0, LARGE, code, item) &&
    within(def, ShapeDef.density, 0, <f32>1e9, code, item) &&
    within(def, ShapeDef.friction, 0, LARGE, code, item) &&
    within(def, ShapeDef.restitution, 0, 1, code, item) &&
    within(def, ShapeDef.rollingResistance, 0, LARGE, code, item) &&
    within(def, ShapeDef.tangentSpeed, -LARGE, LARGE, code, item) &&
    withinU(def, ShapeDef.sensor, 0, 1, code, item)
  );
}

/** Adds a shape to a body; its number, or -1 with the status set. */
export function addShape(world: usize, bodyNumber: u32, def: usize): i32 {
  const list = world + World.shapes;
  const i = load<u32>(list, List.count);
  if (!checkShape(world, def, bodyNumber, i) || !listReserve(list, i + 1, Shape.SIZE)) return -1;
  const body = bodyAt(world, bodyNumber);
  const shape = shapeAt(world, i);
  memory.fill(shape, 0, Shape.SIZE);
  const count = load<u32>(def, ShapeDef.count);
  const failure = makeGeometry(
    load<u32>(def, ShapeDef.kind), load<f32>(def, ShapeDef.radius), def + ShapeDef.SIZE, count,
    <f64>load<f32>(body, Body.centerX), <f64>load<f32>(body, Body.centerY), shape,
  );
  if (failure) {
    // The status says which vertex or what area; the shape's number is the item.
    store<u32>(STATUS, i, Status.item);
    return -1;
  }
  store<u32>(shape, bodyNumber, Shape.body);
  store<u32>(shape, load<u32>(body, Body.firstShape), Shape.next);
  memory.copy(shape + Shape.density, def + ShapeDef.density, 44);
  store<u32>(shape, count, Shape.count);
  memory.copy(shape + Shape.vertices, def + ShapeDef.SIZE, <usize>count << 3);
  store<u32>(shape, NONE, Shape.neighbours);
  store<u32>(shape, NONE, Shape.leaf);
  store<u32>(body, i, Body.firstShape);
  store<u32>(list, i + 1, List.count);
  if (load<f32>(shape, Shape.rollingResistance) > 0) store<u32>(world, 1, World.rolling);
  if (load<u32>(body, Body.type) == BodyType.Static) store<u32>(world, 1, World.staticsChanged);
  updateMass(world, body);
  store<i32>(world, 0, World.horizon);
  return placeShape(world, i) ? <i32>i : -1;
}

/** After a shape was added: mass, centre and inertia from all shapes (unless they were set), geometry about a new centre, extent and core. */
function updateMass(world: usize, body: usize): void {
  const dynamic = load<u32>(body, Body.type) == BodyType.Dynamic;
  let moved = false;
  if (dynamic && !(load<u32>(body, Body.flags) & BodyFlag.MassSet)) {
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
    } else {
      x /= mass;
      y /= mass;
      inertia -= mass * (x * x + y * y);
    }
    store<f32>(body, <f32>mass, Body.mass);
    store<f32>(body, load<u32>(body, Body.flags) & BodyFlag.FixedRotation ? 0 : <f32>inertia, Body.inertia);
    invert(body);
    moved = moveCenter(body, <f32>x, <f32>y);
    setAnchor(body, load<i32>(world, World.step), 0);
  }
  const newest = load<u32>(body, Body.firstShape);
  const only = load<u32>(shapeAt(world, newest), Shape.next) == NONE;
  // Where the centre stays, the other shapes are as they were, and only the newest counts anew.
  let extent: f32 = moved || only ? 0 : load<f32>(body, Body.extent);
  let core: f32 = moved || only ? LARGE : load<f32>(body, Body.core);
  for (let i = newest; i != NONE; i = moved ? load<u32>(shapeAt(world, i), Shape.next) : NONE) {
    const shape = shapeAt(world, i);
    if (moved) {
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
