// Sine and cosine that are the same in every engine. ECMAScript leaves Math.sin to the engine, and engines differ in the last
// bit, which could change a corner of a turned box after rounding to f32. This one uses only + - * and floor.
//
// Method: Cody and Waite. n = the nearest multiple of pi/2; x - n pi/2 with pi/2 cut into pieces of 33 bits, so that n times a
// piece is exact while n < 2^20; then the minimax polynomials of fdlibm (k_sin.c, k_cos.c, Sun Microsystems 1993) on
// [-pi/4, pi/4], below 1 ulp. The remainder is carried as a sum `high + low`.

const perQuarter = 0.6366197723675814; // 2/pi
const quarter1 = 1.5707963267341256; // first 33 bits of pi/2
const quarter2 = 6.077100506303966e-11; // next 33 bits
const quarter2Rest = 2.0222662487959506e-21; // pi/2 - quarter1 - quarter2

/** Largest angle that is reduced exactly, rad: 2^20 quarter turns are 1.6e6. */
export const maxAngle = 1e6;

/**
 * Cosine and sine of an angle.
 * @param angle rad, magnitude at most 1e6
 * @returns error below 1e-15
 */
export function cosSin(angle: number): [cos: number, sin: number] {
  const n = Math.floor(angle * perQuarter + 0.5);
  const first = angle - n * quarter1;
  const second = n * quarter2;
  const rest = first - second;
  const correction = n * quarter2Rest - (first - rest - second);
  const high = rest - correction;
  const low = rest - high - correction;
  const c = kernelCos(high, low);
  const s = kernelSin(high, low);
  const turn = n - 4 * Math.floor(n / 4);
  if (turn === 0) return [c, s];
  if (turn === 1) return [-s, c];
  if (turn === 2) return [-c, -s];
  return [s, -c];
}

/** sin(x + y) for |x| <= pi/4, y its tail. */
function kernelSin(x: number, y: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * y - v * r) - y - v * -0.16666666666666632);
}

/** cos(x + y) for |x| <= pi/4, y its tail; 1 - z/2 is rounded once and its error put back. */
function kernelCos(x: number, y: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * y));
}
