// What is written into the definition blocks, and how a refusal of the module is told.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { build, readStep } from '../../bindings/typescript/engine/compiled-scene.js';
import { BodyDef, ShapeDef, WorldDef } from '../../bindings/typescript/engine/layout.js';
import { ModuleError, Views } from '../../bindings/typescript/engine/views.js';
import { recorder } from './recorder.js';
import { compile, one, shaped, world } from './setup.js';

test('definitions are written over the defaults, each from the start', () => {
  const { exports, record } = recorder();
  const scene = {
    world: { gravity: [0, -1], substeps: 2 },
    bodies: [
      {
        position: [1, -0],
        angle: 1e-3,
        type: 'static',
        shapes: [{ circle: { radius: 2, center: [3, 4] }, density: 5 }],
      },
      {
        position: [0.1, 7],
        shapes: [
          {
            polygon: [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
            filter: { group: -1 },
          },
          { segment: { a: [0, 0], b: [1, 0] } },
        ],
      },
    ],
  };
  const instance = { exports, views: new Views(exports) };
  build(instance, compile(scene));
  const f = Math.fround;
  const [{ gravityX, gravityY, substeps, step }] = record.world;
  assert.equal([gravityX, gravityY, substeps, step], [0, -1, 2, f(0.016666667)]);
  assert.is(readStep(instance), 0.016666667);
  assert.is(record.bodies.length, 2);
  assert.equal(
    record.bodies.map(({ type, x, y, angle, gravityScale }) => [type, x, y, angle, gravityScale]),
    [
      [0, 1, 0, 1e-3, 1],
      [2, f(0.1), 7, 0, 1],
    ],
  );
  assert.ok(Object.is(record.bodies[0].y, 0), 'no -0');
  const told = record.shapes.map(({ body, fields, vertices }) => [
    body,
    fields.kind,
    fields.radius,
    fields.density,
    fields.friction,
    fields.group,
    vertices,
  ]);
  assert.equal(told, [
    [0, 0, 2, 5, f(0.2), 0, [3, 4]],
    [1, 2, 0, 1, f(0.2), -1, [0, 0, 1, 0, 1, 1, 0, 1]],
    [1, 3, 0, 1, f(0.2), 0, [0, 0, 1, 0]],
  ]);
});

/** The message of the error that the module's refusal becomes. */
function told(
  scene: any,
  call: string,
  failure: { code: number; offset?: number; value?: number; limit?: number },
): string {
  const { exports } = recorder((name) => (name === call ? failure : undefined));
  try {
    build({ exports, views: new Views(exports) }, compile(scene));
  } catch (error) {
    assert.instance(error, ModuleError);
    assert.is((error as ModuleError).kind, 'scene');
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

test("the module's refusals name the field of the scene", () => {
  const field = (struct: any, name: string) => struct.fields[name].offset;
  assert.is(
    told(world({}), 'worldOpen', { code: 50, offset: field(WorldDef, 'contactHertz'), value: 100, limit: 60 }),
    'scene.world.contactHertz: 100 is out of range, the limit is 60',
  );
  assert.is(
    told(world({}), 'worldOpen', { code: 50, offset: field(WorldDef, 'gravityY'), value: 1e5, limit: 1e4 }),
    'scene.world.gravity[1]: 100000 is out of range, the limit is 10000',
  );
  assert.is(
    told(one(), 'worldAddBody', { code: 51, offset: field(BodyDef, 'vx'), value: 1e5, limit: 1e4 }),
    'scene.bodies[0].velocity[0]: 100000 is out of range, the limit is 10000',
  );
  const circle = shaped({ circle: { radius: 1e-9 } });
  assert.is(
    told(circle, 'worldAddShape', {
      code: 52,
      offset: field(ShapeDef, 'radius'),
      value: Math.fround(1e-9),
      limit: 1e-6,
    }),
    'scene.bodies[0].shapes[0].circle.radius: 1e-9 is out of range, the limit is 0.000001',
  );
  assert.is(
    told(circle, 'worldAddShape', { code: 52, offset: ShapeDef.size + 4, value: 1e7, limit: 1e6 }),
    'scene.bodies[0].shapes[0].circle: 10000000 is out of range, the limit is 1000000',
  );
  const polygon = shaped({
    polygon: [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
  });
  assert.is(
    told(polygon, 'worldAddShape', { code: 53, value: 2, limit: 3 }),
    'scene.bodies[0].shapes[0].polygon: is not convex at point 2',
  );
});

test.run();
