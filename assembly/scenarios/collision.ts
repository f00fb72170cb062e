// collision: two balls meet head on (study: section 1.2 of its protocol).
//
// Ball 1 moves right at v1, ball 2 left at v2, at the same height. Between their centres lies at least the way to a contact after
// minPre frames, A = minPre dt (v1 + v2) + r1 + r2, and at most the way to a contact minPost frames before the end,
// B = (frames - minPost) dt (v1 + v2) + r1 + r2, within the view. The study shortens B to 1.25 A where one ball is more than twice the
// other (for r1 > 2 r2 its second test overwrites the placement, so only the changed B survives: kept), and starts in the last 5 % of the
// room when ball 2 is the large one.
// A placement exists exactly if A + r1 + r2 <= width: minPre dt (v1 + v2) + 2 (r1 + r2) <= width. Both balls keep 5 % of the height from
// top and bottom.

import { addDisc } from './disc-body';
import { Collision as F } from './catalogue';
import { between, draw } from './draw';
import { factor, setFactor } from './factors';
import { TIE, frameInterval, frames, minPost, minPre, viewHeight, viewWidth, viewX, viewY } from './setting';

/** Whether the balls start apart; touching counts as apart. */
export function ballsApart(factors: usize): bool {
  return factor(factors, F.x2) - factor(factors, F.x1) >= factor(factors, F.r1) + factor(factors, F.r2) - TIE;
}

/** Whether placement can succeed for what it has to place. */
export function ballsFit(factors: usize, placed: u32): bool {
  const r1 = factor(factors, F.r1);
  const r2 = factor(factors, F.r2);
  if (placed & (1 << F.x1)) {
    const closing = factor(factors, F.v1) + factor(factors, F.v2);
    if (minPre * closing * frameInterval + (r1 + r2) * 2.0 > viewWidth + TIE) return false;
  }
  return (placed & (1 << F.y)) == 0 || max(r1, r2) * 2.0 <= viewHeight * 0.9 + TIE;
}

/** One try at x1, x2 and y, drawn on `stream`, where `placed` asks for them; false if the contact would come too early. */
export function placeBalls(factors: usize, placed: u32, stream: u32): bool {
  const r1 = factor(factors, F.r1);
  const r2 = factor(factors, F.r2);
  const closing = factor(factors, F.v1) + factor(factors, F.v2);
  if (placed & (1 << F.x1)) {
    const least = minPre * closing * frameInterval + r1 + r2;
    let most = (frames - minPost) * frameInterval * closing + r1 + r2;
    const room = viewWidth - r1 - r2;
    if (r1 > r2 * 2.0 || r2 > r1 * 2.0) most = least * 1.25;
    most = min(most, room);
    const distance = between(least, most, draw(stream, F.x1));
    const right = viewWidth - r2 - distance;
    const left = r2 > r1 * 2.0 ? right - viewWidth * 0.05 : r1;
    const x1 = max(between(left, right, draw(stream, F.x2)), r1);
    const x2 = min(x1 + distance, viewWidth - r2);
    if (closing > 0.0 && (x2 - x1 - r1 - r2) / closing / frameInterval < minPre - TIE) return false;
    setFactor(factors, F.x1, viewX + x1);
    setFactor(factors, F.x2, viewX + x2);
  }
  if (placed & (1 << F.y)) {
    const margin = max(r1, r2) + viewHeight * 0.05;
    setFactor(factors, F.y, viewY + between(margin, viewHeight - margin, draw(stream, F.y)));
  }
  return true;
}

/** Puts both balls into the world: density 1, restitution 1, friction 0.2. False with the status set where it cannot. */
export function addBalls(world: usize, factors: usize): bool {
  const y = <f32>factor(factors, F.y);
  return (
    addDisc(world, 0, <u32>factor(factors, F.shape1), <u32>factor(factors, F.color1), <f32>factor(factors, F.x1), y,
      <f32>factor(factors, F.v1), 0, factor(factors, F.r1)) &&
    addDisc(world, 1, <u32>factor(factors, F.shape2), <u32>factor(factors, F.color2), <f32>factor(factors, F.x2), y,
      -<f32>factor(factors, F.v2), 0, factor(factors, F.r2))
  );
}
