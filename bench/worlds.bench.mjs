// What worlds cost through the public API: one at a time, read in bulk or one by one, and in batches. One core, SIMD build where the engine has it.
import { loadKinema } from '../dist/index.js';
import { suite } from './suite.mjs';

const ball = { position: [2, 5], velocity: [2, 0], shapes: [{ circle: { radius: 1 } }] };

/** A floor, and n boxes in a heap over it. */
function heap(n) {
  const boxes = Array.from({ length: n }, (_, i) => ({
    position: [0.3 * (i % 3), 1 + 1.1 * i],
    shapes: [{ box: { width: 1, height: 0.8 }, friction: 0.4 }],
  }));
  const floor = { type: 'static', position: [0, -0.5], shapes: [{ box: { width: 40, height: 1 } }] };
  return { world: { sleeping: false }, bodies: [floor, ...boxes] };
}

const cartPole = {
  world: { sleeping: false },
  bodies: [
    { name: 'cart', position: [0, 0], shapes: [{ box: { width: 0.5, height: 0.25 } }] },
    { name: 'pole', position: [0, 0.5], angle: 0.1, shapes: [{ box: { width: 0.05, height: 1 } }] },
  ],
  joints: [
    { type: 'prismatic', b: 'cart', axis: [1, 0], limits: { lower: -2, upper: 2 } },
    { name: 'hinge', type: 'revolute', a: 'cart', b: 'pole', anchor: [0, 0] },
  ],
};

export default async function run() {
  const kinema = await loadKinema();
  const compiled = kinema.compileScene({ world: { gravity: [0, 0] }, bodies: [ball] });
  let sum = 0;
  const add = (value) => {
    sum += value;
  };
  await suite('one ball: open, 192 steps, 32 reads, dispose', [
    [
      'from a compiled scene',
      () => {
        const world = kinema.world(compiled);
        for (let i = 0; i < 32; i++) {
          world.step(6);
          sum += world.states[0];
        }
        world.dispose();
      },
    ],
    [
      'built call by call',
      () => {
        const world = kinema.world({ world: { gravity: [0, 0] } });
        world.addBody(ball);
        for (let i = 0; i < 32; i++) {
          world.step(6);
          sum += world.states[0];
        }
        world.dispose();
      },
    ],
  ]);
  const pit = kinema.world(heap(2000));
  pit.step();
  const body = pit.body(7);
  await suite('reading 2,000 bodies', [
    ['world.states, all of them', () => add(pit.states[7])],
    ['body.position, one', () => add(body.position[0])],
  ]);
  const rain = kinema.world({ bodies: [...Array(1000).keys()].map((i) => ({ ...ball, position: [1.9 * i, 0] })) });
  rain.step();
  const { events } = rain;
  if (events.count < 900) throw new Error(`${events.count} events, too few to measure`);
  await suite(`reading the events of a step, ${events.count} of them`, [
    ['as records', () => add(events.raw.words[0])],
    [
      'as objects',
      () => {
        for (const { time } of events) add(time);
      },
    ],
    ['of one kind, as objects', () => add(events.of('begin').length)],
  ]);
  const options = { actions: [{ body: 'cart', apply: 'force' }], observations: [{ joint: 'hinge' }] };
  const poles = kinema.batch(cartPole, 256, options);
  const heaps = kinema.batch(heap(10), 64);
  await suite('batches, a call', [
    ['256 cart-poles, 1 step', () => add(poles.step()[0])],
    ['64 heaps of 10 boxes, 10 steps', () => add(heaps.step(undefined, 10)[0])],
  ]);
  if (!Number.isFinite(sum)) throw new Error('a state is not finite');
}
