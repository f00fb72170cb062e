// Identity over time: which object of a frame is which body, by optimal assignment on predicted state.
//
// A body's state is predicted with the velocity that it had last and the gravity of the recipe. What a candidate costs is how far it is
// from there, how different in colour, and how different in area, each saturating: so one of the three may be wholly wrong (a teleport, a
// recolouring, a resize) and the identity still holds; with two of them wrong it is another object.

import { assign } from './assign.js';
import { channels, colorDistance } from './blobs.js';
import type { Expectation, ExpectedObject, FoundObject, MeasuredFrame } from './types.js';

/** Cost of leaving a body without an object, and of an object that is nobody. */
const unmatched = 1.25;
/** Levels at which colour counts half. */
const halfColor = 70;
/** Logarithm of the ratio of areas at which size counts half. */
const halfArea = 0.4;
const sizeWeight = 0.6;
/** Times its own area that an object has at least which is a body and another one. */
const mergedArea = 1.15;

/** From 0 to 1, a half at 1. */
function saturate(x: number): number {
  return (x * x) / (1 + x * x);
}

/** A body on its way, in pixels and frames. */
export class Follower {
  /** Number of the expected object, -1 of a foreign one. */
  readonly object: number;
  readonly name: string;
  /** Position in each frame's objects, -1 where it is missing. */
  readonly found: Int32Array;
  /** Where it was expected, frame by frame; NaN before it was ever seen. */
  readonly predicted: Float64Array;
  /** 1 = the object of this frame is another body's as well. */
  readonly shared: Uint8Array;
  color: readonly number[];
  area: number;
  /** The frame in which it was seen last, -1 = never. */
  last = -1;
  #place: readonly [number, number] = [NaN, NaN];
  #velocity: [number, number] = [0, 0];

  constructor(object: number, name: string, frames: number, color: readonly number[], area: number) {
    this.object = object;
    this.name = name;
    this.found = new Int32Array(frames).fill(-1);
    this.shared = new Uint8Array(frames);
    this.predicted = new Float64Array(frames * 2).fill(NaN);
    this.color = color;
    this.area = area;
  }

  /** Pixels; of a disc of its area. */
  get radius(): number {
    return Math.sqrt(this.area / Math.PI);
  }

  /** Pixels a frame. */
  get speed(): number {
    return Math.hypot(...this.#velocity);
  }

  /** Where it should be in a frame. `fall` is what gravity adds to the velocity in one frame. */
  predict(frame: number, fall: readonly [number, number]): void {
    if (this.last < 0) return;
    const ahead = frame - this.last;
    for (const k of [0, 1] as const)
      this.predicted[frame * 2 + k] = this.#place[k] + this.#velocity[k] * ahead + (fall[k] * ahead * (ahead + 1)) / 2;
  }

  /** What it costs to take this object for the body. */
  cost(frame: number, object: FoundObject): number {
    const color = saturate(colorDistance(this.color, object.color) / halfColor);
    const area = object.border ? 0 : sizeWeight * saturate(Math.log(object.area / this.area) / halfArea);
    if (this.last < 0) return color + area;
    const off = Math.hypot(
      object.column - (this.predicted[frame * 2] as number),
      object.row - (this.predicted[frame * 2 + 1] as number),
    );
    const reach = (2 * this.radius + this.speed) * Math.sqrt(frame - this.last);
    return saturate(off / reach) + color + area;
  }

  /** Whether an object may be this body and another one that is not seen: larger than it, and where the other should be. */
  sharesWith(frame: number, other: Follower, object: FoundObject): boolean {
    const off = Math.hypot(
      object.column - (other.predicted[frame * 2] as number),
      object.row - (other.predicted[frame * 2 + 1] as number),
    );
    return object.area > mergedArea * this.area && off < Math.sqrt(object.area / Math.PI) + other.radius;
  }

  /** Takes an object that is more than this body: it is in there, but where does not show. */
  share(frame: number, number: number): void {
    this.found[frame] = number;
    this.shared[frame] = 1;
  }

  /** Takes the object for the body. */
  take(frame: number, number: number, object: FoundObject): void {
    const place = [object.column, object.row] as const;
    if (this.last >= 0)
      this.#velocity = [
        (place[0] - this.#place[0]) / (frame - this.last),
        (place[1] - this.#place[1]) / (frame - this.last),
      ];
    this.found[frame] = number;
    this.#place = place;
    this.last = frame;
    // Colour and size follow slowly what is seen, so that a body that drifts stays the same one.
    this.color = this.color.map((level, k) => level + 0.2 * ((object.color[k] as number) - level));
    if (!object.border) this.area += 0.2 * (object.area - this.area);
  }
}

/** Foreign objects that are followed at most; more of them are not worth a name. */
const mostForeign = 32;

/** Follows the expected objects, and foreign ones, through the frames. */
export function follow(frames: readonly MeasuredFrame[], expectation: Expectation): Follower[] {
  const { camera, gravity, frameInterval: dt } = expectation;
  const fall = [camera.col[0] * gravity[0] * dt * dt, camera.row[0] * gravity[1] * dt * dt] as const;
  const make = ({ name, color, area }: ExpectedObject, i: number) =>
    new Follower(i, name, frames.length, channels(color), area);
  const followers = expectation.objects.map(make);
  frames.forEach(({ objects }, frame) => {
    for (const follower of followers)
      follower.predict(frame, follower.object < 0 || expectation.objects[follower.object]?.mass ? fall : [0, 0]);
    // A column for nobody after those of the objects, one a row: whoever takes it is missing.
    const costs = followers.map((follower) => [
      ...objects.map((object) => follower.cost(frame, object)),
      ...followers.map(() => unmatched),
    ]);
    const taken = new Set<number>();
    const columns = assign(costs).map((column) => (column < objects.length ? column : -1));
    const missing = followers.filter((_, row) => columns[row] === -1);
    columns.forEach((column, row) => {
      if (column < 0) return;
      taken.add(column);
      const [follower, object] = [followers[row] as Follower, objects[column] as FoundObject];
      if (missing.some((other) => follower.sharesWith(frame, other, object))) follower.share(frame, column);
      else follower.take(frame, column, object);
    });
    objects.forEach((object, number) => {
      if (taken.has(number) || followers.length - expectation.objects.length >= mostForeign) return;
      const foreign = followers.length - expectation.objects.length + 1;
      const follower = new Follower(-1, `foreign${foreign}`, frames.length, object.color, object.area);
      follower.take(frame, number, object);
      followers.push(follower);
    });
  });
  return followers;
}
