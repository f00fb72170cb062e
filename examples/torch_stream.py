"""Kinema clips as a PyTorch IterableDataset: `kinema stream` makes them, a pipe brings them. Try:
    python examples/torch_stream.py phyworld/uniform-30k --split train --count 2000 --workers 2
Each worker of the DataLoader reads a stream of its own: the clips are cut into as many runs of
consecutive indices as there are workers. Batches are read straight into their tensors, so the
DataLoader has nothing to collate. See torch_dataset.py for random access without Node.
"""
import argparse
import subprocess
import time
from pathlib import Path
from typing import Iterator
import numpy as np
import torch

KINEMA = ("node", str(Path(__file__).resolve().parent.parent / "dist" / "cli" / "main.js"))

def stream(recipe: str, split: str, first: int, count: int, batch: int = 0, size=(128, 128),
           frames: int = 32, threads: int = 1, kinema=KINEMA) -> Iterator[np.ndarray]:
    """Clips `first` to `first + count - 1`: uint8 (T, H, W, 3), size = (W, H), frames = T; with `batch`,
    (N, T, H, W, 3), N = batch but for the last one.

    `threads` of the `kinema` process make them, ahead of the reader by a few clips; leaving ends it.
    Raises RuntimeError if the recipe has another number of frames, or if `kinema` fails.
    """
    width, height = size
    command = [*kinema, "stream", recipe, "--as", "rgb24", "--split", split, "--from", str(first), "--count",
               str(count), "--size", f"{width}x{height}", "--workers", str(threads), "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        for index in range(first, first + count, batch or 1):
            clips = np.empty((min(batch or 1, first + count - index), frames, height, width, 3), np.uint8)
            if (got := child.stdout.readinto(clips.data.cast("B"))) < clips.nbytes:
                why = child.wait() or "fewer frames"
                raise RuntimeError(f"the stream ended in clip {index + got // clips[0].nbytes}: {why}")
            yield clips if batch else clips[0]
        if child.stdout.read(1):
            raise RuntimeError(f"more bytes than {count} clips of {frames} frames have")

def share(first: int, count: int, worker: int, workers: int) -> tuple[int, int]:
    """First clip and number of clips of one of several workers."""
    start, end = (count * k // workers for k in (worker, worker + 1))
    return first + start, end - start

class StreamDataset(torch.utils.data.IterableDataset):
    """What `stream` gives, as tensors; with one worker or none in the order of the clips' indices.
    For a DataLoader of batch_size=None: `batch` is an option of `stream`, as are the others."""
    def __init__(self, recipe: str, split: str, first: int, count: int, **options) -> None:
        self.recipe, self.split, self.first, self.count, self.options = recipe, split, first, count, options
    def __iter__(self) -> Iterator[torch.Tensor]:
        info = torch.utils.data.get_worker_info()
        part = share(self.first, self.count, info.id, info.num_workers) if info else (self.first, self.count)
        if part[1] > 0:
            yield from map(torch.from_numpy, stream(self.recipe, self.split, *part, **self.options))

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Streams clips into a DataLoader and times it.")
    parser.add_argument("recipe")
    for name, default in ("--split", "train"), ("--first", 0), ("--count", 1000), ("--workers", 2):
        parser.add_argument(name, default=default, type=type(default))
    args = parser.parse_args()
    dataset = StreamDataset(args.recipe, args.split, args.first, args.count, batch=16)
    start = time.perf_counter()
    loader = torch.utils.data.DataLoader(dataset, batch_size=None, num_workers=args.workers)
    clips = sum(len(batch) for batch in loader)
    print(f"{clips / (time.perf_counter() - start):.1f} clips/s, {args.workers} workers")
