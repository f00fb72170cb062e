// docs/abi-exports.md: every export of the module with its comment, read from assembly/index.ts and the files that it re-exports from.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const assembly = fileURLToPath(new URL('../assembly/', import.meta.url));

/** Exports go by what their names begin with. */
const groups = {
  world: 'Worlds',
  body: 'Bodies',
  shape: 'Shapes',
  joint: 'Joints',
  query: 'Queries',
  camera: 'Camera of the open plan',
  '': 'Module, plans and clips',
};

/** Exported functions of a file by name: { signature, comment }. */
function functions(path) {
  const text = readFileSync(`${assembly}${path}.ts`, 'utf8');
  const pattern = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?export function (\w+)\(([^)]*)\): (\w+)/g;
  return Object.fromEntries(
    [...text.matchAll(pattern)].map(([, comment = '', name, parameters, result]) => [
      name,
      {
        signature: `${name}(${parameters.replaceAll(/\s+/g, ' ').trim()}): ${result}`.replaceAll('usize', 'ptr'),
        comment: comment.replaceAll(/\s*\n\s*\* ?/g, ' ').trim(),
      },
    ]),
  );
}

/** All exports of the module, those of index.ts first. */
function moduleExports() {
  const index = readFileSync(`${assembly}index.ts`, 'utf8');
  const found = functions('index');
  for (const [, names, path] of index.matchAll(/^export \{([^}]*)\} from '\.\/([^']*)';/gm)) {
    const there = functions(path);
    for (const name of names
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)) {
      if (!there[name])
        throw new Error(`assembly/${path}.ts has no exported function ${name} that docs/abi-exports.md can show`);
      found[name] = there[name];
    }
  }
  return found;
}

export function abiExports() {
  const found = Object.entries(moduleExports());
  let out =
    '<!-- Generated from the comments in assembly/ by tools/generate.mjs. Do not edit. -->\n# Exports of the module\n\n';
  out +=
    'A `ptr` is an address in linear memory, an i32 to WebAssembly, like u32; structs, enums and codes stand in [abi-tables.md](abi-tables.md).\n';
  const prefixOf = (name) => Object.keys(groups).find((prefix) => name.startsWith(prefix));
  for (const prefix of ['', ...Object.keys(groups).slice(0, -1)]) {
    const rows = found.filter(([name]) => prefixOf(name) === prefix);
    if (rows.length === 0) continue;
    out += `\n## ${groups[prefix]}\n\n| export | what it does |\n|---|---|\n`;
    for (const [, { signature, comment }] of rows) out += `| \`${signature}\` | ${comment.replaceAll('|', '\\|')} |\n`;
  }
  return out;
}
