// Whether what was built is newer than all that it is built from.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Newest time of change of files, folders included with all that is in them. */
function newest(paths) {
  const time = (path) => {
    const stat = statSync(path);
    return stat.isDirectory() ? newest(readdirSync(path).map((name) => `${path}/${name}`)) : stat.mtimeMs;
  };
  return Math.max(0, ...paths.map(time));
}

/** True if every product of the build stands and no source has changed since. */
export function buildIsCurrent() {
  const sources = ['assembly', 'bindings', 'tools', 'asconfig.json', 'tsconfig.json', 'package.json'];
  const products = [
    'build/kinema.wasm',
    'build/kinema.scalar.wasm',
    'build/recipe.schema.json',
    'build/scene.schema.json',
    'dist/index.js',
  ];
  if (!products.every((path) => existsSync(root + path))) return false;
  return (
    newest(sources.map((path) => root + path)) <= Math.min(...products.map((path) => statSync(root + path).mtimeMs))
  );
}
