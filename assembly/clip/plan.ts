// Reading a plan (docs/formats.md): every byte is checked, and what is not canonical is refused.
//
// The bytes stay where the host put them; this file checks the header and the trailer and keeps where things stand,
// plan-splits.ts does the same for splits. Contract versions are all 0 until the first release.

import { Edge, Failure, Integrator, Layer, Overlaps, Rounding, Samples } from '../memory/layout';
import { fail } from '../memory/status';
import { xxh64 } from '../memory/xxh64';
import { Collision, Parabola, Phyre, UniformMotion, factorCountOf } from '../scenarios/catalogue';
import { setSeed, setTiming, setView } from '../scenarios/setting';
import { Plan } from './plan-header';
import { readSplits } from './plan-splits';

const FORMAT: u16 = 1;

/** `kinema` as the low 48 bits of a little-endian word. */
const MAGIC: u64 = 0x616d656e696b;

/** Address of the open plan, 0 if none is. */
export let plan: usize = 0;

export function closePlan(): void {
  plan = 0;
}

/** A header field of the open plan. */
export function planU32(field: usize): u32 {
  return load<u32>(plan + field);
}

export function planF64(field: usize): f64 {
  return load<f64>(plan + field);
}

export function planSeed(): u64 {
  return load<u64>(plan, Plan.seed);
}

/** Checks the plan and makes it the open one. Returns 0 or a Failure. */
export function readPlan(pointer: usize, length: usize): i32 {
  plan = 0;
  if (length < 8 || (load<u64>(pointer) & 0xffffffffffff) != MAGIC) return fail(Failure.PlanMagic);
  if (load<u16>(pointer, 6) != FORMAT) return fail(Failure.PlanFormat, 0, 6, <f64>load<u16>(pointer, 6), <f64>FORMAT);
  if (length < Plan.HEADER + 8 || length & 7 || <usize>load<u32>(pointer, Plan.length) != length) {
    return fail(Failure.PlanLength, 0, <u32>Plan.length, <f64>length, length < 16 ? 0.0 : <f64>load<u32>(pointer, Plan.length));
  }
  if (load<u64>(pointer + length - 8) != xxh64(pointer, length - 8, 0)) return fail(Failure.PlanChecksum);
  if (load<u32>(pointer, Plan.contract) != 0) {
    return fail(Failure.PlanContract, 0, <u32>Plan.contract, <f64>load<u32>(pointer, Plan.contract), 0.0);
  }
  const wrong = firstWrongField(pointer);
  if (wrong >= 0) return fail(Failure.PlanValue, 0, wrong);

  plan = pointer;
  const code = readSplits(pointer, pointer + Plan.HEADER, pointer + length - 8);
  if (code) {
    plan = 0;
    return code;
  }
  setSeed(planSeed());
  setView(planF64(Plan.view), planF64(Plan.view + 8), planF64(Plan.view + 16), planF64(Plan.view + 24));
  setTiming(planU32(Plan.frames), planF64(Plan.step) * <f64>planU32(Plan.stepsPerFrame));
  return 0;
}

/** Offset of the first header field that breaks its rule, or -1. */
function firstWrongField(p: usize): i32 {
  const scenario = load<u32>(p, Plan.scenario);
  if (factorCountOf(scenario) == 0) return <i32>Plan.scenario;
  if (!intWithin(p, Plan.splits, 1, 1024)) return <i32>Plan.splits;
  if (!realWithin(p, Plan.gravity, -1e4, 1e4)) return <i32>Plan.gravity;
  if (!realWithin(p, Plan.gravity + 8, -1e4, 1e4)) return <i32>Plan.gravity + 8;
  if (!realWithin(p, Plan.step, 1e-6, 1.0)) return <i32>Plan.step;
  if (!realWithin(p, Plan.threshold, 0.0, 1e4)) return <i32>Plan.threshold;
  if (!intWithin(p, Plan.integrator, 0, Integrator.SymplecticEuler)) return <i32>Plan.integrator;
  if (!intWithin(p, Plan.substeps, 1, 64)) return <i32>Plan.substeps;
  if (!intWithin(p, Plan.overlaps, 0, Overlaps.Project)) return <i32>Plan.overlaps;
  if (!intWithin(p, Plan.overlaps + 4, 0, 0)) return <i32>Plan.overlaps + 4;
  const frames = load<u32>(p, Plan.frames);
  if (!intWithin(p, Plan.frames, 1, 65536)) return <i32>Plan.frames;
  if (!intWithin(p, Plan.stepsPerFrame, 1, 1000)) return <i32>Plan.stepsPerFrame;
  if (!intWithin(p, Plan.firstFrameStep, 0, 1000000)) return <i32>Plan.firstFrameStep;
  if (!intWithin(p, Plan.conditionFrames, 0, frames)) return <i32>Plan.conditionFrames;
  if (!intWithin(p, Plan.width, 16, 1024)) return <i32>Plan.width;
  if (!intWithin(p, Plan.height, 16, 1024)) return <i32>Plan.height;
  if (!intWithin(p, Plan.supersample, 1, 8)) return <i32>Plan.supersample;
  if (!intWithin(p, Plan.layers, 0, Layer.Mask)) return <i32>Plan.layers;
  for (let i: usize = 0; i < 4; i++) {
    if (!realWithin(p, Plan.view + i * 8, -1e6, 1e6)) return <i32>(Plan.view + i * 8);
  }
  if (!(load<f64>(p, Plan.view) < load<f64>(p, Plan.view + 16))) return <i32>Plan.view;
  if (!(load<f64>(p, Plan.view + 8) < load<f64>(p, Plan.view + 24))) return <i32>Plan.view + 8;
  const edge = load<u32>(p, Plan.edge);
  if (!intWithin(p, Plan.edge, 0, Edge.Hard)) return <i32>Plan.edge;
  if (!intWithin(p, Plan.samples, 0, Samples.Corners)) return <i32>Plan.samples;
  if (!intWithin(p, Plan.rounding, 0, Rounding.Truncate)) return <i32>Plan.rounding;
  if (!intWithin(p, Plan.background, 0, 0xffffff)) return <i32>Plan.background;
  if (!realWithin(p, Plan.softness, edge == Edge.Study ? 1e-6 : 0.0, edge == Edge.Study ? 1.0 : 0.0)) return <i32>Plan.softness;
  const collision = scenario == Collision.ID;
  if (!intWithin(p, Plan.minPre, 0, collision ? frames : 0)) return <i32>Plan.minPre;
  if (!intWithin(p, Plan.minPost, 0, collision ? frames - load<u32>(p, Plan.minPre) : 0)) return <i32>Plan.minPost;
  const oneBall = scenario == UniformMotion.ID || scenario == Parabola.ID;
  if (!intWithin(p, Plan.minVisible, 0, oneBall ? frames : 0)) return <i32>Plan.minVisible;
  if (!intWithin(p, Plan.cleanStart, 0, scenario == Phyre.ID ? 1 : 0)) return <i32>Plan.cleanStart;
  return -1;
}

function intWithin(p: usize, field: usize, least: u32, most: u32): bool {
  const value = load<u32>(p + field);
  return value >= least && value <= most;
}

/** Finite, within the range, and not -0. */
export function realWithin(p: usize, field: usize, least: f64, most: f64): bool {
  const value = load<f64>(p + field);
  return value >= least && value <= most && load<u64>(p + field) != 0x8000000000000000;
}
