// Whatever is changed in a dataset is found and named.
import { appendFileSync, cpSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../dist/dataset/files.js';
import { generate, KinemaError, loadKinema, type Manifest, type Sidecar, verify } from '../../dist/node.js';
import { number } from '../support/numbers.js';
import { freshPath, snapshot, tiny } from './folders.js';

const test = suite('verify');
const kinema = await loadKinema();
const options = { kinema, workers: 1 };
const sets: Record<string, string> = {};
for (const frames of ['png', 'npy', 'none'] as const) {
  const out = freshPath(frames);
  await generate(tiny({ layers: ['mask'] }), { out, frames, shardSize: 10, ...options });
  sets[frames] = out;
}

/** A copy of a dataset to damage. */
function copy(frames = 'png'): string {
  const out = freshPath();
  cpSync(sets[frames] as string, out, { recursive: true });
  return out;
}

function flip(path: string, at: number, bit = 0): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] as number) ^ (1 << bit);
  writeFileSync(path, bytes);
}

function edit(dir: string, change: (manifest: any) => void): void {
  const path = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  change(manifest);
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Verifies and compares what is found with `expected`, in any order. */
async function finds(dir: string, expected: RegExp[], more: object = {}): Promise<void> {
  const { ok, problems } = await verify(dir, { ...options, ...more });
  assert.is(ok, false);
  assert.is(problems.length, expected.length, problems.join('\n'));
  for (const pattern of expected)
    assert.ok(
      problems.some((problem) => pattern.test(problem)),
      `${pattern} in\n${problems.join('\n')}`,
    );
}

async function throws(dir: string, text: RegExp): Promise<void> {
  try {
    await verify(dir, options);
  } catch (error) {
    assert.is((error as KinemaError).kind, 'data');
    assert.match((error as Error).message, text);
    return;
  }
  assert.unreachable('verified');
}

const member = (dir: string, shard: string, sample: number, ending: string): [number, number] => {
  const sidecar: Sidecar = JSON.parse(readFileSync(join(dir, `${shard}.json`), 'utf8'));
  return sidecar.samples[sample]?.members[ending] as [number, number];
};

test('an untouched dataset is proved, sampled and whole, and not changed', async () => {
  for (const dir of Object.values(sets)) {
    const before = snapshot(dir);
    const sampled = await verify(dir, { ...options, sample: 5 });
    assert.equal(
      [sampled.ok, sampled.problems, sampled.clipsMade, sampled.clips, sampled.shards],
      [true, [], 5, 37, 5],
    );
    assert.is((await verify(dir, { ...options, all: true, workers: 2 })).clipsMade, 37);
    assert.is((await verify(dir, { ...options, sample: 0 })).clipsMade, 0);
    assert.equal(snapshot(dir), before);
  }
});

test('the right clip and frame are named', async () => {
  const dir = copy();
  const tar = join(dir, 'train/train-000001.tar');
  const [states] = member(dir, 'train/train-000001', 3, 'states.npy');
  flip(tar, states + 128 + (5 * 2 + 1) * 24);
  await finds(dir, [/^train\/train-000001\.tar: clip train-0000000013: states differ from frame 5$/]);
});

test('json, mask and header are named', async () => {
  const dir = copy();
  const tar = join(dir, 'grid/grid-000000.tar');
  const [json] = member(dir, 'grid/grid-000000', 2, 'json');
  const text = readFileSync(tar).toString('latin1');
  flip(tar, text.indexOf('"radius":', json) + 11);
  flip(tar, member(dir, 'grid/grid-000000', 4, 'mask.png')[0] + 45);
  flip(tar, member(dir, 'grid/grid-000000', 6, 'png')[0] - 512);
  await finds(dir, [
    /grid-000000\.tar: clip grid-0000000002: its json: bodies\[0\]\.radius is .*, should be /,
    /grid-000000\.tar: clip grid-0000000004: (its mask\.png differs|masks differ)/,
    /grid-000000\.tar: clip grid-0000000006: the tar header of its png differs/,
  ]);
});

test('a frame of an npy.gz is named', async () => {
  const dir = copy('npy');
  const [at, length] = member(dir, 'train/train-000000', 1, 'npy.gz');
  flip(join(dir, 'train/train-000000.tar'), at + Math.floor(length / 2));
  await finds(dir, [
    /train-000000\.tar: clip train-0000000001: (frames differ from frame \d|its npy\.gz differs at byte \d+ of \d+)/,
  ]);
});

test('any single flipped bit of any file is found, and its file named', async () => {
  const paths = Object.keys(snapshot(sets.png as string));
  const dir = copy();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      number(0, 0.9999),
      fc.integer({ min: 0, max: 7 }),
      async (path, where, bit) => {
        const file = join(dir, path);
        const bytes = readFileSync(file);
        flip(file, Math.floor(where * bytes.length), bit);
        let found: string;
        try {
          found = (await verify(dir, { ...options, sample: 0 })).problems.join('\n');
        } catch (error) {
          assert.instance(error, KinemaError);
          found = (error as Error).message;
        }
        assert.ok(found.includes(path), `${path}: ${found}`);
        writeFileSync(file, bytes);
      },
    ),
    { numRuns: 30, seed: 3 },
  );
});

test('truncated, lengthened, missing and extra files are named', async () => {
  const dir = copy();
  truncateSync(join(dir, 'train/train-000000.tar'), 20_000);
  appendFileSync(join(dir, 'train/train-000001.tar'), Buffer.alloc(512));
  rmSync(join(dir, 'train/train-000002.tar'));
  rmSync(join(dir, 'grid/grid-000001.json'));
  rmSync(join(dir, 'preview.gif'));
  rmSync(join(dir, 'README.md'));
  writeFileSync(join(dir, 'train/notes.txt'), 'mine');
  writeFileSync(join(dir, 'train-000000.tar'), 'mine');
  await finds(dir, [
    /^train\/train-000000\.tar: clip train-\d{10}: the file ends within its /,
    /^train\/train-000000\.tar: is cut short, 20000 of \d+ bytes/,
    /^train\/train-000001\.tar: is too long/,
    /^train\/train-000002\.tar: is missing \(the roots of train .* are not compared\)$/,
    /^grid\/grid-000001\.json: is missing/,
    /^preview\.gif: is missing/,
    /^README\.md: is missing/,
    /^train\/notes\.txt: does not belong/,
    /^train-000000\.tar: does not belong/,
  ]);
});

test('shards that changed places are named', async () => {
  const dir = copy();
  const [a, b, c] = ['train/train-000000.tar', 'train/train-000001.tar', 'spare'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  renameSync(a, c);
  renameSync(b, a);
  renameSync(c, b);
  const { problems } = await verify(dir, options);
  assert.ok(problems.some((problem) => problem.startsWith('train/train-000000.tar: clip train-0000000000: ')));
  assert.ok(problems.some((problem) => problem.startsWith('train/train-000001.tar: clip train-0000000010: ')));
});

test('a forged clip is found by making it again, though every hash was forged with it', async () => {
  const dir = copy();
  const name = 'train/train-000000';
  const [states] = member(dir, name, 7, 'states.npy');
  flip(join(dir, `${name}.tar`), states + 128);
  const forged = sha256(readFileSync(join(dir, `${name}.tar`)));
  const sidecar = readFileSync(join(dir, `${name}.json`), 'utf8').replace(
    /("tar": .*"sha256":")[0-9a-f]{64}/,
    `$1${forged}`,
  );
  writeFileSync(join(dir, `${name}.json`), sidecar);
  edit(dir, (manifest: Manifest) => {
    const shard = manifest.splits[0]?.shards[0] as any;
    shard.tar.sha256 = forged;
    shard.sidecar.sha256 = sha256(sidecar);
  });
  assert.is((await verify(dir, { ...options, sample: 0 })).ok, true);
  const { problems } = await verify(dir, { ...options, all: true });
  assert.ok(problems.includes(`${name}.tar: clip train-0000000007: states differ from frame 0`), problems.join('\n'));
  const sampled = await verify(dir, { ...options, sample: 37 });
  assert.ok(sampled.problems.includes(`${name}.tar: clip train-0000000007: states differ from frame 0`));
});

test('an edited sidecar is named with the field', async () => {
  const dir = copy();
  const path = join(dir, 'grid/grid-000000.json');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(
      /("index":4.*"state":")(.)/,
      (_, before, digit) => `${before}${digit === '0' ? '1' : '0'}`,
    ),
  );
  await finds(dir, [/^grid\/grid-000000\.json: samples\[4\]\.digest\.state is ".*", should be ".*"/]);
});

const edits: [string, (manifest: any) => void, RegExp][] = [
  [
    'a root',
    (m) => {
      m.splits[0].roots.states = '0'.repeat(64);
    },
    /splits\[0\]\.roots\.states is "0{64}", should be/,
  ],
  [
    "a tar's hash",
    (m) => {
      m.splits[1].shards[0].tar.sha256 = '0'.repeat(64);
    },
    /splits\[1\]\.shards\[0\]\.tar\.sha256 is/,
  ],
  [
    "a sidecar's hash",
    (m) => {
      m.splits[0].shards[1].sidecar.sha256 = '0'.repeat(64);
    },
    /splits\[0\]\.shards\[1\]\.sidecar\.sha256 is/,
  ],
  [
    "the module's hash",
    (m) => {
      m.module.sha256 = '0'.repeat(64);
    },
    /module\.sha256 is/,
  ],
  [
    "the plan's hash",
    (m) => {
      m.plan.sha256 = '0'.repeat(64);
    },
    /plan\.sha256 is/,
  ],
  [
    'the contract',
    (m) => {
      m.contract.physics = 1;
    },
    /contract\.physics is 1, should be 0/,
  ],
  [
    "a preview's hash",
    (m) => {
      m.previews[0].sha256 = '0'.repeat(64);
    },
    /previews\[0\]\.sha256 is/,
  ],
  [
    'the file of a shard',
    (m) => {
      m.splits[0].shards[0].tar.file = 'train/x.tar';
    },
    /splits\[0\]\.shards\[0\]\.tar\.file is/,
  ],
  [
    "a shard's count",
    (m) => {
      m.splits[0].shards[0].count = 9;
    },
    /splits\[0\]\.shards\[0\]\.count is 9, should be 10/,
  ],
  [
    'a shard too many',
    (m) => {
      m.splits[0].shards.push(m.splits[0].shards[0]);
    },
    /splits\[0\]\.shards\[3\] does not belong there/,
  ],
];
for (const [what, change, expected] of edits) {
  test(`an edited manifest: ${what}`, async () => {
    const dir = copy();
    edit(dir, change);
    const { problems } = await verify(dir, options);
    assert.ok(
      problems.some((problem) => problem.startsWith('manifest.json: ') && expected.test(problem)),
      problems.join('\n'),
    );
    assert.not.ok(
      problems.some((problem) => /\.(tar|gif|png): /.test(problem)),
      problems.join('\n'),
    );
  });
}

test('a manifest with a name in its recipe changed is found through the card', async () => {
  const dir = copy();
  edit(dir, (manifest) => {
    manifest.recipe.name = 'other';
  });
  await finds(dir, [/^README\.md: line 3 is not what the manifest gives/]);
});

test('a manifest written otherwise is not canonical', async () => {
  const dir = copy();
  appendFileSync(join(dir, 'manifest.json'), '\n');
  await finds(dir, [/^manifest\.json: is not written as Kinema writes it/]);
});

test('a missing file is named without making its shard again, and the rest is compared', async () => {
  const dir = copy();
  rmSync(join(dir, 'train/train-000000.tar'));
  flip(join(dir, 'train/train-000000.json'), 300);
  rmSync(join(dir, 'train/train-000001.json'));
  edit(dir, (manifest) => {
    manifest.splits[0].roots.states = '0'.repeat(64);
  });
  const { problems, clipsMade } = await verify(dir, { ...options, sample: 0 });
  assert.equal(
    problems.map((problem) => problem.replace(/ \(.*|: line .*/, '')),
    [
      'train/train-000000.tar: is missing',
      'train/train-000000.json: is not the file that the manifest names',
      'train/train-000001.json: is missing',
      'README.md',
    ],
  );
  assert.is(clipsMade, 0);
});

for (const [what, change, expected] of [
  ['count', (m) => (m.splits[0].count = 24), /splits\[0\]\.shards\[2\]\.count is 5, should be 4/],
  ['shardSize', (m) => (m.splits[0].shardSize = 9), /splits\[0\]\.shards\[0\]\.count is 10, should be 9/],
  ['shardSize beyond all', (m) => (m.splits[0].shardSize = 1e9), /splits\[0\]\.shardSize is 1000000000, above 100000/],
] as [string, (manifest: any) => void, RegExp][]) {
  test(`an edited ${what} is the first problem, and nothing is made for it`, async () => {
    const dir = copy();
    edit(dir, change);
    const { problems, clipsMade } = await verify(dir, { ...options, sample: 0 });
    assert.match(problems[0], /^manifest\.json: .*\(the shards of train are not compared\)$/);
    assert.match(problems[0], expected);
    assert.is(clipsMade, 0);
  });
}

test('a huge count from a plan text costs nothing', async () => {
  const dir = freshPath();
  const { text } = kinema.compile(tiny());
  await generate(text, { out: dir, split: 'train', count: 12, shardSize: 10, ...options });
  edit(dir, (manifest) => {
    manifest.splits[0].count = 4_000_000_000;
  });
  const begun = performance.now();
  const { problems, clipsMade } = await verify(dir, options);
  assert.match(problems[0], /^manifest\.json: splits\[0\]\.shards\[1\]\.count is 2, should be 10/);
  assert.is(clipsMade, 0);
  assert.ok(performance.now() - begun < 5000);
});

test('a sidecar that names another module than the manifest is named', async () => {
  const dir = copy();
  const path = join(dir, 'grid/grid-000000.json');
  const other = readFileSync(path, 'utf8').replace(/("module": ")[0-9a-f]{64}/, `$1${'a'.repeat(64)}`);
  writeFileSync(path, other);
  await finds(dir, [/^grid\/grid-000000\.json: module is "a{64}", should be "[0-9a-f]{64}"$/]);
  edit(dir, (manifest) => {
    manifest.splits[1].shards[0].sidecar.sha256 = sha256(other);
  });
  const { problems } = await verify(dir, { ...options, sample: 0 });
  assert.match(problems[0], /^grid\/grid-000000\.json: module is "a{64}"/);
});

test('what cannot be proved at all is an error', async () => {
  await throws(freshPath(), /is not a folder/);
  const unfinished = freshPath();
  await generate(tiny(), { out: unfinished, shardSize: 10, shards: { from: 0, to: 1 }, ...options });
  await throws(
    unfinished,
    /has no manifest\.json; an unfinished dataset is completed by running kinema generate again/,
  );
  const cut = copy();
  truncateSync(join(cut, 'manifest.json'), 1000);
  await throws(cut, /manifest\.json: is not JSON/);
  const cases: [(manifest: any) => void, RegExp][] = [
    [
      (m) => {
        m.extra = 1;
      },
      /manifest\.json: .*extra/,
    ],
    [
      (m) => {
        m.splits[0].count = -1;
      },
      /splits\[0\]\.count/,
    ],
    [
      (m) => {
        m.recipe.seed = 6;
      },
      /its recipe with its overrides gives plan/,
    ],
    [
      (m) => {
        m.overrides.size = [32, 32];
      },
      /its recipe with its overrides gives plan/,
    ],
    [
      (m) => {
        m.plan.text = `${m.plan.text.slice(0, 80)}A${m.plan.text.slice(81)}`;
      },
      /manifest\.json: plan\.text: /,
    ],
    [
      (m) => {
        m.splits.reverse();
      },
      /splits are grid, train; the plan's are train, grid/,
    ],
    [
      (m) => {
        m.splits[1].count = 13;
      },
      /split grid has a count of 13, above the 12/,
    ],
  ];
  for (const [change, text] of cases) {
    const dir = copy();
    edit(dir, change);
    await throws(dir, text);
  }
});

test.run();
