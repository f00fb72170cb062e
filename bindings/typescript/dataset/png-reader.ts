// Reads 8-bit grey and RGB PNG files: enough to say which frame of a stored clip is wrong. It checks no checksums: what is
// read here is known to be damaged.

import { inflateSync } from 'node:zlib';

/** A decoded image: u8 (height, width, channels). */
export interface DecodedPng {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** @throws Error if the bytes are no such file */
export function decodePng(bytes: Uint8Array): DecodedPng {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    if (type === 'IHDR') {
      [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      channels = view.getUint8(at + 17) === 2 ? 3 : 1;
    }
    if (type === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const stride = width * channels;
  const raw = inflateSync(Buffer.concat(parts), { maxOutputLength: (stride + 1) * height + 1 });
  if (stride === 0 || raw.length !== (stride + 1) * height) throw new Error('not a PNG of the expected size');
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++)
    unfilter(raw.subarray(y * (stride + 1), (y + 1) * (stride + 1)), pixels, y * stride, stride, channels);
  return { width, height, pixels };
}

/** Undoes a row's filter (PNG specification, section 9). */
function unfilter(row: Uint8Array, pixels: Uint8Array, at: number, stride: number, channels: number): void {
  const filter = row[0] as number;
  for (let i = 0; i < stride; i++) {
    const left = i < channels ? 0 : (pixels[at + i - channels] as number);
    const up = at === 0 ? 0 : (pixels[at + i - stride] as number);
    const corner = i < channels || at === 0 ? 0 : (pixels[at + i - stride - channels] as number);
    const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] as number;
    pixels[at + i] = (row[1 + i] as number) + predicted;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
