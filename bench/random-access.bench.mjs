// Clip 10^9 against clip 0: opening a split costs once, a clip the same wherever it lies.
import { loadKinema } from '../dist/index.js';
import { suite } from './suite.mjs';

export default async function run() {
  const kinema = await loadKinema();
  const source = kinema.open({ kinema: 1, scenario: 'collision', splits: { train: { count: 1 } } });
  const cases = [0, 1e9].map((first) => {
    let index = first;
    return [`clips from ${first}`, () => void source.clip(index++, { stages: { frames: true, digests: true } })];
  });
  await suite('random access, collision, clean look, 128x128x32', cases);
}
