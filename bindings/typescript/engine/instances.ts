// Instances of the module, used again: a fresh one costs as much as a thousand steps of one ball.

import { type Exports, instantiate } from './module.js';
import { Views } from './views.js';

/** An instance of the module and views of its memory. */
export interface Instance {
  readonly exports: Exports;
  readonly views: Views;
}

/** Idle instances that are kept, at most. */
const mostIdle = 8;

/** Bytes of memory, which never shrinks, above which an instance is not kept. */
const mostBytes = 16 * 2 ** 20;

/** A pool of instances. What is in use is not known to it, and is collected if it never comes back. */
export class Instances {
  readonly #module: WebAssembly.Module;
  readonly #idle: Instance[] = [];

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** An instance in any state. */
  take(): Instance {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const exports = instantiate(this.#module);
    return { exports, views: new Views(exports) };
  }

  /** Takes an instance back. */
  give(instance: Instance): void {
    if (this.#idle.length < mostIdle && instance.exports.memory.buffer.byteLength <= mostBytes)
      this.#idle.push(instance);
  }
}
