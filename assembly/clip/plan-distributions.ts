// What the parameters of a distribution may be (docs/formats.md, Block).

import { Distribution } from '../memory/layout';
import { FactorKind, greatestOf, kindOf, leastOf, placedByDefault } from '../scenarios/catalogue';

/** Most values of one axis. */
const MAX_AXIS: f64 = 65536.0;

// @ts-ignore: decorator
@inline
function parameter(p: usize, i: u32): f64 {
  return load<f64>(p + (<usize>i << 3));
}

/** Whether a value is one that the catalogue allows for the factor; whole numbers for choices and colours; never -0. */
export function allowed(scenarioId: u32, ordinal: u32, value: f64): bool {
  if (!(value >= leastOf(scenarioId, ordinal) && value <= greatestOf(scenarioId, ordinal))) return false;
  if (reinterpret<u64>(value) == 0x8000000000000000) return false;
  return kindOf(scenarioId, ordinal) == FactorKind.Real || value == trunc(value);
}

/** Whether the parameters of a factor are those of its kind, in canonical form. */
export function rightParameters(scenario: u32, kind: u32, p: usize, count: u32, ordinal: u32): bool {
  if (kind == Distribution.Placed) return count == 0 && placedByDefault(scenario, ordinal) != 0;
  const real = kindOf(scenario, ordinal) == FactorKind.Real;
  const whole = kindOf(scenario, ordinal) == FactorKind.Whole;
  if (kind == Distribution.Constant) return count == 1 && allowed(scenario, ordinal, parameter(p, 0));
  if (kind == Distribution.List) {
    if (count < 2 || <f64>count > MAX_AXIS) return false;
    for (let i: u32 = 0; i < count; i++) if (!allowed(scenario, ordinal, parameter(p, i))) return false;
    return (!real && !whole) || !isLinspace(p, count);
  }
  if (kind == Distribution.Choice) return rightChoice(scenario, p, count, ordinal);
  if (whole && (kind != Distribution.Linspace || count != 3 || !isWhole(p))) return false;
  if ((!real && !whole) || count < 2) return false;
  const a = parameter(p, 0);
  const b = parameter(p, 1);
  if (!allowed(scenario, ordinal, a) || !allowed(scenario, ordinal, b)) return false;
  if (kind == Distribution.Uniform) return count == 2 && a < b;
  if (kind == Distribution.Union) {
    if (count < 4 || count & 1) return false;
    for (let i: u32 = 0; i < count; i++) {
      if (!allowed(scenario, ordinal, parameter(p, i))) return false;
      if (i > 0 && parameter(p, i - 1) >= parameter(p, i)) return false;
    }
    return true;
  }
  const n = count > 2 ? parameter(p, 2) : 0.0;
  if (!(n >= 2.0 && n <= MAX_AXIS && n == trunc(n))) return false;
  return count == 3 && (kind == Distribution.RandomGrid ? a < b : a != b);
}

function rightChoice(scenario: u32, p: usize, count: u32, ordinal: u32): bool {
  if (count < 4 || count & 1) return false;
  let sum: f64 = 0.0;
  for (let i: u32 = 0; i < count; i += 2) {
    if (!allowed(scenario, ordinal, parameter(p, i)) || (i > 0 && parameter(p, i - 2) >= parameter(p, i))) return false;
    const weight = parameter(p, i + 1);
    if (!(weight > 0.0 && weight <= 1.0)) return false;
    sum += weight;
  }
  return abs(sum - 1.0) <= 1e-9;
}

/** Whether all values of a Linspace are whole numbers. */
function isWhole(p: usize): bool {
  const n = parameter(p, 2);
  if (!(n >= 2.0 && n <= MAX_AXIS)) return false;
  for (let i: f64 = 0.0; i < n; i++) {
    const value = linspace(parameter(p, 0), parameter(p, 1), n, i);
    if (value != trunc(value)) return false;
  }
  return true;
}

/** Whether a list is what a Linspace would be: then that is its canonical form. */
function isLinspace(p: usize, count: u32): bool {
  const a = parameter(p, 0);
  const b = parameter(p, count - 1);
  if (a == b) return false;
  for (let i: u32 = 1; i < count - 1; i++) if (parameter(p, i) != linspace(a, b, <f64>count, <f64>i)) return false;
  return true;
}

/** Value i of n from a to b, the last exactly b. */
export function linspace(a: f64, b: f64, n: f64, i: f64): f64 {
  return i == n - 1.0 ? b : a + ((b - a) * i) / (n - 1.0);
}
