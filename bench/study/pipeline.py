"""The study's way to make clips (Kang et al. 2024), written anew from a description of its method.

    python pipeline.py JOB.json OUT.hdf5

JOB.json: {"gravity": m/s^2, "size": pixels, "colors": [[r, g, b], ...], "clips": [{"init": [...], "bodies":
[{"r": m, "x": m, "y": m, "vx": m/s}, ...]}, ...]}. Each clip is 320 steps of Box2D, 32 frames that numpy draws as soft discs, and
an mp4 of its own by ffmpeg; all go into one HDF5 file. The first clip is made once more before, untimed. Prints JSON: CPU
time by stage in s, children included (ffmpeg is one), the wall time, and the positions (clips, 32, bodies, 2) in m.

Unlike the study's build of Box2D, PyPI's takes hits slower than 1 m/s as inelastic (b2_velocityThreshold, there 0.01): a
constant of its C++ that costs no time.
"""
import io
import json
import sys
import time
from collections import Counter
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import h5py
import imageio.v3 as iio
import numpy as np
from Box2D import b2World

STEP = 0.01  # s
STEPS, EVERY = 320, 10  # a frame after steps 1, 11, 21, ...
WORLD = 10.0  # m, width and height of what is seen
EDGE = 0.03  # of the squared radius: where a disc fades in


def cpu_seconds() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def simulate(bodies: list[dict], gravity: float) -> np.ndarray:
    """Positions in m, float64 (32, bodies, 2)."""
    world = b2World(gravity=(0, gravity), doSleep=False)
    balls = []
    for body in bodies:
        ball = world.CreateDynamicBody(position=(body["x"], body["y"]), linearVelocity=(body["vx"], 0))
        ball.CreateCircleFixture(radius=body["r"], density=1, friction=0.2, restitution=1)
        balls.append(ball)
    positions = []
    for step in range(STEPS):
        world.Step(STEP, 15, 20)
        if step % EVERY == 0:
            positions.append([tuple(ball.position) for ball in balls])
    return np.array(positions)


def draw(positions: np.ndarray, radii: list[float], colors: np.ndarray, size: int) -> np.ndarray:
    """Frames u8 (T, size, size, 3), row 0 on top: soft discs on white, one over the other."""
    grid = np.linspace(0, 1, size)
    x, y = np.meshgrid(grid, grid)
    frames = np.empty((len(positions), size, size, 3), np.uint8)
    for frame, centres in zip(frames, positions / WORLD):
        canvas = np.full((size, size, 3), 255.0)
        for (cx, cy), r, color in zip(centres, radii, colors):
            square = (r / WORLD) ** 2
            cover = np.clip((square - (x - cx) ** 2 - (y - cy) ** 2) / (EDGE * square), 0, 1)[..., None]
            canvas = (1 - cover) * canvas + cover * color
        frame[:] = np.flipud(canvas.astype(np.uint8))
    return frames


def encode(frames: np.ndarray) -> np.ndarray:
    """An mp4 file as bytes: libx264, yuv420p, quality 5 (CRF 25), 10 frames a second, by an ffmpeg process of its own."""
    file = io.BytesIO()
    iio.imwrite(file, frames, extension=".mp4", plugin="FFMPEG", fps=10, quality=5)
    return np.frombuffer(file.getvalue(), np.uint8)


def main() -> None:
    job_path, out_path = sys.argv[1:]
    with open(job_path) as file:
        job = json.load(file)
    colors = np.array(job["colors"], float)
    times: Counter[str] = Counter()

    def timed(stage: str, action, *args):
        start = cpu_seconds()
        result = action(*args)
        times[stage] += cpu_seconds() - start
        return result

    def make(clip: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        positions = timed("simulate", simulate, clip["bodies"], job["gravity"])
        radii = [body["r"] for body in clip["bodies"]]
        frames = timed("draw", draw, positions, radii, colors, job["size"])
        return positions, frames, timed("encode", encode, frames)

    def store(positions: list[np.ndarray], videos: list[np.ndarray]) -> None:
        with h5py.File(out_path, "w") as file:
            file["init_streams/00000"] = np.array([clip["init"] for clip in job["clips"]])
            file["position_streams/00000"] = np.array(positions)
            kind = h5py.vlen_dtype(np.uint8)
            streams = file.create_dataset("video_streams/00000", (len(videos),), dtype=kind)
            for i, video in enumerate(videos):
                streams[i] = video

    make(job["clips"][0])
    times.clear()
    start = time.perf_counter()
    positions, videos = [], []
    for i, clip in enumerate(job["clips"]):
        places, frames, video = make(clip)
        positions.append(places)
        videos.append(video)
        if i == 0:
            first = frames
    timed("store", store, positions, videos)
    wall = time.perf_counter() - start
    first.tofile(out_path + ".frames")
    result = {"cpu": times, "wall": wall, "positions": np.array(positions).tolist()}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
