"""A Kinema dataset as the HDF5 files of phyworld (Kang et al. 2024), for code that reads theirs.

    npx kinema generate phyworld/collision-30k --split eval_id --out data/eval
    python examples/to_phyworld_hdf5.py data/eval --split eval_id --out eval.hdf5

Needs h5py, numpy, Pillow and imageio[ffmpeg]. The three laws become the groups init_streams, position_streams and
video_streams, a dataset of 1,000 clips each; phyre becomes a group `<template>:<layout>` with action_streams,
object_streams and video_streams (phyworld's own files hold one such group each, or many merged). Videos are what
phyworld's are: H.264, yuv420p, CRF 25, 10 frames a second, each a whole mp4 file in a row of bytes.
"""
import argparse
import io
import json
import math
import os
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import h5py
import imageio.v3 as iio
import numpy as np
from PIL import Image

Image.MAX_IMAGE_PIXELS = None  # frames lie side by side
SHARD = 1000  # clips of one dataset in a group
FEATURES = 14  # of an object: x, y, angle, diameter, four shapes, six colours
SHAPES = {"ball": 0, "dot": 0, "red-ball": 0, "bar": 1, "standing-bar": 1, "static-bar": 1, "jar": 2, "sticks": 3}
COLORS = ["#f34f46", "#6bcebb", "#1877f2", "#4b4aa4", "#b9cad2", "#000000"]
WALLS = ("bottom", "left", "top", "right")


def samples(folder: Path, split: str) -> Iterator[tuple[dict, np.ndarray, np.ndarray]]:
    """Yields (clip JSON, states f32 (T, B, 6), frames u8 (T, H, W, 3)) of a split, in the order of its index."""
    manifest = json.loads((folder / "manifest.json").read_text())
    found = {entry["name"]: entry for entry in manifest["splits"]}
    if split not in found:
        sys.exit(f"--split: {folder} has no split {split!r}; it has {', '.join(found)}")
    if manifest["frames"] != "png":
        sys.exit(f"{folder} has frames {manifest['frames']!r}; generate it with --frames png, the default")
    for number in range(len(found[split]["shards"])):
        with tarfile.open(folder / split / f"{split}-{number:06}.tar") as tar:
            clip: dict[str, bytes] = {}
            for member in tar:
                clip[member.name.split(".", 1)[1]] = tar.extractfile(member).read()
                if {"png", "states.npy", "json"} <= clip.keys():
                    meta = json.loads(clip["json"])
                    states = np.load(io.BytesIO(clip["states.npy"]))
                    yield meta, states, unfold(clip["png"], len(states))
                    clip = {}


def unfold(png: bytes, frames: int) -> np.ndarray:
    """The frames of a strip, u8 (T, H, W, 3)."""
    strip = np.asarray(Image.open(io.BytesIO(png)))
    height, width = strip.shape[0], strip.shape[1] // frames
    return np.ascontiguousarray(strip.reshape(height, frames, width, 3).swapaxes(0, 1))


def mp4(frames: np.ndarray) -> np.ndarray:
    """A whole mp4 file as phyworld's writer makes it: u8 (n,)."""
    data = iio.imwrite("<bytes>", frames, extension=".mp4", plugin="FFMPEG", fps=10, codec="libx264",
                       pixelformat="yuv420p", output_params=["-crf", "25"], macro_block_size=1)
    return np.frombuffer(data, dtype=np.uint8)


def video_rows(group: h5py.Group, name: str, videos: list[np.ndarray]) -> None:
    """Writes files of different lengths as one dataset of rows of bytes."""
    rows = group.create_dataset(name, (len(videos),), dtype=h5py.vlen_dtype(np.uint8))
    for i, video in enumerate(videos):
        rows[i] = video


# The three laws ------------------------------------------------------------------------------------------------------

def initial(meta: dict, colored: bool) -> list[float]:
    """r and v, or r1, r2, v1, v2; then colour (0 red, 1 blue) and shape (0 circle, 1 square) where a set varies them."""
    factors = meta["factors"]
    names = ["r1", "r2", "v1", "v2"] if meta["scenario"] == "collision" else ["r", "v"]
    row = [factors[name] for name in names]
    if colored:
        row += [["#ff0000", "#0000ff"].index(factors["color"]), ["disc", "square"].index(factors["shape"])]
    return row


def write_laws(out: h5py.File, clips: Iterator, colored: bool) -> int:
    groups = [out.create_group(name) for name in ("init_streams", "position_streams", "video_streams")]
    count = 0
    chunk: list[tuple[list[float], np.ndarray, np.ndarray]] = []

    def flush() -> None:
        if not chunk:
            return
        name = f"{(count - 1) // SHARD:05}"
        groups[0][name] = np.array([row for row, _, _ in chunk], dtype=np.float64)
        groups[1][name] = np.array([positions for _, positions, _ in chunk], dtype=np.float64)
        video_rows(groups[2], name, [video for _, _, video in chunk])
        chunk.clear()

    for meta, states, frames in clips:
        positions = states[:, :, :2].astype(np.float64)
        chunk.append((initial(meta, colored), positions[:, 0] if positions.shape[1] == 1 else positions, mp4(frames)))
        count += 1
        if len(chunk) == SHARD:
            flush()
    flush()
    return count


# phyre ---------------------------------------------------------------------------------------------------------------

def measure(body: dict, kind: str) -> tuple[float, float, float]:
    """Centre of mass from the origin and diameter, m, as the study has them: parts that overlap count twice."""
    if body["shape"] == "disc":
        return 0.0, 0.0, 2 * body["radius"]
    parts = [np.array(points, dtype=np.float64) for points in body["polygons"]]
    if kind == "jar":  # base, left wall, right wall: sqrt((0.9 W)^2 + H^2)
        (base, left, right), half = parts, parts[0][0, 1]
        width, height = right[0, 0] - left[0, 0], left[0, 1] + half
        areas, centres = zip(*map(centroid, parts))
        centre = np.average(centres, axis=0, weights=areas)
        return centre[0], centre[1], math.hypot(0.9 * width, height)
    sides = np.linalg.norm(np.diff(parts[0][:3], axis=0), axis=1)
    return 0.0, 0.0, math.hypot(*sides) * (1.5 if kind == "sticks" else 1)


def centroid(points: np.ndarray) -> tuple[float, np.ndarray]:
    x, y = points.T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    centre = ((points + np.roll(points, -1, axis=0)) * cross[:, None]).sum(axis=0) / (3 * cross.sum())
    return cross.sum() / 2, centre


def objects(meta: dict, states: np.ndarray) -> np.ndarray:
    """f32 (T, N, 14): the objects of a scene in their order, without the walls, the red ball last."""
    floor = np.array(meta["bodies"][0]["polygons"][0])
    side = floor[:, 0].max() - floor[:, 0].min()  # the floor is as wide as the scene
    kept = [i for i, body in enumerate(meta["bodies"]) if body["name"] not in WALLS]
    out = np.zeros((len(states), len(kept), FEATURES), dtype=np.float32)
    for row, i in enumerate(kept):
        body = meta["bodies"][i]
        kind = body["name"].rstrip("0123456789")
        x, y, angle = (states[:, i, k].astype(np.float64) for k in range(3))
        cx, cy, diameter = measure(body, kind)
        out[:, row, 0] = (x + cx * np.cos(angle) - cy * np.sin(angle)) / side
        out[:, row, 1] = (y + cx * np.sin(angle) + cy * np.cos(angle)) / side
        out[:, row, 2] = (angle / (2 * math.pi)) % 1
        out[out[:, row, 2] == 1, row, 2] = 0  # a hair below a whole turn rounds up
        out[:, row, 3] = diameter / side
        out[:, row, 4 + SHAPES[kind]] = 1
        out[:, row, 8 + COLORS.index(body["color"])] = 1
    return out


def write_phyre(out: h5py.File, clips: Iterator) -> int:
    tasks: dict[tuple[str, int], list] = {}
    count = 0
    for meta, states, frames in clips:
        factors = meta["factors"]
        action = [factors[name] for name in ("x", "y", "r")]
        row = (factors["trial"], action, objects(meta, states), mp4(frames))
        tasks.setdefault((factors["template"], factors["layout"]), []).append(row)
        count += 1
    for (template, layout), rows in sorted(tasks.items()):
        rows.sort(key=lambda row: row[0])
        group = out.create_group(f"{template}:{layout:03}")
        group["action_streams"] = np.array([action for _, action, _, _ in rows], dtype=np.float64)
        group["object_streams"] = np.array([features for _, _, features, _ in rows], dtype=np.float32)
        video_rows(group, "video_streams", [video for _, _, _, video in rows])
    return count


# Reading back --------------------------------------------------------------------------------------------------------

def decode(row: np.ndarray) -> np.ndarray:
    """The frames of a row of video_streams as phyworld's loaders read them: u8 (T, H, W, 3)."""
    return iio.imread(io.BytesIO(row.tobytes()), plugin="FFMPEG", extension=".mp4")


def read_back(path: Path, clips: Iterator) -> float:
    """Reads every clip by its group and number, and returns the mean error of a pixel against the dataset, in grey levels."""
    errors = []
    with h5py.File(path, "r") as file:
        places: dict[tuple[str, int], list[float]] = {}
        for number, (meta, states, frames) in enumerate(clips):
            if meta["scenario"] == "phyre":
                factors = meta["factors"]
                group = file[f"{factors['template']}:{factors['layout']:03}"]
                action = np.array([factors[name] for name in ("x", "y", "r")])
                at = int(np.flatnonzero((group["action_streams"][:] == action).all(axis=1))[0])
                video = group["video_streams"][at]
                assert np.array_equal(group["object_streams"][at], objects(meta, states))
            else:
                name, at = f"{number // SHARD:05}", number % SHARD
                positions = file["position_streams"][name][at].reshape(states.shape[0], -1, 2)
                assert np.array_equal(positions.astype(np.float32), states[:, :, :2])
                video = file["video_streams"][name][at]
            decoded = decode(video)
            assert decoded.shape == frames.shape, f"clip {number}: {decoded.shape} is not {frames.shape}"
            errors.append(float(np.abs(decoded.astype(int) - frames).mean()))
    return sum(errors) / len(errors)


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a dataset's split as a phyworld HDF5 file.")
    parser.add_argument("folder", type=Path, help="what kinema generate made, with frames png")
    parser.add_argument("--split", default="train")
    parser.add_argument("--out", type=Path, required=True, help="the HDF5 file")
    parser.add_argument("--check", action="store_true", help="read it back and compare every clip")
    args = parser.parse_args()
    clips = samples(args.folder, args.split)
    first = next(clips)
    partial = args.out.with_name(f"{args.out.name}.{os.getpid()}.tmp")
    # Sets of one ball in which colour or shape differ name both in every row.
    recipe = json.loads((args.folder / "manifest.json").read_text())["recipe"] or {}
    colored = "color" in json.dumps(recipe.get("factors", {})) + json.dumps(recipe["splits"]) if recipe else False
    try:
        with h5py.File(partial, "w") as out:
            everything = chain_of(first, clips)
            if first[0]["scenario"] == "phyre":
                count = write_phyre(out, everything)
            else:
                count = write_laws(out, everything, colored)
        partial.replace(args.out)
    finally:
        partial.unlink(missing_ok=True)
    print(f"{args.out}: {count} clips, {args.out.stat().st_size / 1e6:.1f} MB")
    if args.check:
        print(f"read back: positions equal, mean error of a pixel {read_back(args.out, samples(args.folder, args.split)):.2f} grey levels")


def chain_of(first: tuple, rest: Iterator) -> Iterator:
    yield first
    yield from rest


if __name__ == "__main__":
    main()
