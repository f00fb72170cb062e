// npm run bench:study [-- LAW ...] [--clips N] [--ours N] [--rounds N]
//
// Kinema against the study's way to make the same clips, in the same run: its method is written anew in pipeline.py (Box2D from PyPI,
// numpy, an ffmpeg process a clip, HDF5), at its own 256x256. Both make 32 frames in its look and write them: mp4 there, shards with
// lossless PNG, states and digests here. Their clips are the first N (default 8) of the law's recipe, whose factors Kinema hands
// over; Kinema makes the first 1,000 (--ours) by `generate` with one worker, start, manifest and previews included. CPU time with that
// of child processes, runs interleaved, medians of --rounds (default 3). Positions and frames of both are compared.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundledRecipes, generate, loadKinema, loadRecipe } from '../../dist/node.js';
import { makeEnvironment, standingEnvironment } from '../../tests/support/venv.mjs';
import { median } from '../peers/timing.mjs';

const laws = { uniform: 0, parabola: -2.5, collision: 0 }; // gravity, m/s^2
const size = 256;
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

function refuse(message, code = 2) {
  console.error(message);
  process.exit(code);
}

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { clips: { type: 'string' }, ours: { type: 'string' }, rounds: { type: 'string' } },
  });
  const whole = (name, standard) => {
    const value = Number(values[name] ?? standard);
    if (!(Number.isInteger(value) && value >= 1 && value <= 20000))
      refuse(`--${name}: ${values[name]} is not a whole number from 1 to 20000`);
    return value;
  };
  for (const law of positionals)
    if (!(law in laws)) refuse(`there is no law ${law}; use ${Object.keys(laws).join(', ')}`);
  const chosen = positionals.length ? positionals : Object.keys(laws);
  return { chosen, clips: whole('clips', 8), ours: whole('ours', 1000), rounds: whole('rounds', 3) };
}

/** The interpreter with the packages of requirements.txt, kept in build/study. */
function interpreter() {
  const places = { folder: path('../../build/study'), requirements: path('requirements.txt') };
  const standing = standingEnvironment(places);
  if (standing) return standing;
  console.error('installing the packages of bench/study/requirements.txt in build/study');
  const { python, problem } = makeEnvironment({ ...places, interpreter: 'python3' });
  if (problem)
    refuse(
      `The study's pipeline needs Python with venv, 3.11 or near it (Debian: apt install python3 python3-venv) and the packages of
bench/study/requirements.txt (Box2D, h5py, imageio, imageio-ffmpeg, numpy); they could not be installed:\n${problem}`,
      1,
    );
  return python;
}

/** What pipeline.py takes, and what Kinema makes of the same clips: positions by clip, frame and body, and the frames of the first. */
function jobOf(kinema, recipe, law, count) {
  const source = kinema.open(kinema.compile(recipe, { size: [size, size], supersample: 1 }));
  const job = { gravity: laws[law], size, colors: [], clips: [] };
  const positions = [];
  let frames;
  for (let index = 0; index < count; index++) {
    const clip = source.clip(index);
    const f = source.namedFactors(clip);
    const two = law === 'collision';
    const bodies = two
      ? [
          { r: f.r1, x: f.x1, y: f.y, vx: f.v1 },
          { r: f.r2, x: f.x2, y: f.y, vx: -f.v2 },
        ]
      : [{ r: f.r, x: f.x, y: f.y, vx: f.v }];
    job.clips.push({ init: two ? [f.r1, f.r2, f.v1, f.v2] : [f.r, f.v], bodies });
    job.colors = clip.bodies.map(({ color }) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)));
    positions.push(Float64Array.from(clip.states));
    frames ??= clip.frames.slice();
  }
  return { job, positions, frames };
}

/** Makes the clips by the study's method; s of CPU time a clip by stage, and what was made. */
function theirs(python, dir, job) {
  const [jobFile, out] = [join(dir, 'job.json'), join(dir, 'study.hdf5')];
  writeFileSync(jobFile, JSON.stringify(job));
  const output = execFileSync(python, [path('pipeline.py'), jobFile, out], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const { cpu, wall, positions } = JSON.parse(output);
  const stages = Object.fromEntries(Object.entries(cpu).map(([stage, s]) => [stage, s / job.clips.length]));
  return {
    stages,
    seconds: Object.values(stages).reduce((a, b) => a + b),
    wall: wall / job.clips.length,
    positions,
    frames: readFileSync(`${out}.frames`),
  };
}

/** s of CPU time and of wall time a clip of `generate`. */
async function ours(dir, recipe, count) {
  const out = join(dir, 'kinema');
  const start = process.cpuUsage();
  const began = performance.now();
  await generate(recipe, { out, split: 'train', count, workers: 1, overrides: { size: [size, size], supersample: 1 } });
  const { user, system } = process.cpuUsage(start);
  const wall = (performance.now() - began) / 1000;
  rmSync(out, { recursive: true });
  return { seconds: (user + system) / 1e6 / count, wall: wall / count };
}

/** How far the two are apart: m between centres, and grey levels between the frames of the first clip. */
function differences(study, kinema) {
  let distance = 0;
  study.positions.forEach((clip, i) => {
    clip.flat().forEach(([x, y], row) => {
      const [ourX, ourY] = kinema.positions[i].subarray(row * 6);
      distance = Math.max(distance, Math.hypot(x - ourX, y - ourY));
    });
  });
  const levels = kinema.frames.reduce((sum, value, i) => sum + Math.abs(value - study.frames[i]), 0);
  return { distance, levels: levels / kinema.frames.length };
}

/** Three digits, without an exponent. */
const digits = (value) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3));

const { chosen, clips, ours: ourClips, rounds } = options();
const python = interpreter();
const kinema = await loadKinema();
const dir = mkdtempSync(join(os.tmpdir(), 'kinema-study-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

console.log(`${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.version}`);
console.log(
  `32 frames of ${size}x${size}, CPU time, medians of ${rounds} interleaved runs of ${clips} and ${ourClips} clips\n`,
);
for (const law of chosen) {
  const name = `phyworld/${law}-30k`;
  const { recipe } = loadRecipe(bundledRecipes().find((bundled) => bundled.name === name).path);
  const made = jobOf(kinema, recipe, law, clips);
  const [study, own] = [[], []];
  for (let round = 0; round < rounds; round++) {
    study.push(theirs(python, dir, made.job));
    own.push(await ours(dir, recipe, ourClips));
  }
  const rate = (runs, clock) => 1 / median(runs.map((run) => run[clock]));
  const ratio = rate(own, 'seconds') / rate(study, 'seconds');
  const rates = (runs) => `${digits(rate(runs, 'seconds'))} clips/s, by the wall ${digits(rate(runs, 'wall'))}`;
  const stages = Object.keys(study[0].stages).map((stage) => {
    const milliseconds = median(study.map((run) => run.stages[stage])) * 1000;
    return `${stage} ${digits(milliseconds)}`;
  });
  const { distance, levels } = differences(study[0], made);
  console.log(`${law}
  the study's method   ${rates(study)}
    ms of CPU a clip   ${stages.join(', ')}
  Kinema               ${rates(own)}
  ratio of CPU times   ${digits(ratio)}
  the same clips       centres within ${distance.toPrecision(2)} m, frames of the first ${levels.toPrecision(2)} grey levels apart on average`);
}
