// Makes a scene that fails smaller while it goes on failing: fewer bodies, plainer shapes, defaults, rounder numbers.
import type { SceneBody, SceneWorld } from '../../bindings/typescript/scene/types.js';
import type { BoxScene } from './random-scene.js';

const WALLS = 4;
const extras = [
  'linearDamping',
  'angularDamping',
  'fixedRotation',
  'gravityScale',
  'omega',
  'velocity',
  'angle',
] as const;
const settings: SceneWorld[] = [
  { integrator: 'exact' },
  { resolveOverlaps: 'soft' },
  { gravity: [0, 0] },
  { gravity: [0, -9.8] },
];

/** Candidates that are simpler than `box`, the boldest first. */
function* simpler(box: BoxScene): Generator<BoxScene> {
  const { scene } = box;
  const withBodies = (bodies: SceneBody[]): BoxScene => ({ ...box, scene: { ...scene, bodies } });
  const loose = scene.bodies.length - WALLS;
  for (let size = Math.ceil(loose / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
    for (let at = WALLS; at < scene.bodies.length; at += size)
      yield withBodies(scene.bodies.filter((_, i) => i < at || i >= at + size));
  for (const change of settings) {
    const world = { ...scene.world, ...change };
    if (JSON.stringify(world) !== JSON.stringify(scene.world)) yield { ...box, scene: { ...scene, world } };
  }
  for (const name of ['restitutionThreshold', 'step', 'substeps', 'sleeping'] as const)
    if (scene.world && name in scene.world) {
      const { [name]: _, ...world } = scene.world;
      yield { ...box, scene: { ...scene, world } };
    }
  for (const [i, body] of scene.bodies.entries()) {
    const changed = (next: SceneBody) => withBodies(scene.bodies.map((old, k) => (k === i ? next : old)));
    for (const name of extras)
      if (body[name] !== undefined) {
        const { [name]: _, ...rest } = body;
        yield changed(rest);
      }
    if (body.shapes.length > 1)
      for (const k of body.shapes.keys()) yield changed({ ...body, shapes: body.shapes.filter((_, n) => n !== k) });
    for (const [k, shape] of body.shapes.entries()) {
      const reshaped = (next: (typeof body.shapes)[0]) =>
        changed({ ...body, shapes: body.shapes.map((old, n) => (n === k ? next : old)) });
      for (const [name, value] of [
        ['radius', 0],
        ['rollingResistance', 0],
        ['density', 1],
        ['friction', 0],
        ['restitution', 0],
        ['restitution', 1],
      ] as const)
        if (shape[name] !== undefined && shape[name] !== value && !(name === 'restitution' && shape[name] === 0))
          yield reshaped({ ...shape, [name]: value });
    }
  }
  for (const digits of [1, 2, 3, 4]) {
    const text = JSON.stringify(scene, (key, value) =>
      typeof value === 'number' && key !== 'step' ? Number(value.toFixed(digits)) : value,
    );
    if (text !== JSON.stringify(scene)) yield { ...box, scene: JSON.parse(text) };
  }
}

/** The smallest scene found that still fails. */
export function shrink(box: BoxScene, fails: (candidate: BoxScene) => boolean, most = 4000): BoxScene {
  let best = box;
  for (let tries = 0, found = true; found && tries < most; ) {
    found = false;
    for (const candidate of simpler(best)) {
      if (tries++ >= most) break;
      try {
        if (!fails(candidate)) continue;
      } catch {
        continue;
      }
      best = candidate;
      found = true;
      break;
    }
  }
  return best;
}
