// What holds for every scenario that is a scene: its page, what it requires, how its clips come out; and the study's four tasks.
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scenes } from '../../tools/catalogue.mjs';
import { pages, withTable } from '../../tools/scenario-tables.mjs';
import { number } from '../support/numbers.js';
import { close, each, kinema } from './clips.js';

const test = suite('scenes');

test('every scene has a page with its table of factors and a picture that stands in it', () => {
  for (const { path, scenario } of pages) {
    const page = readFileSync(path, 'utf8');
    assert.is(page, withTable(page, scenario), `${path}: run node tools/scenario-tables.mjs`);
    assert.match(page, `](../images/scenario-${scenario.name}.png)`);
    assert.ok(existsSync(new URL(`../../docs/images/scenario-${scenario.name}.png`, import.meta.url)));
  }
});

test('every clip is made, has finite states, and bodies of the catalogue', () => {
  for (const { name, bodies } of scenes) {
    const kinds = new Set(bodies.map((body: { name: string }) => body.name));
    each(name, 300, ({ clip }) => {
      assert.ok(clip.states.every(Number.isFinite), name);
      for (const body of clip.bodies)
        assert.ok(kinds.has(body.name.replace(/\d+$/, '')) || kinds.has(body.name), body.name);
    });
  }
});

test('contacts stand in order of their time, those of jointed bodies too', () => {
  for (const { name } of scenes)
    each(name, 100, ({ clip }) => {
      const moments = clip.contacts.map(({ steps, offset }) => [steps, offset] as const);
      for (const [i, [steps, offset]] of moments.entries()) {
        const [stepsBefore, offsetBefore] = moments[i - 1] ?? [0, 0];
        assert.ok(steps > stepsBefore || (steps === stepsBefore && offset >= offsetBefore), `${name}, contact ${i}`);
      }
    });
});

test('nobody begins in another', () => {
  for (const { name } of scenes) {
    const source = kinema.open({
      kinema: 1,
      scenario: name,
      constraints: { noOverlap: true },
      splits: { train: { count: 100 } },
    });
    for (let index = 0; index < 100; index++) source.clip(index, { stages: {} });
  }
});

/** The message of the error that a clip of hand-set factors makes, or none. */
function refusal(source: ReturnType<typeof kinema.open>, factors: Record<string, number>): string | undefined {
  source.override(factors);
  try {
    source.clip(0, { stages: {} });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test('what fits goes on fitting when a factor becomes better', () => {
  for (const { name, scene, factors: list } of scenes as any[]) {
    const source = kinema.open({ kinema: 1, scenario: name, splits: { train: { count: 1 } } });
    const real = list.filter((factor: any) => factor.type === 'number' && !factor.whole && factor.default !== 'placed');
    const range = (factor: any) => {
      const [low, high] = factor.default.uniform ?? [factor.default, factor.default];
      return number(Math.max(factor.min, low / 3), Math.min(factor.max, high * 2));
    };
    const better = new Set<string>(scene.more ?? []);
    fc.assert(
      fc.property(fc.tuple(...real.map(range)), fc.nat(), number(0, 1), (values, which, part) => {
        const given = Object.fromEntries(real.map((factor: any, i: number) => [factor.name, values[i] as number]));
        if (refusal(source, given)) return;
        const factor = real[which % real.length];
        const end = better.has(factor.name) ? factor.max : factor.min;
        // Of an angle from straight down, less is less of it.
        const best = factor.min < 0 && factor.name !== 'offset' ? 0 : end;
        const value = best + ((given[factor.name] as number) - best) * part;
        assert.is(refusal(source, { ...given, [factor.name]: value }), undefined, `${name} ${factor.name} ${value}`);
      }),
      { numRuns: 150 },
    );
  }
});

test('factors that leave no room are named', () => {
  const source = kinema.open({ kinema: 1, scenario: 'bounce', splits: { train: { count: 1 } } });
  assert.is(
    refusal(source, { h: 20, r: 0.5 }),
    'clip train 0: h and r leave no room in the view; make them smaller, or the view larger',
  );
  assert.throws(
    () =>
      kinema
        .open({ kinema: 1, scenario: 'bounce', factors: { h: 20 }, splits: { train: { count: 1 } } })
        .clip(0, { stages: {} }),
    /no combination of its factors is feasible/,
  );
});

test('factors of a scene are one clip in every view that has room', () => {
  const at = (view: number[]) => {
    const source = kinema.open({
      kinema: 1,
      scenario: 'pendulum',
      image: { view },
      splits: { train: { count: 1 } },
    } as never);
    source.override({ g: 9, length: 3, angle: 40, r: 0.5 });
    return Array.from(source.clip(0, { stages: {} }).states.slice(6 + 2 * 12, 12 + 2 * 12));
  };
  const [here, there] = [at([0, 0, 10, 10]), at([100, 50, 110, 60])];
  close(there[0]!, here[0]! + 100, 1e-4, 'moved view x');
  close(there[1]!, here[1]! + 50, 1e-4, 'moved view y');
  close(there[2]!, here[2]!, 1e-4, 'moved view angle');
});

const px = 1 / 6;

test('ambiguity: laid out in pixels as the study has it', () => {
  each('ambiguity', 50, ({ f, at, clip }) => {
    const radius = Object.fromEntries(clip.bodies.map((body) => [body.name, body.radius / px]));
    close(radius.ball!, 25.5, 1e-9, 'ball');
    close(radius.dot1!, 10.5, 1e-9, 'dot');
    const red = 2 + f.r! * 62;
    assert.ok(
      Number.isInteger(Math.round(radius['red-ball']! * 1e9) / 1e9) && Math.abs(radius['red-ball']! - red) <= 0.5,
    );
    const [dot1, dot2] = [at(0, 6), at(0, 7)];
    close(dot1.x / px, 0.4 * 512, 1e-3, 'first dot');
    close(dot2.x / px, 0.5 * 512, 1e-3, 'second dot');
    close(dot1.y / px, 0.3 * 512, 1e-3, 'height of the dots');
    // The first frame is one step after the start.
    close(at(0, 8).x / px, Math.trunc(0.45 * 511), 1e-3, 'red ball');
    close(at(0, 8).y / px, Math.trunc(0.46 * 511), 0.05, 'height of the red ball');
  });
});

test('ambiguity: a ball passes a gap that is wider than it is, and stays above a narrower one', () => {
  const source = kinema.open(
    JSON.parse(readFileSync(new URL('../../recipes/phyworld/ambiguity.json', import.meta.url), 'utf8')),
  );
  for (const [split, size] of [
    ['task_20000', 101],
    ['task_20001', 101],
    ['task_20002', 100],
    ['task_20003', 100],
  ] as const) {
    assert.is(source.split(split).size, size);
    let before = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < size; index++) {
      const clip = source.clip(index, { split, stages: {} });
      const [dots, dot, gap, x, , r] = clip.factors as unknown as number[];
      const varied = { task_20000: r!, task_20001: x!, task_20002: gap!, task_20003: dot! }[split];
      assert.ok(varied > before, `${split} ${index} is out of order`);
      before = varied;
      const red = clip.bodyCount - 1;
      const last = clip.states.subarray((49 * clip.bodyCount + red) * 6);
      const fell = last[1]! / px < 0.3 * 512;
      if (dots === 1) assert.ok(fell, `${split} ${index} stays on a ball`);
      else {
        const room = gap! * 512 - 21 - (2 * clip.bodies[red]!.radius) / px;
        // Off the middle by a pixel, it may roll off two balls that are near each other.
        if (room > 0.5) assert.ok(fell, `${split} ${index}: ${room} px of room`);
        if (room < -0.5 && split === 'task_20000') assert.not(fell, `${split} ${index}: ${room} px of room`);
      }
    }
  }
});

test('temporal: training has collisions or bounces, the composition one after the other', () => {
  const source = kinema.open(
    JSON.parse(readFileSync(new URL('../../recipes/phyworld/temporal.json', import.meta.url), 'utf8')),
  );
  const hits = (split: string, index: number) => {
    const clip = source.clip(index, { split, stages: {} });
    return { bodies: clip.bodyCount, with: clip.contacts.map(({ a, b }) => (a === 0 ? 'wall' : `${a}${b}`)) };
  };
  const counts = { 2: 0, 3: 0 } as Record<number, number>;
  for (let index = 0; index < 2000; index++) {
    const { bodies, with: found } = hits('train', index);
    counts[bodies]!++;
    assert.equal(found, bodies === 2 ? ['wall'] : ['12'], `train ${index}`);
  }
  assert.ok(Math.abs(counts[2]! - 1000) < 120, `${counts[2]} bounces of 2,000`);
  for (let index = 0; index < source.split('eval_composition').size; index++)
    assert.equal(hits('eval_composition', index).with.slice(0, 2), ['12', 'wall'], `eval_composition ${index}`);
});

test.run();
