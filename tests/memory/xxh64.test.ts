// xxh64 against published vectors (xxHash specification; seed 2654435761 is the reference implementation's test prime).
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { instance, put } from '../support/module.js';

const test = suite('xxh64');
const text = (s: string) => new TextEncoder().encode(s);
const vectors: [string, bigint, bigint][] = [
  ['', 0n, 0xef46db3751d8e999n],
  ['a', 0n, 0xd24ec4f1a98c6e5bn],
  ['abc', 0n, 0x44bc2cf5ad770999n],
  ['The quick brown fox jumps over the lazy dog', 0n, 0x0b242d361fda71bcn],
  ['Nobody inspects the spammish repetition', 0n, 0xfbcea83c8a378bf1n],
  ['', 2654435761n, 0xac75fda2929b17efn],
];

for (const build of ['simd', 'scalar'] as const) {
  test(`published vectors (${build})`, () => {
    const raw = instance(build);
    for (const [input, seed, expected] of vectors) {
      const bytes = text(input);
      const pointer = put(raw, bytes);
      assert.is(BigInt.asUintN(64, raw.xxh64(pointer, bytes.length, seed)), expected, `${input} seed ${seed}`);
    }
  });
}

test.run();
