// An instance of the module and views of its memory. All worlds of a Kinema live in one; every source of clips has its own.

import { KinemaError } from '../errors.js';
import { type Exports, instantiate } from './module.js';
import { Views } from './views.js';

export interface Instance {
  readonly exports: Exports;
  readonly views: Views;
}

/** A fresh instance. */
export function newInstance(module: WebAssembly.Module): Instance {
  const exports = instantiate(module);
  return { exports, views: new Views(exports) };
}

/** xxh64 with seed 0 of bytes of the host, in an instance of worlds. */
export function xxh64({ exports, views }: Instance, bytes: Uint8Array): bigint {
  const pointer = exports.worldBuffer(bytes.length);
  if (pointer === 0) throw new KinemaError('system', `no memory for ${bytes.length} bytes`);
  views.bytes(pointer, bytes.length).set(bytes);
  return BigInt.asUintN(64, exports.xxh64(pointer, bytes.length, 0n));
}
