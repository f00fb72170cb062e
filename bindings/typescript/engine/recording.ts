// Recordings as bytes: a snapshot, every call that changed the world since, and the digests of every step (docs/formats.md, "Recording").
//
// Nothing in them depends on a build of the module: calls are named, arguments are f64, definitions are the structs of docs/abi-tables.md.

import { KinemaError } from '../errors.js';

/** A call that changed a world, or stepped it. */
export interface RecordedCall {
  /** Name of the module's export. */
  readonly call: string;
  /** What follows the world's handle. */
  readonly args: readonly number[];
  /** What the call returned. */
  readonly result: number;
  /** The definition that the call read, or the trace of the steps that it did; empty for others. */
  readonly block: Uint8Array;
}

/** A recording, read. */
export interface Recording {
  /** Version of the module's ABI and of the contract of its physics; both must be those of the module that replays. */
  readonly abi: number;
  readonly physics: number;
  /** s, as the scene wrote it. */
  readonly stepLength: number;
  /** Names of bodies by their ids, those that came and went included. */
  readonly names: Readonly<Record<number, string>>;
  /** The world at the start. */
  readonly snapshot: Uint8Array;
  readonly calls: readonly RecordedCall[];
}

const magic = 0x4345524b; // "KREC"
const version = 1;
const head = 16;

/** Bytes up to the next multiple of 8. */
function padded(length: number): number {
  return 8 * Math.ceil(length / 8);
}

/** A recording as bytes; the last 8 are the xxh64 of all before. */
export function encodeRecording(recording: Recording, xxh64: (bytes: Uint8Array) => bigint): Uint8Array<ArrayBuffer> {
  const { snapshot, calls, ...rest } = recording;
  const names = [...new Set(calls.map(({ call }) => call))];
  const header = new TextEncoder().encode(JSON.stringify({ ...rest, calls: names }));
  const size = calls.reduce((sum, { args, block }) => sum + head + 8 * args.length + padded(block.length), 0);
  const bytes = new Uint8Array(head + padded(header.length) + 8 + padded(snapshot.length) + size + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, header.length, true);
  view.setUint32(12, calls.length, true);
  let at = head;
  const put = (data: Uint8Array) => {
    bytes.set(data, at);
    at += padded(data.length);
  };
  put(header);
  view.setUint32(at, snapshot.length, true);
  at += 8;
  put(snapshot);
  for (const { call, args, result, block } of calls) {
    view.setUint16(at, names.indexOf(call), true);
    view.setUint16(at + 2, args.length, true);
    view.setUint32(at + 4, block.length, true);
    view.setFloat64(at + 8, result, true);
    at += head;
    for (const arg of args) {
      view.setFloat64(at, arg, true);
      at += 8;
    }
    put(block);
  }
  view.setBigUint64(at, xxh64(bytes.subarray(0, at)), true);
  return bytes;
}

function refuse(reason: string): never {
  throw new KinemaError('data', `recording: ${reason}`);
}

type Header = Omit<Recording, 'snapshot' | 'calls'> & { readonly calls: readonly string[] };

function readHeader(bytes: Uint8Array): Header {
  let header: Partial<Header> | undefined;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    refuse('its header is no JSON');
  }
  const { abi, physics, stepLength, names, calls } = header ?? {};
  const numbers = [abi, physics, stepLength].every((value) => typeof value === 'number');
  if (!numbers || typeof names !== 'object' || names === null || !Array.isArray(calls))
    refuse('its header lacks a field');
  return header as Header;
}

/**
 * Reads a recording; blocks and the snapshot are views of `bytes`.
 * @throws KinemaError of kind `data` if it is none, of another version, cut short or damaged
 */
export function decodeRecording(bytes: Uint8Array, xxh64: (bytes: Uint8Array) => bigint): Recording {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < head + 16 || view.getUint32(0, true) !== magic) refuse('these bytes are none');
  if (view.getUint32(4, true) !== version) refuse(`format ${view.getUint32(4, true)}, this library reads ${version}`);
  const end = bytes.length - 8;
  if (bytes.length % 8 || view.getBigUint64(end, true) !== xxh64(bytes.subarray(0, end)))
    refuse('cut short or damaged: its checksum does not match');
  let at = head;
  const take = (length: number): Uint8Array => {
    if (at + padded(length) > end) refuse('its parts are longer than it is');
    const part = bytes.subarray(at, at + length);
    at += padded(length);
    return part;
  };
  const { calls: names, ...rest } = readHeader(take(view.getUint32(8, true)));
  if (at + 8 > end) refuse('its parts are longer than it is');
  const length = view.getUint32(at, true);
  at += 8;
  const snapshot = take(length);
  const count = view.getUint32(12, true);
  if (count * head > end - at) refuse('its parts are longer than it is');
  const calls = Array.from({ length: count }, (): RecordedCall => {
    const entry = at;
    take(head);
    const call = names[view.getUint16(entry, true)];
    if (call === undefined) refuse(`it has no call ${view.getUint16(entry, true)}`);
    if (at + 8 * view.getUint16(entry + 2, true) > end) refuse('its parts are longer than it is');
    const args = Array.from({ length: view.getUint16(entry + 2, true) }, (_, i) => view.getFloat64(at + 8 * i, true));
    take(8 * args.length);
    const block = take(view.getUint32(entry + 4, true));
    return { call, args, result: view.getFloat64(entry + 8, true), block };
  });
  return { ...rest, snapshot, calls };
}
