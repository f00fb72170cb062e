"""The drop-in: our datasets as phyworld's HDF5 files, and its files as recipes of ours."""

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import h5py
import imageio.v3 as iio
import numpy as np
import pytest
from conftest import ROOT, kinema

LAWS = {"uniform-motion": "uniform-30k", "parabola": "parabola-30k", "collision": "collision-30k"}
COUNT = 6


def example(name: str, *arguments: object) -> str:
    command = [sys.executable, str(ROOT / "examples" / name), *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, timeout=300)
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


def members(folder: Path, split: str) -> tuple[list[dict], list[np.ndarray]]:
    """JSON and states of every clip of a split."""
    metas, states = [], []
    for shard in sorted((folder / split).glob("*.tar")):
        with tarfile.open(shard) as tar:
            for member in tar:
                data = tar.extractfile(member).read()
                if member.name.endswith(".json"):
                    metas.append(json.loads(data))
                elif member.name.endswith(".states.npy"):
                    states.append(np.load(io.BytesIO(data)))
    return metas, states


@pytest.fixture(scope="module", params=LAWS)
def law(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """A law, a small dataset of it, and its HDF5 file."""
    folder = tmp_path_factory.mktemp(request.param)
    kinema("generate", f"phyworld/{LAWS[request.param]}", "--split", "eval_id", "--count", COUNT, "--out", folder / "data", "--quiet")
    said = example("to_phyworld_hdf5.py", folder / "data", "--split", "eval_id", "--out", folder / "file.hdf5", "--check")
    assert "positions equal" in said
    return request.param, folder / "data", folder / "file.hdf5"


def test_layout_of_the_laws(law: tuple[str, Path, Path]) -> None:
    name, data, path = law
    metas, states = members(data, "eval_id")
    balls = 2 if name == "collision" else 1
    with h5py.File(path, "r") as file:
        assert sorted(file) == ["init_streams", "position_streams", "video_streams"]
        assert all(list(file[group]) == ["00000"] for group in file)
        init, positions, videos = (file[group]["00000"] for group in file)
        assert init.dtype == np.float64 and init.shape == (COUNT, 2 * balls)
        assert positions.dtype == np.float64
        assert positions.shape == ((COUNT, 32, 2, 2) if balls == 2 else (COUNT, 32, 2))
        factors = ["r1", "r2", "v1", "v2"] if balls == 2 else ["r", "v"]
        assert init[:].tolist() == [[meta["factors"][factor] for factor in factors] for meta in metas]
        for i in range(COUNT):
            assert (positions[i].reshape(32, balls, 2) == states[i][:, :, :2]).all()
            frames = iio.imread(io.BytesIO(videos[i].tobytes()), plugin="FFMPEG", extension=".mp4")
            assert frames.shape == (32, 128, 128, 3) and frames.dtype == np.uint8
            # The red ball is red where it is.
            col, row = metas[i]["camera"]["col"], metas[i]["camera"]["row"]
            x, y = states[i][0, 0, :2]
            red, green, blue = frames[0][round(row[0] * y + row[1]), round(col[0] * x + col[1])]
            assert red > 200 and green < 60 and blue < 60


def test_a_file_of_theirs_becomes_a_recipe(law: tuple[str, Path, Path], tmp_path: Path) -> None:
    name, data, path = law
    recipe = tmp_path / "old.json"
    example("read_phyworld_hdf5.py", path, "--law", name, "--out", recipe)
    _, states = members(data, "eval_id")
    for i in range(COUNT):
        clip = json.loads(kinema("clip", recipe, "--index", i, "--as", "json", "--out", "-"))
        again = np.array([[[body["x"], body["y"], body["vx"], body["vy"]] for body in frame["bodies"]] for frame in clip["frames"]])
        assert np.abs(again - states[i][:, :, [0, 1, 3, 4]]).max() < 1e-4
    masked = json.loads(kinema("plan", recipe, "--layers", "mask", "--json"))
    assert masked


def test_layout_of_phyre(tmp_path: Path) -> None:
    recipe = {
        "kinema": 1,
        "scenario": "phyre",
        "splits": {
            "train": {
                "grid": ["template", "layout", "trial"],
                "factors": {
                    "template": {"list": ["10000", "10003"]},
                    "layout": {"linspace": [0, 1, 2]},
                    "trial": {"linspace": [0, 2, 3]},
                },
            }
        },
    }
    (tmp_path / "recipe.json").write_text(json.dumps(recipe))
    kinema("generate", tmp_path / "recipe.json", "--out", tmp_path / "data", "--quiet")
    example("to_phyworld_hdf5.py", tmp_path / "data", "--out", tmp_path / "file.hdf5", "--check")
    metas, states = members(tmp_path / "data", "train")
    with h5py.File(tmp_path / "file.hdf5", "r") as file:
        assert sorted(file) == ["10000:000", "10000:001", "10003:000", "10003:001"]
        for meta, state in zip(metas, states):
            factors = meta["factors"]
            group = file[f"{factors['template']}:{factors['layout']:03}"]
            actions, objects, videos = (group[name] for name in ("action_streams", "object_streams", "video_streams"))
            assert actions.shape == (3, 3) and actions.dtype == np.float64
            assert actions[factors["trial"]].tolist() == [factors["x"], factors["y"], factors["r"]]
            features = objects[factors["trial"]]
            assert objects.dtype == np.float32 and features.shape == (50, len(meta["bodies"]) - 4, 14)
            assert (features[:, :, 4:8].sum(axis=2) == 1).all() and (features[:, :, 8:].sum(axis=2) == 1).all()
            assert ((features[:, :, 2] >= 0) & (features[:, :, 2] < 1)).all()
            side = 512 / 6
            ball = features[:, -1]
            assert np.allclose(ball[:, :2], state[:, -1, :2] / side, atol=1e-6)
            assert np.allclose(ball[:, 3], 2 * meta["bodies"][-1]["radius"] / side) and (ball[:, 8] == 1).all()
            frames = iio.imread(io.BytesIO(videos[factors["trial"]].tobytes()), plugin="FFMPEG", extension=".mp4")
            assert frames.shape == (50, 256, 256, 3)
            # A bar's diameter is its diagonal: w^2 + (S / 50)^2.
            for i, body in enumerate(meta["bodies"][4:]):
                if "bar" in body["name"]:
                    width = 2 * max(x for x, _ in body["polygons"][0])
                    assert abs(features[0, i, 3] - np.hypot(width / side, 1 / 50)) < 1e-6


def test_what_is_no_file_of_theirs_is_refused(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "other.hdf5", "w") as file:
        file.create_group("something")
    command = [sys.executable, str(ROOT / "examples" / "read_phyworld_hdf5.py"), str(tmp_path / "other.hdf5")]
    result = subprocess.run([*command, "--law", "parabola", "--out", str(tmp_path / "r.json")], capture_output=True, timeout=60)
    assert result.returncode != 0 and b"has no init_streams" in result.stderr
    assert not (tmp_path / "r.json").exists()
