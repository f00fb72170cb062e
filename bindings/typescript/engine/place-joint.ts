// Where a joint is: from points and directions of the world, or of the bodies' frames, to what JointDef holds, by where the bodies stand now.
//
// Poses come from the module as f32 with their cosine and sine, so that only + - * / and sqrt are done here: the same everywhere.

import type { JointDefinition } from '../scene/define-joint.js';
import type { Pair } from '../scene/types.js';
import type { Instance } from './instance.js';
import { BodyState, type JointDef, JointKind } from './layout.js';
import { check, type Fields } from './views.js';

/** Where a frame is, and how it is turned. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly c: number;
  readonly s: number;
  readonly angle: number;
}

/** The frame of the world itself. */
const worldFrame: Frame = { x: 0, y: 0, c: 1, s: 0, angle: 0 };

/** In the place of a body's id: the world itself. */
const none = 0xffffffff;

function frameOf({ exports, views }: Instance, world: number, body: number): Frame {
  if (body === -1) return worldFrame;
  const state = exports.bodyState(world, body);
  if (state === 0) check(exports, views, views.failure());
  return views.read(BodyState, state);
}

function outward({ x, y, c, s }: Frame, [lx, ly]: Pair): Pair {
  return [x + (c * lx - s * ly), y + (s * lx + c * ly)];
}

function inward({ x, y, c, s }: Frame, [wx, wy]: Pair): Pair {
  const dx = wx - x;
  const dy = wy - y;
  return [c * dx + s * dy, c * dy - s * dx];
}

/** Fields of JointDef of a joint between bodies of these ids (a: -1 = the world itself). */
export function placeJoint(
  instance: Instance,
  world: number,
  joint: JointDefinition,
  a: number,
  b: number,
): Partial<Fields<typeof JointDef>> {
  const frameA = frameOf(instance, world, a);
  const frameB = frameOf(instance, world, b);
  const { kind, fields } = joint;
  const [anchorA, anchorB] = anchorsOf(joint, frameA, frameB);
  const more: Record<string, number> = {};
  if (joint.axis) {
    const [x, y] = joint.axis;
    more.axisX = frameA.c * x + frameA.s * y;
    more.axisY = frameA.c * y - frameA.s * x;
  }
  const [ax, ay] = outward(frameA, anchorA);
  const [bx, by] = outward(frameB, anchorB);
  if (kind === JointKind.Distance && fields.length === undefined)
    more.length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
  if (kind === JointKind.Motor && fields.targetX === undefined) {
    const [x, y] = inward(frameA, [bx, by]);
    more.targetX = x - anchorA[0];
    more.targetY = y - anchorA[1];
  }
  if (kind === JointKind.Mouse && fields.targetX === undefined) {
    more.targetX = bx;
    more.targetY = by;
  }
  // The angle of a motor joint is measured from 0 if it is given, else from how the bodies are turned now.
  const given = kind === JointKind.Motor && fields.targetAngle !== undefined;
  return {
    ...more,
    ...fields,
    bodyA: a === -1 ? none : a,
    bodyB: b,
    anchorAX: anchorA[0],
    anchorAY: anchorA[1],
    anchorBX: anchorB[0],
    anchorBY: anchorB[1],
    referenceAngle: fields.referenceAngle ?? (given ? 0 : frameB.angle - frameA.angle),
  };
}

/** Anchors in the bodies' frames. What is not given follows from the other, else from b's origin; of a distance joint both are origins. */
function anchorsOf({ kind, anchor, anchorA, anchorB }: JointDefinition, a: Frame, b: Frame): [Pair, Pair] {
  if (kind === JointKind.Distance) return [anchorA ?? [0, 0], anchorB ?? [0, 0]];
  if (anchorA && anchorB) return [anchorA, anchorB];
  if (kind === JointKind.Motor && anchorA) return [anchorA, [0, 0]];
  if (kind === JointKind.Motor && !anchor && !anchorB)
    return [
      [0, 0],
      [0, 0],
    ];
  const point = anchor ?? (anchorA ? outward(a, anchorA) : outward(b, anchorB ?? [0, 0]));
  return [anchorA ?? inward(a, point), anchorB ?? inward(b, point)];
}
