// Reading the splits of a plan: checks every record and lays out the tables that sampling works from.

import { allocate } from '../memory/arena';
import { Distribution, Failure, Rule, Tag } from '../memory/layout';
import { fail } from '../memory/status';
import { isUtf8 } from '../memory/utf8';
import { xxh64 } from '../memory/xxh64';
import { Plan } from './plan-header';
import { factorCountOf } from '../scenarios/catalogue';
import { rightParameters } from './plan-distributions';
import { Axis, BlockRow, FactorRow, Order, SplitRow, blockRow, factorRow, setSplits, splitCount, splitRow } from './plan-rows';
import { MOST_RULES, MOST_VALUES, RuleRecord, hasRule, rightRule, ruleOf, ruleSize } from './plan-rules';

/** Most tags of a block; most bytes of a key and of a tag's text. */
const MAX_TAGS: u32 = 256;
const MAX_KEY: u32 = 64;
const MAX_TEXT: u32 = 4096;

let scenario: u32 = 0;
let factorCount: u32 = 0;

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
  const count = load<u32>(pointer, Plan.splits);
  const table = allocate(<usize>count * SplitRow.SIZE);
  if (!table) return Failure.OutOfMemory;
  memory.fill(table, 0, <usize>count * SplitRow.SIZE);
  setSplits(count, table);
  for (let i: u32 = 0; i < splitCount; i++) {
    const code = readSplit(i);
    if (code) return code;
  }
  if (at != end) return wrong(Failure.PlanLength);
  for (let i: u32 = 0; i < splitCount; i++) {
    const code = checkMarks(splitRow(i));
    if (code) return code;
    if (!takeTwin(i)) return fail(Failure.PlanValue, i);
  }
  return 0;
}

/** Gives a twin the hash by which the split whose clips it has draws them; false where that is a twin too. */
function takeTwin(i: u32): bool {
  const row = splitRow(i);
  if (!hasRule(row, Rule.Twin)) return true;
  const other = splitRow(load<u32>(ruleOf(row, Rule.Twin), RuleRecord.a));
  store<u32>(row, load<u32>(other, SplitRow.hash), SplitRow.hash);
  return !hasRule(other, Rule.Twin);
}

function readSplit(i: u32): i32 {
  if (left() < 16) return wrong(Failure.PlanLength);
  const nameLength = load<u32>(at);
  const grid = load<u32>(at, 4);
  const blocks = load<u32>(at, 8);
  const rules = load<u32>(at, 12);
  if (nameLength < 1 || nameLength > 64 || grid > Order.Given || rules > MOST_RULES) return wrong(Failure.PlanValue);
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
  const ruleCode = readRules(row, rules);
  if (ruleCode) return ruleCode;
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

/** Reads the rules of a split, and finds what holds for its placement. */
function readRules(row: usize, count: u32): i32 {
  store<u32>(row, <u32>at, SplitRow.rules);
  store<u32>(row, count, SplitRow.ruleCount);
  store<u32>(row, load<u32>(base, Plan.minPre), SplitRow.minPre);
  store<u32>(row, load<u32>(base, Plan.minPost), SplitRow.minPost);
  store<u32>(row, load<u32>(base, Plan.minVisible), SplitRow.minVisible);
  store<u32>(row, load<u32>(base, Plan.cleanStart), SplitRow.cleanStart);
  const frames = load<u32>(base, Plan.frames);
  let present: u32 = 0;
  let before: usize = 0;
  for (let i: u32 = 0; i < count; i++) {
    if (left() < RuleRecord.values) return wrong(Failure.PlanLength);
    const values = load<u32>(at, RuleRecord.count);
    if (values > MOST_VALUES || left() < ruleSize(at)) return wrong(Failure.PlanLength);
    if (!rightRule(at, before, scenario, factorCount, frames, splitCount)) return wrong(Failure.PlanValue);
    const kind = load<u32>(at, RuleRecord.kind);
    const a = load<u32>(at, RuleRecord.a);
    if (kind >= Rule.MinPre && kind <= Rule.CleanStart) {
      const field = <usize>(kind - Rule.MinPre) << 2;
      if (a == load<u32>(base + field, Plan.minPre)) return wrong(Failure.PlanValue);
      store<u32>(row + field, a, SplitRow.minPre);
    }
    present |= 1 << kind;
    before = at;
    at += ruleSize(at);
  }
  if (load<u32>(row, SplitRow.minPre) + load<u32>(row, SplitRow.minPost) > frames) return wrong(Failure.PlanValue);
  store<u32>(row, present, SplitRow.present);
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
  if (!rowsAgree(row)) return wrong(Failure.PlanValue);
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

/** Whether the columns of a block are several, of one length, and none of one value throughout. */
function rowsAgree(row: usize): bool {
  let rows: u32 = 0;
  let columns: u32 = 0;
  for (let i: u32 = 0; i < factorCount; i++) {
    const column = factorRow(row, i);
    if (load<u32>(column, FactorRow.axis) != Axis.Row) continue;
    const p = <usize>load<u32>(column, FactorRow.parameters);
    const list = load<u32>(column, FactorRow.kind) == Distribution.List;
    const length = list ? load<u32>(column, FactorRow.count) : <u32>load<f64>(p, 16);
    if (rows && length != rows) return false;
    rows = length;
    columns++;
    let varies = !list;
    for (let k: u32 = 1; k < length && !varies; k++) varies = load<f64>(p + (<usize>k << 3)) != load<f64>(p);
    if (!varies) return false;
  }
  return columns != 1;
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
  if (kind > Distribution.Choice || axis > (grid ? Axis.Row : Axis.None) || load<u32>(at, 12)) return wrong(Failure.PlanValue);
  if (axis && kind != Distribution.Linspace && kind != Distribution.RandomGrid && kind != Distribution.List) {
    return wrong(Failure.PlanValue);
  }
  if (axis == Axis.Row && kind == Distribution.RandomGrid) return wrong(Failure.PlanValue);
  if (count > 131072 || left() - 16 < <usize>count << 3) return wrong(Failure.PlanLength);
  const p = at + 16;
  if (!rightParameters(scenario, kind, p, count, ordinal)) {
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
