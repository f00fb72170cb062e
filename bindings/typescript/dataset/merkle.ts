// Merkle tree hash of RFC 6962 section 2.1 over a stream of leaves, in memory logarithmic in their number.
//
// The stack holds the roots of perfect subtrees, largest first; a subtree of 2^k leaves is merged with the next as soon
// as that is of the same size, which is what splitting at the largest power of two below the size means.

import { createHash } from 'node:crypto';

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

function hash(prefix: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  const state = createHash('sha256').update(prefix);
  for (const part of parts) state.update(part);
  return state.digest();
}

/** Computes a Merkle root leaf by leaf. */
export class MerkleRoot {
  readonly #stack: Uint8Array[] = [];
  #size = 0;

  /** Number of leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** Appends a leaf: sha256(0x00, data). */
  push(data: Uint8Array): void {
    this.#stack.push(hash(leafPrefix, data));
    this.#size++;
    for (let n = this.#size; n % 2 === 0; n /= 2) this.#merge();
  }

  #merge(): void {
    const right = this.#stack.pop() as Uint8Array;
    const left = this.#stack.pop() as Uint8Array;
    this.#stack.push(hash(nodePrefix, left, right));
  }

  /** The root in hex; of no leaves the sha-256 of nothing. More leaves may follow. */
  digest(): string {
    if (this.#size === 0) return createHash('sha256').digest('hex');
    const root = this.#stack.reduceRight((right, left) => hash(nodePrefix, left, right));
    return Buffer.from(root).toString('hex');
  }
}

/** Both roots of a range of clips: leaves are the 8-byte little-endian digests (docs/contract.md). */
export class ClipRoots {
  readonly #states = new MerkleRoot();
  readonly #frames = new MerkleRoot();

  /** @param drawn digests of the frames, then of each layer; empty where nothing was drawn */
  push(state: bigint, drawn: readonly bigint[]): void {
    this.#states.push(leaf([state]));
    if (drawn.length > 0) this.#frames.push(leaf(drawn));
  }

  /** `frames` is null where no clip was drawn. */
  digest(): Roots {
    return { states: this.#states.digest(), frames: this.#frames.size > 0 ? this.#frames.digest() : null };
  }
}

/** Merkle roots over the digests of a range of clips, in hex. */
export interface Roots {
  readonly states: string;
  readonly frames: string | null;
}

function leaf(digests: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(digests.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [i, digest] of digests.entries()) view.setBigUint64(i * 8, digest, true);
  return bytes;
}
