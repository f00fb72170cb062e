// Names and handle objects of the bodies, joints or shapes of a world, by their ids. Nothing is made before it is asked for: most worlds are stepped and
// read in bulk.
//
// Whether an id is there only the module knows: bodies take joints with them, joints break, and a snapshot brings back what was removed. A name therefore
// belongs to an id for as long as the module has it.

import { KinemaError } from '../errors.js';
import { nearest } from '../recipe/nearest.js';
import { show } from '../recipe/show.js';

/** Ids of one number, from generation to generation, are this far apart (docs/abi.md). */
const generation = 2 ** 21;

/** Number of an id; the rest is its generation. */
export function indexOf(id: number): number {
  return id & (generation - 1);
}

/** What has an id and can have a name. */
interface Handle {
  readonly id: number;
  /** Makes it a stranger to the world: its id is about to mean something else. */
  end(): void;
}

/** What is there: asked of the module. */
export interface Present {
  has(id: number): boolean;
  all(): number[];
}

/** Handles of one kind. */
export class Handles<T extends Handle> {
  readonly #what: string;
  readonly #first: readonly string[];
  readonly #present: Present;
  readonly #make: (id: number) => T;
  #objects: Map<number, T> | undefined;
  /** Names that were given later, by id. */
  #given: Map<number, string> | undefined;
  /** Ids by name; some may have ended since. */
  #ids: Map<string, number> | undefined;
  /** Removed since the last step, and in the step before: events may still name them. */
  #removed: number[] = [];
  #before: number[] = [];
  /** Whether there are snapshots that may bring back what was removed. */
  #keeps = false;

  /**
   * @param what `body`, `joint` or `shape`; also the beginning of names that nobody gave
   * @param first names of ids 0, 1, 2, ... in order
   */
  constructor(what: string, first: readonly string[], present: Present, make: (id: number) => T) {
    this.#what = what;
    this.#first = first;
    this.#present = present;
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
    if (this.#ids) return this.#ids;
    this.#ids = new Map();
    for (const id of this.#present.all()) {
      const name = this.name(id);
      if (this.#ids.has(name)) this.give(id, this.fresh(undefined, indexOf(id)));
      else this.#ids.set(name, id);
    }
    return this.#ids;
  }

  /** The id of a name, undefined where nobody has it. */
  #find(name: string): number | undefined {
    const id = this.#names.get(name);
    return id !== undefined && this.#present.has(id) ? id : undefined;
  }

  /** The id of a name. @throws KinemaError of kind `usage` */
  find(name: string): number {
    const id = this.#find(name);
    if (id !== undefined) return id;
    const names = this.#present.all().map((other) => this.name(other));
    throw new KinemaError('usage', `there is no ${this.#what} ${show(name)}${nearest(name, names)}`);
  }

  /** A name for something new. @throws KinemaError of kind `usage` if somebody has it */
  fresh(name: string | undefined, index: number): string {
    if (name !== undefined) {
      if (this.#find(name) !== undefined)
        throw new KinemaError('usage', `${this.#what}.name: ${show(name)} is the name of another`);
      return name;
    }
    let usual = `${this.#what}${index}`;
    for (let i = 2; this.#find(usual) !== undefined; i++) usual = `${this.#what}${index}-${i}`;
    return usual;
  }

  /** An id is new; a handle that had it, in a past that a snapshot has undone, has it no more. */
  added(id: number): void {
    this.#drop(id);
    if (id >= generation) this.#removed.push(id - generation);
  }

  /** Gives an id that is new its name. */
  give(id: number, name: string): void {
    this.added(id);
    this.#given ??= new Map();
    this.#given.set(id, name);
    this.#names.set(name, id);
  }

  /** An id is no more: its name is free. */
  remove(id: number): void {
    const name = this.name(id);
    if (this.#ids?.get(name) === id) this.#ids.delete(name);
    this.#removed.push(id);
  }

  /** A step has been done: what was removed before the last one is forgotten, unless a snapshot may bring it back. */
  stepped(): void {
    if (this.#before.length === 0 && this.#removed.length === 0) return;
    for (const id of this.#before) {
      if (this.#keeps || id < this.#first.length || this.#present.has(id)) continue;
      this.#drop(id);
      this.#given?.delete(id);
    }
    this.#before = this.#removed;
    this.#removed = [];
  }

  #drop(id: number): void {
    this.#objects?.get(id)?.end();
    this.#objects?.delete(id);
  }

  /** A snapshot was taken. */
  keep(): void {
    this.#keeps = true;
  }

  /** The world is that of a snapshot now. */
  restored(): void {
    this.#ids = undefined;
  }

  /** The world is a copy of another: the same ids have the same names. */
  copy({ given, keeps }: { given: ReadonlyMap<number, string>; keeps: boolean }): void {
    this.#given = new Map(given);
    this.#keeps = keeps;
  }

  /** What {@link copy} takes over. */
  get names(): { given: ReadonlyMap<number, string>; keeps: boolean } {
    return { given: this.#given ?? new Map(), keeps: this.#keeps };
  }
}
