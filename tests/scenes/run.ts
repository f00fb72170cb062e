// What a simulator made of a scene, in the form that all of them are compared in.

export interface Run {
  /** File-order indices of the bodies that move; everything below follows this order. */
  bodies: number[];
  /** How many steps were done before each entry of `states`, ascending. */
  steps: number[];
  /** Per entry x, y (px) and angle (rad, unwrapped) of each body's origin. */
  states: Float64Array[];
  /** The first step in which a body touches anything, Infinity if none; states after earlier steps are free flight. */
  firstContact?: number[];
  /** File-order indices of every two bodies that ever touch, the lower first. */
  pairs?: [number, number][];
  /** Bodies that are awake after the last step. */
  awake?: number;
}
