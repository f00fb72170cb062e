// A ball of the three laws as a body of the world: mass and inertia of a disc, computed as the study's law has them.

import { addBody, bodyDefaults } from '../dynamics/bodies';
import { addShape, shapeDefaults } from '../dynamics/shapes';
import { discMass } from '../geometry/disc';
import { BodyDef, ShapeDef } from '../memory/layout';
import { noteBody } from './records';

const BODY: usize = memory.data(<i32>BodyDef.SIZE, 8);
const SHAPE: usize = memory.data(<i32>(ShapeDef.SIZE + 64), 8);

/**
 * Adds a dynamic disc of density 1, restitution 1 and friction 0.2, and notes it as body `kind`. Position in m, velocity in m/s. False with the
 * status set where it cannot.
 */
export function addDisc(
  world: usize, kind: u32, shape: u32, color: u32, x: f32, y: f32, vx: f32, vy: f32, radius: f64,
): bool {
  const r = <f32>radius;
  const mass = <f32>discMass(radius, 1.0);
  bodyDefaults(BODY);
  store<f32>(BODY, x, BodyDef.x);
  store<f32>(BODY, y, BodyDef.y);
  store<f32>(BODY, vx, BodyDef.vx);
  store<f32>(BODY, vy, BodyDef.vy);
  store<u32>(BODY, 1, BodyDef.massSet);
  store<f32>(BODY, mass, BodyDef.mass);
  store<f32>(BODY, mass * r * r * <f32>0.5, BodyDef.inertia);
  const body = addBody(world, BODY);
  if (body < 0) return false;
  shapeDefaults(SHAPE);
  store<f32>(SHAPE, r, ShapeDef.radius);
  store<f32>(SHAPE, 1, ShapeDef.restitution);
  store<f32>(SHAPE, 0.2, ShapeDef.friction);
  if (addShape(world, body, SHAPE) < 0) return false;
  noteBody(body, kind, 0, shape, radius, color, discMass(radius, 1.0), discMass(radius, 1.0) * radius * radius * 0.5);
  return true;
}
