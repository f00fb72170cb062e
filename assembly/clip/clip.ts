// clip(plan, split, index): the one road from a plan to a clip buffer.
//
// factors -> world -> states per frame, visibility and contacts -> frames and layers -> digests -> files. What a stage needs is
// allocated when it is first asked for; after that making a clip allocates nothing.

import { createWorld, resetWorld } from '../dynamics/build';
import { List, World, listReserve } from '../dynamics/world-record';
import { encodeBound, encodeOpen } from '../encode/encode';
import { gzipNpy } from '../encode/gzip';
import { pngStrip } from '../encode/png';
import { allocate } from '../memory/arena';
import { floatsDigest, rowsDigest } from '../memory/digest';
import { Body, Clip, Contact, Digest, Failure, Part, Stage, Status } from '../memory/layout';
import { STATUS, fail } from '../memory/status';
import { backgroundRow, frames, masks, rasterOpen, touched } from '../raster/canvas';
import { keptRows } from '../raster/kept';
import { factorCountOf } from '../scenarios/catalogue';
import { listParts, openRecords } from '../scenarios/records';
import { build, conserves, mostBodies, mostContacts, mostParts } from '../scenarios/scenario';
import { addedX, addedY } from '../scenarios/setting';
import { refusal } from './boxes';
import { conserved, energyDrift, measure, momentumDrift, weigh } from './conservation';
import { planF64, planU32 } from './plan';
import { Plan } from './plan-header';
import { SplitRow, splitRow } from './plan-rows';
import { closePlanes } from './planes';
import { block, factors, marks, openSampler, overridden, sample, tries } from './sampler';
import { planWorld, simulate } from './simulate';
import { brokenAtStart } from './constraints';
import { breach } from './breach';
import { drawFrames } from './draw';
import { describeViolation, findViolation, hide, moves } from './violate';

/** Attempts at a clip that must keep the rules of its split. */
const ATTEMPTS: u32 = 1024;

export const CLIP: usize = memory.data(<i32>Clip.SIZE, 8);

let world: usize = 0;
let states: usize = 0;
let visible: usize = 0;
let bodies: usize = 0;
let rowHashes: usize = 0;
let files: usize = 0;
let maskFile: usize = 0;
let gzipFile: usize = 0;
let drawn = false;
let encoding = false;

/** Allocates what every clip of the open plan needs. */
export function openClip(): i32 {
  drawn = false;
  encoding = false;
  rowHashes = 0;
  files = 0;
  maskFile = 0;
  gzipFile = 0;
  closePlanes();
  const code = openSampler();
  if (code) return code;
  const scenario = planU32(Plan.scenario);
  const records = <usize>planU32(Plan.frames) * mostBodies(scenario);
  const contacts = mostContacts(scenario);
  world = createWorld(planWorld(), contacts);
  states = allocate(records * 24);
  visible = allocate(records);
  bodies = allocate(<usize>mostBodies(scenario) * Body.SIZE);
  const parts = allocate(<usize>mostParts(scenario) * Part.SIZE);
  // Impact records are set aside at once: making a clip of few bodies allocates nothing.
  if (!world || !listReserve(world + World.impacts, contacts, Contact.SIZE)) return Failure.OutOfMemory;
  if (!states || !visible || !bodies || !parts) return Failure.OutOfMemory;
  openRecords(bodies, parts, mostParts(scenario));
  memory.fill(CLIP, 0, Clip.SIZE);
  store<u32>(CLIP, factorCountOf(scenario), Clip.factorCount);
  store<u32>(CLIP, <u32>factors, Clip.factors);
  store<u32>(CLIP, <u32>bodies, Clip.bodies);
  store<u32>(CLIP, planU32(Plan.frames), Clip.frameCount);
  store<u32>(CLIP, <u32>states, Clip.states);
  store<u32>(CLIP, <u32>visible, Clip.visible);
  store<u32>(CLIP, planU32(Plan.width), Clip.width);
  store<u32>(CLIP, planU32(Plan.height), Clip.height);
  return 0;
}

/** Makes a clip with the given stages. Returns 0 or a Failure. */
export function makeClip(split: u32, index: u32, stages: u32): i32 {
  store<u32>(CLIP, 0, Clip.stages);
  let code = attemptClip(split, index, planU32(Plan.frames));
  if (code) return code;
  code = violate(split, index);
  if (code) return code;
  describe(split, index);
  store<u32>(CLIP, load<u32>(world + World.impacts, List.count), Clip.contactCount);
  store<u32>(CLIP, load<u32>(world, World.impactCount), Clip.contactTotal);
  store<u32>(CLIP, load<u32>(world, World.impacts), Clip.contacts);
  measure(
    states, planU32(Plan.frames), load<u32>(CLIP, Clip.bodyCount), bodies, conserves(planU32(Plan.scenario), factors),
    planF64(Plan.gravity) + addedX, planF64(Plan.gravity + 8) + addedY, planU32(Plan.integrator), planF64(Plan.threshold),
  );
  if (!(energyDrift + momentumDrift >= 0.0)) return fail(Failure.NotFinite, index);
  store<f64>(CLIP, energyDrift, Clip.energyDrift);
  store<f64>(CLIP, momentumDrift, Clip.momentumDrift);
  store<u32>(CLIP, conserved, Clip.conserved);
  if (stages & Stage.StateDigest) {
    store<u64>(CLIP, floatsDigest(states, planU32(Plan.frames) * load<u32>(CLIP, Clip.bodyCount) * 6), Clip.stateDigest);
  }
  if (stages & ~Stage.StateDigest) {
    code = openFrames(stages);
    if (code) return code;
    drawFrames(planU32(Plan.frames), bodies, load<u32>(CLIP, Clip.bodyCount), states);
    if (stages & Stage.FrameDigest) digestFrames();
    encode(stages);
    stages |= Stage.Frames;
  }
  store<u32>(CLIP, stages, Clip.stages);
  return 0;
}

/** Breaks the law of the lawful clip in hand as its split asks. Returns 0 or a Failure. */
function violate(split: u32, index: u32): i32 {
  findViolation(splitRow(split), index, world, bodies);
  if (moves()) {
    const code = buildWorld();
    if (code) return code;
    breach(true);
    const done = simulate(world, bodies, states, visible, planU32(Plan.frames), 0);
    breach(false);
    if (done < 0) return Failure.OutOfMemory;
  }
  hide(visible, load<u32>(CLIP, Clip.bodyCount));
  return 0;
}

/** Attempts that the last clip took. */
export let attempts: u32 = 0;

const failures: usize = memory.data(4 * 16, 4);

/**
 * Samples, builds and simulates a clip up to `frames` frames, again on other streams until it keeps the rules of its split: nobody else's draws
 * change. Factors that were set by hand are bound by no rule. Returns 0 or a Failure.
 */
export function attemptClip(split: u32, index: u32, frames: u32): i32 {
  const row = splitRow(split);
  memory.fill(failures, 0, 64);
  for (attempts = 1; attempts <= ATTEMPTS; attempts++) {
    let code = sample(split, index, attempts - 1);
    if (code) return code;
    const free = overridden != 0 || load<u32>(row, SplitRow.ruleCount) == 0;
    let broken = free ? 0 : refusal(row, factors, factorCountOf(planU32(Plan.scenario)), 0);
    if (!broken) {
      code = buildWorld();
      if (code) return code;
      if (!free) broken = brokenAtStart(row, world);
      if (!broken) broken = simulate(world, bodies, states, visible, frames, free ? 0 : row);
      if (broken < 0) return Failure.OutOfMemory;
    }
    if (!broken) return 0;
    const place = failures + (<usize>broken << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
  let worst: u32 = 0;
  for (let kind: u32 = 1; kind < 16; kind++) {
    if (load<u32>(failures + (<usize>kind << 2)) > load<u32>(failures + (<usize>worst << 2))) worst = kind;
  }
  return fail(Failure.Exhausted, index, 0, <f64>worst, <f64>ATTEMPTS);
}

/** Builds the world of the factors in hand, and its Body records. Returns 0 or a Failure. */
function buildWorld(): i32 {
  resetWorld(world, planWorld());
  if (!build(planU32(Plan.scenario), world, factors)) return load<i32>(STATUS, Status.code);
  const count = load<u32>(world + World.bodies, List.count);
  listParts(world);
  weigh(world, bodies, count);
  store<u32>(CLIP, count, Clip.bodyCount);
  return 0;
}

/** Writes what the sampler found. */
function describe(split: u32, index: u32): void {
  store<u32>(CLIP, split, Clip.split);
  store<u32>(CLIP, index, Clip.index);
  store<u32>(CLIP, block, Clip.block);
  store<u32>(CLIP, marks, Clip.marks);
  store<u32>(CLIP, tries + (attempts - 1) * 4096, Clip.tries);
  store<u32>(CLIP, overridden, Clip.overridden);
  describeViolation(CLIP);
}

/** Allocates what the stages need and earlier clips did not. */
function openFrames(stages: u32): i32 {
  const count = planU32(Plan.frames);
  const width = planU32(Plan.width);
  const height = planU32(Plan.height);
  if (!drawn) {
    const code = rasterOpen(
      count, width, height, planU32(Plan.supersample), planU32(Plan.edge), planU32(Plan.rounding),
      planU32(Plan.background), planF64(Plan.softness), planU32(Plan.layers),
    );
    if (code) return code;
    rowHashes = allocate((<usize>count * height) << 3);
    if (!rowHashes) return Failure.OutOfMemory;
    drawn = true;
    store<u32>(CLIP, <u32>frames(), Clip.frames);
    store<u32>(CLIP, <u32>masks(), Clip.mask);
  }
  if (stages & (Stage.Png | Stage.MaskPng | Stage.Gzip) && !encoding) {
    const code = encodeOpen(count, width, height, 3);
    if (code) return code;
    encoding = true;
  }
  if (stages & Stage.Png && !files) {
    files = openFile(encodeBound(count, width, height, 3));
    if (!files) return Failure.OutOfMemory;
  }
  if (stages & Stage.MaskPng && !maskFile) {
    maskFile = openFile(encodeBound(count, width, height, 1));
    if (!maskFile) return Failure.OutOfMemory;
  }
  if (stages & Stage.Gzip && !gzipFile) {
    gzipFile = openFile(encodeBound(count, width, height, 3));
    if (!gzipFile) return Failure.OutOfMemory;
  }
  return 0;
}

/** A buffer for an encoded file; 0 with the status set where the bound is beyond what can be encoded. */
function openFile(bound: usize): usize {
  if (bound) return allocate(bound);
  fail(Failure.ImageTooLarge);
  return 0;
}

function digestFrames(): void {
  const count = planU32(Plan.frames);
  const width = <usize>planU32(Plan.width);
  const height = planU32(Plan.height);
  store<u64>(CLIP, rowsDigest(frames(), count, height, width * 3, touched(), backgroundRow(), keptRows, rowHashes), Clip.frameDigest);
  if (masks()) store<u64>(CLIP, rowsDigest(masks(), count, height, width, 0, 0, keptRows, rowHashes), Clip.maskDigest);
}

function encode(stages: u32): void {
  const count = planU32(Plan.frames);
  const width = planU32(Plan.width);
  const height = planU32(Plan.height);
  if (stages & Stage.Png) {
    store<u32>(CLIP, <u32>files, Clip.png);
    store<u32>(CLIP, <u32>pngStrip(frames(), count, width, height, 3, touched(), files), Clip.pngLength);
  }
  if (stages & Stage.MaskPng) {
    store<u32>(CLIP, <u32>maskFile, Clip.maskPng);
    store<u32>(CLIP, <u32>pngStrip(masks(), count, width, height, 1, touched(), maskFile), Clip.maskPngLength);
  }
  if (stages & Stage.Gzip) {
    store<u32>(CLIP, <u32>gzipFile, Clip.gzip);
    store<u32>(CLIP, <u32>gzipNpy(frames(), count, height, width, touched(), gzipFile), Clip.gzipLength);
  }
}

/** Digests of a range, one clip after the other, into a table of Digest rows. */
export function digestClips(split: u32, from: u32, count: u32, stages: u32, table: usize): i32 {
  for (let i: u32 = 0; i < count; i++) {
    const code = makeClip(split, from + i, stages);
    if (code) return code;
    const row = table + <usize>i * Digest.SIZE;
    const drawn = (stages & Stage.FrameDigest) != 0;
    store<u64>(row, stages & Stage.StateDigest ? load<u64>(CLIP, Clip.stateDigest) : 0, Digest.state);
    store<u64>(row, drawn ? load<u64>(CLIP, Clip.frameDigest) : 0, Digest.frames);
    store<u64>(row, drawn ? load<u64>(CLIP, Clip.maskDigest) : 0, Digest.mask);
  }
  return 0;
}
