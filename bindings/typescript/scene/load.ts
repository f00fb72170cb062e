// A scene from a file. Node only.

import { readText } from '../recipe/load.js';
import { parseScene, validateScene } from './parse.js';
import type { Scene } from './types.js';

/**
 * Reads a scene file, JSON or YAML.
 * @throws KinemaError of kind `usage` if there is none; SceneError if it is no scene
 */
export function loadScene(path: string): Scene {
  return validateScene(parseScene(readText(path, 'scene')));
}
