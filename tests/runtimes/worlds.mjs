// The worlds of the bit-identity matrix: scenes that among them use every kind of shape and joint and all that the engine does, and their
// packing to the blocks of the ABI, so that a driver needs no bindings: it copies bytes and calls exports.
import { readFileSync } from 'node:fs';
import { ball, box, boxes, capsule, hinge, random, room, scene, segments } from '../scenes/parts.mjs';
import { pyramid } from '../scenes/quality.mjs';

/** Balls, boxes, triangles and rounded boxes, each with its own friction, restitution and damping, fall on one another. */
function heap() {
  const { between } = random(5);
  const bodies = Array.from({ length: 36 }, (_, i) => {
    const position = [2 + 1.6 * (i % 6) + between(-0.2, 0.2), 1.5 + 1.7 * Math.floor(i / 6)];
    const options = {
      angle: between(-3, 3),
      velocity: [between(-2, 2), between(-2, 1)],
      omega: between(-4, 4),
      friction: between(0, 0.9),
      restitution: i % 3 === 0 ? between(0, 0.9) : 0,
      density: between(0.3, 4),
    };
    const size = between(0.3, 0.6);
    if (i % 4 === 0) return ball(position, size, options);
    if (i % 4 === 1) return box(position, [size, 2 * size], options);
    const body = { ...box(position, [size, size], options), linearDamping: i % 2, angularDamping: 0.1 };
    const [{ box: outline, ...material }] = body.shapes;
    const round = { box: outline, radius: 0.05, rollingResistance: 0.01, ...material };
    const triangle = {
      polygon: [
        [-size, -size],
        [size, -size / 2],
        [0, size],
      ],
      ...material,
    };
    return { ...body, shapes: [i % 4 === 2 ? round : triangle] };
  });
  return scene({ sleeping: true }, [...bodies, ...room(12, 14, { friction: 0.5, restitution: 0.2 })]);
}

/** Compounds, capsules and a kinematic paddle over segments, overlapping at the start, in the settings of Box2D. */
function compound() {
  const material = { friction: 0.4, restitution: 0.1, density: 0.5 };
  const jar = [
    [
      [-0.5, 0.5],
      [0.2, 1.2],
    ],
    [
      [0.5, 0.5],
      [0.2, 1.2],
    ],
    [
      [0, 0],
      [1.2, 0.2],
    ],
  ];
  const hills = [
    [0, 3],
    [2, 1],
    [5, 0.5],
    [8, 1],
    [10, 3],
  ];
  const bodies = Array.from({ length: 10 }, (_, i) => {
    const position = [2 + 1.45 * (i % 5), 3 + 1.4 * Math.floor(i / 5)];
    const options = { angle: 0.4 * i, ...material };
    return i % 2 ? boxes(position, jar, options) : capsule(position, 0.8, 0.3, options);
  });
  const paddle = box([5, 2], [3, 0.3], { type: 'kinematic', omega: 1.5, ...material });
  const world = { resolveOverlaps: 'project', integrator: 'symplectic-euler', restitutionThreshold: 1 };
  return scene(world, [...bodies, paddle, segments(hills, material)]);
}

/** Turning bodies that fly far, meet now and then, and bounce off the walls of a wide room. */
function flight() {
  const { between } = random(11);
  const bodies = Array.from({ length: 7 }, (_, i) => {
    const position = [4 + 5 * (i % 4), 4 + 6 * Math.floor(i / 4)];
    const velocity = [between(-9, 9), between(-3, 9)];
    const options = { velocity, omega: between(-6, 6), friction: 0.3, restitution: 1 };
    return i % 2 ? box(position, [0.8, 0.5], options) : ball(position, 0.4, options);
  });
  return scene({ gravity: [0.5, -3], step: 0.01 }, [...bodies, ...room(24, 16, { friction: 0.3, restitution: 1 })]);
}

/** Every kind of joint, with limits, motors, springs and one that breaks; a sensor, a ledge solid from above, and balls that fall into it all. */
function machine() {
  const { between } = random(3);
  const wood = { density: 2, friction: 0.6 };
  const fixed = { type: 'static', friction: 0.7 };
  const named = (name, body, extra = {}) => ({ ...body, name, ...extra });
  const shaped = (body, extra) => ({ ...body, shapes: body.shapes.map((shape) => ({ ...shape, ...extra })) });
  const planks = Array.from({ length: 8 }, (_, i) => named(`plank${i}`, box([4.3 + 0.6 * i, 4], [0.56, 0.15], wood)));
  const limits = { lower: -1.2, upper: 1.2 };
  const bridge = planks.map(({ name }, i) => ({
    ...hinge(i ? `plank${i - 1}` : null, name, [4 + 0.6 * i, 4]),
    ...(i % 2 && { limits }),
  }));
  const rain = Array.from({ length: 12 }, (_, i) => {
    const position = [1 + 1.1 * i, 7 + between(0, 3)];
    const options = { velocity: [between(-2, 2), 0], omega: between(-5, 5), restitution: 0.3, friction: 0.4 };
    return i % 3 ? ball(position, between(0.15, 0.35), options) : box(position, [0.5, 0.4], options);
  });
  const bodies = [
    ...room(14, 12, { friction: 0.6 }),
    ...planks,
    named('chassis', box([2, 1.1], [1.8, 0.4], wood)),
    named('rear', ball([1.4, 0.6], 0.35, wood)),
    named('front', ball([2.6, 0.6], 0.35, wood)),
    named('arm', box([11, 5.5], [1.6, 0.2], wood)),
    named('bob', ball([12.5, 4], 0.3, { density: 5 })),
    named('lift', box([12.8, 1.5], [0.8, 0.2], wood)),
    named('pulled', ball([6, 9], 0.25, wood)),
    named('carried', box([3, 8], [0.5, 0.5], wood)),
    named('left', box([7, 1], [0.5, 0.5], wood)),
    named('right', box([7.5, 1], [0.5, 0.5], wood)),
    named('ghost', box([9, 2], [0.6, 0.6], wood)),
    shaped(box([6, 2.5], [3, 0.2], fixed), { oneWay: [0, 1] }),
    shaped(box([10, 1], [2, 2], fixed), { sensor: true }),
    ...rain,
  ];
  const joints = [
    ...bridge,
    hinge(null, 'plank7', [8.8, 4]),
    {
      type: 'wheel',
      a: 'chassis',
      b: 'rear',
      axis: [0, 1],
      spring: { hertz: 4, damping: 0.7 },
      motor: { speed: -8, maxTorque: 15 },
    },
    {
      type: 'wheel',
      a: 'chassis',
      b: 'front',
      axis: [0, 1],
      spring: { hertz: 4, damping: 0.7 },
      limits: { lower: -0.1, upper: 0.2 },
    },
    { ...hinge(null, 'arm', [11, 5.5]), motor: { speed: 2, maxTorque: 30 }, breakForce: 40 },
    { type: 'distance', b: 'bob', anchorA: [12.5, 7], max: 3, min: 1 },
    { type: 'prismatic', b: 'lift', axis: [0, 1], limits: { lower: -1, upper: 3 }, motor: { speed: 1, maxForce: 200 } },
    { type: 'mouse', b: 'pulled', target: [6, 6], maxForce: 60 },
    { type: 'motor', b: 'carried', offset: [8, 8], angle: 1, maxForce: 100, maxTorque: 30 },
    { type: 'weld', a: 'left', b: 'right', angular: { hertz: 6, damping: 0.5 } },
    { type: 'distance', a: 'right', b: 'ghost', spring: { hertz: 2, damping: 0.2 } },
    { type: 'filter', a: 'ghost', b: 'left' },
  ];
  return scene({ sleeping: true }, bodies, joints);
}

const worlds = [
  { name: 'world pyramid', scene: () => pyramid(10), steps: [60, 240, 600] },
  { name: 'world heap', scene: heap, steps: [30, 120, 600] },
  { name: 'world compound', scene: compound, steps: [1, 60, 300] },
  { name: 'world machine', scene: machine, steps: [1, 60, 240, 900] },
  { name: 'world flight', scene: flight, steps: [100, 1000, 5000] },
];

/** Stands between the library and an instance, and keeps what each definition block holds when it is used. */
function recording(exports, { WorldDef, BodyDef, ShapeDef, JointDef }, calls) {
  const keep = (call, pointer, size, ...rest) => {
    const bytes = Buffer.from(exports.memory.buffer, pointer, size);
    calls.push([call, bytes.toString('base64'), ...rest]);
    return exports[call](...rest);
  };
  return {
    ...exports,
    worldOpen: () => keep('worldOpen', exports.worldDefBlock(), WorldDef.size),
    worldAddBody: (world) => keep('worldAddBody', exports.bodyDefBlock(), BodyDef.size, world),
    worldAddJoint: (world) => keep('worldAddJoint', exports.jointDefBlock(), JointDef.size, world),
    // Eight vertices follow the struct.
    worldAddShape: (world, body) => keep('worldAddShape', exports.shapeDefBlock(), ShapeDef.size + 64, world, body),
  };
}

/** The worlds as [export, bytes of its block, arguments ...] in order, and as scenes: { name, scene, calls, steps: when to look }. */
export async function packWorlds(modulePath) {
  const [layout, { build }, { defineScene }, { Views }] = await Promise.all(
    ['engine/layout.js', 'engine/compiled-scene.js', 'scene/define.js', 'engine/views.js'].map(
      (path) => import(`../../dist/${path}`),
    ),
  );
  const module = new WebAssembly.Module(readFileSync(modulePath));
  return worlds.map(({ name, scene: make, steps }) => {
    const calls = [];
    const exports = recording(new WebAssembly.Instance(module, {}).exports, layout, calls);
    const scene = make();
    build({ exports, views: new Views(exports) }, defineScene(scene));
    return { name, scene, calls, steps };
  });
}
