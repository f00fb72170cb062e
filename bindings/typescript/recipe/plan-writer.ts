// PlanInfo to canonical bytes, field by field as docs/formats.md has them.

import type { Catalogue } from '../engine/catalogue.js';
import { Tag } from '../engine/layout.js';
import { byteOrder, codes, type PlanBlock, type PlanInfo, type PlanSplit, planVersion } from './plan.js';

/** Bytes that begin every plan. */
export const magic = 'kinema';
/** Where the length of the whole plan stands. */
export const lengthOffset = 12;

const encoder = new TextEncoder();

/** A growing little-endian buffer. `#room` may replace the view, so it is called before the view is read. */
class Writer {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  length = 0;

  #room(size: number): number {
    const at = this.length;
    this.length += size;
    if (this.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }

  u8(...values: number[]): void {
    for (const value of values) {
      const at = this.#room(1);
      this.#view.setUint8(at, value);
    }
  }

  u16(value: number): void {
    const at = this.#room(2);
    this.#view.setUint16(at, value, true);
  }

  u32(...values: number[]): void {
    for (const value of values) {
      const at = this.#room(4);
      this.#view.setUint32(at, value, true);
    }
  }

  u64(value: bigint): void {
    const at = this.#room(8);
    this.#view.setBigUint64(at, value, true);
  }

  /** -0 is written as 0. */
  f64(values: readonly number[]): void {
    for (const value of values) {
      const at = this.#room(8);
      this.#view.setFloat64(at, value + 0, true);
    }
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Bytes of a string, padded with zeros to a multiple of 8. */
  padded(bytes: Uint8Array): void {
    this.raw(bytes);
    this.#room(-bytes.length & 7);
  }

  setLength(length: number): void {
    this.#view.setUint32(lengthOffset, length, true);
  }

  /** What was written so far, copied. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** The canonical bytes of a plan, checksum included. Splits and marks must be in plan order. */
export function writePlan(plan: PlanInfo, catalogue: Catalogue, xxh64: (bytes: Uint8Array) => bigint): Uint8Array {
  const writer = new Writer();
  writeHeader(writer, plan, catalogue);
  for (const split of plan.splits) writeSplit(writer, split);
  writer.setLength(writer.length + 8);
  writer.u64(xxh64(writer.bytes()));
  return writer.bytes();
}

function writeHeader(writer: Writer, plan: PlanInfo, catalogue: Catalogue): void {
  const { contract, physics, timing, image, look, placement } = plan;
  const scenario = catalogue.scenarios.find(({ name }) => name === plan.scenario);
  writer.raw(encoder.encode(magic));
  writer.u16(planVersion);
  writer.u8(contract.physics, contract.pixels, contract.sampling, contract.encoding);
  writer.u32(0);
  writer.u64(plan.seed);
  writer.u32(scenario?.id ?? 0, plan.splits.length);
  writer.f64([...physics.gravity, physics.step, physics.restitutionThreshold]);
  writer.u32(codes.integrator[physics.integrator], physics.substeps, codes.resolveOverlaps[physics.resolveOverlaps], 0);
  writer.u32(timing.frames, timing.stepsPerFrame, timing.firstFrameStep, timing.conditionFrames);
  writer.u32(...image.size, image.supersample, plan.layers);
  writer.f64(image.view);
  writer.u32(codes.edge[look.edge], codes.samples[look.samples], codes.rounding[look.rounding], look.background);
  writer.f64([look.softness]);
  writer.u32(placement.minPre, placement.minPost, placement.minVisible, placement.cleanStart ? 1 : 0);
}

function writeSplit(writer: Writer, split: PlanSplit): void {
  const name = encoder.encode(split.name);
  writer.u32(name.length, split.given ? 2 : split.grid ? 1 : 0, split.blocks.length, split.rules.length);
  writer.padded(name);
  for (const { kind, a, b, values } of split.rules) {
    writer.u32(codes.rule[kind], a, b, values.length);
    writer.f64(values);
  }
  for (const block of split.blocks) writeBlock(writer, block);
}

function writeBlock(writer: Writer, block: PlanBlock): void {
  const tags = Object.entries(block.tags).sort(([a], [b]) => byteOrder(a, b));
  writer.u32(block.factors.length, tags.length, block.marks.length, 0);
  for (const { kind, axis, row, parameters } of block.factors) {
    writer.u32(codes.kind[kind], row ? 2 : axis ? 1 : 0, parameters.length, 0);
    writer.f64(parameters);
  }
  for (const [key, value] of tags) {
    const keyBytes = encoder.encode(key);
    const text = encoder.encode(typeof value === 'string' ? value : '');
    writer.u32(keyBytes.length, typeof value === 'string' ? Tag.Text : value ? Tag.True : Tag.False, text.length, 0);
    writer.padded(keyBytes);
    writer.padded(text);
  }
  for (const { key, split } of block.marks) {
    const keyBytes = encoder.encode(key);
    writer.u32(keyBytes.length, split);
    writer.padded(keyBytes);
  }
}
