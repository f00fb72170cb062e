// Frames with shapes whose places are known exactly, drawn by counting 32 x 32 samples a pixel: nothing of the rasteriser is used.
export interface Drawn {
  shape?: 'disc' | 'square' | 'ring';
  /** Pixels; half the side of a square. */
  radius: number;
  column: number;
  row: number;
  /** rad, rows downwards. */
  angle?: number;
  color: readonly [number, number, number];
}

const samples = 32;

export function inside({ shape = 'disc', radius, column, row, angle = 0 }: Drawn, x: number, y: number): boolean {
  const [dx, dy] = [x - column, y - row];
  if (shape === 'square') {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return Math.abs(dx * c + dy * s) <= radius && Math.abs(dy * c - dx * s) <= radius;
  }
  const q = dx * dx + dy * dy;
  return q <= radius * radius && (shape === 'disc' || q >= 0.36 * radius * radius);
}

function coverage(shape: Drawn, column: number, row: number): number {
  const reach = shape.radius * Math.SQRT2 + 1;
  if (Math.abs(column - shape.column) > reach || Math.abs(row - shape.row) > reach) return 0;
  let count = 0;
  for (let i = 0; i < samples; i++)
    for (let k = 0; k < samples; k++)
      if (inside(shape, column - 0.5 + (k + 0.5) / samples, row - 0.5 + (i + 0.5) / samples)) count++;
  return count / (samples * samples);
}

/** One frame: shapes over each other in their order. */
export function drawFrame(
  width: number,
  height: number,
  shapes: readonly Drawn[],
  background = [255, 255, 255],
): Uint8Array {
  const frame = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let pixel = [...background];
      for (const shape of shapes) {
        const a = coverage(shape, column, row);
        pixel = pixel.map((level, k) => (1 - a) * level + a * (shape.color[k] as number));
      }
      frame.set(pixel.map(Math.round), (row * width + column) * 3);
    }
  return frame;
}

/** Several frames one after the other. */
export function drawFrames(width: number, height: number, frames: readonly (readonly Drawn[])[]): Uint8Array {
  const out = new Uint8Array(width * height * 3 * frames.length);
  frames.forEach((shapes, i) => {
    out.set(drawFrame(width, height, shapes), i * width * height * 3);
  });
  return out;
}
