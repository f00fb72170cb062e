// What a scene becomes for the module: only what it says, in the module's terms.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyType, Integrator, Overlaps, ShapeKind } from '../../bindings/typescript/engine/layout.js';
import type { ShapeDefinition } from '../../bindings/typescript/scene/define.js';
import { sceneJsonSchema } from '../../bindings/typescript/scene/json-schema.js';
import { parseScene } from '../../bindings/typescript/scene/parse.js';
import { compile, disc, lines, one, shaped, world } from './setup.js';

const shapes = (shape: Record<string, unknown>): readonly ShapeDefinition[] => compile(shaped(shape)).bodies[0]!.shapes;
const vertices = (shape: Record<string, unknown>) => shapes(shape).map((made) => Array.from(made.vertices));

test('what is not said is left to the module', () => {
  const { view, world: fields, bodies } = compile(one());
  assert.equal(view, [0, 0, 10, 10]);
  assert.equal(fields, {});
  assert.equal(bodies, [
    {
      name: 'body0',
      field: 'scene.bodies[0]',
      fields: { type: BodyType.Dynamic, x: 0, y: 0 },
      shapes: [
        {
          fields: { kind: ShapeKind.Circle, count: 1, radius: 1 },
          vertices: Float32Array.of(0, 0),
          field: 'scene.bodies[0].shapes[0]',
          geometry: 'circle',
        },
      ],
    },
  ]);
});

test('the world', () => {
  const all = {
    step: 0.01,
    substeps: 8,
    restitutionThreshold: 1,
    slop: 0.001,
    speculation: 0.02,
    pushSpeed: 3,
    contactHertz: 30,
    contactDamping: 10,
    sleepSpeed: 0.05,
    sleepTime: 0.5,
    massRatio: 10,
    positionIterations: 4,
    maxImpacts: 64,
  };
  const scene = world({
    ...all,
    view: [-1, 0, 1, 2],
    gravity: [1, -2],
    integrator: 'symplectic-euler',
    resolveOverlaps: 'project',
    sleeping: false,
  });
  const compiled = compile(scene);
  assert.equal(compiled.view, [-1, 0, 1, 2]);
  assert.equal(compiled.world, {
    ...all,
    gravityX: 1,
    gravityY: -2,
    integrator: Integrator.SymplecticEuler,
    overlaps: Overlaps.Project,
    sleeping: 0,
  });
  assert.equal(compile(world({ integrator: 'exact', resolveOverlaps: 'soft', sleeping: true })).world, {
    integrator: Integrator.Exact,
    overlaps: Overlaps.Soft,
    sleeping: 1,
  });
});

test('a body', () => {
  const [body] = compile(
    one({
      name: 'ball',
      type: 'dynamic',
      position: [1, 2],
      angle: 0.5,
      velocity: [2.5, 6],
      omega: -1,
      linearDamping: 0.1,
      angularDamping: 0.2,
      gravityScale: 0,
      fixedRotation: true,
      canSleep: false,
      mass: { mass: 3, inertia: 0, center: [0.1, 0.2] },
      shapes: [],
    }),
  ).bodies;
  assert.is(body!.name, 'ball');
  assert.equal(body!.fields, {
    type: BodyType.Dynamic,
    x: 1,
    y: 2,
    angle: 0.5,
    vx: 2.5,
    vy: 6,
    omega: -1,
    linearDamping: 0.1,
    angularDamping: 0.2,
    gravityScale: 0,
    fixedRotation: 1,
    canSleep: 0,
    massSet: 1,
    mass: 3,
    inertia: 0,
    centerX: 0.1,
    centerY: 0.2,
  });
  for (const [type, number] of Object.entries({ static: BodyType.Static, kinematic: BodyType.Kinematic }))
    assert.is(compile(one({ type })).bodies[0]!.fields.type, number);
});

test('what a shape is made of', () => {
  const [made] = shapes({
    ...disc,
    density: 2,
    friction: 0.5,
    restitution: 1,
    rollingResistance: 0.1,
    tangentSpeed: -1,
    filter: { category: 2, mask: 4294967295, group: -3 },
    sensor: true,
    color: 'Red',
    userId: 7,
  });
  assert.equal(made!.fields, {
    density: 2,
    friction: 0.5,
    restitution: 1,
    rollingResistance: 0.1,
    tangentSpeed: -1,
    category: 2,
    mask: 4294967295,
    group: -3,
    sensor: 1,
    color: 0xff0000,
    userId: 7,
    kind: ShapeKind.Circle,
    count: 1,
    radius: 1,
  });
});

test('outlines', () => {
  assert.equal(vertices({ circle: { radius: 1, center: [2, -3] } }), [[2, -3]]);
  assert.equal(vertices({ box: { width: 4, height: 2 } }), [[-2, -1, 2, -1, 2, 1, -2, 1]]);
  assert.equal(vertices({ capsule: { a: [0, 1], b: [2, 3], radius: 1 } }), [[0, 1, 2, 3]]);
  assert.equal(vertices({ segment: { a: [0, 1], b: [2, 3] } }), [[0, 1, 2, 3]]);
  const triangle = [
    [0, 0],
    [1, 0],
    [0, 1],
  ];
  assert.equal(vertices({ polygon: triangle }), [[0, 0, 1, 0, 0, 1]]);
  assert.equal(vertices({ polygon: triangle.toReversed() }), [[0, 1, 1, 0, 0, 0]]);
  const kinds = (shape: Record<string, unknown>) => shapes(shape).map(({ fields }) => [fields.kind, fields.radius]);
  assert.equal(kinds({ polygon: triangle, radius: 0.5 }), [[ShapeKind.Polygon, 0.5]]);
  assert.equal(kinds({ box: { width: 1, height: 1 }, radius: 0.25 }), [[ShapeKind.Polygon, 0.25]]);
  assert.equal(kinds({ capsule: { a: [0, 1], b: [2, 3], radius: 2 } }), [[ShapeKind.Capsule, 2]]);
  assert.equal(kinds({ segment: { a: [0, 1], b: [2, 3] } }), [[ShapeKind.Segment, 0]]);
});

test('a chain of n points is n - 1 segments, n in a loop', () => {
  const points = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  assert.equal(vertices({ chain: { points } }), [
    [0, 0, 1, 0],
    [1, 0, 1, 1],
  ]);
  assert.equal(vertices({ chain: { points, loop: true }, friction: 1 }), [
    [0, 0, 1, 0],
    [1, 0, 1, 1],
    [1, 1, 0, 0],
  ]);
  assert.ok(shapes({ chain: { points }, friction: 1 }).every(({ fields }) => fields.friction === 1));
});

test('corners of a turned box are rounded once from f64; no -0', () => {
  const [corners] = vertices({ box: { width: 2, height: 1, center: [10, 20], angle: 1 } });
  const [c, s] = [Math.cos(1), Math.sin(1)];
  const expected = [
    [-1, -0.5],
    [1, -0.5],
    [1, 0.5],
    [-1, 0.5],
  ].flatMap(([u, v]) => [Math.fround(10 + (c * u! - s * v!)), Math.fround(20 + (s * u! + c * v!))]);
  assert.equal(corners, expected);
  const [zero] = vertices({
    polygon: [
      [-0, -1e-50],
      [1, -0],
      [0, 1],
    ],
  });
  assert.ok(zero!.every((value) => !Object.is(value, -0)));
});

test('JSON and YAML; a named and an unnamed body', () => {
  const json =
    '{ "kinema": 1, "bodies": [{ "name": "a", "position": [1, 2], "shapes": [{ "circle": { "radius": 1 } }] }] }';
  const yaml = 'kinema: 1\nbodies:\n- name: a\n  position: [1, 2]\n  shapes: [ { circle: { radius: 1 } } ]\n';
  assert.equal(compile(json), compile(yaml));
  const two = { bodies: [one().bodies, one({ name: 'b' }).bodies].flat(), joints: [] };
  assert.equal(
    compile(two).bodies.map(({ name }) => name),
    ['body0', 'b'],
  );
});

test('JSON with odd strings, repeated keys and deep nesting is read as YAML is', () => {
  const text = (description: string) => `{"description": ${description}, "bodies": []}`;
  for (const odd of ['"a\\": b"', '"\\\\"', '"a: \\"b\\":"', '": "']) {
    assert.equal(parseScene(text(odd)), JSON.parse(text(odd)), odd);
    assert.equal(parseScene(`# YAML\n${text(odd)}`), JSON.parse(text(odd)), odd);
  }
  assert.equal(lines('{"bodies": [{"position": [0, 0], "\\u0070osition": [1, 1], "shapes": []}]}'), [
    'scene: line 1, column 34: the key "position" stands twice in one object',
  ]);
  const deep = (n: number) => `{"bodies": ${'['.repeat(n)}${']'.repeat(n)}}`;
  assert.equal(lines(deep(5000)), ['scene: is nested more than 64 levels deep']);
  assert.match(lines('{"bodies": [{"__proto__": {}}]}')[0]!, /unknown field "__proto__"/);
});

test('points in line with their neighbours are left to the module', () => {
  const square = [
    [0, 0],
    [1, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ];
  assert.is(shapes({ polygon: square })[0]!.fields.count, 5);
});

test('the JSON Schema for editors', () => {
  const schema = sceneJsonSchema() as any;
  assert.equal(schema.required, ['bodies']);
  assert.equal(schema.$defs.Body.required, ['position']);
  assert.is(schema.$defs.Shape.oneOf.length, 6);
  assert.is(schema.$defs.Shape.additionalProperties, false);
  assert.is(schema.properties.world.properties.substeps.maximum, 64);
});

test.run();
