// The worst clips of an evaluation, kept as pictures while their frames are at hand.

import { areaResize } from './fit.js';
import type { EvaluatedClip } from './index.js';
import type { Truth } from './types.js';

const mostClips = 6;
const shownFrames = 5;
/** Largest side of a picture in the page, pixels. */
const mostSide = 128;

/** A clip with pictures of some frames. */
export interface PageClip {
  readonly key: string;
  /** Mean distance from the true place, m; infinite where no body was found. */
  readonly rank: number;
  readonly truth: Truth;
  /** Recipe frames that the pictures show. */
  readonly frames: readonly number[];
  /** Side of a picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** PNG files: frames side by side. */
  readonly trueStrip: Uint8Array;
  readonly strip: Uint8Array;
  /** Of the pictures. */
  readonly camera: { readonly col: readonly [number, number]; readonly row: readonly [number, number] };
  /** By body: true and found places as columns and rows of a picture, from the first scored frame on. */
  readonly paths: readonly {
    readonly color: string;
    readonly meant: [number, number][];
    readonly found: [number, number][];
  }[];
  readonly events: readonly { readonly frame: number; readonly kind: string; readonly body: string }[];
}

/** Collects them: `onClip: (clip) => clips.offer(clip)`. */
export class PageClips {
  /** The worst first. */
  readonly worst: PageClip[] = [];

  offer(clip: EvaluatedClip): void {
    const { ade } = clip.scores.metrics;
    const rank = Number.isFinite(ade) ? (ade as number) : Number.POSITIVE_INFINITY;
    const last = this.worst.at(-1);
    if (clip.scorer.filter(clip.truth) !== undefined) return;
    if (this.worst.length >= mostClips && last && rank <= last.rank) return;
    if (this.worst.some(({ key, rank: other }) => key === clip.key && other >= rank)) return;
    const others = this.worst.filter(({ key }) => key !== clip.key);
    others.push(pictured(clip, rank));
    others.sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1));
    this.worst.splice(0, this.worst.length, ...others.slice(0, mostClips));
  }
}

function pictured({ key, truth, scores, tracks, frames, scorer }: EvaluatedClip, rank: number): PageClip {
  const scale = Math.min(1, mostSide / Math.max(frames.width, frames.height));
  const [width, height] = [Math.round(frames.width * scale), Math.round(frames.height * scale)];
  const end = frames.first + frames.count - 1;
  const begin = Math.max(frames.first, scorer.firstScored - 1);
  const shown = [
    ...new Set(
      Array.from({ length: shownFrames }, (_, i) => Math.round(begin + ((end - begin) * i) / (shownFrames - 1))),
    ),
  ];
  const area = frames.width * frames.height * 3;
  const strip = (pixels: Uint8Array, first: number) => {
    const pictures = shown.map((frame) =>
      areaResize(
        pixels.subarray((frame - first) * area, (frame - first + 1) * area),
        { width: frames.width, height: frames.height, count: 1 },
        width,
        height,
      ),
    );
    const wide = new Uint8Array(width * height * 3 * shown.length);
    for (const [i, picture] of pictures.entries())
      for (let row = 0; row < height; row++)
        wide.set(picture.subarray(row * width * 3, (row + 1) * width * 3), (row * shown.length + i) * width * 3);
    return scorer.encodePng(wide, width * shown.length, height);
  };
  const camera = scorer.cameraAt(width, height);
  const place = (x: number, y: number): [number, number] => [
    camera.col[0] * x + camera.col[1],
    camera.row[0] * y + camera.row[1],
  ];
  const bodies = truth.bodies.length;
  const paths = truth.bodies.map(({ color }, b) => {
    const meant: [number, number][] = [];
    const found: [number, number][] = [];
    for (let frame = Math.max(scorer.firstScored, tracks.first); frame < tracks.first + tracks.count; frame++) {
      const at = (frame * bodies + b) * 6;
      meant.push(place(truth.states[at] as number, truth.states[at + 1] as number));
      const own = ((frame - tracks.first) * bodies + b) * 2;
      const [x, y] = [tracks.places[own] as number, tracks.places[own + 1] as number];
      if (Number.isFinite(x) && Number.isFinite(y)) found.push(place(x, y));
    }
    return { color, meant, found };
  });
  return {
    ...{ key, rank, truth, frames: shown, width, height, camera, paths, events: scores.events },
    strip: strip(frames.pixels, frames.first),
    trueStrip: strip(scorer.trueFrames(truth, frames.width, frames.height), 0),
  };
}
