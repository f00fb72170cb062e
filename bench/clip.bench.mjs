// What a clip costs, stage by stage: 32 frames of 128x128, one core, by law and look. Each case includes the stages before it.
import { readFileSync } from 'node:fs';
import { loadKinema } from '../dist/index.js';
import { suite } from './suite.mjs';

const stages = [
  ['simulate', {}],
  ['+ state digest', { digests: true }],
  ['+ draw', { frames: true }],
  ['+ draw + digests', { frames: true, digests: true }],
  ['+ draw + digests + png', { frames: true, digests: true, png: true }],
  ['+ draw + digests + npy.gz', { frames: true, digests: true, gzip: true }],
];

export default async function run() {
  const kinema = await loadKinema();
  for (const law of ['uniform', 'parabola', 'collision']) {
    const recipe = JSON.parse(readFileSync(new URL(`../recipes/phyworld/${law}-30k.json`, import.meta.url), 'utf8'));
    for (const look of ['study', 'clean']) {
      const image = { size: [128, 128], supersample: look === 'study' ? 2 : 1, look };
      const source = kinema.open({ ...recipe, image });
      let index = 0;
      await suite(
        `${law}, ${look} look, 128x128x32`,
        stages.map(([name, wanted]) => [name, () => void source.clip(index++ % 20000, { stages: wanted })]),
      );
    }
  }
}
