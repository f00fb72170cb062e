"""Makes the golden clips and steps the golden worlds in wasmtime; the twin of driver.mjs.

Usage: driver.py MODULE.wasm INPUTS.json. Prints one line of JSON:
{clip case: ["index state frames mask png gzip", ...], world case: ["steps state impacts snapshot events", ...]}.
"""

import base64
import json
import struct
import sys
from pathlib import Path
from typing import Any

import wasmtime

# Bits of Stage: docs/abi-tables.md.
STAGES = 1 | 2 | 4 | 8 | 32
# Size of an Event: docs/abi-tables.md.
EVENT_BYTES = 64


class Instance:
    """An instance of the module."""

    def __init__(self, engine: wasmtime.Engine, module: wasmtime.Module) -> None:
        self.store = wasmtime.Store(engine)
        self.exports = wasmtime.Instance(self.store, module, []).exports(self.store)

    def call(self, name: str, *arguments: int) -> Any:
        return self.exports[name](self.store, *arguments)

    def check(self, code: int) -> None:
        if code:
            raise RuntimeError(f"the module fails with code {code}")

    def read(self, start: int, size: int) -> bytes:
        return bytes(self.exports["memory"].read(self.store, start, start + size))

    def write(self, start: int, data: bytes) -> None:
        self.exports["memory"].write(self.store, data, start)


class Plan(Instance):
    """A plan, opened in an instance of its own."""

    def __init__(self, engine: wasmtime.Engine, module: wasmtime.Module, plan: bytes) -> None:
        super().__init__(engine, module)
        pointer = self.call("reserve", len(plan))
        self.write(pointer, plan)
        self.check(self.call("planOpen", pointer, len(plan)))

    def line(self, split: int, index: int) -> str:
        self.check(self.call("clip", split, index, STAGES))
        block = self.read(self.call("clipBlock"), 152)
        digests = struct.unpack_from("<3Q", block, 104)
        files = [self.call("xxh64", *struct.unpack_from("<2I", block, offset), 0) for offset in (76, 92)]
        return " ".join([str(index), *map(hexadecimal, (*digests, *files))])


# Handle of the first world of an instance.
WORLD = 1


class World(Instance):
    """A world, opened in an instance of its own: each call's block is copied to where the module reads it."""

    def __init__(self, engine: wasmtime.Engine, module: wasmtime.Module, calls: list[list[Any]]) -> None:
        super().__init__(engine, module)
        blocks = {
            "worldOpen": "worldDefBlock",
            "worldAddBody": "bodyDefBlock",
            "worldAddShape": "shapeDefBlock",
            "worldAddJoint": "jointDefBlock",
        }
        for name, data, *rest in calls:
            self.write(self.call(blocks[name]), base64.b64decode(data))
            result = self.call(name, *rest)
            if result != WORLD if name == "worldOpen" else result < 0:
                raise RuntimeError(f"{name} fails")

    def lines(self, steps: list[int]) -> list[str]:
        lines = []
        for done, until in zip([0, *steps], steps):
            self.check(self.call("worldStep", WORLD, until - done))
            self.check(self.call("worldSnapshot", WORLD))
            pointer, length = struct.unpack("<2I", self.read(self.call("outputBlock"), 8))
            snapshot = hexadecimal(self.call("xxh64", pointer, length, 0))
            state = hexadecimal(self.call("worldDigest", WORLD))
            length = EVENT_BYTES * self.call("worldEventCount", WORLD)
            events = hexadecimal(self.call("xxh64", self.call("worldEvents", WORLD), length, 0))
            lines.append(f"{until} {state} {self.call('worldContactCount', WORLD)} {snapshot} {events}")
        return lines


def hexadecimal(value: int) -> str:
    return f"{value & 0xFFFFFFFFFFFFFFFF:016x}"


def main() -> None:
    module_path, inputs_path = sys.argv[1:]
    engine = wasmtime.Engine()
    module = wasmtime.Module.from_file(engine, module_path)
    found = {}
    inputs = json.loads(Path(inputs_path).read_text())
    for case in inputs["plans"]:
        plan = Plan(engine, module, base64.b64decode(case["plan"]))
        indices = range(case["first"], case["first"] + case["count"])
        found[case["name"]] = [plan.line(case["split"], index) for index in indices]
    for case in inputs["worlds"]:
        found[case["name"]] = World(engine, module, case["calls"]).lines(case["steps"])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
