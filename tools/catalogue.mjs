// The catalogue of scenarios: assembly/scenarios/catalogue.json, and those that are data throughout, a file each in
// assembly/scenarios/scenes. Their scenes are for the module alone: the catalogue that it exports is without them.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../assembly/scenarios/', import.meta.url));
const read = (path) => JSON.parse(readFileSync(folder + path, 'utf8'));

/** The scenarios whose worlds are built by code. */
export const written = read('catalogue.json');

/** The scenarios that are data, with their scenes, in the order of their ids. */
export const scenes = readdirSync(`${folder}scenes`)
  .filter((name) => name.endsWith('.json'))
  .map((name) => read(`scenes/${name}`))
  .sort((a, b) => a.id - b.id);

/** The catalogue as the module exports it. */
export const catalogue = {
  ...written,
  scenarios: [...written.scenarios, ...scenes.map(({ scene, ...scenario }) => scenario)],
};

catalogue.scenarios.forEach(({ name, id }, i) => {
  if (id !== i + 1) throw new Error(`scenario ${name}: its id must be ${i + 1}`);
});
