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

/** Units a second of what `work` does in one call, over at least `seconds` of CPU time. */
function perSecond(work, seconds) {
  const start = cpuSeconds();
  let done = 0;
  for (;;) {
    done += work();
    const passed = cpuSeconds() - start;
    if (passed >= seconds) return done / passed;
  }
}

/** Work of clips: a round of all layouts, or eight clips, as a look at the clock costs about a microsecond. */
function clips(engine, layouts, scene) {
  const count = Math.max(8, layouts.length);
  return () => {
    for (let i = 0; i < count; i++) clip(engine, layouts[i % layouts.length], scene);
    return count;
  };
}

/** Worlds of one layout that take their steps together: the engine's own batch, or worlds stepped one by one. */
function openBatch(engine, layout, count) {
  if (engine.batch) return engine.batch(layout, count);
  const worlds = Array.from({ length: count }, () => engine.world(layout));
  return {
    step(n) {
      for (const world of worlds) world.step(n);
    },
    read: () => worlds.reduce((sum, world) => sum + world.poses()[0], 0),
    free() {
      for (const world of worlds) world.free();
    },
  };
}

/** Work of batches: `worlds` worlds of a layout, layout after layout in turn. Counts world-steps. */
function batches(engine, layouts, { worlds, steps, every }) {
  let turn = 0;
  return () => {
    const batch = openBatch(engine, layouts[turn++ % layouts.length], worlds);
    let sum = 0;
    for (let step = 0; step < steps; step += every) {
      batch.step(every);
      sum += batch.read();
    }
    batch.free();
    if (!Number.isFinite(sum)) throw new Error('a state is not finite');
    return worlds * steps;
  };
}

/** Metres that a body of a scene may be from its start before the run counts as broken. */
const FAR = 100;

/** What went wrong in a world that has been stepped, or undefined. */
function trouble(world, { bodies }) {
  const states = world.states();
  const astray = bodies.filter(({ position }, i) => {
    const [x, y] = states.subarray(6 * i, 6 * i + 2);
    return !(Math.hypot(x - position[0], y - position[1]) < FAR);
  });
  return astray.length ? `broken: ${astray.length} of ${bodies.length} bodies flew off` : undefined;
}

/** Steps a new world once untimed, which pays for its first contacts, then `steps` times; milliseconds a step. */
function millisecondsPerStep(engine, layout, steps) {
  const world = engine.world(layout);
  world.step(1);
  const start = cpuSeconds();
  for (let i = 0; i < steps; i++) world.step(1);
  const passed = cpuSeconds() - start;
  const note = trouble(world, layout);
  world.free();
  return { value: (passed * 1000) / steps, note };
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

/** Why an engine can not do a scene, or undefined: a world of every layout is made, and of a scene of worlds stepped to its end. */
function refusal(engine, layouts, { kind, worlds = 1, steps }) {
  if (worlds > (engine.worldsAtOnce ?? Infinity)) return `holds ${engine.worldsAtOnce} worlds at most`;
  try {
    for (const layout of layouts) {
      const world = engine.world(layout);
      if (kind !== 'big') world.step(steps);
      const note = kind === 'big' ? undefined : trouble(world, layout);
      world.free();
      if (note) return note;
    }
  } catch (error) {
    if (error.unsupported) return error.message;
    throw error;
  }
  return undefined;
}

/**
 * Times `engines` on one scene. Returns { unit, results: Map of name to { steps, values, note } }; unit is 'worlds/s' for clips,
 * 'steps/s' (of one world each) for batches, 'ms/step' for big scenes. An engine that can not do the scene has no values, and a
 * note why. Clips and batches repeat for `seconds` (1) of CPU time. Of a big scene slow engines do what they do in `seconds` (2);
 * the others do it whole, or with `cut` the steps that the slowest of them did in that time as it warmed up.
 */
export function timeScene(engines, scene, { seconds, rounds, cut }) {
  const layouts = scene.layouts();
  const results = new Map();
  const able = engines.filter((engine) => {
    const note = refusal(engine, layouts, scene);
    results.set(engine.name, { steps: scene.steps, values: [], note });
    return note === undefined;
  });
  if (scene.kind !== 'big') {
    const make = scene.kind === 'clip' ? clips : batches;
    const work = new Map(able.map((engine) => [engine, make(engine, layouts, scene)]));
    for (const engine of able) perSecond(work.get(engine), seconds ?? 1);
    for (let round = 0; round < rounds; round++) {
      for (const engine of able) results.get(engine.name).values.push(perSecond(work.get(engine), seconds ?? 1));
    }
    return { unit: scene.kind === 'clip' ? 'worlds/s' : 'steps/s', results };
  }
  const warm = { steps: scene.steps, seconds: seconds ?? 2 };
  const done = new Map(able.map((engine) => [engine, warmUp(engine, layouts[0], warm)]));
  const fast = able.filter(({ slow }) => !slow).map((engine) => done.get(engine));
  const most = cut ? Math.max(1, Math.min(scene.steps, ...fast) - 1) : scene.steps;
  for (const engine of able) {
    results.get(engine.name).steps = engine.slow ? Math.max(1, Math.min(most, done.get(engine) - 1)) : most;
  }
  for (let round = 0; round < rounds; round++) {
    for (const engine of able) {
      const result = results.get(engine.name);
      const { value, note } = millisecondsPerStep(engine, layouts[0], result.steps);
      result.values.push(value);
      result.note ??= note;
    }
  }
  return { unit: 'ms/step', results };
}
