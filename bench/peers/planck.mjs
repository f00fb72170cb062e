// planck: Box2D 2.3/2.4 written in TypeScript.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Box, Circle, Edge, Polygon, RevoluteJoint, Vec2, World } from 'planck';
import { UnsupportedShape } from './unsupported.mjs';

const VELOCITY_ITERATIONS = 8;
const POSITION_ITERATIONS = 3;

const vector = ([x, y]) => new Vec2(x, y);

function shapeOf(shape) {
  if (shape.circle) return new Circle(vector(shape.circle.center ?? [0, 0]), shape.circle.radius);
  if (shape.segment) return new Edge(vector(shape.segment.a), vector(shape.segment.b));
  if (shape.polygon) return new Polygon(shape.polygon.map(vector));
  if (shape.box) {
    const { width, height, center = [0, 0], angle = 0 } = shape.box;
    return new Box(width / 2, height / 2, vector(center), angle);
  }
  throw new UnsupportedShape('planck', shape);
}

/** Hinges two bodies, or one and a body that stands for the world. */
function hingeAll(raw, handles, joints) {
  const ground = joints.length ? raw.createBody() : undefined;
  for (const { type, a, b, anchor } of joints) {
    if (type !== 'revolute') throw new UnsupportedShape('planck', { [type]: true });
    raw.createJoint(new RevoluteJoint({}, a === undefined ? ground : handles[a], handles[b], vector(anchor)));
  }
}

function world({ world: { gravity = [0, -9.8], step: dt = 1 / 60, sleeping = false }, bodies, joints = [] }) {
  const raw = new World({ gravity: vector(gravity), allowSleep: sleeping });
  const handles = bodies.map((body) => {
    const handle = raw.createBody({
      type: body.type ?? 'dynamic',
      position: vector(body.position),
      angle: body.angle ?? 0,
      linearVelocity: vector(body.velocity ?? [0, 0]),
      angularVelocity: body.omega ?? 0,
    });
    for (const shape of body.shapes) {
      const { density = 1, friction = 0.2, restitution = 0 } = shape;
      const { category = 1, mask = 0xffff } = shape.filter ?? {};
      const filter = { filterCategoryBits: category, filterMaskBits: mask };
      handle.createFixture({ shape: shapeOf(shape), density, friction, restitution, ...filter });
    }
    return handle;
  });
  hingeAll(raw, handles, joints);
  const poses = new Float32Array(bodies.length * 3);
  const states = new Float32Array(bodies.length * 6);
  return {
    step(n) {
      for (let i = 0; i < n; i++) raw.step(dt, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
    },
    poses() {
      for (let i = 0; i < handles.length; i++) {
        const position = handles[i].getPosition();
        poses[3 * i] = position.x;
        poses[3 * i + 1] = position.y;
        poses[3 * i + 2] = handles[i].getAngle();
      }
      return poses;
    },
    states() {
      handles.forEach((handle, i) => {
        const position = handle.getPosition();
        const velocity = handle.getLinearVelocity();
        const values = [position.x, position.y, handle.getAngle(), velocity.x, velocity.y, handle.getAngularVelocity()];
        states.set(values, 6 * i);
      });
      return states;
    },
    digest: () => null,
    free() {},
  };
}

export async function load() {
  const manifest = createRequire(import.meta.url)
    .resolve('planck')
    .replace(/dist\/[^/]*$/, 'package.json');
  return {
    name: 'planck',
    version: JSON.parse(readFileSync(manifest, 'utf8')).version,
    settings: `${VELOCITY_ITERATIONS} velocity + ${POSITION_ITERATIONS} position iterations, restitution threshold 1 m/s`,
    slow: true,
    world,
  };
}
