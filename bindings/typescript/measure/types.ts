// What measuring takes and gives: plain data, so that it can be kept, compared and written down.
// Pixels: (column, row) of a pixel's middle are whole numbers, row 0 on top. World: metres, y up. Times: seconds.

import type { Camera } from '../engine/camera.js';
import type { ClipBody } from '../engine/clip.js';

/** One body that frames are expected to show. */
export interface ExpectedObject {
  /** As the scenario names it, e.g. `ball1`. */
  readonly name: string;
  readonly shape: ClipBody['shape'];
  /** `#rrggbb`. */
  readonly color: string;
  /** m; half the side of a square, the outer radius of a ring, 0 of polygons. */
  readonly radius: number;
  /** kg; 0 = is not moved. */
  readonly mass: number;
  /** Soft area in pixels when it is whole in the frame: the sum of its opacity. */
  readonly area: number;
}

/** What frames are expected to show, and how their pixels and times lie in the world. */
export interface Expectation {
  /** `#rrggbb`. */
  readonly background: string;
  readonly objects: readonly ExpectedObject[];
  /** Of the frames that are measured: column = col[0] x + col[1], row = row[0] y + row[1]. */
  readonly camera: Camera;
  /** s, time of frame 0. */
  readonly firstTime: number;
  /** s between frames. */
  readonly frameInterval: number;
  /**
   * Samples a pixel and side that edges were drawn with, 1 if it is not said: how far a centroid may be off by the phase of the grid alone, and
   * so the least error that is assumed.
   */
  readonly samples?: number;
  /** m/s^2 that acts on everything that moves; where a component is 0, free flight is a line. */
  readonly gravity: readonly [number, number];
}

/** Number of columns, rows and frames. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** One object of one frame. */
export interface FoundObject {
  /** Sub-pixel centroid of its opacity. */
  readonly column: number;
  readonly row: number;
  /** Soft area, pixels. */
  readonly area: number;
  /** Central second moments over the area, pixels^2. */
  readonly moments: { readonly cc: number; readonly cr: number; readonly rr: number };
  /** Root mean square extent along its longer and its shorter axis, pixels: both r / 2 of a disc. */
  readonly axes: readonly [number, number];
  /** rad, counter-clockwise from the x axis, of what the shape shows: the longer axis in (-pi/2, pi/2]; of a square, its side in (-pi/4, pi/4]. */
  readonly angle: number;
  /** Mean colour of its inside, 0 to 255. */
  readonly color: readonly [number, number, number];
  /** Least column and row, greatest column and row of its pixels. */
  readonly bounds: readonly [number, number, number, number];
  /** Whether it reaches into the two outermost columns or rows: a part of it may be outside, and the centroid is that of what is inside. */
  readonly border: boolean;
  /** Whether it was part of a blob of two bodies of one colour and was split off by their known sizes. */
  readonly split: boolean;
}

/** One frame. */
export interface MeasuredFrame {
  readonly objects: readonly FoundObject[];
  /** Mean colour of the background, 0 to 255. */
  readonly background: readonly [number, number, number];
  /** Standard deviation of the background's channels, levels. */
  readonly noise: number;
  /** Whether the background was found at all: false of a frame of noise, which has no objects. */
  readonly readable: boolean;
}

/** An expected object, or a foreign one, followed through the frames. Arrays have one entry a frame; NaN where it was not found. */
export interface Track {
  /** Number in `Expectation.objects`; -1 of something that was not expected. */
  readonly object: number;
  readonly name: string;
  /** Position in `frames[frame].objects`, -1 where it was not found. */
  readonly found: Int32Array;
  /** m, sub-pixel centroid in the world. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** rad, unwrapped by the symmetry of its shape. */
  readonly angle: Float64Array;
  /** Soft area, pixels. */
  readonly area: Float64Array;
  /** 1 = whole: found, not at the border and not partly hidden; only such frames are fitted. */
  readonly whole: Uint8Array;
  /** 1 = found, but another object lies over a part of it or is one with it: its place is that of what is seen. */
  readonly hidden?: Uint8Array;
}

export type MeasuredEventKind =
  | 'appear'
  | 'vanish'
  | 'split'
  | 'merge'
  | 'teleport'
  | 'deform'
  | 'recolor'
  | 'resize'
  | 'leave'
  | 'enter';

/** Something that happened between frame - 1 and frame. */
export interface MeasuredEvent {
  readonly kind: MeasuredEventKind;
  readonly frame: number;
  /** Number of the track in `Measurement.tracks`. */
  readonly track: number;
  /** The other track of a merge or a split, else -1. */
  readonly other: number;
  /** How large: m of a teleport, levels of a recolouring, relative change of area (resize) or of the moments (deform), else 0. */
  readonly size: number;
}

/** What was seen in a clip's frames. */
export interface Measurement {
  readonly size: FrameSize;
  readonly frames: readonly MeasuredFrame[];
  /** One an expected object, in their order, then foreign ones. */
  readonly tracks: readonly Track[];
  readonly events: readonly MeasuredEvent[];
}

/** A number with its standard error; (value - expected) / standardError is a test statistic. */
export interface Quantity {
  readonly value: number;
  /** Standard error of the value; NaN where it cannot be told (no degree of freedom). */
  readonly standardError: number;
  /** What the law, or the same fit of the true states, gives; absent where nothing is known. */
  readonly expected?: number;
}

/** A stretch of free motion between contacts, of one track. */
export interface FitSegment {
  /** First and last frame. */
  readonly from: number;
  readonly to: number;
  /** Frames that were used: whole and within [from, to]. */
  readonly count: number;
  /** s, the time that position and velocity are given for: the mean of the used frames. */
  readonly time: number;
  /** m, m/s, m/s^2. Acceleration is that of a parabola through the same frames also where the law, and the fit of the rest, is a line; NaN of fewer than 3 frames. */
  readonly x: Quantity;
  readonly y: Quantity;
  readonly vx: Quantity;
  readonly vy: Quantity;
  readonly ax: Quantity;
  readonly ay: Quantity;
  /** rad/s; value NaN of discs and rings, which show no angle. */
  readonly omega: Quantity;
  /** m, root mean square of the residuals of x and y. */
  readonly residual: number;
}

/** Where free motion breaks: two bodies touch, or one meets something that does not move. */
export interface FitContact {
  /** Numbers of tracks; b is -1 where only one track breaks. */
  readonly a: number;
  readonly b: number;
  /** Number of the segment of a (and of b) before it; the next one is after it. */
  readonly segmentA: number;
  readonly segmentB: number;
  /** Last frame before it. */
  readonly frame: number;
  /** s, where the fits before and after meet. */
  readonly time: Quantity;
  /** Relative speed along the normal after over before. */
  readonly restitution: Quantity;
  /** m_b / m_a from the changes of velocity. */
  readonly massRatio?: Quantity;
  /** kg m/s before and after, x and y; with the expected masses. */
  readonly momentumBefore?: readonly [Quantity, Quantity];
  readonly momentumAfter?: readonly [Quantity, Quantity];
  /** J, kinetic energy just before and just after. */
  readonly energyBefore: Quantity;
  readonly energyAfter: Quantity;
}

/** What the laws say of a track as a whole. */
export interface TrackLaws {
  /** Number of the track. */
  readonly track: number;
  readonly name: string;
  readonly segments: readonly FitSegment[];
  /** m/s^2, from all parabolas; absent where gravity is 0. */
  readonly gravity?: readonly [Quantity, Quantity];
  /** Of the frames in which it should be seen, the share in which it is. */
  readonly permanence: Quantity;
  /** Mean of the later half of the frames minus that of the earlier, expected 0: colour in levels (of the channel that changes most), area and shape relative. */
  readonly color: Quantity;
  readonly area: Quantity;
  readonly shape: Quantity;
}

/** Laws fitted to a measurement. */
export interface Laws {
  readonly tracks: readonly TrackLaws[];
  readonly contacts: readonly FitContact[];
  /** m, deepest overlap of two tracks' shapes (as discs of their radii), >= 0; where one hides the other, by the fits around. */
  readonly penetration: Quantity;
}
