// Generated from assembly/layout.json by tools/generate.mjs. Do not edit.

export const ABI = 1;

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
  size: 192,
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
    /** contact events that are kept: the first 4,096 */
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
    /** contact events, those that are not kept included */
    contactTotal: { offset: 148, type: 'u32' },
    /** Violation that the clip has, 0 = none; the fields that follow say which */
    violation: { offset: 152, type: 'u32' },
    /** body number */
    violationBody: { offset: 156, type: 'u32' },
    /** the first frame that may differ from the twin's */
    violationFrame: { offset: 160, type: 'u32' },
    /** onset: steps done before it */
    violationStep: { offset: 164, type: 'u32' },
    /** s from these steps to the onset */
    violationOffset: { offset: 168, type: 'f32' },
    /** 0xRRGGBB, the body's colour after a Recolor */
    violationColor: { offset: 172, type: 'u32' },
    /** in the unit of the kind */
    violationSize: { offset: 176, type: 'f64' },
    /** rad, direction of a Teleport */
    violationAngle: { offset: 184, type: 'f64' },
  },
} as const;

/** A body of a clip as it is drawn. */
export const Body = {
  size: 56,
  fields: {
    /** m; half the side of a square, the outer radius of a ring, 0 of Polygons */
    radius: { offset: 0, type: 'f64' },
    /** kg; 0 = is not moved */
    mass: { offset: 8, type: 'f64' },
    /** kg m^2 about the centre of mass; 0 = is not turned */
    inertia: { offset: 16, type: 'f64' },
    /** Shape */
    shape: { offset: 24, type: 'u32' },
    /** 0xRRGGBB */
    color: { offset: 28, type: 'u32' },
    /** 1 = dynamic, 0 = static or kinematic */
    dynamic: { offset: 32, type: 'u32' },
    /** its position in the catalogue's bodies of the scenario */
    kind: { offset: 36, type: 'u32' },
    /** 1, 2, ... among those of its kind; 0 where there is one only */
    number: { offset: 40, type: 'u32' },
    /** parts that are drawn; 0 unless the shape is Polygons */
    partCount: { offset: 44, type: 'u32' },
    /** pointer: Part[partCount] */
    parts: { offset: 48, type: 'u32' },
    /** 0 */
    reserved: { offset: 52, type: 'u32' },
  },
} as const;

/** A convex part of a body: the hull of its points, grown by a radius. */
export const Part = {
  size: 16,
  fields: {
    /** points */
    count: { offset: 0, type: 'u32' },
    /** pointer: f32[count][2], m, counter-clockwise or a line, in the frame of the body's origin */
    points: { offset: 4, type: 'u32' },
    /** m; of a circle, a capsule, a rounded polygon */
    radius: { offset: 8, type: 'f32' },
    /** 0 */
    reserved: { offset: 12, type: 'u32' },
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

/** What a world is opened with. worldDefaults() writes the defaults; a host changes what it wants. */
export const WorldDef = {
  size: 96,
  fields: {
    /** m/s^2 */
    gravityX: { offset: 0, type: 'f32' },
    /** m/s^2 */
    gravityY: { offset: 4, type: 'f32' },
    /** s */
    step: { offset: 8, type: 'f32' },
    /** m/s: slower hits do not bounce */
    restitutionThreshold: { offset: 12, type: 'f32' },
    /** m, the depth that overlap resolution leaves */
    slop: { offset: 16, type: 'f32' },
    /** m, the gap at which a contact is first looked at */
    speculation: { offset: 20, type: 'f32' },
    /** m/s, the fastest that overlapping bodies are pushed apart */
    pushSpeed: { offset: 24, type: 'f32' },
    /** Hz, stiffness of resting contacts, at most a quarter of the sub-step rate */
    contactHertz: { offset: 28, type: 'f32' },
    /** damping ratio of resting contacts */
    contactDamping: { offset: 32, type: 'f32' },
    /** m/s, a slower body may fall asleep */
    sleepSpeed: { offset: 36, type: 'f32' },
    /** s that all bodies of an island must have been slow */
    sleepTime: { offset: 40, type: 'f32' },
    /** mass ratio of touching bodies above which their island takes more sub-steps */
    massRatio: { offset: 44, type: 'f32' },
    /** solver sub-steps a step, 1 to 64 */
    substeps: { offset: 48, type: 'u32' },
    /** Integrator */
    integrator: { offset: 52, type: 'u32' },
    /** Overlaps: how bodies that overlap are separated */
    overlaps: { offset: 56, type: 'u32' },
    /** share of an overlap that a round of projection takes out, 0 to 1 */
    projection: { offset: 60, type: 'f32' },
    /** m, most that a round of projection moves two bodies apart */
    projectionLimit: { offset: 64, type: 'f32' },
    /** rounds of overlap projection a step, 0 to 100 */
    positionIterations: { offset: 68, type: 'u32' },
    /** bounces of one body in one step, 1 to 1024 */
    maxImpacts: { offset: 72, type: 'u32' },
    /** 1 = islands at rest fall asleep */
    sleeping: { offset: 76, type: 'u32' },
    /** bits 1 << EventKind: what worldStep() notes for worldEvents() */
    events: { offset: 80, type: 'u32' },
    /** m/s, approach speed from which on a touch is a Hit event */
    hitSpeed: { offset: 84, type: 'f32' },
    /** Hz, stiffness of joints, at most a quarter of the sub-step rate */
    jointHertz: { offset: 88, type: 'f32' },
    /** damping ratio of joints */
    jointDamping: { offset: 92, type: 'f32' },
  },
} as const;

/** A body to be added. Positions and velocities are those of the body's origin. */
export const BodyDef = {
  size: 80,
  fields: {
    /** rad */
    angle: { offset: 0, type: 'f64' },
    /** BodyType */
    type: { offset: 8, type: 'u32' },
    /** m */
    x: { offset: 12, type: 'f32' },
    /** m */
    y: { offset: 16, type: 'f32' },
    /** m/s, velocity of the origin */
    vx: { offset: 20, type: 'f32' },
    /** m/s */
    vy: { offset: 24, type: 'f32' },
    /** rad/s, counter-clockwise */
    omega: { offset: 28, type: 'f32' },
    /** 1/s */
    linearDamping: { offset: 32, type: 'f32' },
    /** 1/s */
    angularDamping: { offset: 36, type: 'f32' },
    /** factor of the world's gravity */
    gravityScale: { offset: 40, type: 'f32' },
    /** 1 = never turns */
    fixedRotation: { offset: 44, type: 'u32' },
    /** 1 = may fall asleep */
    canSleep: { offset: 48, type: 'u32' },
    /** 1 = mass, inertia and centre are given below instead of computed from shapes and density */
    massSet: { offset: 52, type: 'u32' },
    /** kg */
    mass: { offset: 56, type: 'f32' },
    /** kg m^2 about the centre of mass, 0 = never turns */
    inertia: { offset: 60, type: 'f32' },
    /** m, centre of mass from the origin, in the body's frame */
    centerX: { offset: 64, type: 'f32' },
    /** m */
    centerY: { offset: 68, type: 'f32' },
    /** 0 = begins asleep */
    awake: { offset: 72, type: 'u32' },
    /** the host's own number */
    userId: { offset: 76, type: 'u32' },
  },
} as const;

/** A shape to be added to a body, in the body's frame; f32[count][2] vertices follow the struct: the centre of a circle, both ends of a capsule or segment, 3 to 8 corners of a convex polygon in either winding. */
export const ShapeDef = {
  size: 64,
  fields: {
    /** ShapeKind */
    kind: { offset: 0, type: 'u32' },
    /** vertices that follow */
    count: { offset: 4, type: 'u32' },
    /** m: of a circle or capsule, rounding of a polygon, 0 for a segment */
    radius: { offset: 8, type: 'f32' },
    /** kg/m^2 */
    density: { offset: 12, type: 'f32' },
    /** coefficient; two shapes mix as sqrt(f1 f2) */
    friction: { offset: 16, type: 'f32' },
    /** 0 to 1; two shapes mix as the larger */
    restitution: { offset: 20, type: 'f32' },
    /** length ratio: torque limit = this x radius x normal force */
    rollingResistance: { offset: 24, type: 'f32' },
    /** m/s, surface speed of a conveyor */
    tangentSpeed: { offset: 28, type: 'f32' },
    /** bits: what it is */
    category: { offset: 32, type: 'u32' },
    /** bits: what it meets */
    mask: { offset: 36, type: 'u32' },
    /** non-zero and equal: positive always meets, negative never */
    group: { offset: 40, type: 'i32' },
    /** 1 = notices, never pushes */
    sensor: { offset: 44, type: 'u32' },
    /** 0xRRGGBB */
    color: { offset: 48, type: 'u32' },
    /** the host's own number */
    userId: { offset: 52, type: 'u32' },
    /** direction in the body's frame: the shape is solid only to what comes against it; 0, 0 = solid from all sides */
    oneWayX: { offset: 56, type: 'f32' },
    /** oneWayY */
    oneWayY: { offset: 60, type: 'f32' },
  },
} as const;

/** What the open world holds and what its last step did. */
export const WorldStats = {
  size: 56,
  fields: {
    /** bodies */
    bodies: { offset: 0, type: 'u32' },
    /** shapes */
    shapes: { offset: 4, type: 'u32' },
    /** pairs whose bounds overlap */
    contacts: { offset: 8, type: 'u32' },
    /** contacts with manifold points, solved in the last step */
    touching: { offset: 12, type: 'u32' },
    /** dynamic and kinematic bodies that are awake */
    awake: { offset: 16, type: 'u32' },
    /** impacts in the last step */
    impacts: { offset: 20, type: 'u32' },
    /** colours of the last step's constraints */
    colors: { offset: 24, type: 'u32' },
    /** most sub-steps that an island took in the last step */
    substeps: { offset: 28, type: 'u32' },
    /** steps since the world was opened */
    steps: { offset: 32, type: 'u32' },
    /** memory of all worlds of the instance */
    bytes: { offset: 36, type: 'u32' },
    /** length of a snapshot taken now */
    snapshotBytes: { offset: 40, type: 'u32' },
    /** joints */
    joints: { offset: 44, type: 'u32' },
    /** events of the last worldStep() beyond the 65,536 that are kept */
    eventsLost: { offset: 48, type: 'u32' },
    /** 0 */
    reserved: { offset: 52, type: 'u32' },
  },
} as const;

/** A joint to be added between two bodies; anchors are in the bodies' frames, from their origins. bodyA may be 0xffffffff: the world itself, whose frame is that of world coordinates. jointDefaults(kind) writes the defaults. */
export const JointDef = {
  size: 128,
  fields: {
    /** JointKind */
    kind: { offset: 0, type: 'u32' },
    /** body id */
    bodyA: { offset: 4, type: 'u32' },
    /** body id */
    bodyB: { offset: 8, type: 'u32' },
    /** m */
    anchorAX: { offset: 12, type: 'f32' },
    /** m */
    anchorAY: { offset: 16, type: 'f32' },
    /** m */
    anchorBX: { offset: 20, type: 'f32' },
    /** m */
    anchorBY: { offset: 24, type: 'f32' },
    /** prismatic, wheel: direction in a's frame; need not be of length 1 */
    axisX: { offset: 28, type: 'f32' },
    /** axisY */
    axisY: { offset: 32, type: 'f32' },
    /** rad, angle of b minus that of a at which the joint's angle is 0 */
    referenceAngle: { offset: 36, type: 'f32' },
    /** 1 = its two bodies also collide */
    collide: { offset: 40, type: 'u32' },
    /** 1 = lower and upper hold */
    limit: { offset: 44, type: 'u32' },
    /** rad (revolute) or m (prismatic, wheel: translation; distance: length) */
    lower: { offset: 48, type: 'f32' },
    /** upper */
    upper: { offset: 52, type: 'f32' },
    /** 1 = the motor runs */
    motor: { offset: 56, type: 'u32' },
    /** rad/s (revolute, wheel) or m/s (prismatic, distance) */
    motorSpeed: { offset: 60, type: 'f32' },
    /** N m or N, most that the motor gives */
    maxMotor: { offset: 64, type: 'f32' },
    /** 1 = a spring towards target (revolute: rad, prismatic and wheel: m) or length (distance) */
    spring: { offset: 68, type: 'u32' },
    /** Hz, of the spring; weld: of its linear part, 0 = rigid; mouse, motor: of its pull */
    hertz: { offset: 72, type: 'f32' },
    /** damping ratio of the spring */
    damping: { offset: 76, type: 'f32' },
    /** Hz, weld and motor: of the angular part, 0 = rigid */
    angularHertz: { offset: 80, type: 'f32' },
    /** damping ratio */
    angularDamping: { offset: 84, type: 'f32' },
    /** m, distance: rest length */
    length: { offset: 88, type: 'f32' },
    /** rad or m, where the spring is at rest */
    target: { offset: 92, type: 'f32' },
    /** m; mouse: world point that b's anchor is pulled to; motor: where b's anchor is held, in a's frame from a's anchor */
    targetX: { offset: 96, type: 'f32' },
    /** targetY */
    targetY: { offset: 100, type: 'f32' },
    /** rad, motor: angle of b against a */
    targetAngle: { offset: 104, type: 'f32' },
    /** N, motor and mouse: most that it pulls */
    maxForce: { offset: 108, type: 'f32' },
    /** N m, motor: most that it turns */
    maxTorque: { offset: 112, type: 'f32' },
    /** N, above which the joint breaks; 0 = never */
    breakForce: { offset: 116, type: 'f32' },
    /** N m, above which the joint breaks; 0 = never */
    breakTorque: { offset: 120, type: 'f32' },
    /** the host's own number */
    userId: { offset: 124, type: 'u32' },
  },
} as const;

/** What a joint does now; forces are means of the last step. */
export const JointState = {
  size: 48,
  fields: {
    /** JointKind */
    kind: { offset: 0, type: 'u32' },
    /** body id, 0xffffffff = the world itself */
    a: { offset: 4, type: 'u32' },
    /** body id */
    b: { offset: 8, type: 'u32' },
    /** rad, of b against a, less the reference angle */
    angle: { offset: 12, type: 'f32' },
    /** m: along the axis (prismatic, wheel); the length of a distance joint */
    translation: { offset: 16, type: 'f32' },
    /** rad/s (revolute, weld, motor, wheel) or m/s (prismatic, distance) */
    speed: { offset: 20, type: 'f32' },
    /** N on b, springs and limits included */
    forceX: { offset: 24, type: 'f32' },
    /** N */
    forceY: { offset: 28, type: 'f32' },
    /** N m on b */
    torque: { offset: 32, type: 'f32' },
    /** N m or N that the motor gives */
    motor: { offset: 36, type: 'f32' },
    /** m, how far the anchors are from where the joint holds them */
    error: { offset: 40, type: 'f32' },
    /** the host's own number */
    userId: { offset: 44, type: 'u32' },
  },
} as const;

/** A body as it is now. */
export const BodyState = {
  size: 64,
  fields: {
    /** m, origin */
    x: { offset: 0, type: 'f32' },
    /** m */
    y: { offset: 4, type: 'f32' },
    /** rad, in (-pi, pi] */
    angle: { offset: 8, type: 'f32' },
    /** m/s, of the origin */
    vx: { offset: 12, type: 'f32' },
    /** m/s */
    vy: { offset: 16, type: 'f32' },
    /** rad/s */
    omega: { offset: 20, type: 'f32' },
    /** m, centre of mass in the world */
    centerX: { offset: 24, type: 'f32' },
    /** m */
    centerY: { offset: 28, type: 'f32' },
    /** cosine of the angle */
    c: { offset: 32, type: 'f32' },
    /** sine of the angle */
    s: { offset: 36, type: 'f32' },
    /** kg, 0 unless dynamic */
    mass: { offset: 40, type: 'f32' },
    /** kg m^2 about the centre of mass */
    inertia: { offset: 44, type: 'f32' },
    /** BodyType */
    type: { offset: 48, type: 'u32' },
    /** 1 = awake */
    awake: { offset: 52, type: 'u32' },
    /** row in worldStates() */
    index: { offset: 56, type: 'u32' },
    /** the host's own number */
    userId: { offset: 60, type: 'u32' },
  },
} as const;

/** Something that happened in the last worldStep(). Ids that do not apply are 0xffffffff; the time is step * h + offset seconds. */
export const Event = {
  size: 64,
  fields: {
    /** EventKind */
    kind: { offset: 0, type: 'u32' },
    /** steps done before the step in which it happened */
    step: { offset: 4, type: 'u32' },
    /** s, time within that step */
    offset: { offset: 8, type: 'f32' },
    /** body id */
    a: { offset: 12, type: 'u32' },
    /** body id */
    b: { offset: 16, type: 'u32' },
    /** shape id; the sensor of a sensor event */
    shapeA: { offset: 20, type: 'u32' },
    /** shape id */
    shapeB: { offset: 24, type: 'u32' },
    /** joint id */
    joint: { offset: 28, type: 'u32' },
    /** m, point of touch */
    x: { offset: 32, type: 'f32' },
    /** m */
    y: { offset: 36, type: 'f32' },
    /** unit normal from a to b */
    nx: { offset: 40, type: 'f32' },
    /** ny */
    ny: { offset: 44, type: 'f32' },
    /** N s along the normal; JointBreak: N s of the joint in that step */
    impulse: { offset: 48, type: 'f32' },
    /** m/s, approach speed along the normal */
    speed: { offset: 52, type: 'f32' },
    /** 0 */
    reserved: { offset: 56, type: 'u32' },
    /** 0 */
    reserved2: { offset: 60, type: 'u32' },
  },
} as const;

/** Two shapes that touch now; points as they were at the start of the last step. */
export const Touch = {
  size: 72,
  fields: {
    /** shape id */
    shapeA: { offset: 0, type: 'u32' },
    /** shape id */
    shapeB: { offset: 4, type: 'u32' },
    /** body id */
    a: { offset: 8, type: 'u32' },
    /** body id */
    b: { offset: 12, type: 'u32' },
    /** unit normal from a to b */
    nx: { offset: 16, type: 'f32' },
    /** ny */
    ny: { offset: 20, type: 'f32' },
    /** 1 or 2 */
    points: { offset: 24, type: 'u32' },
    /** m */
    x1: { offset: 28, type: 'f32' },
    /** m */
    y1: { offset: 32, type: 'f32' },
    /** m, negative = overlap */
    separation1: { offset: 36, type: 'f32' },
    /** N s in the last step */
    normalImpulse1: { offset: 40, type: 'f32' },
    /** N s */
    tangentImpulse1: { offset: 44, type: 'f32' },
    /** m */
    x2: { offset: 48, type: 'f32' },
    /** m */
    y2: { offset: 52, type: 'f32' },
    /** m */
    separation2: { offset: 56, type: 'f32' },
    /** N s */
    normalImpulse2: { offset: 60, type: 'f32' },
    /** N s */
    tangentImpulse2: { offset: 64, type: 'f32' },
    /** 0 */
    reserved: { offset: 68, type: 'u32' },
  },
} as const;

/** What columns of a batch's actions do to its worlds, before the first step of batchStep(); forces and torques before every one. */
export const ActionDef = {
  size: 16,
  fields: {
    /** ActionKind */
    kind: { offset: 0, type: 'u32' },
    /** body or joint id */
    target: { offset: 4, type: 'u32' },
    /** m, ForceAt: point in the body's frame */
    x: { offset: 8, type: 'f32' },
    /** m */
    y: { offset: 12, type: 'f32' },
  },
} as const;

/** What columns of a batch's observations show of its worlds. */
export const ObservationDef = {
  size: 16,
  fields: {
    /** ObservationKind */
    kind: { offset: 0, type: 'u32' },
    /** body or joint id; 0xffffffff where the kind has none */
    target: { offset: 4, type: 'u32' },
    /** body id of Relative and Touching, 0xffffffff = any */
    other: { offset: 8, type: 'u32' },
    /** rows of bodies at the start, which the module writes */
    reserved: { offset: 12, type: 'u32' },
  },
} as const;

/** What a query looks for. queryDefaults() writes the defaults. */
export const QueryDef = {
  size: 40,
  fields: {
    /** rad, of the shape of queryOverlap() and queryCast() */
    angle: { offset: 0, type: 'f64' },
    /** m, its origin */
    x: { offset: 8, type: 'f32' },
    /** m */
    y: { offset: 12, type: 'f32' },
    /** bits: what the query is, against the shapes' masks */
    category: { offset: 16, type: 'u32' },
    /** bits: what it meets, against the shapes' categories */
    mask: { offset: 20, type: 'u32' },
    /** bits 1 << BodyType: 7 = all */
    types: { offset: 24, type: 'u32' },
    /** 1 = sensors are found too */
    sensors: { offset: 28, type: 'u32' },
    /** body id that is not found, 0xffffffff = none */
    ignore: { offset: 32, type: 'u32' },
    /** hits, at most; 0 = all */
    most: { offset: 36, type: 'u32' },
  },
} as const;

/** What a query found. */
export const Hit = {
  size: 32,
  fields: {
    /** shape id */
    shape: { offset: 0, type: 'u32' },
    /** body id */
    body: { offset: 4, type: 'u32' },
    /** of the ray's or the cast's way, 0 to 1 */
    fraction: { offset: 8, type: 'f32' },
    /** m, point on the shape's surface; the start of a ray that begins inside; of queryBox() 0 */
    x: { offset: 12, type: 'f32' },
    /** m */
    y: { offset: 16, type: 'f32' },
    /** unit normal out of the shape; against a way that begins inside; of queryBox() 0 */
    nx: { offset: 20, type: 'f32' },
    /** ny */
    ny: { offset: 24, type: 'f32' },
    /** m: of a ray or cast, the way to there; else to the surface, negative inside; of queryBox() 0 */
    distance: { offset: 28, type: 'f32' },
  },
} as const;

/** How worldDraw() draws a world. drawDefaults() writes the defaults. */
export const DrawDef = {
  size: 72,
  fields: {
    /** m, the rectangle of the world that is shown: left */
    x0: { offset: 0, type: 'f64' },
    /** m, bottom */
    y0: { offset: 8, type: 'f64' },
    /** m, right */
    x1: { offset: 16, type: 'f64' },
    /** m, top */
    y1: { offset: 24, type: 'f64' },
    /** width of outlines, in pixels of the picture */
    outline: { offset: 32, type: 'f32' },
    /** width of segments and joints, in pixels */
    line: { offset: 36, type: 'f32' },
    /** radius of anchors, in pixels; that of contact points is 4/5 of it */
    point: { offset: 40, type: 'f32' },
    /** columns */
    width: { offset: 44, type: 'u32' },
    /** rows */
    height: { offset: 48, type: 'u32' },
    /** 1 to 4: drawn so many times larger and averaged */
    supersample: { offset: 52, type: 'u32' },
    /** 0xRRGGBB */
    background: { offset: 56, type: 'u32' },
    /** bits of DrawFlag */
    flags: { offset: 60, type: 'u32' },
    /** Edge: Coverage or Hard */
    edge: { offset: 64, type: 'u32' },
    /** 0 */
    reserved: { offset: 68, type: 'u32' },
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

/** A byte string made by pngEncode(), worldSnapshot() or worldDraw(). */
export const Output = {
  size: 8,
  fields: {
    /** address */
    pointer: { offset: 0, type: 'u32' },
    /** bytes */
    length: { offset: 4, type: 'u32' },
  },
} as const;

/** What measure() is to look for; u32[8] colours 0xRRGGBB follow the struct. */
export const MeasureDef = {
  size: 8,
  fields: {
    /** 0xRRGGBB */
    background: { offset: 0, type: 'u32' },
    /** colours that follow, 0 to 8 */
    colorCount: { offset: 4, type: 'u32' },
  },
} as const;

/** One frame that measure() has looked at. */
export const Seen = {
  size: 48,
  fields: {
    /** mean of the background, levels */
    red: { offset: 0, type: 'f64' },
    /** green */
    green: { offset: 8, type: 'f64' },
    /** blue */
    blue: { offset: 16, type: 'f64' },
    /** standard deviation of the background's channels, levels */
    noise: { offset: 24, type: 'f64' },
    /** number of its first Blob */
    first: { offset: 32, type: 'u32' },
    /** blobs of this frame, at most 32 */
    count: { offset: 36, type: 'u32' },
    /** 1 = the background was found, and no more than 32 blobs */
    readable: { offset: 40, type: 'u32' },
    /** 0 */
    reserved: { offset: 44, type: 'u32' },
  },
} as const;

/** One connected object of one frame. Pixels count with their opacity: the projection of (pixel - background) on (colour - background). Moments are means over the opacity about the centroid; c counts columns, r rows, downwards. */
export const Blob = {
  size: 152,
  fields: {
    /** centroid; a pixel's middle is a whole number */
    column: { offset: 0, type: 'f64' },
    /** row */
    row: { offset: 8, type: 'f64' },
    /** sum of the opacity, pixels */
    area: { offset: 16, type: 'f64' },
    /** second moments, pixels^2 */
    cc: { offset: 24, type: 'f64' },
    /** cr */
    cr: { offset: 32, type: 'f64' },
    /** rr */
    rr: { offset: 40, type: 'f64' },
    /** third moments, pixels^3 */
    ccc: { offset: 48, type: 'f64' },
    /** ccr */
    ccr: { offset: 56, type: 'f64' },
    /** crr */
    crr: { offset: 64, type: 'f64' },
    /** rrr */
    rrr: { offset: 72, type: 'f64' },
    /** mean of (c + i r)^4, pixels^4 */
    fourthRe: { offset: 80, type: 'f64' },
    /** fourthIm */
    fourthIm: { offset: 88, type: 'f64' },
    /** mean colour of its inside, levels */
    red: { offset: 96, type: 'f64' },
    /** green */
    green: { offset: 104, type: 'f64' },
    /** blue */
    blue: { offset: 112, type: 'f64' },
    /** least column of its core, where the opacity is over a half */
    least: { offset: 120, type: 'u32' },
    /** least row */
    top: { offset: 124, type: 'u32' },
    /** greatest column */
    greatest: { offset: 128, type: 'u32' },
    /** greatest row */
    bottom: { offset: 132, type: 'u32' },
    /** number of its colour in the MeasureDef block; colorCount = another */
    color: { offset: 136, type: 'u32' },
    /** 1 = it reaches into the two outermost columns or rows, and may be cut off */
    border: { offset: 140, type: 'u32' },
    /** pixels of its core with four neighbours in the core */
    inside: { offset: 144, type: 'u32' },
    /** 0 */
    reserved: { offset: 148, type: 'u32' },
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

/** How a body of a clip is drawn. */
export const Shape = {
  Disc: 0,
  Square: 1,
  Ring: 2,
  Polygons: 3,
} as const;

export const BodyType = {
  Static: 0,
  Kinematic: 1,
  Dynamic: 2,
} as const;

/** Shapes of the engine. */
export const ShapeKind = {
  Circle: 0,
  Capsule: 1,
  Polygon: 2,
  Segment: 3,
} as const;

export const JointKind = {
  Revolute: 0,
  Prismatic: 1,
  Distance: 2,
  Weld: 3,
  Wheel: 4,
  Motor: 5,
  Mouse: 6,
  Filter: 7,
} as const;

/** Columns: Force 2 (N at the centre of mass), ForceAt 2, Torque 1 (N m), Impulse 2 (N s), AngularImpulse 1 (N m s), Velocity 3 (m/s, rad/s), Target 3 (m, rad; kinematic: there after the first step), MotorSpeed 1, JointTarget 1, MouseTarget 2 (m). */
export const ActionKind = {
  Force: 0,
  ForceAt: 1,
  Torque: 2,
  Impulse: 3,
  AngularImpulse: 4,
  Velocity: 5,
  Target: 6,
  MotorSpeed: 7,
  JointTarget: 8,
  MouseTarget: 9,
} as const;

/** Columns: States 6 for each row of bodies, Body 6, Position 2, Rotation 2 (cosine, sine), Angle 1, Velocity 2, Omega 1, Relative 4 (position and velocity of `other` from `target`), Joint 2 (angle or translation, speed), Touching 1, Impacts 1 (in the last batchStep()), Time 1 (s since the start). */
export const ObservationKind = {
  States: 0,
  Body: 1,
  Position: 2,
  Rotation: 3,
  Angle: 4,
  Velocity: 5,
  Omega: 6,
  Relative: 7,
  Joint: 8,
  Touching: 9,
  Impacts: 10,
  Time: 11,
} as const;

export const EventKind = {
  Begin: 0,
  End: 1,
  Hit: 2,
  SensorBegin: 3,
  SensorEnd: 4,
  Sleep: 5,
  Wake: 6,
  JointBreak: 7,
} as const;

/** bits: outlines of shapes, joints, contact points, sleeping bodies half faded into the background */
export const DrawFlag = {
  Outlines: 1,
  Joints: 2,
  Contacts: 4,
  DimSleeping: 8,
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

/** What a split asks of its clips. */
export const Rule = {
  InView: 1,
  Contact: 2,
  MinDistance: 3,
  NoOverlap: 4,
  MinPre: 5,
  MinPost: 6,
  MinVisible: 7,
  CleanStart: 8,
  Box: 9,
  Hole: 10,
  Twin: 11,
  Violation: 12,
} as const;

/** How a clip breaks its law. */
export const Violation = {
  EnergyGain: 1,
  MomentumLeak: 2,
  GravityChange: 3,
  Teleport: 4,
  PassThrough: 5,
  Vanish: 6,
  Recolor: 7,
  Resize: 8,
  DelayedBounce: 9,
  CurvedFlight: 10,
} as const;

/** What says when a violation begins. */
export const Onset = {
  Frame: 0,
  Time: 1,
  Contact: 2,
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
  35: { name: 'Exhausted', text: 'no attempt keeps the rules of the split' },
  36: { name: 'Unfit', text: 'these factors do not fit into the view together' },
  41: { name: 'ImageTooLarge', text: 'the image is too large' },
  50: { name: 'WorldValue', text: 'a value of the world is out of range' },
  51: { name: 'BodyValue', text: 'a value of the body is out of range' },
  52: { name: 'ShapeValue', text: 'a value of the shape is out of range' },
  53: { name: 'PolygonConcave', text: 'the polygon is not convex' },
  54: { name: 'PolygonDegenerate', text: 'the polygon has no area' },
  55: { name: 'ShapeDegenerate', text: 'the shape has no length' },
  56: { name: 'NoWorld', text: 'there is no such world' },
  57: { name: 'JointValue', text: 'a value of the joint is out of range' },
  58: { name: 'QueryValue', text: 'a value of the query is out of range' },
  59: { name: 'NotMovable', text: 'a static body never moves' },
  70: { name: 'NoBody', text: 'there is no such body' },
  71: { name: 'NoShape', text: 'there is no such shape' },
  72: { name: 'NoJoint', text: 'there is no such joint' },
  73: { name: 'NoBatch', text: 'there is no such batch' },
  74: { name: 'TooMany', text: 'too many' },
  75: { name: 'DrawValue', text: 'a value of the picture is out of range' },
  60: { name: 'SnapshotFormat', text: 'not a snapshot of this version' },
  61: { name: 'SnapshotLength', text: 'the snapshot is cut short or too long' },
  62: { name: 'SnapshotDamaged', text: 'the snapshot is damaged: its checksum does not match' },
};
