// npm run power [-- --recipes a,b] [--kinds a,b] [--calibration N] [--held N] [--mp4]: how often a judge finds the breaches of the bundled
// violations recipes, and how often it calls lawful clips. Thresholds come from the first clips of `train`, false alarms from the next ones and
// `test`; a breach is judged against the lawful clip of the same index. --mp4 sends every clip through the study's codec first, with the ffmpeg
// that KINEMA_FFMPEG names, else PATH's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeVideos } from '../dist/evaluate/read-video.js';
import { draws } from '../dist/evaluate/statistics.js';
import { encodeStudyVideo } from '../dist/evaluate/write-video.js';
import {
  expectationOf,
  Judge,
  lawStatistics,
  loadKinema,
  loadRecipe,
  measure,
  measurementOfStates,
} from '../dist/node.js';

const { values: options } = parseArgs({
  options: {
    recipes: { type: 'string', default: 'collision,uniform,parabola' },
    kinds: { type: 'string', default: '' },
    calibration: { type: 'string', default: '400' },
    held: { type: 'string', default: '200' },
    mp4: { type: 'boolean', default: false },
  },
});
const [calibration, held] = [Number(options.calibration), Number(options.held)];
/** Clips of a set, sets that are drawn, and clips whose videos one process decodes. */
const [setSize, drawnSets, batch] = [100, 200, 16];

const kinema = await loadKinema();
const folder = mkdtempSync(join(tmpdir(), 'kinema-power-'));

/** Frames as they are, or as the study's codec leaves them. */
async function shown(shots) {
  if (!options.mp4) return shots.map(({ pixels }) => pixels);
  const paths = shots.map((_, i) => join(folder, `${i}.mp4`));
  for (let i = 0; i < shots.length; i += 2)
    await Promise.all(shots.slice(i, i + 2).map((shot, k) => encodeStudyVideo(shot, paths[i + k])));
  return (await decodeVideos(kinema, paths)).map((result) => {
    if (result.problem) throw new Error(result.problem);
    return result.frames.pixels;
  });
}

/** What clips `from` to `to` of a split show, each against the lawful clip of `lawful`. */
async function statistics(source, split, lawful, from, to) {
  const all = [];
  for (let at = from; at < to; at += batch) {
    const indices = Array.from({ length: Math.min(batch, to - at) }, (_, i) => at + i);
    const shots = indices.map((index) => {
      const { frames, width, height } = source.clip(index, { split, stages: { frames: true } });
      return { pixels: frames.slice(), width, height };
    });
    const seen = await shown(shots);
    for (const [i, index] of indices.entries()) {
      const clip = source.clip(index, { split: lawful, stages: {} });
      const expectation = expectationOf(source, clip);
      const size = { width: shots[i].width, height: shots[i].height, frames: clip.frameCount };
      const truth = { contacts: clip.contacts, interval: expectation.frameInterval };
      const states = measurementOfStates(clip, expectation);
      all.push(lawStatistics(measure(kinema, seen[i], size, expectation), expectation, states, truth));
    }
  }
  return all;
}

const resampling = draws(8);
const below = (n) => Math.floor((resampling.next().value / 2 ** 32) * n);

/** Share of drawn sets that are called. */
function setPower(judge, clips) {
  let called = 0;
  for (let i = 0; i < drawnSets; i++)
    called += Number(judge.set(Array.from({ length: setSize }, () => clips[below(clips.length)])).called);
  return called / drawnSets;
}

/** Share of sets of different clips that are called. */
function falseSets(judge, clips) {
  let called = 0;
  for (let i = 0; i < drawnSets; i++) {
    const left = [...clips];
    called += Number(judge.set(Array.from({ length: setSize }, () => left.splice(below(left.length), 1)[0])).called);
  }
  return called / drawnSets;
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** A line of the table: power in a clip and in a set, and the laws that called clips. */
function report(name, judge, clips, ofSets) {
  const verdicts = clips.map((clip) => judge.clip(clip)).filter(({ called }) => called);
  const laws = new Map();
  for (const { law } of verdicts) laws.set(law, (laws.get(law) ?? 0) + 1);
  const most = [...laws].sort((a, b) => b[1] - a[1]).slice(0, 3);
  console.log(
    `${name.padEnd(16)} clip ${percent(verdicts.length / clips.length).padStart(7)} of ${clips.length}  set ${percent(ofSets).padStart(7)}  ${most.map(([law, n]) => `${law} ${n}`).join(', ')}`,
  );
}

try {
  for (const name of options.recipes.split(',')) {
    const { recipe } = loadRecipe(`violations/${name}`);
    const source = kinema.open(kinema.compile(recipe));
    const lawful = await statistics(source, 'train', 'train', 0, calibration + held);
    const judge = new Judge(lawful.slice(0, calibration));
    const calm = [...lawful.slice(calibration), ...(await statistics(source, 'test', 'test', 0, setSize))];
    console.log(`\nviolations/${name}, ${options.mp4 ? 'mp4' : 'raw'}, thresholds from ${calibration} clips`);
    report('lawful', judge, calm, falseSets(judge, calm));
    const wanted = options.kinds ? options.kinds.split(',') : Object.keys(recipe.splits);
    for (const split of wanted) {
      if (!recipe.splits[split]?.violate) continue;
      const clips = await statistics(source, split, 'test', 0, setSize);
      report(split, judge, clips, setPower(judge, clips));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
