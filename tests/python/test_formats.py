"""Pillow, OpenCV and NumPy read a shard's members, and find in them the pixels and states that the module made."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import cv2
import numpy as np
import pytest
from conftest import COUNTS, FRAMES, HEIGHT, WIDTH, kinema, plan_text
from clips import ClipSource
from PIL import Image

PICKED = [("train", 0), ("train", 13), ("eval_id", 7), ("eval_v_ood", 19)]


def members(folder: Path, split: str, index: int) -> dict[str, bytes]:
    """What a clip's key holds, by extension, in the order of the tar."""
    prefix = f"{split}-{index:010d}."
    found = {}
    for path in sorted((folder / split).glob("*.tar")):
        with tarfile.open(path) as tar:
            for member in tar:
                if member.name.startswith(prefix):
                    assert (member.mtime, member.uid, member.gid) == (0, 0, 0)
                    found[member.name.removeprefix(prefix)] = tar.extractfile(member).read()
    return found


def unroll(image: np.ndarray) -> np.ndarray:
    """A picture of frames side by side as (T, H, W) or (T, H, W, 3): the documented reshape."""
    return image.reshape(HEIGHT, FRAMES, WIDTH, *image.shape[2:]).swapaxes(0, 1)


@pytest.fixture(scope="module")
def plan() -> str:
    return plan_text("collision", "--size", f"{WIDTH}x{HEIGHT}")


@pytest.mark.parametrize(("split", "index"), PICKED)
def test_members(png_dataset: Path, npy_dataset: Path, plan: str, tmp_path: Path, split: str, index: int) -> None:
    clip = ClipSource(plan, split).make(index)
    file = tmp_path / "clip.npy"
    kinema("clip", "collision", "--size", f"{WIDTH}x{HEIGHT}", "--split", split, "--index", index, "--as", "npy", "--out", file)
    np.testing.assert_array_equal(np.load(file), clip.frames, err_msg="kinema clip --as npy")

    png = members(png_dataset, split, index)
    assert set(png) == {"png", "states.npy", "json", "mask.png"}
    pillow, gray = Image.open(io.BytesIO(png["png"])), Image.open(io.BytesIO(png["mask.png"]))
    assert (pillow.mode, gray.mode) == ("RGB", "L")
    opencv = cv2.imdecode(np.frombuffer(png["png"], np.uint8), cv2.IMREAD_UNCHANGED)[:, :, ::-1]
    opencv_mask = cv2.imdecode(np.frombuffer(png["mask.png"], np.uint8), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(unroll(np.asarray(pillow)), clip.frames)
    np.testing.assert_array_equal(unroll(opencv), clip.frames)
    np.testing.assert_array_equal(unroll(np.asarray(gray)), clip.mask)
    np.testing.assert_array_equal(unroll(opencv_mask), clip.mask)

    npy = members(npy_dataset, split, index)
    assert set(npy) == {"npy.gz", "states.npy", "json", "mask.png"}
    np.testing.assert_array_equal(np.load(io.BytesIO(gzip.decompress(npy["npy.gz"]))), clip.frames)
    for found in (png, npy):
        states = np.load(io.BytesIO(found["states.npy"]))
        assert states.dtype == np.float32
        np.testing.assert_array_equal(states, clip.states)
    assert json.loads(png["json"]) == json.loads(npy["json"])


@pytest.mark.parametrize("split", COUNTS)
def test_members_of_a_clip_are_adjacent(png_dataset: Path, split: str) -> None:
    for path in (png_dataset / split).glob("*.tar"):
        with tarfile.open(path) as tar:
            keys = [name.split(".")[0] for name in tar.getnames()]
        runs = [key for i, key in enumerate(keys) if i == 0 or keys[i - 1] != key]
        assert runs == sorted(set(keys))
