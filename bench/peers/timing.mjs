// Times engines on a scene by process CPU time, so that threads of a JIT or a collector are charged to who needs them. Runs of the
// engines are interleaved (A B A B ...), so that a machine that slows down slows all; the median of a row of runs counts.

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Creates a world, steps it, reads it every `every` steps, frees it. Returns a number of what it read, so that nothing is idle. */
function clip(engine, layout, { steps, every }) {
  const world = engine.world(layout);
  let sum = 0;
  for (let step = 0; step < steps; step += every) {
    world.step(every);
    sum += world.poses()[0];
  }
  world.free();
  return sum;
}

/** Clips a second, over at least `seconds` of CPU time. */
function clipsPerSecond(engine, layouts, scene, seconds) {
  const start = cpuSeconds();
  let clips = 0;
  for (;;) {
    // The clock costs about a microsecond: looked at once in a round of all layouts, or of eight clips.
    for (let i = 0; i < Math.max(8, layouts.length); i++) clip(engine, layouts[clips++ % layouts.length], scene);
    const passed = cpuSeconds() - start;
    if (passed >= seconds) return clips / passed;
  }
}

/** Steps a new world once untimed, which pays for its first contacts, then `steps` times; milliseconds a step. */
function millisecondsPerStep(engine, layout, steps) {
  const world = engine.world(layout);
  world.step(1);
  const start = cpuSeconds();
  for (let i = 0; i < steps; i++) world.step(1);
  const passed = cpuSeconds() - start;
  world.free();
  return (passed * 1000) / steps;
}

/** Steps a throw-away world for `seconds` of CPU time, over again where the scene is shorter; returns how many steps it did. */
function warmUp(engine, layout, { steps, seconds }) {
  const start = cpuSeconds();
  let done = 0;
  while (cpuSeconds() - start < seconds) {
    const world = engine.world(layout);
    for (let i = 0; i <= steps && cpuSeconds() - start < seconds; i++, done++) world.step(1);
    world.free();
  }
  return done;
}

/**
 * Times `engines` on one scene. Returns { unit, steps, runs: Map of name to numbers }; unit is 'worlds/s' for clips, 'ms/step' for
 * big scenes. With `seconds` a big scene is cut for all engines to the steps that the slowest did in that time as it warmed up.
 */
export function timeScene(engines, scene, { seconds, rounds }) {
  const layouts = scene.layouts();
  const runs = new Map(engines.map(({ name }) => [name, []]));
  if (scene.kind === 'clip') {
    for (const engine of engines) clipsPerSecond(engine, layouts, scene, seconds ?? 1);
    for (let round = 0; round < rounds; round++) {
      for (const engine of engines) runs.get(engine.name).push(clipsPerSecond(engine, layouts, scene, seconds ?? 1));
    }
    return { unit: 'worlds/s', steps: scene.steps, runs };
  }
  const done = engines.map((engine) => warmUp(engine, layouts[0], { steps: scene.steps, seconds: seconds ?? 2 }));
  const steps = seconds === undefined ? scene.steps : Math.max(1, Math.min(scene.steps, ...done) - 1);
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) runs.get(engine.name).push(millisecondsPerStep(engine, layouts[0], steps));
  }
  return { unit: 'ms/step', steps, runs };
}
