// build/recipe.schema.json and build/scene.schema.json: the JSON Schemas of recipes and scenes, for editors.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadKinema, recipeJsonSchema, sceneJsonSchema } from '../dist/index.js';

const { catalogue } = await loadKinema();
const schemas = { recipe: recipeJsonSchema(catalogue), scene: sceneJsonSchema() };
for (const [name, schema] of Object.entries(schemas)) {
  const path = fileURLToPath(new URL(`../build/${name}.schema.json`, import.meta.url));
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
}
