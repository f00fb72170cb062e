// Canonical bytes to PlanInfo. Bytes come from strangers: every length is checked before it is used, and what was read must
// write back to the same bytes. The rules within a distribution (a < b, ranges) are left to the module, which checks all.

import type { Catalogue, CatalogueScenario } from '../engine/catalogue.js';
import { Tag } from '../engine/layout.js';
import { KinemaError } from '../errors.js';
import {
  byteOrder,
  codes,
  contractVersions,
  type FactorKind,
  type PlanBlock,
  type PlanFactor,
  type PlanInfo,
  type PlanMark,
  type PlanRule,
  type PlanSplit,
  planVersion,
} from './plan.js';
import { lengthOffset, magic, writePlan } from './plan-writer.js';

export type {
  ContractVersions,
  FactorKind,
  PlanBlock,
  PlanFactor,
  PlanInfo,
  PlanLook,
  PlanMark,
  PlanRule,
  PlanSplit,
} from './plan.js';

const headerSize = 184;
const checksumSize = 8;

function fail(text: string): never {
  throw new KinemaError('plan', `plan: ${text}`);
}

/** A little-endian cursor that never leaves its bytes. */
class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.offset;
  }

  #take(size: number): number {
    if (size > this.left) fail(`ends within a field, at byte ${this.offset}`);
    const at = this.offset;
    this.offset += size;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  f64(): number {
    const at = this.offset;
    const value = this.#view.getFloat64(this.#take(8), true);
    return Number.isFinite(value) ? value : fail(`holds ${value} at byte ${at}; it must be a finite number`);
  }

  /** A number of things that each take `size` bytes or more, so that a wrong number cannot ask for gigabytes. */
  count(size: number): number {
    const count = this.u32();
    return count * size <= this.left
      ? count
      : fail(`says ${count} at byte ${this.offset - 4}, which is more than it holds`);
  }

  text(length: number): string {
    const at = this.#take(length);
    this.#take(-length & 7);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.#bytes.subarray(at, at + length));
    } catch {
      return fail(`holds a text at byte ${at} that is not UTF-8`);
    }
  }

  word<Name extends string>(table: Readonly<Record<Name, number>>, what: string): Name {
    const code = this.u32();
    const found = (Object.keys(table) as Name[]).find((name) => table[name] === code);
    return found ?? fail(`holds an unknown ${what} ${code} at byte ${this.offset - 4}`);
  }
}

/**
 * Decodes a plan.
 * @throws KinemaError of kind `plan` that says how the bytes are wrong
 */
export function readPlan(bytes: Uint8Array, catalogue: Catalogue, xxh64: (bytes: Uint8Array) => bigint): PlanInfo {
  checkEnvelope(bytes, xxh64);
  const reader = new Reader(bytes.subarray(0, bytes.length - checksumSize));
  const { splitCount, scenario, ...header } = readHeader(reader, catalogue);
  const splits = Array.from({ length: splitCount }, () => readSplit(reader, scenario, splitCount, xxh64));
  if (reader.left > 0) fail(`goes on for ${reader.left} bytes after its last split`);
  ascending(
    splits.map((split) => split.name),
    'splits',
  );
  for (const mark of splits.flatMap((split) => split.blocks).flatMap((block) => block.marks))
    if (!splits[mark.split]?.grid)
      fail(`marks ${JSON.stringify(mark.key)} by split ${mark.split}, which is not a grid`);
  const plan: PlanInfo = { ...header, scenario: scenario.name, splits };
  const canonical = writePlan(plan, catalogue, xxh64);
  const difference = canonical.findIndex((byte, i) => byte !== bytes[i]);
  if (canonical.length !== bytes.length || difference >= 0) fail(`is not canonical at byte ${difference}`);
  return plan;
}

function checkEnvelope(bytes: Uint8Array, xxh64: (bytes: Uint8Array) => bigint): void {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, magic.length));
  if (start !== magic) fail('is not a Kinema plan');
  if (bytes.length < headerSize + checksumSize)
    fail(`is cut short: it has ${bytes.length} bytes, a plan has ${headerSize + checksumSize} or more`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint16(magic.length, true);
  if (version !== planVersion) fail(`is of format version ${version}; this is version ${planVersion}`);
  const length = view.getUint32(lengthOffset, true);
  if (length !== bytes.length)
    fail(`is ${length > bytes.length ? 'cut short' : 'too long'}: it has ${bytes.length} bytes and says ${length}`);
  const end = bytes.length - checksumSize;
  if (view.getBigUint64(end, true) !== xxh64(bytes.subarray(0, end))) fail('is damaged: its checksum does not match');
}

function readHeader(reader: Reader, catalogue: Catalogue) {
  reader.offset = magic.length + 2;
  const contract = { physics: reader.u8(), pixels: reader.u8(), sampling: reader.u8(), encoding: reader.u8() };
  for (const part of Object.keys(contractVersions) as (keyof typeof contract)[])
    if (contract[part] !== contractVersions[part])
      fail(`is of contract version ${contract[part]} for ${part}; this is version ${contractVersions[part]}`);
  reader.offset = lengthOffset + 4;
  const seed = reader.u64();
  const id = reader.u32();
  const scenario =
    catalogue.scenarios.find((candidate) => candidate.id === id) ?? fail(`is of an unknown scenario (${id})`);
  const splitCount = reader.count(16);
  const gravity: [number, number] = [reader.f64(), reader.f64()];
  const step = reader.f64();
  const restitutionThreshold = reader.f64();
  const integrator = reader.word(codes.integrator, 'integrator');
  const substeps = reader.u32();
  const resolveOverlaps = reader.word(codes.resolveOverlaps, 'resolveOverlaps');
  reader.u32();
  const timing = {
    frames: reader.u32(),
    stepsPerFrame: reader.u32(),
    firstFrameStep: reader.u32(),
    conditionFrames: reader.u32(),
  };
  const size = [reader.u32(), reader.u32()] as const;
  const supersample = reader.u32();
  const layers = reader.u32();
  const view = [reader.f64(), reader.f64(), reader.f64(), reader.f64()] as const;
  const edge = reader.word(codes.edge, 'edge');
  const samples = reader.word(codes.samples, 'samples');
  const rounding = reader.word(codes.rounding, 'rounding');
  const look = { edge, samples, rounding, background: reader.u32(), softness: reader.f64() };
  const placement = {
    minPre: reader.u32(),
    minPost: reader.u32(),
    minVisible: reader.u32(),
    cleanStart: reader.u32() === 1,
  };
  const physics = { gravity, step, integrator, substeps, restitutionThreshold, resolveOverlaps };
  return {
    contract,
    seed,
    scenario,
    splitCount,
    physics,
    timing,
    image: { size, supersample, view },
    layers,
    look,
    placement,
  };
}

function readSplit(
  reader: Reader,
  scenario: CatalogueScenario,
  splitCount: number,
  xxh64: (bytes: Uint8Array) => bigint,
): PlanSplit {
  const length = reader.u32();
  const order = reader.u32();
  const blockCount = reader.count(16);
  const ruleCount = reader.count(16);
  const name = reader.text(length);
  const hash = Number(BigInt.asUintN(32, xxh64(new TextEncoder().encode(name))));
  const rules = Array.from({ length: ruleCount }, () => readRule(reader));
  const blocks = Array.from({ length: blockCount }, () => readBlock(reader, scenario, splitCount));
  return { name, grid: order > 0, ...(order === 2 && { given: true }), hash, rules, blocks };
}

function readRule(reader: Reader): PlanRule {
  const kind = reader.word(codes.rule, 'rule');
  const [a, b] = [reader.u32(), reader.u32()];
  const count = reader.count(8);
  return { kind, a, b, values: Array.from({ length: count }, () => reader.f64()) };
}

function readBlock(reader: Reader, scenario: CatalogueScenario, splitCount: number): PlanBlock {
  const factorCount = reader.count(16);
  const tagCount = reader.count(16);
  const markCount = reader.count(8);
  reader.u32();
  if (factorCount !== scenario.factors.length)
    fail(`has ${factorCount} factors in a block; ${scenario.name} has ${scenario.factors.length}`);
  const factors = scenario.factors.map(({ name }) => readFactor(reader, name));
  const tags = Array.from({ length: tagCount }, () => readTag(reader));
  const marks = Array.from({ length: markCount }, () => readMark(reader, splitCount));
  ascending(
    tags.map(([key]) => key),
    'tags',
  );
  ascending(
    marks.map(({ key }) => key),
    'marks',
  );
  return { factors, tags: Object.fromEntries(tags), marks };
}

function readFactor(reader: Reader, name: string): PlanFactor {
  const kind: FactorKind = reader.word(codes.kind, 'distribution');
  const axis = reader.u32();
  const count = reader.count(8);
  reader.u32();
  return {
    name,
    kind,
    axis: axis > 0,
    ...(axis === 2 && { row: true }),
    parameters: Array.from({ length: count }, () => reader.f64()),
  };
}

function readTag(reader: Reader): [string, string | boolean] {
  const keyLength = reader.u32();
  const kind = reader.word(Tag, 'kind of tag');
  const textLength = reader.u32();
  reader.u32();
  const key = reader.text(keyLength);
  const text = reader.text(textLength);
  return [key, kind === 'Text' ? text : kind === 'True'];
}

function readMark(reader: Reader, splitCount: number): PlanMark {
  const keyLength = reader.u32();
  const split = reader.u32();
  if (split >= splitCount) fail(`marks by split ${split}, but it has ${splitCount}`);
  return { key: reader.text(keyLength), split };
}

function ascending(names: readonly string[], what: string): void {
  for (let i = 1; i < names.length; i++)
    if (byteOrder(names[i - 1] as string, names[i] as string) >= 0)
      fail(`is not canonical: its ${what} are not in ascending order`);
}
