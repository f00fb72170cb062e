"""The clips that are read back, in every format: shards that `kinema generate` made, and mp4s as the study's pipeline writes them."""

import gzip
import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import imageio.v3 as iio
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
KINEMA = ["node", str(ROOT / "dist" / "cli" / "main.js")]
RECIPE, SPLIT = "phyworld/uniform-30k", "train"
FRAMES, HEIGHT, WIDTH = 32, 128, 128
SHAPE = (FRAMES, HEIGHT, WIDTH, 3)


@dataclass
class Clips:
    """The same clips, a list of files' bytes for each format. OpenCV opens videos by name only, so mp4s are files as well."""

    png: list[bytes]
    npy: list[bytes]
    mp4: list[bytes]
    mp4_paths: list[str]
    first: np.ndarray
    """Pixels of clip 0, uint8 (T, H, W, 3)."""
    plan: str
    """The plan's text."""

    def bytes_per_clip(self, name: str) -> float:
        return sum(map(len, getattr(self, name))) / len(self.mp4)


def make_clips(folder: Path, count: int) -> Clips:
    """Makes `count` clips of RECIPE in `folder`; the mp4s as the study's pipeline: libx264, CRF 25, yuv420p, 10 fps, a process a clip.

    imageio's own choice is PyAV where that is installed, and CRF 23 without a quality; its quality 5 is CRF 25.
    """
    png, npy = (_members(folder / frames, frames, count) for frames in ("png", "npy"))
    paths = []
    for index, data in enumerate(npy):
        paths.append(str(folder / f"{index}.mp4"))
        iio.imwrite(paths[-1], pixels(data), extension=".mp4", plugin="FFMPEG", quality=5, fps=10)
        if b"crf=25.0" not in Path(paths[-1]).read_bytes():
            raise RuntimeError("imageio does not encode with CRF 25 any more")
    words = subprocess.run([*KINEMA, "plan", RECIPE], capture_output=True, text=True, check=True).stdout.split()
    return Clips(
        png=png,
        npy=npy,
        mp4=[Path(path).read_bytes() for path in paths],
        mp4_paths=paths,
        first=pixels(npy[0]),
        plan=next(word for word in words if word.startswith("kinema1:")),
    )


def pixels(npy_gz: bytes) -> np.ndarray:
    """What a `.npy.gz` holds, by the standard library and NumPy."""
    return np.load(io.BytesIO(gzip.decompress(npy_gz)))


def _members(folder: Path, frames: str, count: int) -> list[bytes]:
    options = ["--split", SPLIT, "--count", str(count), "--frames", frames, "--out", str(folder), "--quiet"]
    subprocess.run([*KINEMA, "generate", RECIPE, *options], check=True)
    ending = {"png": ".png", "npy": ".npy.gz"}[frames]
    files = []
    for shard in sorted((folder / SPLIT).glob("*.tar")):
        with tarfile.open(shard) as tar:
            files += [tar.extractfile(member).read() for member in tar if member.name.endswith(ending)]
    return files
