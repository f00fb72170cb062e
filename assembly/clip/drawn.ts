// The value of a distribution that a uniform number u in [0, 1) stands for; parameters as docs/formats.md has them (Block).

import { Distribution } from '../memory/layout';
import { between } from '../scenarios/draw';

/** Of `count` parameters at p: a Constant, Uniform, Union, List or Choice. */
export function drawn(kind: u32, p: usize, count: u32, u: f64): f64 {
  if (kind == Distribution.Uniform) return between(load<f64>(p), load<f64>(p, 8), u);
  if (kind == Distribution.Union) return ofUnion(p, count, u);
  if (kind != Distribution.Choice) return oneOf(p, count, u);
  let i: u32 = 0;
  for (let sum: f64 = 0.0; i < count - 2; i += 2) {
    sum += load<f64>(p + (<usize>i << 3), 8);
    if (u < sum) break;
  }
  return load<f64>(p + (<usize>i << 3));
}

/** One of n values at p, equally likely. */
export function oneOf(p: usize, n: u32, u: f64): f64 {
  return load<f64>(p + (<usize>min<u32>(<u32>(u * <f64>n), n - 1) << 3));
}

/** Intervals weighted by their lengths: walks u times the total length. */
function ofUnion(p: usize, count: u32, u: f64): f64 {
  let total: f64 = 0.0;
  for (let i: u32 = 0; i < count; i += 2) total += load<f64>(p + (<usize>i << 3), 8) - load<f64>(p + (<usize>i << 3));
  let way = u * total;
  let i: u32 = 0;
  for (; i < count - 2; i += 2) {
    const length = load<f64>(p + (<usize>i << 3), 8) - load<f64>(p + (<usize>i << 3));
    if (way < length) break;
    way -= length;
  }
  return min(load<f64>(p + (<usize>i << 3)) + way, load<f64>(p + (<usize>i << 3), 8));
}
