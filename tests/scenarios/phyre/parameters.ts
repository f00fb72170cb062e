// What the objects of a layout were drawn with, recovered from where they lie: the parameters of section 3.2 of the study's protocol, as fractions
// of the scene and degrees.
import { jarSize, kindOf, reach, sides, type Thing } from './layouts.js';

/** Parameters by family and name; a family that the layout does not have has none. */
export type Parameters = Record<string, Record<string, number>>;

const degrees = (angle: number) => (angle * 180) / Math.PI;

export function parametersOf(things: readonly Thing[], S: number): Parameters {
  const found: Parameters = {};
  const dots = things.filter(({ name }) => kindOf(name) === 'dot');
  if (dots.length) found.chain = { count: dots.length };
  const standing = things.filter(({ name }) => kindOf(name) === 'standing-bar');
  if (standing.length) found.standing = standingBars(standing, S);
  for (const thing of things.slice(4, -1)) {
    const { name, x, angle, shapes } = thing;
    const width = 'polygon' in shapes[0]! ? sides(shapes[0].polygon)[0] : 0;
    const own = { x: x / S, bottom: reach(thing).bottom / S, angle: degrees(angle) };
    if (name === 'ball1' || name === 'ball2')
      found[name] = { radius: thing.diameter / 2, x: own.x, bottom: own.bottom };
    if (name === 'bar') found.bar = { ...own, scale: width / S, bottom: reach(thing, 0).bottom / S };
    if (name === 'static-bar') {
      const level = reach(thing, 0);
      found.staticBar = {
        scale: width / S,
        bottom: level.bottom / S,
        angle: own.angle,
        right: level.right / S,
      };
    }
    if (name === 'jar') found.jar = { ...own, scale: jarSize(thing).height / S };
    if (name === 'sticks') found.sticks = { ...own, scale: (1.5 * width) / S };
  }
  return found;
}

/** Offset and direction of a row of standing bars, from the first of them: its place is floor(-n / 2). */
function standingBars(bars: readonly Thing[], S: number): Record<string, number> {
  const n = bars.length;
  const lefts = bars.map((thing) => reach(thing).left / S);
  const bottom = Math.max(...bars.map((thing) => Math.abs(reach(thing).bottom)));
  const tilt = Math.max(...bars.map(({ angle }) => Math.abs(degrees(angle) - 90)));
  const apart = n > 1 ? lefts[1]! - lefts[0]! : Number.NaN;
  return { n, left: lefts[0]!, apart, bottom, tilt, last: lefts.at(-1)! };
}
