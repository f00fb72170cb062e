// One text for scalar and SIMD: arithmetic on T = f32 (one constraint) or T = v128 (four).
//
// Static `if`s on isVector<T>() vanish, so each instantiation is straight-line code. Every operation is IEEE and lane-wise, in the
// same order in both, so four lanes give the bits of four scalar runs. max and min are those of WebAssembly (not pmin/pmax).

// @ts-ignore: decorator
@inline export function splat<T>(x: f32): T {
  if (isVector<T>()) return f32x4.splat(x);
  return <T>x;
}

// @ts-ignore: decorator
@inline export function add<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.add(a, b);
  return <T>(a + b);
}

// @ts-ignore: decorator
@inline export function sub<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.sub(a, b);
  return <T>(a - b);
}

// @ts-ignore: decorator
@inline export function mul<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.mul(a, b);
  return <T>(a * b);
}

// @ts-ignore: decorator
@inline export function divide<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.div(a, b);
  return <T>(a / b);
}

// @ts-ignore: decorator
@inline export function neg<T>(a: T): T {
  if (isVector<T>()) return f32x4.neg(a);
  return <T>(-a);
}

/** The greater of two; the second of equal ones. A selection costs half of what WebAssembly's max does on x86-64. */
// @ts-ignore: decorator
@inline export function greater<T>(a: T, b: T): T {
  return whereGreater<T>(a, b, a, b);
}

/** max(x, 0), by the sign bit. */
// @ts-ignore: decorator
@inline export function positive<T>(x: T): T {
  if (isVector<T>()) return v128.andnot(x, i32x4.shr_s(x, 31));
  return max<T>(x, 0);
}

/** x held to [-most, most]. */
// @ts-ignore: decorator
@inline export function within<T>(x: T, most: T): T {
  const least: T = neg<T>(most);
  return whereGreater<T>(x, most, most, whereGreater<T>(least, x, least, x));
}

/** x > y ? a : b, lane by lane. */
// @ts-ignore: decorator
@inline export function whereGreater<T>(x: T, y: T, a: T, b: T): T {
  if (isVector<T>()) return v128.bitselect(a, b, f32x4.gt(x, y));
  return x > y ? a : b;
}

/** Whether any lane is not 0. */
// @ts-ignore: decorator
@inline export function some<T>(a: T): bool {
  if (isVector<T>()) return v128.any_true(a);
  return a != 0;
}

/** Square root. */
// @ts-ignore: decorator
@inline export function root<T>(a: T): T {
  if (isVector<T>()) return f32x4.sqrt(a);
  return <T>sqrt<f32>(a);
}

/** Whether |x| <= most, lane by lane, for both(), every() and where(); of what is no number not. */
// @ts-ignore: decorator
@inline export function upTo<T>(x: T, most: T): T {
  if (isVector<T>()) return f32x4.le(f32x4.abs(x), most);
  return abs<T>(x) <= most ? 1 : 0;
}

// @ts-ignore: decorator
@inline export function both<T>(a: T, b: T): T {
  if (isVector<T>()) return v128.and(a, b);
  return <T>(a * b);
}

// @ts-ignore: decorator
@inline export function every<T>(a: T): bool {
  if (isVector<T>()) return i32x4.all_true(a);
  return a != 0;
}

// @ts-ignore: decorator
@inline export function where<T>(held: T, a: T, b: T): T {
  if (isVector<T>()) return v128.bitselect(a, b, held);
  return held != 0 ? a : b;
}
