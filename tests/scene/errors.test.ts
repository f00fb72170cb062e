// A wrong scene is refused with the field, the value and what would be right.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SceneError } from '../../bindings/typescript/errors.js';
import { compile, disc, each, type Loose, lines, one, shaped, world } from './setup.js';

const bodies = (...list: Loose[]): Loose => ({
  bodies: list.map((body) => ({ position: [0, 0], shapes: [disc], ...body })),
});
const body = 'bodies[0]';
const shape = 'bodies[0].shapes[0]';

each('the whole', [
  ['', 'scene: is empty'],
  ['[1, 2]', 'scene: [1, 2] is not an object with bodies'],
  ['{"bodies": []', 'scene: line 1, column 14: Flow map must end with a }'],
  ['{"bodies": [], "bodies": []}', 'scene: line 1, column 16: the key "bodies" stands twice in one object'],
  [{}, 'bodies: is missing; it must be a list of bodies'],
  [{ bodies: {} }, 'bodies: {} is not a list of bodies'],
  [{ bodies: [3] }, 'bodies[0]: 3 is not an object (a body)'],
  [{ ...one(), kinema: 2 }, 'kinema: 2 is a version that is not understood; this is version 1'],
  [{ ...one(), kinema: '1' }, 'kinema: "1" is not version 1'],
  [{ ...one(), wrld: {} }, 'wrld: unknown field; did you mean "world"?'],
  [
    { ...one(), joints: [{ type: 'hinge', b: 0 }] },
    'joints[0].type: "hinge" is not one of revolute, prismatic, distance, weld, wheel, motor, mouse, filter',
  ],
  [{ ...one(), joints: [{ type: 'revolute' }] }, 'joints[0].b: is missing; it must be the name or number of a body'],
  [
    { ...one(), joints: [{ type: 'revolute', b: 'bal' }] },
    'joints[0].b: "bal" is no body of the scene; there is body0',
  ],
  [{ ...one(), joints: [{ type: 'revolute', b: 3 }] }, 'joints[0].b: 3 is no body of the scene; there are 1 bodies'],
  [{ ...one(), joints: [{ type: 'weld', a: 0, b: 0 }] }, 'joints[0].b: 0 is a as well; a joint joins two bodies'],
  [{ ...one(), joints: [{ type: 'prismatic', b: 0 }] }, 'joints[0].axis: is missing; it must be a direction [x, y]'],
  [
    { ...one(), joints: [{ type: 'revolute', b: 0, limits: { lower: 1, upper: 0 } }] },
    'joints[0].limits: lower 1 is above upper 0',
  ],
  [
    { ...one(), joints: [{ type: 'revolute', b: 0, motor: { speed: 1 } }] },
    'joints[0].motor.maxTorque: is missing; it must be a number of at least 0 (N m)',
  ],
]);

each('the world', [
  [world({ gravty: [0, 0] }), 'world.gravty: unknown field; did you mean "gravity"?'],
  [world({ gravity: [0] }), 'world.gravity: [0] is not a pair [x, y] (m/s^2)'],
  [world({ gravity: [0, 1e5] }), 'world.gravity[1]: 100000 is not a number from -10000 to 10000 (m/s^2)'],
  [world({ step: 0 }), 'world.step: 0 is not a number from 0.000001 to 1 (s)'],
  [world({ step: Number.NaN }), 'world.step: NaN must be a finite number'],
  [world({ substeps: 65 }), 'world.substeps: 65 is not a whole number from 1 to 64'],
  [world({ substeps: 1.5 }), 'world.substeps: 1.5 is not a whole number from 1 to 64'],
  [
    world({ integrator: 'exat' }),
    'world.integrator: "exat" is not one of exact, symplectic-euler; did you mean "exact"?',
  ],
  [world({ resolveOverlaps: true }), 'world.resolveOverlaps: true is not one of soft, project'],
  [world({ restitutionThreshold: -1 }), 'world.restitutionThreshold: -1 is not a number of at least 0'],
  [world({ sleeping: 1 }), 'world.sleeping: 1 is not true or false'],
  [world({ positionIterations: 101 }), 'world.positionIterations: 101 is not a whole number from 0 to 100'],
  [world({ maxImpacts: 0 }), 'world.maxImpacts: 0 is not a whole number from 1 to 1024'],
  [
    world({ view: [0, 0, 0, 10] }),
    'world.view: [0, 0, 0, 10] is empty; it must be [x0, y0, x1, y1] with x0 < x1 and y0 < y1',
  ],
  [world({ view: [0, 0, 10] }), 'world.view: [0, 0, 10] is not four numbers [x0, y0, x1, y1]'],
]);

each('bodies', [
  [one({ position: undefined }), `${body}.position: is missing; it must be a pair [x, y] (m)`],
  [one({ shapes: null }), `${body}.shapes: nothing (null) is not a list of shapes`],
  [one({ position: [0, 1e7] }), `${body}.position[1]: 10000000 is not a number from -1000000 to 1000000 (m)`],
  [
    one({ position: ['x', 0] }),
    `${body}.position[0]: "x" is not a number from -1000000 to 1000000 (m); names of factors are not available yet`,
  ],
  [one({ type: 'dynamc' }), `${body}.type: "dynamc" is not one of static, kinematic, dynamic; did you mean "dynamic"?`],
  [one({ velocty: [1, 0] }), `${body}.velocty: unknown field; did you mean "velocity"?`],
  [one({ linearDamping: -0.5 }), `${body}.linearDamping: -0.5 is not a number of at least 0`],
  [one({ fixedRotation: 'yes' }), `${body}.fixedRotation: "yes" is not true or false`],
  [one({ name: '' }), `${body}.name: "" is not text of 1 to 64 characters on one line`],
  [one({ name: 7 }), `${body}.name: 7 is not text of 1 to 64 characters on one line`],
  [bodies({ name: 'a' }, {}, { name: 'a' }), 'bodies[2].name: "a" is the name of body 0 already'],
  [bodies({}, { name: 'body0' }), 'bodies[1].name: "body0" is the name of body 0 already'],
  [bodies({ name: 'body1' }, {}), 'bodies[0].name: "body1" is the name of body 1 already'],
  [
    one({ type: 'static', velocity: [1, 0] }),
    `${body}.velocity: [1, 0] of a static body, which never moves; make it kinematic`,
  ],
  [one({ type: 'static', omega: 2 }), `${body}.omega: 2 of a static body, which never moves; make it kinematic`],
  [one({ mass: { mass: 0, inertia: 1 } }), `${body}.mass.mass: 0 is not a number above 0`],
  [one({ mass: { mass: 1 } }), `${body}.mass.inertia: is missing; it must be a number of at least 0`],
  [one({ mass: 3 }), `${body}.mass: 3 is not an object of mass, inertia and center`],
  [one({ type: 'kinematic', mass: { mass: 1, inertia: 1 } }), `${body}.mass: a kinematic body has none`],
]);

each('shapes', [
  [shaped({}), `${shape}: has no outline; it needs one of circle, box, capsule, segment, chain, polygon`],
  [shaped({ density: 2 }), `${shape}: has no outline; it needs one of circle, box, capsule, segment, chain, polygon`],
  [
    shaped({ ...disc, box: { width: 1, height: 1 } }),
    `${shape}.box: stands beside circle; a shape has one outline, a body may have many shapes`,
  ],
  [shaped({ circl: { radius: 1 } }), `${shape}.circl: unknown field; did you mean "circle"?`],
  [shaped({ circle: { radius: -1 } }), `${shape}.circle.radius: -1 is not a number above 0`],
  [
    shaped({ circle: { radius: 'r1' } }),
    `${shape}.circle.radius: "r1" is not a number above 0; names of factors are not available yet`,
  ],
  [shaped({ circle: {} }), `${shape}.circle.radius: is missing; it must be a number above 0`],
  [shaped({ circle: 1 }), `${shape}.circle: 1 is not an object`],
  [shaped({ circle: { radius: Infinity } }), `${shape}.circle.radius: Infinity must be a finite number`],
  [shaped({ circle: { radius: 2e6 } }), `${shape}.circle.radius: 2000000 is not a number of at most 1000000`],
  [shaped({ circle: { radius: 1, centre: [0, 0] } }), `${shape}.circle.centre: unknown field; did you mean "center"?`],
  [shaped({ ...disc, radius: 1 }), `${shape}.radius: rounds a box or polygon only; that of a circle stands in circle`],
  [shaped({ segment: { a: [0, 0], b: [1, 0] }, radius: 1 }), `${shape}.radius: rounds a box or polygon only`],
  [shaped({ box: { width: 0, height: 1 } }), `${shape}.box.width: 0 is not a number above 0`],
  [shaped({ box: { width: 1 } }), `${shape}.box.height: is missing; it must be a number above 0`],
  [
    shaped({ capsule: { a: [1, 1], b: [1, 1], radius: 1 } }),
    `${shape}.capsule: a and b are the same point [1, 1]; make it a circle`,
  ],
  [shaped({ segment: { a: [1, 1], b: [1, 1 + 1e-12] } }), `${shape}.segment: a and b are the same point [1, 1]`],
  [
    shaped({ chain: { points: [[0, 0]] } }),
    `${shape}.chain.points: [[0, 0]] is not a list of 2 to 1000000 points [x, y]`,
  ],
  [
    shaped({
      chain: {
        points: [
          [0, 0],
          [1, 0],
        ],
        loop: true,
      },
    }),
    `${shape}.chain.points: 2 points make no loop; it needs 3 or more`,
  ],
  [
    shaped({
      chain: {
        points: [
          [0, 0],
          [1, 0],
          [1, 0],
        ],
      },
    }),
    `${shape}.chain.points[1]: [1, 0] is the same as the point after it`,
  ],
  [
    shaped({
      chain: {
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
        loop: true,
      },
    }),
    `${shape}.chain.points[3]: [0, 0] is the first point again; a loop closes itself`,
  ],
  [shaped({ ...disc, color: 'redd' }), `${shape}.color: "redd" is not a colour: a CSS name or #rrggbb`],
  [shaped({ ...disc, restitution: 1.1 }), `${shape}.restitution: 1.1 is not a number from 0 to 1`],
  [shaped({ ...disc, friction: -1 }), `${shape}.friction: -1 is not a number of at least 0`],
  [shaped({ ...disc, density: null }), `${shape}.density: nothing (null) is not a number of at least 0`],
  [shaped({ ...disc, filter: { mask: -1 } }), `${shape}.filter.mask: -1 is not a whole number from 0 to 4294967295`],
  [
    shaped({ ...disc, filter: { group: 2 ** 31 } }),
    `${shape}.filter.group: 2147483648 is not a whole number from -2147483648 to 2147483647`,
  ],
  [shaped({ ...disc, sensor: 0 }), `${shape}.sensor: 0 is not true or false`],
  [shaped({ ...disc, userId: 1.5 }), `${shape}.userId: 1.5 is not a whole number from 0 to 4294967295`],
]);

const polygon = (...points: [number, number][]) => shaped({ polygon: points });
const nine = Array.from({ length: 9 }, (_, i): [number, number] => [i, i * i]);
const star = [0, 2, 4, 1, 3].map((i): [number, number] => [Math.cos(i * 1.2566), Math.sin(i * 1.2566)]);

each('polygons', [
  [polygon([0, 0], [1, 0]), `${shape}.polygon: [[0, 0], [1, 0]] is not a list of 3 to 8 points [x, y]`],
  [
    shaped({ polygon: nine }),
    `${shape}.polygon: [[0, 0], [1, 1], [2, 4], [3, 9], [4, 16], [5, 25], [6, 36... is not a list of 3 to 8 points [x, y]`,
  ],
  [shaped({ polygon: { points: [] } }), `${shape}.polygon: an object of points is not a list of 3 to 8 points [x, y]`],
  [
    polygon([0, 0], [4, 0], [1, 1], [0, 4]),
    `${shape}.polygon: is concave at point 2 [1, 1]; make it of several convex polygons, each a shape of the body`,
  ],
  [
    polygon([0, 4], [1, 1], [4, 0], [0, 0]),
    `${shape}.polygon: is concave at point 1 [1, 1]; make it of several convex polygons, each a shape of the body`,
  ],
  [polygon([0, 0], [1, 1], [2, 2]), `${shape}.polygon: has no area: its points lie on a line`],
  [polygon([0, 0], [1, 0], [1, 0], [0, 1]), `${shape}.polygon: point 2 [1, 0] is the same as point 1; leave it out`],
  [polygon([0, 0], [1, 0], [0, 1], [0, 0]), `${shape}.polygon: point 3 [0, 0] is the same as point 0; leave it out`],
  [polygon([0, 0], [1, 1], [1, 0], [0, 1]), `${shape}.polygon: crosses itself; list its points in order around it`],
  [shaped({ polygon: star }), `${shape}.polygon: crosses itself; list its points in order around it`],
]);

test('all that is wrong is told at once, up to ten lines', () => {
  const many = bodies(...Array.from({ length: 12 }, () => ({ shapes: [{ circle: { radius: 0 } }] })));
  const told = lines(many);
  assert.is(told.length, 11);
  assert.is(told[9], 'scene.bodies[9].shapes[0].circle.radius: 0 is not a number above 0');
  assert.is(told[10], '... and 2 more');
});

test('a program can tell what is wrong with a scene', () => {
  const scene = one({ shapes: [{ circle: { radius: -1 } }], omega: 'fast' });
  try {
    compile(scene);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, SceneError);
    const { kind, field, problems } = error as SceneError;
    assert.is(kind, 'scene');
    assert.is(field, problems[0]?.field);
    assert.equal(problems.map((problem) => problem.field).sort(), [
      'scene.bodies[0].omega',
      'scene.bodies[0].shapes[0].circle.radius',
    ]);
  }
});

test.run();
