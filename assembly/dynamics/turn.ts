// What the middle of a step keeps of its world, from finding what presses to the end: a step that is solved together with those of other worlds
// has to wait for them (together.ts). Scratch memory, one record for each world that waits, kept from step to step.

/** Worlds that are solved together: two vectors of four. */
// @ts-ignore: decorator
@inline export const TURNS: u32 = 8;

export namespace Turn {
  // @ts-ignore: decorator
  @inline export const pressing: usize = 0; // List of u32, contacts to be solved
  // @ts-ignore: decorator
  @inline export const keys: usize = 12; // scratch, u32: bucket of each of them (constraints.ts)
  // @ts-ignore: decorator
  @inline export const places: usize = 20; // scratch, u32: address of each in its block
  // @ts-ignore: decorator
  @inline export const notes: usize = 28; // scratch: energies before (govern.ts)
  // @ts-ignore: decorator
  @inline export const order: usize = 36; // scratch, u32: which is solved first, second, ... (together.ts)
  // @ts-ignore: decorator
  @inline export const world: usize = 44;
  // @ts-ignore: decorator
  @inline export const contacts: usize = 48; // u32, contacts that are solved
  // @ts-ignore: decorator
  @inline export const joints: usize = 52; // u32, joints that act
  // @ts-ignore: decorator
  @inline export const events: usize = 56; // u32, events before this step
  // @ts-ignore: decorator
  @inline export const next: usize = 60; // u32, contacts that stand in blocks already
  // @ts-ignore: decorator
  @inline export const records: usize = 64; // u32, records of motion before its first
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 68;
}

const turns: usize = memory.data(<i32>(TURNS * <u32>Turn.SIZE), 8);

/** The record of the world that is stepped. */
export let turn: usize = turns;

/** Goes on with the i-th record. */
export function takeTurn(i: u32): void {
  turn = turns + <usize>i * Turn.SIZE;
}

/** Forgets scratch memory; called when the heap is reset. */
export function forgetTurn(): void {
  memory.fill(turns, 0, <usize>TURNS * Turn.SIZE);
  turn = turns;
}
