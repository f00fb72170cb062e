// What the examples share: the command line, and frames drawn while the world runs.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { digestText, loadKinema, writeGif, writeWhole } from 'kinema/node';

const help = `  --out FILE.gif   a moving picture
  --out FILE.png   six moments of it
  --build NAME     simd or scalar: the same digest`;

/**
 * Runs an example if its file was started directly: `await play(import.meta.url, run, describe)`.
 * @param run (kinema, watch) => result; calls watch(world, drawOptions) after every step
 * @param describe result => the lines that are printed
 */
export async function play(url, run, describe) {
  const file = process.argv[1];
  if (!file || realpathSync(file) !== fileURLToPath(url)) return;
  const { values } = parseArgs({
    options: { out: { type: 'string' }, build: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(`node ${file}\n${help}`);
  const { out, build = 'auto' } = values;
  if (out && !/\.(gif|png)$/.test(out)) throw new Error(`--out: ${out} ends neither in .gif nor in .png`);
  const kinema = await loadKinema({ build });
  const film = new Film(out !== undefined);
  const result = run(kinema, film.watch);
  console.log(describe(result).trim());
  console.log(`digest ${digestText(result.digest)}`);
  if (out?.endsWith('.gif')) writeGif(out, film.frames, 30);
  if (out?.endsWith('.png')) writeWhole(out, kinema.encodeImage(sheet(film.frames)));
  if (out) console.log(`wrote ${out}`);
}

/** Draws 30 frames a second. */
export class Film {
  frames = [];
  #calls = 0;
  #wanted;
  #options;

  constructor(wanted = true, options = {}) {
    this.#wanted = wanted;
    this.#options = options;
  }

  watch = (world, options = {}) => {
    if (!this.#wanted || this.#calls++ % Math.round(1 / (30 * world.stepLength))) return;
    this.frames.push(
      world.draw({ size: [480, 270], supersample: 2, background: '#fbfaf7', ...options, ...this.#options }),
    );
  };
}

/** Some moments of a film in rows of `columns`, evenly spaced from its first frame to its last, as one picture. */
export function sheet(frames, count = 6, columns = 2, from = 0, to = 1) {
  const { width, height } = frames[0];
  const gap = 2;
  const across = columns * (width + gap) - gap;
  const down = Math.ceil(count / columns) * (height + gap) - gap;
  const data = new Uint8ClampedArray(across * down * 4).fill(200);
  for (let i = 0; i < count; i++) {
    const moment = from + ((to - from) * i) / Math.max(1, count - 1);
    const frame = frames[Math.round(moment * (frames.length - 1))];
    const x = (i % columns) * (width + gap);
    const y = Math.floor(i / columns) * (height + gap);
    for (let row = 0; row < height; row++)
      data.set(frame.data.subarray(row * width * 4, (row + 1) * width * 4), ((y + row) * across + x) * 4);
  }
  return { data, width: across, height: down };
}
