// Reads a folder of PNG files as the frames of a clip, whatever program wrote them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { RgbFrames } from './types.js';

const byNumber = new Intl.Collator('en', { numeric: true });

/** @throws Error that names the file and what is wrong with it */
export function readPngFolder(folder: string): RgbFrames {
  const names = readdirSync(folder)
    .filter((name) => /\.png$/i.test(name))
    .sort(byNumber.compare);
  if (names.length === 0) throw new Error('the folder holds no .png files');
  let pixels = new Uint8Array(0);
  let [width, height] = [0, 0];
  for (const [i, name] of names.entries()) {
    const image = readPng(join(folder, name), name);
    if (i === 0) {
      [width, height] = [image.width, image.height];
      pixels = new Uint8Array(names.length * width * height * 3);
    }
    if (image.width !== width || image.height !== height)
      throw new Error(`${name} is ${image.width}x${image.height}, ${names[0]} is ${width}x${height}`);
    pixels.set(image.pixels, i * width * height * 3);
  }
  return { pixels, width, height, count: names.length, rate: null };
}

function readPng(path: string, name: string): { width: number; height: number; pixels: Uint8Array } {
  let image: ReturnType<typeof decode>;
  try {
    image = decode(readFileSync(path), { checkCrc: true });
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  }
  const { width, height, data, depth, channels, palette } = image;
  if (depth === 16) throw new Error(`${name} has 16 bits a channel; 8 are read`);
  if (depth !== 8) throw new Error(`${name} has ${depth} bits a channel; 8 are read`);
  const pixels = new Uint8Array(width * height * 3);
  const color = (i: number): ArrayLike<number> => {
    if (palette) return palette[data[i] as number] as number[];
    const at = i * channels;
    if (channels % 2 === 0 && data[at + channels - 1] !== 255) throw new Error(`${name} is transparent; save RGB`);
    return channels < 3 ? ([data[at], data[at], data[at]] as number[]) : (data.subarray(at, at + 3) as Uint8Array);
  };
  for (let i = 0; i < width * height; i++) pixels.set(color(i), i * 3);
  return { width, height, pixels };
}
