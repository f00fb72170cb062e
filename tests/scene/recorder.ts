// Stands in for the module where a test asks what it is told: keeps each definition as it was when it was added.

import { BodyDef, ShapeDef, Status, WorldDef } from '../../bindings/typescript/engine/layout.js';
import type { Exports } from '../../bindings/typescript/engine/module.js';
import { Views } from '../../bindings/typescript/engine/views.js';

const at = { status: 64, world: 256, body: 512, shape: 1024 };

/** What was told, in order. */
export interface Record {
  readonly world: any[];
  readonly bodies: any[];
  readonly shapes: { body: number; fields: any; vertices: number[] }[];
}

/** @param fails answers a call with a failure: code and what the status block says */
export function recorder(
  fails: (call: string) => Partial<{ code: number; offset: number; value: number; limit: number }> | undefined = () =>
    undefined,
): {
  exports: Exports;
  record: Record;
} {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const record: Record = { world: [], bodies: [], shapes: [] };
  const outcome = (call: string): number => {
    const failure = fails(call);
    if (failure) views.write(Status, at.status, { code: 0, offset: 0, value: 0, limit: 0, ...failure });
    return failure?.code ?? 0;
  };
  const exports = {
    memory,
    statusBlock: () => at.status,
    worldDefBlock: () => at.world,
    bodyDefBlock: () => at.body,
    shapeDefBlock: () => at.shape,
    worldDefaults: () => views.write(WorldDef, at.world, { gravityY: -9.8, step: 0.016666667, substeps: 4 }),
    bodyDefaults: () => {
      views.bytes(at.body, BodyDef.size).fill(0);
      views.write(BodyDef, at.body, { type: 2, gravityScale: 1, canSleep: 1 });
    },
    shapeDefaults: () => {
      views.bytes(at.shape, ShapeDef.size + 64).fill(0);
      views.write(ShapeDef, at.shape, { density: 1, friction: 0.2, category: 1, mask: 0xffffffff });
    },
    worldOpen: () => {
      record.world.push(views.read(WorldDef, at.world));
      return outcome('worldOpen') ? 0 : 1;
    },
    worldAddBody: () => {
      if (outcome('worldAddBody')) return -1;
      return record.bodies.push(views.read(BodyDef, at.body)) - 1;
    },
    worldClose: () => 0,
    worldAddShape: (_: number, body: number) => {
      if (outcome('worldAddShape')) return -1;
      const fields = views.read(ShapeDef, at.shape);
      const vertices = Array.from(views.floats(at.shape + ShapeDef.size, fields.count * 2));
      return record.shapes.push({ body, fields, vertices }) - 1;
    },
  } as unknown as Exports;
  const views = new Views(exports);
  return { exports, record };
}
