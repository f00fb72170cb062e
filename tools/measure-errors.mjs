// npm run measure [-- --size N] [--clips N] [--mp4] [--area N] [--blur] [--noise S] [--shift N] [--recolor N]: what `measure` and `fitLaws` get
// wrong on the true frames of the study's evaluation sets. --mp4 encodes each clip as the study does (libx264, crf 25, yuv420p) with the
// ffmpeg that KINEMA_FFMPEG names; --area N averages the decoded frames to N x N; the others spoil the frames before that.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { expectationOf, fitLaws, loadKinema, loadRecipe, measure, measurementOfStates } from '../dist/node.js';
import { areaFrames, blurFrames, noiseFrames, recolorFrames, shiftFrames } from '../tests/support/spoil.mjs';

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '256' },
    clips: { type: 'string', default: '100000' },
    mp4: { type: 'boolean', default: false },
    area: { type: 'string', default: '0' },
    blur: { type: 'boolean', default: false },
    noise: { type: 'string', default: '0' },
    shift: { type: 'string', default: '0' },
    recolor: { type: 'string', default: '0' },
  },
});
const size = Number(options.size);
const area = Number(options.area);

/** Frames through the study's codec. */
function throughMp4(frames, width, height) {
  const ffmpeg = process.env.KINEMA_FFMPEG ?? 'ffmpeg';
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', '10'];
  const codec = [
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
    '-crf',
    '25',
    '-f',
    'mp4',
    '-movflags',
    'frag_keyframe+empty_moov',
    '-',
  ];
  const run = (args, input) => {
    const { status, stdout, stderr } = spawnSync(ffmpeg, ['-v', 'error', ...args], { input, maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`${ffmpeg}: ${stderr}`);
    return stdout;
  };
  const file = run([...raw, '-i', '-', ...codec], frames);
  return run(['-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], file);
}

/** Frames as a model might spoil them, and their size. */
function spoilt(frames, count) {
  let [out, side] = [Uint8Array.from(frames), size];
  if (options.blur) out = blurFrames(out, side, side, 1);
  if (Number(options.recolor)) out = recolorFrames(out, Number(options.recolor));
  if (Number(options.shift)) out = shiftFrames(out, side, side, Number(options.shift), [255, 255, 255]);
  if (Number(options.noise)) out = noiseFrames(out, Number(options.noise), 1);
  if (options.mp4) out = throughMp4(out, side, side);
  if (area) [out, side] = [areaFrames(out, side, side, side / area), area];
  return { frames: out, size: { width: side, height: side, frames: count } };
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[values.length >> 1];
const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
const print = (name, value) => console.log(`${name}: ${typeof value === 'number' ? value.toPrecision(3) : value}`);

const kinema = await loadKinema();

/** Every clip of a set, measured. */
function* measured(recipe) {
  const plan = kinema.compile(loadRecipe(recipe).recipe, { size: [size, size], supersample: Math.max(1, 256 / size) });
  const source = kinema.open(plan);
  const total = Math.min(source.split('eval_id').size, Number(options.clips));
  for (let index = 0; index < total; index++) {
    const clip = source.clip(index, { split: 'eval_id', stages: { frames: true } });
    const { frames, size: shown } = spoilt(clip.frames, clip.frameCount);
    const camera = source.camera;
    if (area) {
      const factor = size / area;
      // An average over factor x factor pixels: column j of the small picture is the middle of its pixels.
      for (const k of ['col', 'row']) camera[k] = [camera[k][0] / factor, (camera[k][1] + 0.5) / factor - 0.5];
    }
    const expectation = expectationOf(source, clip, { camera });
    const truth = measurementOfStates(clip, expectation);
    const began = process.cpuUsage();
    const seen = measure(kinema, frames, shown, expectation);
    const { user, system } = process.cpuUsage(began);
    yield { clip, expectation, truth, seen, milliseconds: (user + system) / 1000 };
  }
}

/** Breaches that a judge must see: what they do to a number. The number is changed, not the physics. */
const breaches = {
  vx: ['2 % of velocity', (v) => v * 1.02],
  'vx after': ['2 % of velocity', (v) => v * 1.02],
  'energy after': ['1 % of energy', (v) => v * 1.01],
  'contact time': ['1 frame late', (v) => v + 0.1],
};

/** Of every other clip, the share that shows a breach at 1 % false alarms on the rest. */
function power(cases, change) {
  const score = ({ value, expected, standardError }) => Math.abs((value - expected) / standardError);
  const calm = sorted(cases.filter((_, i) => i % 2 === 0).map(score));
  const limit = calm[Math.min(Math.ceil(0.99 * calm.length), calm.length - 1)];
  const test = cases.filter((_, i) => i % 2 === 1);
  return test.filter((q) => score({ ...q, value: change(q.value) }) > limit).length / test.length;
}

/** z of everything that has an expectation, by name. */
function collect(scores, quantities) {
  for (const [name, q] of Object.entries(quantities)) {
    if (!q || q.expected === undefined || !Number.isFinite(q.value)) continue;
    scores[name] ??= { errors: [], z: [], cases: [] };
    scores[name].errors.push(Math.abs(q.value - q.expected));
    if (q.standardError > 0) {
      scores[name].z.push((q.value - q.expected) / q.standardError);
      scores[name].cases.push(q);
    }
  }
}

for (const recipe of ['phyworld/uniform-30k', 'phyworld/parabola-30k', 'phyworld/collision-30k']) {
  const scores = {};
  const events = {};
  const times = [];
  const after = [];
  let pieces = 0;
  let clips = 0;
  for (const { clip, expectation, truth, seen, milliseconds } of measured(recipe)) {
    clips++;
    const began = process.cpuUsage();
    const laws = fitLaws(seen, expectation, { truth });
    const { user, system } = process.cpuUsage(began);
    times.push(milliseconds + (user + system) / 1000);
    for (const { kind } of seen.events) events[kind] = (events[kind] ?? 0) + 1;
    const contact = clip.contacts[0];
    for (const track of laws.tracks) {
      pieces += track.segments.length;
      const { segments, permanence, color, area: size, shape, gravity } = track;
      collect(scores, { permanence, color, size, shape, gravity: gravity?.[1] });
      const last = segments.at(-1);
      if (!contact) {
        const [whole] = segments;
        if (whole) collect(scores, { x: whole.x, y: whole.y, vx: whole.vx, vy: whole.vy, ax: whole.ax, ay: whole.ay });
      } else if (
        last &&
        last.count >= 6 &&
        last.from * expectation.frameInterval + expectation.firstTime >= contact.time
      ) {
        after.push(Math.abs(last.vx.value - last.vx.expected));
        collect(scores, { 'vx after': last.vx, 'x after': last.x });
      }
    }
    for (const {
      time,
      restitution,
      massRatio,
      momentumBefore,
      momentumAfter,
      energyBefore,
      energyAfter,
    } of laws.contacts)
      collect(scores, {
        'contact time': time,
        restitution,
        massRatio,
        'momentum before': momentumBefore?.[0],
        'momentum after': momentumAfter?.[0],
        'energy before': energyBefore,
        'energy after': energyAfter,
      });
    collect(scores, { penetration: laws.penetration });
  }
  console.log(`\n${recipe} eval_id, ${clips} clips, ${pieces} pieces`);
  for (const [name, { errors, z }] of Object.entries(scores)) {
    const q = sorted(z.map(Math.abs));
    console.log(
      `${name.padEnd(16)} n ${String(errors.length).padStart(5)}  mean |error| ${mean(errors).toExponential(2)}  median ${median(errors).toExponential(2)}` +
        `  median |z| ${q.length ? q[q.length >> 1].toFixed(2) : '-'}  p95 |z| ${q.length ? q[Math.floor(q.length * 0.95)].toFixed(2) : '-'}`,
    );
  }
  for (const [name, [what, change]] of Object.entries(breaches))
    if (scores[name]?.cases.length > 20)
      print(`seen in one clip at 1 % false alarms, ${what} (${name})`, power(scores[name].cases, change));
  print('events', JSON.stringify(events));
  print('median ms a clip (process CPU)', median(times));
}
