// What each stage of a clip costs inside the module: process CPU time, medians of interleaved rounds, one core.
//   node bench/stages.mjs [MODULE.wasm ...] [--only 'NAME|NAME'] [--rounds N]
// Several modules are timed against each other in the same rounds, so that a busy machine slows all of them alike.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadKinema } from '../dist/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '9' } },
});
const files = positionals.length ? positionals : [new URL('../build/kinema.wasm', import.meta.url)];
const modules = files.map((file) => new WebAssembly.Module(readFileSync(file)));
const kinema = await loadKinema({ module: modules[0] });

const bundled = (name) =>
  JSON.parse(readFileSync(new URL(`../recipes/phyworld/${name}.json`, import.meta.url), 'utf8'));
const pictured = (recipe, look, supersample) => ({
  ...recipe,
  layers: [],
  image: { size: [128, 128], supersample, look },
});
const scene = (shape) => ({ ...bundled('uniform-30k'), factors: { shape } });
const cases = {
  'one ball': pictured(bundled('uniform-30k'), 'clean', 1),
  'one square': pictured(scene('square'), 'clean', 1),
  'one ring': pictured(scene('ring'), 'clean', 1),
  'two balls': pictured(bundled('collision-30k'), 'clean', 1),
  'one ball, study': pictured(bundled('uniform-30k'), 'study', 2),
  'two balls, study': pictured(bundled('collision-30k'), 'study', 2),
  cradle: pictured(
    JSON.parse(readFileSync(new URL('../recipes/laws/cradle.json', import.meta.url), 'utf8')),
    'clean',
    1,
  ),
  puzzle: { ...bundled('phyre-6'), image: { size: [256, 256], look: 'phyre' } },
};

const Stage = { StateDigest: 1, Frames: 2, FrameDigest: 4, Png: 8, Gzip: 32 };
const steps = [
  ['simulate', 0],
  ['draw', Stage.Frames],
  ['digest', Stage.Frames | Stage.FrameDigest | Stage.StateDigest],
  ['png', Stage.Frames | Stage.FrameDigest | Stage.StateDigest | Stage.Png],
  ['npy.gz', Stage.Frames | Stage.FrameDigest | Stage.StateDigest | Stage.Gzip],
];

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

function open(module, plan) {
  const { exports } = new WebAssembly.Instance(module);
  const at = exports.reserve(plan.bytes.length);
  new Uint8Array(exports.memory.buffer, at, plan.bytes.length).set(plan.bytes);
  if (exports.planOpen(at, plan.bytes.length)) throw new Error('the plan does not open');
  const split = plan.info.splits.findIndex(({ name }) => name === plan.order[0]);
  exports.splitOpen(split);
  return (from, count, stages) => {
    if (exports.digests(split, from, count, stages)) throw new Error(`clips ${from} to ${from + count - 1} fail`);
  };
}

console.log(`us a clip, one core, Node ${process.version}`);
for (const [name, recipe] of Object.entries(cases)) {
  if (values.only && !values.only.split('|').includes(name)) continue;
  const plan = kinema.compile(recipe);
  const makers = modules.map((module) => open(module, plan));
  const count = name === 'puzzle' ? 24 : 256;
  const times = makers.map(() => steps.map(() => []));
  for (let round = -1; round < Number(values.rounds); round++) {
    const from = (round + 1) * count;
    steps.forEach(([, stages], s) => {
      makers.forEach((make, m) => {
        const begin = cpu();
        make(from, count, stages);
        if (round >= 0) times[m][s].push((cpu() - begin) / count);
      });
    });
  }
  times.forEach((lists, m) => {
    const before = [null, 0, 1, 2, 2];
    const texts = steps.map(([stage], s) => {
      const previous = before[s];
      // Clips of one round are the same for every stage, so the difference is taken round by round.
      const each = lists[s].map((time, i) => time - (previous === null ? 0 : lists[previous][i]));
      return `${stage} ${median(each).toFixed(1).padStart(7)}`;
    });
    console.log(`${name.padEnd(18)} ${modules.length > 1 ? `[${m}] ` : ''}${texts.join('   ')}`);
  });
}
