// A ball as a body of the world, for the scenarios of balls: mass and inertia of a disc, computed as the study's law has them.

import { addBody, bodyDefaults } from '../dynamics/bodies';
import { addShape, shapeDefaults } from '../dynamics/shapes';
import { BodyDef, ShapeDef } from '../memory/layout';

const BODY: usize = memory.data(<i32>BodyDef.SIZE, 8);
const SHAPE: usize = memory.data(<i32>(ShapeDef.SIZE + 64), 8);

/** Adds a dynamic disc and returns its number, or -1. Positions in m, velocities in m/s, mass in kg. */
export function addDisc(
  world: usize, x: f32, y: f32, vx: f32, vy: f32, omega: f32, radius: f32, mass: f32, restitution: f32, friction: f32,
): i32 {
  bodyDefaults(BODY);
  store<f32>(BODY, x, BodyDef.x);
  store<f32>(BODY, y, BodyDef.y);
  store<f32>(BODY, vx, BodyDef.vx);
  store<f32>(BODY, vy, BodyDef.vy);
  store<f32>(BODY, omega, BodyDef.omega);
  store<u32>(BODY, 1, BodyDef.massSet);
  store<f32>(BODY, mass, BodyDef.mass);
  store<f32>(BODY, mass * radius * radius * <f32>0.5, BodyDef.inertia);
  const body = addBody(world, BODY);
  if (body < 0) return -1;
  shapeDefaults(SHAPE);
  store<f32>(SHAPE, radius, ShapeDef.radius);
  store<f32>(SHAPE, restitution, ShapeDef.restitution);
  store<f32>(SHAPE, friction, ShapeDef.friction);
  return addShape(world, body, SHAPE) < 0 ? -1 : body;
}
