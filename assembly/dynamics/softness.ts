// How stiff a constraint is, and how a spring is made of impulses.
//
// soften(): a contact or joint of frequency f and damping ratio z for a sub-step hs (E. Catto, "Soft Constraints", GDC 2011), with o = 2 pi f:
//   a1 = 2 z + hs o, a2 = hs o a1, a3 = 1 / (1 + a2): rate = o / a1, mass scale = a2 a3, impulse scale = a3.
// It damps more than it says, which is what a constraint wants.
//
// tune(): a spring that oscillates as it says. In a sub-step its impulse on an effective mass m at stretch x is
//   P = -m (stretch x + drag (u0 + u1)),   u0, u1 the speeds at the start and the end of the sub-step,
// and then x moves by hs u1. Eigenvalues of that map are those of the true oscillator, exp(hs (-z o +- i o sqrt(1 - z^2))), if
//   drag = tanh(z o hs),   stretch = 2 (1 - cos(o hs sqrt(1 - z^2)) / cosh(z o hs)) / hs,
// written below without cancellation (sinh^2 + sin^2 of half the angles; a difference of cosh where z > 1). Under a constant load it comes to rest at
// F / k within (o hs)^2 / 12. The implicit form of the paper, that of E. Catto's Box2D, is stable for any f but adds damping of o hs / 2.

const TAU: f32 = 6.283185307179586;
/** Largest damping of one sub-step, as an exponent; beyond it a spring creeps all the same. */
const MOST: f32 = 10;

/** What soften() found: 1/s, then shares. */
export let rate: f32 = 0;
export let massScale: f32 = 0;
export let impulseScale: f32 = 0;

/** What tune() found: 1/s, and a share. */
export let stretch: f32 = 0;
export let drag: f32 = 0;

/** Softness of a constraint. */
export function soften(hertz: f32, damping: f32, hs: f32): void {
  const one: f32 = 1;
  const o: f32 = hertz * TAU;
  const a1: f32 = damping * 2 + hs * o;
  const a2: f32 = hs * o * a1;
  const a3: f32 = one / (one + a2);
  rate = o / a1;
  massScale = a2 * a3;
  impulseScale = a3;
}

/** Sets what soften() found before. */
export function useSoftness(ofRate: f32, ofMass: f32, ofImpulse: f32): void {
  rate = ofRate;
  massScale = ofMass;
  impulseScale = ofImpulse;
}

/** Makes the last softness that of impulses of whole steps: hard, and errors taken out at its rate. */
export function harden(): void {
  massScale = 1;
  impulseScale = 0;
}

/** Makes the last softness one that does not mind errors: something else takes them out. */
export function unbias(): void {
  harden();
  rate = 0;
}

/** Impulses of a spring of this frequency and damping ratio. */
export function tune(hertz: f32, damping: f32, hs: f32): void {
  const one: f32 = 1;
  const half: f32 = 0.5;
  const angle: f32 = hertz * TAU * hs;
  const a: f32 = min<f32>(damping * angle, MOST);
  const over: f32 = damping * damping - one;
  let sum: f32;
  if (over <= 0) {
    const u: f32 = NativeMathf.sinh(a * half);
    const v: f32 = NativeMathf.sin(angle * sqrt<f32>(-over) * half);
    sum = u * u + v * v;
  } else {
    // sinh^2 p - sinh^2 q = sinh(p + q) sinh(p - q), with p - q free of cancellation.
    const root: f32 = sqrt<f32>(over);
    const scale: f32 = damping + root;
    sum = NativeMathf.sinh(min<f32>(angle * scale * half, MOST)) * NativeMathf.sinh((angle / scale) * half);
  }
  drag = NativeMathf.tanh(a);
  stretch = (sum * 4) / (NativeMathf.cosh(a) * hs);
}
