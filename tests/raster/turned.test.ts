// What no recipe reaches: turned squares, and any number of bodies over each other. The rasteriser is compiled by
// itself for it (turned-entry.ts).
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Edge, Layer, Rounding, Samples, Shape } from '../../bindings/typescript/engine/layout.js';
import { number } from '../support/numbers.js';
import { squareArea } from './area.js';
import { compileBoth } from './compile.js';
import { type Drawn, draw, type Picture } from './reference.js';
import { difference, metres, near, picture } from './scenes.js';

const modules = compileBoth('tests/raster/turned-entry.ts');
const bottom = { simd: modules.simd.mark(), scalar: modules.scalar.mark() };
const both = ['simd', 'scalar'] as const;

const word = (text: string) => (text[0] as string).toUpperCase() + text.slice(1);
const code = (table: object, name: string) => (table as Record<string, number>)[word(name)] as number;

/** Draws the bodies as frame 1 of 2, over another drawing of it. */
function drawn(build: 'simd' | 'scalar', p: Picture, bodies: Drawn[]): { frame: Uint8Array; mask: Uint8Array } {
  const m = modules[build];
  m.reset(bottom[build]);
  assert.ok(m.openCamera(p.width, p.height, p.supersample, ...p.view, code(Samples, p.samples)));
  const rounding = code(Rounding, p.rounding);
  const opened = m.rasterOpen(
    2,
    p.width,
    p.height,
    p.supersample,
    code(Edge, p.edge),
    rounding,
    p.background,
    p.softness,
    Layer.Mask,
  );
  assert.is(opened, 0);
  for (const list of [[...bodies].reverse(), bodies]) {
    m.beginFrame(1);
    for (const [i, b] of list.entries()) m.drawBody(code(Shape, b.shape), b.color, b.x, b.y, b.angle, b.radius, i + 1);
    m.endFrame();
  }
  const pixels = p.width * p.height;
  return {
    frame: new Uint8Array(m.memory.buffer, m.frames() + pixels * 3, pixels * 3),
    mask: new Uint8Array(m.memory.buffer, m.masks() + pixels, pixels),
  };
}

const angle = fc.oneof(
  number(-Math.PI, Math.PI),
  number(-0.01, 0.01),
  number(-1e-5, 1e-5),
  fc.constantFrom(0, Math.PI / 4, Math.PI / 2, -Math.PI / 2, Math.PI, 1, -3),
);

const test = suite('turned');

test('turned squares and other bodies over each other, as the reference draws them', () => {
  fc.assert(
    fc.property(picture(48), fc.array(fc.tuple(near, angle), { minLength: 1, maxLength: 5 }), (p, list) => {
      const bodies = list.map(([body, turn], i): Drawn => {
        const { x, y, r } = metres(p, body);
        // Every other body is a square.
        return { ...body, shape: i % 2 ? body.shape : 'square', x, y, radius: r, angle: Math.fround(turn) };
      });
      const expected = draw(p, bodies);
      for (const build of both) {
        const { frame, mask } = drawn(build, p, bodies);
        const what = `${build}, ${JSON.stringify(p)}, ${JSON.stringify(bodies)}: `;
        const wrong = difference(frame, expected.frame, p.width, 3);
        assert.is(wrong, null, `frame differs, ${what}${wrong}`);
        const hidden = difference(mask, expected.mask, p.width, 1);
        assert.is(hidden, null, `mask differs, ${what}${hidden}`);
      }
    }),
    { numRuns: 300 },
  );
});

test('a turned square covers its exact area: only levels are rounded', () => {
  const side = 40;
  const p: Picture = {
    ...{ width: side, height: side, supersample: 1, view: [0, 0, side, side], edge: 'coverage', samples: 'centers' },
    ...{ rounding: 'nearest', softness: 0, background: 0 },
  };
  const radius = fc.oneof(number(0.1, 2), number(2, 20), number(20, 1000));
  let worst = 0;
  fc.assert(
    fc.property(number(-4, side + 4), number(-4, side + 4), radius, angle, (x, y, r, turn) => {
      const [cx, cy, radius, angle] = [x, y, r, turn].map(Math.fround) as [number, number, number, number];
      const { frame } = drawn('simd', p, [{ shape: 'square', color: 0xffffff, x: cx, y: cy, radius, angle }]);
      for (let i = 0; i < side; i++)
        for (let j = 0; j < side; j++) {
          const exact = squareArea(cx, cy, radius, angle, j, side - 1 - i);
          const error = Math.abs((frame[3 * (i * side + j)] as number) / 255 - exact);
          worst = Math.max(worst, error);
          assert.ok(
            error <= 1 / 510 + 0.001,
            `column ${j}, row ${i} of ${cx}, ${cy}, ${radius}, ${angle}: off by ${error}`,
          );
        }
    }),
    { numRuns: 150 },
  );
  if (process.env.VERBOSE) console.log(worst);
});

test('nothing traps, and what is not a place is not drawn', () => {
  const p: Picture = {
    width: 20,
    height: 17,
    supersample: 2,
    view: [0, 0, 10, 10],
    edge: 'coverage',
    samples: 'centers',
    rounding: 'nearest',
    softness: 0,
    background: 0x102030,
  };
  const numbers = [0, -0, 1, 5, -1e4, 1e9, 1e19, -3e38, 1e-30];
  const odd = [...numbers, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const value = fc.constantFrom(...odd);
  fc.assert(
    fc.property(
      fc.constantFrom('coverage' as const, 'study' as const, 'hard' as const),
      fc.constantFrom('disc' as const, 'square' as const, 'ring' as const),
      value,
      value,
      value,
      (edge, shape, x, y, radius) => {
        const picture = { ...p, edge, softness: edge === 'study' ? 0.03 : 0 };
        const body: Drawn = { shape, color: 0xff8800, x, y, radius, angle: 0 };
        const expected = draw(picture, [body]);
        for (const build of both) {
          const { frame, mask } = drawn(build, picture, [body]);
          assert.is(difference(frame, expected.frame, p.width, 3), null, JSON.stringify([edge, body]));
          assert.is(difference(mask, expected.mask, p.width, 1), null, JSON.stringify([edge, body]));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.run();
