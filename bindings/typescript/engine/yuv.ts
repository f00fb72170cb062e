// What the module needs to know of a video's colours: matrix, range and chroma size as the integers of raster/yuv-to-rgb.ts.

/** Red and blue weights of luma, by the matrix's name (ITU-R BT.601-7, BT.709-6, BT.2020-2). */
const weights = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const;

/** Names of YUV matrices. */
export type YuvMatrix = keyof typeof weights;

/** The matrices by name. */
export const yuvMatrices = Object.keys(weights) as YuvMatrix[];

/** Planes of decoded frames. */
export interface YuvFormat {
  /** Pixels of a frame. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** 1 where the chroma planes are half as wide (or high), rounded up; else 0. */
  readonly shiftX: 0 | 1;
  readonly shiftY: 0 | 1;
  readonly matrix: YuvMatrix;
  /** Luma 16 to 235 and chroma 16 to 240; `full`: all 0 to 255. */
  readonly range: 'limited' | 'full';
}

/** Bytes of all planes. */
export function planesLength({ width, height, frames, shiftX, shiftY }: YuvFormat): number {
  return (width * height + 2 * ((width + shiftX) >> shiftX) * ((height + shiftY) >> shiftY)) * frames;
}

/** Factors in units of 2^-16: luma, offset, redV, greenU, greenV, blueU. */
export function yuvFactors({ matrix, range }: YuvFormat): [number, number, number, number, number, number] {
  const [red, blue] = weights[matrix];
  const green = 1 - red - blue;
  const fixed = (value: number) => Math.round(65536 * value);
  const [luma, chroma] = range === 'limited' ? [255 / 219, 255 / 224] : [1, 1];
  return [
    fixed(luma),
    range === 'limited' ? 16 : 0,
    fixed(2 * (1 - red) * chroma),
    fixed((2 * blue * (1 - blue) * chroma) / green),
    fixed((2 * red * (1 - red) * chroma) / green),
    fixed(2 * (1 - blue) * chroma),
  ];
}
