// npm run bench:peers [-- SCENE ...] [--engines a,b] [--build scalar|simd] [--seconds S] [--rounds N] [--cut] [--save]
//
// Kinema and other engines on the same scenes (tests/scenes/bench.mjs), in the same run: compare ratios, absolute figures drift from
// machine to machine. A SCENE may be the start of a name: `pyramid`. --seconds is the CPU time of a timed run of clips or batches, which
// repeat for so long (default 1), and what slow engines spend on a big scene (default 2): their row says how many steps that was. Others
// do big scenes whole, or with --cut the steps that the slowest of them does in that time. --save writes a row for each engine and scene
// to bench/results/<date>-<machine>.csv, from which `npm run bench:draw` makes the table and the chart of docs/performance.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchScenes } from '../../tests/scenes/bench.mjs';
import { loadEngine, engines as loaders } from './index.mjs';
import { median, timeScene } from './timing.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engines: { type: 'string' },
    build: { type: 'string', default: 'simd' },
    seconds: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    cut: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});

function refuse(message, code = 2) {
  console.error(message);
  process.exit(code);
}

const seconds = options.seconds === undefined ? undefined : Number(options.seconds);
const rounds = Number(options.rounds);
if (seconds !== undefined && !(seconds > 0)) refuse(`--seconds: ${options.seconds} is no time above 0`);
if (!(Number.isInteger(rounds) && rounds > 0)) refuse(`--rounds: ${options.rounds} is no whole number above 0`);
if (!['simd', 'scalar'].includes(options.build)) refuse(`--build: ${options.build} is neither simd nor scalar`);
const names = options.engines?.split(',') ?? Object.keys(loaders);
for (const name of names) {
  if (!loaders[name]) refuse(`--engines: there is no ${name}; use ${Object.keys(loaders).join(', ')}`);
}
const all = Object.keys(benchScenes);
for (const word of positionals) {
  if (!all.some((name) => name.startsWith(word))) refuse(`there is no scene ${word}; use ${all.join(', ')}`);
}
const chosen = all.filter((name) => !positionals.length || positionals.some((word) => name.startsWith(word)));

const engines = [];
for (const name of names)
  engines.push(await loadEngine(name, { build: options.build }).catch(({ message }) => refuse(message, 1)));

// What else the machine did: processes that wanted to run, in the minute before.
const load = os.loadavg()[0].toFixed(1);
const processor = os.cpus()[0]?.model ?? 'unknown processor';
console.log(`${processor}, ${os.cpus().length} cores, Node ${process.version}, load ${load}`);
console.log(
  `process CPU time, warm-up first, median of ${rounds} interleaved runs; dt 1/60 s, sleeping off where the scene's name does not say otherwise`,
);
for (const { name, version, settings } of engines) console.log(`${name} ${version}: ${settings}`);

/** Three digits, without an exponent. */
const digits = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

const columns = ['scene', 'engine', 'median', '', 'runs', 'Kinema is'];
const widths = [20, 14, 9, 8, 24, 10];
const line = (cells) =>
  cells
    .map((cell, i) => (i === 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
    .join('  ')
    .trimEnd();
console.log(`\n${line(columns)}`);

const rows = [];
for (const name of chosen) {
  const scene = benchScenes[name];
  const fit = engines.filter(({ clipsOnly }) => scene.kind === 'clip' || !clipsOnly);
  if (!fit.length) continue;
  const { unit, results } = timeScene(fit, scene, { seconds, rounds, cut: options.cut });
  const middleOf = (engine) => {
    const { values } = results.get(engine);
    return values.length ? median(values) : undefined;
  };
  const ours = results.has('kinema') ? middleOf('kinema') : undefined;
  for (const engine of fit) {
    const { steps, values, note = '' } = results.get(engine.name);
    const middle = middleOf(engine.name);
    // How many times as fast Kinema is: above 1 it leads.
    const ratio = !ours || !middle ? undefined : unit === 'ms/step' ? middle / ours : ours / middle;
    const first = engine === fit[0] ? name : '';
    rows.push({ scene: name, engine, unit, steps, middle, values, ratio, note });
    if (middle === undefined) {
      console.log(line([first, engine.name, '-', '', note, '']));
      continue;
    }
    const cut = scene.kind === 'big' && steps < scene.steps ? ` (${steps} steps)` : '';
    const lead = ratio === undefined || engine.name === 'kinema' ? '' : `${digits(ratio)}x`;
    const spread = `${digits(Math.min(...values))} .. ${digits(Math.max(...values))}`;
    console.log(line([first, engine.name, digits(middle), unit, `${spread}${cut}`, `${lead}  ${note}`.trim()]));
  }
}

if (options.save) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = processor
    .toLowerCase()
    .replace(/\(r\)|\(tm\)|processor|cpu/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const folder = fileURLToPath(new URL('../results/', import.meta.url));
  const number = (value) => (typeof value === 'number' ? value.toPrecision(5) : '');
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const table = rows.map(({ scene, engine, unit, steps, middle, values, ratio, note }) =>
    [
      scene,
      engine.name,
      quoted(engine.version),
      steps,
      benchScenes[scene].steps,
      unit,
      ...[middle, ...(values.length ? [Math.min(...values), Math.max(...values)] : ['', '']), ratio].map(number),
      quoted(note),
      quoted(engine.settings),
      quoted(processor),
      process.version,
      load,
      quoted(process.argv.slice(2).join(' ')),
    ].join(','),
  );
  const header =
    'scene,engine,version,steps,scene_steps,unit,median,min,max,kinema_times_as_fast,note,settings,processor,node,load,arguments';
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${date}-${machine}.csv`, `${[header, ...table].join('\n')}\n`);
  console.log(`\nwritten: bench/results/${date}-${machine}.csv`);
}
