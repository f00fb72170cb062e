// Reads what the module exports from its sources: every function that assembly/index.ts exports, its parameters, types and comment.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const index = 'assembly/index.ts';

function parse(path) {
  return ts.createSourceFile(path, readFileSync(root + path, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** The sentences of a node's comment. */
function comment(node) {
  const text = ts.getJSDocCommentsAndTags(node).at(-1)?.comment ?? '';
  return (typeof text === 'string' ? text : ts.getTextOfJSDocComment(text)).replaceAll(/\s+/g, ' ').trim();
}

/** The sentences at the head of a file, up to the first empty line. */
function header(path) {
  const lines = readFileSync(root + path, 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('// '));
  return lines
    .slice(0, end)
    .map((line) => line.slice(3))
    .join(' ');
}

function functions(path) {
  const found = new Map();
  for (const node of parse(path).statements) {
    if (!ts.isFunctionDeclaration(node) || !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
      continue;
    found.set(node.name.text, {
      name: node.name.text,
      parameters: node.parameters.map(({ name, type }) => ({ name: name.getText(), type: type.getText() })),
      returns: node.type.getText(),
      doc: comment(node),
    });
  }
  return found;
}

/** Groups of exports in the order of assembly/index.ts: { path, about, functions }. */
export function moduleExports() {
  const groups = [{ path: index, about: header(index), functions: [...functions(index).values()] }];
  for (const node of parse(index).statements) {
    if (!ts.isExportDeclaration(node) || !node.moduleSpecifier) continue;
    const path = `${normalize(join(dirname(index), node.moduleSpecifier.text))}.ts`;
    if (!existsSync(root + path)) throw new Error(`${index} exports from ${path}, which is not there`);
    const all = functions(path);
    const chosen = node.exportClause.elements.map(({ name }) => {
      const found = all.get(name.text);
      if (!found) throw new Error(`${path} exports no function ${name.text}`);
      return found;
    });
    groups.push({ path, about: header(path), functions: chosen });
  }
  return groups;
}
