// Generated from assembly/layout.json by tools/generate.mjs. Do not edit.

export const ABI = 0;

/** What the last failing call says. Code 0 is success; names of the codes stand in `errors`. */
export const Status = {
  size: 32,
  fields: {
    /** an error code, 0 = none */
    code: { offset: 0, type: 'i32' },
    /** source line of an abort, else 0 */
    line: { offset: 4, type: 'i32' },
    /** byte offset in the plan, where the error has one */
    offset: { offset: 8, type: 'u32' },
    /** factor ordinal, split number or clip index, where the error has one */
    item: { offset: 12, type: 'u32' },
    /** the offending value, where the error has one */
    value: { offset: 16, type: 'f64' },
    /** what would have been right, where the error has one */
    limit: { offset: 24, type: 'f64' },
  },
} as const;

/** One clip: everything that clip() made. Pointers are byte addresses in linear memory and stay valid until the next call of clip(), digests(), reserve() or planOpen(). */
export const Clip = {
  size: 152,
  fields: {
    /** number of the split in plan order */
    split: { offset: 0, type: 'u32' },
    /** index in the split */
    index: { offset: 4, type: 'u32' },
    /** number of the split's block (sub-grid) that the clip was drawn from */
    block: { offset: 8, type: 'u32' },
    /** bit i = the block's i-th mark is true */
    marks: { offset: 12, type: 'u32' },
    /** placement stream that was used minus one */
    tries: { offset: 16, type: 'u32' },
    /** bit per factor ordinal that overrideFactor() replaced */
    overridden: { offset: 20, type: 'u32' },
    /** factors of the scenario */
    factorCount: { offset: 24, type: 'u32' },
    /** pointer: f64[factorCount] */
    factors: { offset: 28, type: 'u32' },
    /** bodies B */
    bodyCount: { offset: 32, type: 'u32' },
    /** pointer: Body[B] */
    bodies: { offset: 36, type: 'u32' },
    /** frames T */
    frameCount: { offset: 40, type: 'u32' },
    /** pointer: f32[T][B][6] = x, y (m), angle (rad), vx, vy (m/s), omega (rad/s) */
    states: { offset: 44, type: 'u32' },
    /** pointer: u8[T][B], 0 = none, 1 = partial, 2 = full */
    visible: { offset: 48, type: 'u32' },
    /** contact events */
    contactCount: { offset: 52, type: 'u32' },
    /** pointer: Contact[contactCount], in order of time */
    contacts: { offset: 56, type: 'u32' },
    /** columns of a frame */
    width: { offset: 60, type: 'u32' },
    /** rows of a frame */
    height: { offset: 64, type: 'u32' },
    /** pointer: u8[T][height][width][3], RGB, row 0 on top */
    frames: { offset: 68, type: 'u32' },
    /** pointer: u8[T][height][width], 0 = background, i + 1 = body i */
    mask: { offset: 72, type: 'u32' },
    /** pointer: PNG file, the frames side by side */
    png: { offset: 76, type: 'u32' },
    /** bytes */
    pngLength: { offset: 80, type: 'u32' },
    /** pointer: PNG file, the masks side by side */
    maskPng: { offset: 84, type: 'u32' },
    /** bytes */
    maskPngLength: { offset: 88, type: 'u32' },
    /** pointer: gzip member holding a .npy file of the frames, uint8 (T, H, W, 3) */
    gzip: { offset: 92, type: 'u32' },
    /** bytes */
    gzipLength: { offset: 96, type: 'u32' },
    /** bits of Stage that are valid in this clip */
    stages: { offset: 100, type: 'u32' },
    /** xxh64 of the state records */
    stateDigest: { offset: 104, type: 'u64' },
    /** xxh64 over the frames' row hashes */
    frameDigest: { offset: 112, type: 'u64' },
    /** xxh64 over the masks' row hashes */
    maskDigest: { offset: 120, type: 'u64' },
    /** largest change of the energy, relative to frame 0 */
    energyDrift: { offset: 128, type: 'f64' },
    /** largest change of the momentum, relative to the sum of |m v| in frame 0 */
    momentumDrift: { offset: 136, type: 'f64' },
    /** bit 0: energy is conserved by the law, bit 1: momentum is */
    conserved: { offset: 144, type: 'u32' },
    /** 0 */
    reserved: { offset: 148, type: 'u32' },
  },
} as const;

/** A body of a clip as it is drawn. */
export const Body = {
  size: 32,
  fields: {
    /** m; half the side of a square, the outer radius of a ring */
    radius: { offset: 0, type: 'f64' },
    /** kg, of the disc that the law moves */
    mass: { offset: 8, type: 'f64' },
    /** Shape */
    shape: { offset: 16, type: 'u32' },
    /** 0xRRGGBB */
    color: { offset: 20, type: 'u32' },
    /** 1 = dynamic, 0 = static */
    dynamic: { offset: 24, type: 'u32' },
    /** 0 */
    reserved: { offset: 28, type: 'u32' },
  },
} as const;

/** An impact. Its time is step * h + offset seconds. */
export const Contact = {
  size: 40,
  fields: {
    /** steps done before the step in which it happened */
    step: { offset: 0, type: 'u32' },
    /** s, time within that step */
    offset: { offset: 4, type: 'f32' },
    /** body number */
    a: { offset: 8, type: 'u32' },
    /** body number, a < b */
    b: { offset: 12, type: 'u32' },
    /** m, point of touch */
    x: { offset: 16, type: 'f32' },
    /** m */
    y: { offset: 20, type: 'f32' },
    /** unit normal from a to b */
    nx: { offset: 24, type: 'f32' },
    /** ny */
    ny: { offset: 28, type: 'f32' },
    /** N s along the normal */
    impulse: { offset: 32, type: 'f32' },
    /** 0 */
    reserved: { offset: 36, type: 'u32' },
  },
} as const;

/** A row of the table that digests() fills. */
export const Digest = {
  size: 24,
  fields: {
    /** state digest */
    state: { offset: 0, type: 'u64' },
    /** frame digest */
    frames: { offset: 8, type: 'u64' },
    /** mask digest, 0 without the layer */
    mask: { offset: 16, type: 'u64' },
  },
} as const;

/** A byte string made by pngEncode(). */
export const Output = {
  size: 8,
  fields: {
    /** address */
    pointer: { offset: 0, type: 'u32' },
    /** bytes */
    length: { offset: 4, type: 'u32' },
  },
} as const;

/** What clip() should make beside the states; a stage makes what it needs. */
export const Stage = {
  StateDigest: 1,
  Frames: 2,
  FrameDigest: 4,
  Png: 8,
  MaskPng: 16,
  Gzip: 32,
} as const;

export const Shape = {
  Disc: 0,
  Square: 1,
  Ring: 2,
} as const;

export const Direction = {
  Right: 0,
  Left: 1,
  Up: 2,
  Down: 3,
} as const;

export const Integrator = {
  Exact: 0,
  SymplecticEuler: 1,
} as const;

export const Overlaps = {
  Soft: 0,
  Project: 1,
} as const;

/** bits */
export const Layer = {
  Mask: 1,
} as const;

/** How a shape's edge becomes opacity. */
export const Edge = {
  Coverage: 0,
  Study: 1,
  Hard: 2,
} as const;

/** Where pixel i of n samples its side of the view, as a fraction. */
export const Samples = {
  Centers: 0,
  Corners: 1,
} as const;

/** How a blended level becomes a byte. */
export const Rounding = {
  Nearest: 0,
  Truncate: 1,
} as const;

/** Kinds of a factor in a plan. */
export const Distribution = {
  Placed: 0,
  Constant: 1,
  Uniform: 2,
  Union: 3,
  Linspace: 4,
  RandomGrid: 5,
  List: 6,
  Choice: 7,
} as const;

export const Tag = {
  False: 0,
  True: 1,
  Text: 2,
} as const;

export const Visible = {
  None: 0,
  Partial: 1,
  Full: 2,
} as const;

/** What each code of the status block means. */
export const failures: Readonly<Record<number, { name: string; text: string }>> = {
  1: { name: 'Abort', text: 'internal error: the module stopped itself' },
  2: { name: 'OutOfMemory', text: 'out of memory' },
  3: { name: 'NoPlan', text: 'no plan is open' },
  4: { name: 'Argument', text: 'an argument is out of range' },
  5: { name: 'NoLayer', text: 'the plan has no such layer' },
  6: { name: 'NotFinite', text: 'internal error: a state is not a finite number' },
  10: { name: 'PlanMagic', text: 'not a Kinema plan' },
  11: { name: 'PlanFormat', text: 'the plan is of another format version' },
  12: { name: 'PlanContract', text: 'the plan is of another contract version' },
  13: { name: 'PlanLength', text: 'the plan is cut short or too long' },
  14: { name: 'PlanChecksum', text: 'the plan is damaged: its checksum does not match' },
  15: { name: 'PlanValue', text: 'the plan holds a value out of range' },
  16: { name: 'PlanOrder', text: 'the plan is not canonical' },
  20: { name: 'SplitRange', text: 'there is no such split' },
  21: { name: 'IndexRange', text: 'the index is beyond the split' },
  22: { name: 'NothingFeasible', text: 'no combination of the factors is feasible' },
  24: { name: 'GridTooLarge', text: 'the grid has too many cells' },
  30: { name: 'FactorRange', text: 'the factor is out of range' },
  31: { name: 'FactorName', text: 'there is no such factor' },
  32: { name: 'FactorPair', text: 'these factors are set together' },
  33: { name: 'Overlap', text: 'the bodies overlap' },
  34: { name: 'NoPlacement', text: 'no placement fits' },
  40: { name: 'ContactCapacity', text: 'too many contacts in one clip' },
  41: { name: 'ImageTooLarge', text: 'the image is too large' },
  50: { name: 'WorldValue', text: 'a value of the world is out of range' },
};
