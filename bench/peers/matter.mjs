// matter-js: JavaScript, in pixels and milliseconds, here 40 pixels a metre. Its circles are polygons, it has no segments and turns
// no body by itself that forces do not move: those are turned by their angle before every step.
import { createRequire } from 'node:module';
import matter from 'matter-js';
import { UnsupportedShape } from './unsupported.mjs';

const { Bodies, Body, Composite, Constraint, Engine } = matter;
const SCALE = 40;
/** Its velocities are a move in this time, whatever the step. s */
const BASE = 1 / 60;
/** Thickness of the box that stands for a segment, on the right of the way from a to b. m */
const THICK = 1;

const pixels = ([x, y]) => ({ x: x * SCALE, y: y * SCALE });

function partOf(shape, [x, y], angle) {
  const { category = 1, mask = 0xffff } = shape.filter ?? {};
  const options = {
    density: (shape.density ?? 1) / SCALE ** 2,
    friction: shape.friction ?? 0.2,
    restitution: shape.restitution ?? 0,
    frictionAir: 0,
    collisionFilter: { category, mask, group: 0 },
  };
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const placed = ([dx, dy]) => pixels([x + cos * dx - sin * dy, y + sin * dx + cos * dy]);
  if (shape.circle) {
    const at = placed(shape.circle.center ?? [0, 0]);
    return Bodies.circle(at.x, at.y, shape.circle.radius * SCALE, { ...options, angle });
  }
  if (shape.box) {
    const { width, height, center = [0, 0], angle: own = 0 } = shape.box;
    const at = placed(center);
    return Bodies.rectangle(at.x, at.y, width * SCALE, height * SCALE, { ...options, angle: angle + own });
  }
  if (shape.segment) {
    const { a, b } = shape.segment;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy);
    const [nx, ny] = [dy / length, -dx / length];
    const at = placed([(a[0] + b[0]) / 2 + (nx * THICK) / 2, (a[1] + b[1]) / 2 + (ny * THICK) / 2]);
    const turn = { ...options, angle: angle + Math.atan2(dy, dx) };
    return Bodies.rectangle(at.x, at.y, length * SCALE, THICK * SCALE, turn);
  }
  throw new UnsupportedShape('matter', shape);
}

function addBody(body) {
  const { type = 'dynamic', position, angle = 0, velocity = [0, 0], omega = 0 } = body;
  const parts = body.shapes.map((shape) => partOf(shape, position, angle));
  const made = parts.length === 1 ? parts[0] : Body.create({ parts, frictionAir: 0, friction: parts[0].friction });
  if (type !== 'dynamic') {
    Body.setStatic(made, true);
    return made;
  }
  if (velocity[0] || velocity[1]) Body.setVelocity(made, pixels([velocity[0] * BASE, velocity[1] * BASE]));
  if (omega) Body.setAngularVelocity(made, omega * BASE);
  return made;
}

/** The point of a constraint: from a body's middle, or of the world. */
const from = (body, anchor) => {
  const at = pixels(anchor);
  return body ? { x: at.x - body.position.x, y: at.y - body.position.y } : at;
};

function world({ world: { gravity = [0, -9.8], step: dt = 1 / 60, sleeping = false }, bodies, joints = [] }) {
  const pull = pixels(gravity);
  const engine = Engine.create({
    enableSleeping: sleeping,
    gravity: { x: pull.x / 1e6, y: pull.y / 1e6, scale: 1 },
  });
  const handles = bodies.map(addBody);
  const constraints = joints.map(({ type, a, b, anchor }) => {
    if (type !== 'revolute') throw new UnsupportedShape('matter', { [type]: true });
    const bodyA = a === undefined ? undefined : handles[a];
    const bodyB = handles[b];
    return Constraint.create({ bodyA, bodyB, pointA: from(bodyA, anchor), pointB: from(bodyB, anchor), length: 0 });
  });
  Composite.add(engine.world, [...handles, ...constraints]);
  const turning = bodies.flatMap(({ type, omega = 0, velocity = [0, 0] }, i) => {
    if (type !== 'kinematic') return [];
    if (velocity[0] || velocity[1]) throw new UnsupportedShape('matter', { 'moving kinematic body': true });
    return omega ? [{ handle: handles[i], each: omega * dt }] : [];
  });
  const poses = new Float32Array(bodies.length * 3);
  const states = new Float32Array(bodies.length * 6);
  return {
    step(n) {
      for (let i = 0; i < n; i++) {
        for (const { handle, each } of turning) Body.setAngle(handle, handle.angle + each, true);
        Engine.update(engine, dt * 1000);
      }
    },
    poses() {
      for (let i = 0; i < handles.length; i++) {
        const { position, angle } = handles[i];
        poses[3 * i] = position.x / SCALE;
        poses[3 * i + 1] = position.y / SCALE;
        poses[3 * i + 2] = angle;
      }
      return poses;
    },
    states() {
      handles.forEach(({ position, angle, velocity, angularVelocity }, i) => {
        const speed = 1 / (SCALE * BASE);
        const place = [position.x / SCALE, position.y / SCALE, angle];
        states.set([...place, velocity.x * speed, velocity.y * speed, angularVelocity / BASE], 6 * i);
      });
      return states;
    },
    digest: () => null,
    free: () => Engine.clear(engine),
  };
}

export async function load() {
  const { positionIterations, velocityIterations, constraintIterations } = Engine.create();
  const iterations = `${positionIterations} position + ${velocityIterations} velocity + ${constraintIterations} constraint iterations`;
  return {
    name: 'matter-js',
    version: createRequire(import.meta.url)('matter-js/package.json').version,
    settings: `${iterations}, ${SCALE} pixels a metre, circles are polygons, segments boxes ${THICK} m thick, no continuous collision`,
    slow: true,
    world,
  };
}
