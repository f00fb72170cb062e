// Text to plain values. YAML 1.2 contains JSON, so one parser (yaml) reads both; it keeps what JSON.parse loses: integers
// beyond 2^53 and repeated keys. What a hostile file could do is bounded here: size, depth, aliases.

import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
} from 'yaml';
import { RecipeError } from '../errors.js';

/** Largest file in bytes. */
export const maxRecipeBytes = 64 * 2 ** 20;
/** Deepest nesting of lists and objects; a recipe needs 9. */
const maxDepth = 64;
/** How many nodes aliases may repeat in all. */
const maxAliases = 100;

const tooDeep = `is nested more than ${maxDepth} levels deep`;

function fail(text: string, cause?: unknown): never {
  throw new RecipeError([{ field: 'recipe', text }], { cause });
}

/**
 * Reads JSON or YAML text as plain values, for `validateRecipe`. Integers come as numbers where these are exact, else
 * as bigint.
 * @throws RecipeError with line and column
 */
export function parseRecipe(text: string): unknown {
  if (text.length > maxRecipeBytes) fail(`is ${text.length} characters long, at most ${maxRecipeBytes} are read`);
  if (text.trim() === '') fail('is empty');
  const lines = new LineCounter();
  try {
    const document = compose(text, lines);
    const where = (offset: number) => {
      const { line, col } = lines.linePos(offset);
      return `line ${line}, column ${col}`;
    };
    const error = document.errors[0] ?? document.warnings[0];
    if (error) fail(`${where(error.pos[0])}: ${error.message}`, error);
    checkNodes(document, where);
    return plainNumbers(document.toJS({ maxAliasCount: maxAliases }));
  } catch (error) {
    if (error instanceof RecipeError) throw error;
    if (error instanceof ReferenceError && error.message.includes('alias count'))
      fail('repeats too much by aliases (*name); write it out');
    return fail(`cannot be read: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/**
 * The first document of a text. The tokens are watched on their way, because the composer recurses: a document deep enough
 * to exhaust its stack ends the whole process where V8 compiles a regular expression at the wrong moment.
 */
function compose(text: string, lines: LineCounter): Document {
  const options = { version: '1.2', intAsBigInt: true, uniqueKeys: false } as const;
  const [first, second] = new Composer(options).compose(shallowTokens(text, lines), true, text.length);
  if (!first) return fail('is empty');
  if (second) fail('has several documents (---); one is read');
  return first;
}

function* shallowTokens(text: string, lines: LineCounter): Generator<CST.Token, void> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    // The document and the scalar being read are on the stack too.
    if (parser.stack.length > maxDepth + 2) fail(tooDeep);
  }
  yield* parser.end();
}

/** Refuses deep nesting, repeated keys and `__proto__`, without recursion. */
function checkNodes(document: Document, where: (offset: number) => string): void {
  const open: { node: Node | null; depth: number }[] = [{ node: document.contents as Node | null, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > maxDepth && (isSeq(node) || isMap(node))) fail(tooDeep);
    if (isSeq(node)) for (const item of node.items) open.push({ node: item as Node, depth: depth + 1 });
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = pair.key as Node | null;
      const at = key?.range ? where(key.range[0]) : 'somewhere';
      if (!isScalar(key) && !isAlias(key)) fail(`${at}: a key must be a plain name`);
      const name = isScalar(key) ? String(key.value) : key.source;
      if (seen.has(name)) fail(`${at}: the key ${JSON.stringify(name)} stands twice in one object`);
      if (name === '__proto__') fail(`${at}: unknown field "__proto__"`);
      seen.add(name);
      open.push({ node: pair.value as Node | null, depth: depth + 1 });
    }
  }
}

/** Integers as numbers where these are exact; a seed beyond 2^53 stays a bigint. Aliases may have made the value deep or cyclic. */
function plainNumbers(root: unknown): unknown {
  const holder = { root };
  const open: { value: object; depth: number }[] = [{ value: holder, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (depth > maxDepth) fail(tooDeep);
    const fields = value as Record<string, unknown>;
    for (const key of Object.keys(fields)) {
      const item = fields[key];
      if (typeof item === 'bigint') {
        const exact = item >= Number.MIN_SAFE_INTEGER && item <= Number.MAX_SAFE_INTEGER;
        if (exact || !(depth === 1 && key === 'seed')) fields[key] = Number(item);
      } else if (typeof item === 'object' && item !== null) open.push({ value: item, depth: depth + 1 });
    }
  }
  return holder.root;
}
