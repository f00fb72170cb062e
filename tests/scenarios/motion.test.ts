// Laws of motion against their closed forms, on 1,000 random clips each: bounce, slide, roll, pendulum, spring, orbit.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { close, each, integrate, wrapped } from './clips.js';

const test = suite('motion');
const clips = 1000;
const floor = 0.5;

/** Height above the floor of a ball that fell from h, and which bounce it is after. */
function bounced(t: number, g: number, e: number, h: number): number {
  let speed = Math.sqrt(2 * g * h);
  let since = t - speed / g;
  if (since < 0) return h - (g * t * t) / 2;
  for (let i = 0; i < 1000; i++) {
    speed *= e;
    const flight = (2 * speed) / g;
    if (since < flight) return speed * since - (g * since * since) / 2;
    since -= flight;
  }
  return 0;
}

test('bounce: heights and times of all bounces', () => {
  each('bounce', clips, ({ f, at, time, frames }) => {
    const { x, g, e, h, v, r } = f as Record<string, number>;
    for (let k = 0; k < frames; k++) {
      const state = at(k, 1);
      close(state.x, x! + v! * time(k), 2e-5, 'bounce x');
      close(state.y, floor + r! + bounced(time(k), g!, e!, h!), 2e-3, 'bounce y');
    }
  });
});

test('bounce without loss keeps its energy', () => {
  each('bounce', 200, ({ clip }) => assert.ok((clip.conservation.energy as number) <= 1e-5), { e: 1 });
});

/** Distance along the slope from where a body began, and off it. */
function along(angle: number, from: { x: number; y: number }, to: { x: number; y: number }) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return { way: dx * Math.cos(angle) - dy * Math.sin(angle), off: dx * Math.sin(angle) + dy * Math.cos(angle) };
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

test('slide: a = g (sin - mu cos), or it stays', () => {
  each('slide', clips, ({ f, at, time, frames }) => {
    const tilt = radians(f.angle!);
    const a = f.g! * Math.max(0, Math.sin(tilt) - f.mu! * Math.cos(tilt));
    for (let k = 0; k < frames; k++) {
      const { way, off } = along(tilt, at(0, 1), at(k, 1));
      close(way, (a * time(k) ** 2) / 2, 2e-2, 'slide way');
      close(off, 0, 1e-3, 'slide off the slope');
      close(wrapped(at(k, 1).angle + tilt), 0, 1e-3, 'slide angle');
    }
  });
});

test('slide that is pushed on the level comes to rest after v^2 / (2 mu g)', () => {
  each(
    'slide',
    200,
    ({ f, at, time, frames }) => {
      const a = f.mu! * f.g!;
      for (let k = 0; k < frames; k++) {
        const t = Math.min(time(k), f.v! / a);
        close(at(k, 1).x - at(0, 1).x, f.v! * t - (a * t * t) / 2, 5e-3, 'slide on the level');
      }
    },
    { angle: 0, v: { uniform: [1, 3] }, mu: { uniform: [0.1, 0.6] } },
  );
});

test('roll: two thirds of g sin where tan <= 3 mu, else it slips', () => {
  each('roll', clips, ({ f, at, time, frames }) => {
    const tilt = radians(f.angle!);
    const grips = Math.tan(tilt) <= 3 * f.mu!;
    const a = grips ? (f.g! * Math.sin(tilt)) / 1.5 : f.g! * (Math.sin(tilt) - f.mu! * Math.cos(tilt));
    const spin = grips ? a / f.r! : (2 * f.mu! * f.g! * Math.cos(tilt)) / f.r!;
    for (let k = 0; k < frames; k++) {
      const { way, off } = along(tilt, at(0, 1), at(k, 1));
      close(way, (a * time(k) ** 2) / 2, 2e-2, 'roll way');
      close(off, 0, 1e-3, 'roll off the slope');
      close(at(k, 1).omega, -spin * time(k), 2e-2, 'roll spin');
    }
  });
});

test('pendulum: swings as its equation says, the bob with it', () => {
  each('pendulum', clips, ({ f, at, time, frames, clip }) => {
    const { g, length, r } = f as Record<string, number>;
    const swing = (-g! * length!) / (length! ** 2 + r! ** 2 / 2);
    let state = [radians(f.angle!), 0];
    for (let k = 0; k < frames; k++) {
      if (k) state = integrate(state, time(k) - time(k - 1), 40, ([a, w]) => [w!, swing * Math.sin(a!)]);
      close(wrapped(at(k, 1).angle - state[0]!), 0, 3e-3, 'pendulum angle');
      const { x, y } = at(k, 1);
      close(Math.hypot(x - 5, y - 8.5), length!, 1e-3, 'pendulum length');
    }
    assert.ok((clip.conservation.energy as number) <= 1e-4, `energy ${clip.conservation.energy}`);
  });
});

test('pendulum: the period is that of the elliptic integral', () => {
  each('pendulum', 200, ({ f, at, time, frames }) => {
    const { g, length, r } = f as Record<string, number>;
    // Arithmetic-geometric mean of 1 and cos(angle / 2).
    let [a, b] = [1, Math.cos(radians(f.angle!) / 2)];
    for (let i = 0; i < 6; i++) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
    const period = (2 * Math.PI * Math.sqrt((length! ** 2 + r! ** 2 / 2) / (g! * length!))) / a;
    // It first hangs straight down after a quarter.
    let k = 1;
    while (k < frames && at(k, 1).angle > 0) k++;
    if (k === frames) return;
    const [before, after] = [at(k - 1, 1), at(k, 1)];
    const share = before.angle / (before.angle - after.angle);
    close(time(k - 1) + share * (time(k) - time(k - 1)), period / 4, 5e-3, 'quarter of the period');
  });
});

test('spring: x(t) of the damped oscillator', () => {
  each('spring', clips, ({ f, at, time, frames }) => {
    const w = Math.sqrt(f.k! / f.m!);
    const d = f.damping!;
    const wd = w * Math.sqrt(1 - d * d);
    for (let k = 0; k < frames; k++) {
      const t = time(k);
      const x = f.a! * Math.exp(-d * w * t) * (Math.cos(wd * t) + ((d * w) / wd) * Math.sin(wd * t));
      close((at(k, 2).x - 5 - x) / f.a!, 0, 2e-2, 'spring x by its first swing');
      close(at(k, 2).y, 5, 1e-5, 'spring off the rail');
    }
  });
});

test('orbit: energy, angular momentum, and where Kepler says that it is', () => {
  each('orbit', clips, ({ f, at, time, frames, clip }) => {
    const { mu, a, e, turn } = f as Record<string, number>;
    const way = f.direction === 0 ? 1 : -1;
    const n = Math.sqrt(mu! / a! ** 3);
    const momentum = way * Math.sqrt(mu! * a! * (1 - e! * e!));
    assert.ok((clip.conservation.energy as number) <= 1e-3, `energy ${clip.conservation.energy}`);
    for (let k = 0; k < frames; k++) {
      const { x, y, vx, vy } = at(k, 1);
      close(((x - 5) * vy - (y - 5) * vx) / momentum, 1, 1e-5, 'orbit angular momentum');
      // Mean anomaly from the nearest point: it began at the farthest.
      const mean = Math.PI + n * time(k);
      let anomaly = mean;
      for (let i = 0; i < 30; i++) anomaly -= (anomaly - e! * Math.sin(anomaly) - mean) / (1 - e! * Math.cos(anomaly));
      const px = a! * (Math.cos(anomaly) - e!);
      const py = way * a! * Math.sqrt(1 - e! * e!) * Math.sin(anomaly);
      const u = radians(turn!) + Math.PI;
      close(x - 5, px * Math.cos(u) - py * Math.sin(u), 3e-3, 'orbit x');
      close(y - 5, px * Math.sin(u) + py * Math.cos(u), 3e-3, 'orbit y');
    }
  });
});

test.run();
