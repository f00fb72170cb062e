"""The libraries that people train with read a dataset folder as it is."""

import os
from pathlib import Path

import numpy as np
import pytest
import webdataset as wds
from conftest import COUNTS, FRAMES, HEIGHT, WIDTH, kinema
from torch.utils.data import DataLoader


def keys(split: str) -> list[str]:
    return [f"{split}-{index:010d}" for index in range(COUNTS[split])]


@pytest.mark.parametrize("split", COUNTS)
def test_webdataset(png_dataset: Path, split: str) -> None:
    shards = sorted(str(path) for path in (png_dataset / split).glob("*.tar"))
    assert len(shards) == 3
    dataset = wds.WebDataset(shards, shardshuffle=3, seed=1).shuffle(16).decode("pil")
    samples = list(DataLoader(dataset, batch_size=None, num_workers=2))

    found = [sample["__key__"] for sample in samples]
    assert sorted(found) == keys(split) and found != keys(split)
    for sample in samples:
        frames = np.asarray(sample["png"]).reshape(HEIGHT, FRAMES, WIDTH, 3).swapaxes(0, 1)
        assert frames.dtype == np.uint8 and (frames[0] != frames[-1]).any()
        states = np.asarray(sample["states.npy"])
        assert states.shape == (FRAMES, 2, 6) and states.dtype == np.float32
        assert sample["json"]["split"] == split and sample["json"]["index"] == int(sample["__key__"][-10:])
        mask = np.asarray(sample["mask.png"].convert("L"))  # the decoder has made it RGB
        assert mask.shape == (HEIGHT, FRAMES * WIDTH) and set(np.unique(mask)) == {0, 1, 2}


def test_hugging_face_datasets(png_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    monkeypatch.setitem(os.environ, "HF_HOME", str(tmp_path / "home"))
    import datasets

    loaded = datasets.load_dataset(str(png_dataset), cache_dir=str(tmp_path / "cache"))
    assert {split: len(rows) for split, rows in loaded.items()} == COUNTS
    for split, rows in loaded.items():
        assert sorted(rows["__key__"]) == keys(split)
        assert rows[0]["png"].size == (FRAMES * WIDTH, HEIGHT)
        assert np.asarray(rows[0]["states.npy"]).shape == (FRAMES, 2, 6)


def test_hugging_face_datasets_of_puzzles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clips whose bodies differ in number and kind have one type."""
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    monkeypatch.setitem(os.environ, "HF_HOME", str(tmp_path / "home"))
    import datasets

    kinema("generate", "puzzles", "--split", "train", "--count", 12, "--out", tmp_path / "data", "--quiet")
    rows = datasets.load_dataset(str(tmp_path / "data"), cache_dir=str(tmp_path / "cache"))["train"]
    assert len(rows) == 12 and len({len(row["json"]["bodies"]) for row in rows}) > 1
    for row in rows:
        bodies = row["json"]["bodies"]
        assert np.asarray(row["states.npy"]).shape == (32, len(bodies), 6)
        assert [body["name"] for body in bodies[:4]] == ["bottom", "left", "top", "right"]
        assert bodies[-1]["name"] == "red-ball" and bodies[-1]["radius"] > 0 and bodies[-1]["polygons"] is None
        assert all(len(corner) == 2 for corner in bodies[0]["polygons"][0])
        assert row["json"]["tags"]["contacts"] >= 0 and row["json"]["caption"]
