// Frames as YUV 4:2:0 against the definition of BT.601 in floating point.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/node.js';

const test = suite('yuv');
const kinema = await loadKinema();
const recipe: any = {
  kinema: 1,
  name: 'tiny',
  seed: 5,
  scenario: 'collision',
  timing: { frames: 8 },
  image: { size: [64, 48], view: [0, 0, 12, 9] },
  splits: { train: { count: 7 } },
};
const plan = kinema.compile(recipe);
const source = kinema.open(plan);

test('yuv is BT.601 in limited range, chroma averaged over 2x2 pixels', () => {
  for (const look of ['clean', 'study'] as const) {
    const drawn = kinema.open(kinema.compile(recipe, { look }));
    for (let index = 0; index < 3; index++) {
      const clip = drawn.clip(index, { stages: { frames: true } });
      const [rgb, yuv] = [clip.frames.slice(), clip.yuv.slice()];
      const [width, height] = [clip.width, clip.height];
      const size = width * height;
      assert.is(yuv.length, clip.frameCount * size * 1.5);
      let worst = 0;
      const compare = (at: number, value: number) => {
        worst = Math.max(worst, Math.abs((yuv[at] as number) - value));
      };
      const scale = (224 / 255) * 0.5;
      for (let t = 0; t < clip.frameCount; t++) {
        const pixel = (x: number, y: number) => {
          const at = (t * size + y * width + x) * 3;
          return [rgb[at], rgb[at + 1], rgb[at + 2]] as [number, number, number];
        };
        const luma = ([r, g, b]: readonly number[]) =>
          0.299 * (r as number) + 0.587 * (g as number) + 0.114 * (b as number);
        const frame = t * size * 1.5;
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) compare(frame + y * width + x, 16 + (219 / 255) * luma(pixel(x, y)));
        for (let y = 0; y < height / 2; y++)
          for (let x = 0; x < width / 2; x++) {
            const four = [0, 1, 2, 3].map((k) => pixel(2 * x + (k & 1), 2 * y + (k >> 1)));
            const [r, g, b] = [0, 1, 2].map((c) => four.reduce((sum, rgb) => sum + (rgb[c] as number), 0) / 4);
            const grey = luma([r, g, b] as number[]);
            const at = frame + size + (y * width) / 2 + x;
            compare(at, 128 + (scale * ((b as number) - grey)) / (1 - 0.114));
            compare(at + size / 4, 128 + (scale * ((r as number) - grey)) / (1 - 0.299));
          }
      }
      // Rounding is half a level; the matrix in 16-bit fixed point adds less than a hundredth.
      assert.ok(worst < 0.51, `${look} ${index}: ${worst}`);
      assert.ok(worst > 0.1, 'the clip has colours that need rounding');
    }
  }
});

test('the scalar build gives the same planes', async () => {
  const scalar = (await loadKinema({ build: 'scalar' })).open(plan);
  for (let index = 0; index < 3; index++) {
    const stages = { frames: true };
    assert.equal(scalar.clip(index, { stages }).yuv.slice(), source.clip(index, { stages }).yuv.slice());
  }
});

test('an odd side is refused', () => {
  for (const size of [
    [65, 48],
    [64, 47],
  ] as [number, number][]) {
    const odd = kinema.open(kinema.compile(recipe, { size }));
    const clip = odd.clip(0, { stages: { frames: true } });
    assert.throws(() => clip.yuv, new RegExp(`^image.size: ${size.join('x')} has an odd side`));
  }
});

test.run();
