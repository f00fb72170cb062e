"""Kinema clips as a PyTorch IterableDataset: `kinema stream` makes them, a pipe brings them. Try:
    python examples/torch_stream.py phyworld/uniform-30k --split train --count 2000 --workers 2
Each worker of the DataLoader reads a stream of its own: the clips are cut into as many runs of
consecutive indices as there are workers. See torch_dataset.py for random access without Node.
"""
import argparse
import subprocess
import time
from pathlib import Path
from typing import Iterator
import numpy as np
import torch

KINEMA = ("node", str(Path(__file__).resolve().parent.parent / "dist" / "cli" / "main.js"))

def stream(recipe: str, split: str, first: int, count: int, size=(128, 128), frames: int = 32,
           kinema=KINEMA) -> Iterator[np.ndarray]:
    """Clips `first` to `first + count - 1`: uint8 (T, H, W, 3), size = (W, H), frames = T.

    One thread makes them, ahead of the reader by no more than a few clips; leaving early ends it.
    Raises RuntimeError if the recipe has another number of frames, or if `kinema` fails.
    """
    width, height = size
    command = [*kinema, "stream", recipe, "--as", "rgb24", "--split", split, "--from", str(first),
               "--count", str(count), "--size", f"{width}x{height}", "--workers", "1", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        for index in range(first, first + count):
            clip = np.empty((frames, height, width, 3), np.uint8)
            if child.stdout.readinto(clip.data.cast("B")) < clip.nbytes:
                raise RuntimeError(f"the stream ended in clip {index}: {child.wait() or 'fewer frames'}")
            yield clip
        if child.stdout.read(1):
            raise RuntimeError(f"more bytes than {count} clips of {frames} frames have")

def share(first: int, count: int, worker: int, workers: int) -> tuple[int, int]:
    """First clip and number of clips of one of several workers."""
    start, end = (count * k // workers for k in (worker, worker + 1))
    return first + start, end - start

class StreamDataset(torch.utils.data.IterableDataset):
    """Clips of a split as tensors; with one worker or none in the order of their indices."""
    def __init__(self, recipe: str, split: str, first: int, count: int, **shape) -> None:
        self.recipe, self.split, self.first, self.count, self.shape = recipe, split, first, count, shape
    def __len__(self) -> int:
        return self.count
    def __iter__(self) -> Iterator[torch.Tensor]:
        info = torch.utils.data.get_worker_info()
        part = share(self.first, self.count, info.id, info.num_workers) if info else (self.first, self.count)
        if part[1] > 0:
            yield from map(torch.from_numpy, stream(self.recipe, self.split, *part, **self.shape))

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Streams clips into a DataLoader and times it.")
    parser.add_argument("recipe")
    for name, default in ("--split", "train"), ("--first", 0), ("--count", 1000), ("--workers", 2):
        parser.add_argument(name, default=default, type=type(default))
    args = parser.parse_args()
    dataset, start = StreamDataset(args.recipe, args.split, args.first, args.count), time.perf_counter()
    clips = sum(len(batch) for batch in torch.utils.data.DataLoader(dataset, batch_size=32, num_workers=args.workers))
    print(f"{clips / (time.perf_counter() - start):.1f} clips/s, {args.workers} workers")
