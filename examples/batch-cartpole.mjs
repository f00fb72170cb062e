// 256 carts balance a pole each: one call steps all of them, with forces in and states out as arrays.
//
//   node examples/batch-cartpole.mjs [worlds]
import { digestText, loadKinema } from 'kinema';

const count = Number(process.argv[2] ?? 256);
const kinema = await loadKinema();
const scene = {
  world: { step: 0.02 },
  bodies: [
    { name: 'cart', position: [0, 0], shapes: [{ box: { width: 0.5, height: 0.25 }, density: 8 }] },
    { name: 'pole', position: [0, 0.5], shapes: [{ box: { width: 0.05, height: 1 }, density: 2 }] },
  ],
  joints: [
    { type: 'prismatic', b: 'cart', axis: [1, 0], limits: { lower: -2.4, upper: 2.4 } },
    { name: 'hinge', type: 'revolute', a: 'cart', b: 'pole', anchor: [0, 0] },
  ],
};
const batch = kinema.batch(scene, count, {
  actions: [
    { body: 'cart', apply: 'force' },
    { body: 'pole', apply: 'angularImpulse' },
  ],
  observations: [{ body: 'cart', read: 'position' }, { body: 'cart', read: 'velocity' }, { joint: 'hinge' }],
});
const width = batch.actionNames.length;
const columns = batch.observationNames.length;
const steps = 500;
let fallen = 0;
let seen = batch.observations;
const began = performance.now();
for (let t = 0; t < steps; t++) {
  const actions = batch.actions;
  const done = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const [x, , vx, , angle, speed] = seen.subarray(i * columns, (i + 1) * columns);
    // Pushes towards where the pole leans; angles count counter-clockwise, so a lean to the right is negative.
    actions[i * width] = -(60 * angle + 12 * speed) + 2 * x + 4 * vx;
    // A knock at the start, another one for each world.
    actions[i * width + 2] = t === 0 ? 0.03 * Math.sin(i) : 0;
    if (Math.abs(angle) > 0.5) done[i] = 1;
  }
  seen = batch.step(undefined, 1);
  fallen += done.reduce((sum, one) => sum + one, 0);
  if (done.includes(1)) seen = batch.reset(done);
}
const seconds = (performance.now() - began) / 1000;
const worst = Math.max(...Array.from({ length: count }, (_, i) => Math.abs(seen[i * columns + 4])));
console.log(`${count} poles for ${steps * 0.02} s: ${fallen} fell, none leans by more than ${worst.toFixed(3)} rad`);
console.log(`digest of world 1: ${digestText(batch.digest(1))}`);
console.error(`${Math.round((count * steps) / seconds).toLocaleString()} world steps/s, controller included`);
