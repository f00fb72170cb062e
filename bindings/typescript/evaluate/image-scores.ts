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
    const { squares, bounds } = compare(left, right, width);
    psnr += squares === 0 ? equalPsnr : Math.min(equalPsnr, 10 * Math.log10((255 * 255 * area) / squares));
    ssim += squares === 0 ? 1 : meanSsim(left, right, width, height, bounds);
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

/** Sum of squared differences, and the smallest box around what differs. */
function compare(a: Uint8Array, b: Uint8Array, width: number): { squares: number; bounds: Bounds } {
  const bounds = { left: width, right: -1, top: -1, bottom: -1 };
  let squares = 0;
  for (let at = 0, row = 0; at < a.length; row++)
    for (let column = 0; column < width; column++, at += 3) {
      const [r, g, b_] = [
        (a[at] as number) - (b[at] as number),
        (a[at + 1] as number) - (b[at + 1] as number),
        (a[at + 2] as number) - (b[at + 2] as number),
      ];
      if (r === 0 && g === 0 && b_ === 0) continue;
      squares += r * r + g * g + b_ * b_;
      if (column < bounds.left) bounds.left = column;
      if (column > bounds.right) bounds.right = column;
      if (bounds.top < 0) bounds.top = row;
      bounds.bottom = row;
    }
  return { squares, bounds };
}

type Rgb = readonly [number, number, number];

/** Intersection over union of the pixels nearest to each body's colour, the mean over colours; NaN where neither picture shows any. */
function overlap(a: Uint8Array, b: Uint8Array, palette: readonly Rgb[]): number {
  const both = new Uint32Array(palette.length);
  const any = new Uint32Array(palette.length);
  const [red, green, blue] = palette[0] as Rgb;
  for (let at = 0; at < a.length; at += 3) {
    const sameAs = (p: Uint8Array) => p[at] === red && p[at + 1] === green && p[at + 2] === blue;
    if (sameAs(a) && sameAs(b)) continue;
    const [i, j] = [nearest(a, at, palette), nearest(b, at, palette)];
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
    const [red, green, blue] = palette[i] as Rgb;
    const [r, g, b] = [
      (pixels[at] as number) - red,
      (pixels[at + 1] as number) - green,
      (pixels[at + 2] as number) - blue,
    ];
    const distance = r * r + g * g + b * b;
    if (distance < best) [best, found] = [distance, i];
  }
  return found;
}

/** Side of the window, and the constants of Wang et al. 2004 for levels 0 to 255. */
const side = 7;
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/**
 * SSIM (Wang, Bovik, Sheikh, Simoncelli 2004) with a uniform window of 7 x 7 and sample covariances, the mean over channels and over windows that lie
 * wholly in the picture: scikit-image's defaults. Where all of a window is equal it is 1, so only windows that meet `bounds` are computed.
 */
function meanSsim(a: Uint8Array, b: Uint8Array, width: number, height: number, bounds: Bounds): number {
  const [columns, rows] = [width - side + 1, height - side + 1];
  const [fromColumn, toColumn] = [Math.max(0, bounds.left - side + 1), Math.min(columns - 1, bounds.right)];
  const [fromRow, toRow] = [Math.max(0, bounds.top - side + 1), Math.min(rows - 1, bounds.bottom)];
  const reach = toColumn - fromColumn + side;
  const n = side * side;
  const sums = Array.from({ length: 5 }, () => new Float64Array(reach)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [sumA, sumB, sumAA, sumBB, sumAB] = sums;
  let lost = 0;
  for (let channel = 0; channel < 3; channel++) {
    for (const sum of sums) sum.fill(0);
    const add = (row: number, sign: number) => {
      for (let i = 0, at = (row * width + fromColumn) * 3 + channel; i < reach; i++, at += 3) {
        const [x, y] = [a[at] as number, b[at] as number];
        sumA[i] = (sumA[i] as number) + sign * x;
        sumB[i] = (sumB[i] as number) + sign * y;
        sumAA[i] = (sumAA[i] as number) + sign * x * x;
        sumBB[i] = (sumBB[i] as number) + sign * y * y;
        sumAB[i] = (sumAB[i] as number) + sign * x * y;
      }
    };
    for (let row = fromRow; row < fromRow + side - 1; row++) add(row, 1);
    for (let row = fromRow; row <= toRow; row++) {
      add(row + side - 1, 1);
      let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
      for (let i = 0; i < reach; i++) {
        x += sumA[i] as number;
        y += sumB[i] as number;
        xx += sumAA[i] as number;
        yy += sumBB[i] as number;
        xy += sumAB[i] as number;
        if (i >= side) {
          x -= sumA[i - side] as number;
          y -= sumB[i - side] as number;
          xx -= sumAA[i - side] as number;
          yy -= sumBB[i - side] as number;
          xy -= sumAB[i - side] as number;
        }
        if (i < side - 1) continue;
        const [mx, my] = [x / n, y / n];
        const [vx, vy, cov] = [(xx - x * mx) / (n - 1), (yy - y * my) / (n - 1), (xy - x * my) / (n - 1)];
        lost += 1 - ((2 * mx * my + c1) * (2 * cov + c2)) / ((mx * mx + my * my + c1) * (vx + vy + c2));
      }
      add(row, -1);
    }
  }
  return 1 - lost / (3 * columns * rows);
}
