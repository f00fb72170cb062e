// Everything that needs a file system: datasets, files of clips, bundled recipes. `import { generate } from 'kinema/node'`.

export { type BenchOptions, type BenchRecipe, type BenchResult, bench, type Estimate } from './bench/bench.js';
export type { CoresRate } from './bench/cores.js';
export type { StageName, StageTimes } from './bench/stages.js';
export { type ClipFileOptions, type ClipFormat, clipFile, clipFormats } from './dataset/clip-file.js';
export {
  type Coverage,
  type CoverageOptions,
  coverage,
  type FactorCoverage,
  type SplitCoverage,
} from './dataset/coverage.js';
export { type DigestOptions, type DigestProgress, type DigestResult, digest } from './dataset/digest.js';
export { writeWhole } from './dataset/files.js';
export {
  type GenerateOptions,
  type GenerateProgress,
  type GenerateResult,
  generate,
  type ShardDone,
} from './dataset/generate.js';
export type { ClipPair, Leakage } from './dataset/leakage.js';
export type { Manifest, ManifestFile, ManifestShard, ManifestSplit } from './dataset/manifest.js';
export { ClipRoots, MerkleRoot, type Roots } from './dataset/merkle.js';
export { type PlanOptions, type PlanSource, resolvePlan } from './dataset/plan-source.js';
export { type FramesFormat, framesFormats } from './dataset/shard.js';
export type { Sidecar, SidecarSample } from './dataset/sidecar.js';
export {
  type StreamFormat,
  type StreamOptions,
  type StreamResult,
  streamClips,
  streamFormats,
} from './dataset/stream.js';
export { type TrajectoryOptions, type TrajectoryResult, trajectory, trajectoryFile } from './dataset/trajectory.js';
export { type VerifyOptions, type VerifyProgress, type VerifyResult, verify } from './dataset/verify.js';
export { type Mp4Preset, mp4Presets, type VideoTerms } from './dataset/video-terms.js';
export { writeGif } from './dataset/write-gif.js';
export type { ClipResult, Evaluation, FileNote, GroupResult } from './evaluate/evaluation.js';
export { type EvaluatedClip, type EvaluateOptions, evaluate } from './evaluate/index.js';
export { Judge, type JudgeOptions, type Verdict } from './evaluate/judge.js';
export { type LawStatistics, lawStatistics } from './evaluate/law-statistics.js';
export { evaluationPage, PageClips } from './evaluate/page.js';
export { evaluationCsv, evaluationJson } from './evaluate/text.js';
export type { MetricInfo, Tracks, Truth } from './evaluate/types.js';
export * from './index.js';
export { type BundledRecipe, bundledRecipes, type LoadedRecipe, loadRecipe } from './recipe/load.js';
export { loadScene } from './scene/load.js';
