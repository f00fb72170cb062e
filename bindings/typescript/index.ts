// Everything that works wherever WebAssembly does. What needs a file system is in `kinema/node`.

export { Body } from './engine/body.js';
export { type Camera, cameraMatrix, toPixel, toWorld, viewCamera } from './engine/camera.js';
export type {
  Catalogue,
  CatalogueFactor,
  CatalogueScenario,
  ChoiceFactor,
  ColorFactor,
  NumberFactor,
} from './engine/catalogue.js';
export { Clip, type ClipBody, type ClipContact, colorText, digestText } from './engine/clip.js';
export { CompiledScene } from './engine/compiled-scene.js';
export type { DrawOptions, Picture } from './engine/draw.js';
export { Joint, type JointChanges } from './engine/joint.js';
export { Kinema, type LoadOptions, loadKinema, type Plan, type WorldInput } from './engine/kinema.js';
export { type Build, hasSimd } from './engine/module.js';
export { paletteColor, staticColor } from './engine/palette.js';
export { Recorder } from './engine/recorder.js';
export type { Difference, DifferentBody, ReplayResult, ReplayStep } from './engine/replay.js';
export { Shape, type ShapeMaterial } from './engine/shape.js';
export { type ClipDigests, ClipSource, type Split, type Stages } from './engine/source.js';
export { ModuleError } from './engine/views.js';
export { type BodyInput, type JointInput, World, type WorldContact, type WorldStatistics } from './engine/world.js';
export type { Vector } from './engine/world-access.js';
export { type BatchAction, type BatchObservation, type BatchOptions, WorldBatch } from './engine/world-batch.js';
export {
  type BreakEvent,
  type EventType,
  type RestEvent,
  type SensorEvent,
  type TouchEvent,
  type WorldEvent,
  WorldEvents,
  type WorldTouch,
} from './engine/world-events.js';
export type { CastHit, NearestHit, QueryFilter, QueryPose } from './engine/world-queries.js';
export { type YuvFormat, type YuvMatrix, yuvMatrices } from './engine/yuv.js';
export { type ErrorKind, KinemaError, type Problem, RecipeError, SceneError } from './errors.js';
export { expectationOf, fitLaws, type LawOptions, measure, measurementOfStates, shownArea } from './measure/index.js';
export type * from './measure/types.js';
export { recipeJsonSchema } from './recipe/json-schema.js';
export type { PlanInfo } from './recipe/plan-reader.js';
export type { Overrides, Recipe } from './recipe/recipe.js';
export type * from './scene/joint-types.js';
export { sceneJsonSchema } from './scene/json-schema.js';
export type { WorldSettings } from './scene/settings.js';
export type { EventWord, Scene, SceneBody, SceneShape, SceneWorld } from './scene/types.js';
