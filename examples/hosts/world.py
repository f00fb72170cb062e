"""The program of examples/everywhere without JavaScript: wasmtime runs the module by the ABI of docs/abi.md.

pip install wasmtime, then: python examples/hosts/world.py [MODULE.wasm]. Tables of the ABI are in kinema_abi.py.
"""

import struct
import sys
from pathlib import Path

import wasmtime
from kinema_abi import ABI, BodyDef, BodyType, DrawDef, JointDef, JointKind, Output, ShapeDef, ShapeKind, Status

MODULE = Path(__file__).resolve().parents[2] / "build" / "kinema.wasm"
MATERIAL = {"density": 1, "friction": 0.5, "restitution": 0.25}


def hexadecimal(value):
    return f"{value & 0xFFFFFFFFFFFFFFFF:016x}"


class Kinema:
    """An instance of the module: its exports and its memory."""

    def __init__(self, path):
        engine = wasmtime.Engine()
        self.store = wasmtime.Store(engine)
        instance = wasmtime.Instance(self.store, wasmtime.Module.from_file(engine, str(path)), [])
        self.exports = instance.exports(self.store)
        if self.call("abi") != ABI:
            raise RuntimeError("the module is of another version than kinema_abi.py")

    def call(self, name, *arguments):
        return self.exports[name](self.store, *arguments)

    def read(self, pointer, length):
        start = pointer & 0xFFFFFFFF  # wasmtime hands out signed integers
        return self.exports["memory"].read(self.store, start, start + length)

    def write(self, pointer, data):
        self.exports["memory"].write(self.store, data, pointer & 0xFFFFFFFF)

    def put(self, pointer, table, **values):
        """Writes fields of a struct; those that are not named stay as they are."""
        for field, value in values.items():
            code, offset = table.fields[field]
            self.write(pointer + offset, struct.pack(code, value))

    def must(self, success, name):
        """Raises what the status block says of a call that failed."""
        if not success:
            code, offset = Status.fields["code"]
            raise RuntimeError(f"{name}: {struct.unpack_from(code, self.read(self.call('statusBlock'), Status.size), offset)}")

    def open_world(self):
        self.call("worldDefaults")
        world = self.call("worldOpen")
        self.must(world != 0, "worldOpen")
        return world

    def add_body(self, world, kind, x, y, angle, vy):
        self.call("bodyDefaults")
        self.put(self.call("bodyDefBlock"), BodyDef, type=kind, x=x, y=y, angle=angle, vy=vy)
        body = self.call("worldAddBody", world)
        self.must(body >= 0, "worldAddBody")
        return body

    def add_shape(self, world, body, kind, radius, color, vertices):
        self.call("shapeDefaults")
        block = self.call("shapeDefBlock")
        self.put(block, ShapeDef, kind=kind, count=len(vertices) // 2, radius=radius, color=color, **MATERIAL)
        self.write(block + ShapeDef.size, struct.pack(f"<{len(vertices)}f", *vertices))
        self.must(self.call("worldAddShape", world, body) >= 0, "worldAddShape")

    def add_box(self, world, body, width, height):
        x, y = width / 2, height / 2
        self.add_shape(world, body, ShapeKind.Polygon, 0, 0xF28E2B, [-x, -y, x, -y, x, y, -x, y])

    def add_motor(self, world, body, x, y, speed, torque):
        """Hinges a body, at its origin, to a point of the world, and turns it."""
        self.call("jointDefaults", JointKind.Revolute)
        anchor = {"bodyB": body, "anchorAX": x, "anchorAY": y}
        self.put(self.call("jointDefBlock"), JointDef, motor=1, motorSpeed=speed, maxMotor=torque, **anchor)
        self.must(self.call("worldAddJoint", world) >= 0, "worldAddJoint")

    def states(self, world):
        """x, y, angle, vx, vy, omega of each body, one after the other."""
        size = 24 * self.call("worldBodyCount", world)
        return struct.unpack(f"<{size // 4}f", self.read(self.call("worldStates", world), size))

    def picture_digest(self, world):
        """xxh64 of a picture, RGBA."""
        self.call("drawDefaults")
        self.put(self.call("drawDefBlock"), DrawDef, x0=-8, y0=-1, x1=8, y1=9, width=640, height=400, outline=1.5)
        self.must(self.call("worldDraw", world) == 0, "worldDraw")
        pointer, length = struct.unpack("<2I", self.read(self.call("outputBlock"), Output.size))
        return self.call("xxh64", pointer, length, 0)


def main():
    kinema = Kinema(sys.argv[1] if len(sys.argv) > 1 else MODULE)
    world = kinema.open_world()
    kinema.add_box(world, kinema.add_body(world, BodyType.Static, 0, -0.5, 0, 0), 16, 1)
    bar = kinema.add_body(world, BodyType.Dynamic, -2, 2.5, 0, 0)
    kinema.add_box(world, bar, 2.5, 0.25)
    for i in range(12):
        body = kinema.add_body(world, BodyType.Dynamic, 0.125 * (i % 3), 1 + 1.5 * i, 0.25 * i, -0.5 * i)
        if i % 2:
            kinema.add_box(world, body, 1, 0.75)
        else:
            kinema.add_shape(world, body, ShapeKind.Circle, 0.5, 0x4E79A7, [0, 0])
    kinema.add_motor(world, bar, -2, 2.5, 2, 200)
    done = 0
    for steps in (1, 60, 240, 600):
        kinema.must(kinema.call("worldStep", world, steps - done) == 0, "worldStep")
        done = steps
        digest = hexadecimal(kinema.call("worldDigest", world))
        height = kinema.states(world)[-5]
        print(f"{steps} {digest} {kinema.call('worldContactCount', world)} {height:.3f}")
    print(f"picture {hexadecimal(kinema.picture_digest(world))}")


if __name__ == "__main__":
    main()
