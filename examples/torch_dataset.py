"""Kinema clips as a PyTorch Dataset: nothing is stored, a worker makes a clip when asked.

wasmtime runs the module by the ABI of docs/abi-tables.md. Try:
    npx kinema plan phyworld/collision-30k --out plan.txt
    python examples/torch_dataset.py plan.txt --split train --count 200 --workers 4
"""
import argparse
import base64
import struct
import time
from pathlib import Path
import torch
import wasmtime

MODULE = Path(__file__).resolve().parent.parent / "build" / "kinema.wasm"
FRAMES, DIGESTS = 2, 1 | 4  # bits of Stage

class KinemaError(Exception):
    """A call failed: code (docs/abi-tables.md), item, value, limit of the status block."""

class Source:
    """One split of a plan, opened in a wasm instance of its own; it has `size` clips."""
    def __init__(self, plan: str, split: str, module: Path = MODULE) -> None:
        config = wasmtime.Config()
        config.parallel_compilation = False  # its threads would not survive a fork
        engine = wasmtime.Engine(config)
        self.store = wasmtime.Store(engine)
        code = wasmtime.Module.from_file(engine, str(module))
        self.exports = wasmtime.Instance(self.store, code, []).exports(self.store)
        data = base64.b64decode(plan.strip().removeprefix("kinema1:"), validate=True)
        pointer = self.call("reserve", len(data))
        self.exports["memory"].write(self.store, data, pointer)
        self.check(self.call("planOpen", pointer, len(data)))
        names = [self.read(self.call("splitName", i), self.call("splitNameLength", i)).decode()
                 for i in range(self.call("splitCount"))]
        self.split = names.index(split)
        self.check(self.call("splitOpen", self.split))
        self.size = int(self.call("splitSize", self.split))
    def call(self, name: str, *arguments: float) -> int:
        return self.exports[name](self.store, *arguments)
    def read(self, pointer: int, length: int) -> bytearray:
        start = pointer & 0xFFFFFFFF  # wasmtime hands out signed integers
        return self.exports["memory"].read(self.store, start, start + length)
    def check(self, code: int) -> None:
        if code:
            status = self.read(self.call("statusBlock"), 32)
            raise KinemaError(code, *struct.unpack_from("<Idd", status, 12))
    def clip(self, index: int, stages: int) -> bytearray:
        """Makes a clip and returns its Clip block; the pointers in it hold until the next."""
        self.check(self.call("clip", self.split, index, stages))
        return self.read(self.call("clipBlock"), 152)

class ClipDataset(torch.utils.data.Dataset):
    """Item i: clip i, uint8 (T, H, W, 3); with `digests`, it and its line of `kinema digest`."""
    def __init__(self, plan: str, split: str, count: int = 0, digests: bool = False) -> None:
        self.plan, self.split, self.digests, self.source = plan, split, digests, None
        self.count = count or Source(plan, split).size
    def __len__(self) -> int:
        return self.count
    def __getitem__(self, index: int):
        self.source = self.source or Source(self.plan, self.split)  # first use in this worker
        block = self.source.clip(index, FRAMES | (DIGESTS if self.digests else 0))
        t, w, h, frames, mask = struct.unpack_from("<I16x4I", block, 40)
        pixels = torch.frombuffer(self.source.read(frames, t * h * w * 3), dtype=torch.uint8)
        hashes = struct.unpack_from("<3Q" if mask else "<2Q", block, 104)
        line = " ".join([str(index), *(f"{value:016x}" for value in hashes)])
        return (pixels.view(t, h, w, 3), line) if self.digests else pixels.view(t, h, w, 3)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Makes clips in a DataLoader and times it.")
    parser.add_argument("plan", help="a plan's text (kinema1:...) or a file that holds it")
    for name, default in ("--split", "train"), ("--count", 100), ("--workers", 4):
        parser.add_argument(name, default=default, type=type(default))
    parser.add_argument("--digests", action="store_true", help="print index, state and frames")
    args = parser.parse_args()
    text = args.plan if args.plan.startswith("kinema1:") else Path(args.plan).read_text()
    dataset, start = ClipDataset(text, args.split, args.count, args.digests), time.perf_counter()
    for item in torch.utils.data.DataLoader(dataset, batch_size=None, num_workers=args.workers):
        print(*(item[1:] if args.digests else ()), end="\n" if args.digests else "")
    print(f"{len(dataset) / (time.perf_counter() - start):.1f} clips/s, {args.workers} workers")
