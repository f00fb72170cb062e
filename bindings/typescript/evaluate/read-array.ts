// Reads .npy and .npz as people save frames: uint8 or float in [0, 1], (T, H, W, 3); other ranges and orders only where they are named.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import { unzipSync } from 'fflate';
import type { RgbFrames } from './types.js';

/** How arrays are read. */
export interface ArrayOptions {
  /** Order of the dimensions of a clip. Default `thwc`. */
  layout?: ArrayLayout;
  /** What floats mean. Default `0..1`. */
  range?: ArrayRange;
}

export const arrayLayouts = ['thwc', 'tchw', 'cthw'] as const;
export type ArrayLayout = (typeof arrayLayouts)[number];
export const arrayRanges = ['0..1', '-1..1', '0..255'] as const;
export type ArrayRange = (typeof arrayRanges)[number];

/** An array as its file holds it. */
export interface NpyArray {
  readonly type: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** @throws Error that says what is wrong with the bytes */
export function parseNpy(bytes: Uint8Array): NpyArray {
  if (bytes.length < 10 || bytes[0] !== 0x93 || Buffer.from(bytes.subarray(1, 6)).toString('latin1') !== 'NUMPY')
    throw new Error('it is no .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = (bytes[6] as number) >= 2;
  const start = (wide ? 12 : 10) + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const head = Buffer.from(bytes.subarray(wide ? 12 : 10, start)).toString('latin1');
  const type = /'descr': *'([^']+)'/.exec(head)?.[1];
  const tuple = /'shape': *\(([^)]*)\)/.exec(head)?.[1];
  if (type === undefined || tuple === undefined) throw new Error('the head of its array cannot be read');
  if (/'fortran_order': *True/.test(head)) throw new Error('its array is in Fortran order; save it in C order');
  const shape = tuple
    .split(',')
    .filter((text) => text.trim() !== '')
    .map(Number);
  const size = elementSize(type);
  const length = shape.reduce((product, side) => product * side, size);
  const data = bytes.subarray(start, start + length);
  if (data.length < length) throw new Error(`it ends after ${data.length} of ${length} bytes of its array`);
  return { type, shape, data };
}

function elementSize(type: string): number {
  const match = /^[|<]([uifbU])(\d+)$/.exec(type);
  if (!match) throw new Error(`its numbers are ${type}; uint8, float32 or float64 are read`);
  return Number(match[2]) * (match[1] === 'U' ? 4 : 1);
}

/** The arrays of a .npz by name. */
export function parseNpz(bytes: Uint8Array): Map<string, NpyArray> {
  const files = unzipSync(bytes, { filter: ({ name }) => name.endsWith('.npy') });
  return new Map(Object.entries(files).map(([name, data]) => [name.slice(0, -4), parseNpy(data)]));
}

/** The array of frames of a .npz: `frames`, or the only one of 4 or 5 dimensions. */
export function framesOf(arrays: ReadonlyMap<string, NpyArray>): NpyArray {
  const named = arrays.get('frames');
  if (named) return named;
  const fit = [...arrays].filter(([, { shape }]) => shape.length === 4 || shape.length === 5);
  if (fit.length === 1) return (fit[0] as [string, NpyArray])[1];
  throw new Error(`it holds ${[...arrays.keys()].join(', ') || 'nothing'}; name the array of frames 'frames'`);
}

/** The texts of an array `<U..`. */
export function textsOf({ type, shape, data }: NpyArray): string[] {
  const width = Number(/^<U(\d+)$/.exec(type)?.[1]);
  if (!(width > 0) || shape.length !== 1) throw new Error(`its keys are ${type}; save a list of texts`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: shape[0] as number }, (_, row) => {
    const points = Array.from({ length: width }, (_, i) => view.getUint32((row * width + i) * 4, true));
    return String.fromCodePoint(...points.filter((point) => point > 0));
  });
}

/**
 * A clip's frames as RGB bytes.
 * @param row of an array of many clips, (N, ..); null of one clip
 * @throws Error that says what is wrong and which flag would be right
 */
export function arrayFrames(array: NpyArray, row: number | null, options: ArrayOptions): RgbFrames {
  const layout = options.layout ?? 'thwc';
  const shape = row === null ? array.shape : array.shape.slice(1);
  const text = `(${array.shape.join(', ')})`;
  if (shape.length !== 4)
    throw new Error(
      `its shape is ${text}; one clip is (T, H, W, 3), many are (N, T, H, W, 3) in a .npz with their names in 'keys'`,
    );
  const side = (letter: string) => shape[layout.indexOf(letter)] as number;
  const [count, height, width] = [side('t'), side('h'), side('w')];
  if (side('c') !== 3) {
    const other = arrayLayouts.find((name) => shape[name.indexOf('c')] === 3);
    throw new Error(`its shape is ${text}, not ${layout}${other ? `; --layout ${other} would fit` : ''}`);
  }
  const values = elements(array, row, count * height * width * 3);
  const bytes = values instanceof Uint8Array ? values : toBytes(values, options.range ?? '0..1');
  return {
    pixels: layout === 'thwc' ? bytes : reorder(bytes, layout, count, height * width),
    width,
    height,
    count,
    rate: null,
  };
}

function elements(
  { type, data }: NpyArray,
  row: number | null,
  length: number,
): Uint8Array | Float32Array | Float64Array {
  const size = elementSize(type);
  const part = data.subarray((row ?? 0) * length * size, ((row ?? 0) + 1) * length * size);
  if (type === '|u1') return part.slice();
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  if (type === '<f4') return Float32Array.from({ length }, (_, i) => view.getFloat32(i * 4, true));
  if (type === '<f8') return Float64Array.from({ length }, (_, i) => view.getFloat64(i * 8, true));
  throw new Error(`its numbers are ${type}; uint8, float32 or float64 are read`);
}

const scales: Record<ArrayRange, [from: number, to: number]> = { '0..1': [0, 1], '-1..1': [-1, 1], '0..255': [0, 255] };

/** Rounded to the nearest level. A little beyond the range is what networks give; far beyond it is another range. */
function toBytes(values: Float32Array | Float64Array, range: ArrayRange): Uint8Array {
  const [from, to] = scales[range];
  const slack = 0.1 * (to - from);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const bytes = new Uint8Array(values.length);
  const scale = 255 / (to - from);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) throw new Error('it holds NaN');
    if (value < least) least = value;
    if (value > most) most = value;
    bytes[i] = Math.min(255, Math.max(0, Math.floor((value - from) * scale + 0.5)));
  }
  if (least < from - slack || most > to + slack) {
    const other = least < -0.1 ? '-1..1' : '0..255';
    throw new Error(
      `its numbers go from ${least} to ${most}, not ${range}${other === range ? '' : `; see --range ${other}`}`,
    );
  }
  return bytes;
}

function reorder(bytes: Uint8Array, layout: ArrayLayout, count: number, area: number): Uint8Array {
  const pixels = new Uint8Array(bytes.length);
  const [frame, channel] = layout === 'tchw' ? [3 * area, area] : [area, count * area];
  for (let t = 0; t < count; t++)
    for (let c = 0; c < 3; c++)
      for (let i = 0; i < area; i++) pixels[(t * area + i) * 3 + c] = bytes[t * frame + c * channel + i] as number;
  return pixels;
}
