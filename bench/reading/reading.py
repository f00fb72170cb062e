"""Clips a second by every way to read or make them, and times the study's mp4 in PyAV, in the same run.

Rounds are interleaved, figures are medians of rounds. CPU time is that of this process and of those that it started; start-up of these is
counted. Decoders read from memory (OpenCV mp4s from files) in one thread. A way whose CPU time a clip is a fifth of PyAV's makes five times
as many clips on the same cores.
"""

import argparse
import gc
import json
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import Callable

import numpy as np
from clips import FRAMES, HEIGHT, RECIPE, WIDTH, Clips, make_clips
from readers import BATCH, decoders, sources

BASE = "mp4, PyAV"


def cpu_seconds() -> float:
    """User and system time so far, of this process and of its children that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def seconds(action: Callable[[], int], count: int) -> tuple[float, float]:
    """CPU and wall seconds a clip of what says how many clips it gave."""
    gc.collect()
    before, start = cpu_seconds(), time.perf_counter()
    given = action()
    after, end = cpu_seconds(), time.perf_counter()
    if given != count:
        raise RuntimeError(f"{given} clips instead of {count}")
    return (after - before) / count, (end - start) / count


def decode_all(read: Callable, files: list) -> int:
    for file in files:
        read(file)
    return len(files)


def draw_all(source: Callable, count: int) -> int:
    return sum(1 if part.ndim == 4 else len(part) for part in source(count))


def check_pixels(clips: Clips, makers: dict) -> None:
    """The first clip of every way: equal, or for mp4 much like it."""
    first = {name: read(files[0]) for name, (read, files) in decoders(clips).items()}
    first |= {name: next(source(BATCH)) for name, source in makers.items()}
    for name, clip in first.items():
        pixels = np.asarray(clip)
        pixels = pixels[0] if pixels.ndim == 5 else pixels
        error = np.abs(pixels.astype(int) - clips.first).mean()
        if pixels.shape != clips.first.shape or error > (2 if "mp4" in name else 0):
            raise RuntimeError(f"{name}: {pixels.shape}, mean error {error}: not the clip")


def measure(clips: Clips, rounds: int, made: int, workers: int) -> list[dict]:
    """A row a way."""
    makers = sources(clips, workers)
    check_pixels(clips, makers)
    ways = {name: (lambda r=read, f=files: decode_all(r, f), len(files)) for name, (read, files) in decoders(clips).items()}
    for name, source in makers.items():
        count = made // 4 if "mp4" in name else made
        ways[name] = (lambda s=source, n=count: draw_all(s, n), count)
    times = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (action, count) in ways.items():
            times[name].append(seconds(action, count))
    medians = {name: [statistics.median(t) for t in zip(*pairs)] for name, pairs in times.items()}
    cpu, wall = medians[BASE]
    return [
        {"name": name, "clips": ways[name][1], "cpu": 1 / c, "wall": 1 / w, "times_cpu": cpu / c, "times_wall": wall / w}
        for name, (c, w) in medians.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clips", type=int, default=200, help="clips that are stored and decoded (default: 200)")
    parser.add_argument("--made", type=int, default=1024, help="clips that a source makes in a round (default: 1024)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2, help="of the DataLoader (default: 2)")
    parser.add_argument("--json", action="store_true", help="the results as JSON")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clips = make_clips(Path(folder), args.clips)
        rows = measure(clips, args.rounds, args.made, args.workers)
    sizes = {name: clips.bytes_per_clip(name) for name in ("mp4", "png", "npy")}
    if args.json:
        print(json.dumps({"recipe": RECIPE, "frames": FRAMES, "size": [WIDTH, HEIGHT], "bytes": sizes, "rows": rows}))
        return
    print(f"{RECIPE}, {FRAMES} frames of {WIDTH}x{HEIGHT}; medians of {args.rounds} rounds; load {os.getloadavg()[0]:.1f}")
    print("bytes a clip: " + ", ".join(f"{name} {size:,.0f}" for name, size in sizes.items()))
    print(f"{'':<44}{'clips/s of CPU':>15}{'x PyAV':>8}{'clips/s, wall':>15}{'x PyAV':>8}")
    for row in rows:
        print(f"{row['name']:<44}{row['cpu']:>15,.0f}{row['times_cpu']:>8.1f}{row['wall']:>15,.0f}{row['times_wall']:>8.1f}")


if __name__ == "__main__":
    main()
