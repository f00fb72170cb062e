// Pictures of a world, drawn in the module (assembly/host/draw.ts): the same bytes everywhere.

import { KinemaError } from '../errors.js';
import { parseColor } from '../recipe/color.js';
import { show } from '../recipe/show.js';
import type { Exports } from './exports.js';
import { DrawDef, DrawFlag, Edge, Output } from './layout.js';
import { check, type Views } from './views.js';

/** A picture in RGBA, row 0 on top: what a canvas's `putImageData` takes. An ImageData where the runtime has them. */
export interface Picture {
  /** u8 (height, width, 4); alpha is 255. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}

/** What a picture of a world shows, and how. */
export interface DrawOptions {
  /** x0, y0, x1, y1 in m: the rectangle of the world that is shown. Default: that of the scene, else [0, 0, 10, 10]. */
  view?: readonly [number, number, number, number];
  /** Columns and rows. Default: 512 along the longer side, the other by the view. */
  size?: readonly [number, number];
  /** 1 to 4: drawn so many times larger and averaged. Default 1: edges are smooth already. */
  supersample?: number;
  /** A CSS name, `#rrggbb` or `#rgb`. Default white. */
  background?: string;
  /** Whether shapes have a darker outline, or its width in pixels. Default true. */
  outlines?: boolean | number;
  /** Whether joints are drawn: lines from the bodies over their anchors. Default false. */
  joints?: boolean;
  /** Whether the points of contacts that touch are drawn. Default false. */
  contacts?: boolean;
  /** Whether sleeping bodies are half faded into the background. Default false. */
  dimSleeping?: boolean;
  /** `smooth`: a pixel shows the share that is covered; `hard`: one colour a pixel. Default smooth. */
  edge?: 'smooth' | 'hard';
}

/** Most pixels of a side, supersampled. */
const mostPixels = 16384;

/** Most metres from the origin. */
const far = 1e9;

const usualSize = 512;

/**
 * Draws a world that is open in an instance.
 * @param world its handle
 * @throws KinemaError of kind `usage` that names the option, its value and what would be right
 */
export function drawWorld(exports: Exports, views: Views, world: number, options: DrawOptions = {}): Picture {
  const definition = drawDefinition(options);
  exports.drawDefaults();
  views.write(DrawDef, exports.drawDefBlock(), definition);
  check(exports, views, exports.worldDraw(world));
  const { pointer, length } = views.read(Output, exports.outputBlock());
  const data = new Uint8ClampedArray(views.bytes(pointer, length));
  const { width, height } = definition;
  return typeof ImageData === 'function' ? new ImageData(data, width, height) : { data, width, height };
}

const flagNames = { joints: DrawFlag.Joints, contacts: DrawFlag.Contacts, dimSleeping: DrawFlag.DimSleeping } as const;

const edges = { smooth: Edge.Coverage, hard: Edge.Hard } as const;

const names = [
  ...(['view', 'size', 'supersample', 'background', 'outlines', 'edge'] as const),
  ...(Object.keys(flagNames) as (keyof typeof flagNames)[]),
];

/** The fields of a DrawDef. */
function drawDefinition(options: DrawOptions) {
  for (const name of Object.keys(options))
    if (!names.includes(name as keyof DrawOptions))
      wrong(name, show(name), `no option; options are ${names.join(', ')}`);
  const { supersample = 1, background = 'white', outlines = true, edge = 'smooth' } = options;
  const [x0, y0, x1, y1] = viewOf(options.view ?? [0, 0, 10, 10]);
  if (![1, 2, 3, 4].includes(supersample)) wrong('supersample', show(supersample), 'not 1, 2, 3 or 4');
  const [width, height] = sizeOf(options.size ?? fitting(x1 - x0, y1 - y0), supersample);
  const color = typeof background === 'string' ? parseColor(background) : undefined;
  if (color === undefined) wrong('background', show(background), 'not a colour: a CSS name or #rrggbb');
  if (!Object.hasOwn(edges, edge)) wrong('edge', show(edge), 'neither smooth nor hard');
  // Marks grow with the picture, but stay in sight.
  const side = Math.max(width, height);
  const outline = outlineOf(outlines, clamp(side / 340, 0.6, 3));
  return {
    ...{ x0, y0, x1, y1, width, height, supersample, background: color, edge: edges[edge] },
    ...{ outline, line: clamp(side / 256, 1, 4), point: clamp(side / 170, 1.5, 6) },
    flags: (outline > 0 ? DrawFlag.Outlines : 0) | flagsOf(options),
  };
}

function flagsOf(options: DrawOptions): number {
  let flags = 0;
  for (const name of Object.keys(flagNames) as (keyof typeof flagNames)[]) {
    const value = options[name] ?? false;
    if (typeof value !== 'boolean') wrong(name, show(value), 'neither true nor false');
    if (value) flags |= flagNames[name];
  }
  return flags;
}

function outlineOf(outlines: boolean | number, usual: number): number {
  if (typeof outlines === 'boolean') return outlines ? usual : 0;
  if (!(outlines >= 0 && outlines <= 1000))
    wrong('outlines', show(outlines), 'not true, false or a width in pixels, 0 to 1000');
  return outlines;
}

function viewOf(view: readonly number[]): [number, number, number, number] {
  const rectangle = 'it must be [x0, y0, x1, y1] in m';
  if (!Array.isArray(view) || view.length !== 4 || !view.every((value) => Math.abs(value) < far))
    wrong('view', show(view), `no rectangle; ${rectangle}, all within ${far}`);
  const [x0, y0, x1, y1] = view as [number, number, number, number];
  if (!(x0 < x1 && y0 < y1)) wrong('view', show(view), `empty; ${rectangle} with x0 < x1 and y0 < y1`);
  return [x0, y0, x1, y1];
}

function sizeOf(size: readonly number[], supersample: number): [number, number] {
  const most = Math.floor(mostPixels / supersample);
  const sound = (value: number) => Number.isInteger(value) && value >= 1 && value <= most;
  if (!Array.isArray(size) || size.length !== 2 || !size.every(sound))
    wrong('size', show(size), `no size; it must be [columns, rows], whole numbers from 1 to ${most}`);
  return size as unknown as [number, number];
}

/** The usual size of a view of these sides. */
function fitting(across: number, up: number): [number, number] {
  const scale = usualSize / Math.max(across, up);
  return [Math.max(1, Math.round(across * scale)), Math.max(1, Math.round(up * scale))];
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

function wrong(option: string, value: string, text: string): never {
  const field = `draw.${option}`;
  throw new KinemaError('usage', `${field}: ${value} is ${text}`, { field });
}
