// An object of a puzzle while its scene is laid out: pixels, f64, y upwards, before anything is rounded.
//
// A scene is S x S pixels. An object has an origin, an angle and convex parts about the origin, or is a disc. What is measured of it follows the
// turned corners. (Study: section 3.3 of its protocol.)

/** Most objects of a scene: 4 walls, 13 of four families, the red ball. */
export const MOST_OBJECTS: u32 = 18;

/** What an object is: its position among the catalogue's bodies of the scenario. */
export namespace Kind {
  // @ts-ignore: decorator
  @inline export const Bottom: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Left: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Top: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Right: u32 = 3;
  // @ts-ignore: decorator
  @inline export const Ball: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Dot: u32 = 5;
  // @ts-ignore: decorator
  @inline export const Bar: u32 = 6;
  // @ts-ignore: decorator
  @inline export const StandingBar: u32 = 7;
  // @ts-ignore: decorator
  @inline export const StaticBar: u32 = 8;
  // @ts-ignore: decorator
  @inline export const Jar: u32 = 9;
  // @ts-ignore: decorator
  @inline export const Sticks: u32 = 10;
  // @ts-ignore: decorator
  @inline export const RedBall: u32 = 11;
}

export namespace Thing {
  // @ts-ignore: decorator
  @inline export const kind: usize = 0; // u32, Kind
  // @ts-ignore: decorator
  @inline export const among: usize = 4; // u32, 1, 2, ... among its kind, 0 = the only one
  // @ts-ignore: decorator
  @inline export const moves: usize = 8; // u32
  // @ts-ignore: decorator
  @inline export const parts: usize = 12; // u32 polygons of four corners, 0 = a disc
  // @ts-ignore: decorator
  @inline export const x: usize = 16; // px
  // @ts-ignore: decorator
  @inline export const y: usize = 24;
  // @ts-ignore: decorator
  @inline export const angle: usize = 32; // rad
  // @ts-ignore: decorator
  @inline export const radius: usize = 40; // px, of a disc
  // @ts-ignore: decorator
  @inline export const diameter: usize = 48; // px
  // @ts-ignore: decorator
  @inline export const points: usize = 64; // f64[3][4][2]
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 256;
}

/** Corners of a part, and bytes of one. */
export const CORNERS: u32 = 4;
// @ts-ignore: decorator
@inline export const PART: usize = 64;

const DEGREE: f64 = Math.PI / 180.0;

/** cos and sin of the object that turnTo() looked at. */
export let cosine: f64 = 1.0;
export let sine: f64 = 0.0;

/** Extents about the origin that measure() found. */
export let left: f64 = 0.0;
export let right: f64 = 0.0;
export let bottom: f64 = 0.0;

/** Makes an object of no size at the origin. */
export function beginThing(thing: usize, kind: u32, among: u32, moves: bool): void {
  memory.fill(thing, 0, Thing.SIZE);
  store<u32>(thing, kind, Thing.kind);
  store<u32>(thing, among, Thing.among);
  store<u32>(thing, u32(moves), Thing.moves);
}

/** Makes it a disc. */
export function beDisc(thing: usize, radius: f64): void {
  store<f64>(thing, radius, Thing.radius);
  store<f64>(thing, radius * 2.0, Thing.diameter);
}

/** Makes it a ball of the study: `scale` of S across, its radius a whole number and a half. */
export function beBall(thing: usize, scale: f64, S: f64): void {
  beDisc(thing, floor(scale * S * 0.5) + 0.5);
}

/** Makes it a bar of width w and height h. */
export function beBar(thing: usize, w: f64, h: f64): void {
  addRectangle(thing, w, h, 0.0);
  store<f64>(thing, sqrt(w * w + h * h), Thing.diameter);
}

/** Makes it two crossed sticks. */
export function beSticks(thing: usize, scale: f64, S: f64): void {
  const w = scale * S;
  const h = S / 50.0;
  addRectangle(thing, (w * 2.0) / 3.0, (h * 2.0) / 3.0, DEGREE * -77.5);
  addRectangle(thing, (w * 2.0) / 3.0, (h * 2.0) / 3.0, DEGREE * 77.5);
  store<f64>(thing, sqrt(w * w + h * h), Thing.diameter);
}

/** Makes it a jar, whose origin is the middle of its base. */
export function beJar(thing: usize, scale: f64, S: f64): void {
  const H = scale * S;
  const W = H / 1.2;
  const B = W * 0.8;
  const t = ((NativeMath.log(H) / NativeMath.log(S * 0.3)) * S) / 50.0;
  const lean = (W - B) * 0.5;
  const side = sqrt(H * H + lean * lean);
  const dx = (t * H) / side;
  const dxt = (t * side) / H;
  const dy = (t * lean) / side;
  const half = t * 0.5;
  addRectangle(thing, B, t, 0.0);
  addPart(thing, W * -0.5, H - half, B * -0.5, -half, B * -0.5 + dx, dy - half, W * -0.5 + dxt, H - half);
  addPart(thing, W * 0.5, H - half, W * 0.5 - dxt, H - half, B * 0.5 - dx, dy - half, B * 0.5, -half);
  const wide = W * 0.9;
  store<f64>(thing, sqrt(wide * wide + H * H), Thing.diameter);
}

function addRectangle(thing: usize, w: f64, h: f64, angle: f64): void {
  const c = NativeMath.cos(angle);
  const s = NativeMath.sin(angle);
  const x = w * 0.5;
  const y = h * 0.5;
  addPart(
    thing, x * c - y * s, x * s + y * c, -x * c - y * s, y * c - x * s, y * s - x * c, -x * s - y * c, x * c + y * s, x * s - y * c,
  );
}

function addPart(thing: usize, x0: f64, y0: f64, x1: f64, y1: f64, x2: f64, y2: f64, x3: f64, y3: f64): void {
  const parts = load<u32>(thing, Thing.parts);
  const at = thing + Thing.points + <usize>parts * PART;
  store<u32>(thing, parts + 1, Thing.parts);
  store<f64>(at, x0);
  store<f64>(at, y0, 8);
  store<f64>(at, x1, 16);
  store<f64>(at, y1, 24);
  store<f64>(at, x2, 32);
  store<f64>(at, y2, 40);
  store<f64>(at, x3, 48);
  store<f64>(at, y3, 56);
}

/** Takes the angle of an object in hand. */
export function turnTo(thing: usize): void {
  const angle = load<f64>(thing, Thing.angle);
  cosine = NativeMath.cos(angle);
  sine = NativeMath.sin(angle);
}

/** Gives an object an angle in degrees. */
export function setDegrees(thing: usize, degrees: f64): void {
  store<f64>(thing, degrees * DEGREE, Thing.angle);
}

/** Finds how far an object reaches from its origin, as it is turned. */
export function measure(thing: usize): void {
  const radius = load<f64>(thing, Thing.radius);
  left = -radius;
  right = radius;
  bottom = -radius;
  if (!load<u32>(thing, Thing.parts)) return;
  left = Infinity;
  right = -Infinity;
  bottom = Infinity;
  turnTo(thing);
  const end = thing + Thing.points + <usize>load<u32>(thing, Thing.parts) * PART;
  for (let p = thing + Thing.points; p < end; p += 16) {
    const x = load<f64>(p) * cosine - load<f64>(p, 8) * sine;
    const y = load<f64>(p) * sine + load<f64>(p, 8) * cosine;
    left = min(left, x);
    right = max(right, x);
    bottom = min(bottom, y);
  }
}

/** Puts an object's lowest point at y = `at`. */
export function setBottom(thing: usize, at: f64): void {
  measure(thing);
  store<f64>(thing, at - bottom, Thing.y);
}
