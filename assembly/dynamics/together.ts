// Steps of several worlds at once: the lanes of the solver filled from worlds that have nothing to do with each other.
//
// A small world leaves most lanes of its colours empty. Here each lane belongs to one world and takes its contacts one by one, in the order in which the world
// alone would solve them (by colour; contacts of one colour share no body). So a world keeps its bits, whoever its neighbours are. Worlds wait
// until eight have something to solve; then two vectors of four take turns, block by block: what one waits for is time for the other.
// Who has joints, islands that need more sub-steps, many contacts, or other settings than those who wait, is solved alone.
//
// The records of motion of all stand in one row, and kick() and move() go over all of them.

import { Overlaps, WorldDef } from '../memory/layout';
import { blockBytes } from './block';
import { LANES, STRIDE, blank, fill, keepImpulses, levels, orderContacts, rescale, softenKind } from './constraints';
import { Body } from './body';
import { Contact, ContactFlag, bodyAt, contactAt } from './contact';
import { pulling } from './joints/pulling';
import { substepsOf } from './levels';
import { pressingAt } from './pressing';
import { impulseScale, massScale, rate, useSoftness } from './softness';
import { enterKinematic, enterLevel, forceBase, kick, kicksOnce, motionBase, move, openMotions, prepareStep, solveStep } from './solve-step';
import { solveBiased, solveRelaxed, warmStart } from './solver';
import { approach, finish, idle, isHeld, stepWorld } from './step';
import { TURNS, Turn, takeTurn, turn } from './turn';
import { List, World, scratch, settingF, settingU } from './world-record';

/** Worlds with more contacts fill lanes by themselves. */
const MOST: u32 = 128;
/** Fewer worlds are stepped one by one. */
const LEAST: u32 = 3;

const blocks: usize = memory.data(8, 8);
const runs: usize = memory.data(8, 8);
/** Of the eight lanes: number of the turn that has it. */
const seats: usize = memory.data(32, 4);

/** A row of blocks with as many points: address, blocks, points. */
const RUN: usize = 12;

/** Turns that wait, 0 .. waiting - 1. */
let waiting: u32 = 0;
let runCount: u32 = 0;

/** Forgets scratch memory; called when the heap is reset. */
export function forgetTogether(): void {
  store<u64>(blocks, 0);
  store<u64>(runs, 0);
  waiting = 0;
}

/** Does one step of each of `count` worlds, whose addresses stand at `worlds`. False when memory is exhausted. */
export function stepTogether(worlds: usize, count: u32): bool {
  const together = ASC_FEATURE_SIMD && count >= LEAST;
  let done = true;
  for (let i: u32 = 0; i < count && done; i++) {
    const world = load<usize>(worlds + (<usize>i << 2));
    done = together ? idle(world) || begin(world) : stepWorld(world);
  }
  if (together) {
    if (done) done = flush();
    waiting = 0;
    takeTurn(0);
  }
  return done;
}

/** Steps a world up to what is to be solved; solves that, or lets it wait. */
function begin(world: usize): bool {
  takeTurn(waiting);
  if (!approach(world)) return false;
  if (!isHeld()) return finish(world);
  if (!prepareStep(world)) return false;
  if (!fits(world)) return solveStep(world) && finish(world);
  if (!orderContacts(load<u32>(turn, Turn.contacts))) return false;
  waiting++;
  return waiting < TURNS || flush();
}

/** Whether a world may be solved together with those that wait. */
function fits(world: usize): bool {
  if (load<u32>(turn, Turn.joints) || levels != 1 || load<u32>(turn, Turn.contacts) > MOST) return false;
  if (waiting == 0) return true;
  takeTurn(0);
  const other = load<usize>(turn, Turn.world);
  takeTurn(waiting);
  return (
    settingF(world, WorldDef.step) == settingF(other, WorldDef.step) &&
    settingU(world, WorldDef.substeps) == settingU(other, WorldDef.substeps) &&
    settingU(world, WorldDef.overlaps) == settingU(other, WorldDef.overlaps) &&
    settingF(world, WorldDef.pushSpeed) == settingF(other, WorldDef.pushSpeed) &&
    settingF(world, WorldDef.contactHertz) == settingF(other, WorldDef.contactHertz) &&
    settingF(world, WorldDef.contactDamping) == settingF(other, WorldDef.contactDamping) &&
    kicksOnce(world) == kicksOnce(other)
  );
}

/** Solves and finishes all who wait. False when memory is exhausted. */
function flush(): bool {
  if (!ASC_FEATURE_SIMD) return true;
  const n = waiting;
  waiting = 0;
  if (n == 0) return true;
  if (!enterAll(n) || !fillBlocks(n)) return false;
  solveBlocks(n);
  // The joints that were found last may be those of a world that was solved alone; who waited has none.
  store<u32>(pulling, 0, List.count);
  for (let i: u32 = 0; i < n; i++) {
    takeTurn(i);
    const world = load<usize>(turn, Turn.world);
    keepImpulses(world, load<u32>(turn, Turn.contacts), motionBase());
    if (!finish(world)) return false;
    renumber(world, load<u32>(turn, Turn.records));
  }
  return true;
}

/** Numbers the records of a world's bodies as if it were alone: they stand in snapshots. */
function renumber(world: usize, before: u32): void {
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const number = load<u32>(body, Body.solverIndex);
    if (number) store<u32>(body, number - before, Body.solverIndex);
  }
}

/** Records after the last body. */
let end: u32 = 0;

/** Writes the records of motion of all who wait, and seats them: those with the most contacts in one vector. False when memory is exhausted. */
function enterAll(n: u32): bool {
  let records: u32 = 1;
  for (let i: u32 = 0; i < n; i++) {
    takeTurn(i);
    store<u32>(turn, 0, Turn.next);
    records += load<u32>(load<usize>(turn, Turn.world) + World.bodies, List.count);
    let seat = seats + (<usize>i << 2);
    const contacts = load<u32>(turn, Turn.contacts);
    for (; seat > seats; seat -= 4) {
      takeTurn(load<u32>(seat - 4));
      if (load<u32>(turn, Turn.contacts) >= contacts) break;
      store<u32>(seat, load<u32>(seat - 4));
    }
    store<u32>(seat, i);
  }
  if (!openMotions(records)) return false;
  end = 1;
  for (let i: u32 = 0; i < n; i++) {
    takeTurn(i);
    const world = load<usize>(turn, Turn.world);
    const first = end;
    store<u32>(turn, first - 1, Turn.records);
    end = enterKinematic(world, end);
    for (let k = first; k < end; k++) {
      // Nothing acts on what is kinematic.
      const f = forceBase() + (<usize>k << 5);
      memory.fill(f, 0, 32);
      store<f32>(f, 1, 8);
      store<f32>(f, 1, 12);
      memory.fill(motionBase() + (<usize>k << 5) + 16, 0, 12);
    }
    end = enterLevel(world, 0, end);
  }
  return true;
}

/** Points of the next contact of a turn; 0 where all stand in blocks. */
function nextPoints(): u32 {
  const k = load<u32>(turn, Turn.next);
  if (k >= load<u32>(turn, Turn.contacts)) return 0;
  return (load<u32>(load<usize>(turn, Turn.keys) + (<usize>load<u32>(load<usize>(turn, Turn.order) + (<usize>k << 2)) << 2)) & 1) + 1;
}

/** Points that most of the four lanes from `seat` on would solve next; 0 where all stand in blocks. */
function wanted(seat: u32, n: u32): u32 {
  let ones: u32 = 0;
  let twos: u32 = 0;
  const to = min<u32>(seat + LANES, n);
  for (let i = seat; i < to; i++) {
    takeTurn(load<u32>(seats + (<usize>i << 2)));
    const points = nextPoints();
    if (points == 1) ones++;
    else if (points == 2) twos++;
  }
  return twos > ones ? 2 : ones ? 1 : 0;
}

/** Puts the contacts of all who wait into blocks: in turns one of either vector. False when memory is exhausted. */
function fillBlocks(n: u32): bool {
  let total: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    takeTurn(i);
    total += load<u32>(turn, Turn.contacts);
    if (!scratch(turn + Turn.places, <usize>load<u32>(turn, Turn.contacts) << 2)) return false;
  }
  // At least one contact stands in a block.
  let block = scratch(blocks, <usize>total * blockBytes<f32>(2) * LANES);
  const row = scratch(runs, <usize>total * RUN);
  if (!block || !row) return false;
  // Softness of contacts between dynamic bodies, and of those with what cannot be moved.
  takeTurn(0);
  const world = load<usize>(turn, Turn.world);
  softenKind(world, 1);
  const rate1 = rate;
  const mass1 = massScale;
  const impulse1 = impulseScale;
  softenKind(world, 0);
  const rate0 = rate;
  const mass0 = massScale;
  const impulse0 = impulseScale;
  const project = settingU(world, WorldDef.overlaps) == Overlaps.Project;
  runCount = 0;
  let run = row - RUN;
  let last: u32 = 0;
  for (let left = true; left; ) {
    left = false;
    for (let seat: u32 = 0; seat < n; seat += LANES) {
      const points = wanted(seat, n);
      if (points == 0) continue;
      left = true;
      if (points != last) {
        run += RUN;
        runCount++;
        last = points;
        store<usize>(run, block);
        store<u32>(run, 0, 4);
        store<u32>(run, points, 8);
      }
      store<u32>(run, load<u32>(run, 4) + 1, 4);
      blank(block, points);
      const to = min<u32>(seat + LANES, n);
      for (let i = seat; i < to; i++) {
        takeTurn(load<u32>(seats + (<usize>i << 2)));
        if (nextPoints() != points) continue;
        const next = load<u32>(turn, Turn.next);
        const k = load<u32>(load<usize>(turn, Turn.order) + (<usize>next << 2));
        const at = block + (<usize>(i - seat) << 2);
        const owner = load<usize>(turn, Turn.world);
        const contact = contactAt(owner, pressingAt(k));
        store<u32>(load<usize>(turn, Turn.places) + (<usize>k << 2), <u32>at);
        store<u32>(turn, next + 1, Turn.next);
        if (!project) rescale(contact, 0);
        if (load<u32>(contact, Contact.flags) & ContactFlag.Dynamic) useSoftness(rate0, mass0, impulse0);
        else useSoftness(rate1, mass1, impulse1);
        fill(owner, contact, at, STRIDE, points);
      }
      block += blockBytes<f32>(points) * LANES;
    }
  }
  return true;
}

/** The sub-steps: as in solve-step.ts, without joints. */
function solveBlocks(n: u32): void {
  let damped = false;
  let forced = false;
  let rolling = false;
  for (let i: u32 = 0; i < n; i++) {
    takeTurn(i);
    const world = load<usize>(turn, Turn.world);
    damped = damped || load<u32>(world, World.damped) != 0;
    forced = forced || load<u32>(world, World.forced) != 0;
    rolling = rolling || load<u32>(world, World.rolling) != 0;
  }
  const world = load<usize>(turn, Turn.world);
  const one: f32 = 1;
  const substeps = substepsOf(world, 0);
  const hs: f32 = settingF(world, WorldDef.step) / <f32>substeps;
  const inverse: f32 = one / hs;
  const pushSpeed = settingF(world, WorldDef.pushSpeed);
  const once = kicksOnce(world);
  const motion = motionBase();
  const stop = load<usize>(runs) + <usize>runCount * RUN;
  for (let k = substeps; k; k--) {
    kick(motion, forceBase(), 1, end, damped, forced);
    if (k == substeps || !once) {
      for (let run = load<usize>(runs); run < stop; run += RUN) {
        warmStart<v128>(load<usize>(run), load<u32>(run, 4), load<u32>(run, 8), motion);
      }
    }
    for (let run = load<usize>(runs); run < stop; run += RUN) {
      solveBiased<v128>(load<usize>(run), load<u32>(run, 4), load<u32>(run, 8), motion, inverse, pushSpeed);
    }
    move(motion + 32, motion + (<usize>end << 5), hs);
    for (let run = load<usize>(runs); run < stop; run += RUN) {
      solveRelaxed<v128>(load<usize>(run), load<u32>(run, 4), load<u32>(run, 8), motion, inverse, rolling);
    }
  }
}
