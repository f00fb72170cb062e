// violate and twinOf: what they compile to, what means the same, and what is refused by its field.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { different, each, info, type Loose, pair, same, small } from './setup.js';

const hit = (violate: Loose | null, changes: Loose = {}) =>
  pair({ splits: { train: { count: 10 }, bad: { twinOf: 'train', violate } }, ...changes });
const ball = (violate: Loose, changes: Loose = {}) => small({ splits: { train: { count: 10, violate } }, ...changes });
const twin = (bad: Loose, splits: Loose = {}) =>
  pair({ splits: { train: { count: 10 }, bad: { violate: { kind: 'passThrough' }, ...bad }, ...splits } });

test('a violation is a rule of its split, and a twin one that names the other', () => {
  const { splits } = info(hit({ kind: 'energyGain', size: 0.1, body: 'ball2' }));
  assert.equal(
    splits.map(({ name }) => name),
    ['bad', 'train'],
  );
  assert.equal(splits[1]?.rules, []);
  assert.equal(splits[0]?.rules, [
    { kind: 'twin', a: 1, b: 0, values: [] },
    { kind: 'violation', a: 1, b: 1, values: [2, 1, 1, 1, 1, 1, 0.1, 1, 1, 0, -1] },
  ]);
  assert.equal(splits[0]?.blocks, splits[1]?.blocks);
});

test('what is said and what is the default are the same plan', () => {
  const all = { kind: 'momentumLeak', size: 0.1, onset: { contact: 1 } };
  same(hit({ kind: 'momentumLeak', size: { constant: 0.1 } }), hit(all));
  same(
    hit({ kind: 'recolor', onset: { frame: 3 } }),
    hit({ kind: 'recolor', size: 1, onset: { frame: { list: [3] } } }),
  );
  same(
    hit({ kind: 'vanish', onset: { frame: { linspace: [3, 5, 3] } } }),
    hit({ kind: 'vanish', size: 0, onset: { frame: { list: [3, 4, 5] } } }),
  );
  different(hit(all), hit({ ...all, onset: { contact: 2 } }));
  different(hit(all), hit({ ...all, body: 'ball1' }));
  same(small({ splits: { a: { count: 1, violate: null } } }), small({ splits: { a: { count: 1 } } }));
});

test('a split takes back or replaces what the recipe says; bodies of several have numbers', () => {
  const violate = { kind: 'teleport', size: 1, onset: { time: 0.5 } };
  const shared = (own: Loose) => small({ violate, splits: { train: { count: 1, ...own } } });
  same(shared({ violate: null }), small({ splits: { train: { count: 1 } } }));
  same(shared({ violate: { ...violate, size: 2 } }), ball({ ...violate, size: 2 }));
  const { splits } = info(
    small({ scenario: 'gas', splits: { a: { count: 1, violate: { kind: 'passThrough', body: 'disc3' } } } }),
  );
  assert.is(splits[0]?.rules[0]?.b, 4 + 3 * 65536);
});

test('a twin has tags of its own beside those of the other', () => {
  const { splits } = info(
    pair({
      splits: {
        train: { count: 10, tags: { level: 'a', of: 'train' } },
        bad: { twinOf: 'train', tags: { level: 'b' }, violate: { kind: 'passThrough' } },
      },
    }),
  );
  assert.equal(splits[0]?.blocks[0]?.tags, { level: 'b', of: 'train' });
});

each('contradictions are refused by their field', [
  [
    ball({ kind: 'passThrough' }),
    'splits.train.violate: uniform-motion has one body, which touches nothing; choose another kind',
  ],
  [
    ball({ kind: 'energyGain', size: 1, onset: { contact: 1 } }),
    'splits.train.violate.onset: uniform-motion has one body, which touches nothing; say another onset, such as { frame: 16 }',
  ],
  [
    hit({ kind: 'gravityChange', size: 0.1, onset: { frame: 3 } }),
    'splits.bad.violate.kind: gravityChange changes nothing where gravity is [0, 0]; set physics.gravity',
  ],
  [hit({ kind: 'vanish' }), 'splits.bad.violate.onset: is missing; say when vanish begins, such as { frame: 16 }'],
  [
    hit({ kind: 'energyGain' }),
    'splits.bad.violate.size: is missing; energyGain needs a number from -1 to 10 (of the kinetic energy)',
  ],
  [hit({ kind: 'energyGain', size: 0 }), 'splits.bad.violate.size: 0 of the kinetic energy is no violation'],
  [
    hit({ kind: 'energyGain', size: 11 }),
    'splits.bad.violate.size: 11 is above the largest size, 10 of the kinetic energy',
  ],
  [hit({ kind: 'delayedBounce', size: 1.5 }), 'splits.bad.violate.size: 1.5 is not a whole number'],
  [
    hit({ kind: 'passThrough', size: 1 }),
    'splits.bad.violate.size: passThrough has no size: two bodies touch or do not',
  ],
  [
    hit({ kind: 'delayedBounce', size: 1, onset: { frame: 4 } }),
    'splits.bad.violate.onset: is a frame; delayedBounce begins with a contact: { contact: 1 }',
  ],
  [
    hit({ kind: 'resize', size: 1, onset: { frame: 4, time: 1 } }),
    'splits.bad.violate.onset: says frame and time; say one of frame, time, contact',
  ],
  [
    hit({ kind: 'resize', size: 1, onset: { frame: 32 } }),
    'splits.bad.violate.onset.frame: 32 is above the largest onset.frame, 31 frames',
  ],
  [
    hit({ kind: 'resize', size: 1, onset: { frame: 4 }, angle: 1 }),
    'splits.bad.violate.angle: belongs to teleport; resize has none',
  ],
  [hit({ kind: 'passThrough', color: 'red' }), 'splits.bad.violate.color: belongs to recolor; passThrough has none'],
  [
    hit({ kind: 'passThrough', body: 'ball3' }),
    'splits.bad.violate.body: "ball3" is not a body of collision; did you mean "ball1"?',
  ],
  [
    hit({ kind: 'energyGain', size: { randomGrid: [0.1, 0.2, 3] } }),
    'splits.bad.violate.size.randomGrid: is for axes of grids; use uniform or list',
  ],
  [twin({ twinOf: 'trian' }), 'splits.bad.twinOf: there is no split "trian"; did you mean "train"?'],
  [twin({ twinOf: 'bad' }), 'splits.bad.twinOf: names the split itself'],
  [
    twin({ twinOf: 'train' }, { worse: { twinOf: 'bad', violate: { kind: 'passThrough' } } }),
    'splits.worse.twinOf: bad is a twin itself; name train, whose clips it has',
  ],
  [
    twin({ twinOf: 'train', factors: { r1: 1 } }),
    'splits.bad.factors: is that of train, whose clips a twin has; leave it out',
  ],
  [hit(null), 'splits.bad.violate: is missing; without it the clips of a twin are those of the other split'],
]);

test.run();
