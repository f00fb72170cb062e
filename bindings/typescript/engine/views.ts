// Typed views of the module's memory, described by the generated layout table.

import { KinemaError } from '../errors.js';
import { failures, Status } from './layout.js';
import type { Exports } from './module.js';

type FieldType = 'i32' | 'u32' | 'f32' | 'u64' | 'f64';

interface Struct {
  readonly size: number;
  readonly fields: Readonly<Record<string, { readonly offset: number; readonly type: FieldType }>>;
}

/** The plain object that a struct of the layout table reads as; 64-bit integers are bigints. */
export type Fields<S extends Struct> = {
  [K in keyof S['fields']]: S['fields'][K]['type'] extends 'u64' ? bigint : number;
};

/**
 * Views on one instance's memory, re-made when the memory has grown.
 * Numbers go through DataView so that big-endian hosts read the same values.
 */
export class Views {
  readonly #exports: Exports;
  #buffer: ArrayBuffer | undefined;
  #data!: DataView;
  #bytes!: Uint8Array<ArrayBuffer>;

  constructor(exports: Exports) {
    this.#exports = exports;
  }

  #refresh(): void {
    const buffer = this.#exports.memory.buffer as ArrayBuffer;
    if (buffer === this.#buffer) return;
    this.#buffer = buffer;
    this.#data = new DataView(buffer);
    this.#bytes = new Uint8Array(buffer);
  }

  /** A view of `length` bytes; no copy. */
  bytes(pointer: number, length: number): Uint8Array<ArrayBuffer> {
    this.#refresh();
    return this.#bytes.subarray(pointer >>> 0, (pointer >>> 0) + length);
  }

  /**
   * A view of `length` f32 on a little-endian host, a converted copy on any other.
   * @param last the view of the same call before, which is handed out again while it holds: memory that grows leaves it empty
   */
  floats(pointer: number, length: number, last?: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    if (littleEndian && last?.length === length && last.byteOffset === pointer >>> 0) return last;
    this.#refresh();
    if (littleEndian) return new Float32Array(this.#buffer as ArrayBuffer, pointer >>> 0, length);
    return Float32Array.from({ length }, (_, i) => this.#data.getFloat32(pointer + i * 4, true));
  }

  /** Like {@link floats}, for u32. */
  words(pointer: number, length: number): Uint32Array<ArrayBuffer> {
    this.#refresh();
    if (littleEndian) return new Uint32Array(this.#buffer as ArrayBuffer, pointer >>> 0, length);
    return Uint32Array.from({ length }, (_, i) => this.#data.getUint32(pointer + i * 4, true));
  }

  /** Like {@link floats}, for f64. */
  doubles(pointer: number, length: number): Float64Array<ArrayBuffer> {
    this.#refresh();
    if (littleEndian) return new Float64Array(this.#buffer as ArrayBuffer, pointer >>> 0, length);
    return Float64Array.from({ length }, (_, i) => this.#data.getFloat64(pointer + i * 8, true));
  }

  /** Reads a struct into a plain object. */
  read<S extends Struct>(struct: S, pointer: number): Fields<S> {
    this.#refresh();
    const out: Record<string, number | bigint> = {};
    for (const name in struct.fields) out[name] = this.#get(struct, name, pointer);
    return out as Fields<S>;
  }

  /** Reads one field of a struct. */
  field<S extends Struct, Name extends keyof Fields<S> & string>(
    struct: S,
    name: Name,
    pointer: number,
  ): Fields<S>[Name] {
    this.#refresh();
    return this.#get(struct, name, pointer) as Fields<S>[Name];
  }

  #get(struct: Struct, name: string, pointer: number): number | bigint {
    const { offset, type } = struct.fields[name] as { offset: number; type: FieldType };
    const at = (pointer >>> 0) + offset;
    if (type === 'u32') return this.#data.getUint32(at, true);
    if (type === 'i32') return this.#data.getInt32(at, true);
    if (type === 'f32') return this.#data.getFloat32(at, true);
    if (type === 'f64') return this.#data.getFloat64(at, true);
    return this.#data.getBigUint64(at, true);
  }

  /** Writes fields of a struct; those that are not named stay as they are. */
  write<S extends Struct>(struct: S, pointer: number, values: Partial<Fields<S>>): void {
    this.#refresh();
    for (const name in values) {
      const value = values[name] as number | bigint;
      const { offset, type } = struct.fields[name] as { offset: number; type: FieldType };
      const at = (pointer >>> 0) + offset;
      if (type === 'u32') this.#data.setUint32(at, value as number, true);
      else if (type === 'i32') this.#data.setInt32(at, value as number, true);
      else if (type === 'f32') this.#data.setFloat32(at, (value as number) + 0, true);
      else if (type === 'f64') this.#data.setFloat64(at, (value as number) + 0, true);
      else this.#data.setBigUint64(at, value as bigint, true);
    }
  }

  /** Writes f32 one after the other. */
  writeFloats(pointer: number, values: Float32Array): void {
    this.#refresh();
    values.forEach((value, i) => {
      this.#data.setFloat32((pointer >>> 0) + i * 4, value, true);
    });
  }

  /** Writes u32 one after the other. */
  writeWords(pointer: number, values: readonly number[]): void {
    this.#refresh();
    values.forEach((value, i) => {
      this.#data.setUint32((pointer >>> 0) + i * 4, value, true);
    });
  }

  /** Code of the last failure, for calls that answer -1. */
  failure(): number {
    return this.field(Status, 'code', this.#exports.statusBlock());
  }
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** What the status block said of a call that failed. */
export class ModuleError extends KinemaError {
  /** Name of the failure in the layout table, e.g. `NothingFeasible`. */
  readonly failure: string;
  /** The numbers that the module gives with it: what was met, and what the limit is. */
  readonly status: Fields<typeof Status>;

  constructor(kind: KinemaError['kind'], failure: string, message: string, status: Fields<typeof Status>) {
    super(kind, message);
    this.failure = failure;
    this.status = status;
  }
}

const mostMemory = 0xffff0000;
const largestBlock = 2 ** 31;

/** What is needed and what there is, of a call that ran out of memory. */
export function shortage({ value, limit }: Fields<typeof Status>): string {
  const needed = `${value} bytes are needed in one piece`;
  if (limit === largestBlock) return `${needed}; the largest has ${limit}`;
  return limit ? `${needed}; this instance has ${limit}, of at most ${mostMemory}, and the host gives no more` : needed;
}

/** A failure in the table's words, with what the status block adds. */
function plainText(code: number, status: Fields<typeof Status>): string {
  const text = failures[code]?.text ?? `unknown failure ${code}`;
  if (failures[code]?.name === 'OutOfMemory' && status.value) return `${text}: ${shortage(status)}`;
  const found =
    status.value || status.limit ? `: ${status.value}${status.limit ? `, the limit is ${status.limit}` : ''}` : '';
  return `${text}${status.offset ? ` at byte ${status.offset}` : ''}${found}`;
}

/** Whose mistake a code is; the table of codes goes by tens. */
function kindOf(code: number): KinemaError['kind'] {
  if (code === 2) return 'system';
  if (code < 10) return 'internal';
  if (code < 20) return 'plan';
  if (code < 50) return 'recipe';
  if (code < 60) return 'scene';
  return code < 70 ? 'data' : 'usage';
}

/** Name of a code in the layout table. */
export function failureName(code: number): string {
  return failures[code]?.name ?? 'Unknown';
}

/** Throws the status block as an error if a call returned a code other than 0; `explain` may put it in the caller's words. */
export function check(
  exports: Exports,
  views: Views,
  code: number,
  explain?: (failure: string, status: Fields<typeof Status>, text: string) => string | undefined,
): void {
  if (code === 0) return;
  const status = views.read(Status, exports.statusBlock());
  const failure = failures[code];
  const name = failureName(code);
  const text = explain?.(name, status, failure?.text ?? '') ?? plainText(code, status);
  throw new ModuleError(kindOf(code), name, text, status);
}
