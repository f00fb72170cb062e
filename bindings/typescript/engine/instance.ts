// An instance of the module and views of its memory. All worlds of a Kinema live in one; every source of clips has its own.

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
