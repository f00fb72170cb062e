// How far a long run is, on stderr: a bar on a terminal, a line every few seconds elsewhere, JSON lines on request.

import { SingleBar } from 'cli-progress';
import { count, duration } from './style.js';

const lineInterval = 5000;
const jsonInterval = 1000;

/** How to show it: `none` with --quiet. */
export type ProgressMode = 'auto' | 'json' | 'none';

/** Shows progress until it is stopped. */
export class Progress {
  readonly #mode: ProgressMode;
  readonly #noun: string;
  #shown = performance.now();
  /** When the first work of this run was seen, and how much: workers take a moment to start. */
  #first: { at: number; made: number } | undefined;
  #bar: SingleBar | undefined;

  /** @param noun what is counted, e.g. `clips` */
  constructor(mode: ProgressMode, noun: string) {
    this.#mode = mode;
    this.#noun = noun;
  }

  /**
   * @param done of `total`
   * @param made how many of them were worked for in this run: what the rate is of
   */
  update(done: number, total: number, made: number): void {
    if (this.#mode === 'none') return;
    if (made > 0) this.#first ??= { at: performance.now(), made };
    const seconds = this.#first ? (performance.now() - this.#first.at) / 1000 : 0;
    const rate = this.#first && seconds > 0 ? (made - this.#first.made) / seconds : 0;
    const left = seconds >= 1 && rate > 0 ? (total - done) / rate : undefined;
    if (this.#mode === 'json') {
      if (this.#due(jsonInterval) || done === total)
        process.stderr.write(
          `${JSON.stringify({ event: 'progress', done, total, rate: Math.round(rate), secondsLeft: left === undefined ? null : Math.round(left) })}\n`,
        );
      return;
    }
    const remaining = left === undefined ? '' : `${duration(left)} left`;
    if (process.stderr.isTTY) this.#draw(done, total, rate, remaining);
    else if (done < total && this.#due(lineInterval))
      process.stderr.write(
        `${count(done)} of ${count(total)} ${this.#noun}, ${count(rate)}/s${remaining ? `, ${remaining}` : ''}\n`,
      );
  }

  #due(interval: number): boolean {
    const now = performance.now();
    if (now - this.#shown < interval) return false;
    this.#shown = now;
    return true;
  }

  #draw(done: number, total: number, rate: number, remaining: string): void {
    if (!this.#bar) {
      this.#bar = new SingleBar({
        stream: process.stderr,
        format: `{bar} {percentage}%  {done} of {of} ${this.#noun}  {rate}/s  {left}`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
        gracefulExit: false,
        linewrap: null,
      });
      this.#bar.start(total, 0, { done: 0, of: count(total), rate: 0, left: '' });
    }
    this.#bar.update(done, { done: count(done), of: count(total), rate: count(rate), left: remaining });
  }

  /** Clears the bar and gives the cursor back. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}
