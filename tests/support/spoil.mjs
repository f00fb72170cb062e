// Frames u8 (T, H, W, 3) as models and codecs spoil them.

/** Numbers in [0, 1), the same for a seed: a Weyl sequence through the finaliser of MurmurHash3. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** Gaussian blur, standard deviation in pixels; the border is continued. */
export function blurFrames(frames, width, height, sigma) {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const pass = (from, step, limit, at) => {
    const out = new Float64Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const place = at(i);
      let sum = 0;
      weights.forEach((w, k) => {
        const moved = Math.min(Math.max(place + k - reach, 0), limit - 1) - place;
        sum += w * from[i + moved * step];
      });
      out[i] = sum / total;
    }
    return out;
  };
  const across = pass(frames, 3, width, (i) => Math.floor(i / 3) % width);
  const down = pass(across, 3 * width, height, (i) => Math.floor(i / (3 * width)) % height);
  return Uint8Array.from(down, Math.round);
}

/** Normal noise on every channel, clamped to 0 .. 255. */
export function noiseFrames(frames, sigma, seed) {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return new Uint8Array(Uint8ClampedArray.from(frames, (level) => Math.round(level + sigma * normal())).buffer);
}

/** Black becomes lighter and white darker by `by` levels, and what lies between goes with them. */
export function recolorFrames(frames, by) {
  return Uint8Array.from(frames, (level) => Math.round(by + (level * (255 - 2 * by)) / 255));
}

/** The picture moved to the right and down by whole pixels. */
export function shiftFrames(frames, width, height, by, fill) {
  const out = new Uint8Array(frames.length);
  for (let i = 0; i < frames.length; i += 3) {
    const pixel = i / 3;
    const [column, row] = [pixel % width, Math.floor(pixel / width) % height];
    const inside = column >= by && row >= by && column - by < width && row - by < height;
    for (let k = 0; k < 3; k++) out[i + k] = inside ? frames[i + k - 3 * by * (width + 1)] : fill[k];
  }
  return out;
}

/** Means over factor x factor pixels. */
export function areaFrames(frames, width, height, factor) {
  const [w, h] = [width / factor, height / factor];
  const count = frames.length / (width * height * 3);
  const out = new Uint8Array(count * w * h * 3);
  for (let i = 0; i < out.length; i++) {
    const k = i % 3;
    const column = Math.floor(i / 3) % w;
    const row = Math.floor(i / (3 * w)) % h;
    const frame = Math.floor(i / (3 * w * h));
    let sum = 0;
    for (let y = 0; y < factor; y++)
      for (let x = 0; x < factor; x++)
        sum += frames[((frame * height + row * factor + y) * width + column * factor + x) * 3 + k];
    out[i] = Math.round(sum / (factor * factor));
  }
  return out;
}
