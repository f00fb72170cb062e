// What comes of puzzles, beside planck from the same starts. Two solvers part after the first impacts, so that only distributions are compared;
// tools/phyre-statistics.mjs prints them for as many layouts as one has the time for.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compareOutcomes, openRuns, outcomes } from './outcomes.js';

const test = suite('phyre statistics');

for (const cleanStart of [false, true])
  test(`50 ${cleanStart ? 'clean layouts' : 'layouts'} of 1,000 steps: rest, touches of the red ball and heights as in planck`, () => {
    const source = openRuns(cleanStart);
    const all = Array.from({ length: 50 }, (_, i) => outcomes(source.clip(i, { stages: {} })));
    for (const { what, kinema, planck, p } of compareOutcomes(all))
      assert.ok(p > 0.01, `${what}: ${kinema} and ${planck}, p = ${p}`);
  });

test.run();
