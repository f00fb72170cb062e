"""Makes the golden clips in wasmtime; the twin of driver.mjs.

Usage: driver.py MODULE.wasm PLANS.json. Prints one line of JSON: {case: ["index state frames mask png gzip", ...]}.
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


class Plan:
    """A plan, opened in an instance of its own."""

    def __init__(self, engine: wasmtime.Engine, module: wasmtime.Module, plan: bytes) -> None:
        self.store = wasmtime.Store(engine)
        self.exports = wasmtime.Instance(self.store, module, []).exports(self.store)
        pointer = self.call("reserve", len(plan))
        self.exports["memory"].write(self.store, plan, pointer)
        self.check(self.call("planOpen", pointer, len(plan)))

    def call(self, name: str, *arguments: int) -> Any:
        return self.exports[name](self.store, *arguments)

    def check(self, code: int) -> None:
        if code:
            raise RuntimeError(f"the module fails with code {code}")

    def line(self, split: int, index: int) -> str:
        self.check(self.call("clip", split, index, STAGES))
        start = self.call("clipBlock")
        block = self.exports["memory"].read(self.store, start, start + 152)
        digests = struct.unpack_from("<3Q", block, 104)
        files = [self.call("xxh64", *struct.unpack_from("<2I", block, offset), 0) for offset in (76, 92)]
        return " ".join([str(index), *(f"{value & 0xFFFFFFFFFFFFFFFF:016x}" for value in (*digests, *files))])


def main() -> None:
    module_path, plans_path = sys.argv[1:]
    engine = wasmtime.Engine()
    module = wasmtime.Module.from_file(engine, module_path)
    found = {}
    for case in json.loads(Path(plans_path).read_text()):
        plan = Plan(engine, module, base64.b64decode(case["plan"]))
        indices = range(case["first"], case["first"] + case["count"])
        found[case["name"]] = [plan.line(case["split"], index) for index in indices]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
