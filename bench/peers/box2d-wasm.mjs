// box2d-wasm: Box2D 2.4 as a module, called body by body through WebIDL wrappers. What its users do to be quick is done here too:
// definitions and vectors are made once and used again. Its SIMD build is taken.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { UnsupportedShape } from './unsupported.mjs';

const VELOCITY_ITERATIONS = 8;
const POSITION_ITERATIONS = 3;

export async function load() {
  const require = createRequire(import.meta.url);
  const factory = require('box2d-wasm/dist/umd/Box2D.simd.js');
  // In Node the package looks for its module over the network unless it gets the bytes.
  const wasmBinary = readFileSync(require.resolve('box2d-wasm/dist/umd/Box2D.simd.wasm'));
  const box2d = await factory({ wasmBinary });
  const { b2Vec2, b2World, b2BodyDef, b2FixtureDef, b2RevoluteJointDef } = box2d;
  const { b2CircleShape, b2PolygonShape, b2EdgeShape, destroy } = box2d;
  const vector = new b2Vec2(0, 0);
  const other = new b2Vec2(0, 0);
  const bodyDef = new b2BodyDef();
  const fixtureDef = new b2FixtureDef();
  const circle = new b2CircleShape();
  const edge = new b2EdgeShape();
  const types = { static: box2d.b2_staticBody, kinematic: box2d.b2_kinematicBody, dynamic: box2d.b2_dynamicBody };

  const at = (target, [x, y]) => {
    target.Set(x, y);
    return target;
  };

  /** Calls `use` with the Box2D shape of a shape of a scene file. */
  function withShape(shape, use) {
    if (shape.circle) {
      circle.set_m_radius(shape.circle.radius);
      circle.set_m_p(at(vector, shape.circle.center ?? [0, 0]));
      use(circle);
    } else if (shape.segment) {
      edge.SetTwoSided(at(vector, shape.segment.a), at(other, shape.segment.b));
      use(edge);
    } else if (shape.box) {
      const { width, height, center = [0, 0], angle = 0 } = shape.box;
      const polygon = new b2PolygonShape();
      polygon.SetAsBox(width / 2, height / 2, at(vector, center), angle);
      use(polygon);
      destroy(polygon);
    } else if (shape.polygon) {
      const [points, release] = box2d.pointsToVec2Array(shape.polygon.map(([x, y]) => ({ x, y })));
      const polygon = new b2PolygonShape();
      polygon.Set(points, shape.polygon.length);
      use(polygon);
      destroy(polygon);
      release();
    } else throw new UnsupportedShape('box2d-wasm', shape);
  }

  /** Hinges two bodies, or one and a body that stands for the world. */
  function hingeAll(raw, handles, joints) {
    if (!joints.length) return;
    const jointDef = new b2RevoluteJointDef();
    bodyDef.set_type(types.static);
    bodyDef.set_position(at(vector, [0, 0]));
    bodyDef.set_angle(0);
    const ground = raw.CreateBody(bodyDef);
    for (const { type, a, b, anchor } of joints) {
      if (type !== 'revolute') throw new UnsupportedShape('box2d-wasm', { [type]: true });
      jointDef.Initialize(a === undefined ? ground : handles[a], handles[b], at(vector, anchor));
      raw.CreateJoint(jointDef);
    }
    destroy(jointDef);
  }

  function world({ world: { gravity = [0, -9.8], step: dt = 1 / 60, sleeping = false }, bodies, joints = [] }) {
    const raw = new b2World(at(vector, gravity));
    raw.SetAllowSleeping(sleeping);
    const handles = bodies.map((body) => {
      bodyDef.set_type(types[body.type ?? 'dynamic']);
      bodyDef.set_position(at(vector, body.position));
      bodyDef.set_angle(body.angle ?? 0);
      bodyDef.set_linearVelocity(at(vector, body.velocity ?? [0, 0]));
      bodyDef.set_angularVelocity(body.omega ?? 0);
      const handle = raw.CreateBody(bodyDef);
      for (const shape of body.shapes) {
        withShape(shape, (made) => {
          fixtureDef.set_shape(made);
          fixtureDef.set_density(shape.density ?? 1);
          fixtureDef.set_friction(shape.friction ?? 0.2);
          fixtureDef.set_restitution(shape.restitution ?? 0);
          const { category = 1, mask = 0xffff } = shape.filter ?? {};
          const filter = fixtureDef.get_filter();
          filter.set_categoryBits(category);
          filter.set_maskBits(mask);
          handle.CreateFixture(fixtureDef);
        });
      }
      return handle;
    });
    hingeAll(raw, handles, joints);
    const poses = new Float32Array(bodies.length * 3);
    const states = new Float32Array(bodies.length * 6);
    return {
      step(n) {
        for (let i = 0; i < n; i++) raw.Step(dt, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
      },
      poses() {
        for (let i = 0; i < handles.length; i++) {
          const position = handles[i].GetPosition();
          poses[3 * i] = position.x;
          poses[3 * i + 1] = position.y;
          poses[3 * i + 2] = handles[i].GetAngle();
        }
        return poses;
      },
      states() {
        handles.forEach((handle, i) => {
          const position = handle.GetPosition();
          const velocity = handle.GetLinearVelocity();
          const values = [
            position.x,
            position.y,
            handle.GetAngle(),
            velocity.x,
            velocity.y,
            handle.GetAngularVelocity(),
          ];
          states.set(values, 6 * i);
        });
        return states;
      },
      digest: () => null,
      free: () => destroy(raw),
    };
  }

  return {
    name: 'box2d-wasm',
    version: JSON.parse(readFileSync(require.resolve('box2d-wasm/package.json'), 'utf8')).version,
    settings: `${VELOCITY_ITERATIONS} velocity + ${POSITION_ITERATIONS} position iterations, restitution threshold 1 m/s`,
    slow: false,
    world,
  };
}
