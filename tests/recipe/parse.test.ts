// Text to plain values: JSON and YAML alike, and what a hostile file may not do.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maxRecipeBytes, parseRecipe } from '../../bindings/typescript/recipe/parse.js';

function refusal(text: string): string {
  try {
    parseRecipe(text);
  } catch (error) {
    assert.is((error as { kind?: string }).kind, 'recipe', String((error as Error).stack));
    return (error as Error).message;
  }
  throw new Error(`accepted: ${text.slice(0, 40)}`);
}

const deep = 'recipe: is nested more than 64 levels deep';

test('JSON as people and programs write it', () => {
  assert.equal(parseRecipe('{\n\t"a": 1,\n\t"b": [\n\t\t1.5, -0, 1e3, true, null, "\\ud83d\\ude00\\/"\n\t]\n}\n'), {
    a: 1,
    b: [1.5, 0, 1000, true, null, '😀/'],
  });
  assert.equal(parseRecipe('\ufeff{"a":1}'), { a: 1 });
  assert.equal(parseRecipe(`{"${'k'.repeat(2000)}": 1}`), { ['k'.repeat(2000)]: 1 });
});

test('YAML 1.2: no is a word, aliases work', () => {
  assert.equal(parseRecipe('a: no\nb: &x [1, 2]\nc: *x\nd: 0x10\n# end'), { a: 'no', b: [1, 2], c: [1, 2], d: 16 });
});

test('integers: exact for the seed, numbers elsewhere', () => {
  assert.equal(parseRecipe('seed: 18446744073709551615\nx: { seed: 18446744073709551615 }'), {
    seed: 18446744073709551615n,
    x: { seed: 2 ** 64 },
  });
  assert.equal(parseRecipe('seed: 42'), { seed: 42 });
});

test('repeated keys, with line and column', () => {
  assert.is(refusal('kinema: 1\nkinema: 1'), 'recipe: line 2, column 1: the key "kinema" stands twice in one object');
  assert.is(refusal('{"a": {"b": 1, "b": 2}}'), 'recipe: line 1, column 16: the key "b" stands twice in one object');
});

test('broken text', () => {
  assert.is(refusal(' \n'), 'recipe: is empty');
  assert.match(refusal('a: [1, 2'), /^recipe: line 1, column 9: Flow sequence/);
  assert.is(refusal('a: 1\n---\nb: 2'), 'recipe: has several documents (---); one is read');
  assert.match(refusal('a: *b'), /Unresolved alias/);
  assert.is(refusal('a: !foo b'), 'recipe: line 1, column 4: Unresolved tag: !foo');
  assert.is(refusal('{"__proto__": 1}'), 'recipe: line 1, column 2: unknown field "__proto__"');
  assert.is(refusal('? [a]\n: 1'), 'recipe: line 1, column 3: a key must be a plain name');
});

test('deep documents: one clear error, no overflow', () => {
  for (const n of [65, 3000, 1_000_000]) {
    assert.is(refusal('['.repeat(n) + ']'.repeat(n)), deep);
    assert.is(refusal(`${'{"a":'.repeat(n)}1${'}'.repeat(n)}`), deep);
    assert.is(refusal(`${'- '.repeat(n)}1`), deep);
  }
  assert.is(refusal(Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')), deep);
  assert.is(refusal('&a [*a]'), deep);
  assert.ok(parseRecipe('['.repeat(64) + ']'.repeat(64)));
});

test('alias bombs', () => {
  const level = (name: string, inner: string) => `${name}: &${name} [${Array(9).fill(inner).join(',')}]`;
  const bomb = [
    level('a', 'x'),
    ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, i) => level(name, `*${'abcdefgh'[i]}`)),
  ].join('\n');
  assert.is(refusal(bomb), 'recipe: repeats too much by aliases (*name); write it out');
});

test('size', () => {
  assert.is(
    refusal('#'.repeat(maxRecipeBytes + 1)),
    `recipe: is ${maxRecipeBytes + 1} characters long, at most ${maxRecipeBytes} are read`,
  );
});

test.run();
