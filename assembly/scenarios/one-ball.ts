// Placement of a single ball, shared by uniform-motion and parabola (study: section 1.2 of its protocol).
//
// Along its direction the ball starts where it stays in view for minVisible frames: from r to L - (minVisible dt v + r), or, where
// that is less than r, in the first 5 % of L after r. Across, it keeps 5 % of the view from both sides; a horizontally launched
// parabola starts in the band of 10 % of the height that ends 5 % below the top. (In the study's 10 m world: 0.5 m and 1 m.)
// `left` and `down` mirror the direction, `up` and `down` exchange the axes.

import { Direction } from '../memory/layout';
import { addDisc } from './disc-body';
import { UniformMotion as F } from './catalogue';
import { between, draw, second } from './draw';
import { factor, setFactor } from './factors';
import { TIE, frameInterval, minVisible, viewHeight, viewWidth, viewX, viewY } from './setting';

// parabola has the same factors at the same ordinals.

/** Whether placement can succeed; only where it has something to place. */
export function ballFits(factors: usize, placed: u32, band: f64): bool {
  if ((placed & ((1 << F.x) | (1 << F.y))) == 0) return true;
  const r = factor(factors, F.r);
  return r * 2.0 <= viewHeight * (1.0 - band) + TIE && r * 2.0 <= viewWidth * 0.9 + TIE;
}

/** Draws x and y where `placed` asks for them. `top`: a horizontal launch starts in the upper band. */
export function placeBall(factors: usize, placed: u32, top: bool): void {
  const r = factor(factors, F.r);
  const direction = <u32>factor(factors, F.direction);
  const horizontal = direction == Direction.Right || direction == Direction.Left;
  const mirrored = direction == Direction.Left || direction == Direction.Down;
  const along = horizontal ? F.x : F.y;
  const across = horizontal ? F.y : F.x;
  const length = horizontal ? viewWidth : viewHeight;
  const breadth = horizontal ? viewHeight : viewWidth;

  const u = draw(1, along);
  let most = length - (minVisible * factor(factors, F.v) * frameInterval + r);
  if (most < r) most = r + second() * (length * 0.05);
  let s = between(r, most, u);
  if (mirrored) s = length - s;

  const margin = breadth * 0.05;
  const high = breadth - margin - r;
  const low = top && horizontal ? high - breadth * 0.1 : r + margin;
  const c = between(low, high, draw(1, across));

  const x = horizontal ? s : c;
  const y = horizontal ? c : s;
  if (placed & (1 << F.x)) setFactor(factors, F.x, viewX + x);
  if (placed & (1 << F.y)) setFactor(factors, F.y, viewY + y);
}

/** Puts the ball into the world. The law moves a disc of density 1, restitution 1, friction 0.2, whatever is drawn. */
export function addBall(world: usize, factors: usize): bool {
  const r = factor(factors, F.r);
  const v = factor(factors, F.v);
  const direction = <u32>factor(factors, F.direction);
  const vx = direction == Direction.Right ? v : direction == Direction.Left ? -v : 0.0;
  const vy = direction == Direction.Up ? v : direction == Direction.Down ? -v : 0.0;
  return addDisc(
    world, 0, <u32>factor(factors, F.shape), <u32>factor(factors, F.color), <f32>factor(factors, F.x), <f32>factor(factors, F.y), <f32>vx, <f32>vy, r,
  );
}
