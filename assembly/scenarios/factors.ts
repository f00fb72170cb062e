// The factors of a clip: f64[], one a factor, under the ordinals of the catalogue.

// @ts-ignore: decorator
@inline
export function factor(factors: usize, i: u32): f64 {
  return load<f64>(factors + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
export function setFactor(factors: usize, i: u32, value: f64): void {
  store<f64>(factors + (<usize>i << 3), value);
}
