// A scene file as a person writes it and as `validateScene` hands it on. Nothing is filled in here: defaults come from the
// module when a world is opened; only the view's is the scene's own. Metres, seconds, kilograms, radians, y up.

import type { SceneJoint } from './joint-types.js';

/** A point or vector, [x, y]. */
export type Pair = [number, number];

/** What holds for the whole world, and how it is solved. Defaults in brackets. */
export interface SceneWorld {
  /** The rectangle of the world that is seen: x0, y0, x1, y1 in m ([0, 0, 10, 10]). */
  view?: [number, number, number, number];
  /** m/s^2 ([0, -9.8]). */
  gravity?: Pair;
  /** s, 1e-6 to 1 (0.016666667). */
  step?: number;
  /** Solver sub-steps a step, 1 to 64 (4). */
  substeps?: number;
  /** How free flight is computed (exact). */
  integrator?: 'exact' | 'symplectic-euler';
  /** m/s: slower hits do not bounce (0). */
  restitutionThreshold?: number;
  /** How bodies that overlap are separated (soft). */
  resolveOverlaps?: 'soft' | 'project';
  /** m, the depth that overlap resolution leaves. This and all below: defaults of the module, listed in docs/formats.md. */
  slop?: number;
  /** m, the gap at which a contact is first looked at. */
  speculation?: number;
  /** m/s, the fastest that overlapping bodies are pushed apart. */
  pushSpeed?: number;
  /** Hz, stiffness of resting contacts. */
  contactHertz?: number;
  /** Damping ratio of resting contacts. */
  contactDamping?: number;
  /** Whether islands at rest fall asleep. */
  sleeping?: boolean;
  /** m/s, a slower body may fall asleep. */
  sleepSpeed?: number;
  /** s that all bodies of an island must have been slow. */
  sleepTime?: number;
  /** Mass ratio of touching bodies above which their island takes more sub-steps. */
  massRatio?: number;
  /** Rounds of overlap projection a step, 0 to 100. */
  positionIterations?: number;
  /** Bounces of one body in one step, 1 to 1024. */
  maxImpacts?: number;
  /** m/s, approach speed from which on a touch is a hit event. */
  hitSpeed?: number;
  /** Hz, stiffness of joints. */
  jointHertz?: number;
  /** Damping ratio of joints. */
  jointDamping?: number;
  /** Which events are noted: all, none, or these (true). */
  events?: boolean | EventWord[];
}

/** Kinds of events: begin and end of touches, hits, sensors, sleeping and waking, joints that break. */
export type EventWord = 'begin' | 'end' | 'hit' | 'sensor' | 'sleep' | 'joint';

/** A disc. */
export interface Circle {
  /** m. */
  radius: number;
  /** m, in the body's frame ([0, 0]). */
  center?: Pair;
}

/** A rectangle. */
export interface Box {
  /** m, along x before `angle` turns it. */
  width: number;
  /** m. */
  height: number;
  /** m, in the body's frame ([0, 0]). */
  center?: Pair;
  /** rad, counter-clockwise about its centre (0). */
  angle?: number;
}

/** All points within a radius of a line from `a` to `b`. */
export interface Capsule {
  a: Pair;
  b: Pair;
  /** m. */
  radius: number;
}

/** A line without thickness, solid from both sides. */
export interface Segment {
  a: Pair;
  b: Pair;
}

/** Segments from point to point. */
export interface Chain {
  points: Pair[];
  /** Whether the last point is joined to the first (false). */
  loop?: boolean;
}

/** Which shapes meet: both masks must hold a bit of the other's category, unless the groups decide. */
export interface Filter {
  /** Bits: what it is. */
  category?: number;
  /** Bits: what it meets. */
  mask?: number;
  /** Non-zero and equal: positive always meets, negative never. */
  group?: number;
}

/** A shape in its body's frame: exactly one of the first six, and what it is made of. */
export interface SceneShape {
  circle?: Circle;
  box?: Box;
  capsule?: Capsule;
  segment?: Segment;
  chain?: Chain;
  /** 3 to 8 corners of a convex polygon in either winding. */
  polygon?: Pair[];
  /** m, rounding of a box or polygon: its skin stands that far outside its corners (0). */
  radius?: number;
  /** kg/m^2 (1). */
  density?: number;
  /** Coefficient; two shapes mix as sqrt(f1 f2) (0.2). */
  friction?: number;
  /** 0 to 1; two shapes mix as the larger (0). */
  restitution?: number;
  /** Length ratio: torque limit = this x radius x normal force (0). */
  rollingResistance?: number;
  /** m/s, surface speed of a conveyor (0). */
  tangentSpeed?: number;
  filter?: Filter;
  /** Notices, never pushes (false). */
  sensor?: boolean;
  /** A CSS name or #rrggbb. */
  color?: string;
  /** The host's own number, 0 to 2^32 - 1. */
  userId?: number;
  /** Direction in the body's frame: solid only to what comes against it (from all sides). */
  oneWay?: Pair;
}

/** Mass given by hand instead of computed from shapes and density. */
export interface MassOverride {
  /** kg. */
  mass: number;
  /** kg m^2 about the centre of mass; 0 = never turns. */
  inertia: number;
  /** m, centre of mass in the body's frame ([0, 0]). */
  center?: Pair;
}

/** A rigid body. Its position and velocity are those of its origin. */
export interface SceneBody {
  /** Unique in the scene (`body0` for body 0, and so on). */
  name?: string;
  /** static never moves, kinematic moves as it is told, dynamic obeys forces (dynamic). */
  type?: 'static' | 'kinematic' | 'dynamic';
  /** m. */
  position: Pair;
  /** rad, counter-clockwise (0). */
  angle?: number;
  /** m/s ([0, 0]). */
  velocity?: Pair;
  /** rad/s, counter-clockwise (0). */
  omega?: number;
  /** 1/s: v /= 1 + h c (0). */
  linearDamping?: number;
  /** 1/s (0). */
  angularDamping?: number;
  /** Factor of the world's gravity (1). */
  gravityScale?: number;
  /** Never turns (false). */
  fixedRotation?: boolean;
  /** May fall asleep (true). */
  canSleep?: boolean;
  /** Default: what its shapes weigh; a dynamic body that weighs nothing gets 1 kg and never turns. */
  mass?: MassOverride;
  /** false begins asleep (true). */
  awake?: boolean;
  /** The host's own number, 0 to 2^32 - 1. */
  userId?: number;
  /** In the body's frame ([]). */
  shapes?: SceneShape[];
}

/** A world as data. */
export interface Scene {
  /** Where an editor finds the JSON Schema. */
  $schema?: string;
  /** Version of the format, 1. */
  kinema?: 1;
  /** For people. */
  description?: string;
  world?: SceneWorld;
  /** Numbered from 0 in this order. */
  bodies: SceneBody[];
  joints?: SceneJoint[];
}
