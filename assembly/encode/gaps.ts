// Gaps: the stretches of background between the rectangles that were drawn in.
//
// The rasteriser knows, for every frame, a rectangle outside which all pixels are the one background colour. The
// encoder reads the stream in spans (a strip row in PNG, a frame in gzip) and wants to know, for each span, the
// stretches that need no reading. They are a list of pairs of addresses [from, to), ascending, whole pixels, none
// empty and no two touching, closed by one pair that ends where the span ends and starts at least a pixel before.
// They only save time: the bytes encoded are the same as with no gap but that last pair.

import { allocate } from '../memory/arena';

const EVERYTHING: usize = memory.data(16, 16); // the rectangle of a whole frame

let rectangles: usize = 0;
let drawnTop: u32 = 0; // the rows [drawnTop, drawnBottom) hold all rectangles
let drawnBottom: u32 = 0;
let list: usize = 0;
let at: usize = 0; // where the next pair goes
let open: usize = 0; // where the present gap began

/** Makes room for spans of up to `count` rectangles (or rows of one). */
export function gapsOpen(count: usize): bool {
  list = allocate((count + 2) << 3);
  return list != 0;
}

/**
 * touched: u32[frames][4] = left, top, right, bottom (exclusive) in pixels, within the frame; a rectangle with
 * left >= right is empty. 0: everything may have been drawn in.
 */
export function gapsBegin(touched: usize, frameCount: u32, width: u32, height: u32): void {
  rectangles = touched;
  store<u32>(EVERYTHING, width, 8);
  store<u32>(EVERYTHING, height, 12);
  drawnTop = height;
  drawnBottom = 0;
  for (let t: u32 = 0; t < frameCount; t++) {
    const r = rectangle(t);
    if (load<u32>(r) >= load<u32>(r, 8)) continue;
    drawnTop = min(drawnTop, load<u32>(r, 4));
    drawnBottom = max(drawnBottom, load<u32>(r, 12));
  }
}

/** Whether row y of any frame may have been drawn in. */
export function anyDrawn(y: u32): bool {
  return y >= drawnTop && y < drawnBottom;
}

/** The rectangle of a frame. */
export function rectangle(t: u32): usize {
  return rectangles != 0 ? rectangles + (<usize>t << 4) : EVERYTHING;
}

/** Whether row y of the frame with this rectangle may have been drawn in. */
export function rowDrawn(rectangle: usize, y: u32): bool {
  return y >= load<u32>(rectangle, 4) && y < load<u32>(rectangle, 12) && load<u32>(rectangle) < load<u32>(rectangle, 8);
}

// @ts-ignore: decorator
@inline function drawn(from: usize, end: usize): void {
  if (from != open) {
    store<usize>(at, open);
    store<usize>(at, from, sizeof<usize>());
    at += 2 * sizeof<usize>();
  }
  open = end;
}

function close(end: usize, channels: u32): usize {
  drawn(end, end);
  store<usize>(at, end - channels);
  store<usize>(at, end, sizeof<usize>());
  return list;
}

/** The gaps of row y of all frames, side by side from `span` on. */
export function stripGaps(span: usize, frameCount: u32, width: u32, channels: u32, y: u32): usize {
  at = list;
  open = span;
  for (let t: u32 = 0, frames = anyDrawn(y) ? frameCount : 0; t < frames; t++) {
    const r = rectangle(t);
    if (!rowDrawn(r, y)) continue;
    const frame = <usize>t * width;
    drawn(span + (frame + load<u32>(r)) * channels, span + (frame + load<u32>(r, 8)) * channels);
  }
  return close(span + <usize>frameCount * width * channels, channels);
}

/** The gaps of one frame at `span`. */
export function frameGaps(span: usize, width: u32, height: u32, channels: u32, t: u32): usize {
  at = list;
  open = span;
  const r = rectangle(t);
  const left = load<u32>(r);
  const right = load<u32>(r, 8);
  if (left < right) {
    const bottom = load<u32>(r, 12);
    for (let y = load<u32>(r, 4); y < bottom; y++) {
      const row = <usize>y * width;
      drawn(span + (row + left) * channels, span + (row + right) * channels);
    }
  }
  return close(span + <usize>width * height * channels, channels);
}
