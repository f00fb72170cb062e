// What the rooms of the evaluator hand to each other.

/** Where a prediction is. */
export interface PredictionFile {
  /** `<split>-<index, 10 digits>`, as in shards. */
  readonly key: string;
  readonly split: string;
  readonly index: number;
  /** Number of the sample, 0 where there is one. */
  readonly sample: number;
  /** Path of a file, or of a folder of PNG files. */
  readonly path: string;
  readonly kind: 'video' | 'npy' | 'npz' | 'png';
  /** Row of an array of many clips; null where the file holds one. */
  readonly row: number | null;
}

/** RGB frames of any origin. */
export interface RgbFrames {
  /** u8 (count, height, width, 3), row 0 on top. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** Frames a second that a container names; null without one. */
  readonly rate: number | null;
}

/** A prediction that was read, or why it was not. */
export type ReadPrediction = { readonly file: PredictionFile } & (
  | { readonly frames: RgbFrames; readonly notes: readonly string[] }
  | { readonly problem: string }
);

/** Frames of a prediction that stand for frames of the recipe. */
export interface AlignedFrames extends Omit<RgbFrames, 'rate'> {
  /** Recipe frame that pixels begin with. */
  readonly first: number;
}

/** The truth about a clip, copied out of the module. Metres, metres a second. */
export interface Truth {
  readonly split: string;
  readonly index: number;
  /** Bodies B that are drawn. */
  readonly bodies: readonly {
    readonly name: string;
    readonly radius: number;
    readonly mass: number;
    readonly color: string;
  }[];
  /** f32 (T, B, 6): x, y, angle, vx, vy, omega. */
  readonly states: Float32Array;
  readonly frames: number;
  /** s, time of frame 0. */
  readonly firstTime: number;
  /** s between frames. */
  readonly interval: number;
  readonly factors: Readonly<Record<string, number | string>>;
  /** s, places and bodies of the impacts. */
  readonly contacts: readonly {
    readonly time: number;
    readonly a: number;
    readonly b: number;
    readonly x: number;
    readonly y: number;
  }[];
  /** Whether a body's shape lies wholly in view, (T, B). */
  readonly inView: Uint8Array;
}

/** Places of bodies as a reader found them. */
export interface Tracks {
  /** Recipe frame of the first row. */
  readonly first: number;
  readonly count: number;
  /** f64 (count, B, 2): m; NaN where a body was not found. */
  readonly places: Float64Array;
}

/** What a mode says of one prediction. */
export interface Reading {
  readonly tracks: Tracks;
  /** By the metric's name; NaN where it says nothing. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A number a clip that reports show. */
export interface MetricInfo {
  readonly name: string;
  readonly label: string;
  /** `m`, `m/s`, `dB`; empty where there is none. */
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'neither';
}
