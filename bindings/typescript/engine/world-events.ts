// What happened in the last call of `world.step`: read as objects, or as the module's records without any.

import type { Pair } from '../scene/types.js';
import type { Body } from './body.js';
import type { Joint } from './joint.js';
import { Event, EventKind, Touch } from './layout.js';
import type { Shape } from './shape.js';
import type { World } from './world.js';
import type { WorldAccess } from './world-access.js';

/** Kinds of events. */
export type EventType = 'begin' | 'end' | 'hit' | 'sensorBegin' | 'sensorEnd' | 'sleep' | 'wake' | 'jointBreak';

/** Numbers of the module by the words of events. */
const kinds: Readonly<Record<EventType, number>> = {
  begin: EventKind.Begin,
  end: EventKind.End,
  hit: EventKind.Hit,
  sensorBegin: EventKind.SensorBegin,
  sensorEnd: EventKind.SensorEnd,
  sleep: EventKind.Sleep,
  wake: EventKind.Wake,
  jointBreak: EventKind.JointBreak,
};
const typeOf = Object.keys(kinds) as EventType[];

/** Two shapes touch (`begin`), touch hard (`hit`), or touch no more (`end`). */
export interface TouchEvent {
  readonly type: 'begin' | 'end' | 'hit';
  /** s since the world was opened. */
  readonly time: number;
  readonly a: Body;
  readonly b: Body;
  readonly shapeA: Shape;
  readonly shapeB: Shape;
  /** m; of an `end` [0, 0]. */
  readonly point: Pair;
  /** Unit vector from a to b; of an `end` [0, 0]. */
  readonly normal: Pair;
  /** N s along the normal. */
  readonly impulse: number;
  /** m/s, with which they approached along the normal. */
  readonly speed: number;
}

/** A shape enters a sensor, or leaves it. */
export interface SensorEvent {
  readonly type: 'sensorBegin' | 'sensorEnd';
  readonly time: number;
  /** The body of the sensor. */
  readonly a: Body;
  /** Who enters or leaves. */
  readonly b: Body;
  /** The sensor. */
  readonly shapeA: Shape;
  readonly shapeB: Shape;
}

/** A body falls asleep, or wakes. */
export interface RestEvent {
  readonly type: 'sleep' | 'wake';
  readonly time: number;
  readonly a: Body;
}

/** A joint breaks, and is gone. */
export interface BreakEvent {
  readonly type: 'jointBreak';
  readonly time: number;
  readonly joint: Joint;
  /** null is the world itself. */
  readonly a: Body | null;
  readonly b: Body;
  /** N s of the joint in that step. */
  readonly impulse: number;
}

/** Something that happened in a step. */
export type WorldEvent = TouchEvent | SensorEvent | RestEvent | BreakEvent;

/** Those of a union of events that may have a type. */
type EventOf<Event, Type> = Event extends { readonly type: infer T }
  ? [T & Type] extends [never]
    ? never
    : Event & { readonly type: Type }
  : never;

/** Two shapes that touch now. */
export interface WorldTouch {
  readonly a: Body;
  readonly b: Body;
  readonly shapeA: Shape;
  readonly shapeB: Shape;
  /** Unit vector from a to b. */
  readonly normal: Pair;
  /** One or two points of touch. */
  readonly points: readonly {
    readonly point: Pair;
    /** m, negative = overlap. */
    readonly separation: number;
    /** N s in the last step, across and along the surfaces. */
    readonly normalImpulse: number;
    readonly tangentImpulse: number;
  }[];
}

const none = 0xffffffff;

/**
 * Events of the last `world.step(n)`, all its n steps, in order of time. Iterate over them, ask for one kind, or read the
 * records themselves. Over 65,536 are counted in `world.stats.eventsLost`.
 *
 * @example
 * for (const hit of world.events.of('hit')) console.log(hit.a.name, hit.b.name, hit.speed);
 */
export class WorldEvents implements Iterable<WorldEvent> {
  readonly #world: World;
  readonly #access: WorldAccess;

  /** @internal */
  constructor(world: World, access: WorldAccess) {
    this.#world = world;
    this.#access = access;
  }

  /** How many there are. */
  get count(): number {
    return this.#access.exports.worldEventCount(this.#access.handle);
  }

  /**
   * The records (docs/abi-tables.md, Event; 16 words each) without making objects: two views of the same memory, valid until
   * the next call.
   */
  get raw(): { readonly words: Uint32Array; readonly floats: Float32Array } {
    const { exports, handle, views } = this.#access;
    const length = this.count * (Event.size / 4);
    const first = exports.worldEvents(handle);
    return { words: views.words(first, length), floats: views.floats(first, length) };
  }

  /** Those of some kinds: `events.of('begin', 'hit')`. */
  of<Type extends EventType>(...types: Type[]): EventOf<WorldEvent, Type>[] {
    const wanted = new Set(types.map((type) => kinds[type]));
    const found: WorldEvent[] = [];
    this.#each((event) => {
      if (wanted.has(event.kind)) found.push(this.#read(event));
    });
    return found as EventOf<WorldEvent, Type>[];
  }

  *[Symbol.iterator](): Iterator<WorldEvent> {
    const all: WorldEvent[] = [];
    this.#each((event) => all.push(this.#read(event)));
    yield* all;
  }

  #each(visit: (event: Record<keyof typeof Event.fields, number>) => void): void {
    const { exports, handle, views } = this.#access;
    const count = this.count;
    const first = exports.worldEvents(handle);
    for (let i = 0; i < count; i++) visit(views.read(Event, first + i * Event.size));
  }

  #read(event: Record<keyof typeof Event.fields, number>): WorldEvent {
    const world = this.#world;
    const type = typeOf[event.kind] as EventType;
    const time = event.step * world.stepLength + event.offset;
    const a = event.a === none ? null : world.bodyOf(event.a);
    if (type === 'sleep' || type === 'wake') return { type, time, a: a as Body };
    const b = world.bodyOf(event.b);
    if (type === 'jointBreak') return { type, time, joint: world.jointOf(event.joint), a, b, impulse: event.impulse };
    const pair = { time, a: a as Body, b, shapeA: world.shapeOf(event.shapeA), shapeB: world.shapeOf(event.shapeB) };
    if (type === 'sensorBegin' || type === 'sensorEnd') return { type, ...pair };
    const { x, y, nx, ny, impulse, speed } = event;
    return { type, ...pair, point: [x, y], normal: [nx, ny], impulse, speed };
  }
}

/** Contacts that touch now. */
export function readTouches(world: World, { exports, views, handle }: WorldAccess): WorldTouch[] {
  const count = exports.worldTouching(handle);
  const first = exports.worldTouches();
  return Array.from({ length: Math.max(count, 0) }, (_, i) => {
    const t = views.read(Touch, first + i * Touch.size);
    const points = [
      {
        point: [t.x1, t.y1] as Pair,
        separation: t.separation1,
        normalImpulse: t.normalImpulse1,
        tangentImpulse: t.tangentImpulse1,
      },
      {
        point: [t.x2, t.y2] as Pair,
        separation: t.separation2,
        normalImpulse: t.normalImpulse2,
        tangentImpulse: t.tangentImpulse2,
      },
    ].slice(0, t.points);
    return {
      a: world.bodyOf(t.a),
      b: world.bodyOf(t.b),
      shapeA: world.shapeOf(t.shapeA),
      shapeB: world.shapeOf(t.shapeB),
      normal: [t.nx, t.ny],
      points,
    };
  });
}
