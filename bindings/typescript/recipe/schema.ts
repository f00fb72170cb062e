// The shape of a recipe in zod 4: strict objects, ranges that hold for every scenario. What depends on the scenario (names
// and ranges of factors, defaults) is checked against the catalogue when the recipe is compiled.
//
// The `error` of each schema is a noun phrase, "a whole number from 1 to 64"; explain.ts makes sentences of them.
// For an unknown key it is the list of the known ones.

import { z } from 'zod';
import type { Recipe } from './types.js';
import { violationKinds } from './violations.js';

/** Largest seed: 2^64 - 1. */
export const maxSeed = 2n ** 64n - 1n;
/** Largest count of a split: an index is u32. */
export const maxCount = 2 ** 32 - 1;
/** Values of an axis or a list, at most. */
export const maxValues = 65536;
/** Boxes, or holes, of a split at most; values and pairs of `any`. */
const maxBoxes = 2000;
const maxRanges = 4096;
/** Largest coordinate of `view`, m. */
const maxView = 1e6;

function object<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : what) });
}

function number(what: string, min: number, max: number) {
  return z.number(what).min(min, what).max(max, what);
}

function whole(min: number, max: number) {
  const what = `a whole number from ${min} to ${max}`;
  return z.int(what).min(min, what).max(max, what);
}

function names<const Names extends readonly [string, ...string[]]>(values: Names) {
  return z.enum(values, `one of ${values.join(', ')}`);
}

const finite = z.number('a number');
const interval = z.tuple([finite, finite], 'a pair [min, max]');
const spaced = z.tuple([finite, finite, whole(1, maxValues)], 'three numbers [first, last, how many]');
const value = z.union([finite, z.string()], 'a number or a name');
const values = z
  .array(value, `a list of 1 to ${maxValues} values`)
  .min(1, `a list of 1 to ${maxValues} values`)
  .max(maxValues, `a list of 1 to ${maxValues} values`);
const weights = z.array(finite, 'a list of weights').max(maxValues, `a list of at most ${maxValues} weights`);

const choices = 'a list of values, a list of [value, weight], or an object value: weight';
const choice = z.union(
  [
    values,
    z
      .array(z.tuple([value, finite]))
      .min(1)
      .max(maxValues),
    z.record(z.string(), finite),
  ],
  choices,
);

/** The ways to draw a factor, by their key. */
export const forms = {
  constant: object('a distribution', { constant: value.describe('the same in every clip') }),
  uniform: object('a distribution', { uniform: interval.describe('[a, b]: uniform between a and b') }),
  union: object('a distribution', {
    union: z
      .array(interval, 'a list of pairs [min, max]')
      .min(1, 'a list of 1 or more pairs [min, max]')
      .max(maxValues / 2, 'a shorter list')
      .describe('uniform on several intervals, weighted by length'),
  }),
  linspace: object('a distribution', {
    linspace: spaced.describe('[a, b, n]: n equally spaced values from a to b; can be an axis of a grid'),
    without: z
      .array(finite, 'a list of numbers')
      .max(maxValues, `a list of at most ${maxValues} numbers`)
      .optional()
      .describe('values that are left out'),
  }),
  randomGrid: object('a distribution', {
    randomGrid: spaced.describe('[a, b, n]: n sorted draws between a and b; can be an axis of a grid'),
  }),
  list: object('a distribution', { list: values.describe('these values, equally likely; can be an axis of a grid') }),
  choice: object('a distribution', {
    choice: choice.describe(`by weight: ${choices}`),
    weights: weights.optional().describe('one for each value of the list'),
  }),
} as const;

/** How one factor is drawn. */
export const distributionSchema = z
  .union(
    [value, forms.constant, forms.uniform, forms.union, forms.linspace, forms.randomGrid, forms.list, forms.choice],
    `a value or one of ${Object.keys(forms).join(', ')}`,
  )
  .meta({ id: 'Distribution' });

/** Distributions by factor; the JSON Schema names the factors (json-schema.ts). */
export const factorsSchema = z.record(z.string(), distributionSchema, 'an object of factors').meta({ id: 'Factors' });

const tags = z
  .record(z.string(), z.union([z.string(), z.boolean()], 'text or true or false'), 'an object of tags')
  .meta({
    id: 'Tags',
    description: "stand in each clip's JSON",
  });
const markIn = z.record(z.string(), z.string('the name of a grid split'), 'an object tag: split').meta({
  id: 'MarkIn',
  description: 'tag: grid split; true where all factors equal a cell of that split',
});

const rows = z
  .record(z.string(), values, 'an object of columns')
  .meta({ id: 'Rows', description: 'values of several factors that go together: row i is the i-th of each' });

const anyText = `a list of 1 to ${maxRanges} values or pairs`;
/** A pair of names is refused when it is compiled, which knows the factor. */
const ends = z.tuple([value, value], 'a pair [min, max]') as unknown as typeof interval;
const ranged = z.union([ends, value], 'a value or a pair [min, max]');
const range = z
  .union(
    [
      ends,
      value,
      object('an object', {
        any: z.array(ranged, anyText).min(1, anyText).max(maxRanges, anyText),
      }),
    ],
    'a value, a pair [min, max], or { any: [...] }',
  )
  .meta({ id: 'BoxRange', description: 'a value, [min, max] with both ends, or { any: several of either }' });
const boxesText = `a list of 1 to ${maxBoxes} boxes`;
const boxes = z
  .array(z.record(z.string(), range, 'an object of ranges by factor').meta({ id: 'Box' }), boxesText)
  .min(1, boxesText)
  .max(maxBoxes, boxesText);

const frame = whole(0, 65535);
const frames = z.tuple([frame, frame], 'a pair of frames [first, last]').nullable();
const constraintsSchema = object('an object', {
  inView: frames.optional().describe('every moving body is wholly in view in frames a to b'),
  contact: frames.optional().describe('some bodies touch between frames a and b'),
  minDistance: number('a number from 0 to 1000000 (m)', 0, 1e6)
    .nullable()
    .optional()
    .describe('m between any two bodies at the start'),
  noOverlap: z.boolean('true or false').nullable().optional().describe('no two bodies begin in each other'),
}).meta({ id: 'Constraints', description: 'null takes back what the recipe asks' });

const placementSchema = object('an object', {
  minPre: whole(0, 65536).optional().describe('collision: frames before the contact'),
  minPost: whole(0, 65536).optional().describe('collision: frames after the contact'),
  minVisible: whole(0, 65536).optional().describe('uniform-motion, parabola: frames in view'),
  cleanStart: z
    .boolean('true or false')
    .optional()
    .describe('phyre: layouts that begin with an overlap are drawn again'),
}).meta({ id: 'Placement' });

const violationSchema = object('an object', {
  kind: names(violationKinds).describe('how the law is broken'),
  body: z.string('the name of a body').optional().describe('default the first that moves'),
  size: distributionSchema.optional().describe('how much, in the unit of the kind; fixed or drawn'),
  onset: object('an object', {
    frame: distributionSchema.optional().describe('the first frame that may differ, 1 to the last'),
    time: distributionSchema.optional().describe('s'),
    contact: distributionSchema.optional().describe("with the body's n-th contact"),
  })
    .optional()
    .describe('when it begins: one of frame, time, contact'),
  angle: distributionSchema.optional().describe('teleport: direction, rad from the x axis; default 0'),
  color: z.string('a colour').optional().describe("recolor: default the opposite of the body's"),
}).meta({ id: 'Violation', description: 'one breach of the law; the clip is else its twin' });

const subGrid = object('an object (a sub-grid)', {
  factors: factorsSchema.optional(),
  rows: rows.optional(),
  tags: tags.optional(),
  markIn: markIn.optional(),
});

const splitSchema = object('an object (a split)', {
  count: whole(1, maxCount).optional().describe('clips; required without a grid, else every feasible cell'),
  factors: factorsSchema.optional(),
  grid: z
    .array(z.string('the name of a factor'), 'a list of factors')
    .optional()
    .describe('factors whose product is the grid'),
  grids: z
    .array(subGrid, 'a list of 1 to 4096 sub-grids')
    .min(1, 'a list of 1 to 4096 sub-grids')
    .max(4096, 'a list of 1 to 4096 sub-grids')
    .optional()
    .describe('sub-grids, put in one row'),
  rows: rows.optional(),
  order: names(['shuffled', 'given']).optional().describe('how cells are numbered'),
  holes: boxes.optional().describe('what is left out'),
  boxes: boxes.optional().describe('what is kept; several factors in a box are tied'),
  constraints: constraintsSchema.optional(),
  placement: placementSchema.optional(),
  tags: tags.optional(),
  markIn: markIn.optional(),
  twinOf: z.string('the name of a split').optional().describe('split whose clips these are, but for violate'),
  violate: violationSchema.nullable().optional().describe('how its clips break their law'),
});

const seedText = `a whole number from 0 to ${maxSeed} (beyond 2^53 as exact digits)`;
/** 0 to 2^64 - 1. */
export const seedSchema = z.union(
  [
    z.int(seedText).min(0, seedText).max(Number.MAX_SAFE_INTEGER, seedText),
    z.string().refine((text) => /^\d{1,20}$/.test(text) && BigInt(text) <= maxSeed, seedText),
    z.bigint().min(0n, seedText).max(maxSeed, seedText),
  ],
  seedText,
);

/** A named look, or one spelled out. */
export const lookSchema = z.union(
  [
    names(['study', 'clean', 'phyre']),
    object('an object', {
      background: z.string('a colour').optional().describe('a colour: a name or #rrggbb; default white'),
      edge: names(['coverage', 'study', 'hard']).optional(),
      samples: names(['centers', 'corners']).optional(),
      rounding: names(['nearest', 'truncate']).optional(),
      softness: number('a number from 0 to 1', 0, 1)
        .optional()
        .describe('ramp of a study edge, share of the squared radius'),
    }),
  ],
  'one of study, clean, phyre, or an object that spells a look out',
);

const gravityText = 'a number from -10000 to 10000 (m/s^2)';
const gravity = number(gravityText, -1e4, 1e4);
const coordinate = number(`a number from -${maxView} to ${maxView}`, -maxView, maxView);

/** `image.size`. */
export const sizeSchema = z.tuple([whole(16, 1024), whole(16, 1024)], 'a pair [width, height]');
/** `image.supersample`. */
export const supersampleSchema = whole(1, 8);
/** `layers`. */
export const layersSchema = z.array(names(['mask']), 'a list of layers');

const nameText = 'one line of 1 to 100 characters, without < and control characters';
/** It is the title of a dataset's card: no line ends, no tags, nothing that turns the direction of the text. */
const nameForm = /^(?=.*\S)[^<\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]{1,100}$/u;

/** A whole recipe. */
export const recipeSchema = object('an object', {
  $schema: z.string('text').optional(),
  kinema: z.literal(1, 'version 1').describe('version of the recipe format'),
  name: z
    .string(nameText)
    .regex(nameForm, nameText)
    .optional()
    .describe(`${nameText}; for people: the title of the dataset's card, not part of the plan`),
  description: z.string('text').optional().describe('for people; not part of the plan'),
  source: z.string('text').optional().describe('where its numbers come from; not part of the plan'),
  seed: seedSchema.optional().describe('default 0'),
  scenario: z.string('the name of a scenario'),
  physics: object('an object', {
    gravity: z.tuple([gravity, gravity], 'a pair [x, y] (m/s^2)').optional().describe('m/s^2'),
    step: number('a number from 0.000001 to 1 (s)', 1e-6, 1).optional().describe('s'),
    integrator: names(['exact', 'symplectic-euler']).optional(),
    substeps: whole(1, 64).optional().describe('solver sub-steps a step'),
    restitutionThreshold: number('a number from 0 to 10000 (m/s)', 0, 1e4)
      .optional()
      .describe('m/s; slower hits do not bounce'),
    resolveOverlaps: names(['soft', 'project']).optional(),
  }).optional(),
  timing: object('an object', {
    frames: whole(1, 65536).optional(),
    stepsPerFrame: whole(1, 1000).optional(),
    firstFrameStep: whole(0, 1_000_000)
      .optional()
      .describe('frame k shows the world after step firstFrameStep + k * stepsPerFrame'),
    conditionFrames: whole(0, 65536).optional().describe('frames given to a model'),
  }).optional(),
  image: object('an object', {
    size: sizeSchema.optional().describe('[width, height] in pixels'),
    supersample: supersampleSchema.optional().describe('draw n times larger and average'),
    view: z
      .tuple([coordinate, coordinate, coordinate, coordinate], 'four numbers [x0, y0, x1, y1]')
      .optional()
      .describe('x0, y0, x1, y1 in m'),
    look: lookSchema.optional(),
  }).optional(),
  layers: layersSchema.optional(),
  placement: placementSchema.optional(),
  constraints: constraintsSchema.optional().describe('shared by all splits unless a split says otherwise'),
  violate: violationSchema.optional().describe('how the clips of all splits break their law'),
  factors: factorsSchema.optional().describe('shared by all splits unless a split says otherwise'),
  splits: z.record(
    z.string().regex(/^(?!\d+$)\w{1,64}$/, 'a name of 1 to 64 letters, digits and _, not of digits only'),
    splitSchema,
    'an object of splits',
  ),
}) satisfies z.ZodType<Recipe>;
