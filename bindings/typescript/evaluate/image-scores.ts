// How alike two pictures are, frame by frame: PSNR, SSIM, and the overlap of what shows the bodies' colours.

import type { MetricInfo } from './types.js';

export const imageMetrics: MetricInfo[] = [
  { name: 'iou', label: 'overlap of the bodies (IoU)', unit: '', better: 'higher' },
  { name: 'psnr', label: 'PSNR', unit: 'dB', better: 'higher' },
  { name: 'ssim', label: 'SSIM', unit: '', better: 'higher' },
];

/** PSNR of equal frames, dB, as the study's metric code has it. */
const equalPsnr = 100;

/** Size of frames and how many there are. */
interface Size {
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/**
 * Means over frames.
 * @param a, b u8 (count, height, width, 3)
 * @param colors 0xRRGGBB: the background, then those of bodies
 */
export function imageScores(
  a: Uint8Array,
  b: Uint8Array,
  size: Size,
  colors: readonly number[],
): Record<string, number> {
  const { width, height, count } = size;
  const area = width * height * 3;
  const palette = [...new Set(colors)].map((color) => [color >> 16, (color >> 8) & 255, color & 255] as const);
  const found = new Scan(palette, width, height);
  let [iou, psnr, ssim, frames] = [0, 0, 0, 0];
  for (let frame = 0; frame < count; frame++) {
    const [left, right] = [wordsOf(a, frame * area, area), wordsOf(b, frame * area, area)];
    const { squares, boxes, shared } = found.compare(left, right);
    psnr += squares === 0 ? equalPsnr : Math.min(equalPsnr, 10 * Math.log10((255 * 255 * area) / squares));
    ssim += 1 - boxes.reduce((sum, box) => sum + lostSsim(left, right, width, height, box), 0);
    if (Number.isNaN(shared)) continue;
    iou += shared;
    frames++;
  }
  return { iou: iou / frames, psnr: psnr / count, ssim: ssim / count };
}

/** A frame where it lies if words can be read there, else a copy. */
function wordsOf(pixels: Uint8Array, at: number, length: number): Uint8Array {
  return (pixels.byteOffset + at) % 4 === 0 ? pixels.subarray(at, at + length) : pixels.slice(at, at + length);
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Rgb = readonly [number, number, number];

/** What two frames have in common. */
interface Common {
  /** Sum of squared differences over all channels. */
  readonly squares: number;
  /** Around what differs: no window of SSIM meets two of them. */
  readonly boxes: Bounds[];
  /** Intersection over union of the pixels nearest to each body's colour, the mean over colours; NaN where neither frame shows any. */
  readonly shared: number;
}

/** Goes over two frames once. */
class Scan {
  readonly #palette: readonly Rgb[];
  readonly #width: number;
  /** The background's bytes in three words, which are four pixels. */
  readonly #plain: Uint32Array;
  /** By column, first and last row that differs; first -1 where none does. */
  readonly #top: Int32Array;
  readonly #bottom: Int32Array;
  /** By colour, pixels of both frames, and of any. */
  readonly #both: Uint32Array;
  readonly #any: Uint32Array;
  /** Number of the nearest colour of the colour that was asked last: neighbours are most often of one colour. */
  #last = -1;
  #lastFound = 0;
  readonly #pixels: number;

  constructor(palette: readonly Rgb[], width: number, height: number) {
    this.#palette = palette;
    this.#width = width;
    this.#pixels = width * height;
    const background = palette[0] as Rgb;
    this.#plain = new Uint32Array(Uint8Array.from({ length: 12 }, (_, i) => background[i % 3] as number).buffer);
    this.#top = new Int32Array(width);
    this.#bottom = new Int32Array(width);
    this.#both = new Uint32Array(palette.length);
    this.#any = new Uint32Array(palette.length);
  }

  /** @param a, b whole frames that begin at multiples of four bytes */
  compare(a: Uint8Array, b: Uint8Array): Common {
    this.#top.fill(-1);
    this.#both.fill(0);
    this.#any.fill(0);
    const [p, q, r] = this.#plain as unknown as [number, number, number];
    const words = this.#pixels >> 2;
    const left = new Uint32Array(a.buffer, a.byteOffset, words * 3);
    const right = new Uint32Array(b.buffer, b.byteOffset, words * 3);
    let squares = 0;
    for (let i = 0, at = 0; i < words; i++, at += 3) {
      // Four pixels of background in both frames say nothing; most are.
      if (left[at] === p && left[at + 1] === q && left[at + 2] === r)
        if (right[at] === p && right[at + 1] === q && right[at + 2] === r) continue;
      for (let pixel = i * 4; pixel < i * 4 + 4; pixel++) squares += this.#pixel(a, b, pixel);
    }
    for (let pixel = words * 4; pixel < this.#pixels; pixel++) squares += this.#pixel(a, b, pixel);
    return { squares, boxes: this.#boxes(), shared: this.#shared() };
  }

  /** Squared difference of a pixel, which is counted. */
  #pixel(a: Uint8Array, b: Uint8Array, pixel: number): number {
    const at = pixel * 3;
    const red = (a[at] as number) - (b[at] as number);
    const green = (a[at + 1] as number) - (b[at + 1] as number);
    const blue = (a[at + 2] as number) - (b[at + 2] as number);
    const squares = red * red + green * green + blue * blue;
    const i = this.#colorOf(a, at);
    const j = squares === 0 ? i : this.#colorOf(b, at);
    const [both, any] = [this.#both, this.#any];
    any[i] = (any[i] as number) + 1;
    if (i === j) both[i] = (both[i] as number) + 1;
    else any[j] = (any[j] as number) + 1;
    if (squares !== 0) {
      const row = Math.floor(pixel / this.#width);
      const column = pixel - row * this.#width;
      if ((this.#top[column] as number) < 0) this.#top[column] = row;
      this.#bottom[column] = row;
    }
    return squares;
  }

  #colorOf(pixels: Uint8Array, at: number): number {
    const color = ((pixels[at] as number) << 16) | ((pixels[at + 1] as number) << 8) | (pixels[at + 2] as number);
    if (color !== this.#last) {
      this.#last = color;
      this.#lastFound = nearest(pixels, at, this.#palette);
    }
    return this.#lastFound;
  }

  #boxes(): Bounds[] {
    const boxes: Bounds[] = [];
    for (let column = 0; column < this.#width; column++) {
      const [first, last] = [this.#top[column] as number, this.#bottom[column] as number];
      if (first < 0) continue;
      const box = boxes.at(-1);
      if (!box || column - box.right >= side) boxes.push({ left: column, right: column, top: first, bottom: last });
      else {
        box.right = column;
        box.top = Math.min(box.top, first);
        box.bottom = Math.max(box.bottom, last);
      }
    }
    return boxes;
  }

  #shared(): number {
    let [sum, colors] = [0, 0];
    for (let i = 1; i < this.#palette.length; i++) {
      if (this.#any[i] === 0) continue;
      sum += (this.#both[i] as number) / (this.#any[i] as number);
      colors++;
    }
    return sum / colors;
  }
}

function nearest(pixels: Uint8Array, at: number, palette: readonly Rgb[]): number {
  let [best, found] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < palette.length; i++) {
    const color = palette[i] as Rgb;
    const r = (pixels[at] as number) - color[0];
    const g = (pixels[at + 1] as number) - color[1];
    const b = (pixels[at + 2] as number) - color[2];
    const distance = r * r + g * g + b * b;
    if (distance >= best) continue;
    best = distance;
    found = i;
  }
  return found;
}

/** Side of the window, and the constants of Wang et al. 2004 for levels 0 to 255. */
const side = 7;
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/**
 * SSIM (Wang, Bovik, Sheikh, Simoncelli 2004) with a uniform window of 7 x 7 and sample covariances, the mean over channels and over windows that lie
 * wholly in the picture: scikit-image's defaults. Where all of a window is equal it is 1, so only windows that meet `bounds` are computed.
 * @returns what these windows take from 1
 */
function lostSsim(a: Uint8Array, b: Uint8Array, width: number, height: number, bounds: Bounds): number {
  const [columns, rows] = [width - side + 1, height - side + 1];
  const [fromColumn, toColumn] = [Math.max(0, bounds.left - side + 1), Math.min(columns - 1, bounds.right)];
  const [fromRow, toRow] = [Math.max(0, bounds.top - side + 1), Math.min(rows - 1, bounds.bottom)];
  const reach = (toColumn - fromColumn + side) * 4;
  // By column of the strip of 7 rows in hand: sums of a, b, a a + b b and a b. All integer, and exact.
  const sums = new Int32Array(reach);
  let lost = 0;
  for (let channel = 0; channel < 3; channel++) {
    sums.fill(0);
    for (let row = fromRow; row <= toRow + side - 1; row++) {
      const add = (row * width + fromColumn) * 3 + channel;
      const isFirst = row < fromRow + side;
      for (let i = 0, at = add, old = add - side * width * 3; i < reach; i += 4, at += 3, old += 3) {
        const x = a[at] as number;
        const y = b[at] as number;
        const u = isFirst ? 0 : (a[old] as number);
        const v = isFirst ? 0 : (b[old] as number);
        sums[i] = (sums[i] as number) + x - u;
        sums[i + 1] = (sums[i + 1] as number) + y - v;
        sums[i + 2] = (sums[i + 2] as number) + x * x + y * y - u * u - v * v;
        sums[i + 3] = (sums[i + 3] as number) + x * y - u * v;
      }
      if (row >= fromRow + side - 1) lost += lostInRow(sums);
    }
  }
  return lost / (3 * columns * rows);
}

/** Sum of 1 - SSIM over the windows of a strip, numerator and denominator times n^3 (n - 1), so that all but c1 and c2 is integer. */
function lostInRow(sums: Int32Array): number {
  const n = side * side;
  const behind = side * 4;
  const k1 = c1 * n * n;
  const k2 = c2 * n * (n - 1);
  let [x, y, squares, xy] = [0, 0, 0, 0];
  let lost = 0;
  for (let i = 0; i < sums.length; i += 4) {
    x += sums[i] as number;
    y += sums[i + 1] as number;
    squares += sums[i + 2] as number;
    xy += sums[i + 3] as number;
    if (i >= behind) {
      x -= sums[i - behind] as number;
      y -= sums[i - behind + 1] as number;
      squares -= sums[i - behind + 2] as number;
      xy -= sums[i - behind + 3] as number;
    }
    // The sum of (a - b)^2 is 0 in a window that is equal in both.
    if (i < behind - 4 || squares === 2 * xy) continue;
    const product = x * y;
    const means = x * x + y * y;
    lost += 1 - ((2 * product + k1) * (2 * (n * xy - product) + k2)) / ((means + k1) * (n * squares - means + k2));
  }
  return lost;
}
