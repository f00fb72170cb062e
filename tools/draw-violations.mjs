// docs/images/violations.png: every fourth frame of a collision, and below it of its twin of each kind. Run: node tools/draw-violations.mjs
import { writeFileSync } from 'node:fs';
import { loadKinema } from '../dist/index.js';

const SIZE = 64;
const FRAMES = 8;
const GAP = 2;
const kinema = await loadKinema();
const onset = { frame: 8 };
const rows = [
  null,
  { kind: 'energyGain', size: 1 },
  { kind: 'momentumLeak', size: 0.5 },
  { kind: 'teleport', size: 1.5, angle: 1.57, onset },
  { kind: 'passThrough' },
  { kind: 'vanish', onset },
  { kind: 'recolor', onset },
  { kind: 'resize', size: 0.4, onset },
  { kind: 'delayedBounce', size: 6 },
  { kind: 'curvedFlight', size: 2, onset },
];
const width = FRAMES * SIZE + (FRAMES - 1) * GAP;
const height = rows.length * SIZE + (rows.length - 1) * GAP;
const picture = new Uint8Array(width * height * 3).fill(208);
rows.forEach((violate, row) => {
  const splits = { train: { count: 1, violate } };
  const source = kinema.open({ kinema: 1, scenario: 'collision', image: { size: [SIZE, SIZE] }, splits });
  source.override({ r1: 1, r2: 0.8, v1: 2, v2: 1.6, x1: 1.5, x2: 8, y: 5, color1: 'red', color2: 'blue' });
  const { frames } = source.clip(0);
  for (let k = 0; k < FRAMES; k++) {
    for (let y = 0; y < SIZE; y++) {
      const from = (k * 4 * SIZE + y) * SIZE * 3;
      picture.set(frames.subarray(from, from + SIZE * 3), ((row * (SIZE + GAP) + y) * width + k * (SIZE + GAP)) * 3);
    }
  }
});
writeFileSync(new URL('../docs/images/violations.png', import.meta.url), kinema.encodePng(picture, width, height, 3));
