// Which pixels are the core of a body, and of which colour: u8[height + 2][width + 2], 0 = none, k + 1 = the k-th colour, count + 1 = another.
//
// A pixel is explained by a colour as background + a * (colour - background). What is left over, and a tenth of what it lacks of the full
// colour, decides between colours: so a grey body is not a thin black one. It is core where a is a half or more.

import { Seen } from '../memory/layout';

/** A pixel further than this from what any colour explains is of another colour (levels^2); 20 levels in each channel are not. */
// @ts-ignore: decorator
@inline const FOREIGN: f64 = 4900.0;
/** Least distance of another colour's core from the background, levels^2. */
// @ts-ignore: decorator
@inline const FOREIGN_CORE: f64 = 10000.0;

/** f64[8][4]: colour - background, and its squared length. */
const directions: usize = memory.data(256, 8);

/** Marks the cores of a frame in `kinds`, which is cleared first. */
export function findCores(frame: usize, width: u32, height: u32, seen: usize, colors: usize, count: u32, kinds: usize): void {
  memory.fill(kinds, 0, (<usize>width + 2) * (height + 2));
  for (let k: u32 = 0; k < count; k++) {
    const color = load<u32>(colors + (k << 2));
    const to = directions + (k << 5);
    const r = <f64>(color >> 16 & 255) - load<f64>(seen, Seen.red);
    const g = <f64>(color >> 8 & 255) - load<f64>(seen, Seen.green);
    const b = <f64>(color & 255) - load<f64>(seen, Seen.blue);
    store<f64>(to, r);
    store<f64>(to, g, 8);
    store<f64>(to, b, 16);
    store<f64>(to, r * r + g * g + b * b, 24);
  }
  const red = <i32>nearest(load<f64>(seen, Seen.red));
  const green = <i32>nearest(load<f64>(seen, Seen.green));
  const blue = <i32>nearest(load<f64>(seen, Seen.blue));
  const most = <i32>min(100.0, max(16.0, load<f64>(seen, Seen.noise) * 4.0));
  if (ASC_FEATURE_SIMD) spread(red, green, blue);
  for (let row: u32 = 0; row < height; row++) {
    let at = frame + <usize>row * width * 3;
    let to = kinds + <usize>(row + 1) * (width + 2) + 1;
    const end = to + width;
    while (to < end) {
      if (ASC_FEATURE_SIMD) {
        if (to + 16 <= end && isPlain(at, most)) {
          at += 48;
          to += 16;
          continue;
        }
      }
      // Sixteen pixels one by one, or what is left of the row.
      const stop = min(to + 16, end);
      for (; to < stop; to++, at += 3) {
        const r = <i32>load<u8>(at) - red, g = <i32>load<u8>(at, 1) - green, b = <i32>load<u8>(at, 2) - blue;
        if (max(max(abs(r), abs(g)), abs(b)) > most) store<u8>(to, kindOf(at, seen, count));
      }
    }
  }
}

/** 48 bytes: the background 16 times over. */
const plain: usize = memory.data(48, 16);

function spread(red: i32, green: i32, blue: i32): void {
  for (let i: usize = 0; i < 48; i += 3) {
    store<u8>(plain + i, red);
    store<u8>(plain + i, green, 1);
    store<u8>(plain + i, blue, 2);
  }
}

/** Whether the channels of 16 pixels all are within `most` of the background. */
function isPlain(at: usize, most: i32): bool {
  const limit = i8x16.splat(<i8>most);
  const far = v128.or(
    v128.or(beyond(v128.load(at), v128.load(plain), limit), beyond(v128.load(at, 16), v128.load(plain, 16), limit)),
    beyond(v128.load(at, 32), v128.load(plain, 32), limit),
  );
  return !v128.any_true(far);
}

// @ts-ignore: decorator
@inline function beyond(a: v128, b: v128, limit: v128): v128 {
  return v128.gt<u8>(v128.or(v128.sub_sat<u8>(a, b), v128.sub_sat<u8>(b, a)), limit);
}

function kindOf(at: usize, seen: usize, count: u32): u32 {
  const r = <f64>load<u8>(at) - load<f64>(seen, Seen.red);
  const g = <f64>load<u8>(at, 1) - load<f64>(seen, Seen.green);
  const b = <f64>load<u8>(at, 2) - load<f64>(seen, Seen.blue);
  const length = r * r + g * g + b * b;
  let best: u32 = 0;
  let least: f64 = Infinity, share: f64 = 0.0, rest: f64 = Infinity;
  for (let k: u32 = 0; k < count; k++) {
    const d = directions + (k << 5);
    const square = load<f64>(d, 24);
    if (square == 0.0) continue;
    const a = min(max((r * load<f64>(d) + g * load<f64>(d, 8) + b * load<f64>(d, 16)) / square, 0.0), 1.25);
    const dr = r - a * load<f64>(d), dg = g - a * load<f64>(d, 8), db = b - a * load<f64>(d, 16);
    const left = dr * dr + dg * dg + db * db;
    const cost = left + (1.0 - a) * (1.0 - a) * square * 0.1;
    if (cost < least) {
      least = cost;
      share = a;
      rest = left;
      best = k + 1;
    }
  }
  if (rest > FOREIGN) return length > FOREIGN_CORE ? count + 1 : 0;
  return share >= 0.5 ? best : 0;
}
