// How near Kinema comes to the recorded PHYRE tasks and, on layouts of our own, to planck; which bodies are farthest off, and why.
//
//   node --import tsx tools/phyre-report.mjs [options]
//
//   --engine kinema    what is judged: kinema, planck, or shifted: planck with a start that is 0.001 px off,
//                      which is as near as any other solver can be expected to come
//   --layouts 200      how many layouts of our own, from seed --from (0)
//   --only ID          one task or layout, with all its bodies; an id as the report prints it
//   --step 60          the checkpoint that offenders are chosen at: 10, 20, 30, 60 or 120
//   --top 20           how many offenders to list
//   --substeps N       the scene's number of substeps
//   --threshold V      the scene's restitution threshold in m/s, for the judged engine only
//   --rest             also the state after 1000 steps: overlaps, trembling, sleep
import { parseArgs } from 'node:util';
import { CHECKPOINTS, compare, NEAR, offenders, reason, summarize } from '../tests/scenes/compare.ts';
import { COMPARED, PHYRE, randomLayout, recordedTasks, recordingsMissing } from '../tests/scenes/phyre.ts';
import { runPlanck } from '../tests/scenes/planck.ts';
import { lastSecond, restReport } from '../tests/scenes/rest.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'kinema' },
    layouts: { type: 'string', default: '200' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
    step: { type: 'string', default: '60' },
    top: { type: 'string', default: '20' },
    substeps: { type: 'string' },
    threshold: { type: 'string' },
    rest: { type: 'boolean', default: false },
  },
});
const at = Number(values.step);
const SHIFT = 1e-3;

const engines = {
  kinema: async () => {
    const { runKinema } = await import('../tests/scenes/kinema.ts');
    return runKinema;
  },
  planck: () => runPlanck,
  shifted: () => (scene, steps) => runPlanck(scene, steps, { shift: SHIFT }),
};
if (!(values.engine in engines) || !CHECKPOINTS.includes(at)) {
  console.error(`--engine: ${Object.keys(engines).join(', ')}; --step: ${CHECKPOINTS.join(', ')}`);
  process.exit(2);
}
const engine = await engines[values.engine]();

/** The scene as the judged engine gets it. */
function changed(scene) {
  const world = { ...scene.world };
  if (values.substeps) world.substeps = Number(values.substeps);
  if (values.threshold) world.restitutionThreshold = Number(values.threshold);
  return { ...scene, world };
}

const chosen = (all) => (values.only ? all.filter(({ id }) => id === values.only) : all);
const px = (value) => (value < 10 ? value.toFixed(3) : value.toFixed(1)).padStart(8);
const percent = (value) => `${(100 * value).toFixed(1)} %`.padStart(8);
const rows = (all) => {
  console.log(
    `  task         body       ${CHECKPOINTS.map((step) => `px@${step}`.padStart(8)).join('')} rad@${at}  why`,
  );
  for (const b of all)
    console.log(
      `  ${b.task.padEnd(12)} ${b.name.padEnd(10)} ${CHECKPOINTS.map((step) => px(b.error[step])).join('')} ${b.angle[at].toFixed(3).padStart(6)}  ${reason(b, at)}`,
    );
};

function report(title, tasks, referenceOf) {
  const all = tasks.flatMap((task) => {
    const planck = runPlanck(task.scene, COMPARED);
    const shifted = runPlanck(task.scene, COMPARED, { shift: SHIFT });
    const actual = engine(changed(task.scene), COMPARED);
    return compare(task, referenceOf(task) ?? planck, actual, planck.firstContact, shifted);
  });
  if (!all.length) return;
  const summary = summarize(all);
  console.log(`== ${title}: ${tasks.length} scenes, ${summary.bodies} bodies`);
  console.log(`free flight   ${px(summary.free)} px at most`);
  for (const [step, share] of Object.entries(summary.near)) {
    const { median, most } = summary.angle[step];
    const calm = all.filter(({ overlap }) => overlap <= 1);
    const nearCalm = calm.filter(({ error }) => error[step] <= NEAR).length / calm.length;
    console.log(
      `step ${step.padStart(3)} ${percent(share)} within ${NEAR} px (${percent(nearCalm).trim()} of those without an overlap at the start); angle: median ${median.toFixed(4)}, most ${most.toFixed(2)} rad`,
    );
  }
  const free = all.filter((b) => b.free > 0.1).sort((a, b) => b.free - a.free);
  console.log(`before a contact ${free.length} bodies are over 0.1 px off`);
  for (const b of free.slice(0, Number(values.top)))
    console.log(
      `  ${b.task.padEnd(12)} ${b.name.padEnd(10)} ${px(b.free)} px after step ${b.freeStep}, contact in ${b.firstContact}`,
    );
  const far = values.only ? all : offenders(all, at);
  console.log(`after step ${at} ${offenders(all, at).length} bodies are over ${NEAR} px off`);
  if (far.length) rows(far.slice(0, values.only ? Infinity : Number(values.top)));
  console.log();
}

function restSummary(tasks) {
  const tally = { resting: 0, trembling: 0, creeping: 0, moving: 0 };
  const lines = [];
  let [awake, bodies, still, asleep] = [0, 0, 0, 0];
  for (const task of tasks) {
    const run = engine(changed(task.scene), lastSecond(PHYRE.steps));
    const rest = restReport(task, run);
    const name = (i) => task.scene.bodies[i].name;
    for (const motion of rest.motion) tally[motion]++;
    bodies += run.bodies.length;
    awake += rest.awake;
    if (rest.motion.every((motion) => motion === 'resting')) {
      still++;
      if (rest.awake === 0) asleep++;
      else lines.push(`  ${task.id} rests, but ${rest.awake} of ${run.bodies.length} bodies are awake`);
    }
    for (const { a, b, depth } of rest.overlaps)
      if (depth > 1) lines.push(`  ${task.id} ${name(a)} rests ${depth.toFixed(2)} px deep in ${name(b)}`);
    rest.motion.forEach((motion, b) => {
      if (motion === 'trembling')
        lines.push(`  ${task.id} ${name(run.bodies[b])} trembles over ${rest.reach[b].toFixed(3)} px`);
    });
  }
  console.log(`== after ${PHYRE.steps} steps: ${tasks.length} scenes, ${bodies} bodies`);
  console.log(
    Object.entries(tally)
      .map(([motion, count]) => `${motion} ${count}`)
      .join(', '),
  );
  console.log(`awake ${awake}; ${still} scenes are at rest, ${asleep} of them asleep`);
  for (const line of lines) console.log(line);
}

const tasks = recordedTasks();
if (tasks) report(`recorded tasks, ${values.engine}`, chosen(tasks), (task) => task.recording);
else console.log(recordingsMissing);
const seeds = values.only
  ? [Number.parseInt(values.only, 10)].filter((seed) => seed < 10_000)
  : Array.from({ length: Number(values.layouts) }, (_, i) => Number(values.from) + i);
const layouts = chosen(seeds.map(randomLayout));
report(`own layouts against planck, ${values.engine}`, layouts, () => undefined);
if (values.rest) restSummary([...chosen(tasks ?? []), ...layouts]);
