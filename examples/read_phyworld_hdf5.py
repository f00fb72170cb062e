"""A recipe from a phyworld HDF5 file: its clips, one by one, to be drawn again with masks, velocities and contacts.

    python examples/read_phyworld_hdf5.py uniform_motion_eval.hdf5 --law uniform-motion --out old.json
    npx kinema generate old.json --layers mask --out data/old

Needs h5py and numpy. Reads init_streams (what was set) and the first frame of position_streams (where it began); clip i of the
recipe's split is clip i of the file, shard by shard. Colour and shape are read where the file has them.
"""
import argparse
import json
import os
import sys
from pathlib import Path

import h5py
import numpy as np

STEP = 0.01  # s; phyworld stores its first frame one step after the start
GRAVITY = -2.5  # m/s^2, of the parabola
ROWS = 65536  # of one sub-grid

COLUMNS = {"uniform-motion": ["r", "v"], "parabola": ["r", "v"], "collision": ["r1", "r2", "v1", "v2"]}


def read(path: Path, law: str) -> dict[str, list]:
    """The columns of all clips: what was set, and where the bodies were before the first step."""
    names = COLUMNS[law]
    with h5py.File(path, "r") as file:
        missing = [group for group in ("init_streams", "position_streams") if group not in file]
        if missing:
            sys.exit(f"{path}: has no {' and no '.join(missing)}; this is no phyworld file of the three laws")
        shards = sorted(file["init_streams"])
        init = np.concatenate([file["init_streams"][shard][:] for shard in shards])
        first = np.concatenate([file["position_streams"][shard][:, 0] for shard in shards])
    if init.shape[1] not in (len(names), len(names) + 2):
        sys.exit(f"{path}: init_streams has {init.shape[1]} columns; {law} has {', '.join(names)}, or these and colour and shape")
    columns = {name: init[:, i].tolist() for i, name in enumerate(names)}
    if law == "collision":
        columns["x1"] = (first[:, 0, 0] - init[:, 2] * STEP).tolist()
        columns["x2"] = (first[:, 1, 0] + init[:, 3] * STEP).tolist()
        columns["y"] = first[:, 0, 1].tolist()
    else:
        columns["x"] = (first[:, 0] - init[:, 1] * STEP).tolist()
        fallen = GRAVITY * STEP * STEP if law == "parabola" else 0.0
        columns["y"] = (first[:, 1] - fallen).tolist()
    if init.shape[1] > len(names):
        columns["color"] = [["red", "blue"][int(number)] for number in init[:, -2]]
        columns["shape"] = [["disc", "square"][int(number)] for number in init[:, -1]]
    return columns


def recipe(columns: dict[str, list], law: str, name: str) -> dict:
    count = len(next(iter(columns.values())))
    grids = [{"rows": {key: values[at:at + ROWS] for key, values in columns.items()}} for at in range(0, count, ROWS)]
    return {
        "kinema": 1,
        "name": name,
        "description": f"{count} clips of a phyworld file, in its order.",
        "scenario": law,
        "physics": {"integrator": "symplectic-euler"},
        "timing": {"frames": 32, "stepsPerFrame": 10, "firstFrameStep": 1, "conditionFrames": 3},
        "image": {"size": [128, 128], "supersample": 2, "look": "study"},
        "splits": {"clips": {"order": "given", "grids": grids}},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a recipe of a phyworld HDF5 file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--law", choices=list(COLUMNS), required=True)
    parser.add_argument("--out", type=Path, required=True, help="the recipe, JSON")
    args = parser.parse_args()
    columns = read(args.file, args.law)
    partial = args.out.with_name(f"{args.out.name}.{os.getpid()}.tmp")
    partial.write_text(json.dumps(recipe(columns, args.law, args.file.stem)) + "\n")
    partial.replace(args.out)
    print(f"{args.out}: {len(next(iter(columns.values())))} clips of {args.law}")


if __name__ == "__main__":
    main()
