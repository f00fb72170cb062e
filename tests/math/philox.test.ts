// Philox4x32-10 against the known-answer vectors published with Random123 (Salmon et al. 2011).
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { instance } from '../support/module.js';

const vectors: [number[], number[], number[]][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

const test = suite('philox');

for (const build of ['simd', 'scalar'] as const) {
  test(`known answers (${build})`, () => {
    const raw = instance(build);
    const base = raw.reserve(64);
    for (const [counter, key, expected] of vectors) {
      const words = new Uint32Array(raw.memory.buffer, base, 16);
      words.set(counter, 0);
      words.set(key, 4);
      raw.philox(base, base + 16, base + 32);
      assert.equal([...words.subarray(8, 12)], expected);
    }
  });
}

test.run();
