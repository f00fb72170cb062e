// Everything that works wherever WebAssembly does. What needs a file system is in `kinema/node`.

export { type Camera, cameraMatrix, toPixel, toWorld } from './engine/camera.js';
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
export { Kinema, type LoadOptions, loadKinema, type Plan } from './engine/kinema.js';
export { type Build, hasSimd } from './engine/module.js';
export { paletteColor, staticColor } from './engine/palette.js';
export { type ClipDigests, ClipSource, type Split, type Stages } from './engine/source.js';
export { ModuleError } from './engine/views.js';
export { World, type WorldContact, type WorldStatistics } from './engine/world.js';
export { type ErrorKind, KinemaError, type Problem, RecipeError, SceneError } from './errors.js';
export { recipeJsonSchema } from './recipe/json-schema.js';
export type { PlanInfo } from './recipe/plan-reader.js';
export type { Overrides, Recipe } from './recipe/recipe.js';
export { sceneJsonSchema } from './scene/json-schema.js';
export type { WorldSettings } from './scene/settings.js';
export type { Scene, SceneBody, SceneShape, SceneWorld } from './scene/types.js';
