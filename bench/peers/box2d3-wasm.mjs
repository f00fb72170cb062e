// box2d3-wasm: Box2D 3.1 as a module through embind, which hands out an object for every vector. What can be made once is made once,
// and what a call gives out is deleted at once, which is cheaper than leaving it to the collector. One thread: CPU time is compared,
// and worlds of few bodies gain nothing by more.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { UnsupportedShape } from './unsupported.mjs';

const SUB_STEPS = 4;

export async function load() {
  const entry = createRequire(import.meta.url).resolve.paths('box2d3-wasm');
  const { version } = manifestIn(entry);
  const { default: factory } = await import('box2d3-wasm');
  const box2d = await factory();
  const types = {
    static: box2d.b2BodyType.b2_staticBody,
    kinematic: box2d.b2BodyType.b2_kinematicBody,
    dynamic: box2d.b2BodyType.b2_dynamicBody,
  };
  const vector = new box2d.b2Vec2(0, 0);
  const rotation = box2d.b2MakeRot(0);
  const worldDef = box2d.b2DefaultWorldDef();
  const bodyDef = box2d.b2DefaultBodyDef();
  const shapeDef = box2d.b2DefaultShapeDef();
  const jointDef = box2d.b2DefaultRevoluteJointDef();
  // Views into the definitions, not copies: they are written through, and must not be deleted.
  const { material, filter } = shapeDef;
  const { base } = jointDef;
  const [frameA, frameB] = [base.localFrameA.p, base.localFrameB.p];
  const circle = new box2d.b2Circle();
  const segment = new box2d.b2Segment();
  const capsule = new box2d.b2Capsule();
  shapeDef.enableContactEvents = false;

  const at = ([x, y]) => {
    vector.x = x;
    vector.y = y;
    return vector;
  };
  const turned = (angle) => {
    rotation.SetAngle(angle);
    return rotation;
  };

  function addPolygon(body, polygon) {
    box2d.b2CreatePolygonShape(body, shapeDef, polygon);
    polygon.delete();
  }

  function addShape(body, shape) {
    if (shape.circle) {
      circle.center = at(shape.circle.center ?? [0, 0]);
      circle.radius = shape.circle.radius;
      box2d.b2CreateCircleShape(body, shapeDef, circle);
    } else if (shape.segment) {
      segment.point1 = at(shape.segment.a);
      segment.point2 = at(shape.segment.b);
      box2d.b2CreateSegmentShape(body, shapeDef, segment);
    } else if (shape.capsule) {
      capsule.center1 = at(shape.capsule.a);
      capsule.center2 = at(shape.capsule.b);
      capsule.radius = shape.capsule.radius;
      box2d.b2CreateCapsuleShape(body, shapeDef, capsule);
    } else if (shape.box) {
      const { width, height, center = [0, 0], angle = 0 } = shape.box;
      addPolygon(body, box2d.b2MakeOffsetBox(width / 2, height / 2, at(center), turned(angle)));
    } else if (shape.polygon) {
      const points = shape.polygon.map(([x, y]) => new box2d.b2Vec2(x, y));
      const hull = box2d.b2ComputeHull(points);
      addPolygon(body, box2d.b2MakePolygon(hull, 0));
      hull.delete();
      for (const point of points) point.delete();
    } else throw new UnsupportedShape('box2d3-wasm', shape);
  }

  /** Sets a point of a joint's definition to an anchor as a body sees it. */
  function setLocal(target, body, anchor) {
    const point = box2d.b2Body_GetLocalPoint(body, at(anchor));
    target.x = point.x;
    target.y = point.y;
    point.delete();
  }

  function hingeAll(raw, handles, joints) {
    if (!joints.length) return;
    bodyDef.type = types.static;
    bodyDef.position = at([0, 0]);
    bodyDef.rotation = turned(0);
    const ground = box2d.b2CreateBody(raw, bodyDef);
    for (const { type, a, b, anchor } of joints) {
      if (type !== 'revolute') throw new UnsupportedShape('box2d3-wasm', { [type]: true });
      const first = a === undefined ? ground : handles[a];
      base.bodyIdA = first;
      base.bodyIdB = handles[b];
      setLocal(frameA, first, anchor);
      setLocal(frameB, handles[b], anchor);
      box2d.b2CreateRevoluteJoint(raw, jointDef);
    }
  }

  function addBody(raw, body) {
    bodyDef.type = types[body.type ?? 'dynamic'];
    bodyDef.position = at(body.position);
    bodyDef.rotation = turned(body.angle ?? 0);
    bodyDef.linearVelocity = at(body.velocity ?? [0, 0]);
    bodyDef.angularVelocity = body.omega ?? 0;
    const handle = box2d.b2CreateBody(raw, bodyDef);
    for (const shape of body.shapes) {
      const { category = 1, mask = 0xffff } = shape.filter ?? {};
      material.friction = shape.friction ?? 0.2;
      material.restitution = shape.restitution ?? 0;
      filter.categoryBits = category;
      filter.maskBits = mask;
      shapeDef.density = shape.density ?? 1;
      addShape(handle, shape);
    }
    return handle;
  }

  function world({ world: { gravity = [0, -9.8], step: dt = 1 / 60, sleeping = false }, bodies, joints = [] }) {
    worldDef.gravity = at(gravity);
    worldDef.enableSleep = sleeping;
    const raw = box2d.b2CreateWorld(worldDef);
    const handles = bodies.map((body) => addBody(raw, body));
    hingeAll(raw, handles, joints);
    const poses = new Float32Array(bodies.length * 3);
    const states = new Float32Array(bodies.length * 6);
    const readPose = (target, start, handle) => {
      const position = box2d.b2Body_GetPosition(handle);
      const rotated = box2d.b2Body_GetRotation(handle);
      target[start] = position.x;
      target[start + 1] = position.y;
      target[start + 2] = rotated.GetAngle();
      position.delete();
      rotated.delete();
    };
    return {
      step(n) {
        for (let i = 0; i < n; i++) box2d.b2World_Step(raw, dt, SUB_STEPS);
      },
      poses() {
        for (let i = 0; i < handles.length; i++) readPose(poses, 3 * i, handles[i]);
        return poses;
      },
      states() {
        handles.forEach((handle, i) => {
          readPose(states, 6 * i, handle);
          const velocity = box2d.b2Body_GetLinearVelocity(handle);
          states[6 * i + 3] = velocity.x;
          states[6 * i + 4] = velocity.y;
          states[6 * i + 5] = box2d.b2Body_GetAngularVelocity(handle);
          velocity.delete();
        });
        return states;
      },
      digest: () => null,
      free: () => box2d.b2DestroyWorld(raw),
    };
  }

  const build = box2d.sharedMemEnabled ? 'deluxe build (SIMD, shared memory)' : 'compat build (no SIMD)';
  return {
    name: 'box2d3-wasm',
    version,
    settings: `${build}, one thread, ${SUB_STEPS} sub-steps, restitution threshold ${worldDef.restitutionThreshold} m/s`,
    slow: false,
    // B2_MAX_WORLDS of its sources.
    worldsAtOnce: 128,
    world,
  };
}

/** The package's manifest, which its exports hide from require(). */
function manifestIn(folders) {
  for (const folder of folders) {
    try {
      return JSON.parse(readFileSync(`${folder}/box2d3-wasm/package.json`, 'utf8'));
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
  throw new Error('not installed: run npm install');
}
