"""examples/torch_dataset.py: 4 workers give the digests that the command line prints, and the module's pixels."""

import base64
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import ROOT, kinema, plan_text
from torch_dataset import ClipDataset, KinemaError, Source

COUNT = 40


@pytest.mark.parametrize(("recipe", "split"), [("collision", "train"), ("phyworld/parabola-30k", "eval_r_ood")])
def test_digests(recipe: str, split: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(plan_text(recipe))
    command = [sys.executable, ROOT / "examples" / "torch_dataset.py", plan, "--split", split, "--count", COUNT, "--digests"]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    *lines, rate = result.stdout.splitlines()
    assert rate.endswith("clips/s, 4 workers")
    expected = kinema("digest", recipe, "--split", split, "--count", COUNT).decode().splitlines()
    assert lines == [line for line in expected if not line.startswith("root-")]


def test_pixels(tmp_path: Path) -> None:
    dataset = ClipDataset(plan_text("collision"), "train", 8)
    clips = list(torch.utils.data.DataLoader(dataset, batch_size=None, num_workers=4))
    assert len(clips) == 8
    for index in (0, 5, 7):
        file = tmp_path / f"{index}.npy"
        kinema("clip", "collision", "--split", "train", "--index", index, "--as", "npy", "--out", file)
        assert clips[index].dtype == torch.uint8
        np.testing.assert_array_equal(clips[index].numpy(), np.load(file))


def test_errors_carry_the_code_of_the_status_block() -> None:
    plan = plan_text("phyworld/uniform-30k")
    source = Source(plan, "train")
    with pytest.raises(KinemaError) as beyond:
        source.clip(source.size, 0)
    assert beyond.value.args[0] == 21
    damaged = bytearray(base64.b64decode(plan.removeprefix("kinema1:")))
    damaged[16] ^= 1
    with pytest.raises(KinemaError) as checksum:
        Source("kinema1:" + base64.b64encode(damaged).decode(), "train")
    assert checksum.value.args[0] == 14
