// Shapes of the objects against the study's formulas (section 3.3 of its protocol), as a reference in f64 has them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, bar, jar, type PixelBody, sticks, walls } from '../../scenes/phyre-objects.js';
import type { Point } from '../../scenes/scene.js';
import { jarSize, kindOf, layout, openLayouts, sides, type Thing, things } from './layouts.js';

const test = suite('phyre shapes');

/** px: points are f32 in metres. */
const NEAR = 1e-4;

/** Whether two polygons have the same corners in the same order, wherever they begin. */
function samePolygon(a: Point[], b: Point[]): boolean {
  return (
    a.length === b.length &&
    b.some((_, shift) =>
      a.every(([x, y], i) => {
        const [u, v] = b[(i + shift) % b.length]!;
        return Math.hypot(x - u, y - v) < NEAR;
      }),
    )
  );
}

function same(actual: Thing, expected: PixelBody): void {
  assert.is(actual.shapes.length, expected.shapes.length, actual.name);
  assert.is(actual.dynamic, expected.dynamic, actual.name);
  assert.ok(Math.abs(actual.diameter - expected.diameter) < NEAR * 2, `${actual.name} ${actual.diameter}`);
  actual.shapes.forEach((shape, i) => {
    const other = expected.shapes[i]!;
    if ('circle' in shape) assert.ok('circle' in other && Math.abs(shape.circle - other.circle) < NEAR, actual.name);
    else
      assert.ok(
        'polygon' in other && samePolygon(shape.polygon, other.polygon),
        `${actual.name}: ${JSON.stringify(shape)} is not ${JSON.stringify(other)}`,
      );
  });
}

/** The object that the study makes of this one's size. */
function made(thing: Thing, S: number): PixelBody {
  const first = thing.shapes[0]!;
  const width = 'polygon' in first ? sides(first.polygon)[0] : 0;
  switch (kindOf(thing.name)) {
    case 'ball':
      return ball(S, (thing.diameter + 0.01) / S);
    case 'dot':
      return ball(S, 0.04, false);
    case 'standing-bar':
      return bar(S, 0.15 + 0.05 * Number(thing.name.slice('standing-bar'.length)));
    case 'static-bar':
      return bar(S, width / S, false);
    case 'jar':
      return jar(S, jarSize(thing).height / S);
    case 'sticks':
      return sticks(S, (1.5 * width) / S);
    default:
      return bar(S, width / S);
  }
}

for (const S of [512, 256])
  test(`500 layouts of ${S} px have the study's shapes`, () => {
    const source = openLayouts({}, { size: S });
    const seen: Record<string, number> = {};
    for (let i = 0; i < 500; i++) {
      const all = things(layout(source, i));
      walls(S).forEach((wall, k) => {
        same(all[k]!, wall);
        assert.ok(Math.abs(all[k]!.x - wall.x) < NEAR && Math.abs(all[k]!.y - wall.y) < NEAR, all[k]!.name);
      });
      for (const thing of all.slice(4, -1)) {
        same(thing, made(thing, S));
        const kind = kindOf(thing.name);
        seen[kind] = (seen[kind] ?? 0) + 1;
      }
      assert.is(all.at(-1)!.name, 'red-ball');
    }
    assert.equal(Object.keys(seen).sort(), ['ball', 'bar', 'dot', 'jar', 'standing-bar', 'static-bar', 'sticks']);
  });

test('colours and numbers: black does not move, grey does, the ball is red', () => {
  const source = openLayouts();
  for (let i = 0; i < 100; i++) {
    const { bodies } = layout(source, i);
    for (const { name, color, dynamic } of bodies)
      assert.is(color, name === 'red-ball' ? '#f34f46' : dynamic ? '#b9cad2' : '#000000', name);
    assert.is(new Set(bodies.map(({ name }) => name)).size, bodies.length);
    assert.equal(
      bodies.slice(0, 4).map(({ name }) => name),
      ['bottom', 'left', 'top', 'right'],
    );
  }
});

test.run();
