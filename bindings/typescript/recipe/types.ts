// A recipe as a person writes it and as `validateRecipe` hands it on. Nothing is filled in here: defaults come from the
// scenario catalogue when the recipe is compiled.

/** A number, or the name of a choice or colour. */
export type FactorValue = number | string;

/** How a factor is drawn; a bare value is a constant, `placed` leaves it to the scenario's placement. */
export type Distribution =
  | FactorValue
  | { constant: FactorValue }
  /** Uniform on [a, b], a <= b. */
  | { uniform: [number, number] }
  /** Uniform on several intervals, weighted by their lengths. */
  | { union: [number, number][] }
  /** n equally spaced values from a to b; those `without` are left out. Can be an axis of a grid. */
  | { linspace: [number, number, number]; without?: number[] }
  /** n sorted draws, uniform on [a, b], the same for every clip. Can be an axis of a grid. */
  | { randomGrid: [number, number, number] }
  /** These values, equally likely. Can be an axis of a grid. */
  | { list: FactorValue[] }
  /** These values, by weight: a list (equal weights, or `weights` beside it), pairs of value and weight, or an object value -> weight. */
  | { choice: FactorValue[] | [FactorValue, number][] | Record<string, number>; weights?: number[] };

/** Distributions by the factor's name. */
export type Factors = Record<string, Distribution>;

/** Texts and booleans that stand in each clip's JSON. */
export type Tags = Record<string, string | boolean>;

/** A tag's name -> a grid split: the tag is true where the clip's factors equal a cell of that split within 1e-9. */
export type MarkIn = Record<string, string>;

/** Values of a factor: from `min` to `max`, both included; one value; or any of several of either. */
export type BoxRange = [number, number] | FactorValue | { any: (FactorValue | [number, number])[] };

/** A part of the space of factors: what lies in all its ranges. */
export type Box = Record<string, BoxRange>;

/** What a clip must be, decided clip by clip: one that is not is drawn again on other streams. In a split null takes back what the recipe asks. */
export interface Constraints {
  /** Every moving body is wholly in view in frames a to b. */
  inView?: [number, number] | null;
  /** Some bodies touch between frames a and b. */
  contact?: [number, number] | null;
  /** m; no two bodies of which one moves begin nearer than this. */
  minDistance?: number | null;
  /** No two bodies of which one moves begin in each other. */
  noOverlap?: boolean | null;
}

/** Values of several factors that go together: row i is the i-th value of each column. */
export type Rows = Record<string, FactorValue[]>;

/** How a clip breaks its law (docs/violations.md). */
export type ViolationKind =
  | 'energyGain'
  | 'momentumLeak'
  | 'gravityChange'
  | 'teleport'
  | 'passThrough'
  | 'vanish'
  | 'recolor'
  | 'resize'
  | 'delayedBounce'
  | 'curvedFlight';

/** One breach of the law; size, onset and angle may be fixed or drawn clip by clip. */
export interface Violation {
  kind: ViolationKind;
  /** Name of the body, as the clip JSON has it; default the first that moves. */
  body?: string;
  /** In the unit of the kind (docs/violations.md). */
  size?: Distribution;
  /** When it begins: with a frame (1 to the last), at a time (s), or with the body's n-th contact, which is the default of what happens at contacts. */
  onset?: { frame?: Distribution; time?: Distribution; contact?: Distribution };
  /** teleport: direction, rad from the x axis; default 0. */
  angle?: Distribution;
  /** recolor: the colour on the way to which `size` is a share; default the opposite of the body's. */
  color?: string;
}

/** A part of a split's grid. Every linspace, randomGrid or list that it names itself is an axis. */
export interface SubGrid {
  factors?: Factors;
  /** One axis of the sub-grid: its rows. */
  rows?: Rows;
  /** Override the split's. */
  tags?: Tags;
  markIn?: MarkIn;
}

/** A family of clips: random draws, or (with `grid` or `grids`) the shuffled cells of a grid. */
export interface Split {
  /** Clips, 1 to 2^32 - 1. Required without a grid; with one the default is every feasible cell. */
  count?: number;
  /** Override the recipe's. */
  factors?: Factors;
  /** Names of the factors whose product is the grid. */
  grid?: string[];
  /** Sub-grids whose cells are put in one row and shuffled together. */
  grids?: SubGrid[];
  /** Cells spelled out; with `grid`, one more axis of it. */
  rows?: Rows;
  /** How cells are numbered: `shuffled`, or as they are `given`, which is the default where there are rows and no grid. */
  order?: 'shuffled' | 'given';
  /** What is left out: cells and draws that lie in any of these. */
  holes?: Box[];
  /** What is kept: only what lies in one of these. */
  boxes?: Box[];
  /** Override the recipe's, field by field. */
  constraints?: Constraints;
  placement?: Placement;
  tags?: Tags;
  markIn?: MarkIn;
  /** Name of a split whose clips these are, index by index, but for `violate`. */
  twinOf?: string;
  /** How its clips break their law; null takes back what the recipe says. */
  violate?: Violation | null;
}

/** Forces and solver. */
export interface Physics {
  /** m/s^2. */
  gravity?: [number, number];
  /** s, 1e-6 to 1. */
  step?: number;
  integrator?: 'exact' | 'symplectic-euler';
  /** Solver sub-steps a step, 1 to 64. */
  substeps?: number;
  /** m/s; slower hits do not bounce. */
  restitutionThreshold?: number;
  /** How a scene that starts overlapped is separated. */
  resolveOverlaps?: 'soft' | 'project';
}

/** Which moments are frames. Frame k shows the world after step firstFrameStep + k * stepsPerFrame. */
export interface Timing {
  /** 1 to 65536. */
  frames?: number;
  /** 1 to 1000. */
  stepsPerFrame?: number;
  /** 0 to 1000000; 0 = before any step. */
  firstFrameStep?: number;
  /** Frames given to a model, 0 to `frames`. */
  conditionFrames?: number;
}

/** A named look. */
export type LookName = 'study' | 'clean' | 'phyre';

/** How shapes become pixels; what is not named is that of `clean`. */
export interface LookObject {
  /** Colour: a name or #rrggbb. */
  background?: string;
  /** How a shape's edge becomes opacity. */
  edge?: 'coverage' | 'study' | 'hard';
  /** Where pixel i of n samples its side of the view. */
  samples?: 'centers' | 'corners';
  /** How a blended level becomes a byte. */
  rounding?: 'nearest' | 'truncate';
  /** Ramp of a `study` edge as a share of the squared radius, 0 to 1, default 0.03; only with `edge: study`. */
  softness?: number;
}

/** The picture. */
export interface Image {
  /** Width and height in pixels, each 16 to 1024. */
  size?: [number, number];
  /** Draw n times larger and average, 1 to 8. */
  supersample?: number;
  /** The rectangle of the world that is seen, m: x0, y0, x1, y1. */
  view?: [number, number, number, number];
  look?: LookName | LookObject;
}

/** A per-pixel plane beside the RGB frame. */
export type LayerName = 'mask';

/** What placement keeps, in frames. */
export interface Placement {
  /** Frames before the contact (collision). */
  minPre?: number;
  /** Frames after the contact (collision). */
  minPost?: number;
  /** Frames in which the ball is in view (uniform-motion, parabola). */
  minVisible?: number;
  /** Whether layouts in which bodies begin in each other are drawn again (phyre). */
  cleanStart?: boolean;
}

/** A dataset in a few hundred bytes. */
export interface Recipe {
  /** JSON Schema of this file, for editors; ignored. */
  $schema?: string;
  /** Version of the recipe format: 1. */
  kinema: 1;
  /** One line of 1 to 100 characters, without `<`, for people; not part of the plan. */
  name?: string;
  /** For people; not part of the plan. */
  description?: string;
  /** Where its numbers come from, e.g. a section of a paper, for people; not part of the plan. */
  source?: string;
  /** 0 to 2^64 - 1, default 0; beyond 2^53 as bigint or decimal text. */
  seed?: number | string | bigint;
  /** Name of a scenario of the catalogue. */
  scenario: string;
  physics?: Physics;
  timing?: Timing;
  image?: Image;
  /** Default none. */
  layers?: LayerName[];
  placement?: Placement;
  constraints?: Constraints;
  /** How the clips of all splits break their law, unless a split says otherwise. */
  violate?: Violation;
  /** Shared by all splits unless a split says otherwise. */
  factors?: Factors;
  /** By name: 1 to 64 letters, digits and _; the first is the default split. */
  splits: Record<string, Split>;
}
