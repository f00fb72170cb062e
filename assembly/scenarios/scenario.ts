// The scenarios behind one face: is a set of factors feasible, place what is not given, build the world and say what is drawn.
// uniform-motion and parabola differ only in gravity (a field of the plan) and in the band that placement starts from.

import { ballFits, addBall, placeBall } from './one-ball';
import { addBalls, ballsApart, ballsFit, placeBalls } from './collision';
import { Collision, Parabola, Phyre } from './catalogue';
import { attractTo } from './attraction';
import { conservedBits, run } from './program';
import { CODE, FIRST_PROGRAM, NUMBERS, PROGRAMS, Program } from './programs';
import { clearGravity } from './setting';
import { MOST_OBJECTS } from './phyre/object';
import { addPuzzle, placePuzzle } from './phyre/phyre';

/** Placement draws before a clip is given up. */
export const PLACEMENT_TRIES: u32 = 64;

/** What placement takes from the top of the view, as a share of it, for a parabola: 5 % below the top and the band of 10 %. */
const PARABOLA_BAND: f64 = 0.15;
const MARGINS: f64 = 0.1;

/** A number of a scenario that is a program. */
function programU32(scenario: u32, field: usize): u32 {
  return load<u32>(PROGRAMS + <usize>(scenario - FIRST_PROGRAM) * Program.SIZE + field);
}

/** Runs one of the programs of such a scenario. */
function runOf(scenario: u32, program: usize, factors: usize, placed: u32, world: usize): bool {
  return run(CODE + programU32(scenario, program), NUMBERS, factors, placed, world);
}

/** Most bodies of a clip. */
export function mostBodies(scenario: u32): u32 {
  if (scenario >= FIRST_PROGRAM) return programU32(scenario, Program.bodies);
  if (scenario == Phyre.ID) return MOST_OBJECTS;
  return scenario == Collision.ID ? 2 : 1;
}

/** Most parts of all bodies that are drawn as polygons. */
export function mostParts(scenario: u32): u32 {
  if (scenario >= FIRST_PROGRAM) return programU32(scenario, Program.parts);
  return scenario == Phyre.ID ? MOST_OBJECTS * 2 : 0;
}

/** Contacts of a clip that are kept. */
export function mostContacts(scenario: u32): u32 {
  return scenario >= Phyre.ID ? 4096 : 256;
}

/** Whether bodies at rest fall asleep. */
export function sleeps(scenario: u32): bool {
  if (scenario >= FIRST_PROGRAM) return programU32(scenario, Program.sleeps) != 0;
  return scenario == Phyre.ID;
}

/** What the law conserves, whatever gravity and integrator do: bit 0 energy, bit 1 momentum. */
export function conserves(scenario: u32, factors: usize): u32 {
  if (scenario >= FIRST_PROGRAM) {
    runOf(scenario, Program.conserve, factors, 0, 0);
    return conservedBits;
  }
  return scenario == Phyre.ID ? 0 : 3;
}

/** Closed-form predicate of the factors that are not placed: does a placement exist? Ties within 1e-9 count as feasible. */
export function feasible(scenario: u32, factors: usize, placed: u32): bool {
  if (scenario >= FIRST_PROGRAM) return runOf(scenario, Program.require, factors, placed, 0);
  if (scenario == Phyre.ID) return true;
  if (scenario == Collision.ID) {
    return ballsFit(factors, placed) && ((placed & (1 << Collision.x1)) != 0 || ballsApart(factors));
  }
  return ballFits(factors, placed, scenario == Parabola.ID ? PARABOLA_BAND : MARGINS);
}

/** Feasibility is monotone in every factor: whether a smaller value of this one is the more feasible. */
export function lessIsBetter(scenario: u32, factor: u32): bool {
  if (scenario >= FIRST_PROGRAM) return (programU32(scenario, Program.more) & (1 << factor)) == 0;
  return !(scenario == Collision.ID && factor == Collision.x2);
}

/** Whether two placed bodies overlap: the one thing that a hand-set scene can get physically wrong. */
export function overlapping(scenario: u32, factors: usize): bool {
  return scenario == Collision.ID && !ballsApart(factors);
}

/** Draws the placed factors. Returns the number of the try that succeeded, or -1. */
export function place(scenario: u32, factors: usize, placed: u32): i32 {
  if (scenario >= FIRST_PROGRAM) return runOf(scenario, Program.place, factors, placed, 0) ? 0 : -1;
  if (scenario == Phyre.ID) return placePuzzle(factors, placed) ? 0 : -1;
  if (placed == 0) return 0;
  if (scenario != Collision.ID) {
    placeBall(factors, placed, scenario == Parabola.ID);
    return 0;
  }
  for (let t: u32 = 0; t < PLACEMENT_TRIES; t++) if (placeBalls(factors, placed, 1 + t)) return t;
  return -1;
}

/** Adds the scenario's bodies to an empty world and notes each (records.ts). False with the status set where it cannot. */
export function build(scenario: u32, world: usize, factors: usize): bool {
  clearGravity();
  attractTo(0.0, 0.0, 0.0);
  if (scenario >= FIRST_PROGRAM) return runOf(scenario, Program.build, factors, 0, world);
  if (scenario == Phyre.ID) return addPuzzle(world, factors);
  return scenario == Collision.ID ? addBalls(world, factors) : addBall(world, factors);
}
