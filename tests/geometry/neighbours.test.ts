// How the surface of static shapes goes on past the ends of their edges, in scenes by hand.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Point } from './hull-module.js';
import { box, neighbours, RIGHT, type Static, segment, TOP } from './neighbours-scene.js';

const test = suite('neighbours');

const motions: [number, number, number][] = [
  [0, 0, 0],
  [3, -20, 0.7],
  [-40, 11, -2.9],
  [0, 0, Math.PI / 2],
];

/** Checks what is said of shape 0 in every pose of the scene: per edge [first end, second end, covered]. */
function expect(scene: Static[], expected: [number | null, number | null, boolean?][], what: string) {
  for (const motion of motions) {
    const found = neighbours(scene, 0, motion);
    if (!found)
      assert.ok(
        expected.every(([a, b, c]) => a === null && b === null && !c),
        `${what}: nothing found`,
      );
    else
      assert.equal(
        found.ends.map(([a, b], i) => [a, b, found.covered[i]]),
        expected.map(([a, b, c]) => [a, b, c ?? false]),
        what,
      );
  }
}

const free: [null, null] = [null, null];

test('a shape that stands free has no record', () => {
  expect([box(0, 0, 1, 1)], [free, free, free, free], 'alone');
  expect([box(0, 0, 1, 1), box(1.003, 0, 1, 1), box(0, 5, 1, 1)], [free, free, free, free], 'apart');
  const round: Static = { ...box(1, 0, 1, 1), radius: 0.1 };
  const ball: Static = { kind: 'Circle', points: [[1.5, 0.5]], radius: 0.5 };
  expect([box(0, 0, 1, 1), round, ball], [free, free, free, free], 'round ones are not seen');
  assert.is(neighbours([round, box(0, 0, 1, 1)], 0), null);
  assert.is(neighbours([ball, box(0, 0, 1, 1)], 0), null);
});

test('two boxes side by side: exact, with a gap, a step, an overlap', () => {
  const cases: Point[] = [
    [0, 0],
    [0.0009, 0],
    [0, 0.0009],
    [0, -0.0009],
    [0.0009, -0.0009],
    [-0.0009, 0.0009],
    [-0.03, 0],
    [-0.03, 0.0005],
    [-0.2, -0.0005],
  ];
  for (const [gap, step] of cases) {
    const scene = [box(0, 0, 1, 1), box(1 + gap, step, 1, 1)];
    expect(scene, [[null, 180], [90, 90, true], [180, null], free], `gap ${gap}, step ${step}`);
    expect(scene.reverse(), [[180, null], free, [null, 180], [90, 90, true]], `gap ${gap}, step ${step}, other side`);
  }
});

test('steps, walls and towers', () => {
  // A higher step, a lower one.
  expect([box(0, 0, 1, 1), box(1, 0, 1, 2)], [[null, 180], [90, 90, true], [90, null], free], 'up');
  expect([box(0, 0, 1, 2), box(1, 0, 1, 1)], [[null, 180], [90, null], free, free], 'down');
  // On a long floor, in its middle, and at its end.
  expect([box(1, 1, 1, 1), box(0, 0, 9, 1)], [[90, 90, true], [90, null], free, [null, 90]], 'on');
  expect([box(0, 0, 9, 1), box(1, 1, 1, 1)], [free, free, free, free], 'under');
  expect([box(0, 0, 9, 1), box(8, 1, 1, 1)], [free, [null, 180], [90, null], free], 'under a tower');
  expect([box(8, 1, 1, 1), box(0, 0, 9, 1)], [[90, 90, true], [180, null], free, [null, 90]], 'tower');
  // A wall that goes through the floor, and one that stands in it.
  expect([box(0, 0, 4, 1), box(3.98, -1, 1, 4)], [[null, 90], [90, 90, true], [90, null], free], 'wall');
  expect([box(1, 0.9, 1, 1), box(0, 0, 9, 1)], [[90, 90, true], [90, null], free, [null, 90]], 'sunk');
  // Corner to corner only: the surface of one goes on along the other, but within its own corner there is nothing.
  expect([box(0, 0, 1, 1), box(1, 1, 1, 1)], [free, [null, 90], [90, null], free], 'diagonal');
});

test('an edge covered by several, and not by all but one', () => {
  const row = [box(0, 1, 1, 1), box(1.0005, 1, 1.2, 2), box(2.2, 1, 0.8, 1)];
  expect([box(0, 0, 3, 1), ...row], [free, [null, 180], [90, 90, true], [180, null]], 'three');
  expect([box(0, 0, 3, 1), row[0]!, row[2]!], [free, [null, 180], [90, 90, false], [180, null]], 'a hole');
  // A brick in a running bond.
  const bond = [
    box(-1, 0, 2, 1),
    box(1, 0, 2, 1),
    box(-1, 2, 2, 1),
    box(1, 2, 2, 1),
    box(-2, 1, 2, 1),
    box(2, 1, 2, 1),
  ];
  expect([box(0, 1, 2, 1), ...bond], Array(4).fill([90, 90, true]), 'bond');
  // The middle of nine tiles, and without the one above.
  const tiles = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => box(i * 1.0005, j * 1.0005, 1, 1)));
  const middle = tiles.splice(4, 1);
  expect([...middle, ...tiles], Array(4).fill([90, 90, true]), 'tiles');
  tiles.splice(4, 1);
  expect(
    [...middle, ...tiles],
    [
      [90, 90, true],
      [90, 90, true],
      [90, 90],
      [90, 90, true],
    ],
    'a dent',
  );
  // Twice the same.
  expect([box(0, 0, 1, 1), box(0, 0, 1, 1)], [free, free, free, free], 'twins');
  const hexagon = [0, 1, 2, 3, 4, 5].map((k): Point => [Math.cos(k), Math.sin(k)]);
  const again: Static = { kind: 'Polygon', points: hexagon.map(([x, y]) => [x - 0.3, y - 0.7]), x: 0.3, y: 0.7 };
  expect([{ kind: 'Polygon', points: hexagon }, again], Array(6).fill(free), 'twins with other origins');
});

test('ramps and bent floors', () => {
  const wedge: Static = {
    kind: 'Polygon',
    points: [
      [0, 0],
      [2, 0],
      [2, 1],
    ],
  };
  const slope = (Math.atan2(1, 2) * 180) / Math.PI;
  const rounded = (v: number) => Math.round(v * 100) / 100;
  // On the floor; flush with it, as the end of the floor at the same height.
  expect(
    [wedge, box(-1, -1, 4, 1)],
    [
      [90, 90, true],
      [90, null],
      [null, rounded(180 - slope)],
    ],
    'ramp',
  );
  expect([box(2, 0, 3, 1), wedge], [[180, null], free, [null, rounded(180 + slope)], [90, 90, true]], 'top');
  // A floor of boxes that bends by a degree, whose boxes overlap at the joints: up and down.
  for (const bend of [1, -1]) {
    const angle = (bend * Math.PI) / 180;
    const next: Static = { ...box(0, 0, 1, 1), angle };
    // Its top left corner is 2 cm back from the first box's end.
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    next.x = 0.98 + 0.5 * c + 0.5 * s;
    next.y = 1 - 0.02 * Math.tan(angle) + 0.5 * s - 0.5 * c;
    const found = neighbours([box(0, 0, 1, 1), next], 0)!;
    assert.is(found.ends[TOP]![0], 180 - bend);
    assert.is(found.ends[TOP]![1], null);
    assert.is(found.covered[RIGHT], bend > 0 ? found.covered[RIGHT] : true);
    const back = neighbours([next, box(0, 0, 1, 1)], 0)!;
    assert.is(back.ends[TOP]![1], 180 - bend);
  }
});

test('a blunt corner shortly after a seam is not yet the seam', () => {
  const drop = Math.tan(Math.PI / 36);
  for (const flat of [0.0015, 0.005, 0.01]) {
    const bent: Point[] = [
      [0, -1],
      [1, -1],
      [1, -(1 - flat) * drop],
      [flat, 0],
      [0, 0],
    ];
    const scene: Static[] = [box(-1, -1, 1, 1), { kind: 'Polygon', points: bent }];
    expect(scene, [[null, 180], [90, 90, true], [180, null], free], `5 degrees after ${flat} m`);
  }
});

test('chains of segments', () => {
  const chain: Point[] = [
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 1],
  ];
  const scene = chain.slice(1).map((p, i) => segment(chain[i]!, p));
  const [a, b, c] = scene as [Static, Static, Static];
  // Edge 0 has the right side, below; edge 1 goes back and has the left side.
  expect(
    [a, b, c],
    [
      [null, 225],
      [135, null],
    ],
    'first',
  );
  expect(
    [b, a, c],
    [
      [225, 135],
      [225, 135],
    ],
    'middle',
  );
  expect(
    [c, a, b],
    [
      [135, null],
      [null, 225],
    ],
    'last',
  );
  expect([a, c], [free, free], 'apart');
  // The neighbour drawn the other way round is the same neighbour.
  expect(
    [a, segment(chain[2]!, chain[1]!)],
    [
      [null, 225],
      [135, null],
    ],
    'reversed',
  );
  // A straight one, exact, with a gap, and overlapping.
  for (const x of [1, 1.0009, 0.95])
    expect(
      [a, segment([x, 0.0002], [4, 0.0002])],
      [
        [null, 180],
        [180, null],
      ],
      `straight at ${x}`,
    );
  // A triangle, closed: outside at 0, inside at 1.
  const loop: Point[] = [
    [0, 0],
    [2, 0],
    [0, 2],
  ];
  const sides = loop.map((p, i) => segment(p, loop[(i + 1) % 3]!));
  expect(
    sides,
    [
      [270, 315],
      [45, 90],
    ],
    'loop',
  );
  // A branch: each side meets what comes first.
  expect(
    [a, segment([1, 0], [1, 1]), segment([1, 0], [2, -1])],
    [
      [null, 135],
      [90, null],
    ],
    'branch',
  );
  // A wall through the end.
  expect(
    [a, segment([1, -1], [1, 1])],
    [
      [null, 90],
      [90, null],
    ],
    'tee',
  );
  expect([segment([1, -1], [1, 1]), a], [free, free], 'tee, the wall');
});

test('segments and boxes', () => {
  // A segment that goes on from a box's top, from its corner and from 3 cm within.
  for (const x of [1, 0.97]) {
    expect([box(0, 0, 1, 1), segment([x, 1], [3, 1])], [free, [null, 90], [180, null], free], `box at ${x}`);
    expect(
      [segment([x, 1], [3, 1]), box(0, 0, 1, 1)],
      [
        [90, null],
        [null, 180],
      ],
      `segment at ${x}`,
    );
  }
  // On top of a box, all of it: below it there is no room. From end to end, its ends go on round the box's corners.
  expect(
    [segment([0.2, 1], [0.8, 1]), box(0, 0, 1, 1)],
    [
      [90, 90, true],
      [180, 180],
    ],
    'on top',
  );
  expect(
    [segment([0, 1], [1, 1]), box(0, 0, 1, 1)],
    [
      [90, 90, true],
      [270, 270],
    ],
    'end to end',
  );
  expect([box(0, 0, 1, 1), segment([0, 1], [1, 1])], [free, free, free, free], 'below it');
  // A wall on a floor, and one from within.
  expect(
    [segment([0.5, 1], [0.5, 3]), box(0, 0, 1, 1)],
    [
      [90, null],
      [null, 90],
    ],
    'wall',
  );
  expect(
    [segment([0.5, 0.5], [0.5, 3]), box(0, 0, 1, 1)],
    [
      [90, null],
      [null, 90],
    ],
    'rooted',
  );
  expect(
    [segment([0.5, 0.5], [0.5, 0.8]), box(0, 0, 1, 1)],
    [
      [90, 90, true],
      [90, 90, true],
    ],
    'buried',
  );
  // A fence along a box's side.
  expect([box(0, 0, 1, 1), segment([1, -1], [1, 2])], [[null, 90], [180, 180], [90, null], free], 'fence');
});

test('small shapes keep their own measure', () => {
  expect(
    [box(0, 0, 0.004, 0.004), box(0.0045, 0, 0.004, 0.004)],
    [[null, 180], [90, 90, true], [180, null], free],
    'small',
  );
  expect([box(0, 0, 0.004, 0.004), box(0.0047, 0, 0.004, 0.004)], [free, free, free, free], 'small, apart');
  // A plate of 1 mm on another.
  expect([box(0, 0, 1, 0.001), box(0, 0.001, 1, 0.001)], [free, [null, 180], [90, 90, true], [180, null]], 'plates');
});

test.run();
