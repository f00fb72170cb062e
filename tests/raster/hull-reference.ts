// The chapter "Hulls" of docs/pixels.md, pixel by pixel and line by line: slow, and independent of the module. For pictures without
// supersampling; every f32 operation is an f64 operation rounded by `f`.

import type { Point } from './hull-area.js';

export interface DrawnHull {
  points: readonly Point[];
  x: number;
  y: number;
  c: number;
  s: number;
  radius: number;
  /** 0xRRGGBB. */
  color: number;
  /** 0 to 4096. */
  opacity: number;
}

export interface HullPicture {
  width: number;
  height: number;
  /** x0, y0, x1, y1 (m). */
  view: readonly [number, number, number, number];
  edge: 'coverage' | 'hard';
  /** 0xRRGGBB. */
  background: number;
}

type Place = readonly [near: number, rest: number];

const f = Math.fround;
const clamp = (t: number, low: number, high: number) => Math.min(Math.max(t, low), high);
const root = (t: number) => f(Math.sqrt(t));

function place(at: number): Place {
  const s = at * 536870913;
  const near = s - (s - at);
  return [near, f(at - near)];
}

const offset = ([near, rest]: Place, centre: number) => f(f(near - centre) + rest);

interface Corner {
  ox: number;
  oy: number;
  ex: number;
  ey: number;
  nx: number;
  ny: number;
  X: number;
  Y: number;
}

interface Piece {
  left: boolean;
  from: number;
  to: number;
  /** Columns at `from` and `to`, or the point of an arc. */
  ends: [number, number] | null;
  corner: Corner;
}

interface Band {
  left: boolean;
  height: number;
  low: number;
  high: number;
}

interface Scale {
  sx: number;
  sy: number;
  z: number;
}

function corners(hull: DrawnHull, { sx, sy, z }: Scale): Corner[] {
  const all = hull.points.map(
    ([px, py]): Point => [f(f(f(px) * hull.c) - f(f(py) * hull.s)), f(f(f(px) * hull.s) + f(f(py) * hull.c))],
  );
  const close = (a: Point, b: Point) => {
    const dx = f(a[0] - b[0]);
    const dy = f(a[1] - b[1]);
    return f(f(dx * dx) + f(dy * dy)) <= f(1e-30);
  };
  const kept: Point[] = [];
  for (const p of all) if (kept.length === 0 || !close(kept.at(-1) as Point, p)) kept.push(p);
  if (kept.length > 1 && close(kept.at(-1) as Point, kept[0] as Point)) kept.pop();
  return kept.map(([ox, oy], i) => {
    const [u, v] = kept[(i + 1) % kept.length] as Point;
    const ex = f(u - ox);
    const ey = f(v - oy);
    const L = root(f(f(ex * ex) + f(ey * ey)));
    return { ox, oy, ex, ey, nx: f(ey / L), ny: f(-ex / L), X: f(z + f(ox * sx)), Y: -f(oy * sy) };
  });
}

const least = 2 ** -20;

function pieces(list: readonly Corner[], rx: number, ry: number): Piece[] {
  const out: Piece[] = [];
  const add = (piece: Piece) => {
    if (f(piece.to - piece.from) > least) out.push(piece);
  };
  const round = Math.min(rx, ry) > least;
  const arc = (corner: Corner, left: boolean, low: number, high: number) =>
    add({ left, from: f(corner.Y - f(high * ry)), to: f(corner.Y - f(low * ry)), ends: null, corner });
  if (list.length === 1) {
    const [only] = list as [Corner];
    if (round) for (const left of [true, false]) arc(only, left, -1, 1);
    return out;
  }
  list.forEach((corner, i) => {
    const a = list[(i + list.length - 1) % list.length] as Corner;
    const next = list[(i + 1) % list.length] as Corner;
    const { nx: bx, ny: by } = corner;
    const { nx: ax, ny: ay } = a;
    const straight = f(f(ax * by) - f(ay * bx)) <= 0 && f(f(ax * bx) + f(ay * by)) > 0;
    if (round && !straight) {
      const fromRight = ax > 0 || (ax === 0 && ay < 0);
      const toRight = bx > 0 || (bx === 0 && by > 0);
      if (fromRight && toRight) arc(corner, false, ay, by);
      else if (fromRight) {
        arc(corner, false, ay, 1);
        arc(corner, true, by, 1);
      } else if (toRight) {
        arc(corner, true, -1, ay);
        arc(corner, false, -1, by);
      } else arc(corner, true, by, ay);
    }
    const dx = f(bx * rx);
    const dy = f(by * ry);
    const p: Point = [f(corner.X + dx), f(corner.Y - dy)];
    const q: Point = [f(next.X + dx), f(next.Y - dy)];
    if (p[1] < q[1]) add({ left: true, from: p[1], to: q[1], ends: [p[0], q[0]], corner });
    else add({ left: false, from: q[1], to: p[1], ends: [q[0], p[0]], corner });
  });
  return out;
}

function arcBands(piece: Piece, u0: number, u1: number, rx: number, ry: number, ratio: number): Band[] {
  const from = Math.max(u0, 0);
  if (!(from < u1)) return [];
  const w = (u: number) => f(root(Math.max(f(u * f(f(ry * 2) - u)), 0)) * ratio);
  const m = Math.min(rx, ry);
  const bend = f(f(Math.max(rx, ry) / f(m * m)) * 0.125);
  const d = f(w(u1) - w(from));
  const h = f(u1 - from);
  const g = f(f(f(d * d) + f(h * h)) * bend);
  const k = g <= 2 ** -8 ? 1 : g <= 2 ** -6 ? 2 : g <= 2 ** -4 ? 4 : 8;
  const r0 = root(from);
  const pace = f(f(root(u1) - r0) / k);
  const bands: Band[] = [];
  let p = from;
  let a = r0;
  for (let j = 1; j <= k; j++) {
    const b = j === k ? root(u1) : f(r0 + f(pace * j));
    const q = j === k ? u1 : Math.max(f(b * b), p);
    const mid = f(f(a + b) * 0.5);
    const sum = f(f(f(a * w(p)) + f(f(mid * w(f(mid * mid))) * 4)) + f(b * w(q)));
    const shift = f(f(sum / f(f(a + b) * 3)) - f(f(w(p) + w(q)) * 0.5));
    const ends = [f(w(p) + shift), f(w(q) + shift)].map((t) => f(piece.corner.X + (piece.left ? -t : t)));
    if (q > p) bands.push({ left: piece.left, height: f(q - p), low: Math.min(...ends), high: Math.max(...ends) });
    p = q;
    a = b;
  }
  return bands;
}

function bandsOf(piece: Piece, v: number, rx: number, ry: number, ratio: number): Band[] {
  const from = Math.max(f(v - 0.5), piece.from);
  const to = Math.min(f(v + 0.5), piece.to);
  if (!(from < to)) return [];
  if (piece.ends) {
    const [x0, x1] = piece.ends;
    const slope = f(f(x1 - x0) / f(piece.to - piece.from));
    const ends = [from, to].map((t) => clamp(f(x0 + f(f(t - piece.from) * slope)), Math.min(x0, x1), Math.max(x0, x1)));
    return [{ left: piece.left, height: f(to - from), low: Math.min(...ends), high: Math.max(...ends) }];
  }
  const { Y } = piece.corner;
  const top = f(Y - ry);
  const end = f(Y + ry);
  const bands: Band[] = [];
  if (from < Y) bands.push(...arcBands(piece, f(from - top), f(Math.min(to, Y) - top), rx, ry, ratio));
  if (to > Y) bands.push(...arcBands(piece, f(end - to), f(end - Math.max(from, Y)), rx, ry, ratio));
  return bands;
}

function passed(t: number): number {
  if (t <= 0) return 0;
  return t < 1 ? f(f(t * t) * 0.5) : f(t - 0.5);
}

function rightOf({ low, high }: Band, j: number): number {
  if (j + 1 <= low) return 0;
  if (j >= high) return 1;
  const spread = f(high - low);
  if (spread < 1 / 256) return clamp(f(j + 1 - f(f(low + high) * 0.5)), 0, 1);
  return f(f(passed(f(j + 1 - low)) - passed(f(j + 1 - high))) / spread);
}

function inside(list: readonly Corner[], r: number, dx: number, dy: number): boolean {
  let leftOfAll = list.length > 2;
  let near = false;
  const limit = f(r * r);
  for (const { ox, oy, ex, ey } of list) {
    const wx = f(dx - ox);
    const wy = f(dy - oy);
    const cross = f(f(ex * wy) - f(ey * wx));
    const along = f(f(wx * ex) + f(wy * ey));
    const square = f(f(ex * ex) + f(ey * ey));
    if (!(cross >= 0)) leftOfAll = false;
    if (!(r > 0)) continue;
    if (f(f(wx * wx) + f(wy * wy)) <= limit) near = true;
    if (square > 0 && along >= 0 && along <= square && f(cross * cross) <= f(limit * square)) near = true;
  }
  return leftOfAll || near;
}

/** Draws hulls over each other: u8 (height, width, 4). */
export function drawHulls(p: HullPicture, hulls: readonly DrawnHull[]): Uint8Array {
  const { width: C, height: R } = p;
  const [x0, y0, x1, y1] = p.view;
  const columns = Array.from({ length: C }, (_, j) => place(x0 + (x1 - x0) * ((j + 0.5) / C)));
  const rows = Array.from({ length: R }, (_, i) => place(y1 + (y0 - y1) * ((i + 0.5) / R)));
  const sx = f(C / (x1 - x0));
  const sy = f(R / (y1 - y0));
  const out = new Uint8Array(C * R * 4);
  for (let k = 0; k < C * R; k++)
    out.set([p.background >> 16, (p.background >> 8) & 255, p.background & 255, 255], 4 * k);

  for (const given of hulls) {
    const hull = { ...given, x: f(given.x), y: f(given.y), c: f(given.c), s: f(given.s), radius: f(given.radius) };
    const cx = f(-offset(columns[0] as Place, hull.x) * sx);
    const cy = f(offset(rows[0] as Place, hull.y) * sy);
    const scale = { sx, sy, z: f(cx + 0.5) };
    const list = corners(hull, scale);
    const longest = Math.max(...list.map(({ ox, oy }) => root(f(f(ox * ox) + f(oy * oy)))));
    const reach = f(longest + hull.radius);
    const far = (t: number) => !(Math.abs(t) < 2 ** 22);
    if (!(reach > 0) || far(cx) || far(cy) || far(f(reach * sx)) || far(f(reach * sy))) continue;
    const rx = f(hull.radius * sx);
    const ry = f(hull.radius * sy);
    const outline = pieces(list, rx, ry);
    if (outline.length === 0) continue;
    const blend = (i: number, j: number, share: number) => {
      const part = Math.floor((share * hull.opacity) / 4096);
      for (let k = 0; k < 3; k++) {
        const at = 4 * (i * C + j) + k;
        const level = (hull.color >> (16 - 8 * k)) & 255;
        out[at] = Math.floor(((4096 - part) * (out[at] as number) + part * level + 2048) / 4096);
      }
    };
    const left = f(Math.min(...list.map(({ X }) => X)) - rx);
    const right = f(Math.max(...list.map(({ X }) => X)) + rx);
    const top = Math.min(...outline.map(({ from }) => from));
    const bottom = Math.max(...outline.map(({ to }) => to));
    for (let i = 0; i < R; i++) {
      if (p.edge === 'hard') {
        const dy = offset(rows[i] as Place, hull.y);
        const within = columns.map((place) => inside(list, hull.radius, offset(place, hull.x), dy));
        const first = within.indexOf(true);
        if (first >= 0) for (let j = first; j <= within.lastIndexOf(true); j++) blend(i, j, 4096);
        continue;
      }
      if (!(right > -1) || !(left < C)) continue;
      const v = f(i - cy);
      const bands = outline.flatMap((piece) => bandsOf(piece, v, rx, ry, f(sx / sy)));
      const lefts = bands.filter((band) => band.left);
      const rights = bands.filter((band) => !band.left);
      if (!(Math.min(...lefts.map(({ low }) => low)) <= Math.max(...rights.map(({ high }) => high)))) continue;
      const tall = top <= f(v - 0.5) && f(v + 0.5) <= bottom;
      for (let j = 0; j < C; j++) {
        const whole = tall && lefts.every(({ high }) => high <= j) && rights.every(({ low }) => low >= j + 1);
        const A = bands.reduce(
          (sum, band) => f(sum + f((band.left ? band.height : -band.height) * rightOf(band, j))),
          0,
        );
        blend(i, j, whole ? 4096 : Math.trunc(f(f(clamp(A, 0, 1) * 4096) + 0.5)));
      }
    }
  }
  return out;
}
