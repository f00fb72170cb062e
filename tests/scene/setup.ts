// What the scene tests share: small scenes, compiling them, and asking for an error.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SceneError } from '../../bindings/typescript/errors.js';
import { defineScene, type SceneDefinitions } from '../../bindings/typescript/scene/define.js';
import { parseScene, validateScene } from '../../bindings/typescript/scene/parse.js';

export type Loose = Record<string, unknown>;

/** A disc of radius 1 m at the origin. */
export const disc = { circle: { radius: 1 } };

/** A scene of one body at the origin. */
export function one(body: Loose = {}): Loose {
  return { bodies: [{ position: [0, 0], shapes: [disc], ...body }] };
}

/** A scene of one static body with one shape. */
export function shaped(shape: Loose): Loose {
  return one({ type: 'static', shapes: [shape] });
}

/** A scene with one disc and these world fields. */
export function world(fields: Loose): Loose {
  return { ...one(), world: fields };
}

export function compile(scene: Loose | string): SceneDefinitions {
  return defineScene(validateScene(typeof scene === 'string' ? parseScene(scene) : scene));
}

/** The lines of the error that a scene makes. */
export function lines(scene: Loose | string): string[] {
  try {
    compile(scene);
  } catch (error) {
    assert.instance(error, SceneError, String((error as Error).stack));
    return (error as Error).message.split('\n');
  }
  throw new Error('this scene was expected to be refused');
}

/** Scene -> the one line that refuses it, without `scene.` where it begins so. */
export function each(name: string, cases: readonly (readonly [Loose | string, string])[]): void {
  test(name, () => {
    for (const [scene, line] of cases) assert.equal(lines(scene), [line.startsWith('scene') ? line : `scene.${line}`]);
  });
}
