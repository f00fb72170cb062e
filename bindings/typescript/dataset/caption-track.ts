// The way of one body through a clip, as captions look at it: what counts as rest, as no way at all, as a turn.

/** What of its plan a clip's caption depends on. */
export interface CaptionSetting {
  /** m: x0, y0, x1, y1. */
  readonly view: readonly [number, number, number, number];
  /** m/s^2, vertical part of the plan's gravity. */
  readonly gravity: number;
  /** s between frames. */
  readonly interval: number;
  /** Steps before frame 0. */
  readonly firstFrameStep: number;
  /** Steps from one frame to the next. */
  readonly stepsPerFrame: number;
}

/** Share of the view's smaller side that a body must cover for a move; at rest is what would not do so in the whole clip. */
const move = 0.01;

/** States of a body by frame, and what is small in its clip. */
export class Track {
  /** Number of the body in its clip. */
  readonly body: number;
  /** Frames. */
  readonly frames: number;
  /** m: a way that is none. */
  readonly step: number;
  /** m/s: slower is at rest. */
  readonly still: number;
  /** s between frames. */
  readonly interval: number;
  readonly #states: Float32Array;
  readonly #bodies: number;

  constructor(states: Float32Array, bodies: number, frames: number, body: number, setting: CaptionSetting) {
    const [x0, y0, x1, y1] = setting.view;
    this.body = body;
    this.frames = frames;
    this.step = move * Math.min(x1 - x0, y1 - y0);
    this.still = this.step / (frames * setting.interval);
    this.interval = setting.interval;
    this.#states = states;
    this.#bodies = bodies;
  }

  #at(frame: number, field: number): number {
    return this.#states[(frame * this.#bodies + this.body) * 6 + field] as number;
  }
  x(frame: number): number {
    return this.#at(frame, 0);
  }
  y(frame: number): number {
    return this.#at(frame, 1);
  }
  vx(frame: number): number {
    return this.#at(frame, 3);
  }
  vy(frame: number): number {
    return this.#at(frame, 4);
  }
  omega(frame: number): number {
    return this.#at(frame, 5);
  }

  /** Whether the body is at rest in a frame. */
  rests(frame: number): boolean {
    const vx = this.vx(frame);
    const vy = this.vy(frame);
    return vx * vx + vy * vy < this.still * this.still;
  }

  /** Whether it is in no frame from `from` to `to` on the move. */
  restsThroughout(from: number, to: number): boolean {
    for (let frame = from; frame <= to; frame++) if (!this.rests(frame)) return false;
    return true;
  }

  /** How often a part of the velocity (3 = vx, 4 = vy) changes its sign. */
  #turns(field: 3 | 4, to: number): number {
    let turns = 0;
    let sign = 0;
    for (let frame = 0; frame <= to; frame++) {
      const v = this.#at(frame, field);
      if (Math.abs(v) < this.still) continue;
      if (v * sign < 0) turns++;
      sign = v;
    }
    return turns;
  }

  /** Whether it goes to and fro up to a frame; up and down once is a throw. */
  swings(to: number): boolean {
    return this.#turns(3, to) > 0 || this.#turns(4, to) > 1;
  }

  /** Whether it goes about a point through at least two borders of its quadrants, all one way. */
  circles(x: number, y: number, to: number): boolean {
    let way = 0;
    let last = quadrant(this.x(0) - x, this.y(0) - y);
    for (let frame = 1; frame <= to; frame++) {
      const next = quadrant(this.x(frame) - x, this.y(frame) - y);
      const turn = (next - last + 4) % 4;
      last = next;
      if (turn === 0) continue;
      if (turn === 2 || way * (turn === 1 ? 1 : -1) < 0) return false;
      way += turn === 1 ? 1 : -1;
    }
    return Math.abs(way) > 1;
  }
}

function quadrant(x: number, y: number): number {
  if (y >= 0) return x >= 0 ? 0 : 1;
  return x >= 0 ? 3 : 2;
}
