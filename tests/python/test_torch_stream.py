"""examples/torch_stream.py: the clips are those that `kinema clip` makes, each once, whatever the number of workers."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import ROOT, kinema
from torch_stream import StreamDataset, share, stream

RECIPE, SPLIT, FIRST = "collision", "eval_id", 5


def clip(index: int, folder: Path, *options: str) -> np.ndarray:
    file = folder / f"{index}.npy"
    kinema("clip", RECIPE, "--split", SPLIT, "--index", index, *options, "--as", "npy", "--out", file)
    return np.load(file)


def test_stream_gives_the_clips_of_the_recipe_in_order(tmp_path: Path) -> None:
    clips = list(stream(RECIPE, SPLIT, FIRST, 9, size=(96, 64)))
    assert len(clips) == 9
    for offset in (0, 4, 8):
        np.testing.assert_array_equal(clips[offset], clip(FIRST + offset, tmp_path, "--size", "96x64"))


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_workers_share_the_clips(workers: int) -> None:
    expected = [torch.from_numpy(clip) for clip in stream(RECIPE, SPLIT, FIRST, 10)]
    dataset = StreamDataset(RECIPE, SPLIT, FIRST, 10)
    clips = list(torch.utils.data.DataLoader(dataset, batch_size=None, num_workers=workers))
    assert len(clips) == 10
    places = [next(i for i, other in enumerate(expected) if torch.equal(clip, other)) for clip in clips]
    assert sorted(places) == list(range(10))
    if workers < 2:
        assert places == list(range(10))


def test_batches() -> None:
    clips = np.stack(list(stream(RECIPE, SPLIT, FIRST, 10)))
    batches = list(stream(RECIPE, SPLIT, FIRST, 10, batch=4, threads=2))
    assert [len(batch) for batch in batches] == [4, 4, 2]
    np.testing.assert_array_equal(np.concatenate(batches), clips)
    dataset = StreamDataset(RECIPE, SPLIT, FIRST, 10, batch=4)
    halves = list(torch.utils.data.DataLoader(dataset, batch_size=None, num_workers=2))
    assert sorted(map(len, halves)) == [1, 1, 4, 4]
    with pytest.raises(RuntimeError, match="ended in clip 7: fewer frames"):
        list(stream(RECIPE, SPLIT, 0, 8, batch=4, frames=34))


@pytest.mark.parametrize("workers", [1, 3, 7])
def test_shares_follow_each_other(workers: int) -> None:
    parts = [share(100, 5, k, workers) for k in range(workers)]
    assert [i for first, count in parts for i in range(first, first + count)] == list(range(100, 105))


def test_leaving_early_ends_the_stream() -> None:
    clips = stream(RECIPE, SPLIT, 0, 200)
    next(clips)
    clips.close()  # waits for the process: it would never end if the closed pipe did not stop it


def test_errors(capfd: pytest.CaptureFixture) -> None:
    with pytest.raises(RuntimeError, match="more bytes than 3 clips of 31 frames"):
        list(stream(RECIPE, SPLIT, 0, 3, frames=31))
    with pytest.raises(RuntimeError, match="ended in clip 2: fewer frames"):
        list(stream(RECIPE, SPLIT, 0, 3, frames=33))
    with pytest.raises(RuntimeError, match="ended in clip 0: 2"):
        list(stream(RECIPE, "evil", 0, 3))
    assert "evil" in capfd.readouterr().err


def test_program() -> None:
    command = [sys.executable, ROOT / "examples" / "torch_stream.py", RECIPE, "--split", SPLIT, "--count", 20]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith("clips/s, 2 workers\n")
