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
 * A scene that the engine cannot represent is refused with an error. An engine that steps many worlds in one call also has
 * batch(scene, count), with step(n) of all worlds, read(), a number of all that a user reads, and free(); one that cannot hold any
 * number of worlds has worldsAtOnce; one that is only timed on clips has clipsOnly: true.
 */
export async function load({ build = 'simd', compiled = true } = {}) {
  if (!existsSync(new URL('../../dist/index.js', import.meta.url))) throw new Error('not built: run npm run build');
  const { loadKinema } = await import('../../dist/index.js');
  const kinema = await loadKinema({ build });
  const scenes = new WeakMap();
  /** A scene is compiled when it is first used, which is in the warm-up, as one who makes many worlds of it would. */
  const compile = (scene) => {
    if (!scenes.has(scene)) scenes.set(scene, kinema.compileScene(scene));
    return scenes.get(scene);
  };
  const making = compiled
    ? 'each world opened from a scene that was compiled before the timing, in a pooled instance, and disposed'
    : 'each world validated and built from its definition in a pooled instance, and disposed';
  return {
    name: compiled ? 'kinema' : 'kinema-defined',
    version: `${version} ${build}`,
    settings: `${settings(kinema)}; ${making}`,
    slow: false,
    clipsOnly: !compiled,
    batch(scene, count) {
      const batch = kinema.batch(compiled ? compile(scene) : scene, count);
      return {
        step: (n) => batch.step(undefined, n),
        read: () => batch.observations[0],
        free: () => batch.dispose(),
      };
    },
    world(scene) {
      const world = kinema.world(compiled ? compile(scene) : scene);
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

/** The defaults that a world with nothing but a body runs with, as the engine reports them; gravity, step and sleeping are the scenes'. */
function settings(kinema) {
  const world = kinema.world({ bodies: [{ position: [0, 0], shapes: [{ circle: { radius: 1, center: [0, 0] } }] }] });
  const values = world.settings;
  world.dispose();
  const units = { restitutionThreshold: ' m/s' };
  const show = (value) => (typeof value === 'number' ? String(Number(value.toPrecision(6))) : value);
  return Object.entries(values)
    .filter(([name]) => !['gravity', 'step', 'sleeping'].includes(name))
    .map(([name, value]) => `${name} ${show(value)}${units[name] ?? ''}`)
    .join(', ');
}
