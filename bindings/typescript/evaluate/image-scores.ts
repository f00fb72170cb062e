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
  let [iou, psnr, ssim, frames] = [0, 0, 0, 0];
  for (let frame = 0; frame < count; frame++) {
    const [left, right] = [a.subarray(frame * area, (frame + 1) * area), b.subarray(frame * area, (frame + 1) * area)];
    const { squares, boxes } = compare(left, right, width);
    psnr += squares === 0 ? equalPsnr : Math.min(equalPsnr, 10 * Math.log10((255 * 255 * area) / squares));
    ssim += 1 - boxes.reduce((sum, box) => sum + lostSsim(left, right, width, height, box), 0);
    const shared = overlap(left, right, palette);
    if (Number.isNaN(shared)) continue;
    iou += shared;
    frames++;
  }
  return { iou: iou / frames, psnr: psnr / count, ssim: ssim / count };
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Sum of squared differences, and boxes around what differs: no window of SSIM meets two of them. */
function compare(a: Uint8Array, b: Uint8Array, width: number): { squares: number; boxes: Bounds[] } {
  const top = new Int32Array(width).fill(-1);
  const bottom = new Int32Array(width);
  let squares = 0;
  for (let at = 0, row = 0; at < a.length; row++)
    for (let column = 0; column < width; column++, at += 3) {
      const red = (a[at] as number) - (b[at] as number);
      const green = (a[at + 1] as number) - (b[at + 1] as number);
      const blue = (a[at + 2] as number) - (b[at + 2] as number);
      if (red === 0 && green === 0 && blue === 0) continue;
      squares += red * red + green * green + blue * blue;
      if ((top[column] as number) < 0) top[column] = row;
      bottom[column] = row;
    }
  const boxes: Bounds[] = [];
  for (let column = 0; column < width; column++) {
    const [first, last] = [top[column] as number, bottom[column] as number];
    if (first < 0) continue;
    const box = boxes.at(-1);
    if (!box || column - box.right >= side) boxes.push({ left: column, right: column, top: first, bottom: last });
    else {
      box.right = column;
      box.top = Math.min(box.top, first);
      box.bottom = Math.max(box.bottom, last);
    }
  }
  return { squares, boxes };
}

type Rgb = readonly [number, number, number];

/** Intersection over union of the pixels nearest to each body's colour, the mean over colours; NaN where neither picture shows any. */
function overlap(a: Uint8Array, b: Uint8Array, palette: readonly Rgb[]): number {
  const both = new Uint32Array(palette.length);
  const any = new Uint32Array(palette.length);
  const [red, green, blue] = palette[0] as Rgb;
  let [before, found] = [-1, 0];
  const ofColor = (pixels: Uint8Array, at: number) => {
    const color = ((pixels[at] as number) << 16) | ((pixels[at + 1] as number) << 8) | (pixels[at + 2] as number);
    // Neighbours are most often of one colour.
    if (color === before) return found;
    before = color;
    found = nearest(pixels, at, palette);
    return found;
  };
  for (let at = 0; at < a.length; at += 3) {
    if (
      a[at] === red &&
      b[at] === red &&
      a[at + 1] === green &&
      b[at + 1] === green &&
      a[at + 2] === blue &&
      b[at + 2] === blue
    )
      continue;
    const i = ofColor(a, at);
    const j = ofColor(b, at);
    if (i === j) {
      both[i] = (both[i] as number) + 1;
      any[i] = (any[i] as number) + 1;
    } else {
      any[i] = (any[i] as number) + 1;
      any[j] = (any[j] as number) + 1;
    }
  }
  let [sum, colors] = [0, 0];
  for (let i = 1; i < palette.length; i++) {
    if (any[i] === 0) continue;
    sum += (both[i] as number) / (any[i] as number);
    colors++;
  }
  return sum / colors;
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
  const reach = toColumn - fromColumn + side;
  // By column of the strip of 7 rows in hand: sums of a, b, a a, b b and a b. All integer.
  const sums = new Int32Array(reach * 5);
  const add = (channel: number, row: number, sign: number) => {
    for (let i = 0, at = (row * width + fromColumn) * 3 + channel; i < sums.length; i += 5, at += 3) {
      const x = a[at] as number;
      const y = b[at] as number;
      sums[i] = (sums[i] as number) + sign * x;
      sums[i + 1] = (sums[i + 1] as number) + sign * y;
      sums[i + 2] = (sums[i + 2] as number) + sign * x * x;
      sums[i + 3] = (sums[i + 3] as number) + sign * y * y;
      sums[i + 4] = (sums[i + 4] as number) + sign * x * y;
    }
  };
  let lost = 0;
  for (let channel = 0; channel < 3; channel++) {
    sums.fill(0);
    for (let row = fromRow; row < fromRow + side - 1; row++) add(channel, row, 1);
    for (let row = fromRow; row <= toRow; row++) {
      add(channel, row + side - 1, 1);
      lost += lostInRow(sums);
      add(channel, row, -1);
    }
  }
  return lost / (3 * columns * rows);
}

/** Sum of 1 - SSIM over the windows of a strip. */
function lostInRow(sums: Int32Array): number {
  const n = side * side;
  const behind = side * 5;
  let x = 0;
  let y = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let lost = 0;
  for (let i = 0; i < sums.length; i += 5) {
    x += sums[i] as number;
    y += sums[i + 1] as number;
    xx += sums[i + 2] as number;
    yy += sums[i + 3] as number;
    xy += sums[i + 4] as number;
    if (i >= behind) {
      x -= sums[i - behind] as number;
      y -= sums[i - behind + 1] as number;
      xx -= sums[i - behind + 2] as number;
      yy -= sums[i - behind + 3] as number;
      xy -= sums[i - behind + 4] as number;
    }
    if (i < behind - 5 || (x === y && xx === xy && yy === xy)) continue;
    const mx = x / n;
    const my = y / n;
    const squares = mx * mx + my * my + c1;
    const variances = (xx - x * mx + yy - y * my) / (n - 1) + c2;
    lost += 1 - ((2 * mx * my + c1) * ((2 * (xy - x * my)) / (n - 1) + c2)) / (squares * variances);
  }
  return lost;
}
