// Contacts that touch now, as the host reads them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Touch } from '../../bindings/typescript/engine/layout.js';
import { RawWorld } from '../support/raw-world.js';

const test = suite('touches');

function touches(world: RawWorld) {
  const count = world.exports.worldTouching(world.handle);
  const first = world.exports.worldTouches();
  return Array.from({ length: count }, (_, i) => world.views.read(Touch, first + i * Touch.size));
}

test('a stack of boxes: each pair with two points that carry what stands above', () => {
  const world = new RawWorld({ sleeping: 0 });
  const floor = world.wall(0, -0.5, 5, 0.5);
  const boxes = [0, 1, 2].map((i) => world.box(0, 0.5 + i, 0.5, 0.5));
  world.step(120);
  const found = touches(world);
  assert.equal(
    found.map(({ a, b }) => [a, b]),
    [
      [floor, boxes[0]],
      [boxes[0], boxes[1]],
      [boxes[1], boxes[2]],
    ],
  );
  found.forEach(({ points, ny, normalImpulse1, normalImpulse2, y1, separation1 }, i) => {
    assert.is(points, 2);
    assert.ok(Math.abs(ny - 1) < 1e-5);
    const load = ((3 - i) * 9.8) / 60;
    assert.ok(
      Math.abs(normalImpulse1 + normalImpulse2 - load) < load * 0.02,
      `${normalImpulse1 + normalImpulse2} carries ${load}`,
    );
    assert.ok(Math.abs(y1 - i) < 0.01 && Math.abs(separation1) < 0.006);
  });
});

test('bodies that part are not listed, nor are sensors', () => {
  const world = new RawWorld({ gravityY: 0 });
  world.ball(0, 0, 1);
  world.ball(1.5, 0, 1, {}, { sensor: 1 });
  world.step(10);
  assert.equal(touches(world), []);
  assert.is(world.exports.worldTouching(world.handle + 1), -1);
});

test.run();
