// Steps random scenes in closed boxes and lists what breaks a law (tests/scenes/judge.ts): a table of failures, and their rates by feature.
//
//   npm run fuzz -- [options]
//   --from N      first seed (0)
//   --count N     how many scenes (10000)
//   --steps N     steps of each (120)
//   --every N     steps between checks (1)
//   --build NAME  simd (default) or scalar
//   --kind NAME   list only failures of a kind: trap, 'not finite', left, deep, energy, 'energy of overlap'
//   --top N       how many failures of each kind to list, the worst (20)
//   --shrink N    prints the smallest scene that fails as seed N does (with --kind: in that way)
import { parseArgs } from 'node:util';
import { loadKinema } from '../dist/index.js';
import { featuresOf } from '../tests/scenes/features.ts';
import { judge } from '../tests/scenes/judge.ts';
import { randomScene } from '../tests/scenes/random-scene.ts';
import { shrink } from '../tests/scenes/shrink.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '10000' },
    steps: { type: 'string', default: '120' },
    every: { type: 'string', default: '1' },
    build: { type: 'string', default: 'simd' },
    kind: { type: 'string' },
    top: { type: 'string', default: '20' },
    shrink: { type: 'string' },
  },
});
const [from, count, steps, every, top] = ['from', 'count', 'steps', 'every', 'top'].map((name) => Number(values[name]));
const kinema = await loadKinema({ build: values.build });
const amount = (value) => value.toPrecision(3).padStart(9);

if (values.shrink !== undefined) {
  const box = randomScene(Number(values.shrink));
  const worst = (candidate) =>
    judge(kinema, candidate, steps, every).find(({ kind }) => !values.kind || kind === values.kind);
  const first = worst(box);
  if (!first) {
    console.error(`seed ${values.shrink} breaks no such law within ${steps} steps`);
    process.exit(1);
  }
  // Half as bad is the same failure.
  const small = shrink(box, (candidate) => {
    const failure = judge(kinema, candidate, steps, every).find(({ kind }) => kind === first.kind);
    return failure !== undefined && failure.amount >= first.amount / 2;
  });
  console.log(JSON.stringify(small.scene));
  console.log({ ...worst(small), width: small.width, height: small.height, wall: small.wall });
  process.exit(0);
}

const start = performance.now();
const failures = [];
const features = [];
for (let seed = from; seed < from + count; seed++) {
  const box = randomScene(seed);
  const traits = featuresOf(box);
  const found = judge(kinema, box, steps, every);
  features.push({ traits, kinds: new Set(found.map(({ kind }) => kind)) });
  for (const failure of found) failures.push({ seed, traits, bodies: box.scene.bodies.length - 4, ...failure });
}
const seconds = (performance.now() - start) / 1000;
console.log(
  `${count} scenes from seed ${from}, ${steps} steps each, ${values.build}: ${(count / seconds).toFixed(0)} scenes/s`,
);

const kinds = [...new Set(failures.map(({ kind }) => kind))].sort();
for (const kind of kinds) {
  const all = failures.filter((failure) => failure.kind === kind).sort((a, b) => b.amount - a.amount);
  console.log(`\n== ${kind}: ${all.length}, ${((1000 * all.length) / count).toFixed(1)} of 1,000`);
  if (values.kind && values.kind !== kind) continue;
  console.log('   seed  step    amount  detail');
  for (const { seed, step, amount: size, detail, bodies, traits } of all.slice(0, top)) {
    const some = [
      'mass ratio',
      'size ratio',
      'speed',
      'gravity',
      'e',
      'mu',
      'resolve',
      'integrator',
      'substeps',
      'step',
      'overlap',
      'bars',
    ];
    const words = some.map((name) => `${name} ${traits[name].replace('>= ', '')}`).join(', ');
    console.log(
      `${String(seed).padStart(7)} ${String(step).padStart(5)} ${amount(size)}  ${detail}; ${bodies} bodies, ${words}`,
    );
  }
}

if (kinds.length) {
  console.log('\n== failures of 1,000 scenes, by feature');
  console.log(`${''.padEnd(34)}${'scenes'.padStart(8)}${kinds.map((kind) => kind.padStart(19)).join('')}`);
  for (const name of Object.keys(features[0].traits)) {
    for (const trait of [...new Set(features.map(({ traits }) => traits[name]))].sort()) {
      const group = features.filter(({ traits }) => traits[name] === trait);
      const rates = kinds.map((kind) => (1000 * group.filter((scene) => scene.kinds.has(kind)).length) / group.length);
      const line = rates.map((rate) => rate.toFixed(1).padStart(19)).join('');
      console.log(`${`${name}: ${trait}`.padEnd(34)}${String(group.length).padStart(8)}${line}`);
    }
  }
}
process.exitCode = failures.some(({ kind }) => kind !== 'deep') ? 1 : 0;
