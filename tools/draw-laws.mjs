// docs/images/laws.png: eight frames of a clip of each law, for the README. Run: node tools/draw-laws.mjs
import { writeFileSync } from 'node:fs';
import { loadKinema } from '../dist/index.js';

const SIZE = 96;
const FRAMES = 8;
const GAP = 2;
const kinema = await loadKinema();
const rows = [
  ['uniform-motion', { r: 1, v: 2.2, color: 'red' }],
  ['parabola', { r: 0.9, v: 2.6, color: '#2266dd', x: 1.2, y: 8.2 }],
  ['collision', { r1: 1.1, r2: 0.7, v1: 2.2, v2: 2.4, x1: 1.3, x2: 8.9, y: 5 }],
];
const width = FRAMES * SIZE + (FRAMES - 1) * GAP;
const height = rows.length * SIZE + (rows.length - 1) * GAP;
const picture = new Uint8Array(width * height * 3).fill(208);
rows.forEach(([scenario, factors], row) => {
  const source = kinema.open({ kinema: 1, scenario, image: { size: [SIZE, SIZE] }, splits: { train: { count: 1 } } });
  source.override(factors);
  const { frames } = source.clip(0);
  for (let k = 0; k < FRAMES; k++) {
    for (let y = 0; y < SIZE; y++) {
      const from = (k * 4 * SIZE + y) * SIZE * 3;
      picture.set(frames.subarray(from, from + SIZE * 3), ((row * (SIZE + GAP) + y) * width + k * (SIZE + GAP)) * 3);
    }
  }
});
writeFileSync(new URL('../docs/images/laws.png', import.meta.url), kinema.encodePng(picture, width, height, 3));
