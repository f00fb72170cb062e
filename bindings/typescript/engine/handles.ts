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
}

/** Handles of one kind. */
export class Handles<T extends Handle> {
  readonly #what: string;
  readonly #first: readonly string[];
  readonly #make: (id: number) => T;
  #objects: Map<number, T> | undefined;
  /** Names that were given later, by id. */
  #given: Map<number, string> | undefined;
  /** Ids by name, those of removed ones excluded. */
  #ids: Map<string, number> | undefined;
  /** Removed since the last step, and in the step before: events may still name them. */
  #removed: number[] = [];
  #before: number[] = [];

  /**
   * @param what `body` or `joint`; also the beginning of names that nobody gave
   * @param first names of ids 0, 1, 2, ... in order
   */
  constructor(what: string, first: readonly string[], make: (id: number) => T) {
    this.#what = what;
    this.#first = first;
    this.#make = make;
  }

  /** The handle of an id, the same at every call; whether it is still there is not asked. */
  of(id: number): T {
    this.#objects ??= new Map();
    let object = this.#objects.get(id);
    if (!object) {
      object = this.#make(id);
      this.#objects.set(id, object);
    }
    return object;
  }

  /** The name of an id. */
  name(id: number): string {
    return this.#given?.get(id) ?? this.#first[id] ?? `${this.#what}${indexOf(id)}`;
  }

  get #names(): Map<string, number> {
    this.#ids ??= new Map(this.#first.map((name, id) => [name, id]));
    return this.#ids;
  }

  /** The id of a name, undefined where nobody has it. */
  find(name: string): number | undefined {
    return this.#names.get(name);
  }

  /** The id of a name. @throws KinemaError of kind `usage` */
  find1(name: string): number {
    const id = this.find(name);
    if (id !== undefined) return id;
    const names = [...this.#names.keys()];
    throw new KinemaError('usage', `there is no ${this.#what} ${show(name)}${nearest(name, names)}`);
  }

  /** A name for something new. @throws KinemaError of kind `usage` if somebody has it */
  fresh(name: string | undefined, index: number): string {
    if (name !== undefined) {
      if (this.#names.has(name))
        throw new KinemaError('usage', `${this.#what}.name: ${show(name)} is the name of another`);
      return name;
    }
    let usual = `${this.#what}${index}`;
    for (let i = 2; this.#names.has(usual); i++) usual = `${this.#what}${index}-${i}`;
    return usual;
  }

  /** Gives an id its name. */
  give(id: number, name: string): void {
    this.#given ??= new Map();
    this.#given.set(id, name);
    this.#names.set(name, id);
  }

  /** An id is no more: its name is free. */
  remove(id: number): void {
    const name = this.name(id);
    if (this.#names.get(name) === id) this.#names.delete(name);
    this.#removed.push(id);
  }

  /** A step has been done: what was removed before the last one is forgotten. */
  stepped(): void {
    if (this.#before.length === 0 && this.#removed.length === 0) return;
    for (const id of this.#before) {
      this.#objects?.delete(id);
      this.#given?.delete(id);
    }
    this.#before = this.#removed;
    this.#removed = [];
  }

  /** Names of these ids, in their order. */
  all(ids: Iterable<number>): string[] {
    return Array.from(ids, (id) => this.name(id));
  }

  /** Handles for another world in which these are there. */
  for<U extends Handle>(ids: readonly number[], make: (id: number) => U): Handles<U> {
    const other = new Handles<U>(this.#what, [], make);
    for (const id of ids) other.give(id, this.name(id));
    return other;
  }
}
