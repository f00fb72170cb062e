// Worker threads for one plan, and results in the order of their tasks with bounded memory. Wraps piscina, the only
// place that knows it.

import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Kinema, Plan } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { type Control, clipsWord, controlWords, type Outcome, stopWord, type WorkerSetup } from './job.js';

const mostWorkers = 256;
/** Tasks given out ahead of the one whose result is awaited, for each worker, where results are small. */
const smallAhead = 4;
/** How long workers may take to end their clip before they are ended, ms. */
const patience = 5000;

/** What every long run takes. */
export interface PoolOptions {
  /** Threads, 1 to 256; default: one a core. The output does not depend on it. */
  workers?: number;
  /** Stops the run: it rejects with the signal's reason and leaves nothing half-made. */
  signal?: AbortSignal;
}

/** Checks a number of workers. */
export function workerCount(workers: number = Math.min(mostWorkers, availableParallelism())): number {
  if (!Number.isInteger(workers) || workers < 1 || workers > mostWorkers)
    throw new KinemaError('usage', `workers: ${workers} is not a whole number from 1 to ${mostWorkers}`, {
      field: 'workers',
    });
  return workers;
}

/**
 * Waits for one promise after the other, until its time is up. Unlike a race with one promise that lives as long as the run, it keeps nothing of what it
 * has waited for.
 */
class Patience {
  #timer: NodeJS.Timeout | undefined;
  #over = false;
  #giveUp: (() => void) | undefined;

  /** What `promise` becomes; undefined when time is up before. */
  for<T>(promise: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#giveUp = () => resolve(undefined);
      if (this.#over) this.#giveUp();
      promise.then(resolve, reject);
    });
  }

  /** Time is up in `ms`, counted from the first call. */
  end(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#over = true;
      this.#giveUp?.();
    }, ms);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

/** Workers that have a plan open. */
export class Pool {
  readonly #piscina: Piscina;
  readonly #control: Control;
  readonly #workers: number;
  readonly #signal: AbortSignal | undefined;
  #cut = false;

  constructor(kinema: Kinema, plan: Plan, options: PoolOptions) {
    this.#workers = workerCount(options.workers);
    this.#signal = options.signal;
    this.#control = new Int32Array(new SharedArrayBuffer(controlWords * 4));
    const workerData: WorkerSetup = { module: kinema.module, plan: plan.text, control: this.#control };
    this.#piscina = new Piscina({
      filename: new URL('./worker.js', import.meta.url).href,
      workerData,
      minThreads: 1,
      maxThreads: this.#workers,
      idleTimeout: Number.POSITIVE_INFINITY,
    });
  }

  /** Clips that the workers have made so far, modulo 2^32. */
  get clips(): number {
    return Atomics.load(this.#control, clipsWord) >>> 0;
  }

  /** Whether a task was ended in the middle, so that it could not clean up. */
  get cut(): boolean {
    return this.#cut;
  }

  /**
   * Runs tasks on all workers; results come in the order of the tasks.
   * When it ends, for whatever reason, no task is running any more.
   * @param ahead tasks a worker that are given out, or done and not yet asked for, ahead of the result that is awaited
   */
  async *inOrder<T, R>(name: string, tasks: Iterable<T>, ahead = smallAhead): AsyncGenerator<R, void, void> {
    const running: Promise<Outcome<R>>[] = [];
    const wait = new Patience();
    const stop = () => {
      Atomics.store(this.#control, stopWord, 1);
      wait.end(patience);
    };
    this.#signal?.addEventListener('abort', stop);
    try {
      this.#signal?.throwIfAborted();
      for (const task of tasks) {
        const result = this.#piscina.run(task, { name }) as Promise<Outcome<R>>;
        result.catch(() => undefined);
        running.push(result);
        if (running.length > this.#workers * ahead) yield await this.#next(running, wait);
      }
      while (running.length > 0) yield await this.#next(running, wait);
    } finally {
      this.#signal?.removeEventListener('abort', stop);
      if (running.length > 0) {
        stop();
        const ended = await wait.for(Promise.allSettled(running));
        this.#cut = !ended;
        if (this.#cut) await this.#piscina.destroy();
      }
      wait.close();
    }
  }

  /** The first result; where the run is stopped, whatever comes of it is not waited for longer than `wait` has. */
  async #next<R>(running: Promise<Outcome<R>>[], wait: Patience): Promise<R> {
    const outcome = await wait.for(running[0] as Promise<Outcome<R>>);
    this.#signal?.throwIfAborted();
    running.shift();
    if (!outcome) throw new KinemaError('internal', 'a worker did not end in time');
    if ('done' in outcome) return outcome.done;
    if ('stopped' in outcome) throw new KinemaError('internal', 'a worker stopped without being asked to');
    const { kind, message, stack } = outcome.failed;
    const error = new KinemaError(kind, message);
    if (stack !== undefined) error.stack = stack;
    throw error;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.#piscina.destroy();
  }
}
