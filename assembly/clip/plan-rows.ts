// The tables that a plan is laid out in when it is opened, and that sampling works from.
//
// A split has a row with its blocks, a block a row with its factors, a factor a row with its parameters (the namespaces below
// give the offsets). Rows begin zeroed; grid.ts fills in what it prepares: values of axes, cells, the bitmap of feasible cells.

import { PERMUTATION_SIZE } from '../math/permutation';

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
  @inline export const rules: usize = 56;
  // @ts-ignore: decorator
  @inline export const ruleCount: usize = 60;
  /** Bit per kind of rule that stands there. */
  // @ts-ignore: decorator
  @inline export const present: usize = 64;
  // @ts-ignore: decorator
  @inline export const minPre: usize = 68;
  // @ts-ignore: decorator
  @inline export const minPost: usize = 72;
  // @ts-ignore: decorator
  @inline export const minVisible: usize = 76;
  // @ts-ignore: decorator
  @inline export const cleanStart: usize = 80;
  // @ts-ignore: decorator
  @inline export const key: usize = 88;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 88 + PERMUTATION_SIZE;
}

export namespace BlockRow {
  // @ts-ignore: decorator
  @inline export const factors: usize = 0;
  // @ts-ignore: decorator
  @inline export const marks: usize = 4;
  // @ts-ignore: decorator
  @inline export const markSplits: usize = 8;
  // @ts-ignore: decorator
  @inline export const conditions: usize = 12;
  // @ts-ignore: decorator
  @inline export const cells: usize = 16;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 24;
}

/** How a factor's values make cells: not at all, each by itself, or together with the other columns of the block. */
export namespace Axis {
  // @ts-ignore: decorator
  @inline export const None: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Own: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Row: u32 = 2;
}

/** How the cells of a split are numbered: it has none, by a permutation, or as they stand. */
export namespace Order {
  // @ts-ignore: decorator
  @inline export const None: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Shuffled: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Given: u32 = 2;
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

/** Splits of the open plan. */
export let splitCount: u32 = 0;
let splits: usize = 0;

/** Begins the table of splits at zeroed memory. */
export function setSplits(count: u32, table: usize): void {
  splitCount = count;
  splits = table;
}

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
