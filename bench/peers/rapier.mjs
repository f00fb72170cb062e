// @dimforge/rapier2d-simd-compat: Rapier's SIMD build for npm, with its module inside.
import rapier from '@dimforge/rapier2d-simd-compat';
import { UnsupportedShape } from './unsupported.mjs';

const { ColliderDesc, JointData, RigidBodyDesc } = rapier;

const bodyDesc = {
  static: () => RigidBodyDesc.fixed(),
  kinematic: () => RigidBodyDesc.kinematicVelocityBased(),
  dynamic: () => RigidBodyDesc.dynamic(),
};

function colliderOf(shape) {
  if (shape.circle) return ColliderDesc.ball(shape.circle.radius).setTranslation(...(shape.circle.center ?? [0, 0]));
  if (shape.segment) {
    const [a, b] = [shape.segment.a, shape.segment.b];
    return ColliderDesc.segment({ x: a[0], y: a[1] }, { x: b[0], y: b[1] });
  }
  if (shape.capsule) {
    const { a, b, radius } = shape.capsule;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    return ColliderDesc.capsule(Math.hypot(dx, dy) / 2, radius)
      .setTranslation((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
      .setRotation(Math.atan2(-dx, dy));
  }
  if (shape.box) {
    const { width, height, center = [0, 0], angle = 0 } = shape.box;
    return ColliderDesc.cuboid(width / 2, height / 2)
      .setTranslation(...center)
      .setRotation(angle);
  }
  if (shape.polygon) {
    const collider = ColliderDesc.convexHull(new Float32Array(shape.polygon.flat()));
    if (collider) return collider;
  }
  throw new UnsupportedShape('rapier', shape);
}

/** A point of the world as a body sees it that is where its definition puts it. */
function localPoint({ position, angle = 0 }, [x, y]) {
  const [dx, dy] = [x - position[0], y - position[1]];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: cos * dx + sin * dy, y: cos * dy - sin * dx };
}

/** Hinges two bodies, or one and a body that stands for the world. */
function hingeAll(raw, bodies, handles, joints) {
  const ground = joints.length ? raw.createRigidBody(RigidBodyDesc.fixed()) : undefined;
  for (const { type, a, b, anchor } of joints) {
    if (type !== 'revolute') throw new UnsupportedShape('rapier', { [type]: true });
    const first = a === undefined ? { x: anchor[0], y: anchor[1] } : localPoint(bodies[a], anchor);
    const joint = JointData.revolute(first, localPoint(bodies[b], anchor));
    raw.createImpulseJoint(joint, a === undefined ? ground : handles[a], handles[b], false);
  }
}

function addBody(raw, body, sleeping) {
  const [vx, vy] = body.velocity ?? [0, 0];
  const handle = raw.createRigidBody(
    bodyDesc[body.type ?? 'dynamic']()
      .setTranslation(...body.position)
      .setRotation(body.angle ?? 0)
      .setLinvel(vx, vy)
      .setAngvel(body.omega ?? 0)
      .setCanSleep(sleeping),
  );
  for (const shape of body.shapes) {
    const { category = 1, mask = 0xffff } = shape.filter ?? {};
    const collider = colliderOf(shape)
      .setDensity(shape.density ?? 1)
      .setFriction(shape.friction ?? 0.2)
      .setRestitution(shape.restitution ?? 0)
      .setCollisionGroups(((category << 16) | mask) >>> 0);
    raw.createCollider(collider, handle);
  }
  return handle;
}

function world({ world: { gravity = [0, -9.8], step: dt = 1 / 60, sleeping = false }, bodies, joints = [] }) {
  const raw = new rapier.World({ x: gravity[0], y: gravity[1] });
  raw.timestep = dt;
  const handles = bodies.map((body) => addBody(raw, body, sleeping));
  hingeAll(raw, bodies, handles, joints);
  const poses = new Float32Array(bodies.length * 3);
  const states = new Float32Array(bodies.length * 6);
  return {
    step(n) {
      for (let i = 0; i < n; i++) raw.step();
    },
    poses() {
      for (let i = 0; i < handles.length; i++) {
        const { x, y } = handles[i].translation();
        poses[3 * i] = x;
        poses[3 * i + 1] = y;
        poses[3 * i + 2] = handles[i].rotation();
      }
      return poses;
    },
    states() {
      handles.forEach((handle, i) => {
        const position = handle.translation();
        const velocity = handle.linvel();
        states.set([position.x, position.y, handle.rotation(), velocity.x, velocity.y, handle.angvel()], 6 * i);
      });
      return states;
    },
    digest: () => null,
    free: () => raw.free(),
  };
}

export async function load() {
  // Its start prints a deprecation of its own loader.
  const { warn } = console;
  console.warn = () => {};
  await rapier.init().finally(() => {
    console.warn = warn;
  });
  const raw = new rapier.World({ x: 0, y: 0 });
  const { numSolverIterations, numInternalPgsIterations } = raw.integrationParameters;
  raw.free();
  return {
    name: 'rapier',
    version: `${rapier.version()} simd-compat`,
    settings: `${numSolverIterations} solver iterations of ${numInternalPgsIterations}, continuous collision off (its default)`,
    slow: false,
    world,
  };
}
