// Generated from assembly/index.ts by tools/generate.mjs. Do not edit.

/** What the module exports. Numbers in, numbers out; pointers are byte addresses in `memory`. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Version of this ABI. */
  abi(): number;
  /** Address of the Status block. */
  statusBlock(): number;
  /** Address of the scenario catalogue, JSON in UTF-8. */
  catalogue(): number;
  catalogueLength(): number;
  /** Closes what is open and returns room for `length` bytes from the host, 0 if memory is exhausted. */
  reserve(length: number): number;
  /** Checks the plan that the host wrote at reserve()'s address and opens it. */
  planOpen(pointer: number, length: number): number;
  /** Opens an empty world with the settings of the WorldDef block, closing the plan if one is open. Its handle, or 0 with the status set. */
  worldOpen(): number;
  /** Says in the Output block where the trace of a world's last worldStep() is (host/trace.ts). 0 or a Failure. */
  worldTraced(world: number): number;
  /** Takes a snapshot of a world; the Output block says where it is. */
  worldSnapshot(world: number): number;
  /** Draws a world as the DrawDef block says; the Output block says where u8[height][width][4], RGBA, is until the next worldDraw(). */
  worldDraw(world: number): number;
  /** Makes a world (0 = a new one) that of the snapshot which the host wrote to worldBuffer(). Its handle, or 0 with the status set. */
  worldRestore(world: number, length: number): number;
  /** Number of splits of the open plan, 0 if none is. */
  splitCount(): number;
  /** Address of a split's name, not terminated; 0 if there is no such split. */
  splitName(split: number): number;
  splitNameLength(split: number): number;
  /** Prepares a split (axes, feasible cells): idempotent; clip() and digests() do it on first use. */
  splitOpen(split: number): number;
  /** Clips of an opened split: feasible cells of a grid, else 2^32. 0 before splitOpen(). */
  splitSize(split: number): number;
  /** Sets a factor for the clips that follow; `value` is a number, a choice's position or 0xRRGGBB. */
  overrideFactor(ordinal: number, value: number): number;
  /** Ends all overrides. */
  overrideClear(): void;
  /** Makes one clip with the given Stage bits; the result is described by the Clip block. */
  clip(split: number, index: number, stages: number): number;
  /** Attempts that a clip takes to keep the rules of its split, no frames drawn and none simulated that decides nothing; 0 with the status set. */
  clipAttempts(split: number, index: number): number;
  /** Address of the Clip block. */
  clipBlock(): number;
  /** The frames of the last clip as YUV 4:2:0, BT.601 limited: address of T times u8[H][W] Y, u8[H/2][W/2] Cb, u8[H/2][W/2] Cr. 0 with the status set where a side is odd or no frames were drawn. */
  clipYuv(): number;
  /** Makes clips `from` to `from + count - 1` and keeps their digests in the table, 0 where not asked for; count at most 65,536. */
  digests(split: number, from: number, count: number, stages: number): number;
  /** Address of the Digest rows of the last digests(). */
  digestTable(): number;
  /** Keeps the factors of clips `from` to `from + count - 1` in a table, f64[count][factors]; count at most 4,096. No frames are drawn. `cells` 1: of a grid only what its cells say, axes and constants; what is drawn clip by clip is NaN. */
  sampleFactors(split: number, from: number, count: number, cells: number): number;
  /** Address of the table of the last sampleFactors(). */
  factorTable(): number;
  /** Encodes u8[height][width][channels] (3 = RGB, 1 = grey) that the host wrote at reserve()'s address as a PNG file; the Output block says where it is. */
  pngEncode(pointer: number, width: number, height: number, channels: number): number;
  /** Finds the objects in u8[frames][height][width][3] that the host wrote at reserve()'s address, with the colours of the MeasureDef block. 0 or a Failure: then `item` is the argument, width first. */
  measure(pointer: number, width: number, height: number, frames: number): number;
  /** Converts the planes of decoded frames, u8 Y, U and V one after the other, that the host wrote at reserve()'s address; chroma planes are 2^shift times smaller, rounded up. The Output block says where u8[frames][height][width][3], RGB, is. Factors are in units of 2^-16 (raster/yuv-to-rgb.ts). */
  yuvToRgb(
    pointer: number,
    width: number,
    height: number,
    frames: number,
    shiftX: number,
    shiftY: number,
    luma: number,
    offset: number,
    redV: number,
    greenU: number,
    greenV: number,
    blueU: number,
  ): number;
  /** Address of the Output block. */
  outputBlock(): number;
  /** xxh64 of `length` bytes. */
  xxh64(pointer: number, length: number, seed: bigint): bigint;
  /** Philox4x32-10: u32[4] counter, u32[2] key -> u32[4] at `out`. */
  philox(counter: number, key: number, out: number): void;
  /** Address of the ActionDef block. */
  actionDefBlock(): number;
  /** Columns of a batch's actions. */
  batchActionWidth(handle: number): number;
  /** Address of f32[count][action columns], for the host to write before batchStep(); it holds until a column is added. */
  batchActions(handle: number): number;
  /** Adds the columns of the ActionDef block to the actions of a batch, which become zeros. The first column, or -1 with the status set. */
  batchAddAction(handle: number): number;
  /** Adds the columns of the ObservationDef block to the observations of a batch. The first column, or -1 with the status set. */
  batchAddObservation(handle: number): number;
  /** Ends a batch and its worlds. 0 or a Failure. */
  batchClose(handle: number): number;
  /** Worlds of a batch. */
  batchCount(handle: number): number;
  /** Address of u8[count]: 1 = batchReset() takes this world back to the start. */
  batchMask(handle: number): number;
  /** Columns of a batch's observations. */
  batchObservationWidth(handle: number): number;
  /** Address of f32[count][observation columns], after batchStep(), batchReset() or batchObserve(). */
  batchObservations(handle: number): number;
  /** Observes all worlds as they are. 0 or a Failure. */
  batchObserve(handle: number): number;
  /** Opens a batch of `count` worlds that are the same as `world` is now. Its handle, or 0 with the status set: item is how many there was room for. */
  batchOpen(world: number, count: number): number;
  /** Takes every world whose mask is 1 back to the start and observes it; masks become 0. 0 or a Failure. */
  batchReset(handle: number): number;
  /** Acts on every world, steps it `steps` times and observes it. 0 or a Failure: then `item` is the world, `offset` the column. */
  batchStep(handle: number, steps: number): number;
  /** Handle of a batch's i-th world; 0 with the status set. */
  batchWorld(handle: number, i: number): number;
  /** Address of the ObservationDef block. */
  observationDefBlock(): number;
  /** Adds a force (N) at the centre of mass and a torque (N m), which act during the next step. They move dynamic bodies only. */
  bodyApplyForce(handle: number, id: number, fx: number, fy: number, torque: number): number;
  /** The same for a force at the point (px, py) of the world. */
  bodyApplyForceAt(handle: number, id: number, fx: number, fy: number, px: number, py: number): number;
  /** Adds an impulse (N s) at the centre of mass and an angular one (N m s), now. They move dynamic bodies only. */
  bodyApplyImpulse(handle: number, id: number, jx: number, jy: number, angular: number): number;
  /** The same for an impulse at the point (px, py) of the world. */
  bodyApplyImpulseAt(handle: number, id: number, jx: number, jy: number, px: number, py: number): number;
  /** Id of the body in a row of worldStates(); -1 where it was removed or never was. */
  bodyAt(handle: number, row: number): number;
  /** Address of the BodyDef block. */
  bodyDefBlock(): number;
  /** Fills the BodyDef block with the defaults. */
  bodyDefaults(): void;
  /** Fills the BodyDef block with what holds of a body now: bodySet() with it changes nothing but rounding. */
  bodyGet(handle: number, id: number): number;
  /** Id of a body's joint after the one given (0xffffffff = the newest); -1 at the end, status 0. */
  bodyJoint(handle: number, id: number, after: number): number;
  /** Removes a body with its shapes, contacts and joints. */
  bodyRemove(handle: number, id: number): number;
  /** Gives a body all that the BodyDef block says; shapes and joints stay. */
  bodySet(handle: number, id: number): number;
  /** Puts a body's origin at (x, y) m, turned by `angle` rad; it keeps its velocity. */
  bodySetPose(handle: number, id: number, x: number, y: number, angle: number): number;
  /** Sends a kinematic body to (x, y) m and `angle` rad: it is there after the next step, and stands then. */
  bodySetTarget(handle: number, id: number, x: number, y: number, angle: number): number;
  /** Gives a body's origin a velocity, m/s and rad/s. */
  bodySetVelocity(handle: number, id: number, vx: number, vy: number, omega: number): number;
  /** Id of a body's shape after the one given (0xffffffff = the newest), from the newest to the oldest; -1 at the end, status 0. */
  bodyShape(handle: number, id: number, after: number): number;
  /** Address of the BodyState block, filled; 0 with the status set. */
  bodyState(handle: number, id: number): number;
  /** Wakes a body and what it touches, or puts a dynamic one to sleep (awake 0). */
  bodyWake(handle: number, id: number, awake: number): number;
  /** Address of the ShapeDef block; f32[8][2] vertices follow the struct. */
  shapeDefBlock(): number;
  /** Fills the ShapeDef block with the defaults. */
  shapeDefaults(): void;
  /** Fills the ShapeDef block, vertices included, with what holds of a shape. Its body's id, or -1. */
  shapeGet(handle: number, id: number): number;
  /** Removes a shape; its body's mass follows, unless it was set. */
  shapeRemove(handle: number, id: number): number;
  /** Gives a shape all that the ShapeDef block says, its outline included. */
  shapeSet(handle: number, id: number): number;
  /** Adds the body of the BodyDef block. Its id, or -1. */
  worldAddBody(handle: number): number;
  /** Adds the shape of the ShapeDef block to a body. Its id, or -1. */
  worldAddShape(handle: number, id: number): number;
  /** Id of the joint in a row; -1 where it was removed or never was. */
  jointAt(handle: number, row: number): number;
  /** Address of the JointDef block. */
  jointDefBlock(): number;
  /** Fills the JointDef block with the defaults of a JointKind. */
  jointDefaults(kind: number): void;
  /** Fills the JointDef block with what holds of a joint. */
  jointGet(handle: number, id: number): number;
  /** Removes a joint. */
  jointRemove(handle: number, id: number): number;
  /** Gives a joint all that the JointDef block says but its kind and its bodies, which stay. */
  jointSet(handle: number, id: number): number;
  /** Address of the JointState block, filled with what a joint does now; 0 where there is none. */
  jointState(handle: number, id: number): number;
  /** Adds the joint of the JointDef block. Its id, or -1. */
  worldAddJoint(handle: number): number;
  /** Rows of joints, those that were removed included. */
  worldJointCount(handle: number): number;
  /** Address of the Touch records of the last worldTouching(). */
  worldTouches(): number;
  /** Fills the list of Touch records; how many there are, -1 with the status set. */
  worldTouching(handle: number): number;
  /** Switches the trace of a world on (1) or off (0). 0 or a Failure. */
  worldTrace(handle: number, on: number): number;
  /** All shapes whose bounds touch the box of two opposite corners. */
  queryBox(handle: number, x0: number, y0: number, x1: number, y1: number): number;
  /** The first shape that the same one meets when it is moved by (dx, dy) without turning: 0 or 1. */
  queryCast(handle: number, dx: number, dy: number): number;
  /** All shapes that it meets. */
  queryCastAll(handle: number, dx: number, dy: number): number;
  /** The shape whose surface is nearest to a point and at most `most` m away: 0 or 1. */
  queryClosest(handle: number, x: number, y: number, most: number): number;
  /** Address of the QueryDef block. */
  queryDefBlock(): number;
  /** Fills the QueryDef block with the defaults: everything but sensors is found. */
  queryDefaults(): void;
  /** Address of the Hit records of the last query. */
  queryHits(): number;
  /** All shapes that overlap the shape of the ShapeDef block at the pose of the QueryDef block. */
  queryOverlap(handle: number): number;
  /** All shapes in which a point lies. */
  queryPoint(handle: number, x: number, y: number): number;
  /** The first shape that the ray from (x, y) to (x + dx, y + dy) meets: 0 or 1. */
  queryRay(handle: number, x: number, y: number, dx: number, dy: number): number;
  /** All shapes that the ray meets. */
  queryRayAll(handle: number, x: number, y: number, dx: number, dy: number): number;
  /** Rows of worldStates(): bodies, those that were removed included. */
  worldBodyCount(handle: number): number;
  /** Room for a snapshot of `length` bytes that worldRestore() is to read; 0 when memory is exhausted. */
  worldBuffer(length: number): number;
  /** Opens a world that is the same as another. Its handle, or 0 with the status set. */
  worldClone(handle: number): number;
  /** Ends a world and gives back its memory. 0 or a Failure. */
  worldClose(handle: number): number;
  /** Impacts since the world was opened; the first 4,096 have records. */
  worldContactCount(handle: number): number;
  /** Address of the Contact records. */
  worldContacts(handle: number): number;
  /** Makes a world the same as another; events and impact records are not copied. 0 or a Failure. */
  worldCopy(to: number, from: number): number;
  /** Address of the WorldDef block. */
  worldDefBlock(): number;
  /** Fills the WorldDef block with the defaults. */
  worldDefaults(): void;
  /** xxh64 of the state records. */
  worldDigest(handle: number): bigint;
  /** Events of the last worldStep(), all its steps together. */
  worldEventCount(handle: number): number;
  /** Address of the Event records. */
  worldEvents(handle: number): number;
  /** Fills the WorldDef block with a world's settings. 0 or a Failure. */
  worldGet(handle: number): number;
  /** Address of f32[rows][6]: the states between the last step (alpha 1) and the one before (alpha 0), valid until the world's next call. */
  worldInterpolated(handle: number, alpha: number): number;
  /** Empties a world and gives it the settings of the WorldDef block; its memory is kept. 0 or a Failure. */
  worldReset(handle: number): number;
  /** Gives a world the settings of the WorldDef block; it goes on with them. 0 or a Failure. */
  worldSet(handle: number): number;
  /** Address of f32[rows][6]: x, y, angle, vx, vy, omega of each body's origin after the last step, valid until the world's next call; 0 with the status set on failure. */
  worldStates(handle: number): number;
  /** Address of the WorldStats block, up to date; zeros if there is no such world. */
  worldStats(handle: number): number;
  /** Does `count` steps. 0 or a Failure. */
  worldStep(handle: number, count: number): number;
  /** Address of the DrawDef block. */
  drawDefBlock(): number;
  /** Fills the DrawDef block with the defaults. */
  drawDefaults(): void;
  /** Address of the Blob records of the last measure(), frame after frame. */
  measureBlobs(): number;
  /** Address of the MeasureDef block; u32[8] colours follow the struct. */
  measureDefBlock(): number;
  /** Address of the Seen records of the last measure(), one a frame. */
  measureSeen(): number;
  cameraColumn0(): number;
  /** Output pixel column = cameraColumnScale() * x + cameraColumn0(), x in metres. */
  cameraColumnScale(): number;
  cameraRow0(): number;
  /** Output pixel row = cameraRowScale() * y + cameraRow0(); the scale is negative, row 0 is on top. */
  cameraRowScale(): number;
}
