// Generated from assembly/layout.json by tools/generate.mjs. Do not edit.

export const ABI: u32 = 1;

/** What the last failing call says. Code 0 is success; names of the codes stand in `errors`. */
export namespace Status {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 32;
  // @ts-ignore: decorator
  @inline export const code: usize = 0;
  // @ts-ignore: decorator
  @inline export const line: usize = 4;
  // @ts-ignore: decorator
  @inline export const offset: usize = 8;
  // @ts-ignore: decorator
  @inline export const item: usize = 12;
  // @ts-ignore: decorator
  @inline export const value: usize = 16;
  // @ts-ignore: decorator
  @inline export const limit: usize = 24;
}

/** One clip: everything that clip() made. Pointers are byte addresses in linear memory and stay valid until the next call of clip(), digests(), reserve() or planOpen(). */
export namespace Clip {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 192;
  // @ts-ignore: decorator
  @inline export const split: usize = 0;
  // @ts-ignore: decorator
  @inline export const index: usize = 4;
  // @ts-ignore: decorator
  @inline export const block: usize = 8;
  // @ts-ignore: decorator
  @inline export const marks: usize = 12;
  // @ts-ignore: decorator
  @inline export const tries: usize = 16;
  // @ts-ignore: decorator
  @inline export const overridden: usize = 20;
  // @ts-ignore: decorator
  @inline export const factorCount: usize = 24;
  // @ts-ignore: decorator
  @inline export const factors: usize = 28;
  // @ts-ignore: decorator
  @inline export const bodyCount: usize = 32;
  // @ts-ignore: decorator
  @inline export const bodies: usize = 36;
  // @ts-ignore: decorator
  @inline export const frameCount: usize = 40;
  // @ts-ignore: decorator
  @inline export const states: usize = 44;
  // @ts-ignore: decorator
  @inline export const visible: usize = 48;
  // @ts-ignore: decorator
  @inline export const contactCount: usize = 52;
  // @ts-ignore: decorator
  @inline export const contacts: usize = 56;
  // @ts-ignore: decorator
  @inline export const width: usize = 60;
  // @ts-ignore: decorator
  @inline export const height: usize = 64;
  // @ts-ignore: decorator
  @inline export const frames: usize = 68;
  // @ts-ignore: decorator
  @inline export const mask: usize = 72;
  // @ts-ignore: decorator
  @inline export const png: usize = 76;
  // @ts-ignore: decorator
  @inline export const pngLength: usize = 80;
  // @ts-ignore: decorator
  @inline export const maskPng: usize = 84;
  // @ts-ignore: decorator
  @inline export const maskPngLength: usize = 88;
  // @ts-ignore: decorator
  @inline export const gzip: usize = 92;
  // @ts-ignore: decorator
  @inline export const gzipLength: usize = 96;
  // @ts-ignore: decorator
  @inline export const stages: usize = 100;
  // @ts-ignore: decorator
  @inline export const stateDigest: usize = 104;
  // @ts-ignore: decorator
  @inline export const frameDigest: usize = 112;
  // @ts-ignore: decorator
  @inline export const maskDigest: usize = 120;
  // @ts-ignore: decorator
  @inline export const energyDrift: usize = 128;
  // @ts-ignore: decorator
  @inline export const momentumDrift: usize = 136;
  // @ts-ignore: decorator
  @inline export const conserved: usize = 144;
  // @ts-ignore: decorator
  @inline export const contactTotal: usize = 148;
  // @ts-ignore: decorator
  @inline export const violation: usize = 152;
  // @ts-ignore: decorator
  @inline export const violationBody: usize = 156;
  // @ts-ignore: decorator
  @inline export const violationFrame: usize = 160;
  // @ts-ignore: decorator
  @inline export const violationStep: usize = 164;
  // @ts-ignore: decorator
  @inline export const violationOffset: usize = 168;
  // @ts-ignore: decorator
  @inline export const violationColor: usize = 172;
  // @ts-ignore: decorator
  @inline export const violationSize: usize = 176;
  // @ts-ignore: decorator
  @inline export const violationAngle: usize = 184;
}

/** A body of a clip as it is drawn. */
export namespace Body {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 56;
  // @ts-ignore: decorator
  @inline export const radius: usize = 0;
  // @ts-ignore: decorator
  @inline export const mass: usize = 8;
  // @ts-ignore: decorator
  @inline export const inertia: usize = 16;
  // @ts-ignore: decorator
  @inline export const shape: usize = 24;
  // @ts-ignore: decorator
  @inline export const color: usize = 28;
  // @ts-ignore: decorator
  @inline export const dynamic: usize = 32;
  // @ts-ignore: decorator
  @inline export const kind: usize = 36;
  // @ts-ignore: decorator
  @inline export const number: usize = 40;
  // @ts-ignore: decorator
  @inline export const partCount: usize = 44;
  // @ts-ignore: decorator
  @inline export const parts: usize = 48;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 52;
}

/** A convex part of a body: the hull of its points, grown by a radius. */
export namespace Part {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 16;
  // @ts-ignore: decorator
  @inline export const count: usize = 0;
  // @ts-ignore: decorator
  @inline export const points: usize = 4;
  // @ts-ignore: decorator
  @inline export const radius: usize = 8;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 12;
}

/** An impact. Its time is step * h + offset seconds. */
export namespace Contact {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 40;
  // @ts-ignore: decorator
  @inline export const step: usize = 0;
  // @ts-ignore: decorator
  @inline export const offset: usize = 4;
  // @ts-ignore: decorator
  @inline export const a: usize = 8;
  // @ts-ignore: decorator
  @inline export const b: usize = 12;
  // @ts-ignore: decorator
  @inline export const x: usize = 16;
  // @ts-ignore: decorator
  @inline export const y: usize = 20;
  // @ts-ignore: decorator
  @inline export const nx: usize = 24;
  // @ts-ignore: decorator
  @inline export const ny: usize = 28;
  // @ts-ignore: decorator
  @inline export const impulse: usize = 32;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 36;
}

/** What a world is opened with. worldDefaults() writes the defaults; a host changes what it wants. */
export namespace WorldDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 96;
  // @ts-ignore: decorator
  @inline export const gravityX: usize = 0;
  // @ts-ignore: decorator
  @inline export const gravityY: usize = 4;
  // @ts-ignore: decorator
  @inline export const step: usize = 8;
  // @ts-ignore: decorator
  @inline export const restitutionThreshold: usize = 12;
  // @ts-ignore: decorator
  @inline export const slop: usize = 16;
  // @ts-ignore: decorator
  @inline export const speculation: usize = 20;
  // @ts-ignore: decorator
  @inline export const pushSpeed: usize = 24;
  // @ts-ignore: decorator
  @inline export const contactHertz: usize = 28;
  // @ts-ignore: decorator
  @inline export const contactDamping: usize = 32;
  // @ts-ignore: decorator
  @inline export const sleepSpeed: usize = 36;
  // @ts-ignore: decorator
  @inline export const sleepTime: usize = 40;
  // @ts-ignore: decorator
  @inline export const massRatio: usize = 44;
  // @ts-ignore: decorator
  @inline export const substeps: usize = 48;
  // @ts-ignore: decorator
  @inline export const integrator: usize = 52;
  // @ts-ignore: decorator
  @inline export const overlaps: usize = 56;
  // @ts-ignore: decorator
  @inline export const projection: usize = 60;
  // @ts-ignore: decorator
  @inline export const projectionLimit: usize = 64;
  // @ts-ignore: decorator
  @inline export const positionIterations: usize = 68;
  // @ts-ignore: decorator
  @inline export const maxImpacts: usize = 72;
  // @ts-ignore: decorator
  @inline export const sleeping: usize = 76;
  // @ts-ignore: decorator
  @inline export const events: usize = 80;
  // @ts-ignore: decorator
  @inline export const hitSpeed: usize = 84;
  // @ts-ignore: decorator
  @inline export const jointHertz: usize = 88;
  // @ts-ignore: decorator
  @inline export const jointDamping: usize = 92;
}

/** A body to be added. Positions and velocities are those of the body's origin. */
export namespace BodyDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 80;
  // @ts-ignore: decorator
  @inline export const angle: usize = 0;
  // @ts-ignore: decorator
  @inline export const type: usize = 8;
  // @ts-ignore: decorator
  @inline export const x: usize = 12;
  // @ts-ignore: decorator
  @inline export const y: usize = 16;
  // @ts-ignore: decorator
  @inline export const vx: usize = 20;
  // @ts-ignore: decorator
  @inline export const vy: usize = 24;
  // @ts-ignore: decorator
  @inline export const omega: usize = 28;
  // @ts-ignore: decorator
  @inline export const linearDamping: usize = 32;
  // @ts-ignore: decorator
  @inline export const angularDamping: usize = 36;
  // @ts-ignore: decorator
  @inline export const gravityScale: usize = 40;
  // @ts-ignore: decorator
  @inline export const fixedRotation: usize = 44;
  // @ts-ignore: decorator
  @inline export const canSleep: usize = 48;
  // @ts-ignore: decorator
  @inline export const massSet: usize = 52;
  // @ts-ignore: decorator
  @inline export const mass: usize = 56;
  // @ts-ignore: decorator
  @inline export const inertia: usize = 60;
  // @ts-ignore: decorator
  @inline export const centerX: usize = 64;
  // @ts-ignore: decorator
  @inline export const centerY: usize = 68;
  // @ts-ignore: decorator
  @inline export const awake: usize = 72;
  // @ts-ignore: decorator
  @inline export const userId: usize = 76;
}

/** A shape to be added to a body, in the body's frame; f32[count][2] vertices follow the struct: the centre of a circle, both ends of a capsule or segment, 3 to 8 corners of a convex polygon in either winding. */
export namespace ShapeDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 64;
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const count: usize = 4;
  // @ts-ignore: decorator
  @inline export const radius: usize = 8;
  // @ts-ignore: decorator
  @inline export const density: usize = 12;
  // @ts-ignore: decorator
  @inline export const friction: usize = 16;
  // @ts-ignore: decorator
  @inline export const restitution: usize = 20;
  // @ts-ignore: decorator
  @inline export const rollingResistance: usize = 24;
  // @ts-ignore: decorator
  @inline export const tangentSpeed: usize = 28;
  // @ts-ignore: decorator
  @inline export const category: usize = 32;
  // @ts-ignore: decorator
  @inline export const mask: usize = 36;
  // @ts-ignore: decorator
  @inline export const group: usize = 40;
  // @ts-ignore: decorator
  @inline export const sensor: usize = 44;
  // @ts-ignore: decorator
  @inline export const color: usize = 48;
  // @ts-ignore: decorator
  @inline export const userId: usize = 52;
  // @ts-ignore: decorator
  @inline export const oneWayX: usize = 56;
  // @ts-ignore: decorator
  @inline export const oneWayY: usize = 60;
}

/** What the open world holds and what its last step did. */
export namespace WorldStats {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 56;
  // @ts-ignore: decorator
  @inline export const bodies: usize = 0;
  // @ts-ignore: decorator
  @inline export const shapes: usize = 4;
  // @ts-ignore: decorator
  @inline export const contacts: usize = 8;
  // @ts-ignore: decorator
  @inline export const touching: usize = 12;
  // @ts-ignore: decorator
  @inline export const awake: usize = 16;
  // @ts-ignore: decorator
  @inline export const impacts: usize = 20;
  // @ts-ignore: decorator
  @inline export const colors: usize = 24;
  // @ts-ignore: decorator
  @inline export const substeps: usize = 28;
  // @ts-ignore: decorator
  @inline export const steps: usize = 32;
  // @ts-ignore: decorator
  @inline export const bytes: usize = 36;
  // @ts-ignore: decorator
  @inline export const snapshotBytes: usize = 40;
  // @ts-ignore: decorator
  @inline export const joints: usize = 44;
  // @ts-ignore: decorator
  @inline export const eventsLost: usize = 48;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 52;
}

/** A joint to be added between two bodies; anchors are in the bodies' frames, from their origins. bodyA may be 0xffffffff: the world itself, whose frame is that of world coordinates. jointDefaults(kind) writes the defaults. */
export namespace JointDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 128;
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const bodyA: usize = 4;
  // @ts-ignore: decorator
  @inline export const bodyB: usize = 8;
  // @ts-ignore: decorator
  @inline export const anchorAX: usize = 12;
  // @ts-ignore: decorator
  @inline export const anchorAY: usize = 16;
  // @ts-ignore: decorator
  @inline export const anchorBX: usize = 20;
  // @ts-ignore: decorator
  @inline export const anchorBY: usize = 24;
  // @ts-ignore: decorator
  @inline export const axisX: usize = 28;
  // @ts-ignore: decorator
  @inline export const axisY: usize = 32;
  // @ts-ignore: decorator
  @inline export const referenceAngle: usize = 36;
  // @ts-ignore: decorator
  @inline export const collide: usize = 40;
  // @ts-ignore: decorator
  @inline export const limit: usize = 44;
  // @ts-ignore: decorator
  @inline export const lower: usize = 48;
  // @ts-ignore: decorator
  @inline export const upper: usize = 52;
  // @ts-ignore: decorator
  @inline export const motor: usize = 56;
  // @ts-ignore: decorator
  @inline export const motorSpeed: usize = 60;
  // @ts-ignore: decorator
  @inline export const maxMotor: usize = 64;
  // @ts-ignore: decorator
  @inline export const spring: usize = 68;
  // @ts-ignore: decorator
  @inline export const hertz: usize = 72;
  // @ts-ignore: decorator
  @inline export const damping: usize = 76;
  // @ts-ignore: decorator
  @inline export const angularHertz: usize = 80;
  // @ts-ignore: decorator
  @inline export const angularDamping: usize = 84;
  // @ts-ignore: decorator
  @inline export const length: usize = 88;
  // @ts-ignore: decorator
  @inline export const target: usize = 92;
  // @ts-ignore: decorator
  @inline export const targetX: usize = 96;
  // @ts-ignore: decorator
  @inline export const targetY: usize = 100;
  // @ts-ignore: decorator
  @inline export const targetAngle: usize = 104;
  // @ts-ignore: decorator
  @inline export const maxForce: usize = 108;
  // @ts-ignore: decorator
  @inline export const maxTorque: usize = 112;
  // @ts-ignore: decorator
  @inline export const breakForce: usize = 116;
  // @ts-ignore: decorator
  @inline export const breakTorque: usize = 120;
  // @ts-ignore: decorator
  @inline export const userId: usize = 124;
}

/** What a joint does now; forces are means of the last step. */
export namespace JointState {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 48;
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const a: usize = 4;
  // @ts-ignore: decorator
  @inline export const b: usize = 8;
  // @ts-ignore: decorator
  @inline export const angle: usize = 12;
  // @ts-ignore: decorator
  @inline export const translation: usize = 16;
  // @ts-ignore: decorator
  @inline export const speed: usize = 20;
  // @ts-ignore: decorator
  @inline export const forceX: usize = 24;
  // @ts-ignore: decorator
  @inline export const forceY: usize = 28;
  // @ts-ignore: decorator
  @inline export const torque: usize = 32;
  // @ts-ignore: decorator
  @inline export const motor: usize = 36;
  // @ts-ignore: decorator
  @inline export const error: usize = 40;
  // @ts-ignore: decorator
  @inline export const userId: usize = 44;
}

/** A body as it is now. */
export namespace BodyState {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 64;
  // @ts-ignore: decorator
  @inline export const x: usize = 0;
  // @ts-ignore: decorator
  @inline export const y: usize = 4;
  // @ts-ignore: decorator
  @inline export const angle: usize = 8;
  // @ts-ignore: decorator
  @inline export const vx: usize = 12;
  // @ts-ignore: decorator
  @inline export const vy: usize = 16;
  // @ts-ignore: decorator
  @inline export const omega: usize = 20;
  // @ts-ignore: decorator
  @inline export const centerX: usize = 24;
  // @ts-ignore: decorator
  @inline export const centerY: usize = 28;
  // @ts-ignore: decorator
  @inline export const c: usize = 32;
  // @ts-ignore: decorator
  @inline export const s: usize = 36;
  // @ts-ignore: decorator
  @inline export const mass: usize = 40;
  // @ts-ignore: decorator
  @inline export const inertia: usize = 44;
  // @ts-ignore: decorator
  @inline export const type: usize = 48;
  // @ts-ignore: decorator
  @inline export const awake: usize = 52;
  // @ts-ignore: decorator
  @inline export const index: usize = 56;
  // @ts-ignore: decorator
  @inline export const userId: usize = 60;
}

/** Something that happened in the last worldStep(). Ids that do not apply are 0xffffffff; the time is step * h + offset seconds. */
export namespace Event {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 64;
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const step: usize = 4;
  // @ts-ignore: decorator
  @inline export const offset: usize = 8;
  // @ts-ignore: decorator
  @inline export const a: usize = 12;
  // @ts-ignore: decorator
  @inline export const b: usize = 16;
  // @ts-ignore: decorator
  @inline export const shapeA: usize = 20;
  // @ts-ignore: decorator
  @inline export const shapeB: usize = 24;
  // @ts-ignore: decorator
  @inline export const joint: usize = 28;
  // @ts-ignore: decorator
  @inline export const x: usize = 32;
  // @ts-ignore: decorator
  @inline export const y: usize = 36;
  // @ts-ignore: decorator
  @inline export const nx: usize = 40;
  // @ts-ignore: decorator
  @inline export const ny: usize = 44;
  // @ts-ignore: decorator
  @inline export const impulse: usize = 48;
  // @ts-ignore: decorator
  @inline export const speed: usize = 52;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 56;
  // @ts-ignore: decorator
  @inline export const reserved2: usize = 60;
}

/** Two shapes that touch now; points as they were at the start of the last step. */
export namespace Touch {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 72;
  // @ts-ignore: decorator
  @inline export const shapeA: usize = 0;
  // @ts-ignore: decorator
  @inline export const shapeB: usize = 4;
  // @ts-ignore: decorator
  @inline export const a: usize = 8;
  // @ts-ignore: decorator
  @inline export const b: usize = 12;
  // @ts-ignore: decorator
  @inline export const nx: usize = 16;
  // @ts-ignore: decorator
  @inline export const ny: usize = 20;
  // @ts-ignore: decorator
  @inline export const points: usize = 24;
  // @ts-ignore: decorator
  @inline export const x1: usize = 28;
  // @ts-ignore: decorator
  @inline export const y1: usize = 32;
  // @ts-ignore: decorator
  @inline export const separation1: usize = 36;
  // @ts-ignore: decorator
  @inline export const normalImpulse1: usize = 40;
  // @ts-ignore: decorator
  @inline export const tangentImpulse1: usize = 44;
  // @ts-ignore: decorator
  @inline export const x2: usize = 48;
  // @ts-ignore: decorator
  @inline export const y2: usize = 52;
  // @ts-ignore: decorator
  @inline export const separation2: usize = 56;
  // @ts-ignore: decorator
  @inline export const normalImpulse2: usize = 60;
  // @ts-ignore: decorator
  @inline export const tangentImpulse2: usize = 64;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 68;
}

/** What columns of a batch's actions do to its worlds, before the first step of batchStep(); forces and torques before every one. */
export namespace ActionDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 16;
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const target: usize = 4;
  // @ts-ignore: decorator
  @inline export const x: usize = 8;
  // @ts-ignore: decorator
  @inline export const y: usize = 12;
}

/** What columns of a batch's observations show of its worlds. */
export namespace ObservationDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 16;
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const target: usize = 4;
  // @ts-ignore: decorator
  @inline export const other: usize = 8;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 12;
}

/** What a query looks for. queryDefaults() writes the defaults. */
export namespace QueryDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 40;
  // @ts-ignore: decorator
  @inline export const angle: usize = 0;
  // @ts-ignore: decorator
  @inline export const x: usize = 8;
  // @ts-ignore: decorator
  @inline export const y: usize = 12;
  // @ts-ignore: decorator
  @inline export const category: usize = 16;
  // @ts-ignore: decorator
  @inline export const mask: usize = 20;
  // @ts-ignore: decorator
  @inline export const types: usize = 24;
  // @ts-ignore: decorator
  @inline export const sensors: usize = 28;
  // @ts-ignore: decorator
  @inline export const ignore: usize = 32;
  // @ts-ignore: decorator
  @inline export const most: usize = 36;
}

/** What a query found. */
export namespace Hit {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 32;
  // @ts-ignore: decorator
  @inline export const shape: usize = 0;
  // @ts-ignore: decorator
  @inline export const body: usize = 4;
  // @ts-ignore: decorator
  @inline export const fraction: usize = 8;
  // @ts-ignore: decorator
  @inline export const x: usize = 12;
  // @ts-ignore: decorator
  @inline export const y: usize = 16;
  // @ts-ignore: decorator
  @inline export const nx: usize = 20;
  // @ts-ignore: decorator
  @inline export const ny: usize = 24;
  // @ts-ignore: decorator
  @inline export const distance: usize = 28;
}

/** How worldDraw() draws a world. drawDefaults() writes the defaults. */
export namespace DrawDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 72;
  // @ts-ignore: decorator
  @inline export const x0: usize = 0;
  // @ts-ignore: decorator
  @inline export const y0: usize = 8;
  // @ts-ignore: decorator
  @inline export const x1: usize = 16;
  // @ts-ignore: decorator
  @inline export const y1: usize = 24;
  // @ts-ignore: decorator
  @inline export const outline: usize = 32;
  // @ts-ignore: decorator
  @inline export const line: usize = 36;
  // @ts-ignore: decorator
  @inline export const point: usize = 40;
  // @ts-ignore: decorator
  @inline export const width: usize = 44;
  // @ts-ignore: decorator
  @inline export const height: usize = 48;
  // @ts-ignore: decorator
  @inline export const supersample: usize = 52;
  // @ts-ignore: decorator
  @inline export const background: usize = 56;
  // @ts-ignore: decorator
  @inline export const flags: usize = 60;
  // @ts-ignore: decorator
  @inline export const edge: usize = 64;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 68;
}

/** A row of the table that digests() fills. */
export namespace Digest {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 24;
  // @ts-ignore: decorator
  @inline export const state: usize = 0;
  // @ts-ignore: decorator
  @inline export const frames: usize = 8;
  // @ts-ignore: decorator
  @inline export const mask: usize = 16;
}

/** A byte string made by pngEncode(), worldSnapshot() or worldDraw(). */
export namespace Output {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 8;
  // @ts-ignore: decorator
  @inline export const pointer: usize = 0;
  // @ts-ignore: decorator
  @inline export const length: usize = 4;
}

/** What measure() is to look for; u32[8] colours 0xRRGGBB follow the struct. */
export namespace MeasureDef {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 8;
  // @ts-ignore: decorator
  @inline export const background: usize = 0;
  // @ts-ignore: decorator
  @inline export const colorCount: usize = 4;
}

/** One frame that measure() has looked at. */
export namespace Seen {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 48;
  // @ts-ignore: decorator
  @inline export const red: usize = 0;
  // @ts-ignore: decorator
  @inline export const green: usize = 8;
  // @ts-ignore: decorator
  @inline export const blue: usize = 16;
  // @ts-ignore: decorator
  @inline export const noise: usize = 24;
  // @ts-ignore: decorator
  @inline export const first: usize = 32;
  // @ts-ignore: decorator
  @inline export const count: usize = 36;
  // @ts-ignore: decorator
  @inline export const readable: usize = 40;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 44;
}

/** One connected object of one frame. Pixels count with their opacity: the projection of (pixel - background) on (colour - background). Moments are means over the opacity about the centroid; c counts columns, r rows, downwards. */
export namespace Blob {
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 152;
  // @ts-ignore: decorator
  @inline export const column: usize = 0;
  // @ts-ignore: decorator
  @inline export const row: usize = 8;
  // @ts-ignore: decorator
  @inline export const area: usize = 16;
  // @ts-ignore: decorator
  @inline export const cc: usize = 24;
  // @ts-ignore: decorator
  @inline export const cr: usize = 32;
  // @ts-ignore: decorator
  @inline export const rr: usize = 40;
  // @ts-ignore: decorator
  @inline export const ccc: usize = 48;
  // @ts-ignore: decorator
  @inline export const ccr: usize = 56;
  // @ts-ignore: decorator
  @inline export const crr: usize = 64;
  // @ts-ignore: decorator
  @inline export const rrr: usize = 72;
  // @ts-ignore: decorator
  @inline export const fourthRe: usize = 80;
  // @ts-ignore: decorator
  @inline export const fourthIm: usize = 88;
  // @ts-ignore: decorator
  @inline export const red: usize = 96;
  // @ts-ignore: decorator
  @inline export const green: usize = 104;
  // @ts-ignore: decorator
  @inline export const blue: usize = 112;
  // @ts-ignore: decorator
  @inline export const least: usize = 120;
  // @ts-ignore: decorator
  @inline export const top: usize = 124;
  // @ts-ignore: decorator
  @inline export const greatest: usize = 128;
  // @ts-ignore: decorator
  @inline export const bottom: usize = 132;
  // @ts-ignore: decorator
  @inline export const color: usize = 136;
  // @ts-ignore: decorator
  @inline export const border: usize = 140;
  // @ts-ignore: decorator
  @inline export const inside: usize = 144;
  // @ts-ignore: decorator
  @inline export const reserved: usize = 148;
}

/** What clip() should make beside the states; a stage makes what it needs. */
export namespace Stage {
  // @ts-ignore: decorator
  @inline export const StateDigest: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Frames: u32 = 2;
  // @ts-ignore: decorator
  @inline export const FrameDigest: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Png: u32 = 8;
  // @ts-ignore: decorator
  @inline export const MaskPng: u32 = 16;
  // @ts-ignore: decorator
  @inline export const Gzip: u32 = 32;
}

/** How a body of a clip is drawn. */
export namespace Shape {
  // @ts-ignore: decorator
  @inline export const Disc: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Square: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Ring: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Polygons: u32 = 3;
}

export namespace BodyType {
  // @ts-ignore: decorator
  @inline export const Static: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Kinematic: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Dynamic: u32 = 2;
}

/** Shapes of the engine. */
export namespace ShapeKind {
  // @ts-ignore: decorator
  @inline export const Circle: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Capsule: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Polygon: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Segment: u32 = 3;
}

export namespace JointKind {
  // @ts-ignore: decorator
  @inline export const Revolute: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Prismatic: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Distance: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Weld: u32 = 3;
  // @ts-ignore: decorator
  @inline export const Wheel: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Motor: u32 = 5;
  // @ts-ignore: decorator
  @inline export const Mouse: u32 = 6;
  // @ts-ignore: decorator
  @inline export const Filter: u32 = 7;
}

/** Columns: Force 2 (N at the centre of mass), ForceAt 2, Torque 1 (N m), Impulse 2 (N s), AngularImpulse 1 (N m s), Velocity 3 (m/s, rad/s), Target 3 (m, rad; kinematic: there after the first step), MotorSpeed 1, JointTarget 1, MouseTarget 2 (m). */
export namespace ActionKind {
  // @ts-ignore: decorator
  @inline export const Force: u32 = 0;
  // @ts-ignore: decorator
  @inline export const ForceAt: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Torque: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Impulse: u32 = 3;
  // @ts-ignore: decorator
  @inline export const AngularImpulse: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Velocity: u32 = 5;
  // @ts-ignore: decorator
  @inline export const Target: u32 = 6;
  // @ts-ignore: decorator
  @inline export const MotorSpeed: u32 = 7;
  // @ts-ignore: decorator
  @inline export const JointTarget: u32 = 8;
  // @ts-ignore: decorator
  @inline export const MouseTarget: u32 = 9;
}

/** Columns: States 6 for each row of bodies, Body 6, Position 2, Rotation 2 (cosine, sine), Angle 1, Velocity 2, Omega 1, Relative 4 (position and velocity of `other` from `target`), Joint 2 (angle or translation, speed), Touching 1, Impacts 1 (in the last batchStep()), Time 1 (s since the start). */
export namespace ObservationKind {
  // @ts-ignore: decorator
  @inline export const States: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Body: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Position: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Rotation: u32 = 3;
  // @ts-ignore: decorator
  @inline export const Angle: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Velocity: u32 = 5;
  // @ts-ignore: decorator
  @inline export const Omega: u32 = 6;
  // @ts-ignore: decorator
  @inline export const Relative: u32 = 7;
  // @ts-ignore: decorator
  @inline export const Joint: u32 = 8;
  // @ts-ignore: decorator
  @inline export const Touching: u32 = 9;
  // @ts-ignore: decorator
  @inline export const Impacts: u32 = 10;
  // @ts-ignore: decorator
  @inline export const Time: u32 = 11;
}

export namespace EventKind {
  // @ts-ignore: decorator
  @inline export const Begin: u32 = 0;
  // @ts-ignore: decorator
  @inline export const End: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Hit: u32 = 2;
  // @ts-ignore: decorator
  @inline export const SensorBegin: u32 = 3;
  // @ts-ignore: decorator
  @inline export const SensorEnd: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Sleep: u32 = 5;
  // @ts-ignore: decorator
  @inline export const Wake: u32 = 6;
  // @ts-ignore: decorator
  @inline export const JointBreak: u32 = 7;
}

/** bits: outlines of shapes, joints, contact points, sleeping bodies half faded into the background */
export namespace DrawFlag {
  // @ts-ignore: decorator
  @inline export const Outlines: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Joints: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Contacts: u32 = 4;
  // @ts-ignore: decorator
  @inline export const DimSleeping: u32 = 8;
}

export namespace Direction {
  // @ts-ignore: decorator
  @inline export const Right: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Left: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Up: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Down: u32 = 3;
}

export namespace Integrator {
  // @ts-ignore: decorator
  @inline export const Exact: u32 = 0;
  // @ts-ignore: decorator
  @inline export const SymplecticEuler: u32 = 1;
}

export namespace Overlaps {
  // @ts-ignore: decorator
  @inline export const Soft: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Project: u32 = 1;
}

/** bits */
export namespace Layer {
  // @ts-ignore: decorator
  @inline export const Mask: u32 = 1;
}

/** How a shape's edge becomes opacity. */
export namespace Edge {
  // @ts-ignore: decorator
  @inline export const Coverage: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Study: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Hard: u32 = 2;
}

/** Where pixel i of n samples its side of the view, as a fraction. */
export namespace Samples {
  // @ts-ignore: decorator
  @inline export const Centers: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Corners: u32 = 1;
}

/** How a blended level becomes a byte. */
export namespace Rounding {
  // @ts-ignore: decorator
  @inline export const Nearest: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Truncate: u32 = 1;
}

/** What a split asks of its clips. */
export namespace Rule {
  // @ts-ignore: decorator
  @inline export const InView: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Contact: u32 = 2;
  // @ts-ignore: decorator
  @inline export const MinDistance: u32 = 3;
  // @ts-ignore: decorator
  @inline export const NoOverlap: u32 = 4;
  // @ts-ignore: decorator
  @inline export const MinPre: u32 = 5;
  // @ts-ignore: decorator
  @inline export const MinPost: u32 = 6;
  // @ts-ignore: decorator
  @inline export const MinVisible: u32 = 7;
  // @ts-ignore: decorator
  @inline export const CleanStart: u32 = 8;
  // @ts-ignore: decorator
  @inline export const Box: u32 = 9;
  // @ts-ignore: decorator
  @inline export const Hole: u32 = 10;
  // @ts-ignore: decorator
  @inline export const Twin: u32 = 11;
  // @ts-ignore: decorator
  @inline export const Violation: u32 = 12;
}

/** How a clip breaks its law. */
export namespace Violation {
  // @ts-ignore: decorator
  @inline export const EnergyGain: u32 = 1;
  // @ts-ignore: decorator
  @inline export const MomentumLeak: u32 = 2;
  // @ts-ignore: decorator
  @inline export const GravityChange: u32 = 3;
  // @ts-ignore: decorator
  @inline export const Teleport: u32 = 4;
  // @ts-ignore: decorator
  @inline export const PassThrough: u32 = 5;
  // @ts-ignore: decorator
  @inline export const Vanish: u32 = 6;
  // @ts-ignore: decorator
  @inline export const Recolor: u32 = 7;
  // @ts-ignore: decorator
  @inline export const Resize: u32 = 8;
  // @ts-ignore: decorator
  @inline export const DelayedBounce: u32 = 9;
  // @ts-ignore: decorator
  @inline export const CurvedFlight: u32 = 10;
}

/** What says when a violation begins. */
export namespace Onset {
  // @ts-ignore: decorator
  @inline export const Frame: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Time: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Contact: u32 = 2;
}

/** Kinds of a factor in a plan. */
export namespace Distribution {
  // @ts-ignore: decorator
  @inline export const Placed: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Constant: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Uniform: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Union: u32 = 3;
  // @ts-ignore: decorator
  @inline export const Linspace: u32 = 4;
  // @ts-ignore: decorator
  @inline export const RandomGrid: u32 = 5;
  // @ts-ignore: decorator
  @inline export const List: u32 = 6;
  // @ts-ignore: decorator
  @inline export const Choice: u32 = 7;
}

export namespace Tag {
  // @ts-ignore: decorator
  @inline export const False: u32 = 0;
  // @ts-ignore: decorator
  @inline export const True: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Text: u32 = 2;
}

export namespace Visible {
  // @ts-ignore: decorator
  @inline export const None: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Partial: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Full: u32 = 2;
}

/** Codes of the status block. */
export namespace Failure {
  /** internal error: the module stopped itself */
  // @ts-ignore: decorator
  @inline export const Abort: i32 = 1;
  /** out of memory */
  // @ts-ignore: decorator
  @inline export const OutOfMemory: i32 = 2;
  /** no plan is open */
  // @ts-ignore: decorator
  @inline export const NoPlan: i32 = 3;
  /** an argument is out of range */
  // @ts-ignore: decorator
  @inline export const Argument: i32 = 4;
  /** the plan has no such layer */
  // @ts-ignore: decorator
  @inline export const NoLayer: i32 = 5;
  /** internal error: a state is not a finite number */
  // @ts-ignore: decorator
  @inline export const NotFinite: i32 = 6;
  /** not a Kinema plan */
  // @ts-ignore: decorator
  @inline export const PlanMagic: i32 = 10;
  /** the plan is of another format version */
  // @ts-ignore: decorator
  @inline export const PlanFormat: i32 = 11;
  /** the plan is of another contract version */
  // @ts-ignore: decorator
  @inline export const PlanContract: i32 = 12;
  /** the plan is cut short or too long */
  // @ts-ignore: decorator
  @inline export const PlanLength: i32 = 13;
  /** the plan is damaged: its checksum does not match */
  // @ts-ignore: decorator
  @inline export const PlanChecksum: i32 = 14;
  /** the plan holds a value out of range */
  // @ts-ignore: decorator
  @inline export const PlanValue: i32 = 15;
  /** the plan is not canonical */
  // @ts-ignore: decorator
  @inline export const PlanOrder: i32 = 16;
  /** there is no such split */
  // @ts-ignore: decorator
  @inline export const SplitRange: i32 = 20;
  /** the index is beyond the split */
  // @ts-ignore: decorator
  @inline export const IndexRange: i32 = 21;
  /** no combination of the factors is feasible */
  // @ts-ignore: decorator
  @inline export const NothingFeasible: i32 = 22;
  /** the grid has too many cells */
  // @ts-ignore: decorator
  @inline export const GridTooLarge: i32 = 24;
  /** the factor is out of range */
  // @ts-ignore: decorator
  @inline export const FactorRange: i32 = 30;
  /** there is no such factor */
  // @ts-ignore: decorator
  @inline export const FactorName: i32 = 31;
  /** these factors are set together */
  // @ts-ignore: decorator
  @inline export const FactorPair: i32 = 32;
  /** the bodies overlap */
  // @ts-ignore: decorator
  @inline export const Overlap: i32 = 33;
  /** no placement fits */
  // @ts-ignore: decorator
  @inline export const NoPlacement: i32 = 34;
  /** no attempt keeps the rules of the split */
  // @ts-ignore: decorator
  @inline export const Exhausted: i32 = 35;
  /** these factors do not fit into the view together */
  // @ts-ignore: decorator
  @inline export const Unfit: i32 = 36;
  /** the image is too large */
  // @ts-ignore: decorator
  @inline export const ImageTooLarge: i32 = 41;
  /** a value of the world is out of range */
  // @ts-ignore: decorator
  @inline export const WorldValue: i32 = 50;
  /** a value of the body is out of range */
  // @ts-ignore: decorator
  @inline export const BodyValue: i32 = 51;
  /** a value of the shape is out of range */
  // @ts-ignore: decorator
  @inline export const ShapeValue: i32 = 52;
  /** the polygon is not convex */
  // @ts-ignore: decorator
  @inline export const PolygonConcave: i32 = 53;
  /** the polygon has no area */
  // @ts-ignore: decorator
  @inline export const PolygonDegenerate: i32 = 54;
  /** the shape has no length */
  // @ts-ignore: decorator
  @inline export const ShapeDegenerate: i32 = 55;
  /** there is no such world */
  // @ts-ignore: decorator
  @inline export const NoWorld: i32 = 56;
  /** a value of the joint is out of range */
  // @ts-ignore: decorator
  @inline export const JointValue: i32 = 57;
  /** a value of the query is out of range */
  // @ts-ignore: decorator
  @inline export const QueryValue: i32 = 58;
  /** a static body never moves */
  // @ts-ignore: decorator
  @inline export const NotMovable: i32 = 59;
  /** there is no such body */
  // @ts-ignore: decorator
  @inline export const NoBody: i32 = 70;
  /** there is no such shape */
  // @ts-ignore: decorator
  @inline export const NoShape: i32 = 71;
  /** there is no such joint */
  // @ts-ignore: decorator
  @inline export const NoJoint: i32 = 72;
  /** there is no such batch */
  // @ts-ignore: decorator
  @inline export const NoBatch: i32 = 73;
  /** too many */
  // @ts-ignore: decorator
  @inline export const TooMany: i32 = 74;
  /** a value of the picture is out of range */
  // @ts-ignore: decorator
  @inline export const DrawValue: i32 = 75;
  /** not a snapshot of this version */
  // @ts-ignore: decorator
  @inline export const SnapshotFormat: i32 = 60;
  /** the snapshot is cut short or too long */
  // @ts-ignore: decorator
  @inline export const SnapshotLength: i32 = 61;
  /** the snapshot is damaged: its checksum does not match */
  // @ts-ignore: decorator
  @inline export const SnapshotDamaged: i32 = 62;
}
