// The layout table for hosts of other languages: structs as C has them, and as Python's struct module reads them.

const cTypes = { i32: 'int32_t', u32: 'uint32_t', f32: 'float', u64: 'uint64_t', f64: 'double' };
const pythonCodes = { i32: 'i', u32: 'I', f32: 'f', u64: 'Q', f64: 'd' };

const failuresDoc = 'Codes of the status block.';

/** All enums of the table, codes of failures included: [name, doc, [[key, value, comment]]]. */
function enums(layout) {
  const values = Object.entries(layout.enums).map(([name, { doc, values }]) => [
    name,
    doc,
    Object.entries(values).map(([key, value]) => [key, value, '']),
  ]);
  const failures = Object.entries(layout.errors).map(([key, [code, text]]) => [key, code, text]);
  return [...values, ['Failure', failuresDoc, failures]];
}

/** examples/hosts/kinema.h */
export function cHeader(structs, layout) {
  let out = '// Generated from assembly/layout.json by tools/generate.mjs. Do not edit.\n';
  out += '// What stands in the memory of the module, as a little-endian host has it: docs/abi-tables.md.\n\n';
  out += `#ifndef KINEMA_H\n#define KINEMA_H\n\n#include <stdint.h>\n\n#ifdef __cplusplus\n#define KINEMA_ASSERT static_assert\n`;
  out += `#else\n#define KINEMA_ASSERT _Static_assert\n#endif\n\nenum { KINEMA_ABI = ${layout.abi} };\n`;
  for (const { name, doc, fields, size } of structs) {
    out += `\n/** ${doc} */\ntypedef struct {\n`;
    for (const f of fields) out += `  ${cTypes[f.type]} ${f.name};${f.doc ? ` // ${f.doc}` : ''}\n`;
    out += `} Kinema${name};\nKINEMA_ASSERT(sizeof(Kinema${name}) == ${size}, "Kinema${name}");\n`;
  }
  for (const [name, doc, values] of enums(layout)) {
    out += `\n${doc ? `/** ${doc} */\n` : ''}enum {\n`;
    for (const [key, value, comment] of values)
      out += `  Kinema${name}_${key} = ${value},${comment ? ` // ${comment}` : ''}\n`;
    out += '};\n';
  }
  return `${out}\n#endif\n`;
}

/** examples/hosts/kinema_abi.py */
export function pythonTables(structs, layout) {
  let out = '"""Generated from assembly/layout.json by tools/generate.mjs. Do not edit.\n\n';
  out +=
    'What stands in the memory of the module: for each field its code in Python\'s struct module and its offset.\n"""\n\n';
  out += `from enum import IntEnum\n\nABI = ${layout.abi}\n`;
  for (const { name, doc, fields, size } of structs) {
    out += `\n\nclass ${name}:\n    """${doc}"""\n\n    size = ${size}\n    fields = {\n`;
    for (const f of fields)
      out += `        "${f.name}": ("<${pythonCodes[f.type]}", ${f.offset}),${f.doc ? `  # ${f.doc}` : ''}\n`;
    out += '    }\n';
  }
  for (const [name, doc, values] of enums(layout)) {
    out += `\n\nclass ${name}(IntEnum):\n${doc ? `    """${doc}"""\n\n` : ''}`;
    // An underscore where Python has the word for itself.
    for (const [key, value, comment] of values)
      out += `    ${['None', 'True', 'False'].includes(key) ? `${key}_` : key} = ${value}${comment ? `  # ${comment}` : ''}\n`;
  }
  return out;
}
