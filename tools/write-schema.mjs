// build/recipe.schema.json: the JSON Schema of recipes, for editors.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadKinema, recipeJsonSchema } from '../dist/index.js';

const { catalogue } = await loadKinema();
const path = fileURLToPath(new URL('../build/recipe.schema.json', import.meta.url));
writeFileSync(path, `${JSON.stringify(recipeJsonSchema(catalogue), null, 2)}\n`);
