// Names and handle objects of the bodies or joints of a world, by their ids. Nothing is made before it is asked for: most worlds are stepped and read in bulk.

import { KinemaError } from '../errors.js';
import { nearest } from '../recipe/nearest.js';
import { show } from '../recipe/show.js';

/** Number of an id; the rest is its generation (docs/abi.md). */
export function indexOf(id: number): number {
  return id & (2 ** 21 - 1);
}

/** What has an id and can have a name. */
interface Handle {
  readonly id: number;
  /** Is told that it is gone for good, whatever may have its id one day. */
  end(): void;
}

/** Past handles that are kept track of before those that nobody has any more are swept. */
const mostPast = 1024;

/** Handles of one kind. */
export class Handles<T extends Handle> {
  readonly #what: string;
  readonly #first: readonly string[];
  readonly #make: (id: number) => T;
  readonly #isLive: (id: number) => boolean;
  #objects = new Map<number, T>();
  /** Of what was removed: a snapshot may bring it back. */
  readonly #past = new Map<number, WeakRef<T>>();
  /** Names that are neither the first nor the usual ones, by id. */
  readonly #given = new Map<number, string>();
  /** Ids by name, those of removed ones excluded. */
  #ids: Map<string, number> | undefined;
  /** Removed since the last step, and in the step before: events may still name them. */
  #removed: number[] = [];
  #before: number[] = [];

  /**
   * @param what `body` or `joint`; also the beginning of names that nobody gave
   * @param first names of ids 0, 1, 2, ... in order
   * @param isLive whether an id is there: joints end with their bodies, and when they break
   */
  constructor(what: string, first: readonly string[], make: (id: number) => T, isLive: (id: number) => boolean) {
    this.#what = what;
    this.#first = first;
    this.#make = make;
    this.#isLive = isLive;
  }

  /** The handle of an id, the same at every call; whether it is still there is not asked. */
  of(id: number): T {
    let object = this.#objects.get(id);
    if (object) return object;
    object = this.#past.get(id)?.deref() ?? this.#make(id);
    this.#past.delete(id);
    this.#objects.set(id, object);
    return object;
  }

  /** The name of an id. */
  name(id: number): string {
    return this.#given.get(id) ?? this.#first[id] ?? this.#usual(id);
  }

  #usual(id: number): string {
    return `${this.#what}${indexOf(id)}`;
  }

  get #names(): Map<string, number> {
    this.#ids ??= new Map(this.#first.map((name, id) => [name, id]));
    return this.#ids;
  }

  /** The id of a name. @throws KinemaError of kind `usage` if nobody has it */
  find(name: string): number {
    if (this.#has(name)) return this.#names.get(name) as number;
    throw new KinemaError('usage', `there is no ${this.#what} ${show(name)}${nearest(name, [...this.#names.keys()])}`);
  }

  /** Whether something that is there has a name. */
  #has(name: string): boolean {
    const id = this.#names.get(name);
    if (id === undefined) return false;
    if (this.#isLive(id)) return true;
    this.remove(id);
    return false;
  }

  /** A name for something new. @throws KinemaError of kind `usage` if somebody has it */
  fresh(name: string | undefined, index: number): string {
    if (name !== undefined) {
      if (this.#has(name)) throw new KinemaError('usage', `${this.#what}.name: ${show(name)} is the name of another`);
      return name;
    }
    let usual = `${this.#what}${index}`;
    for (let i = 2; this.#has(usual); i++) usual = `${this.#what}${index}-${i}`;
    return usual;
  }

  /** Gives an id its name. */
  give(id: number, name: string): void {
    this.#given.delete(id);
    if (this.name(id) !== name) this.#given.set(id, name);
    this.#names.set(name, id);
  }

  /** An id is no more: its name is free. */
  remove(id: number): void {
    const name = this.name(id);
    if (this.#names.get(name) === id) this.#names.delete(name);
    this.#removed.push(id);
  }

  /** A step has been done: of what was removed before the last one only who holds a handle still knows. */
  stepped(): void {
    if (this.#before.length === 0 && this.#removed.length === 0) return;
    for (const id of this.#before) this.#leave(id);
    this.#before = this.#removed;
    this.#removed = [];
  }

  #leave(id: number): void {
    const object = this.#objects.get(id);
    if (!object) return;
    this.#objects.delete(id);
    this.#past.set(id, new WeakRef(object));
    if (this.#past.size <= mostPast) return;
    for (const [old, reference] of this.#past) if (!reference.deref()) this.#past.delete(old);
  }

  /**
   * The world has become another, in which these ids are there. Handles of others have ended: what comes may get their ids.
   * @param start whether it is the world of the start again, so that only its names hold
   */
  renew(ids: readonly number[], start: boolean): void {
    const live = new Set(ids);
    for (const [id, object] of this.#objects) if (!live.has(id)) this.#end(id, object);
    for (const [id, reference] of this.#past) if (!live.has(id)) this.#end(id, reference.deref());
    if (start)
      for (const id of this.#given.keys()) if (id >= this.#first.length || !live.has(id)) this.#given.delete(id);
    this.#removed = [];
    this.#before = [];
    this.#ids = new Map();
    for (const id of ids) {
      const name = this.name(id);
      if (!this.#ids.has(name)) this.#ids.set(name, id);
    }
  }

  #end(id: number, object: T | undefined): void {
    object?.end();
    this.#objects.delete(id);
    this.#past.delete(id);
  }
}
