// Scenes in planck, a JavaScript port of Box2D 2.x's solver in f64: a second witness beside the recordings, and the only one
// for layouts that were never recorded. It runs with the fork's numbers of iterations and its restitution threshold; sleeping,
// warm starting and continuous collision are left on, as they are by default.
import { type Body, CircleShape, type Contact, PolygonShape, Settings, World } from 'planck';
import { PHYRE } from './phyre.js';
import type { Run } from './run.js';
import { dynamicBodies, type Scene } from './scene.js';

/**
 * Steps a scene and keeps the states after the given numbers of steps (ascending). `shift` moves every moving body by so many
 * px to the right before the start: what that changes is what no other solver can be asked to keep.
 */
export function runPlanck(scene: Scene, steps: number[], { shift = 0 } = {}): Run {
  const px = PHYRE.pixelsPerMetre;
  const { gravity, step, restitutionThreshold } = scene.world;
  Settings.velocityThreshold = restitutionThreshold;
  const world = new World({ gravity: { x: gravity[0], y: gravity[1] } });
  const all = scene.bodies.map(({ type, position: [x, y], angle, angularDamping = 0, shapes }) => {
    const dx = type === 'dynamic' ? shift / px : 0;
    const body = world.createBody({ type, position: { x: x + dx, y }, angle, angularDamping });
    for (const { circle, polygon, density = 1, friction, restitution } of shapes) {
      const shape = circle
        ? new CircleShape(circle.radius)
        : new PolygonShape((polygon ?? []).map((point) => ({ x: point[0], y: point[1] })));
      body.createFixture({ shape, density: type === 'dynamic' ? density : 0, friction, restitution });
    }
    return body;
  });

  const bodies = dynamicBodies(scene);
  const moving = bodies.map((i) => all[i] as Body);
  const firstContact = bodies.map(() => Infinity);
  const pairs = new Map<string, [number, number]>();
  let done = 0;
  world.on('begin-contact', (contact: Contact) => {
    const both = [contact.getFixtureA().getBody(), contact.getFixtureB().getBody()];
    const pair = both.map((body) => all.indexOf(body)).sort((a, b) => a - b) as [number, number];
    pairs.set(pair.join(), pair);
    for (const body of both) {
      const i = moving.indexOf(body);
      if (i >= 0) firstContact[i] = Math.min(firstContact[i] as number, done + 1);
    }
  });

  const states = steps.map((until) => {
    for (; done < until; done++) world.step(step, PHYRE.velocityIterations, PHYRE.positionIterations);
    return Float64Array.from(
      moving.flatMap((body) => {
        const { x, y } = body.getPosition();
        return [x * px, y * px, body.getAngle()];
      }),
    );
  });
  const awake = moving.filter((body) => body.isAwake()).length;
  return { bodies, steps, states, firstContact, pairs: [...pairs.values()], awake };
}
