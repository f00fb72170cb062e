// Where the red ball of a puzzle begins: beside an object of the layout, in nobody (study: section 3.4 of its protocol).
//
// The study says it as an action (x, y, r), shares of the scene: the ball's centre is the pixel trunc(a (S - 1)), its radius round(2 + r (S / 8 - 2)).
// A try picks an object, a radius, a sideways offset within 80 % of both radii, and a height above or below; up to 100 tries, then anywhere that
// is free.

import { philoxWord, uniform } from '../../math/philox';
import { between as share } from '../draw';
import { Kind, PART, Thing, cosine, sine, turnTo } from './object';
import { addRedBall, layoutKey, thingAt, thingCount } from './layout';
import { distanceFrom } from './overlap';

/** Tries beside objects, and in all. */
const TRIES: u32 = 100;
const MOST_TRIES: u32 = 4096;

/** px; a ball this near to a surface is apart from it. */
const APART: f64 = 1e-5;

/** The action that was found. */
export let actionX: f64 = 0.0;
export let actionY: f64 = 0.0;
export let actionR: f64 = 0.0;

/** Word of the counter that the layout's draws do not have. */
const BALL: u32 = 0x62616c6c;

const candidates: usize = memory.data(4 * 18, 4);

/** Pixels of an action's place, in a scene of S px. */
export function pixelOf(share: f64, S: f64): f64 {
  return trunc(share * (S - 1.0));
}

/** Pixels of an action's radius. */
export function radiusOf(share: f64, S: f64): f64 {
  return nearest(share * (S / 8.0 - 2.0) + 2.0);
}

/**
 * Finds an action in the layout in hand. Those of x, y and r that are not NaN stay as they are. `trial`: number of the placement;
 * `attempt`: which one of it. False if nothing is free.
 */
export function placeRedBall(S: f64, trial: f64, attempt: u32, x: f64, y: f64, r: f64): bool {
  const low = <u32>(<u64>trial);
  const high = <u32>((<u64>trial) >> 32);
  const key =
    (<u64>philoxWord(low, high, attempt, BALL, layoutKey()) << 32) | <u64>philoxWord(low, high, attempt, BALL + 1, layoutKey());
  let smallest = Infinity;
  let largest = 0.0;
  let count: u32 = 0;
  for (let i: u32 = 4; i < thingCount(); i++) {
    const thing = thingAt(i);
    const radius = load<f64>(thing, Thing.radius) / S;
    if (radius > 0.0) {
      smallest = min(smallest, radius);
      largest = max(largest, radius);
    }
    if (liesFlat(thing)) continue;
    store<u32>(candidates + (<usize>count << 2), i);
    count++;
  }
  const least = largest > 0.0 ? max(smallest * 0.5, 0.02) : 0.02;
  const most = largest > 0.0 ? min(largest * 4.0, 0.2) : 0.2;
  for (let t: u32 = 0; t < MOST_TRIES; t++) {
    const rho = between(t, 0, least, most, key);
    let ax = between(t, 1, 0.0, 1.0, key);
    let ay = between(t, 2, 0.0, 1.0, key);
    if (t < TRIES && count > 0) {
      const pick = min(<u32>(ax * <f64>count), count - 1);
      const thing = thingAt(load<u32>(candidates + (<usize>pick << 2)));
      centreOf(thing);
      const R = (load<f64>(thing, Thing.diameter) * 0.5) / S;
      const dx = between(t, 3, -0.8, 0.8, key) * (R + rho);
      const above = between(t, 4, 0.0, 1.0, key) < 0.5;
      const oy = centreY / S;
      ax = centreX / S + dx;
      ay = above ? oy + dx * 0.9 + (1.0 - R - 0.05 - oy - dx * 0.9) * ay : R + 0.05 + (oy - dx * 0.9 - R - 0.05) * ay;
    }
    actionX = x == x ? x : ax;
    actionY = y == y ? y : ay;
    actionR = r == r ? r : rho * 5.0;
    if (isFree(S)) return true;
  }
  return false;
}

function between(t: u32, ordinal: u32, a: f64, b: f64, key: u64): f64 {
  return share(a, b, uniform(0, 0, t, ordinal, key));
}

/** Whether an object is a bar that lies nearly level: nobody is placed beside it. Turns count from 0 to 1. */
function liesFlat(thing: usize): bool {
  const kind = load<u32>(thing, Thing.kind);
  if (kind != Kind.Bar && kind != Kind.StandingBar && kind != Kind.StaticBar) return false;
  const turns = load<f64>(thing, Thing.angle) / (Math.PI * 2.0);
  return turns - floor(turns) < 0.05;
}

let centreX: f64 = 0.0;
let centreY: f64 = 0.0;

/** Centre of mass of an object, overlapping parts counted twice, to centreX and centreY. */
function centreOf(thing: usize): void {
  centreX = load<f64>(thing, Thing.x);
  centreY = load<f64>(thing, Thing.y);
  if (load<u32>(thing, Thing.kind) != Kind.Jar) return;
  let area = 0.0;
  let mx = 0.0;
  let my = 0.0;
  for (let i: u32 = 0; i < load<u32>(thing, Thing.parts); i++) {
    const part = thing + Thing.points + <usize>i * PART;
    const x0 = load<f64>(part);
    const y0 = load<f64>(part, 8);
    for (let k: usize = 16; k < 48; k += 16) {
      const ax = load<f64>(part + k) - x0;
      const ay = load<f64>(part + k, 8) - y0;
      const bx = load<f64>(part + k, 16) - x0;
      const by = load<f64>(part + k, 24) - y0;
      const double = ax * by - ay * bx;
      area += double;
      mx += double * (x0 + (ax + bx) / 3.0);
      my += double * (y0 + (ay + by) / 3.0);
    }
  }
  turnTo(thing);
  centreX += (mx * cosine - my * sine) / area;
  centreY += (mx * sine + my * cosine) / area;
}

/** Whether the action is one: in the scene and in nobody. */
function isFree(S: f64): bool {
  if (!(actionX >= 0.0 && actionX <= 1.0 && actionY >= 0.0 && actionY <= 1.0 && actionR >= 0.0 && actionR <= 1.0)) return false;
  const x = pixelOf(actionX, S);
  const y = pixelOf(actionY, S);
  const radius = radiusOf(actionR, S);
  if (x - radius < 0.0 || x + radius > S || y - radius < 0.0 || y + radius > S) return false;
  for (let i: u32 = 0; i < thingCount(); i++) if (distanceFrom(thingAt(i), x, y) + APART < radius) return false;
  return true;
}

/** Adds the ball of an action behind the layout's objects. */
export function addAction(S: f64, x: f64, y: f64, r: f64): usize {
  return addRedBall(pixelOf(x, S), pixelOf(y, S), radiusOf(r, S));
}
