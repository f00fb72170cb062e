// assembly/scenarios/programs.ts: the scenes of the catalogue as programs, with the numbers of their operations.
import { scenes } from './catalogue.mjs';
import { operations, ProgramCompiler } from './programs.mjs';

const fields = ['require', 'place', 'conserve', 'build', 'bodies', 'parts', 'more', 'sleeps'];

/** @param structs laid-out structs of layout.json; @param layout layout.json itself */
export function assemblyPrograms(structs, layout) {
  const placed = {};
  let base = 0;
  for (const name of ['BodyDef', 'ShapeDef', 'JointDef']) {
    const struct = structs.find((candidate) => candidate.name === name);
    placed[name] = { ...struct, base };
    base += struct.size + (name === 'ShapeDef' ? 64 : 0);
  }
  const compiler = new ProgramCompiler(placed, layout.enums);
  const rows = scenes.map((scenario) => compiler.compile(scenario));
  const constant = (name, value, type = 'u32') =>
    `  // @ts-ignore: decorator\n  @inline export const ${name}: ${type} = ${value};\n`;
  let out = '// Generated from assembly/scenarios/scenes by tools/generate.mjs. Do not edit.\n';
  out += '\n/** Operations of programs. */\nexport namespace Op {\n';
  operations.forEach((name, i) => {
    out += constant(name, i);
  });
  out += '}\n\n/** Where the definitions stand that a program fills. */\nexport namespace Defs {\n';
  for (const name of ['BodyDef', 'ShapeDef', 'JointDef'])
    out += constant(name.replace('Def', ''), placed[name].base, 'usize');
  out += constant('SIZE', base, 'usize');
  out +=
    '}\n\n/** What is known of a scenario that is a program: where its programs start in CODE, and what is set aside for it. */\n';
  out += 'export namespace Program {\n';
  fields.forEach((name, i) => {
    out += constant(name, i * 4, 'usize');
  });
  out += constant('SIZE', fields.length * 4, 'usize');
  out += `}\n\n/** Id of the first scenario that is a program; all after it are. */\n// @ts-ignore: decorator\n@inline export const FIRST_PROGRAM: u32 = ${scenes[0].id};\n\n`;
  out += `export const PROGRAMS: usize = memory.data<u32>([\n${rows.map((row) => `${fields.map((name) => row[name]).join(', ')},\n`).join('')}]);\n\n`;
  out += `export const NUMBERS: usize = memory.data<f64>([\n${lines(compiler.numbers, 12)}]);\n\n`;
  out += `export const CODE: usize = memory.data<u8>([\n${lines(compiler.code, 32)}]);\n`;
  return out;
}

function lines(values, most) {
  let out = '';
  for (let i = 0; i < values.length; i += most) out += `${values.slice(i, i + most).join(',')},\n`;
  return out;
}
