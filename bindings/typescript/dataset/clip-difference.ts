// What differs between a clip in a tar and the same clip made again, in words.

import { gunzipSync } from 'node:zlib';
import { differenceText, firstDifference } from './difference.js';
import { decodePng } from './png-reader.js';
import type { Sample, SampleMaker } from './sample.js';
import { tarDataOffset, tarLength } from './tar.js';

/** Names the first member that differs and where; undefined if the bytes are equal. */
export function clipDifference(
  sample: Sample,
  maker: SampleMaker,
  expected: Buffer,
  found: Buffer,
): string | undefined {
  if (expected.equals(found)) return undefined;
  let at = 0;
  for (const [i, { bytes }] of sample.members.entries()) {
    const extension = maker.extensions[i] as string;
    const data = at + tarDataOffset;
    const end = at + tarLength(bytes.length);
    if (found.length < end) return `the file ends within its ${extension}`;
    if (!same(expected, found, at, data)) return `the tar header of its ${extension} differs`;
    const stored = found.subarray(data, data + bytes.length);
    if (!stored.equals(expected.subarray(data, data + bytes.length)))
      return memberDifference(sample, extension, bytes, stored);
    if (!same(expected, found, data, end)) return `the filling after its ${extension} is not zero`;
    at = end;
  }
  return 'its bytes differ';
}

function same(a: Buffer, b: Buffer, from: number, to: number): boolean {
  return a.subarray(from, to).equals(b.subarray(from, to));
}

function memberDifference(sample: Sample, extension: string, right: Uint8Array, found: Buffer): string {
  const { clip } = sample;
  const at = firstByte(found, right);
  const frameSize = clip.width * clip.height;
  const damaged = `its ${extension} differs at byte ${at} of ${right.length}`;
  try {
    switch (extension) {
      case 'states.npy': {
        const record = clip.bodyCount * 24;
        const header = right.length - clip.frameCount * record;
        return at < header
          ? 'the header of its states.npy differs'
          : `states differ from frame ${Math.floor((at - header) / record)}`;
      }
      case 'json': {
        const difference = firstDifference(
          JSON.parse(found.toString('utf8')),
          JSON.parse(Buffer.from(right).toString('utf8')),
        );
        return difference ? `its json: ${differenceText(difference)}` : damaged;
      }
      case 'mp4':
        return `its mp4 is not what its encoder makes of its frames (it differs at byte ${at} of ${right.length})`;
      case 'npy.gz': {
        const made = gunzipSync(right);
        const stored = gunzipSync(found, { maxOutputLength: made.length });
        const first = firstByte(stored, made) - (made.length - clip.frameCount * frameSize * 3);
        return first >= 0 && first < clip.frameCount * frameSize * 3
          ? `frames differ from frame ${Math.floor(first / (frameSize * 3))}`
          : damaged;
      }
      default: {
        const frame = firstFrame(decodePng(found), decodePng(right), clip.frameCount);
        return frame === undefined ? damaged : `${extension === 'png' ? 'frames' : 'masks'} differ from frame ${frame}`;
      }
    }
  } catch {
    return `${damaged} and does not unpack`;
  }
}

function firstByte(found: Uint8Array, right: Uint8Array): number {
  const at = right.findIndex((byte, i) => byte !== found[i]);
  return at < 0 ? right.length : at;
}

/** The first frame in which two strips of frames side by side differ. */
function firstFrame(found: Image, right: Image, frames: number): number | undefined {
  if (found.pixels.length !== right.pixels.length || found.width !== right.width) return undefined;
  const row = right.pixels.length / right.height;
  let least = frames;
  right.pixels.forEach((byte, i) => {
    if (byte !== found.pixels[i]) least = Math.min(least, Math.floor(((i % row) * frames) / row));
  });
  return least < frames ? least : undefined;
}

type Image = ReturnType<typeof decodePng>;
