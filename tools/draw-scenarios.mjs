// node tools/draw-scenarios.mjs [NAME ...]: docs/images/scenario-NAME.png, four clips of each scenario as rows of frames.
import { loadKinema, writeWhole } from '../dist/node.js';
import { catalogue } from './catalogue.mjs';

const SIZE = 112;
const GAP = 3;
const PAGE = 208;
const ROWS = 4;
const COLUMNS = 8;

/** Factors by hand where the drawn ones show too little: a row each. */
const shown = {
  ambiguity: [
    { dots: 2, dot: 0.45, gap: 0.1, x: 0.45, y: 0.46, r: 0.2 },
    { dots: 2, dot: 0.45, gap: 0.1, x: 0.45, y: 0.46, r: 0.25 },
    { dots: 1, dot: 0.4, x: 0.398, y: 0.46, r: 0.2 },
    { dots: 1, dot: 0.4, x: 0.402, y: 0.46, r: 0.2 },
  ],
  spatial: [{ vBall: 0, xBall: 4 }, { vSquare: 0 }, {}, { above: 'square' }],
  temporal: [
    { r1: 0.7, r2: 0.6, v1: 1.2, v2: 0.8, room: 3, meet: 1.6 },
    { balls: 'second', r2: 0.6, v2: 2.5, meet: 1.4 },
    { r1: 0.7, r2: 0.6, v1: 1.5, v2: 0.6, room: 0.4, meet: 0.9 },
    { r1: 0.6, r2: 0.7, v1: 1.5, v2: 0.5, room: 0.3, meet: 0.9 },
  ],
  cradle: [{ lifted: 1 }, { lifted: 1 }, { lifted: 2 }, { n: 5, lifted: 3 }],
};

const kinema = await loadKinema();
const chosen = process.argv.slice(2);
for (const { name, image } of catalogue.scenarios) {
  if (chosen.length && !chosen.includes(name)) continue;
  const source = kinema.open({
    kinema: 1,
    seed: 5,
    scenario: name,
    image: { ...image, size: [SIZE, SIZE], supersample: 4, look: 'clean' },
    ...(name === 'phyre' && { placement: { cleanStart: true } }),
    splits: { train: { count: ROWS } },
  });
  const width = COLUMNS * SIZE + (COLUMNS - 1) * GAP;
  const height = ROWS * SIZE + (ROWS - 1) * GAP;
  const picture = new Uint8Array(width * height * 3).fill(PAGE);
  for (let row = 0; row < ROWS; row++) {
    source.override(shown[name]?.[row] ?? {});
    const clip = source.clip(row);
    for (let k = 0; k < COLUMNS; k++) {
      const frame = Math.round((k * (clip.frameCount - 1)) / (COLUMNS - 1));
      for (let y = 0; y < SIZE; y++) {
        const from = (frame * SIZE + y) * SIZE * 3;
        picture.set(
          clip.frames.subarray(from, from + SIZE * 3),
          ((row * (SIZE + GAP) + y) * width + k * (SIZE + GAP)) * 3,
        );
      }
    }
  }
  writeWhole(
    new URL(`../docs/images/scenario-${name}.png`, import.meta.url).pathname,
    kinema.encodePng(picture, width, height, 3),
  );
}
