// docs/pixels.md, pixel by pixel and line by line: slow, and independent of the module. Every f32 operation is an f64
// operation rounded by `f`; for + - * / and sqrt of f32 that gives exactly the f32 result.

export interface Picture {
  width: number;
  height: number;
  supersample: number;
  /** x0, y0, x1, y1 (m). */
  view: readonly [number, number, number, number];
  edge: 'coverage' | 'study' | 'hard';
  samples: 'centers' | 'corners';
  rounding: 'nearest' | 'truncate';
  softness: number;
  /** 0xRRGGBB. */
  background: number;
}

export interface Drawn {
  shape: 'disc' | 'square' | 'ring';
  /** 0xRRGGBB. */
  color: number;
  x: number;
  y: number;
  angle: number;
  radius: number;
}

type Place = readonly [near: number, rest: number];

const f = Math.fround;
const clamp = (t: number, low: number, high: number) => Math.min(Math.max(t, low), high);
const hole = f(0.6);

/** The nearest integer, ties to even; t >= 0. */
function steps(t: number): number {
  const low = Math.floor(t);
  const rest = t - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}

const bytes = (color: number): [number, number, number] => [color >> 16, (color >> 8) & 255, color & 255];

// --- set-up

function place(at: number): Place {
  const s = at * 536870913;
  const near = s - (s - at);
  return [near, f(at - near)];
}

const offset = ([near, rest]: Place, centre: number) => f(f(near - centre) + rest);

/** Bias and steps of a side of `count` samples. */
function side(count: number, samples: Picture['samples']): { b: number; N: number } {
  return samples === 'corners' && count > 1 ? { b: 0, N: count - 1 } : { b: 0.5, N: count };
}

/** Output pixel = scale * coordinate + offset. */
export function camera(p: Picture): { col: [number, number]; row: [number, number] } {
  const n = p.supersample;
  const [x0, y0, x1, y1] = p.view;
  const m = (n - 1) * 0.5;
  const across = side(p.width * n, p.samples);
  const down = side(p.height * n, p.samples);
  const k = across.N / n / (x1 - x0);
  const l = down.N / n / (y1 - y0);
  return { col: [k, 0 - x0 * k - (across.b + m) / n], row: [-l, y1 * l - (down.b + m) / n] };
}

interface Canvas {
  C: number;
  R: number;
  columns: Place[];
  rows: Place[];
  pixelColumns: Place[];
  pixelRows: Place[];
  sx: number;
  sy: number;
}

function setUp(p: Picture): Canvas {
  const n = p.supersample;
  const [x0, y0, x1, y1] = p.view;
  const C = p.width * n;
  const R = p.height * n;
  const across = side(C, p.samples);
  const down = side(R, p.samples);
  const m = (n - 1) * 0.5;
  const many = (count: number, at: (i: number) => number) => Array.from({ length: count }, (_, i) => place(at(i)));
  return {
    C,
    R,
    columns: many(C, (j) => x0 + (x1 - x0) * ((j + across.b) / across.N)),
    rows: many(R, (i) => y1 + (y0 - y1) * ((i + down.b) / down.N)),
    pixelColumns: many(p.width, (o) => x0 + (x1 - x0) * ((o * n + (m + across.b)) / across.N)),
    pixelRows: many(p.height, (o) => y1 + (y0 - y1) * ((o * n + (m + down.b)) / down.N)),
    sx: f(across.N / (x1 - x0)),
    sy: f(down.N / (y1 - y0)),
  };
}

// --- cos and sin of an f32: musl's cosf and sinf for |a| <= 5 pi / 4, in f64

function sinKernel(x: number): number {
  const z = x * x;
  const r = -0.00019839334836096632 + z * 2.718311493989822e-6;
  const s = z * x;
  return f(x + s * (-0.16666666641626524 + z * 0.008333329385889463) + s * (z * z) * r);
}

function cosKernel(x: number): number {
  const z = x * x;
  const w = z * z;
  const r = -0.001388676377460993 + z * 2.439044879627741e-5;
  return f(1 + z * -0.499999997251031 + w * 0.04166662332373906 + w * z * r);
}

/** Largest f32 below pi / 4, and the f32 next to 3 pi / 4. */
const eighth = 0.7853981256484985;
const threeEighths = 2.356194257736206;

export function cosine(a: number): number {
  const t = Math.abs(a);
  if (t < 2 ** -12) return 1;
  if (t <= eighth) return cosKernel(a);
  if (t > threeEighths) return -cosKernel(t - Math.PI);
  return sinKernel(Math.PI / 2 - t);
}

export function sine(a: number): number {
  const t = Math.abs(a);
  if (t < 2 ** -12) return a;
  if (t <= eighth) return sinKernel(a);
  if (t > threeEighths) return sinKernel(-(a < 0 ? a + Math.PI : a - Math.PI));
  return a < 0 ? -cosKernel(a + Math.PI / 2) : cosKernel(a - Math.PI / 2);
}

// --- shapes

/** The tests of `hard`, of squares, and of the mask. */
function inside(body: Drawn, c: number, s: number): (dx: number, dy: number) => boolean {
  const r = body.radius;
  if (body.shape === 'square')
    return (dx, dy) => Math.abs(f(f(dx * c) + f(dy * s))) <= r && Math.abs(f(f(dy * c) - f(dx * s))) <= r;
  const r2 = f(r * r);
  const ri = f(r * hole);
  const i2 = f(ri * ri);
  return (dx, dy) => {
    const q = f(f(dx * dx) + f(dy * dy));
    return f(r2 - q) >= 0 && (body.shape === 'disc' || f(i2 - q) <= 0);
  };
}

/** Opacity of the study's edge. */
function ramp(body: Drawn, softness: number): (dx: number, dy: number) => number {
  const r = body.radius;
  const r2 = f(r * r);
  const k = f(1 / f(softness * r2));
  const ri = f(r * hole);
  const i2 = f(ri * ri);
  return (dx, dy) => {
    const q = f(f(dx * dx) + f(dy * dy));
    const t = f(f(r2 - q) * k);
    return clamp(body.shape === 'ring' ? Math.min(t, -f(f(i2 - q) * k)) : t, 0, 1);
  };
}

const lines = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => (2 * k - 7) / 16);

/** Shares of a row of the canvas that a disc covers, `v` rows below its centre. */
function discShares(canvas: Canvas, cx: number, v: number, radius: number, F: number): (j: number) => number {
  const { C, sx, sy } = canvas;
  const z = f(cx + 0.5);
  const p = f(1 / sy);
  const q = f(1 / sx);
  const R = f(radius * radius);
  const root = (t: number) => f(Math.sqrt(Math.max(f(R - f(t * t)), 0)));
  if (Math.abs(v) <= Math.max(F, 0.5)) {
    const u = f(sx * 256);
    const middle = f(z * 256);
    const ends = (t: number) => steps(clamp(t, 0, 256 * C));
    const cuts = lines.map((o) => {
      const w = f(root(f(f(v + o) * p)) * u);
      return [ends(f(middle - w)), ends(f(middle + w))] as const;
    });
    const right = (j: number, end: number) => clamp(256 * (j + 1) - end, 0, 256);
    return (j) => 2 * cuts.reduce((sum, [L, E]) => sum + right(j, L) - right(j, E), 0);
  }
  const n = f(Math.abs(v) - 0.5);
  const w1 = f(root(f(n * p)) * sx);
  const w2 = f(root(f(f(Math.abs(v) + 0.5) * p)) * sx);
  const bound = (t: number) => clamp(t, 0, C);
  const touched = [Math.floor(bound(f(z - w1))), Math.ceil(bound(f(z + w1)))] as const;
  const whole = [Math.ceil(bound(f(z - w2))), Math.floor(bound(f(z + w2)))] as const;
  return (j) => {
    if (j < touched[0] || j >= touched[1]) return 0;
    if (j >= whole[0] && j < whole[1]) return 4096;
    return (
      2 *
      lines.reduce((sum, o) => {
        const d = f(f(f(j - cx) + o) * q);
        const h = f(root(d) * f(sy * 256));
        return sum + steps(clamp(f(h - f(n * 256)), 0, 256));
      }, 0)
    );
  };
}

/** Integral of clamp(t, 0, 1). */
function passed(t: number): number {
  if (t <= 0) return 0;
  return t < 1 ? f(f(t * t) * 0.5) : f(t - 0.5);
}

/** Part of pixel j that lies right of a side from a to b. */
function rightOfSide(a: number, b: number, j: number): number {
  if (j + 1 <= a) return 0;
  if (j >= b) return 1;
  const spread = f(b - a);
  if (spread < 1 / 256) return clamp(f(j + 1 - f(f(a + b) * 0.5)), 0, 1);
  return f(f(passed(f(j + 1 - a)) - passed(f(j + 1 - b))) / spread);
}

function squareShares(canvas: Canvas, cx: number, v: number, h: number, c: number, s: number): (j: number) => number {
  const { sx, sy } = canvas;
  const z = f(cx + 0.5);
  const grown = f(Math.abs(c) + Math.abs(s));
  const e = f(f(h * sx) * grown);
  const g = f(f(h * sy) * grown);
  const [C, S] = c * s < 0 ? [Math.abs(s), Math.abs(c)] : [Math.abs(c), Math.abs(s)];
  const y = f(f(h * sy) * f(C - S));
  const m = Math.abs(y);
  const ratio = f(sx / sy);
  const a = f(f(C / S) * ratio);
  const b = f(f(S / C) * ratio);
  const line = (t: number): [number, number] => {
    const left = t < -y ? f(a * f(-y - t)) : f(b * f(t + y));
    const right = t > y ? f(a * f(t - y)) : f(b * f(y - t));
    return [f(z + f(left - e)), f(z + f(e - right))];
  };
  const top = f(v - 0.5);
  const bottom = f(v + 0.5);
  const bands = [
    [Math.max(top, -g), Math.min(bottom, -m)],
    [Math.max(top, -m), Math.min(bottom, m)],
    [Math.max(top, m), Math.min(bottom, g)],
  ] as [number, number][];
  const cut = bands.flatMap(([from, to]) => {
    if (!(from < to)) return [];
    const one = line(from);
    const other = line(to);
    const sides = [0, 1].map((k) => {
      const ends = [one[k] as number, other[k] as number];
      return { a: Math.min(...ends), b: Math.max(...ends) };
    });
    return [
      { height: f(to - from), left: sides[0] as { a: number; b: number }, right: sides[1] as { a: number; b: number } },
    ];
  });
  const tall = top >= -g && bottom <= g;
  return (j) => {
    if (tall && cut.every(({ left, right }) => left.b <= j && right.a >= j + 1)) return 4096;
    const S = cut.reduce((sum, { height, left, right }) => {
      const part = f(rightOfSide(left.a, left.b, j) - rightOfSide(right.a, right.b, j));
      return f(sum + f(height * part));
    }, 0);
    return Math.trunc(f(f(clamp(S, 0, 1) * 4096) + 0.5));
  };
}

/** Shares of row i. */
function rowShares(canvas: Canvas, body: Drawn, cx: number, v: number, c: number, s: number): (j: number) => number {
  const r = body.radius;
  if (body.shape === 'square') return squareShares(canvas, cx, v, r, c, s);
  const e = f(r * canvas.sx);
  const g = f(r * canvas.sy);
  const gg = f(g * g);
  const F = f(gg / f(Math.sqrt(f(gg + f(e * e)))));
  const outer = discShares(canvas, cx, v, r, F);
  if (body.shape === 'disc') return outer;
  const inner = discShares(canvas, cx, v, f(r * hole), f(F * hole));
  return (j) => outer(j) - inner(j);
}

// --- drawing

/** Draws one frame and its mask. */
export function draw(p: Picture, bodies: readonly Drawn[]): { frame: Uint8Array; mask: Uint8Array } {
  const canvas = setUp(p);
  const { C, R, columns, rows, sx, sy } = canvas;
  const levels = new Uint8Array(C * R * 3);
  for (let i = 0; i < C * R; i++) levels.set(bytes(p.background), 3 * i);
  const mask = new Uint8Array(p.width * p.height);
  const softness = f(p.softness);
  const edge = p.edge === 'study' && softness === 0 ? 'hard' : p.edge;

  bodies.forEach((given, number) => {
    const body: Drawn = { ...given, x: f(given.x), y: f(given.y), angle: f(given.angle), radius: f(given.radius) };
    const { x, y, angle, radius: r } = body;
    const cx = f(-offset(columns[0] as Place, x) * sx);
    const cy = f(offset(rows[0] as Place, y) * sy);
    const far = (t: number) => !(Math.abs(t) < 2 ** 20);
    if (!(r > 0) || far(cx) || far(cy) || far(f(r * sx)) || far(f(r * sy))) return;
    const c = angle === 0 ? 1 : cosine(angle);
    const s = angle === 0 ? 0 : sine(angle);
    const within = inside(body, c, s);
    const color = bytes(body.color);

    if (edge === 'coverage') {
      const grown = body.shape === 'square' ? f(Math.abs(c) + Math.abs(s)) : 1;
      const e = f(f(r * sx) * grown);
      const g = f(f(r * sy) * grown);
      const bias = p.rounding === 'nearest' ? 2048 : 0;
      if (f(cx + e) > -1 && f(cx - e) < C)
        for (let i = 0; i < R; i++) {
          const v = f(i - cy);
          if (!(Math.abs(v) < f(g + 0.5))) continue;
          const shares = rowShares(canvas, body, cx, v, c, s);
          for (let j = 0; j < C; j++) {
            const share = shares(j);
            if (share <= 0) continue;
            for (let k = 0; k < 3; k++) {
              const at = 3 * (i * C + j) + k;
              levels[at] = Math.floor(
                ((4096 - share) * (levels[at] as number) + share * (color[k] as number) + bias) / 4096,
              );
            }
          }
        }
    } else {
      const soft = ramp(body, softness);
      const bias = p.rounding === 'nearest' ? 0.5 : 0;
      const hard = edge === 'hard' || body.shape === 'square';
      for (let i = 0; i < R; i++) {
        const dy = offset(rows[i] as Place, y);
        for (let j = 0; j < C; j++) {
          const dx = offset(columns[j] as Place, x);
          const m = hard ? Number(within(dx, dy)) : soft(dx, dy);
          if (!(m > 0)) continue;
          for (let k = 0; k < 3; k++) {
            const at = 3 * (i * C + j) + k;
            const old = levels[at] as number;
            levels[at] =
              m === 1 ? (color[k] as number) : Math.trunc(f(f(f(f(1 - m) * old) + f(m * (color[k] as number))) + bias));
          }
        }
      }
    }

    for (let i = 0; i < p.height; i++) {
      const dy = offset(canvas.pixelRows[i] as Place, y);
      for (let j = 0; j < p.width; j++)
        if (within(offset(canvas.pixelColumns[j] as Place, x), dy)) mask[i * p.width + j] = number + 1;
    }
  });
  return { frame: average(p, levels), mask };
}

/** Means of n x n boxes, rounded half up. */
export function average(p: Pick<Picture, 'width' | 'height' | 'supersample'>, levels: Uint8Array): Uint8Array {
  const n = p.supersample;
  const stride = p.width * n * 3;
  const frame = new Uint8Array(p.width * p.height * 3);
  for (let i = 0; i < p.height; i++)
    for (let j = 0; j < p.width; j++)
      for (let k = 0; k < 3; k++) {
        let sum = 0;
        for (let a = 0; a < n; a++)
          for (let b = 0; b < n; b++) sum += levels[(i * n + a) * stride + 3 * (j * n + b) + k] as number;
        frame[3 * (i * p.width + j) + k] = Math.floor((sum + Math.floor((n * n) / 2)) / (n * n));
      }
  return frame;
}
