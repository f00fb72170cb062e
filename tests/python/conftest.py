"""What the Python tests share: the command line, plans opened in wasmtime, and a small dataset of every frame format.

They read Kinema's files and pixels with other people's code, and compare them with formulas written here from the papers'
and the documents' words, not from the module's source.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "examples"))

COUNTS = {"train": 20, "eval_id": 20, "eval_v_ood": 20}
WIDTH, HEIGHT, FRAMES = 96, 64, 32


def kinema(*arguments: object) -> bytes:
    """Runs the command line and returns its stdout; a failure shows what it said."""
    command = ["node", str(ROOT / "dist" / "cli" / "main.js"), *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, timeout=300)
    assert result.returncode == 0, f"kinema {' '.join(map(str, arguments))}\n{result.stderr.decode()}"
    return result.stdout


def plan_text(recipe: str, *overrides: str) -> str:
    """A plan's text (`kinema1:...`) as `kinema plan` prints it."""
    words = kinema("plan", recipe, *overrides).decode().split()
    return next(word for word in words if word.startswith("kinema1:"))


def generate(folder: Path, frames: str) -> Path:
    options = ["--out", folder, "--count", 20, "--shard-size", 8, "--size", f"{WIDTH}x{HEIGHT}", "--frames", frames, "--quiet"]
    kinema("generate", "collision", *options)
    return folder


@pytest.fixture(scope="session")
def png_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 clips in 9 shards, frames as PNG files."""
    return generate(tmp_path_factory.mktemp("png") / "data", "png")


@pytest.fixture(scope="session")
def npy_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same clips, frames as .npy.gz files."""
    return generate(tmp_path_factory.mktemp("npy") / "data", "npy")
