"""The program of examples/everywhere without JavaScript: wasmtime runs the module by the ABI of docs/abi.md.

pip install wasmtime, then: python examples/hosts/world.py [MODULE.wasm]. Tables of the ABI are in kinema_abi.py.
"""

import struct
import sys
from pathlib import Path

import wasmtime
from kinema_abi import ABI, BodyDef, BodyType, ShapeDef, ShapeKind, Status

MODULE = Path(__file__).resolve().parents[2] / "build" / "kinema.wasm"


class Kinema:
    """An instance of the module."""

    def __init__(self, path):
        engine = wasmtime.Engine()
        self.store = wasmtime.Store(engine)
        self.exports = wasmtime.Instance(self.store, wasmtime.Module.from_file(engine, str(path)), []).exports(self.store)
        if self.call("abi") != ABI:
            raise RuntimeError("the module is of another version than kinema_abi.py")

    def call(self, name, *arguments):
        """Calls an export; wasmtime hands out signed integers."""
        return self.exports[name](self.store, *arguments)

    def ok(self, name, *arguments):
        """Calls an export that answers a number, or less than 0 or a code when it fails."""
        result = self.call(name, *arguments)
        code = self.get(self.call("statusBlock"), Status, "code")
        if code:
            raise RuntimeError(f"{name} fails with code {code}")
        return result

    def get(self, pointer, table, field):
        code, offset = table.fields[field]
        return struct.unpack(code, self.exports["memory"].read(self.store, pointer + offset, pointer + offset + struct.calcsize(code)))[0]

    def put(self, pointer, table, **values):
        for field, value in values.items():
            code, offset = table.fields[field]
            self.exports["memory"].write(self.store, struct.pack(code, value), pointer + offset)

    def add_body(self, kind, x, y, angle, vy):
        self.call("bodyDefaults")
        self.put(self.call("bodyDefBlock"), BodyDef, type=kind, x=x, y=y, angle=angle, vy=vy)
        return self.ok("worldAddBody")

    def add_shape(self, body, kind, radius, vertices):
        self.call("shapeDefaults")
        block = self.call("shapeDefBlock")
        material = {"density": 1, "friction": 0.5, "restitution": 0.25}
        self.put(block, ShapeDef, kind=kind, count=len(vertices) // 2, radius=radius, **material)
        self.exports["memory"].write(self.store, struct.pack(f"<{len(vertices)}f", *vertices), block + ShapeDef.size)
        return self.ok("worldAddShape", body)

    def add_box(self, body, width, height):
        x, y = width / 2, height / 2
        return self.add_shape(body, ShapeKind.Polygon, 0, [-x, -y, x, -y, x, y, -x, y])


def main():
    kinema = Kinema(sys.argv[1] if len(sys.argv) > 1 else MODULE)
    kinema.call("worldDefaults")
    kinema.ok("worldOpen")
    kinema.add_box(kinema.add_body(BodyType.Static, 0, -0.5, 0, 0), 16, 1)
    for i in range(12):
        body = kinema.add_body(BodyType.Dynamic, 0.125 * (i % 3), 1 + 1.5 * i, 0.25 * i, -0.5 * i)
        if i % 2:
            kinema.add_box(body, 1, 0.75)
        else:
            kinema.add_shape(body, ShapeKind.Circle, 0.5, [0, 0])
    done = 0
    for steps in (1, 60, 240, 600):
        kinema.ok("worldStep", steps - done)
        done = steps
        print(f"{steps} {kinema.call('worldDigest') & 0xFFFFFFFFFFFFFFFF:016x} {kinema.call('worldContactCount')}")


if __name__ == "__main__":
    main()
