// Generated from assembly/layout.json by tools/generate.mjs. Do not edit.
// What stands in the memory of the module, as a little-endian host has it: docs/abi-tables.md.

#ifndef KINEMA_H
#define KINEMA_H

#include <stdint.h>

#ifdef __cplusplus
#define KINEMA_ASSERT static_assert
#else
#define KINEMA_ASSERT _Static_assert
#endif

enum { KINEMA_ABI = 1 };

/** What the last failing call says. Code 0 is success; names of the codes stand in `errors`. */
typedef struct {
  int32_t code; // an error code, 0 = none
  int32_t line; // source line of an abort, else 0
  uint32_t offset; // byte offset in the plan, where the error has one
  uint32_t item; // factor ordinal, split number or clip index, where the error has one
  double value; // the offending value, where the error has one
  double limit; // what would have been right, where the error has one
} KinemaStatus;
KINEMA_ASSERT(sizeof(KinemaStatus) == 32, "KinemaStatus");

/** One clip: everything that clip() made. Pointers are byte addresses in linear memory and stay valid until the next call of clip(), digests(), reserve() or planOpen(). */
typedef struct {
  uint32_t split; // number of the split in plan order
  uint32_t index; // index in the split
  uint32_t block; // number of the split's block (sub-grid) that the clip was drawn from
  uint32_t marks; // bit i = the block's i-th mark is true
  uint32_t tries; // placement stream that was used minus one
  uint32_t overridden; // bit per factor ordinal that overrideFactor() replaced
  uint32_t factorCount; // factors of the scenario
  uint32_t factors; // pointer: f64[factorCount]
  uint32_t bodyCount; // bodies B
  uint32_t bodies; // pointer: Body[B]
  uint32_t frameCount; // frames T
  uint32_t states; // pointer: f32[T][B][6] = x, y (m), angle (rad), vx, vy (m/s), omega (rad/s)
  uint32_t visible; // pointer: u8[T][B], 0 = none, 1 = partial, 2 = full
  uint32_t contactCount; // contact events that are kept: the first 4,096
  uint32_t contacts; // pointer: Contact[contactCount], in order of time
  uint32_t width; // columns of a frame
  uint32_t height; // rows of a frame
  uint32_t frames; // pointer: u8[T][height][width][3], RGB, row 0 on top
  uint32_t mask; // pointer: u8[T][height][width], 0 = background, i + 1 = body i
  uint32_t png; // pointer: PNG file, the frames side by side
  uint32_t pngLength; // bytes
  uint32_t maskPng; // pointer: PNG file, the masks side by side
  uint32_t maskPngLength; // bytes
  uint32_t gzip; // pointer: gzip member holding a .npy file of the frames, uint8 (T, H, W, 3)
  uint32_t gzipLength; // bytes
  uint32_t stages; // bits of Stage that are valid in this clip
  uint64_t stateDigest; // xxh64 of the state records
  uint64_t frameDigest; // xxh64 over the frames' row hashes
  uint64_t maskDigest; // xxh64 over the masks' row hashes
  double energyDrift; // largest change of the energy, relative to frame 0
  double momentumDrift; // largest change of the momentum, relative to the sum of |m v| in frame 0
  uint32_t conserved; // bit 0: energy is conserved by the law, bit 1: momentum is
  uint32_t contactTotal; // contact events, those that are not kept included
  uint32_t violation; // Violation that the clip has, 0 = none; the fields that follow say which
  uint32_t violationBody; // body number
  uint32_t violationFrame; // the first frame that may differ from the twin's
  uint32_t violationStep; // onset: steps done before it
  float violationOffset; // s from these steps to the onset
  uint32_t violationColor; // 0xRRGGBB, the body's colour after a Recolor
  double violationSize; // in the unit of the kind
  double violationAngle; // rad, direction of a Teleport
} KinemaClip;
KINEMA_ASSERT(sizeof(KinemaClip) == 192, "KinemaClip");

/** A body of a clip as it is drawn. */
typedef struct {
  double radius; // m; half the side of a square, the outer radius of a ring, 0 of Polygons
  double mass; // kg; 0 = is not moved
  double inertia; // kg m^2 about the centre of mass; 0 = is not turned
  uint32_t shape; // Shape
  uint32_t color; // 0xRRGGBB
  uint32_t dynamic; // 1 = dynamic, 0 = static or kinematic
  uint32_t kind; // its position in the catalogue's bodies of the scenario
  uint32_t number; // 1, 2, ... among those of its kind; 0 where there is one only
  uint32_t partCount; // parts that are drawn; 0 unless the shape is Polygons
  uint32_t parts; // pointer: Part[partCount]
  uint32_t reserved; // 0
} KinemaBody;
KINEMA_ASSERT(sizeof(KinemaBody) == 56, "KinemaBody");

/** A convex part of a body: the hull of its points, grown by a radius. */
typedef struct {
  uint32_t count; // points
  uint32_t points; // pointer: f32[count][2], m, counter-clockwise or a line, in the frame of the body's origin
  float radius; // m; of a circle, a capsule, a rounded polygon
  uint32_t reserved; // 0
} KinemaPart;
KINEMA_ASSERT(sizeof(KinemaPart) == 16, "KinemaPart");

/** An impact. Its time is step * h + offset seconds. */
typedef struct {
  uint32_t step; // steps done before the step in which it happened
  float offset; // s, time within that step
  uint32_t a; // body number
  uint32_t b; // body number, a < b
  float x; // m, point of touch
  float y; // m
  float nx; // unit normal from a to b
  float ny;
  float impulse; // N s along the normal
  uint32_t reserved; // 0
} KinemaContact;
KINEMA_ASSERT(sizeof(KinemaContact) == 40, "KinemaContact");

/** What a world is opened with. worldDefaults() writes the defaults; a host changes what it wants. */
typedef struct {
  float gravityX; // m/s^2
  float gravityY; // m/s^2
  float step; // s
  float restitutionThreshold; // m/s: slower hits do not bounce
  float slop; // m, the depth that overlap resolution leaves
  float speculation; // m, the gap at which a contact is first looked at
  float pushSpeed; // m/s, the fastest that overlapping bodies are pushed apart
  float contactHertz; // Hz, stiffness of resting contacts, at most a quarter of the sub-step rate
  float contactDamping; // damping ratio of resting contacts
  float sleepSpeed; // m/s, a slower body may fall asleep
  float sleepTime; // s that all bodies of an island must have been slow
  float massRatio; // mass ratio of touching bodies above which their island takes more sub-steps
  uint32_t substeps; // solver sub-steps a step, 1 to 64
  uint32_t integrator; // Integrator
  uint32_t overlaps; // Overlaps: how bodies that overlap are separated
  float projection; // share of an overlap that a round of projection takes out, 0 to 1
  float projectionLimit; // m, most that a round of projection moves two bodies apart
  uint32_t positionIterations; // rounds of overlap projection a step, 0 to 100
  uint32_t maxImpacts; // bounces of one body in one step, 1 to 1024
  uint32_t sleeping; // 1 = islands at rest fall asleep
  uint32_t events; // bits 1 << EventKind: what worldStep() notes for worldEvents()
  float hitSpeed; // m/s, approach speed from which on a touch is a Hit event
  float jointHertz; // Hz, stiffness of joints, at most a quarter of the sub-step rate
  float jointDamping; // damping ratio of joints
} KinemaWorldDef;
KINEMA_ASSERT(sizeof(KinemaWorldDef) == 96, "KinemaWorldDef");

/** A body to be added. Positions and velocities are those of the body's origin. */
typedef struct {
  double angle; // rad
  uint32_t type; // BodyType
  float x; // m
  float y; // m
  float vx; // m/s, velocity of the origin
  float vy; // m/s
  float omega; // rad/s, counter-clockwise
  float linearDamping; // 1/s
  float angularDamping; // 1/s
  float gravityScale; // factor of the world's gravity
  uint32_t fixedRotation; // 1 = never turns
  uint32_t canSleep; // 1 = may fall asleep
  uint32_t massSet; // 1 = mass, inertia and centre are given below instead of computed from shapes and density
  float mass; // kg
  float inertia; // kg m^2 about the centre of mass, 0 = never turns
  float centerX; // m, centre of mass from the origin, in the body's frame
  float centerY; // m
  uint32_t awake; // 0 = begins asleep
  uint32_t userId; // the host's own number
} KinemaBodyDef;
KINEMA_ASSERT(sizeof(KinemaBodyDef) == 80, "KinemaBodyDef");

/** A shape to be added to a body, in the body's frame; f32[count][2] vertices follow the struct: the centre of a circle, both ends of a capsule or segment, 3 to 8 corners of a convex polygon in either winding. */
typedef struct {
  uint32_t kind; // ShapeKind
  uint32_t count; // vertices that follow
  float radius; // m: of a circle or capsule, rounding of a polygon, 0 for a segment
  float density; // kg/m^2
  float friction; // coefficient; two shapes mix as sqrt(f1 f2)
  float restitution; // 0 to 1; two shapes mix as the larger
  float rollingResistance; // length ratio: torque limit = this x radius x normal force
  float tangentSpeed; // m/s, surface speed of a conveyor
  uint32_t category; // bits: what it is
  uint32_t mask; // bits: what it meets
  int32_t group; // non-zero and equal: positive always meets, negative never
  uint32_t sensor; // 1 = notices, never pushes
  uint32_t color; // 0xRRGGBB
  uint32_t userId; // the host's own number
  float oneWayX; // direction in the body's frame: the shape is solid only to what comes against it; 0, 0 = solid from all sides
  float oneWayY;
} KinemaShapeDef;
KINEMA_ASSERT(sizeof(KinemaShapeDef) == 64, "KinemaShapeDef");

/** What the open world holds and what its last step did. */
typedef struct {
  uint32_t bodies;
  uint32_t shapes;
  uint32_t contacts; // pairs whose bounds overlap
  uint32_t touching; // contacts with manifold points, solved in the last step
  uint32_t awake; // dynamic and kinematic bodies that are awake
  uint32_t impacts; // impacts in the last step
  uint32_t colors; // colours of the last step's constraints
  uint32_t substeps; // most sub-steps that an island took in the last step
  uint32_t steps; // steps since the world was opened
  uint32_t bytes; // memory of all worlds of the instance
  uint32_t snapshotBytes; // length of a snapshot taken now
  uint32_t joints;
  uint32_t eventsLost; // events of the last worldStep() beyond the 65,536 that are kept
  uint32_t reserved; // 0
} KinemaWorldStats;
KINEMA_ASSERT(sizeof(KinemaWorldStats) == 56, "KinemaWorldStats");

/** A joint to be added between two bodies; anchors are in the bodies' frames, from their origins. bodyA may be 0xffffffff: the world itself, whose frame is that of world coordinates. jointDefaults(kind) writes the defaults. */
typedef struct {
  uint32_t kind; // JointKind
  uint32_t bodyA; // body id
  uint32_t bodyB; // body id
  float anchorAX; // m
  float anchorAY; // m
  float anchorBX; // m
  float anchorBY; // m
  float axisX; // prismatic, wheel: direction in a's frame; need not be of length 1
  float axisY;
  float referenceAngle; // rad, angle of b minus that of a at which the joint's angle is 0
  uint32_t collide; // 1 = its two bodies also collide
  uint32_t limit; // 1 = lower and upper hold
  float lower; // rad (revolute) or m (prismatic, wheel: translation; distance: length)
  float upper;
  uint32_t motor; // 1 = the motor runs
  float motorSpeed; // rad/s (revolute, wheel) or m/s (prismatic, distance)
  float maxMotor; // N m or N, most that the motor gives
  uint32_t spring; // 1 = a spring towards target (revolute: rad, prismatic and wheel: m) or length (distance)
  float hertz; // Hz, of the spring; weld: of its linear part, 0 = rigid; mouse, motor: of its pull
  float damping; // damping ratio of the spring
  float angularHertz; // Hz, weld and motor: of the angular part, 0 = rigid
  float angularDamping; // damping ratio
  float length; // m, distance: rest length
  float target; // rad or m, where the spring is at rest
  float targetX; // m; mouse: world point that b's anchor is pulled to; motor: where b's anchor is held, in a's frame from a's anchor
  float targetY;
  float targetAngle; // rad, motor: angle of b against a
  float maxForce; // N, motor and mouse: most that it pulls
  float maxTorque; // N m, motor: most that it turns
  float breakForce; // N, above which the joint breaks; 0 = never
  float breakTorque; // N m, above which the joint breaks; 0 = never
  uint32_t userId; // the host's own number
} KinemaJointDef;
KINEMA_ASSERT(sizeof(KinemaJointDef) == 128, "KinemaJointDef");

/** What a joint does now; forces are means of the last step. */
typedef struct {
  uint32_t kind; // JointKind
  uint32_t a; // body id, 0xffffffff = the world itself
  uint32_t b; // body id
  float angle; // rad, of b against a, less the reference angle
  float translation; // m: along the axis (prismatic, wheel); the length of a distance joint
  float speed; // rad/s (revolute, weld, motor, wheel) or m/s (prismatic, distance)
  float forceX; // N on b, springs and limits included
  float forceY; // N
  float torque; // N m on b
  float motor; // N m or N that the motor gives
  float error; // m, how far the anchors are from where the joint holds them
  uint32_t userId; // the host's own number
} KinemaJointState;
KINEMA_ASSERT(sizeof(KinemaJointState) == 48, "KinemaJointState");

/** A body as it is now. */
typedef struct {
  float x; // m, origin
  float y; // m
  float angle; // rad, in (-pi, pi]
  float vx; // m/s, of the origin
  float vy; // m/s
  float omega; // rad/s
  float centerX; // m, centre of mass in the world
  float centerY; // m
  float c; // cosine of the angle
  float s; // sine of the angle
  float mass; // kg, 0 unless dynamic
  float inertia; // kg m^2 about the centre of mass
  uint32_t type; // BodyType
  uint32_t awake; // 1 = awake
  uint32_t index; // row in worldStates()
  uint32_t userId; // the host's own number
} KinemaBodyState;
KINEMA_ASSERT(sizeof(KinemaBodyState) == 64, "KinemaBodyState");

/** Something that happened in the last worldStep(). Ids that do not apply are 0xffffffff; the time is step * h + offset seconds. */
typedef struct {
  uint32_t kind; // EventKind
  uint32_t step; // steps done before the step in which it happened
  float offset; // s, time within that step
  uint32_t a; // body id
  uint32_t b; // body id
  uint32_t shapeA; // shape id; the sensor of a sensor event
  uint32_t shapeB; // shape id
  uint32_t joint; // joint id
  float x; // m, point of touch
  float y; // m
  float nx; // unit normal from a to b
  float ny;
  float impulse; // N s along the normal; JointBreak: N s of the joint in that step
  float speed; // m/s, approach speed along the normal
  uint32_t reserved; // 0
  uint32_t reserved2; // 0
} KinemaEvent;
KINEMA_ASSERT(sizeof(KinemaEvent) == 64, "KinemaEvent");

/** Two shapes that touch now; points as they were at the start of the last step. */
typedef struct {
  uint32_t shapeA; // shape id
  uint32_t shapeB; // shape id
  uint32_t a; // body id
  uint32_t b; // body id
  float nx; // unit normal from a to b
  float ny;
  uint32_t points; // 1 or 2
  float x1; // m
  float y1; // m
  float separation1; // m, negative = overlap
  float normalImpulse1; // N s in the last step
  float tangentImpulse1; // N s
  float x2; // m
  float y2; // m
  float separation2; // m
  float normalImpulse2; // N s
  float tangentImpulse2; // N s
  uint32_t reserved; // 0
} KinemaTouch;
KINEMA_ASSERT(sizeof(KinemaTouch) == 72, "KinemaTouch");

/** What columns of a batch's actions do to its worlds, before the first step of batchStep(); forces and torques before every one. */
typedef struct {
  uint32_t kind; // ActionKind
  uint32_t target; // body or joint id
  float x; // m, ForceAt: point in the body's frame
  float y; // m
} KinemaActionDef;
KINEMA_ASSERT(sizeof(KinemaActionDef) == 16, "KinemaActionDef");

/** What columns of a batch's observations show of its worlds. */
typedef struct {
  uint32_t kind; // ObservationKind
  uint32_t target; // body or joint id; 0xffffffff where the kind has none
  uint32_t other; // body id of Relative and Touching, 0xffffffff = any
  uint32_t reserved; // rows of bodies at the start, which the module writes
} KinemaObservationDef;
KINEMA_ASSERT(sizeof(KinemaObservationDef) == 16, "KinemaObservationDef");

/** What a query looks for. queryDefaults() writes the defaults. */
typedef struct {
  double angle; // rad, of the shape of queryOverlap() and queryCast()
  float x; // m, its origin
  float y; // m
  uint32_t category; // bits: what the query is, against the shapes' masks
  uint32_t mask; // bits: what it meets, against the shapes' categories
  uint32_t types; // bits 1 << BodyType: 7 = all
  uint32_t sensors; // 1 = sensors are found too
  uint32_t ignore; // body id that is not found, 0xffffffff = none
  uint32_t most; // hits, at most; 0 = all
} KinemaQueryDef;
KINEMA_ASSERT(sizeof(KinemaQueryDef) == 40, "KinemaQueryDef");

/** What a query found. */
typedef struct {
  uint32_t shape; // shape id
  uint32_t body; // body id
  float fraction; // of the ray's or the cast's way, 0 to 1
  float x; // m, point on the shape's surface; the start of a ray that begins inside; of queryBox() 0
  float y; // m
  float nx; // unit normal out of the shape; against a way that begins inside; of queryBox() 0
  float ny;
  float distance; // m: of a ray or cast, the way to there; else to the surface, negative inside; of queryBox() 0
} KinemaHit;
KINEMA_ASSERT(sizeof(KinemaHit) == 32, "KinemaHit");

/** How worldDraw() draws a world. drawDefaults() writes the defaults. */
typedef struct {
  double x0; // m, the rectangle of the world that is shown: left
  double y0; // m, bottom
  double x1; // m, right
  double y1; // m, top
  float outline; // width of outlines, in pixels of the picture
  float line; // width of segments and joints, in pixels
  float point; // radius of anchors, in pixels; that of contact points is 4/5 of it
  uint32_t width; // columns
  uint32_t height; // rows
  uint32_t supersample; // 1 to 4: drawn so many times larger and averaged
  uint32_t background; // 0xRRGGBB
  uint32_t flags; // bits of DrawFlag
  uint32_t edge; // Edge: Coverage or Hard
  uint32_t reserved; // 0
} KinemaDrawDef;
KINEMA_ASSERT(sizeof(KinemaDrawDef) == 72, "KinemaDrawDef");

/** A row of the table that digests() fills. */
typedef struct {
  uint64_t state; // state digest
  uint64_t frames; // frame digest
  uint64_t mask; // mask digest, 0 without the layer
} KinemaDigest;
KINEMA_ASSERT(sizeof(KinemaDigest) == 24, "KinemaDigest");

/** A byte string made by pngEncode(), worldSnapshot() or worldDraw(). */
typedef struct {
  uint32_t pointer; // address
  uint32_t length; // bytes
} KinemaOutput;
KINEMA_ASSERT(sizeof(KinemaOutput) == 8, "KinemaOutput");

/** What measure() is to look for; u32[8] colours 0xRRGGBB follow the struct. */
typedef struct {
  uint32_t background; // 0xRRGGBB
  uint32_t colorCount; // colours that follow, 0 to 8
} KinemaMeasureDef;
KINEMA_ASSERT(sizeof(KinemaMeasureDef) == 8, "KinemaMeasureDef");

/** One frame that measure() has looked at. */
typedef struct {
  double red; // mean of the background, levels
  double green;
  double blue;
  double noise; // standard deviation of the background's channels, levels
  uint32_t first; // number of its first Blob
  uint32_t count; // blobs of this frame, at most 32
  uint32_t readable; // 1 = the background was found, and no more than 32 blobs
  uint32_t reserved; // 0
} KinemaSeen;
KINEMA_ASSERT(sizeof(KinemaSeen) == 48, "KinemaSeen");

/** One connected object of one frame. Pixels count with their opacity: the projection of (pixel - background) on (colour - background). Moments are means over the opacity about the centroid; c counts columns, r rows, downwards. */
typedef struct {
  double column; // centroid; a pixel's middle is a whole number
  double row;
  double area; // sum of the opacity, pixels
  double cc; // second moments, pixels^2
  double cr;
  double rr;
  double ccc; // third moments, pixels^3
  double ccr;
  double crr;
  double rrr;
  double fourthRe; // mean of (c + i r)^4, pixels^4
  double fourthIm;
  double red; // mean colour of its inside, levels
  double green;
  double blue;
  uint32_t least; // least column of its core, where the opacity is over a half
  uint32_t top; // least row
  uint32_t greatest; // greatest column
  uint32_t bottom; // greatest row
  uint32_t color; // number of its colour in the MeasureDef block; colorCount = another
  uint32_t border; // 1 = it reaches into the two outermost columns or rows, and may be cut off
  uint32_t inside; // pixels of its core with four neighbours in the core
  uint32_t reserved; // 0
} KinemaBlob;
KINEMA_ASSERT(sizeof(KinemaBlob) == 152, "KinemaBlob");

/** What clip() should make beside the states; a stage makes what it needs. */
enum {
  KinemaStage_StateDigest = 1,
  KinemaStage_Frames = 2,
  KinemaStage_FrameDigest = 4,
  KinemaStage_Png = 8,
  KinemaStage_MaskPng = 16,
  KinemaStage_Gzip = 32,
};

/** How a body of a clip is drawn. */
enum {
  KinemaShape_Disc = 0,
  KinemaShape_Square = 1,
  KinemaShape_Ring = 2,
  KinemaShape_Polygons = 3,
};

enum {
  KinemaBodyType_Static = 0,
  KinemaBodyType_Kinematic = 1,
  KinemaBodyType_Dynamic = 2,
};

/** Shapes of the engine. */
enum {
  KinemaShapeKind_Circle = 0,
  KinemaShapeKind_Capsule = 1,
  KinemaShapeKind_Polygon = 2,
  KinemaShapeKind_Segment = 3,
};

enum {
  KinemaJointKind_Revolute = 0,
  KinemaJointKind_Prismatic = 1,
  KinemaJointKind_Distance = 2,
  KinemaJointKind_Weld = 3,
  KinemaJointKind_Wheel = 4,
  KinemaJointKind_Motor = 5,
  KinemaJointKind_Mouse = 6,
  KinemaJointKind_Filter = 7,
};

/** Columns: Force 2 (N at the centre of mass), ForceAt 2, Torque 1 (N m), Impulse 2 (N s), AngularImpulse 1 (N m s), Velocity 3 (m/s, rad/s), Target 3 (m, rad; kinematic: there after the first step), MotorSpeed 1, JointTarget 1, MouseTarget 2 (m). */
enum {
  KinemaActionKind_Force = 0,
  KinemaActionKind_ForceAt = 1,
  KinemaActionKind_Torque = 2,
  KinemaActionKind_Impulse = 3,
  KinemaActionKind_AngularImpulse = 4,
  KinemaActionKind_Velocity = 5,
  KinemaActionKind_Target = 6,
  KinemaActionKind_MotorSpeed = 7,
  KinemaActionKind_JointTarget = 8,
  KinemaActionKind_MouseTarget = 9,
};

/** Columns: States 6 for each row of bodies, Body 6, Position 2, Rotation 2 (cosine, sine), Angle 1, Velocity 2, Omega 1, Relative 4 (position and velocity of `other` from `target`), Joint 2 (angle or translation, speed), Touching 1, Impacts 1 (in the last batchStep()), Time 1 (s since the start). */
enum {
  KinemaObservationKind_States = 0,
  KinemaObservationKind_Body = 1,
  KinemaObservationKind_Position = 2,
  KinemaObservationKind_Rotation = 3,
  KinemaObservationKind_Angle = 4,
  KinemaObservationKind_Velocity = 5,
  KinemaObservationKind_Omega = 6,
  KinemaObservationKind_Relative = 7,
  KinemaObservationKind_Joint = 8,
  KinemaObservationKind_Touching = 9,
  KinemaObservationKind_Impacts = 10,
  KinemaObservationKind_Time = 11,
};

enum {
  KinemaEventKind_Begin = 0,
  KinemaEventKind_End = 1,
  KinemaEventKind_Hit = 2,
  KinemaEventKind_SensorBegin = 3,
  KinemaEventKind_SensorEnd = 4,
  KinemaEventKind_Sleep = 5,
  KinemaEventKind_Wake = 6,
  KinemaEventKind_JointBreak = 7,
};

/** bits: outlines of shapes, joints, contact points, sleeping bodies half faded into the background */
enum {
  KinemaDrawFlag_Outlines = 1,
  KinemaDrawFlag_Joints = 2,
  KinemaDrawFlag_Contacts = 4,
  KinemaDrawFlag_DimSleeping = 8,
};

enum {
  KinemaDirection_Right = 0,
  KinemaDirection_Left = 1,
  KinemaDirection_Up = 2,
  KinemaDirection_Down = 3,
};

enum {
  KinemaIntegrator_Exact = 0,
  KinemaIntegrator_SymplecticEuler = 1,
};

enum {
  KinemaOverlaps_Soft = 0,
  KinemaOverlaps_Project = 1,
};

/** bits */
enum {
  KinemaLayer_Mask = 1,
};

/** How a shape's edge becomes opacity. */
enum {
  KinemaEdge_Coverage = 0,
  KinemaEdge_Study = 1,
  KinemaEdge_Hard = 2,
};

/** Where pixel i of n samples its side of the view, as a fraction. */
enum {
  KinemaSamples_Centers = 0,
  KinemaSamples_Corners = 1,
};

/** How a blended level becomes a byte. */
enum {
  KinemaRounding_Nearest = 0,
  KinemaRounding_Truncate = 1,
};

/** What a split asks of its clips. */
enum {
  KinemaRule_InView = 1,
  KinemaRule_Contact = 2,
  KinemaRule_MinDistance = 3,
  KinemaRule_NoOverlap = 4,
  KinemaRule_MinPre = 5,
  KinemaRule_MinPost = 6,
  KinemaRule_MinVisible = 7,
  KinemaRule_CleanStart = 8,
  KinemaRule_Box = 9,
  KinemaRule_Hole = 10,
  KinemaRule_Twin = 11,
  KinemaRule_Violation = 12,
};

/** How a clip breaks its law. */
enum {
  KinemaViolation_EnergyGain = 1,
  KinemaViolation_MomentumLeak = 2,
  KinemaViolation_GravityChange = 3,
  KinemaViolation_Teleport = 4,
  KinemaViolation_PassThrough = 5,
  KinemaViolation_Vanish = 6,
  KinemaViolation_Recolor = 7,
  KinemaViolation_Resize = 8,
  KinemaViolation_DelayedBounce = 9,
  KinemaViolation_CurvedFlight = 10,
};

/** What says when a violation begins. */
enum {
  KinemaOnset_Frame = 0,
  KinemaOnset_Time = 1,
  KinemaOnset_Contact = 2,
};

/** Kinds of a factor in a plan. */
enum {
  KinemaDistribution_Placed = 0,
  KinemaDistribution_Constant = 1,
  KinemaDistribution_Uniform = 2,
  KinemaDistribution_Union = 3,
  KinemaDistribution_Linspace = 4,
  KinemaDistribution_RandomGrid = 5,
  KinemaDistribution_List = 6,
  KinemaDistribution_Choice = 7,
};

enum {
  KinemaTag_False = 0,
  KinemaTag_True = 1,
  KinemaTag_Text = 2,
};

enum {
  KinemaVisible_None = 0,
  KinemaVisible_Partial = 1,
  KinemaVisible_Full = 2,
};

/** Codes of the status block. */
enum {
  KinemaFailure_Abort = 1, // internal error: the module stopped itself
  KinemaFailure_OutOfMemory = 2, // out of memory
  KinemaFailure_NoPlan = 3, // no plan is open
  KinemaFailure_Argument = 4, // an argument is out of range
  KinemaFailure_NoLayer = 5, // the plan has no such layer
  KinemaFailure_NotFinite = 6, // internal error: a state is not a finite number
  KinemaFailure_PlanMagic = 10, // not a Kinema plan
  KinemaFailure_PlanFormat = 11, // the plan is of another format version
  KinemaFailure_PlanContract = 12, // the plan is of another contract version
  KinemaFailure_PlanLength = 13, // the plan is cut short or too long
  KinemaFailure_PlanChecksum = 14, // the plan is damaged: its checksum does not match
  KinemaFailure_PlanValue = 15, // the plan holds a value out of range
  KinemaFailure_PlanOrder = 16, // the plan is not canonical
  KinemaFailure_SplitRange = 20, // there is no such split
  KinemaFailure_IndexRange = 21, // the index is beyond the split
  KinemaFailure_NothingFeasible = 22, // no combination of the factors is feasible
  KinemaFailure_GridTooLarge = 24, // the grid has too many cells
  KinemaFailure_FactorRange = 30, // the factor is out of range
  KinemaFailure_FactorName = 31, // there is no such factor
  KinemaFailure_FactorPair = 32, // these factors are set together
  KinemaFailure_Overlap = 33, // the bodies overlap
  KinemaFailure_NoPlacement = 34, // no placement fits
  KinemaFailure_Exhausted = 35, // no attempt keeps the rules of the split
  KinemaFailure_Unfit = 36, // these factors do not fit into the view together
  KinemaFailure_ImageTooLarge = 41, // the image is too large
  KinemaFailure_WorldValue = 50, // a value of the world is out of range
  KinemaFailure_BodyValue = 51, // a value of the body is out of range
  KinemaFailure_ShapeValue = 52, // a value of the shape is out of range
  KinemaFailure_PolygonConcave = 53, // the polygon is not convex
  KinemaFailure_PolygonDegenerate = 54, // the polygon has no area
  KinemaFailure_ShapeDegenerate = 55, // the shape has no length
  KinemaFailure_NoWorld = 56, // there is no such world
  KinemaFailure_JointValue = 57, // a value of the joint is out of range
  KinemaFailure_QueryValue = 58, // a value of the query is out of range
  KinemaFailure_NotMovable = 59, // a static body never moves
  KinemaFailure_NoBody = 70, // there is no such body
  KinemaFailure_NoShape = 71, // there is no such shape
  KinemaFailure_NoJoint = 72, // there is no such joint
  KinemaFailure_NoBatch = 73, // there is no such batch
  KinemaFailure_TooMany = 74, // too many
  KinemaFailure_DrawValue = 75, // a value of the picture is out of range
  KinemaFailure_SnapshotFormat = 60, // not a snapshot of this version
  KinemaFailure_SnapshotLength = 61, // the snapshot is cut short or too long
  KinemaFailure_SnapshotDamaged = 62, // the snapshot is damaged: its checksum does not match
};

#endif
