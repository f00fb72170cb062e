// Laws of hits on 1,000 random clips each: what is conserved, and the closed forms of what comes out.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { close, each, integrate, type Seen, wrapped } from './clips.js';

const test = suite('hits');
const clips = 1000;

/** Impulse of a hit and the frames well before and after it; the hit must be the only one up to then. */
function onlyHit({ clip, time, frames }: Seen): { before: number; after: number[]; time: number } {
  const hit = clip.contacts[0]!;
  const next = clip.contacts[1]?.time ?? Number.POSITIVE_INFINITY;
  const all = Array.from({ length: frames }, (_, k) => k);
  return {
    before: Math.max(...all.filter((k) => time(k) < hit.time)),
    after: all.filter((k) => time(k) > hit.time + 1e-3 && time(k) < next - 1e-3),
    time: hit.time,
  };
}

test('merge: v = (m1 v1 - m2 v2) / (m1 + m2), at the time that the factors say', () => {
  each('merge', clips, (seen) => {
    const { f, at, clip } = seen;
    const hit = onlyHit(seen);
    close(hit.time, f.meet!, 1e-3, 'merge time');
    assert.is(clip.contactTotal, 1);
    const v = (f.m1! * f.v1! - f.m2! * f.v2!) / (f.m1! + f.m2!);
    close(at(0, 0).vx, f.v1!, 1e-6, 'merge v1');
    for (const k of hit.after) {
      for (const body of [0, 1]) {
        close(at(k, body).vx, v, 1e-3, 'merge v');
        close(at(k, body).vy, 0, 1e-3, 'merge sideways');
      }
      const apart = at(k, 1).x - at(k, 0).x - (Math.sqrt(f.m1!) + Math.sqrt(f.m2!)) / 2;
      close(apart, 0, 1e-3, 'merge apart');
    }
    close(clip.conservation.momentum as number, 0, 1e-5, 'merge momentum');
  });
});

test('bar-hit: what a ball gives a free bar off its centre', () => {
  each('bar-hit', clips, (seen) => {
    const { f, at, clip } = seen;
    const m = Math.PI * f.r! ** 2;
    const bar = f.ratio! * m;
    const inertia = (bar * (0.3 ** 2 + f.length! ** 2)) / 12;
    const arm = (f.offset! * f.length!) / 2;
    const impulse = ((1 + f.e!) * f.v!) / (1 / m + 1 / bar + arm ** 2 / inertia);
    const hit = onlyHit(seen);
    close(hit.time, f.meet!, 1e-3, 'bar-hit time');
    for (const k of hit.after) {
      close(at(k, 0).vx, f.v! - impulse / m, 1e-3, 'bar-hit ball');
      close(at(k, 1).vx, impulse / bar, 1e-3, 'bar-hit bar');
      close(at(k, 1).omega, (-impulse * arm) / inertia, 2e-3, 'bar-hit spin');
    }
    close(clip.conservation.momentum as number, 0, 1e-5, 'bar-hit momentum');
  });
});

test('bar-hit without loss keeps energy and angular momentum through all its hits', () => {
  each(
    'bar-hit',
    clips,
    ({ f, at, clip, frames }) => {
      close(clip.conservation.energy as number, 0, 1e-4, 'bar-hit energy');
      const m = Math.PI * f.r! ** 2;
      const bar = f.ratio! * m;
      const inertia = [(m * f.r! ** 2) / 2, (bar * (0.3 ** 2 + f.length! ** 2)) / 12];
      const angular = (k: number) =>
        [m, bar].reduce((sum, mass, b) => {
          const { x, y, vx, vy, omega } = at(k, b);
          return sum + mass * ((x - 5) * vy - (y - 5) * vx) + inertia[b]! * omega;
        }, 0);
      close((angular(frames - 1) - angular(0)) / (m * f.v! * f.length!), 0, 1e-4, 'bar-hit angular momentum');
    },
    { e: 1 },
  );
});

test('gas: energy, and all discs in the box', () => {
  each('gas', clips, ({ f, at, clip, frames }) => {
    close(clip.conservation.energy as number, 0, 1e-5, 'gas energy');
    assert.is(clip.bodyCount, 4 + f.n!);
    for (let body = 4; body < clip.bodyCount; body++) {
      const start = at(0, body);
      close(Math.hypot(start.vx, start.vy), f.v!, 1e-5, 'gas initial speed');
      for (let k = 0; k < frames; k++) {
        const { x, y } = at(k, body);
        const reach = Math.max(Math.abs(x - 5), Math.abs(y - 5)) + f.r! - 4.75;
        assert.ok(reach <= 1e-3, `disc ${body} is ${reach} m in a wall`);
      }
    }
  });
});

test('gas with loss loses energy', () => {
  each(
    'gas',
    100,
    ({ f, at, clip, frames }) => {
      const energy = (k: number) =>
        Array.from({ length: f.n! }, (_, i) => at(k, 4 + i)).reduce((sum, { vx, vy }) => sum + vx * vx + vy * vy, 0);
      assert.is(clip.conservation.energy, null);
      if (clip.contactTotal) assert.ok(energy(frames - 1) < energy(0));
    },
    { e: { uniform: [0.5, 0.9] }, n: 12 },
  );
});

test('cradle: what swings in on the left swings out on the right', () => {
  each(
    'cradle',
    clips,
    ({ f, at, time, frames, clip }) => {
      const { n, lifted, g, length, r } = f as Record<string, number>;
      close(clip.conservation.energy as number, 0, 1e-2, 'cradle energy');
      const swing = (-g! * length!) / (length! ** 2 + r! ** 2 / 2);
      const first = clip.contacts[0]!.time;
      let state = [(f.angle! * Math.PI) / 180, 0];
      for (let k = 0; k < frames; k++) {
        if (k) state = integrate(state, time(k) - time(k - 1), 40, ([a, w]) => [w!, swing * Math.sin(a!)]);
        const waiting = time(k) < first;
        // While the blow goes through the row, and when they come back.
        if (Math.abs(time(k) - first) < 0.1 || (!waiting && state[0]! > -0.05)) continue;
        for (let i = 0; i < n!; i++) {
          const moves = waiting ? i < lifted! : i >= n! - lifted!;
          close(wrapped(at(k, 1 + i).angle), moves ? -state[0]! : 0, 3e-2, 'cradle angle');
        }
      }
    },
    { n: { list: [3, 4, 5, 6] }, lifted: { list: [1, 2] } },
  );
});

test('spatial: the ball comes back as fast as it went, the square passes by', () => {
  for (const body of ['drawn', 'box'])
    each(
      'spatial',
      clips,
      ({ f, at, clip, time, frames }) => {
        const touch = (9.5 - f.r! - f.xBall!) / f.vBall!;
        assert.is(clip.contactTotal, 1);
        close(clip.contacts[0]!.time, touch, 1e-3, 'spatial time');
        for (let k = 0; k < frames; k++) {
          const way = Math.abs(time(k) - touch);
          close(at(k, 1).x, 9.5 - f.r! - f.vBall! * way, 2e-3, 'spatial ball');
          close(at(k, 2).x, f.xSquare! + f.vSquare! * time(k), 1e-4, 'spatial square');
          assert.is(clip.visible(k, 1), 'full');
        }
        close(clip.conservation.energy as number, 0, 1e-5, 'spatial energy');
      },
      { body },
    );
});

test('temporal: collision, then the wall, at their times', () => {
  each('temporal', clips, ({ f, clip, at }) => {
    const [m1, m2] = [f.r1! ** 2, f.r2! ** 2];
    const u2 = (2 * m1 * f.v1! - (m2 - m1) * f.v2!) / (m1 + m2);
    const [first, second] = clip.contacts;
    assert.equal([first!.a, first!.b], [1, 2]);
    close(first!.time, f.meet!, 1e-4, 'temporal collision');
    const wall = f.meet! + (f.room! + f.v2! * f.meet!) / u2;
    if (wall < 3.05 && u2 > 0) {
      assert.equal([second!.a, second!.b], [0, 2]);
      close(second!.time, wall, 1e-3, 'temporal wall');
    } else if (wall > 3.11) assert.is(clip.contactTotal, 1);
    close(at(0, 1).vx, f.v1!, 1e-6, 'temporal v1');
    close(clip.conservation.energy as number, 0, 1e-5, 'temporal energy');
  });
});

test('temporal: a ball alone meets the wall', () => {
  each(
    'temporal',
    clips,
    ({ f, clip }) => {
      assert.equal(
        clip.bodies.map(({ name }) => name),
        ['wall', 'ball2'],
      );
      close(clip.contacts[0]!.time, f.meet!, 1e-3, 'temporal alone');
    },
    { balls: 'second', v2: { uniform: [1, 3] } },
  );
});

test.run();
