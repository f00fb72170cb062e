// The golden digests by the bindings, in whichever JavaScript environment it is loaded: the twin of driver.mjs, which has none.

const hex = (value) => value.toString(16).padStart(16, '0');

/** The words as they stand in the module's memory, whatever the byte order of the host. */
function littleEndian(words) {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (const [i, word] of words.entries()) view.setUint32(i * 4, word, true);
  return new Uint8Array(view.buffer);
}

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
      const files = [world.snapshot(), littleEndian(world.events.raw.words)].map((bytes) => hex(kinema.xxh64(bytes)));
      return [until, hex(world.digest()), world.contactCount, ...files].join(' ');
    });
    world.dispose();
  }
  return found;
}
