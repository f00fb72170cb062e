// The streaming root against RFC 6962's recursive definition and the test vectors of its reference implementation.
import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ClipRoots, MerkleRoot } from '../../dist/node.js';

const test = suite('merkle');

const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962 section 2.1, word for word. */
function recursive(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Uint8Array.of(0), leaves[0] as Uint8Array);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Uint8Array.of(1), recursive(leaves.slice(0, k)), recursive(leaves.slice(k)));
}

function streamed(leaves: readonly Uint8Array[]): string {
  const root = new MerkleRoot();
  for (const leaf of leaves) root.push(leaf);
  return root.digest();
}

test("the roots of Certificate Transparency's test vectors", () => {
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((hex) => Buffer.from(hex, 'hex'));
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  for (const [n, root] of roots.entries()) assert.is(streamed(inputs.slice(0, n)), root, `${n} leaves`);
});

test('the recursive definition, for every number of leaves to 130', () => {
  for (let n = 0; n <= 130; n++) {
    const leaves = Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`));
    assert.is(streamed(leaves), recursive(leaves).toString('hex'), `${n} leaves`);
  }
});

test('a root may be asked for on the way', () => {
  const root = new MerkleRoot();
  for (let i = 0; i < 20; i++) {
    root.push(Uint8Array.of(i));
    assert.is(root.digest(), streamed(Array.from({ length: i + 1 }, (_, k) => Uint8Array.of(k))));
  }
});

test('leaves of clips are little-endian digests: the state alone, and frames followed by layers', () => {
  const roots = new ClipRoots();
  roots.push(0x0102030405060708n, [0x1112131415161718n, 0x2122232425262728n]);
  assert.equal(roots.digest(), {
    states: recursive([Buffer.from('0807060504030201', 'hex')]).toString('hex'),
    frames: recursive([Buffer.from('18171615141312112827262524232221', 'hex')]).toString('hex'),
  });
  const stateOnly = new ClipRoots();
  stateOnly.push(1n, []);
  assert.is(stateOnly.digest().frames, null);
});

test.run();
