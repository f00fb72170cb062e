// .npy headers byte for byte.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { npyFile, npyHeader } from '../../dist/dataset/npy.js';

const test = suite('npy');
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test('version 1.0, padded to 64, as NumPy writes it', () => {
  const header = npyHeader('<f4', [32, 2, 6]);
  assert.is(header.length, 128);
  assert.equal([...header.subarray(0, 10)], [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
  assert.is(
    text(header.subarray(10)),
    `${"{'descr': '<f4', 'fortran_order': False, 'shape': (32, 2, 6), }".padEnd(117)}\n`,
  );
});

test('a shape of one number has a comma', () => {
  assert.match(text(npyHeader('<f8', [7])), /'shape': \(7,\), }/);
});

test('every length is a multiple of 64 and fits', () => {
  for (let n = 0; n < 30; n++)
    assert.is(
      npyHeader(
        '|u1',
        Array.from({ length: n }, () => 10 ** (n % 5)),
      ).length % 64,
      0,
    );
});

test('texts are UTF-32, padded', () => {
  const file = npyFile(['r', 'v1'], [2]);
  assert.match(text(file), /'descr': '<U2'/);
  assert.equal([...file.subarray(-16)], [114, 0, 0, 0, 0, 0, 0, 0, 118, 0, 0, 0, 49, 0, 0, 0]);
});

test('numbers are little-endian', () => {
  assert.equal([...npyFile(Float32Array.of(1), [1]).subarray(-4)], [0, 0, 128, 63]);
});

test.run();
