// node tools/example-pictures.mjs: docs/images/examples-NAME.png, three moments of each of the examples in examples/worlds.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadKinema, writeWhole } from 'kinema/node';
import { Film, sheet } from '../examples/worlds/show.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** From which part of the film to which: where something happens. */
const moments = {
  cradle: [0, 0.3],
  ragdoll: [0, 0.6],
  bridge: [0.4, 0.7],
  breakout: [0.05, 0.7],
  platformer: [0.2, 0.9],
};

const kinema = await loadKinema();
for (const file of readdirSync(`${root}examples/worlds`)) {
  const name = file.replace('.mjs', '');
  if (name === 'show') continue;
  const { default: run } = await import(`../examples/worlds/${file}`);
  const film = new Film(true, { size: name === 'pinball' ? [144, 234] : [256, 144] });
  run(kinema, film.watch);
  const picture = sheet(film.frames, 3, 3, ...(moments[name] ?? [0, 1]));
  writeWhole(`${root}docs/images/examples-${name}.png`, kinema.encodeImage(picture));
}
