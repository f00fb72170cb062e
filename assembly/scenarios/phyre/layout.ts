// The layout of a puzzle: four of eight families of objects, drawn from the study's ranges (section 3.2 of its protocol).
//
// A layout is a pure function of (seed, template, layout number): every draw of a family stands under the family's own ordinals, so layouts can be
// made again and templates share nothing. The study's own are not reproducible: most of its draws come from an unseeded generator. With `clean`
// a layout in which two objects overlap is drawn again on the next stream, whole.

import { philoxWord, uniform } from '../../math/philox';
import {
  Kind, MOST_OBJECTS, Thing, beBall, beBar, beDisc, beJar, beSticks, beginThing, left, measure, right, setBottom, setDegrees,
} from './object';
import { overlap } from './overlap';
import { between as share } from '../draw';
import { familiesOf } from './templates';

/** Layouts that are drawn in search of a clean one. */
const CLEAN_TRIES: u32 = 4096;

/** px; objects that begin in touch may be this deep in each other by rounding. */
const TOUCH: f64 = 1e-6;

/** Word of the counter that no other draw of the seed has. */
const LAYOUT: u32 = 0x6c61796f;

/** Ordinals of a family; what the chain of balls draws follows its own in order. */
const ORDINALS: u32 = 16;
const CHAIN: u32 = 256;

/** Stars that a chain looks at, and its draws: one that wanders off may need thousands to come back; not one in a million needs more than these. */
const MOST_STARS: u32 = 8192;
const MOST_DRAWS: u32 = 16384;
const STARS: usize = memory.data(16 * 8192, 8);

const things: usize = memory.data(<i32>(256 * 18), 16);
let count: u32 = 0;

// What the table holds.
let heldSeed: u64 = 0;
let heldTemplate: u32 = 0;
let heldLayout: f64 = -1.0;
let heldSize: f64 = 0.0;
let heldClean = false;
let held = false;

/** Key of the draws of the layout in hand, and which try of it is drawn. */
let key: u64 = 0;
let stream: u32 = 0;
let S: f64 = 512.0;

/** Objects of the layout in hand: the walls (bottom, left, top, right), then what the families brought. */
export function thingCount(): u32 {
  return count;
}

export function thingAt(i: u32): usize {
  return things + <usize>i * Thing.SIZE;
}

/** Key of all that is drawn for the layout in hand. */
export function layoutKey(): u64 {
  return key;
}

/** Lays a scene of `size` px out. False if no clean one is found. */
export function layOut(seed: u64, template: u32, layout: f64, size: f64, clean: bool): bool {
  if (held && seed == heldSeed && template == heldTemplate && layout == heldLayout && size == heldSize && clean == heldClean) return true;
  held = false;
  S = size;
  const low = <u32>(<u64>layout);
  const high = <u32>((<u64>layout) >> 32);
  key = (<u64>philoxWord(low, high, template, LAYOUT, seed) << 32) | <u64>philoxWord(low, high, template, LAYOUT + 1, seed);
  const families = familiesOf(template);
  const tries = clean ? CLEAN_TRIES : 1;
  for (stream = 0; stream < tries; stream++) {
    count = 0;
    addWalls();
    for (let family: u32 = 0; family < 8; family++) if (families & (1 << family)) addFamily(family);
    if (clean && !isClean()) continue;
    heldSeed = seed;
    heldTemplate = template;
    heldLayout = layout;
    heldSize = size;
    heldClean = clean;
    held = true;
    return true;
  }
  return false;
}

/** Whether no two objects of which one moves begin in each other. */
function isClean(): bool {
  for (let i: u32 = 0; i < count; i++) {
    for (let k = i + 1; k < count; k++) {
      const moves = load<u32>(thingAt(i), Thing.moves) | load<u32>(thingAt(k), Thing.moves);
      if (moves && overlap(thingAt(i), thingAt(k), TOUCH)) return false;
    }
  }
  return true;
}

/** U(a, b): draw `ordinal` of the try in hand. */
function between(ordinal: u32, a: f64, b: f64): f64 {
  return share(a, b, uniform(0, 0, stream, ordinal, key));
}

/** A whole number from a to b, both included. */
function whole(ordinal: u32, a: u32, b: u32): u32 {
  return min(a + <u32>(uniform(0, 0, stream, ordinal, key) * <f64>(b - a + 1)), b);
}

function add(kind: u32, among: u32, moves: bool): usize {
  const thing = thingAt(count++);
  beginThing(thing, kind, among, moves);
  return thing;
}

function setX(thing: usize, x: f64): void {
  store<f64>(thing, x, Thing.x);
}

function setY(thing: usize, y: f64): void {
  store<f64>(thing, y, Thing.y);
}

/** Four boxes just outside the scene, 5 px thick; its corners stay open. */
function addWalls(): void {
  addWall(Kind.Bottom, S * 0.5, -2.5, S, 5.0);
  addWall(Kind.Left, -2.5, S * 0.5, 5.0, S);
  addWall(Kind.Top, S * 0.5, S + 2.5, S, 5.0);
  addWall(Kind.Right, S + 2.5, S * 0.5, 5.0, S);
}

function addWall(kind: u32, x: f64, y: f64, w: f64, h: f64): void {
  const wall = add(kind, 0, false);
  beBar(wall, w, h);
  setX(wall, x);
  setY(wall, y);
}

function addFamily(family: u32): void {
  const o = family * ORDINALS;
  if (family <= 1) addBall(o, family + 1);
  else if (family == 2) addChain(o);
  else if (family == 3) addBar(o);
  else if (family == 4) addStandingBars(o);
  else if (family == 5) addStaticBar(o);
  else if (family == 6) addJar(o);
  else addSticks(o);
}

function addBall(o: u32, among: u32): void {
  const ball = add(Kind.Ball, among, true);
  beBall(ball, between(o, 0.06, 0.12), S);
  setX(ball, between(o + 1, 0.3, 0.6) * S);
  setBottom(ball, between(o + 2, 0.4, 0.85) * S);
}

/** Static balls on a wandering, branching path in the lower half. */
function addChain(o: u32): void {
  const wanted = whole(o, 2, 6);
  let stars: u32 = 1;
  store<f64>(STARS, 0.4);
  store<f64>(STARS, 0.55, 8);
  let angle = between(o + 1, 0.0, Math.PI * 2.0);
  let turn = between(o + 2, 0.0, Math.PI * 0.2);
  let steps: u32 = 1;
  let valid: u32 = 0;
  let next = CHAIN;
  while (valid < wanted && next < CHAIN + MOST_DRAWS && stars < MOST_STARS) {
    const last = STARS + (<usize>(stars - 1) << 4);
    let x = load<f64>(last);
    let y = load<f64>(last, 8);
    if (steps >= 3 && between(next++, 0.0, 1.0) < 0.2) {
      const from = STARS + (<usize>whole(next, 0, stars - 1) << 4);
      x = load<f64>(from);
      y = load<f64>(from, 8);
      angle = between(next + 1, 0.0, Math.PI * 2.0);
      turn = between(next + 2, 0.0, Math.PI * 0.2);
      next += 3;
      steps = 1;
    } else {
      steps++;
      const step = between(next++, 0.05, 0.2);
      angle += turn;
      x += step * NativeMath.cos(angle);
      y += step * NativeMath.sin(angle);
    }
    if (y >= 0.5) continue;
    store<f64>(STARS + (<usize>stars << 4), x);
    store<f64>(STARS + (<usize>stars << 4), y, 8);
    stars++;
    if (x > 0.0 && x < 1.0 && y > 0.0) valid++;
  }
  let among: u32 = 0;
  for (let i: u32 = 0; i < stars; i++) {
    const x = load<f64>(STARS + (<usize>i << 4));
    const y = load<f64>(STARS + (<usize>i << 4), 8);
    if (!(x >= 0.0 && x <= 1.0 && y >= 0.0 && y <= 1.0) || count == MOST_OBJECTS) continue;
    const ball = add(Kind.Dot, ++among, false);
    beBall(ball, 0.04, S);
    setX(ball, x * S);
    setY(ball, y * S);
  }
}

function addBar(o: u32): void {
  const bar = add(Kind.Bar, 0, true);
  beBar(bar, between(o, 0.15, 0.5) * S, S / 50.0);
  setX(bar, between(o + 1, 0.3, 0.6) * S);
  setBottom(bar, between(o + 2, 0.2, 0.8) * S);
  setDegrees(bar, between(o + 3, -90.0, 90.0));
}

function addStandingBars(o: u32): void {
  let offset = between(o, 0.45, 0.6);
  let spacing = 0.15;
  if (between(o + 1, 0.0, 1.0) < 0.5) {
    spacing = -0.15;
    offset = 1.0 - offset;
  }
  const n = whole(o + 2, 1, 4);
  let place = -<f64>((n + 1) >> 1);
  for (let i: u32 = 0; i < n; i++, place += 1.0) {
    const bar = add(Kind.StandingBar, i + 1, true);
    beBar(bar, (0.2 + <f64>i * 0.05) * S, S / 50.0);
    setDegrees(bar, 90.0);
    setBottom(bar, 0.0);
    measure(bar);
    setX(bar, (offset + spacing * place) * S - left);
  }
}

function addStaticBar(o: u32): void {
  const bar = add(Kind.StaticBar, 0, false);
  beBar(bar, between(o, 0.2, 0.5) * S, S / 50.0);
  setBottom(bar, between(o + 1, 0.1, 0.5) * S);
  measure(bar);
  setX(bar, between(o + 3, 0.3, 0.4) * S - right);
  setDegrees(bar, between(o + 2, -60.0, 60.0));
}

function addJar(o: u32): void {
  const jar = add(Kind.Jar, 0, true);
  beJar(jar, between(o, 0.08, 0.3), S);
  const bottom = between(o + 2, 0.2, 0.8) * S;
  const angle = between(o + 3, -45.0, 45.0);
  const turned = between(o + 4, 0.0, 1.0) < 0.7;
  setDegrees(jar, turned ? angle : 0.0);
  setBottom(jar, turned ? bottom : 0.0);
  setX(jar, between(o + 1, 0.3, 0.6) * S);
}

function addSticks(o: u32): void {
  const sticks = add(Kind.Sticks, 0, true);
  beSticks(sticks, between(o, 0.3, 0.6), S);
  const bottom = between(o + 2, 0.2, 0.5) * S;
  const angle = between(o + 3, -90.0, 90.0);
  const upright = between(o + 4, 0.0, 1.0) < 0.3;
  setDegrees(sticks, upright ? 0.0 : angle);
  setBottom(sticks, upright ? 0.0 : bottom);
  setX(sticks, between(o + 1, 0.3, 0.6) * S);
}

/** Adds a disc that moves, of `radius` px at (x, y): the red ball. Its place in the table is not the layout's. */
export function addRedBall(x: f64, y: f64, radius: f64): usize {
  const ball = thingAt(count);
  beginThing(ball, Kind.RedBall, 0, true);
  beDisc(ball, radius);
  setX(ball, x);
  setY(ball, y);
  return ball;
}
