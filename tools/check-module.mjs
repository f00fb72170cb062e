// The gates that a module build must pass: zero imports, no relaxed SIMD, no f32 promoted to f64 outside the trigonometry and the
// reviewed rooms, and the size budget. Promotions are looked for in an unoptimised build, where functions still bear their names.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const CODE_LIMIT = 200_000;
const FILE_LIMIT = 300_000;

/** Functions that may compute in f64 from f32: compiled-in trigonometry, the rooms that measure, and the set-up of bodies and shapes, before any step. */
const REVIEWED = [
  /^~lib\/math\//,
  /^assembly\/clip\/conservation\//,
  /^assembly\/geometry\/(hull|mass|neighbours|around)\//,
  /^assembly\/dynamics\/(build|values|weigh|bodies|shapes|joints\/build)\//,
  /^assembly\/host\/(bodies\/finite|queries\/argument|batch-actions\/check\w+)$/,
];

const problems = [];

/** The sections of a module: [id, start, end]. */
function sections(bytes) {
  const found = [];
  let at = 8;
  const leb = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const id = bytes[at++];
    const size = leb();
    found.push([id, at, at + size]);
    at += size;
  }
  return found;
}

for (const name of ['kinema.wasm', 'kinema.scalar.wasm']) {
  const path = `${root}build/${name}`;
  const bytes = readFileSync(path);
  const module = new WebAssembly.Module(bytes);
  const imports = WebAssembly.Module.imports(module);
  if (imports.length) problems.push(`${name} imports ${imports.map((i) => `${i.module}.${i.name}`).join(', ')}`);
  const code = sections(bytes).find(([id]) => id === 10);
  const codeSize = code[2] - code[1];
  if (codeSize >= CODE_LIMIT) problems.push(`${name}: code section ${codeSize} bytes, limit ${CODE_LIMIT}`);
  if (statSync(path).size >= FILE_LIMIT) problems.push(`${name}: ${statSync(path).size} bytes, limit ${FILE_LIMIT}`);
  console.log(`${name}: ${statSync(path).size} bytes, code ${codeSize}, imports ${imports.length}`);
}

mkdirSync(`${root}build/check`, { recursive: true });
for (const target of ['simd', 'scalar']) {
  const args = ['--config', 'asconfig.json', '--target', target, '-O0', '--pedantic'];
  const result = spawnSync(
    process.execPath,
    [
      'node_modules/assemblyscript/bin/asc.js',
      ...args,
      '--outFile',
      `build/check/${target}.wasm`,
      '--textFile',
      `build/check/${target}.wat`,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (result.status !== 0) {
    problems.push(`asc -O0 (${target}) failed:\n${result.stderr}`);
    continue;
  }
  const wat = readFileSync(`${root}build/check/${target}.wat`, 'utf8');
  let name = '';
  const promoting = new Set();
  for (const line of wat.split('\n')) {
    const start = /^ \(func \$(\S+)/.exec(line);
    if (start) name = start[1];
    if (line.includes('f64.promote_f32') && !REVIEWED.some((pattern) => pattern.test(name))) promoting.add(name);
    if (line.includes('relaxed')) problems.push(`${target}: relaxed SIMD in ${name}: ${line.trim()}`);
    if (target === 'scalar' && /\bv128\b/.test(line)) problems.push(`scalar build uses v128 in ${name}`);
  }
  for (const found of promoting)
    problems.push(`${target}: f64.promote_f32 in ${found}; type the literal, or review it`);
}

if (problems.length) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('module gates passed');
