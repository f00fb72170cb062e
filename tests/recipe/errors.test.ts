// A wrong recipe is refused with the field, the value and what would be right.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KinemaError, RecipeError } from '../../bindings/typescript/errors.js';
import { parseColor } from '../../bindings/typescript/recipe/color.js';
import { nearest } from '../../bindings/typescript/recipe/nearest.js';
import { applyOverrides } from '../../bindings/typescript/recipe/recipe.js';
import { catalogue, compile, drawn, each, type Loose, lines, pair, same, small } from './setup.js';

const scenarios = catalogue.scenarios.map(({ name }) => name).join(', ');
const seed = 'a whole number from 0 to 18446744073709551615 (beyond 2^53 as exact digits)';

each('version and scenario', [
  [{}, 'kinema: is missing; a recipe begins with kinema: 1'],
  [{ kinema: 2 }, 'kinema: 2 is a version that is not understood; this is version 1'],
  [small({ kinema: '1' }), 'kinema: "1" is not version 1'],
  [
    { kinema: 1, scene: 'x.json', bodies: [] },
    `scene: scene files are not supported yet; name a scenario: ${scenarios}`,
  ],
  [small({ scenario: 'colision' }), 'scenario: unknown scenario "colision"; did you mean "collision"?'],
  [small({ scenario: undefined }), 'scenario: is missing; it must be the name of a scenario'],
  ['[1, 2]', 'recipe: [1, 2] is not an object with kinema: 1, a scenario and splits'],
]);

each('unknown fields name the nearest', [
  [small({ phisics: {} }), 'phisics: unknown field; did you mean "physics"?'],
  [small({ physics: { gravty: [0, 0] } }), 'physics.gravty: unknown field; did you mean "gravity"?'],
  [
    small({ timing: { fps: 10 } }),
    'timing.fps: unknown field; there are frames, stepsPerFrame, firstFrameStep, conditionFrames',
  ],
  [small({ splits: { a: { count: 1, marksIn: {} } } }), 'splits.a.marksIn: unknown field; did you mean "markIn"?'],
  [
    small({ splits: { a: { grids: [{ factor: {} }] } } }),
    'splits.a.grids[0].factor: unknown field; did you mean "factors"?',
  ],
  [drawn({ v1: 1 }), 'factors.v1: unknown factor of uniform-motion; did you mean "v"?'],
  [
    drawn({ radius: 1 }),
    'factors.radius: unknown factor of uniform-motion; there are r, v, x, y, shape, color, direction',
  ],
  [
    drawn({ constructor: 1 }),
    'factors.constructor: unknown factor of uniform-motion; there are r, v, x, y, shape, color, direction',
  ],
]);

each('numbers and words of the header', [
  [small({ physics: { step: 0 } }), 'physics.step: 0 is not a number from 0.000001 to 1 (s)'],
  [small({ physics: { gravity: [0] } }), 'physics.gravity: [0] is not a pair [x, y] (m/s^2)'],
  [
    small({ physics: { gravity: [0, 1e5] } }),
    'physics.gravity[1]: 100000 is not a number from -10000 to 10000 (m/s^2)',
  ],
  [
    small({ physics: { integrator: 'exat' } }),
    'physics.integrator: "exat" is not one of exact, symplectic-euler; did you mean "exact"?',
  ],
  [small({ physics: { substeps: 65 } }), 'physics.substeps: 65 is not a whole number from 1 to 64'],
  [small({ timing: { frames: 1.5 } }), 'timing.frames: 1.5 is not a whole number from 1 to 65536'],
  [
    small({ timing: { frames: 5, conditionFrames: 6 } }),
    'timing.conditionFrames: 6 is more than the 5 frames of a clip',
  ],
  [small({ image: { size: [8, 128] } }), 'image.size[0]: 8 is not a whole number from 16 to 1024'],
  [
    small({ image: { view: [0, 0, 0, 10] } }),
    'image.view: [0, 0, 0, 10] is empty; it must be [x0, y0, x1, y1] with x0 < x1 and y0 < y1',
  ],
  [
    small({ image: { look: 'stdy' } }),
    'image.look: "stdy" is not one of study, clean, phyre, or an object that spells a look out',
  ],
  [
    small({ image: { look: { edge: 'hrd' } } }),
    'image.look.edge: "hrd" is not one of coverage, study, hard; did you mean "hard"?',
  ],
  [
    small({ image: { look: { softness: 0.1 } } }),
    'image.look.softness: 0.1 works with edge: study only; this edge is coverage',
  ],
  [
    small({ image: { look: { background: 'redd' } } }),
    'image.look.background: "redd" is not a colour: a name such as white, or #rrggbb',
  ],
  [small({ layers: ['depth'] }), 'layers[0]: "depth" is not one of mask'],
  [small({ placement: { minPre: 8 } }), 'placement.minPre: belongs to collision; uniform-motion has minVisible'],
  [
    pair({ placement: { minVisible: 8 } }),
    'placement.minVisible: belongs to uniform-motion and parabola; collision has minPre and minPost',
  ],
  [
    pair({ placement: { minPre: 20, minPost: 20 } }),
    'placement: minPre 20 and minPost 20 are more than the 32 frames of a clip',
  ],
  [small({ placement: { minVisible: 33 } }), 'placement.minVisible: 33 is more than the 32 frames of a clip'],
]);

each('seeds', [
  [small({ seed: -1 }), `seed: -1 is not ${seed}`],
  [small({ seed: 2 ** 60 }), `seed: 1152921504606847000 is not ${seed}`],
  [small({ seed: '18446744073709551616' }), `seed: "18446744073709551616" is not ${seed}`],
  [small({ seed: 1n << 64n }), `seed: 18446744073709551616 is not ${seed}`],
  [small({ seed: '0x10' }), `seed: "0x10" is not ${seed}`],
  [
    '{"kinema":1,"seed":18446744073709551616,"scenario":"collision","splits":{"a":{"count":1}}}',
    `seed: 18446744073709551616 is not ${seed}`,
  ],
]);

test('seeds up to 2^64 - 1 are exact in every spelling', () => {
  const recipe = (seed: string) => `{"kinema":1,"seed":${seed},"scenario":"collision","splits":{"a":{"count":1}}}`;
  same(recipe('18446744073709551615'), recipe('"18446744073709551615"'));
  same(recipe('9007199254740993'), pair({ seed: 9007199254740993n, splits: { a: { count: 1 } } }));
  assert.is(lines(recipe('9007199254740993.5'))[0]?.startsWith('recipe.seed: '), true);
});

each('numbers that are not finite', [
  [
    'kinema: 1\nscenario: uniform-motion\nphysics: { step: 1e999 }\nsplits: { a: { count: 1 } }',
    'physics.step: Infinity must be a finite number',
  ],
  [
    'kinema: 1\nscenario: uniform-motion\nfactors: { r: .nan }\nsplits: { a: { count: 1 } }',
    'factors.r: NaN must be a finite number',
  ],
  [
    'kinema: 1\nscenario: uniform-motion\nfactors: { r: { uniform: [1, -.inf] } }\nsplits: { a: { count: 1 } }',
    'factors.r.uniform[1]: -Infinity must be a finite number',
  ],
  [small({ image: { view: [0, 0, Number.NaN, 1] } }), 'image.view[2]: NaN must be a finite number'],
]);

test('several problems: ten lines, then how many more; each told once', () => {
  const many = lines(small({ splits: Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`s${i}`, {}])) }));
  assert.is(many.length, 11);
  assert.is(many[10], '... and 3 more');
  assert.equal(lines(small({ factors: { r: { uniform: [2, 1] } }, splits: { a: { count: 1 }, b: { count: 1 } } })), [
    'recipe.factors.r.uniform: [2, 1] is empty (min > max)',
  ]);
  assert.equal(lines(small({ seed: -1, physics: { substeps: 0 } })).length, 2);
});

test('errors say whose they are', () => {
  try {
    compile(drawn({ r: { uniform: [1.4, 0.7] } }));
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RecipeError);
    assert.instance(error, KinemaError);
    assert.is((error as RecipeError).kind, 'recipe');
    assert.is((error as RecipeError).field, 'recipe.factors.r.uniform');
    assert.equal((error as RecipeError).problems, [
      { field: 'recipe.factors.r.uniform', text: '[1.4, 0.7] is empty (min > max)' },
    ]);
  }
});

test('overrides', () => {
  const recipe = small({ layers: ['mask'], image: { view: [0, 0, 5, 5] } });
  same(applyOverrides(recipe, {}), recipe);
  same(
    applyOverrides(recipe, { size: [64, 32], supersample: 3, layers: [], look: 'phyre' }),
    small({ image: { view: [0, 0, 5, 5], size: [64, 32], supersample: 3, look: 'phyre' } }),
  );
  assert.equal(recipe.layers, ['mask']);
  const wrong = (overrides: Loose) => {
    try {
      applyOverrides(recipe, overrides);
      return 'accepted';
    } catch (error) {
      assert.is((error as KinemaError).kind, 'usage');
      return (error as Error).message;
    }
  };
  assert.is(
    wrong({ size: [8, 8] }),
    'size[0]: 8 is not a whole number from 16 to 1024\nsize[1]: 8 is not a whole number from 16 to 1024',
  );
  assert.is(wrong({ supersample: 9 }), 'supersample: 9 is not a whole number from 1 to 8');
  assert.is(wrong({ layers: ['msak'] }), 'layers[0]: "msak" is not one of mask; did you mean "mask"?');
  assert.is(
    wrong({ look: 'nice' }),
    'look: "nice" is not one of study, clean, phyre, or an object that spells a look out',
  );
});

test('nearest names and colours', () => {
  assert.is(nearest('gravty', ['gravity', 'step']), '; did you mean "gravity"?');
  assert.is(nearest('Step', ['gravity', 'step']), '; did you mean "step"?');
  assert.is(nearest('mass', ['gravity', 'step']), '; there are gravity, step');
  assert.is(nearest('x', []), '');
  assert.is(nearest('x'.repeat(100000), ['step']), '; there is step');
  assert.is(parseColor('RebeccaPurple'), 0x663399);
  assert.is(parseColor('#AbC'), 0xaabbcc);
  for (const text of ['', '#', '#12', '#12345', '#1234567', 'rgb(1,2,3)', 'constructor'])
    assert.is(parseColor(text), undefined);
});

test.run();
