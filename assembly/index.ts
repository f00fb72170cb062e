// Every export of the module, and nothing else: the ABI at a glance. Numbers in, numbers out; pointers are byte addresses in `memory`;
// structs and codes are described in docs/abi-tables.md. Calls that can fail return 0 or a code, and the status block says more.
//
// An instance holds a plan or any number of worlds. One plan is open at a time: reserve(n), write its bytes there, planOpen(), then clip() for any split and index in any order.

import { CLIP, attemptClip, attempts, digestClips, makeClip, openClip } from './clip/clip';
import { decidedAfter } from './clip/constraints';
import { fillFactors } from './clip/factor-rows';
import { openSplit } from './clip/grid';
import { readTrace } from './host/trace';
import { closePlan, plan, planF64, planU32, readPlan } from './clip/plan';
import { Plan } from './clip/plan-header';
import { SplitRow, splitCount as splits, splitRow } from './clip/plan-rows';
import { convertFrames } from './clip/planes';
import { clearOverrides, setOverride } from './clip/sampler';
import { encodeBound, encodeOpen } from './encode/encode';
import { pngStrip } from './encode/png';
import { anyWorld, closeWorlds, openWorld, restoreWorld, takeSnapshot } from './host/worlds';
import { drawWorld } from './host/draw';
import { checkMeasure, measureFrames } from './measure/measure';
import { philox4x32 } from './math/philox';
import { allocate, mark, reset } from './memory/arena';
import { ABI, Digest, Failure, Layer, Output, Stage } from './memory/layout';
import { STATUS, clearStatus, fail } from './memory/status';
import { xxh64 as hash64 } from './memory/xxh64';
import { openCamera } from './raster/camera';
import { convertPlanes, planesLength } from './raster/yuv-to-rgb';
import { CATALOGUE, CATALOGUE_LENGTH, factorCountOf } from './scenarios/catalogue';

export {
  actionDefBlock, batchActionWidth, batchActions, batchAddAction, batchAddObservation, batchClose, batchCount, batchMask, batchObservationWidth,
  batchObservations, batchObserve, batchOpen, batchReset, batchStep, batchWorld, observationDefBlock,
} from './host/batch';
export {
  bodyApplyForce, bodyApplyForceAt, bodyApplyImpulse, bodyApplyImpulseAt, bodyAt, bodyDefBlock, bodyDefaults, bodyGet, bodyJoint, bodyRemove,
  bodySet, bodySetPose, bodySetTarget, bodySetVelocity, bodyShape, bodyState, bodyWake, shapeDefBlock, shapeDefaults, shapeGet, shapeRemove,
  shapeSet, worldAddBody, worldAddShape,
} from './host/bodies';
export {
  jointAt, jointDefBlock, jointDefaults, jointGet, jointRemove, jointSet, jointState, worldAddJoint, worldJointCount,
} from './host/joints';
export { worldTouches, worldTouching } from './host/touches';
export { worldTrace } from './host/trace';
export {
  queryBox, queryCast, queryCastAll, queryClosest, queryDefBlock, queryDefaults, queryHits, queryOverlap, queryPoint, queryRay, queryRayAll,
} from './host/queries';
export {
  worldBodyCount, worldBuffer, worldClone, worldClose, worldContactCount, worldContacts, worldCopy, worldDefBlock, worldDefaults, worldDigest,
  worldEventCount, worldEvents, worldGet, worldInterpolated, worldReset, worldSet, worldStates, worldStats, worldStep,
} from './host/worlds';
export { drawDefBlock, drawDefaults } from './host/draw';
export { measureBlobs, measureDefBlock, measureSeen } from './measure/measure';
export { cameraColumn0, cameraColumnScale, cameraRow0, cameraRowScale } from './raster/camera';

const OUTPUT: usize = memory.data(8, 8);

/** Every Stage bit. */
const STAGES: u32 = Stage.StateDigest | Stage.Frames | Stage.FrameDigest | Stage.Png | Stage.MaskPng | Stage.Gzip;

/** Most rows of the digest table. */
const MOST_ROWS: u32 = 65536;

/** Most rows of the table of factors. */
const MOST_FACTOR_ROWS: u32 = 4096;

/** The arena's first byte, and the first after what reserve() gave away. */
let bottom: usize = 0;
let reserved: usize = 0;
let table: usize = 0;
let tableRows: u32 = 0;
let factorRows: usize = 0;

/** Version of this ABI. */
export function abi(): u32 {
  return ABI;
}

/** Address of the Status block. */
export function statusBlock(): usize {
  return STATUS;
}

/** Address of the scenario catalogue, JSON in UTF-8. */
export function catalogue(): usize {
  return CATALOGUE;
}

export function catalogueLength(): u32 {
  return CATALOGUE_LENGTH;
}

/** Closes what is open and returns room for `length` bytes from the host, 0 if memory is exhausted. */
export function reserve(length: u32): usize {
  closePlan();
  closeWorlds();
  table = 0;
  tableRows = 0;
  factorRows = 0;
  if (bottom == 0) bottom = mark();
  reset(bottom);
  clearStatus();
  const pointer = allocate(length);
  reserved = mark();
  return pointer;
}

/** Whether `length` bytes at `pointer` are what reserve() gave. Forgets what was made of earlier contents. */
function rewind(pointer: usize, length: u64): bool {
  closePlan();
  closeWorlds();
  table = 0;
  tableRows = 0;
  factorRows = 0;
  if (bottom == 0 || pointer != bottom || <u64>pointer + length > <u64>reserved) return false;
  reset(reserved);
  return true;
}

/** Checks the plan that the host wrote at reserve()'s address and opens it. */
export function planOpen(pointer: usize, length: u32): i32 {
  clearStatus();
  if (!rewind(pointer, length)) return fail(Failure.Argument, 0, 0, <f64>length, <f64>(reserved - bottom));
  let code = readPlan(pointer, length);
  if (!code) code = openClip();
  if (
    !code &&
    !openCamera(
      planU32(Plan.width), planU32(Plan.height), planU32(Plan.supersample),
      planF64(Plan.view), planF64(Plan.view + 8), planF64(Plan.view + 16), planF64(Plan.view + 24), planU32(Plan.samples),
    )
  ) {
    code = Failure.OutOfMemory;
  }
  if (code) closePlan();
  return code;
}

/** Opens an empty world with the settings of the WorldDef block, closing the plan if one is open. Its handle, or 0 with the status set. */
export function worldOpen(): u32 {
  clearStatus();
  if (!anyWorld()) reserve(0);
  return openWorld();
}

/** Says in the Output block where the trace of a world's last worldStep() is (host/trace.ts). 0 or a Failure. */
export function worldTraced(world: u32): i32 {
  clearStatus();
  return readTrace(world, OUTPUT);
}

/** Takes a snapshot of a world; the Output block says where it is. */
export function worldSnapshot(world: u32): i32 {
  clearStatus();
  return takeSnapshot(world, OUTPUT);
}

/** Draws a world as the DrawDef block says; the Output block says where u8[height][width][4], RGBA, is until the next worldDraw(). */
export function worldDraw(world: u32): i32 {
  return drawWorld(world, OUTPUT);
}

/** Makes a world (0 = a new one) that of the snapshot which the host wrote to worldBuffer(). Its handle, or 0 with the status set. */
export function worldRestore(world: u32, length: u32): u32 {
  clearStatus();
  if (plan) {
    fail(Failure.Argument);
    return 0;
  }
  return restoreWorld(world, length);
}

/** Number of splits of the open plan, 0 if none is. */
export function splitCount(): u32 {
  return plan ? splits : 0;
}

/** Address of a split's name, not terminated; 0 if there is no such split. */
export function splitName(split: u32): usize {
  return split < splitCount() ? load<usize>(splitRow(split), SplitRow.name) : 0;
}

export function splitNameLength(split: u32): u32 {
  return split < splitCount() ? load<u32>(splitRow(split), SplitRow.nameLength) : 0;
}

/** Prepares a split (axes, feasible cells): idempotent; clip() and digests() do it on first use. */
export function splitOpen(split: u32): i32 {
  clearStatus();
  if (!plan) return fail(Failure.NoPlan);
  if (split >= splits) return fail(Failure.SplitRange, split, 0, <f64>split, <f64>splits);
  return openSplit(split);
}

/** Clips of an opened split: feasible cells of a grid, else 2^32. 0 before splitOpen(). */
export function splitSize(split: u32): f64 {
  return split < splitCount() ? <f64>load<u64>(splitRow(split), SplitRow.size) : 0.0;
}

/** Sets a factor for the clips that follow; `value` is a number, a choice's position or 0xRRGGBB. */
export function overrideFactor(ordinal: u32, value: f64): i32 {
  clearStatus();
  return plan ? setOverride(ordinal, value) : fail(Failure.NoPlan);
}

/** Ends all overrides. */
export function overrideClear(): void {
  clearOverrides();
}

/** Makes one clip with the given Stage bits; the result is described by the Clip block. */
export function clip(split: u32, index: u32, stages: u32): i32 {
  const code = ready(split, index, 1, stages);
  return code ? code : makeClip(split, index, stages);
}

/** Attempts that a clip takes to keep the rules of its split, no frames drawn and none simulated that decides nothing; 0 with the status set. */
export function clipAttempts(split: u32, index: u32): u32 {
  if (ready(split, index, 1, 0)) return 0;
  return attemptClip(split, index, decidedAfter(splitRow(split))) ? 0 : attempts;
}

/** Address of the Clip block. */
export function clipBlock(): usize {
  return CLIP;
}

/**
 * The frames of the last clip as YUV 4:2:0, BT.601 limited: address of T times u8[H][W] Y, u8[H/2][W/2] Cb, u8[H/2][W/2] Cr. 0 with the status set where
 * a side is odd or no frames were drawn.
 */
export function clipYuv(): usize {
  clearStatus();
  if (plan) return convertFrames();
  fail(Failure.NoPlan);
  return 0;
}

/** Makes clips `from` to `from + count - 1` and keeps their digests in the table, 0 where not asked for; count at most 65,536. */
export function digests(split: u32, from: u32, count: u32, stages: u32): i32 {
  if (count == 0) return 0;
  const code = ready(split, from, count, stages);
  if (code) return code;
  if (count > MOST_ROWS) return fail(Failure.Argument, 0, 0, <f64>count, <f64>MOST_ROWS);
  if (count > tableRows) {
    // Doubling bounds what growing tables leave behind in the arena.
    tableRows = min(MOST_ROWS, max(count, tableRows * 2));
    table = allocate(<usize>tableRows * Digest.SIZE);
    if (!table) {
      tableRows = 0;
      return Failure.OutOfMemory;
    }
  }
  return digestClips(split, from, count, stages, table);
}

/** Address of the Digest rows of the last digests(). */
export function digestTable(): usize {
  return table;
}

/**
 * Keeps the factors of clips `from` to `from + count - 1` in a table, f64[count][factors]; count at most 4,096. No frames are drawn. `cells` 1: of a
 * grid only what its cells say, axes and constants; what is drawn clip by clip is NaN.
 */
export function sampleFactors(split: u32, from: u32, count: u32, cells: u32): i32 {
  const code = ready(split, from, count, 0);
  if (code) return code;
  if (count > MOST_FACTOR_ROWS) return fail(Failure.Argument, 0, 0, <f64>count, <f64>MOST_FACTOR_ROWS);
  if (!factorRows) factorRows = allocate(<usize>MOST_FACTOR_ROWS * factorCountOf(planU32(Plan.scenario)) * 8);
  return factorRows ? fillFactors(split, from, count, cells != 0, factorRows) : Failure.OutOfMemory;
}

/** Address of the table of the last sampleFactors(). */
export function factorTable(): usize {
  return factorRows;
}

function ready(split: u32, from: u32, count: u32, stages: u32): i32 {
  const code = splitOpen(split);
  if (code) return code;
  if (stages & ~STAGES) return fail(Failure.Argument, 0, 0, <f64>stages, <f64>STAGES);
  if (stages & Stage.MaskPng && !(planU32(Plan.layers) & Layer.Mask)) return fail(Failure.NoLayer);
  const size = splitSize(split);
  if (<f64>from + <f64>count > size) return fail(Failure.IndexRange, split, 0, <f64>from + <f64>count - 1.0, size);
  return 0;
}

/**
 * Encodes u8[height][width][channels] (3 = RGB, 1 = grey) that the host wrote at reserve()'s address as a PNG file; the Output block
 * says where it is.
 */
export function pngEncode(pointer: usize, width: u32, height: u32, channels: u32): i32 {
  clearStatus();
  if ((channels != 1 && channels != 3) || width == 0 || height == 0 || <u64>width * height > 0x7fffffff) {
    return fail(Failure.Argument, 0, 0, <f64>channels);
  }
  const pixels = <u64>width * height * channels;
  if (!rewind(pointer, pixels)) return fail(Failure.Argument, 0, 0, <f64>pixels, <f64>(reserved - bottom));
  const bound = encodeBound(1, width, height, channels);
  if (!bound) return fail(Failure.ImageTooLarge, 0, 0, <f64>pixels);
  const out = allocate(bound);
  if (!out) return Failure.OutOfMemory;
  const code = encodeOpen(1, width, height, channels);
  if (code) return code;
  store<u32>(OUTPUT, <u32>out, Output.pointer);
  store<u32>(OUTPUT, <u32>pngStrip(pointer, 1, width, height, channels, 0, out), Output.length);
  return 0;
}

/**
 * Finds the objects in u8[frames][height][width][3] that the host wrote at reserve()'s address, with the colours of the MeasureDef block.
 * 0 or a Failure: then `item` is the argument, width first.
 */
export function measure(pointer: usize, width: u32, height: u32, frames: u32): i32 {
  clearStatus();
  const code = checkMeasure(width, height, frames);
  if (code) return code;
  const pixels = <u64>width * height * frames * 3;
  return rewind(pointer, pixels) ? measureFrames(pointer, width, height, frames) : fail(Failure.Argument, 4, 0, <f64>pixels, <f64>(reserved - bottom));
}

/**
 * Converts the planes of decoded frames, u8 Y, U and V one after the other, that the host wrote at reserve()'s address; chroma planes are 2^shift
 * times smaller, rounded up. The Output block says where u8[frames][height][width][3], RGB, is. Factors are in units of 2^-16 (raster/yuv-to-rgb.ts).
 */
export function yuvToRgb(
  pointer: usize, width: u32, height: u32, frames: u32, shiftX: u32, shiftY: u32,
  luma: i32, offset: i32, redV: i32, greenU: i32, greenV: i32, blueU: i32,
): i32 {
  clearStatus();
  if (shiftX > 1 || shiftY > 1 || width == 0 || height == 0 || <u64>width * height > 0x7fffffff) return fail(Failure.Argument, 0, 0, <f64>width);
  const bytes = planesLength(width, height, shiftX, shiftY) * frames;
  if (!rewind(pointer, bytes)) return fail(Failure.Argument, 0, 0, <f64>bytes, <f64>(reserved - bottom));
  const out = convertPlanes(pointer, width, height, frames, shiftX, shiftY, luma, offset, redV, greenU, greenV, blueU);
  if (!out) return load<i32>(STATUS);
  store<u32>(OUTPUT, <u32>out, Output.pointer);
  store<u32>(OUTPUT, width * height * frames * 3, Output.length);
  return 0;
}

/** Address of the Output block. */
export function outputBlock(): usize {
  return OUTPUT;
}

/** xxh64 of `length` bytes. */
export function xxh64(pointer: usize, length: u32, seed: u64): u64 {
  return hash64(pointer, length, seed);
}

/** Philox4x32-10: u32[4] counter, u32[2] key -> u32[4] at `out`. */
export function philox(counter: usize, key: usize, out: usize): void {
  philox4x32(
    load<u32>(counter), load<u32>(counter, 4), load<u32>(counter, 8), load<u32>(counter, 12), load<u32>(key), load<u32>(key, 4), out,
  );
}
