// Layouts as the scenario draws them, in pixels, as the reference in tests/scenes has them. A clip of one frame, of the state before any step,
// is a layout: nothing is simulated.
import { type Clip, type ClipSource, loadKinema } from '../../../dist/index.js';
import { bodyDepth, type Pose, shapesAt } from '../../scenes/overlap.js';
import { extents, type PixelBody } from '../../scenes/phyre-objects.js';
import type { Point } from '../../scenes/scene.js';

export const kinema = await loadKinema();

/** Pixels of a metre. */
export const PIXELS = 6;

/** Names of all 70 templates. */
export const templates = Array.from({ length: 70 }, (_, i) => String(10_000 + i));

/** An object of a layout: a body in px, with what the scenario calls it. */
export interface Thing extends PixelBody {
  name: string;
}

/** A source of layouts of `size` px: one frame, before the first step. */
export function openLayouts(
  factors: object = {},
  { size = 512, seed = 7, cleanStart = false, ...more } = {},
): ClipSource {
  return kinema.open({
    kinema: 1,
    seed,
    scenario: 'phyre',
    timing: { frames: 1, firstFrameStep: 0, stepsPerFrame: 1 },
    image: { size: [size, size], view: [0, 0, size / PIXELS, size / PIXELS], look: 'phyre' },
    placement: { cleanStart },
    splits: { train: { count: 4_000_000, factors } },
    ...more,
  });
}

/** Clip `index` of a source, without pictures. */
export function layout(source: ClipSource, index: number, split?: string): Clip {
  return source.clip(index, { stages: {}, ...(split && { split }) });
}

const kinds: Record<string, PixelBody['kind']> = {
  bottom: 'wall',
  left: 'wall',
  top: 'wall',
  right: 'wall',
  jar: 'jar',
  sticks: 'sticks',
  bar: 'bar',
  'standing-bar': 'bar',
  'static-bar': 'bar',
};

/** The kind of a body by its name in the clip: without the number. */
export const kindOf = (name: string) => name.replace(/\d+$/, '');

/** All bodies of a clip at frame 0, in px; the red ball is the last. */
export function things(clip: Clip): Thing[] {
  const states = clip.states;
  return clip.bodies.map(({ name, shape, radius, parts, dynamic }, i) => {
    const shapes: PixelBody['shapes'] =
      shape === 'disc'
        ? [{ circle: radius * PIXELS }]
        : parts.map(({ points }) => ({ polygon: points.map(([x, y]): Point => [x * PIXELS, y * PIXELS]) }));
    const kind = kinds[kindOf(name)] ?? 'ball';
    return {
      name,
      kind,
      dynamic,
      x: states[6 * i]! * PIXELS,
      y: states[6 * i + 1]! * PIXELS,
      angle: states[6 * i + 2]!,
      diameter: diameterOf(kind, shapes),
      shapes,
    };
  });
}

/** The study's diameter of a body, from its shapes. */
function diameterOf(kind: PixelBody['kind'], shapes: PixelBody['shapes']): number {
  const first = shapes[0]!;
  if ('circle' in first) return first.circle * 2;
  const [w, h] = sides(first.polygon);
  if (kind === 'sticks') return Math.hypot(w, h) * 1.5;
  if (kind !== 'jar') return Math.hypot(w, h);
  const { height } = jarSize({ shapes });
  return Math.hypot((0.9 * height) / 1.2, height);
}

/** Long and short side of a rectangle. */
export function sides([a, b, c]: Point[]): [number, number] {
  const lengths = [Math.hypot(a![0] - b![0], a![1] - b![1]), Math.hypot(b![0] - c![0], b![1] - c![1])];
  return [Math.max(...lengths), Math.min(...lengths)];
}

/** Height of a jar in its own frame, px. */
export function jarSize({ shapes }: Pick<PixelBody, 'shapes'>): { height: number } {
  const ys = shapes.flatMap((shape) => ('polygon' in shape ? shape.polygon.map(([, y]) => y) : []));
  return { height: Math.max(...ys) - Math.min(...ys) };
}

/** Lowest, leftmost and rightmost coordinates in the scene, of the body as it is turned or as it would be at another angle. */
export function reach(body: PixelBody, angle = body.angle): { left: number; right: number; bottom: number } {
  const e = extents({ ...body, angle });
  return { left: body.x + e.left, right: body.x + e.right, bottom: body.y + e.bottom };
}

/** Deepest overlap (px) of two bodies of which one moves; negative where there is none. */
export function deepest(bodies: readonly PixelBody[]): number {
  const placed = bodies.map((b) => shapesAt(b.shapes, [b.x, b.y, b.angle] as Pose));
  let most = -Infinity;
  for (let i = 0; i < bodies.length; i++)
    for (let k = i + 1; k < bodies.length; k++)
      if (bodies[i]!.dynamic || bodies[k]!.dynamic) most = Math.max(most, bodyDepth(placed[i]!, placed[k]!));
  return most;
}
