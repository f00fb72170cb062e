// The study's raster, from its rule (section 3.6 of its protocol): no edges between, one body over the other, row 0 at the bottom.
import type { PixelBody } from '../../scenes/phyre-objects.js';
import type { Point } from '../../scenes/scene.js';

/** Python's and C's rint: half to even. */
function rint(x: number): number {
  const whole = Math.floor(x);
  if (x - whole === 0.5) return whole % 2 ? whole + 1 : whole;
  return Math.round(x);
}

function fillPolygon(codes: Uint8Array, S: number, points: Point[], code: number): void {
  const ys = points.map(([, y]) => y);
  const [first, end] = [Math.max(0, rint(Math.min(...ys))), Math.min(S, rint(Math.max(...ys)))];
  for (let row = first; row < end; row++) {
    let [left, right] = [Infinity, -Infinity];
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length]!;
      const y = row + 0.5;
      if (Math.abs(by - ay) < 1e-3 || y < Math.min(ay, by) || y > Math.max(ay, by)) return;
      const x = ax + ((bx - ax) * (y - ay)) / (by - ay);
      left = Math.min(left, x);
      right = Math.max(right, x);
    });
    if (left > right) continue;
    codes.fill(code, row * S + Math.min(Math.max(rint(left), 0), S), row * S + Math.min(Math.max(rint(right), 0), S));
  }
}

function fillCircle(codes: Uint8Array, S: number, x: number, y: number, r: number, code: number): void {
  for (let row = Math.max(0, Math.floor(y - r)); row < Math.min(S, Math.ceil(y + r) + 1); row++)
    for (let column = Math.max(0, Math.floor(x - r)); column < Math.min(S, Math.ceil(x + r) + 1); column++)
      if ((column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2 <= r * r) codes[row * S + column] = code;
}

/** Codes of bodies in px; a row of S codes for every row of pixels, from the bottom. */
export function studyRaster(S: number, bodies: readonly PixelBody[], code: (i: number) => number): Uint8Array {
  const codes = new Uint8Array(S * S);
  bodies.forEach(({ x, y, angle, shapes }, i) => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (const shape of shapes) {
      if ('circle' in shape) fillCircle(codes, S, x, y, shape.circle, code(i));
      else {
        const points = shape.polygon.map(([px, py]): Point => [x + px * c - py * s, y + px * s + py * c]);
        fillPolygon(codes, S, points, code(i));
      }
    }
  });
  return codes;
}

/** The study's numbers of its colours. */
const codesOf = new Map([
  [0xffffff, 0],
  [0xf34f46, 1],
  [0xb9cad2, 5],
  [0x000000, 6],
]);

/** A picture of so many bytes a pixel, row 0 on top, as codes; a colour that the study does not have is 255. */
export function codesOfPicture(S: number, data: ArrayLike<number>, bytes: 3 | 4): Uint8Array {
  const codes = new Uint8Array(S * S);
  for (let row = 0; row < S; row++)
    for (let column = 0; column < S; column++) {
      const at = ((S - 1 - row) * S + column) * bytes;
      codes[row * S + column] = codesOf.get((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!) ?? 255;
    }
  return codes;
}

/** Pixels that are not the same. */
export function different(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
