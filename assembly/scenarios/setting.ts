// What a plan fixes for all clips of a scenario: the numbers that placement and feasibility look at.
// Set once when a plan is opened; f64, because scenes are computed in f64 and rounded once. Gravity alone may be a scene's own.

import { WorldDef } from '../memory/layout';

/** The view's width and height in m, and its lower left corner. */
export let viewWidth: f64 = 10.0;
export let viewHeight: f64 = 10.0;
export let viewX: f64 = 0.0;
export let viewY: f64 = 0.0;
/** s between frames. */
export let frameInterval: f64 = 0.1;
export let frames: f64 = 32.0;
/** Placement, in frames. */
export let minPre: f64 = 0.0;
export let minPost: f64 = 0.0;
export let minVisible: f64 = 0.0;

/** Whether layouts that begin with an overlap are drawn again. */
export let cleanStart = false;
/** Seed of the plan. */
export let seed: u64 = 0;

/** What the scene in hand adds to the plan's gravity, m/s^2. */
export let addedX: f64 = 0.0;
export let addedY: f64 = 0.0;

/** Slack of every feasibility test: ties count as feasible. */
export const TIE: f64 = 1e-9;

export function setView(x0: f64, y0: f64, x1: f64, y1: f64): void {
  viewX = x0;
  viewY = y0;
  viewWidth = x1 - x0;
  viewHeight = y1 - y0;
}

export function setSeed(planSeed: u64): void {
  seed = planSeed;
}

export function setTiming(frameCount: u32, interval: f64): void {
  frames = <f64>frameCount;
  frameInterval = interval;
}

export function setPlacement(pre: u32, post: u32, visible: u32): void {
  minPre = <f64>pre;
  minPost = <f64>post;
  minVisible = <f64>visible;
}

export function setCleanStart(clean: bool): void {
  cleanStart = clean;
}

/** No scene is in hand: gravity is the plan's. */
export function clearGravity(): void {
  addedX = 0.0;
  addedY = 0.0;
}

/** Adds to the gravity of a world, and so to that of the scene in hand. */
export function addGravity(world: usize, x: f64, y: f64): void {
  addedX = x;
  addedY = y;
  store<f32>(world, load<f32>(world, WorldDef.gravityX) + <f32>x, WorldDef.gravityX);
  store<f32>(world, load<f32>(world, WorldDef.gravityY) + <f32>y, WorldDef.gravityY);
}
