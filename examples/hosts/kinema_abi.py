"""Generated from assembly/layout.json by tools/generate.mjs. Do not edit.

What stands in the memory of the module: for each field its code in Python's struct module and its offset.
"""

from enum import IntEnum

ABI = 1


class Status:
    """What the last failing call says. Code 0 is success; names of the codes stand in `errors`."""

    size = 32
    fields = {
        "code": ("<i", 0),  # an error code, 0 = none
        "line": ("<i", 4),  # source line of an abort, else 0
        "offset": ("<I", 8),  # byte offset in the plan, where the error has one
        "item": ("<I", 12),  # factor ordinal, split number or clip index, where the error has one
        "value": ("<d", 16),  # the offending value, where the error has one
        "limit": ("<d", 24),  # what would have been right, where the error has one
    }


class Clip:
    """One clip: everything that clip() made. Pointers are byte addresses in linear memory and stay valid until the next call of clip(), digests(), reserve() or planOpen()."""

    size = 192
    fields = {
        "split": ("<I", 0),  # number of the split in plan order
        "index": ("<I", 4),  # index in the split
        "block": ("<I", 8),  # number of the split's block (sub-grid) that the clip was drawn from
        "marks": ("<I", 12),  # bit i = the block's i-th mark is true
        "tries": ("<I", 16),  # placement stream that was used minus one
        "overridden": ("<I", 20),  # bit per factor ordinal that overrideFactor() replaced
        "factorCount": ("<I", 24),  # factors of the scenario
        "factors": ("<I", 28),  # pointer: f64[factorCount]
        "bodyCount": ("<I", 32),  # bodies B
        "bodies": ("<I", 36),  # pointer: Body[B]
        "frameCount": ("<I", 40),  # frames T
        "states": ("<I", 44),  # pointer: f32[T][B][6] = x, y (m), angle (rad), vx, vy (m/s), omega (rad/s)
        "visible": ("<I", 48),  # pointer: u8[T][B], 0 = none, 1 = partial, 2 = full
        "contactCount": ("<I", 52),  # contact events that are kept: the first 4,096
        "contacts": ("<I", 56),  # pointer: Contact[contactCount], in order of time
        "width": ("<I", 60),  # columns of a frame
        "height": ("<I", 64),  # rows of a frame
        "frames": ("<I", 68),  # pointer: u8[T][height][width][3], RGB, row 0 on top
        "mask": ("<I", 72),  # pointer: u8[T][height][width], 0 = background, i + 1 = body i
        "png": ("<I", 76),  # pointer: PNG file, the frames side by side
        "pngLength": ("<I", 80),  # bytes
        "maskPng": ("<I", 84),  # pointer: PNG file, the masks side by side
        "maskPngLength": ("<I", 88),  # bytes
        "gzip": ("<I", 92),  # pointer: gzip member holding a .npy file of the frames, uint8 (T, H, W, 3)
        "gzipLength": ("<I", 96),  # bytes
        "stages": ("<I", 100),  # bits of Stage that are valid in this clip
        "stateDigest": ("<Q", 104),  # xxh64 of the state records
        "frameDigest": ("<Q", 112),  # xxh64 over the frames' row hashes
        "maskDigest": ("<Q", 120),  # xxh64 over the masks' row hashes
        "energyDrift": ("<d", 128),  # largest change of the energy, relative to frame 0
        "momentumDrift": ("<d", 136),  # largest change of the momentum, relative to the sum of |m v| in frame 0
        "conserved": ("<I", 144),  # bit 0: energy is conserved by the law, bit 1: momentum is
        "contactTotal": ("<I", 148),  # contact events, those that are not kept included
        "violation": ("<I", 152),  # Violation that the clip has, 0 = none; the fields that follow say which
        "violationBody": ("<I", 156),  # body number
        "violationFrame": ("<I", 160),  # the first frame that may differ from the twin's
        "violationStep": ("<I", 164),  # onset: steps done before it
        "violationOffset": ("<f", 168),  # s from these steps to the onset
        "violationColor": ("<I", 172),  # 0xRRGGBB, the body's colour after a Recolor
        "violationSize": ("<d", 176),  # in the unit of the kind
        "violationAngle": ("<d", 184),  # rad, direction of a Teleport
    }


class Body:
    """A body of a clip as it is drawn."""

    size = 56
    fields = {
        "radius": ("<d", 0),  # m; half the side of a square, the outer radius of a ring, 0 of Polygons
        "mass": ("<d", 8),  # kg; 0 = is not moved
        "inertia": ("<d", 16),  # kg m^2 about the centre of mass; 0 = is not turned
        "shape": ("<I", 24),  # Shape
        "color": ("<I", 28),  # 0xRRGGBB
        "dynamic": ("<I", 32),  # 1 = dynamic, 0 = static or kinematic
        "kind": ("<I", 36),  # its position in the catalogue's bodies of the scenario
        "number": ("<I", 40),  # 1, 2, ... among those of its kind; 0 where there is one only
        "partCount": ("<I", 44),  # parts that are drawn; 0 unless the shape is Polygons
        "parts": ("<I", 48),  # pointer: Part[partCount]
        "reserved": ("<I", 52),  # 0
    }


class Part:
    """A convex part of a body: the hull of its points, grown by a radius."""

    size = 16
    fields = {
        "count": ("<I", 0),  # points
        "points": ("<I", 4),  # pointer: f32[count][2], m, counter-clockwise or a line, in the frame of the body's origin
        "radius": ("<f", 8),  # m; of a circle, a capsule, a rounded polygon
        "reserved": ("<I", 12),  # 0
    }


class Contact:
    """An impact. Its time is step * h + offset seconds."""

    size = 40
    fields = {
        "step": ("<I", 0),  # steps done before the step in which it happened
        "offset": ("<f", 4),  # s, time within that step
        "a": ("<I", 8),  # body number
        "b": ("<I", 12),  # body number, a < b
        "x": ("<f", 16),  # m, point of touch
        "y": ("<f", 20),  # m
        "nx": ("<f", 24),  # unit normal from a to b
        "ny": ("<f", 28),
        "impulse": ("<f", 32),  # N s along the normal
        "reserved": ("<I", 36),  # 0
    }


class WorldDef:
    """What a world is opened with. worldDefaults() writes the defaults; a host changes what it wants."""

    size = 96
    fields = {
        "gravityX": ("<f", 0),  # m/s^2
        "gravityY": ("<f", 4),  # m/s^2
        "step": ("<f", 8),  # s
        "restitutionThreshold": ("<f", 12),  # m/s: slower hits do not bounce
        "slop": ("<f", 16),  # m, the depth that overlap resolution leaves
        "speculation": ("<f", 20),  # m, the gap at which a contact is first looked at
        "pushSpeed": ("<f", 24),  # m/s, the fastest that overlapping bodies are pushed apart
        "contactHertz": ("<f", 28),  # Hz, stiffness of resting contacts, at most a quarter of the sub-step rate
        "contactDamping": ("<f", 32),  # damping ratio of resting contacts
        "sleepSpeed": ("<f", 36),  # m/s, a slower body may fall asleep
        "sleepTime": ("<f", 40),  # s that all bodies of an island must have been slow
        "massRatio": ("<f", 44),  # mass ratio of touching bodies above which their island takes more sub-steps
        "substeps": ("<I", 48),  # solver sub-steps a step, 1 to 64
        "integrator": ("<I", 52),  # Integrator
        "overlaps": ("<I", 56),  # Overlaps: how bodies that overlap are separated
        "projection": ("<f", 60),  # share of an overlap that a round of projection takes out, 0 to 1
        "projectionLimit": ("<f", 64),  # m, most that a round of projection moves two bodies apart
        "positionIterations": ("<I", 68),  # rounds of overlap projection a step, 0 to 100
        "maxImpacts": ("<I", 72),  # bounces of one body in one step, 1 to 1024
        "sleeping": ("<I", 76),  # 1 = islands at rest fall asleep
        "events": ("<I", 80),  # bits 1 << EventKind: what worldStep() notes for worldEvents()
        "hitSpeed": ("<f", 84),  # m/s, approach speed from which on a touch is a Hit event
        "jointHertz": ("<f", 88),  # Hz, stiffness of joints, at most a quarter of the sub-step rate
        "jointDamping": ("<f", 92),  # damping ratio of joints
    }


class BodyDef:
    """A body to be added. Positions and velocities are those of the body's origin."""

    size = 80
    fields = {
        "angle": ("<d", 0),  # rad
        "type": ("<I", 8),  # BodyType
        "x": ("<f", 12),  # m
        "y": ("<f", 16),  # m
        "vx": ("<f", 20),  # m/s, velocity of the origin
        "vy": ("<f", 24),  # m/s
        "omega": ("<f", 28),  # rad/s, counter-clockwise
        "linearDamping": ("<f", 32),  # 1/s
        "angularDamping": ("<f", 36),  # 1/s
        "gravityScale": ("<f", 40),  # factor of the world's gravity
        "fixedRotation": ("<I", 44),  # 1 = never turns
        "canSleep": ("<I", 48),  # 1 = may fall asleep
        "massSet": ("<I", 52),  # 1 = mass, inertia and centre are given below instead of computed from shapes and density
        "mass": ("<f", 56),  # kg
        "inertia": ("<f", 60),  # kg m^2 about the centre of mass, 0 = never turns
        "centerX": ("<f", 64),  # m, centre of mass from the origin, in the body's frame
        "centerY": ("<f", 68),  # m
        "awake": ("<I", 72),  # 0 = begins asleep
        "userId": ("<I", 76),  # the host's own number
    }


class ShapeDef:
    """A shape to be added to a body, in the body's frame; f32[count][2] vertices follow the struct: the centre of a circle, both ends of a capsule or segment, 3 to 8 corners of a convex polygon in either winding."""

    size = 64
    fields = {
        "kind": ("<I", 0),  # ShapeKind
        "count": ("<I", 4),  # vertices that follow
        "radius": ("<f", 8),  # m: of a circle or capsule, rounding of a polygon, 0 for a segment
        "density": ("<f", 12),  # kg/m^2
        "friction": ("<f", 16),  # coefficient; two shapes mix as sqrt(f1 f2)
        "restitution": ("<f", 20),  # 0 to 1; two shapes mix as the larger
        "rollingResistance": ("<f", 24),  # length ratio: torque limit = this x radius x normal force
        "tangentSpeed": ("<f", 28),  # m/s, surface speed of a conveyor
        "category": ("<I", 32),  # bits: what it is
        "mask": ("<I", 36),  # bits: what it meets
        "group": ("<i", 40),  # non-zero and equal: positive always meets, negative never
        "sensor": ("<I", 44),  # 1 = notices, never pushes
        "color": ("<I", 48),  # 0xRRGGBB
        "userId": ("<I", 52),  # the host's own number
        "oneWayX": ("<f", 56),  # direction in the body's frame: the shape is solid only to what comes against it; 0, 0 = solid from all sides
        "oneWayY": ("<f", 60),
    }


class WorldStats:
    """What the open world holds and what its last step did."""

    size = 56
    fields = {
        "bodies": ("<I", 0),
        "shapes": ("<I", 4),
        "contacts": ("<I", 8),  # pairs whose bounds overlap
        "touching": ("<I", 12),  # contacts with manifold points, solved in the last step
        "awake": ("<I", 16),  # dynamic and kinematic bodies that are awake
        "impacts": ("<I", 20),  # impacts in the last step
        "colors": ("<I", 24),  # colours of the last step's constraints
        "substeps": ("<I", 28),  # most sub-steps that an island took in the last step
        "steps": ("<I", 32),  # steps since the world was opened
        "bytes": ("<I", 36),  # memory of all worlds of the instance
        "snapshotBytes": ("<I", 40),  # length of a snapshot taken now
        "joints": ("<I", 44),
        "eventsLost": ("<I", 48),  # events of the last worldStep() beyond the 65,536 that are kept
        "reserved": ("<I", 52),  # 0
    }


class JointDef:
    """A joint to be added between two bodies; anchors are in the bodies' frames, from their origins. bodyA may be 0xffffffff: the world itself, whose frame is that of world coordinates. jointDefaults(kind) writes the defaults."""

    size = 128
    fields = {
        "kind": ("<I", 0),  # JointKind
        "bodyA": ("<I", 4),  # body id
        "bodyB": ("<I", 8),  # body id
        "anchorAX": ("<f", 12),  # m
        "anchorAY": ("<f", 16),  # m
        "anchorBX": ("<f", 20),  # m
        "anchorBY": ("<f", 24),  # m
        "axisX": ("<f", 28),  # prismatic, wheel: direction in a's frame; need not be of length 1
        "axisY": ("<f", 32),
        "referenceAngle": ("<f", 36),  # rad, angle of b minus that of a at which the joint's angle is 0
        "collide": ("<I", 40),  # 1 = its two bodies also collide
        "limit": ("<I", 44),  # 1 = lower and upper hold
        "lower": ("<f", 48),  # rad (revolute) or m (prismatic, wheel: translation; distance: length)
        "upper": ("<f", 52),
        "motor": ("<I", 56),  # 1 = the motor runs
        "motorSpeed": ("<f", 60),  # rad/s (revolute, wheel) or m/s (prismatic, distance)
        "maxMotor": ("<f", 64),  # N m or N, most that the motor gives
        "spring": ("<I", 68),  # 1 = a spring towards target (revolute: rad, prismatic and wheel: m) or length (distance)
        "hertz": ("<f", 72),  # Hz, of the spring; weld: of its linear part, 0 = rigid; mouse, motor: of its pull
        "damping": ("<f", 76),  # damping ratio of the spring
        "angularHertz": ("<f", 80),  # Hz, weld and motor: of the angular part, 0 = rigid
        "angularDamping": ("<f", 84),  # damping ratio
        "length": ("<f", 88),  # m, distance: rest length
        "target": ("<f", 92),  # rad or m, where the spring is at rest
        "targetX": ("<f", 96),  # m; mouse: world point that b's anchor is pulled to; motor: where b's anchor is held, in a's frame from a's anchor
        "targetY": ("<f", 100),
        "targetAngle": ("<f", 104),  # rad, motor: angle of b against a
        "maxForce": ("<f", 108),  # N, motor and mouse: most that it pulls
        "maxTorque": ("<f", 112),  # N m, motor: most that it turns
        "breakForce": ("<f", 116),  # N, above which the joint breaks; 0 = never
        "breakTorque": ("<f", 120),  # N m, above which the joint breaks; 0 = never
        "userId": ("<I", 124),  # the host's own number
    }


class JointState:
    """What a joint does now; forces are means of the last step."""

    size = 48
    fields = {
        "kind": ("<I", 0),  # JointKind
        "a": ("<I", 4),  # body id, 0xffffffff = the world itself
        "b": ("<I", 8),  # body id
        "angle": ("<f", 12),  # rad, of b against a, less the reference angle
        "translation": ("<f", 16),  # m: along the axis (prismatic, wheel); the length of a distance joint
        "speed": ("<f", 20),  # rad/s (revolute, weld, motor, wheel) or m/s (prismatic, distance)
        "forceX": ("<f", 24),  # N on b, springs and limits included
        "forceY": ("<f", 28),  # N
        "torque": ("<f", 32),  # N m on b
        "motor": ("<f", 36),  # N m or N that the motor gives
        "error": ("<f", 40),  # m, how far the anchors are from where the joint holds them
        "userId": ("<I", 44),  # the host's own number
    }


class BodyState:
    """A body as it is now."""

    size = 64
    fields = {
        "x": ("<f", 0),  # m, origin
        "y": ("<f", 4),  # m
        "angle": ("<f", 8),  # rad, in (-pi, pi]
        "vx": ("<f", 12),  # m/s, of the origin
        "vy": ("<f", 16),  # m/s
        "omega": ("<f", 20),  # rad/s
        "centerX": ("<f", 24),  # m, centre of mass in the world
        "centerY": ("<f", 28),  # m
        "c": ("<f", 32),  # cosine of the angle
        "s": ("<f", 36),  # sine of the angle
        "mass": ("<f", 40),  # kg, 0 unless dynamic
        "inertia": ("<f", 44),  # kg m^2 about the centre of mass
        "type": ("<I", 48),  # BodyType
        "awake": ("<I", 52),  # 1 = awake
        "index": ("<I", 56),  # row in worldStates()
        "userId": ("<I", 60),  # the host's own number
    }


class Event:
    """Something that happened in the last worldStep(). Ids that do not apply are 0xffffffff; the time is step * h + offset seconds."""

    size = 64
    fields = {
        "kind": ("<I", 0),  # EventKind
        "step": ("<I", 4),  # steps done before the step in which it happened
        "offset": ("<f", 8),  # s, time within that step
        "a": ("<I", 12),  # body id
        "b": ("<I", 16),  # body id
        "shapeA": ("<I", 20),  # shape id; the sensor of a sensor event
        "shapeB": ("<I", 24),  # shape id
        "joint": ("<I", 28),  # joint id
        "x": ("<f", 32),  # m, point of touch
        "y": ("<f", 36),  # m
        "nx": ("<f", 40),  # unit normal from a to b
        "ny": ("<f", 44),
        "impulse": ("<f", 48),  # N s along the normal; JointBreak: N s of the joint in that step
        "speed": ("<f", 52),  # m/s, approach speed along the normal
        "reserved": ("<I", 56),  # 0
        "reserved2": ("<I", 60),  # 0
    }


class Touch:
    """Two shapes that touch now; points as they were at the start of the last step."""

    size = 72
    fields = {
        "shapeA": ("<I", 0),  # shape id
        "shapeB": ("<I", 4),  # shape id
        "a": ("<I", 8),  # body id
        "b": ("<I", 12),  # body id
        "nx": ("<f", 16),  # unit normal from a to b
        "ny": ("<f", 20),
        "points": ("<I", 24),  # 1 or 2
        "x1": ("<f", 28),  # m
        "y1": ("<f", 32),  # m
        "separation1": ("<f", 36),  # m, negative = overlap
        "normalImpulse1": ("<f", 40),  # N s in the last step
        "tangentImpulse1": ("<f", 44),  # N s
        "x2": ("<f", 48),  # m
        "y2": ("<f", 52),  # m
        "separation2": ("<f", 56),  # m
        "normalImpulse2": ("<f", 60),  # N s
        "tangentImpulse2": ("<f", 64),  # N s
        "reserved": ("<I", 68),  # 0
    }


class ActionDef:
    """What columns of a batch's actions do to its worlds, before the first step of batchStep(); forces and torques before every one."""

    size = 16
    fields = {
        "kind": ("<I", 0),  # ActionKind
        "target": ("<I", 4),  # body or joint id
        "x": ("<f", 8),  # m, ForceAt: point in the body's frame
        "y": ("<f", 12),  # m
    }


class ObservationDef:
    """What columns of a batch's observations show of its worlds."""

    size = 16
    fields = {
        "kind": ("<I", 0),  # ObservationKind
        "target": ("<I", 4),  # body or joint id; 0xffffffff where the kind has none
        "other": ("<I", 8),  # body id of Relative and Touching, 0xffffffff = any
        "reserved": ("<I", 12),  # rows of bodies at the start, which the module writes
    }


class QueryDef:
    """What a query looks for. queryDefaults() writes the defaults."""

    size = 40
    fields = {
        "angle": ("<d", 0),  # rad, of the shape of queryOverlap() and queryCast()
        "x": ("<f", 8),  # m, its origin
        "y": ("<f", 12),  # m
        "category": ("<I", 16),  # bits: what the query is, against the shapes' masks
        "mask": ("<I", 20),  # bits: what it meets, against the shapes' categories
        "types": ("<I", 24),  # bits 1 << BodyType: 7 = all
        "sensors": ("<I", 28),  # 1 = sensors are found too
        "ignore": ("<I", 32),  # body id that is not found, 0xffffffff = none
        "most": ("<I", 36),  # hits, at most; 0 = all
    }


class Hit:
    """What a query found."""

    size = 32
    fields = {
        "shape": ("<I", 0),  # shape id
        "body": ("<I", 4),  # body id
        "fraction": ("<f", 8),  # of the ray's or the cast's way, 0 to 1
        "x": ("<f", 12),  # m, point on the shape's surface; the start of a ray that begins inside; of queryBox() 0
        "y": ("<f", 16),  # m
        "nx": ("<f", 20),  # unit normal out of the shape; against a way that begins inside; of queryBox() 0
        "ny": ("<f", 24),
        "distance": ("<f", 28),  # m: of a ray or cast, the way to there; else to the surface, negative inside; of queryBox() 0
    }


class DrawDef:
    """How worldDraw() draws a world. drawDefaults() writes the defaults."""

    size = 72
    fields = {
        "x0": ("<d", 0),  # m, the rectangle of the world that is shown: left
        "y0": ("<d", 8),  # m, bottom
        "x1": ("<d", 16),  # m, right
        "y1": ("<d", 24),  # m, top
        "outline": ("<f", 32),  # width of outlines, in pixels of the picture
        "line": ("<f", 36),  # width of segments and joints, in pixels
        "point": ("<f", 40),  # radius of anchors, in pixels; that of contact points is 4/5 of it
        "width": ("<I", 44),  # columns
        "height": ("<I", 48),  # rows
        "supersample": ("<I", 52),  # 1 to 4: drawn so many times larger and averaged
        "background": ("<I", 56),  # 0xRRGGBB
        "flags": ("<I", 60),  # bits of DrawFlag
        "edge": ("<I", 64),  # Edge: Coverage or Hard
        "reserved": ("<I", 68),  # 0
    }


class Digest:
    """A row of the table that digests() fills."""

    size = 24
    fields = {
        "state": ("<Q", 0),  # state digest
        "frames": ("<Q", 8),  # frame digest
        "mask": ("<Q", 16),  # mask digest, 0 without the layer
    }


class Output:
    """A byte string made by pngEncode(), worldSnapshot() or worldDraw()."""

    size = 8
    fields = {
        "pointer": ("<I", 0),  # address
        "length": ("<I", 4),  # bytes
    }


class MeasureDef:
    """What measure() is to look for; u32[8] colours 0xRRGGBB follow the struct."""

    size = 8
    fields = {
        "background": ("<I", 0),  # 0xRRGGBB
        "colorCount": ("<I", 4),  # colours that follow, 0 to 8
    }


class Seen:
    """One frame that measure() has looked at."""

    size = 48
    fields = {
        "red": ("<d", 0),  # mean of the background, levels
        "green": ("<d", 8),
        "blue": ("<d", 16),
        "noise": ("<d", 24),  # standard deviation of the background's channels, levels
        "first": ("<I", 32),  # number of its first Blob
        "count": ("<I", 36),  # blobs of this frame, at most 32
        "readable": ("<I", 40),  # 1 = the background was found, and no more than 32 blobs
        "reserved": ("<I", 44),  # 0
    }


class Blob:
    """One connected object of one frame. Pixels count with their opacity: the projection of (pixel - background) on (colour - background). Moments are means over the opacity about the centroid; c counts columns, r rows, downwards."""

    size = 152
    fields = {
        "column": ("<d", 0),  # centroid; a pixel's middle is a whole number
        "row": ("<d", 8),
        "area": ("<d", 16),  # sum of the opacity, pixels
        "cc": ("<d", 24),  # second moments, pixels^2
        "cr": ("<d", 32),
        "rr": ("<d", 40),
        "ccc": ("<d", 48),  # third moments, pixels^3
        "ccr": ("<d", 56),
        "crr": ("<d", 64),
        "rrr": ("<d", 72),
        "fourthRe": ("<d", 80),  # mean of (c + i r)^4, pixels^4
        "fourthIm": ("<d", 88),
        "red": ("<d", 96),  # mean colour of its inside, levels
        "green": ("<d", 104),
        "blue": ("<d", 112),
        "least": ("<I", 120),  # least column of its core, where the opacity is over a half
        "top": ("<I", 124),  # least row
        "greatest": ("<I", 128),  # greatest column
        "bottom": ("<I", 132),  # greatest row
        "color": ("<I", 136),  # number of its colour in the MeasureDef block; colorCount = another
        "border": ("<I", 140),  # 1 = it reaches into the two outermost columns or rows, and may be cut off
        "inside": ("<I", 144),  # pixels of its core with four neighbours in the core
        "reserved": ("<I", 148),  # 0
    }


class Stage(IntEnum):
    """What clip() should make beside the states; a stage makes what it needs."""

    StateDigest = 1
    Frames = 2
    FrameDigest = 4
    Png = 8
    MaskPng = 16
    Gzip = 32


class Shape(IntEnum):
    """How a body of a clip is drawn."""

    Disc = 0
    Square = 1
    Ring = 2
    Polygons = 3


class BodyType(IntEnum):
    Static = 0
    Kinematic = 1
    Dynamic = 2


class ShapeKind(IntEnum):
    """Shapes of the engine."""

    Circle = 0
    Capsule = 1
    Polygon = 2
    Segment = 3


class JointKind(IntEnum):
    Revolute = 0
    Prismatic = 1
    Distance = 2
    Weld = 3
    Wheel = 4
    Motor = 5
    Mouse = 6
    Filter = 7


class ActionKind(IntEnum):
    """Columns: Force 2 (N at the centre of mass), ForceAt 2, Torque 1 (N m), Impulse 2 (N s), AngularImpulse 1 (N m s), Velocity 3 (m/s, rad/s), Target 3 (m, rad; kinematic: there after the first step), MotorSpeed 1, JointTarget 1, MouseTarget 2 (m)."""

    Force = 0
    ForceAt = 1
    Torque = 2
    Impulse = 3
    AngularImpulse = 4
    Velocity = 5
    Target = 6
    MotorSpeed = 7
    JointTarget = 8
    MouseTarget = 9


class ObservationKind(IntEnum):
    """Columns: States 6 for each row of bodies, Body 6, Position 2, Rotation 2 (cosine, sine), Angle 1, Velocity 2, Omega 1, Relative 4 (position and velocity of `other` from `target`), Joint 2 (angle or translation, speed), Touching 1, Impacts 1 (in the last batchStep()), Time 1 (s since the start)."""

    States = 0
    Body = 1
    Position = 2
    Rotation = 3
    Angle = 4
    Velocity = 5
    Omega = 6
    Relative = 7
    Joint = 8
    Touching = 9
    Impacts = 10
    Time = 11


class EventKind(IntEnum):
    Begin = 0
    End = 1
    Hit = 2
    SensorBegin = 3
    SensorEnd = 4
    Sleep = 5
    Wake = 6
    JointBreak = 7


class DrawFlag(IntEnum):
    """bits: outlines of shapes, joints, contact points, sleeping bodies half faded into the background"""

    Outlines = 1
    Joints = 2
    Contacts = 4
    DimSleeping = 8


class Direction(IntEnum):
    Right = 0
    Left = 1
    Up = 2
    Down = 3


class Integrator(IntEnum):
    Exact = 0
    SymplecticEuler = 1


class Overlaps(IntEnum):
    Soft = 0
    Project = 1


class Layer(IntEnum):
    """bits"""

    Mask = 1


class Edge(IntEnum):
    """How a shape's edge becomes opacity."""

    Coverage = 0
    Study = 1
    Hard = 2


class Samples(IntEnum):
    """Where pixel i of n samples its side of the view, as a fraction."""

    Centers = 0
    Corners = 1


class Rounding(IntEnum):
    """How a blended level becomes a byte."""

    Nearest = 0
    Truncate = 1


class Rule(IntEnum):
    """What a split asks of its clips."""

    InView = 1
    Contact = 2
    MinDistance = 3
    NoOverlap = 4
    MinPre = 5
    MinPost = 6
    MinVisible = 7
    CleanStart = 8
    Box = 9
    Hole = 10
    Twin = 11
    Violation = 12


class Violation(IntEnum):
    """How a clip breaks its law."""

    EnergyGain = 1
    MomentumLeak = 2
    GravityChange = 3
    Teleport = 4
    PassThrough = 5
    Vanish = 6
    Recolor = 7
    Resize = 8
    DelayedBounce = 9
    CurvedFlight = 10


class Onset(IntEnum):
    """What says when a violation begins."""

    Frame = 0
    Time = 1
    Contact = 2


class Distribution(IntEnum):
    """Kinds of a factor in a plan."""

    Placed = 0
    Constant = 1
    Uniform = 2
    Union = 3
    Linspace = 4
    RandomGrid = 5
    List = 6
    Choice = 7


class Tag(IntEnum):
    False_ = 0
    True_ = 1
    Text = 2


class Visible(IntEnum):
    None_ = 0
    Partial = 1
    Full = 2


class Failure(IntEnum):
    """Codes of the status block."""

    Abort = 1  # internal error: the module stopped itself
    OutOfMemory = 2  # out of memory
    NoPlan = 3  # no plan is open
    Argument = 4  # an argument is out of range
    NoLayer = 5  # the plan has no such layer
    NotFinite = 6  # internal error: a state is not a finite number
    PlanMagic = 10  # not a Kinema plan
    PlanFormat = 11  # the plan is of another format version
    PlanContract = 12  # the plan is of another contract version
    PlanLength = 13  # the plan is cut short or too long
    PlanChecksum = 14  # the plan is damaged: its checksum does not match
    PlanValue = 15  # the plan holds a value out of range
    PlanOrder = 16  # the plan is not canonical
    SplitRange = 20  # there is no such split
    IndexRange = 21  # the index is beyond the split
    NothingFeasible = 22  # no combination of the factors is feasible
    GridTooLarge = 24  # the grid has too many cells
    FactorRange = 30  # the factor is out of range
    FactorName = 31  # there is no such factor
    FactorPair = 32  # these factors are set together
    Overlap = 33  # the bodies overlap
    NoPlacement = 34  # no placement fits
    Exhausted = 35  # no attempt keeps the rules of the split
    Unfit = 36  # these factors do not fit into the view together
    ImageTooLarge = 41  # the image is too large
    WorldValue = 50  # a value of the world is out of range
    BodyValue = 51  # a value of the body is out of range
    ShapeValue = 52  # a value of the shape is out of range
    PolygonConcave = 53  # the polygon is not convex
    PolygonDegenerate = 54  # the polygon has no area
    ShapeDegenerate = 55  # the shape has no length
    NoWorld = 56  # there is no such world
    JointValue = 57  # a value of the joint is out of range
    QueryValue = 58  # a value of the query is out of range
    NotMovable = 59  # a static body never moves
    NoBody = 70  # there is no such body
    NoShape = 71  # there is no such shape
    NoJoint = 72  # there is no such joint
    NoBatch = 73  # there is no such batch
    TooMany = 74  # too many
    DrawValue = 75  # a value of the picture is out of range
    SnapshotFormat = 60  # not a snapshot of this version
    SnapshotLength = 61  # the snapshot is cut short or too long
    SnapshotDamaged = 62  # the snapshot is damaged: its checksum does not match
