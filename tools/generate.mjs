// Writes what the module and its bindings must agree on from one source each:
//   assembly/index.ts                 -> bindings/typescript/engine/exports.ts, docs/abi-exports.md
//   assembly/layout.json              -> assembly/memory/layout.ts, bindings/typescript/engine/layout.ts, docs/abi-tables.md,
//                                       examples/hosts/kinema.h, examples/hosts/kinema_abi.py
//   assembly/scenarios/catalogue.json, assembly/scenarios/scenes/*.json -> assembly/scenarios/catalogue.ts
//   assembly/scenarios/scenes/*.json  -> assembly/scenarios/programs.ts
// The outputs are committed, so that a reader (and a diff) sees them; the tests check that they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalogue, written } from './catalogue.mjs';
import { moduleExports } from './exports.mjs';
import { cHeader, pythonTables } from './generate-hosts.mjs';
import { assemblyPrograms } from './generate-programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const layout = JSON.parse(readFileSync(`${root}assembly/layout.json`, 'utf8'));
const catalogueText = JSON.stringify(catalogue);

const sizes = { i32: 4, u32: 4, f32: 4, u64: 8, f64: 8 };
const banner = (source) => `// Generated from ${source} by tools/generate.mjs. Do not edit.\n`;

/** Lays fields out in order, each at a multiple of its size; a struct's size is a multiple of 8. */
export function place(struct) {
  let offset = 0;
  const fields = struct.fields.map(([name, type, doc]) => {
    const size = sizes[type];
    if (offset % size) throw new Error(`field ${name} is not aligned: reorder the struct`);
    const field = { name, type, doc, offset };
    offset += size;
    return field;
  });
  if (offset % 8) throw new Error('a struct must be a multiple of 8 bytes: add a reserved field');
  return { fields, size: offset };
}

const structs = Object.entries(layout.structs).map(([name, struct]) => ({ name, doc: struct.doc, ...place(struct) }));

function assemblyLayout() {
  let out = banner('assembly/layout.json');
  out += `\nexport const ABI: u32 = ${layout.abi};\n`;
  for (const { name, doc, fields, size } of structs) {
    out += `\n/** ${doc} */\nexport namespace ${name} {\n`;
    out += `  // @ts-ignore: decorator\n  @inline export const SIZE: usize = ${size};\n`;
    for (const f of fields)
      out += `  // @ts-ignore: decorator\n  @inline export const ${f.name}: usize = ${f.offset};\n`;
    out += '}\n';
  }
  for (const [name, { doc, values }] of Object.entries(layout.enums)) {
    out += `\n${doc ? `/** ${doc} */\n` : ''}export namespace ${name} {\n`;
    for (const [key, value] of Object.entries(values))
      out += `  // @ts-ignore: decorator\n  @inline export const ${key}: u32 = ${value};\n`;
    out += '}\n';
  }
  out += '\n/** Codes of the status block. */\nexport namespace Failure {\n';
  for (const [key, [code, text]] of Object.entries(layout.errors))
    out += `  /** ${text} */\n  // @ts-ignore: decorator\n  @inline export const ${key}: i32 = ${code};\n`;
  return `${out}}\n`;
}

function bindingLayout() {
  let out = banner('assembly/layout.json');
  out += `\nexport const ABI = ${layout.abi};\n`;
  const kinds = { i32: 'i32', u32: 'u32', f32: 'f32', u64: 'u64', f64: 'f64' };
  for (const { name, doc, fields, size } of structs) {
    out += `\n/** ${doc} */\nexport const ${name} = {\n  size: ${size},\n  fields: {\n`;
    for (const f of fields)
      out += `    /** ${f.doc || f.name} */\n    ${f.name}: { offset: ${f.offset}, type: '${kinds[f.type]}' },\n`;
    out += '  },\n} as const;\n';
  }
  for (const [name, { doc, values }] of Object.entries(layout.enums)) {
    out += `\n${doc ? `/** ${doc} */\n` : ''}export const ${name} = {\n`;
    for (const [key, value] of Object.entries(values)) out += `  ${key}: ${value},\n`;
    out += '} as const;\n';
  }
  out +=
    '\n/** What each code of the status block means. */\nexport const failures: Readonly<Record<number, { name: string; text: string }>> = {\n';
  for (const [key, [code, text]] of Object.entries(layout.errors))
    out += `  ${code}: { name: '${key}', text: ${quote(text)} },\n`;
  return `${out}};\n`;
}

function quote(text) {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

function abiTables() {
  let out = `<!-- Generated from assembly/layout.json by tools/generate.mjs. Do not edit. -->\n# ABI tables\n\nABI version ${layout.abi}. Little-endian; offsets in bytes.\n`;
  for (const { name, doc, fields, size } of structs) {
    out += `\n## ${name} (${size} bytes)\n\n${doc}\n\n| offset | type | field | meaning |\n|--:|---|---|---|\n`;
    for (const f of fields) out += `| ${f.offset} | ${f.type} | ${f.name} | ${f.doc.replaceAll('|', '\\|')} |\n`;
  }
  for (const [name, { doc, values }] of Object.entries(layout.enums)) {
    out += `\n## ${name}\n\n${doc ? `${doc}\n\n` : ''}| value | name |\n|--:|---|\n`;
    for (const [key, value] of Object.entries(values)) out += `| ${value} | ${key} |\n`;
  }
  out += '\n## Status codes\n\n| code | name | meaning |\n|--:|---|---|\n';
  for (const [key, [code, text]] of Object.entries(layout.errors)) out += `| ${code} | ${key} | ${text} |\n`;
  return out;
}

const hostTypes = { u64: 'bigint', i64: 'bigint', void: 'void' };
const hostType = (type) => hostTypes[type] ?? 'number';

function bindingExports() {
  let out = banner('assembly/index.ts');
  out +=
    '\n/** What the module exports. Numbers in, numbers out; pointers are byte addresses in `memory`. */\nexport interface Exports {\n';
  out += '  readonly memory: WebAssembly.Memory;\n';
  for (const { functions } of moduleExports())
    for (const { name, parameters, returns, doc } of functions) {
      if (doc) out += `  /** ${doc} */\n`;
      const items = parameters.map((p) => `${p.name}: ${hostType(p.type)}`);
      const line = items.join(', ');
      // As the formatter breaks lines of more than 120 columns.
      const list = line.length + name.length > 100 ? `\n${items.map((item) => `    ${item},\n`).join('')}  ` : line;
      out += `  ${name}(${list}): ${hostType(returns)};\n`;
    }
  return `${out}}\n`;
}

function abiExports() {
  let out =
    '<!-- Generated from assembly/index.ts by tools/generate.mjs. Do not edit. -->\n# Exports of the module\n\n';
  out += `ABI version ${layout.abi}. usize is an address in memory (u32 for a host), u64 a 64-bit integer (a BigInt in JavaScript). [abi.md](abi.md) says in which order to call what,\n`;
  out += '[abi-tables.md](abi-tables.md) lists the structs, enums and status codes.\n';
  for (const { path, about, functions } of moduleExports()) {
    out += `\n## ${path.replace('assembly/', '').replace('.ts', '')}\n\n${about}\n\n| export | meaning |\n|---|---|\n`;
    for (const { name, parameters, returns, doc } of functions) {
      const list = parameters.map((p) => `${p.name}: ${p.type}`).join(', ');
      out += `| \`${name}(${list}): ${returns}\` | ${doc.replaceAll('|', '\\|')} |\n`;
    }
  }
  return out;
}

const camel = (name) => name.replaceAll(/-(\w)/g, (_, c) => c.toUpperCase()).replace(/^./, (c) => c.toUpperCase());

function assemblyCatalogue() {
  const bytes = [...Buffer.from(catalogueText, 'utf8')];
  let out = banner('assembly/scenarios/catalogue.json');
  out += '\n/** Factor ordinals and ids of the scenarios. */\n';
  for (const s of written.scenarios) {
    out += `export namespace ${camel(s.name)} {\n  // @ts-ignore: decorator\n  @inline export const ID: u32 = ${s.id};\n`;
    s.factors.forEach((f, i) => {
      out += `  // @ts-ignore: decorator\n  @inline export const ${f.name}: u32 = ${i};\n`;
    });
    out += `  // @ts-ignore: decorator\n  @inline export const FACTORS: u32 = ${s.factors.length};\n}\n`;
  }
  out +=
    '\n/** Of a factor in the range table: any real number, one of n choices, a colour 0xRRGGBB, or a whole number. */\n';
  const kinds = { number: 0, choice: 1, color: 2, whole: 3 };
  const kindOf = (f) => kinds[f.whole ? 'whole' : f.type];
  out += 'export namespace FactorKind {\n';
  for (const [key, value] of Object.entries({ Real: 0, Choice: 1, Color: 2, Whole: 3 }))
    out += `  // @ts-ignore: decorator\n  @inline export const ${key}: u32 = ${value};\n`;
  out += '}\n';
  const rows = (pick) => catalogue.scenarios.flatMap((s) => s.factors.map(pick));
  const lo = (f) => (f.type === 'number' ? f.min : 0);
  const hi = (f) => (f.type === 'number' ? f.max : f.type === 'choice' ? f.values.length - 1 : 0xffffff);
  out += '\n// One row a factor, scenarios in order: kind, least and greatest value.\n';
  out += `const kinds: usize = memory.data<u32>([${rows(kindOf).join(', ')}]);\n`;
  out += `const lows: usize = memory.data<f64>([${rows(lo).join(', ')}]);\n`;
  out += `const highs: usize = memory.data<f64>([${rows(hi).join(', ')}]);\n`;
  out += `const placed: usize = memory.data<u32>([${rows((f) => (f.default === 'placed' ? 1 : 0)).join(', ')}]);\n`;
  let row = 0;
  const starts = catalogue.scenarios.map((s) => (row += s.factors.length));
  out += `const starts: usize = memory.data<u32>([0, ${starts.join(', ')}]);\n`;
  out += '\nfunction firstRow(scenario: u32): u32 {\n  return load<u32>(starts + (<usize>scenario << 2) - 4);\n}\n';
  out +=
    '\n/** Number of factors of a scenario, 0 if there is no such scenario. */\nexport function factorCountOf(scenario: u32): u32 {\n';
  out += `  if (scenario - 1 >= ${starts.length}) return 0;\n`;
  out += '  return load<u32>(starts + (<usize>scenario << 2)) - firstRow(scenario);\n}\n';
  for (const [name, table, type] of [
    ['kindOf', 'kinds', 'u32'],
    ['placedByDefault', 'placed', 'u32'],
  ])
    out += `\nexport function ${name}(scenario: u32, factor: u32): ${type} {\n  return load<${type}>(${table} + (<usize>(firstRow(scenario) + factor) << 2));\n}\n`;
  for (const [name, table] of [
    ['leastOf', 'lows'],
    ['greatestOf', 'highs'],
  ])
    out += `\nexport function ${name}(scenario: u32, factor: u32): f64 {\n  return load<f64>(${table} + (<usize>(firstRow(scenario) + factor) << 3));\n}\n`;
  out += `\nexport const CATALOGUE_LENGTH: u32 = ${bytes.length};\n`;
  out += `// prettier-ignore\nexport const CATALOGUE: usize = memory.data<u8>([\n`;
  for (let i = 0; i < bytes.length; i += 32) out += `${bytes.slice(i, i + 32).join(',')},\n`;
  return `${out.replace(/,\n$/, '\n')}]);\n`;
}

export const outputs = {
  'bindings/typescript/engine/exports.ts': bindingExports,
  'docs/abi-exports.md': abiExports,
  'assembly/memory/layout.ts': assemblyLayout,
  'bindings/typescript/engine/layout.ts': bindingLayout,
  'docs/abi-tables.md': abiTables,
  'examples/hosts/kinema.h': () => cHeader(structs, layout),
  'examples/hosts/kinema_abi.py': () => pythonTables(structs, layout),
  'assembly/scenarios/catalogue.ts': assemblyCatalogue,
  'assembly/scenarios/programs.ts': () => assemblyPrograms(structs, layout),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, make] of Object.entries(outputs)) {
    const text = make();
    let old = '';
    try {
      old = readFileSync(root + path, 'utf8');
    } catch {}
    if (old !== text) writeFileSync(root + path, text);
  }
}
