// Kinema as one of the engines that are timed and tested.
import { existsSync, readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/**
 * Every adapter of this folder gives such an engine:
 * name, version, settings (a line of text), slow (true: not on big scenes unless asked for), and world(scene), which makes
 * a world of a scene-file object with
 *   step(n)   n steps of the scene's dt
 *   poses()   what a user reads who draws: at least x, y, angle of every body, as one Float32Array
 *   states()  Float32Array, x, y, angle, vx, vy, omega of every body in file order; valid until the next call
 *   digest()  of the state, null where the engine has none
 *   free()    gives the world back
 * A scene that the engine cannot represent is refused with an error.
 */
export async function load({ build = 'simd' } = {}) {
  if (!existsSync(new URL('../../dist/index.js', import.meta.url))) throw new Error('not built: run npm run build');
  const { loadKinema } = await import('../../dist/index.js');
  const kinema = await loadKinema({ build });
  const compiled = new WeakMap();
  /** A scene is compiled when it is first used, as one who makes many worlds of it would. */
  const compile = (scene) => {
    if (!compiled.has(scene)) compiled.set(scene, kinema.compileScene(scene));
    return compiled.get(scene);
  };
  return {
    name: 'kinema',
    version: `${version} ${build}`,
    settings: settings(kinema),
    slow: false,
    world(scene) {
      const world = kinema.world(compile(scene));
      return {
        step: (n) => world.step(n),
        poses: () => world.states,
        states: () => world.states,
        digest: () => world.digest(),
        free: () => world.dispose(),
      };
    },
  };
}

/** The defaults that a world with nothing but a body runs with, and how worlds are made. */
function settings(kinema) {
  const world = kinema.world({ bodies: [{ position: [0, 0], shapes: [{ circle: { radius: 1, center: [0, 0] } }] }] });
  const values = world.settings;
  world.dispose();
  const units = { restitutionThreshold: ' m/s', step: ' s', gravity: ' m/s^2' };
  const show = (value) => (typeof value === 'number' ? String(Number(value.toPrecision(6))) : [value].flat().join(','));
  const fields = Object.entries(values).map(([name, value]) => `${name} ${show(value)}${units[name] ?? ''}`);
  return [...fields, 'each world opened from a compiled scene in a pooled instance and disposed'].join(', ');
}
