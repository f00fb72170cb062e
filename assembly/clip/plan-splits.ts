// Reading the splits of a plan: checks every record and lays out the tables that sampling works from.
//
// A split has a row with its blocks, a block a row with its factors, a factor a row with its parameters (the namespaces below
// give the offsets). Rows begin zeroed; grid.ts fills in what it prepares: values of axes, cells, the bitmap of feasible cells.

import { allocate } from '../memory/arena';
import { Distribution, Failure, Tag } from '../memory/layout';
import { fail } from '../memory/status';
import { isUtf8 } from '../memory/utf8';
import { xxh64 } from '../memory/xxh64';
import { PERMUTATION_SIZE } from '../math/permutation';
import { Plan } from './plan-header';
import { factorCountOf, greatestOf, kindOf, leastOf, placedByDefault, FactorKind } from '../scenarios/catalogue';

export namespace SplitRow {
  // @ts-ignore: decorator
  @inline export const name: usize = 0;
  // @ts-ignore: decorator
  @inline export const nameLength: usize = 4;
  // @ts-ignore: decorator
  @inline export const hash: usize = 8;
  // @ts-ignore: decorator
  @inline export const grid: usize = 12;
  // @ts-ignore: decorator
  @inline export const blocks: usize = 16;
  // @ts-ignore: decorator
  @inline export const blockCount: usize = 20;
  // @ts-ignore: decorator
  @inline export const opened: usize = 24;
  // @ts-ignore: decorator
  @inline export const bitmap: usize = 28;
  // @ts-ignore: decorator
  @inline export const ranks: usize = 32;
  // @ts-ignore: decorator
  @inline export const cells: usize = 40;
  // @ts-ignore: decorator
  @inline export const size: usize = 48;
  // @ts-ignore: decorator
  @inline export const key: usize = 56;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 56 + PERMUTATION_SIZE;
}

export namespace BlockRow {
  // @ts-ignore: decorator
  @inline export const factors: usize = 0;
  // @ts-ignore: decorator
  @inline export const marks: usize = 4;
  // @ts-ignore: decorator
  @inline export const markSplits: usize = 8;
  // @ts-ignore: decorator
  @inline export const cells: usize = 16;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 24;
}

export namespace FactorRow {
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const axis: usize = 4;
  // @ts-ignore: decorator
  @inline export const count: usize = 8;
  // @ts-ignore: decorator
  @inline export const parameters: usize = 12;
  // @ts-ignore: decorator
  @inline export const values: usize = 16;
  // @ts-ignore: decorator
  @inline export const valueCount: usize = 20;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 24;
}

/** Most values of one axis. */
const MAX_AXIS: f64 = 65536.0;

/** Most tags of a block; most bytes of a key and of a tag's text. */
const MAX_TAGS: u32 = 256;
const MAX_KEY: u32 = 64;
const MAX_TEXT: u32 = 4096;

export let splitCount: u32 = 0;
let splits: usize = 0;
let scenario: u32 = 0;
let factorCount: u32 = 0;

/** Row of a split. */
export function splitRow(i: u32): usize {
  return splits + <usize>i * SplitRow.SIZE;
}

/** Row of a block of a split. */
export function blockRow(split: usize, i: u32): usize {
  return <usize>load<u32>(split, SplitRow.blocks) + <usize>i * BlockRow.SIZE;
}

/** Row of a factor of a block. */
export function factorRow(block: usize, i: u32): usize {
  return <usize>load<u32>(block, BlockRow.factors) + <usize>i * FactorRow.SIZE;
}

// Reading goes on at `at`, up to `end`; `base` is where offsets in errors count from.
let at: usize = 0;
let end: usize = 0;
let base: usize = 0;

// @ts-ignore: decorator
@inline
function left(): usize {
  return end - at;
}

function wrong(code: i32): i32 {
  return fail(code, 0, <u32>(at - base));
}

/** Reads all splits between `start` and `stop`. Returns 0 or a Failure. */
export function readSplits(pointer: usize, start: usize, stop: usize): i32 {
  base = pointer;
  at = start;
  end = stop;
  scenario = load<u32>(pointer, Plan.scenario);
  factorCount = factorCountOf(scenario);
  splitCount = load<u32>(pointer, Plan.splits);
  splits = allocate(<usize>splitCount * SplitRow.SIZE);
  if (!splits) return Failure.OutOfMemory;
  memory.fill(splits, 0, <usize>splitCount * SplitRow.SIZE);
  for (let i: u32 = 0; i < splitCount; i++) {
    const code = readSplit(i);
    if (code) return code;
  }
  if (at != end) return wrong(Failure.PlanLength);
  for (let i: u32 = 0; i < splitCount; i++) {
    const code = checkMarks(splitRow(i));
    if (code) return code;
  }
  return 0;
}

function readSplit(i: u32): i32 {
  if (left() < 16) return wrong(Failure.PlanLength);
  const nameLength = load<u32>(at);
  const grid = load<u32>(at, 4);
  const blocks = load<u32>(at, 8);
  if (nameLength < 1 || nameLength > 64 || grid > 1 || load<u32>(at, 12)) return wrong(Failure.PlanValue);
  if (blocks < 1 || blocks > (grid ? 4096 : 1)) return wrong(Failure.PlanValue);
  at += 16;
  const name = at;
  const code = readText(nameLength, true);
  if (code) return code;

  const row = splitRow(i);
  const hash = <u32>xxh64(name, nameLength, 0);
  for (let k: u32 = 0; k < i; k++) if (load<u32>(splitRow(k), SplitRow.hash) == hash) return wrong(Failure.PlanValue);
  if (i > 0) {
    const before = splitRow(i - 1);
    if (compare(load<u32>(before, SplitRow.name), load<u32>(before, SplitRow.nameLength), name, nameLength) >= 0) {
      return wrong(Failure.PlanOrder);
    }
  }
  store<u32>(row, <u32>name, SplitRow.name);
  store<u32>(row, nameLength, SplitRow.nameLength);
  store<u32>(row, hash, SplitRow.hash);
  store<u32>(row, grid, SplitRow.grid);
  store<u32>(row, blocks, SplitRow.blockCount);
  const table = allocate(<usize>blocks * BlockRow.SIZE);
  if (!table) return Failure.OutOfMemory;
  memory.fill(table, 0, <usize>blocks * BlockRow.SIZE);
  store<u32>(row, <u32>table, SplitRow.blocks);
  for (let k: u32 = 0; k < blocks; k++) {
    const blockCode = readBlock(blockRow(row, k), grid);
    if (blockCode) return blockCode;
  }
  return 0;
}

function readBlock(row: usize, grid: u32): i32 {
  if (left() < 16) return wrong(Failure.PlanLength);
  const tags = load<u32>(at, 4);
  const marks = load<u32>(at, 8);
  if (load<u32>(at) != factorCount || tags > MAX_TAGS || marks > 32 || load<u32>(at, 12)) return wrong(Failure.PlanValue);
  at += 16;
  const factors = allocate(<usize>factorCount * FactorRow.SIZE);
  const markSplits = allocate(<usize>marks * 4);
  if (!factors || !markSplits) return Failure.OutOfMemory;
  store<u32>(row, <u32>factors, BlockRow.factors);
  store<u32>(row, marks, BlockRow.marks);
  store<u32>(row, <u32>markSplits, BlockRow.markSplits);
  for (let i: u32 = 0; i < factorCount; i++) {
    const code = readFactor(factorRow(row, i), i, grid);
    if (code) return code;
  }
  const firstTag = at;
  let key: usize = 0;
  let keyLength: u32 = 0;
  for (let i: u32 = 0; i < tags; i++) {
    if (left() < 16) return wrong(Failure.PlanLength);
    const length = load<u32>(at);
    const kind = load<u32>(at, 4);
    const textLength = load<u32>(at, 8);
    if (length < 1 || length > MAX_KEY || kind > Tag.Text || load<u32>(at, 12)) return wrong(Failure.PlanValue);
    if (textLength > (kind == Tag.Text ? MAX_TEXT : 0)) return wrong(Failure.PlanValue);
    at += 16;
    if (i > 0 && left() >= length && compare(key, keyLength, at, length) >= 0) return wrong(Failure.PlanOrder);
    key = at;
    keyLength = length;
    let code = readText(length, false);
    if (!code) code = readText(textLength, false);
    if (code) return code;
  }
  const lastTag = at;
  for (let i: u32 = 0; i < marks; i++) {
    if (left() < 8) return wrong(Failure.PlanLength);
    const length = load<u32>(at);
    const split = load<u32>(at, 4);
    if (length < 1 || length > MAX_KEY || split >= splitCount) return wrong(Failure.PlanValue);
    store<u32>(markSplits + (<usize>i << 2), split);
    at += 8;
    if (i > 0 && left() >= length && compare(key, keyLength, at, length) >= 0) return wrong(Failure.PlanOrder);
    key = at;
    keyLength = length;
    const code = readText(length, false);
    if (code) return code;
    if (isTag(firstTag, lastTag, key, length)) return wrong(Failure.PlanValue);
  }
  return 0;
}

/** Whether a key stands among the tags between two addresses. */
function isTag(from: usize, to: usize, key: usize, length: u32): bool {
  while (from < to) {
    const tagLength = load<u32>(from);
    if (compare(from + 16, tagLength, key, length) == 0) return true;
    from += 16 + ((<usize>tagLength + 7) & ~(<usize>7)) + ((<usize>load<u32>(from, 8) + 7) & ~(<usize>7));
  }
  return false;
}

/** Marks point to grid splits; known only when all splits are read. */
function checkMarks(row: usize): i32 {
  for (let i: u32 = 0; i < load<u32>(row, SplitRow.blockCount); i++) {
    const block = blockRow(row, i);
    for (let k: u32 = 0; k < load<u32>(block, BlockRow.marks); k++) {
      const target = load<u32>(<usize>load<u32>(block, BlockRow.markSplits) + (<usize>k << 2));
      if (!load<u32>(splitRow(target), SplitRow.grid)) return fail(Failure.PlanValue, target);
    }
  }
  return 0;
}

function readFactor(row: usize, ordinal: u32, grid: u32): i32 {
  if (left() < 16) return wrong(Failure.PlanLength);
  const kind = load<u32>(at);
  const axis = load<u32>(at, 4);
  const count = load<u32>(at, 8);
  if (kind > Distribution.Choice || axis > grid || load<u32>(at, 12)) return wrong(Failure.PlanValue);
  if (axis && kind != Distribution.Linspace && kind != Distribution.RandomGrid && kind != Distribution.List) {
    return wrong(Failure.PlanValue);
  }
  if (count > 131072 || left() - 16 < <usize>count << 3) return wrong(Failure.PlanLength);
  const p = at + 16;
  if (!rightParameters(kind, p, count, ordinal)) {
    at += 16;
    return wrong(Failure.PlanValue);
  }
  store<u32>(row, kind, FactorRow.kind);
  store<u32>(row, axis, FactorRow.axis);
  store<u32>(row, count, FactorRow.count);
  store<u32>(row, <u32>p, FactorRow.parameters);
  store<u64>(row, 0, FactorRow.values);
  at = p + (<usize>count << 3);
  return 0;
}

// @ts-ignore: decorator
@inline
function parameter(p: usize, i: u32): f64 {
  return load<f64>(p + (<usize>i << 3));
}

/** Whether a value is one that the catalogue allows for the factor; whole numbers for choices and colours; never -0. */
export function allowed(scenarioId: u32, ordinal: u32, value: f64): bool {
  if (!(value >= leastOf(scenarioId, ordinal) && value <= greatestOf(scenarioId, ordinal))) return false;
  if (reinterpret<u64>(value) == 0x8000000000000000) return false;
  return kindOf(scenarioId, ordinal) == FactorKind.Real || value == trunc(value);
}

function rightParameters(kind: u32, p: usize, count: u32, ordinal: u32): bool {
  if (kind == Distribution.Placed) return count == 0 && placedByDefault(scenario, ordinal) != 0;
  const real = kindOf(scenario, ordinal) == FactorKind.Real;
  if (kind == Distribution.Constant) return count == 1 && allowed(scenario, ordinal, parameter(p, 0));
  if (kind == Distribution.List) {
    if (count < 2 || <f64>count > MAX_AXIS) return false;
    for (let i: u32 = 0; i < count; i++) if (!allowed(scenario, ordinal, parameter(p, i))) return false;
    return !real || !isLinspace(p, count);
  }
  if (kind == Distribution.Choice) return rightChoice(p, count, ordinal);
  if (!real || count < 2) return false;
  const a = parameter(p, 0);
  const b = parameter(p, 1);
  if (!allowed(scenario, ordinal, a) || !allowed(scenario, ordinal, b)) return false;
  if (kind == Distribution.Uniform) return count == 2 && a < b;
  if (kind == Distribution.Union) {
    if (count < 4 || count & 1) return false;
    for (let i: u32 = 0; i < count; i++) {
      if (!allowed(scenario, ordinal, parameter(p, i))) return false;
      if (i > 0 && parameter(p, i - 1) >= parameter(p, i)) return false;
    }
    return true;
  }
  const n = count > 2 ? parameter(p, 2) : 0.0;
  if (!(n >= 2.0 && n <= MAX_AXIS && n == trunc(n))) return false;
  return count == 3 && (kind == Distribution.RandomGrid ? a < b : a != b);
}

function rightChoice(p: usize, count: u32, ordinal: u32): bool {
  if (count < 4 || count & 1) return false;
  let sum: f64 = 0.0;
  for (let i: u32 = 0; i < count; i += 2) {
    if (!allowed(scenario, ordinal, parameter(p, i)) || (i > 0 && parameter(p, i - 2) >= parameter(p, i))) return false;
    const weight = parameter(p, i + 1);
    if (!(weight > 0.0 && weight <= 1.0)) return false;
    sum += weight;
  }
  return abs(sum - 1.0) <= 1e-9;
}

/** Whether a list is what a Linspace would be: then that is its canonical form. */
function isLinspace(p: usize, count: u32): bool {
  const a = parameter(p, 0);
  const b = parameter(p, count - 1);
  if (a == b) return false;
  for (let i: u32 = 1; i < count - 1; i++) if (parameter(p, i) != linspace(a, b, <f64>count, <f64>i)) return false;
  return true;
}

/** Value i of n from a to b, the last exactly b. */
export function linspace(a: f64, b: f64, n: f64, i: f64): f64 {
  return i == n - 1.0 ? b : a + ((b - a) * i) / (n - 1.0);
}

/** Skips a padded text. `word`: only letters, digits and underscores. */
function readText(length: u32, word: bool): i32 {
  const padded = (<usize>length + 7) & ~(<usize>7);
  if (left() < padded) return wrong(Failure.PlanLength);
  for (let i: usize = 0; i < padded; i++) {
    const c = load<u8>(at + i);
    if (i >= <usize>length) {
      if (c) return wrong(Failure.PlanOrder);
    } else if (word && !isWord(c)) return wrong(Failure.PlanValue);
  }
  if (!word && !isUtf8(at, length)) return wrong(Failure.PlanValue);
  at += padded;
  return 0;
}

function isWord(c: u8): bool {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c == 95 || (c >= 97 && c <= 122);
}

/** Order of two byte strings: negative, 0 or positive. */
function compare(a: usize, aLength: u32, b: usize, bLength: u32): i32 {
  const order = memory.compare(a, b, min(aLength, bLength));
  return order ? order : <i32>aLength - <i32>bLength;
}
