// Peers' expectations of restitution: the coefficient, energy, spin, and what must not bounce.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, floor, h, near, open, space, wall } from './support.js';

const test = suite('peers: bounces');

/** m/s, as in the peer's tests. */
const speed = 5;
const smooth = (restitution: number) => ({ friction: 0, restitution });

// Box2D 3, test/test_restitution.c, HeadOnTest
test('two discs head on part at e times the closing speed, whatever they weigh', () => {
  for (const density of [1, 10, 100])
    for (const e of [0, 0.25, 0.5, 0.75, 1]) {
      const world = space();
      const a = world.addBody(ball(-1, 0, 0.5, { velocity: [speed / 2, 0] }, smooth(e)));
      const b = world.addBody(ball(1, 0, 0.5, { velocity: [-speed / 2, 0] }, { ...smooth(e), density }));
      const momentum = () => a.mass * a.velocity[0] + b.mass * b.velocity[0];
      const before = momentum();
      world.step(120);
      near((b.velocity[0] - a.velocity[0]) / speed, e, 1e-5, `e ${e}, density ${density}:`);
      near(momentum() / (a.mass + b.mass), before / (a.mass + b.mass), 1e-6);
    }
});

// Box2D 3, test/test_restitution.c, PhaseTest
test('a bounce does not depend on when in a step it happens', () => {
  for (const e of [0.25, 0.5, 0.9])
    for (let i = 0; i < 16; i++) {
      const world = space();
      world.addBody(floor(smooth(0)));
      const body = world.addBody(ball(0, 0.5 + (i / 16) * speed * h, 0.5, { velocity: [0, -speed] }, smooth(e)));
      world.step(60);
      near(body.velocity[1] / speed, e, 1e-5, `gap ${i}/16:`);
    }
});

// Box2D 3, test/test_restitution.c, SupportedTest
test('a ball that hits a column of dead balls comes back with no more than e', () => {
  for (const e of [0.5, 0.9])
    for (let n = 0; n <= 3; n++) {
      const world = space();
      world.addBody(floor(smooth(0)));
      for (let i = 0; i < n; i++) world.addBody(ball(0, 0.5 + i, 0.5, {}, smooth(0)));
      const body = world.addBody(ball(0, 0.5 + n + 0.5 * speed * h, 0.5, { velocity: [0, -speed] }, smooth(e)));
      world.step(60);
      const back = body.velocity[1] / speed;
      assert.ok(back <= e + 0.01, `e ${e} on ${n}: ${back}`);
      if (n === 0) near(back, e, 1e-5);
    }
});

// Box2D 3, test/test_restitution.c, TwoPointTest
test('a box that lands flat comes up flat, at e times its speed', () => {
  for (const e of [0.5, 0.9]) {
    const world = space();
    world.addBody(floor(smooth(0)));
    const body = world.addBody(box(0, 0.25 + 0.5 * speed * h, 1, 0.25, { velocity: [0, -speed] }, smooth(e)));
    world.step(60);
    near(body.velocity[1] / speed, e, 1e-5);
    near(body.omega, 0, 1e-5);
  }
});

// Box2D 3, test/test_restitution.c, SpinTest
test('a plank that lands flat while it spins gains no energy', () => {
  for (const omega of [0, 0.5, 1, 2]) {
    const world = space();
    world.addBody(floor(smooth(0)));
    const body = world.addBody(box(0, 0.25 + 0.5 * speed * h, 1, 0.25, { velocity: [0, -speed], omega }, smooth(1)));
    const energy = () => 0.5 * body.mass * body.velocity[1] ** 2 + 0.5 * body.inertia * body.omega ** 2;
    const before = energy();
    world.step(60);
    near(energy() / before, 1, 1e-4, `spin ${omega}:`);
    assert.ok(body.velocity[1] > 0);
  }
});

// Box2D 3, test/test_restitution.c, DropTest
test('an elastic ball comes up to where it was dropped, from 10, 20 and 40 m, six times', () => {
  for (const top of [40, 20, 10]) {
    const world = open();
    world.addBody({ type: 'static', position: [0, 0], shapes: [{ segment: { a: [-60, 0], b: [60, 0] } }] });
    const body = world.addBody(ball(0, top, 0.5, {}, smooth(1)));
    const tops: number[] = [];
    for (let i = 0, last = 0; i < 4000 && tops.length < 6; i++) {
      world.step();
      const up = body.velocity[1];
      if (last > 0 && up <= 0) tops.push(body.position[1]);
      last = up;
    }
    assert.is(tops.length, 6);
    // The highest sample is within half a step of the apex.
    for (const y of tops) assert.ok(y <= top * 1.0005 && y >= top - 10 * h * h - top * 5e-4, `${y} of ${top}`);
  }
});

// Box2D 3, test/test_restitution.c, SingleBoxTest
test('an elastic box dropped flat from 10 m bounces four times without spin', () => {
  const world = open();
  world.addBody({ type: 'static', position: [0, 0], shapes: [{ segment: { a: [-20, 0], b: [20, 0] } }] });
  const body = world.addBody(box(0, 10, 0.5, 0.5, {}, smooth(1)));
  let tops = 0;
  for (let i = 0, last = 0; i < 1200 && tops < 4; i++) {
    world.step();
    const up = body.velocity[1];
    assert.ok(Math.abs(body.omega) < 0.01);
    if (last > 0 && up <= 0) {
      near(body.position[1], 10, 0.05);
      tops++;
    }
    last = up;
  }
  assert.is(tops, 4);
});

// Box2D 3, test/test_restitution.c, ThresholdTest
test('hits below the threshold do not bounce, those above do', () => {
  for (const scale of [0.5, 0.9, 1.5, 4]) {
    const world = space({ restitutionThreshold: 1 });
    world.addBody(floor(smooth(0)));
    const body = world.addBody(ball(0, 0.5 + 0.5 * scale * h, 0.5, { velocity: [0, -scale] }, smooth(1)));
    world.step(60);
    near(body.velocity[1] / scale, scale < 1 ? 0 : 1, 1e-4, `${scale} m/s:`);
  }
});

// Box2D 3, test/test_restitution.c, RestingTest
test('a stack of ten boxes of restitution 0.9 stays at rest', () => {
  const world = open({ sleeping: false });
  world.addBody(floor({ restitution: 0.9, friction: 0.6 }));
  const boxes = Array.from({ length: 10 }, (_, i) =>
    world.addBody(box(0, 0.5 + i, 0.5, 0.5, {}, { restitution: 0.9, friction: 0.6 })),
  );
  world.step(120);
  const settled = boxes[9]?.position[1] as number;
  for (let i = 0; i < 300; i++) {
    world.step();
    near(boxes[9]?.position[1] as number, settled, 0.01);
    for (const { velocity } of boxes) assert.ok(Math.hypot(...velocity) < 0.05);
  }
});

// Box2D 3, test/test_restitution.c, CornerTest
test('a tilted box that lands on a corner spins off as one impulse there says', () => {
  for (const angle of [-0.4, -0.2]) {
    const world = open();
    world.addBody({ type: 'static', position: [0, 0], shapes: [{ segment: { a: [-20, 0], b: [20, 0] } }] });
    const body = world.addBody(box(0, 5, 0.5, 0.5, { angle }, smooth(1)));
    let hit: { speed: number } | undefined;
    for (let i = 0; i < 400 && !hit; i++) {
      world.step();
      hit = world.events.of('hit')[0];
    }
    assert.ok(hit);
    // The corner is at r from the centre; only rx turns.
    const rx = 0.5 * Math.cos(angle) + 0.5 * Math.sin(angle);
    const impulse = (2 * hit.speed) / (1 / body.mass + (rx * rx) / body.inertia);
    near(body.omega, (rx * impulse) / body.inertia, 1e-3, `tilt ${angle}:`);
  }
});

/** m g y + m v^2 / 2 + I w^2 / 2, J. */
function energyOf(
  bodies: { mass: number; inertia: number; position: ArrayLike<number>; velocity: ArrayLike<number>; omega: number }[],
) {
  let sum = 0;
  for (const { mass, inertia, position, velocity, omega } of bodies)
    sum +=
      mass * (10 * (position[1] as number) + 0.5 * (velocity[0] as number) ** 2 + 0.5 * (velocity[1] as number) ** 2) +
      0.5 * inertia * omega ** 2;
  return sum;
}

// Box2D 3, test/test_restitution.c, OvershootTest
test('an elastic box that drops onto a block narrower than itself comes up no higher', () => {
  const world = open();
  world.addBody(wall(0, -0.25, 0.375, 0.25));
  const body = world.addBody(box(0, 10, 0.5, 0.5, {}, { restitution: 1 }));
  const before = energyOf([body]);
  let bounced = false;
  for (let i = 0; i < 300; i++) {
    world.step();
    bounced ||= body.velocity[1] > 0;
    assert.ok(energyOf([body]) <= before * 1.0005);
    if (bounced) assert.ok(body.position[1] <= 10.001);
  }
  assert.ok(bounced);
});

/** name, friction, angle, omega, height, vy, half width, half height, on another box, steps */
const drops: [string, number, number, number, number, number, number, number, boolean, number][] = [
  ['spinning onto a corner', 0.6, -1.43, 7.9, 0.9, -1.9, 0.5, 0.5, false, 300],
  ['spinning fast onto a corner', 0.6, -0.8, 12, 3, -8, 0.5, 0.5, false, 300],
  ['tumbling', 0.6, -0.3, 3, 8, 0, 0.5, 0.5, false, 600],
  ['flat, with spin', 0.6, 0, 2, 2, -5, 0.5, 0.5, false, 300],
  ['flat, without friction', 0, 0, 0, 10, 0, 0.5, 0.5, false, 1200],
  ['onto a corner', 0.6, -0.2, 0, 5, 0, 0.5, 0.5, false, 600],
  ['onto a box', 0.6, 0, 0, 4, 0, 0.5, 0.5, true, 1500],
  ['tall, flat', 0.6, 0, 0, 10, 0, 0.5, 1, false, 1200],
  ['narrow, flat', 0.6, 0, 0, 10, 0, 0.25, 1, false, 1200],
];

// Box2D 3, test/test_restitution.c, EnergyTest
for (const [name, friction, angle, omega, y, vy, hx, hy, two, steps] of drops)
  test(`elastic boxes with friction never gain energy: ${name}`, () => {
    const world = open({ sleeping: false });
    world.addBody({ type: 'static', position: [0, 0], shapes: [{ segment: { a: [-40, 0], b: [40, 0] }, friction }] });
    const matter = { friction, restitution: 1 };
    const bodies = [world.addBody(box(0, y, hx, hy, { angle, omega, velocity: [0, vy] }, matter))];
    if (two) bodies.push(world.addBody(box(0, hy, hx, hy, {}, matter)));
    const before = energyOf(bodies);
    for (let i = 0; i < steps; i++) {
      world.step();
      const now = energyOf(bodies);
      assert.ok(now <= before * 1.001, `${now / before} at step ${i}`);
    }
  });

// Box2D 3, test/test_restitution.c, ImpulseTest
test('the impulse of a bounce is the change of momentum', () => {
  for (const top of [1, 5, 20, 45])
    for (const e of [0, 0.25, 0.5, 0.75, 1]) {
      const world = open();
      world.addBody(floor(smooth(0)));
      const body = world.addBody(ball(0, 0.5 + top, 0.5, {}, smooth(e)));
      let hit: { impulse: number; speed: number } | undefined;
      for (let i = 0; i < 240 && !hit; i++) {
        world.step();
        hit = world.events.of('hit')[0];
      }
      assert.ok(hit);
      near(hit.speed, Math.sqrt(20 * top), 10 * h, 'to a step of gravity:');
      const change = (1 + e) * body.mass * hit.speed;
      assert.ok(
        hit.impulse >= change * 0.999 && hit.impulse <= change + body.mass * 10 * h * 1.001,
        `${top} m, e ${e}: ${hit.impulse / change}`,
      );
    }
});

// Rapier, crates/rapier2d/tests/issue_919_prediction_distance_restitution.rs, large_prediction_distance_preserves_restitution
test('the distance from which contacts are looked at does not change a bounce', () => {
  for (const e of [0.5, 0.8]) {
    const apexes = [undefined, 0.1].map((speculation) => {
      const world = open(speculation ? { speculation } : {});
      world.addBody(wall(0, 0, 30, 0.1, { restitution: e }));
      const body = world.addBody(ball(0, 2.3, 0.2, {}, { restitution: e }));
      let [touched, apex] = [false, 0];
      for (let i = 0; i < 400; i++) {
        world.step();
        const y = body.position[1];
        touched ||= y < 0.35;
        if (touched) apex = Math.max(apex, y);
      }
      return (apex - 0.3) / 2;
    });
    for (const apex of apexes) near(apex, e * e, 2e-3);
  }
});

test.run();
