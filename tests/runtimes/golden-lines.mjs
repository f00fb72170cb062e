// The golden digests by the bindings, in whichever JavaScript environment it is loaded: the twin of driver.mjs, which has none.

const hex = (value) => value.toString(16).padStart(16, '0');

/**
 * Makes the clips and steps the worlds of inputs.json.
 * @param {import('../../dist/index.js').Kinema} kinema
 * @returns what driver.mjs prints
 */
export function goldenLines(kinema, { plans, worlds }) {
  const found = {};
  for (const { name, plan, split, first, count } of plans) {
    const source = kinema.open(`kinema1:${plan}`);
    const options = {
      split: source.plan.splits[split].name,
      stages: { frames: true, digests: true, png: true, gzip: true },
    };
    found[name] = Array.from(source.clips(first, count, options), (clip) => {
      const files = [clip.png, clip.gzip].map((file) => kinema.xxh64(file));
      return [clip.index, ...[clip.stateDigest, clip.frameDigest, clip.maskDigest, ...files].map(hex)].join(' ');
    });
  }
  for (const { name, scene, steps } of worlds) {
    const world = kinema.world(scene);
    found[name] = steps.map((until) => {
      world.step(until - world.steps);
      return [until, hex(world.digest()), world.contactCount, hex(kinema.xxh64(world.snapshot()))].join(' ');
    });
    world.dispose();
  }
  return found;
}
