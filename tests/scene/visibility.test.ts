// How much of a body is in view, beside what points of its shapes say.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { BodyDefinition } from '../../bindings/typescript/scene/define.js';
import { cosSin } from '../../bindings/typescript/scene/rotation.js';
import { type View, visibility } from '../../bindings/typescript/scene/visibility.js';
import { number } from '../support/numbers.js';
import { compile, one } from './setup.js';

const view: View = [0, 0, 10, 10];

function body(...shapes: object[]): BodyDefinition {
  return compile(one({ type: 'static', shapes })).bodies[0]!;
}

function cases(shapes: object[], list: [x: number, y: number, angle: number, expected: string][]): void {
  for (const [x, y, angle, expected] of list)
    assert.is(visibility(body(...shapes), x, y, angle, view), expected, `${x}, ${y}, ${angle}`);
}

test('discs: the edge of the view counts as inside, touching from outside as none', () => {
  cases(
    [{ circle: { radius: 1 } }],
    [
      [5, 5, 0, 'full'],
      [1, 9, 0, 'full'],
      [0.999, 5, 0, 'partial'],
      [-0.999, 5, 0, 'partial'],
      [-1, 5, 0, 'none'],
      [-0.7, -0.7, 0, 'partial'],
      [-0.8, -0.8, 0, 'none'],
    ],
  );
  cases([{ circle: { radius: 20 } }], [[5, 5, 0, 'partial']]);
});

test('boxes, turned ones too: the view may lie across a corner, or inside', () => {
  cases(
    [{ box: { width: 2, height: 2 } }],
    [
      [1, 1, 0, 'full'],
      [1, 1, 0.5, 'partial'],
      [-1, 5, 0, 'none'],
      [-1.2, 5, Math.PI / 4, 'partial'],
      [-0.9, -0.9, 0, 'partial'],
      [-0.9, -0.9, Math.PI / 4, 'none'],
    ],
  );
  cases([{ box: { width: 50, height: 50 } }], [[0, 0, 0.3, 'partial']]);
  cases(
    [{ box: { width: 2, height: 2 }, radius: 0.5 }],
    [
      [1, 1, 0, 'partial'],
      [1.5, 1.5, 0, 'full'],
      [-1.4, 5, 0, 'partial'],
      [-1.4, -1.4, 0, 'none'],
      [-1.3, -1.3, 0, 'partial'],
    ],
  );
});

test('lines without thickness, capsules, and bodies of several shapes', () => {
  cases(
    [{ segment: { a: [-3, 0], b: [3, 0] } }],
    [
      [5, 5, 0, 'full'],
      [0, 5, 0, 'partial'],
      [5, 10, 0, 'full'],
      [5, 10.1, 0, 'none'],
      [5, 12, Math.PI / 2, 'partial'],
      [0, 10, 0, 'partial'],
    ],
  );
  cases(
    [{ capsule: { a: [-1, 0], b: [1, 0], radius: 0.5 } }],
    [
      [1.5, 5, 0, 'full'],
      [5, -0.4, 0, 'partial'],
      [5, -0.5, 0, 'none'],
      [-1.3, -0.3, 0, 'partial'],
      [-1.4, -0.4, 0, 'none'],
    ],
  );
  const two = [{ circle: { radius: 1 } }, { circle: { radius: 1, center: [4, 0] } }];
  cases(two, [
    [5, 5, 0, 'full'],
    [-3, 5, 0, 'partial'],
    [-6, 5, 0, 'none'],
  ]);
  assert.is(visibility(body(), 5, 5, 0, view), 'none');
});

test('as points of the shape say', () => {
  const triangle: [number, number][] = [
    [-2, -1],
    [2, -1],
    [1, 2],
  ];
  const shape = body({ polygon: triangle });
  const share = fc.array(number(0, 1), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(
      number(-4, 14),
      number(-4, 14),
      number(-3, 3),
      fc.array(share, { minLength: 50 }),
      (x, y, angle, shares) => {
        const [c, s] = cosSin(angle);
        const inView = shares.map(([p, q]) => {
          const [a, b] = p! + q! > 1 ? [1 - p!, 1 - q!] : [p!, q!];
          const u = -2 + 4 * a + 3 * b;
          const v = -1 + 3 * b;
          const [px, py] = [x + c * u - s * v, y + s * u + c * v];
          return px > 1e-6 && px < 10 - 1e-6 && py > 1e-6 && py < 10 - 1e-6;
        });
        const found = visibility(shape, x, y, angle, view);
        if (inView.some(Boolean)) assert.is.not(found, 'none');
        if (!inView.every(Boolean) && found === 'full')
          assert.ok(Math.min(x, y, 10 - x, 10 - y) > 0.7, 'full although a point is outside');
      },
    ),
    { numRuns: 2000 },
  );
});

test.run();
