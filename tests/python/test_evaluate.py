"""Paper mode against the study's rule, written here from the text of docs/evaluate.md in NumPy, and SSIM and PSNR against their formulas."""

import csv
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from clips import ClipSource
from conftest import ROOT, kinema, plan_text

INTERVAL, WORLD = 0.1, 10.0
COUNT = 12


def masks(frame: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    red, green, blue = (frame[::-1, :, c].astype(int) for c in range(3))
    return (red > 127) & (green < 127) & (blue < 127), (red < 127) & (green < 127) & (blue > 127)


def parse(frames: np.ndarray, balls: int) -> np.ndarray:
    """(T, balls, 3): x, y, r by masks; what is missing gets the evaluator's defaults."""
    out = np.full((len(frames), balls, 3), np.nan)
    scale = WORLD / frames.shape[2]
    for t, frame in enumerate(frames):
        for b, mask in enumerate(masks(frame)[:balls]):
            area = mask.sum()
            if area > 0.15:
                rows, columns = np.nonzero(mask)
                out[t, b] = columns.mean() * scale, rows.mean() * scale, np.sqrt(area / np.pi) * scale
            else:
                out[t, b, 0] = 10 if balls == 1 or b == 1 else 0
                if t > 0:
                    out[t, b, 1] = out[t - 1, 0, 1]
                    out[t, b, 2] = out[t - 1, b, 2]
    return out


def mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else float("nan")


def one_ball(seen: np.ndarray, truth: np.ndarray, radius: float, speed: float) -> dict:
    x, y = truth[:, 0, 0], truth[:, 0, 1]
    inside = (x - radius >= 0) & (x + radius <= WORLD) & (y - radius >= 0) & (y + radius <= WORLD)
    valid = [t for t in range(3, len(truth)) if inside[t]]
    px, py, pr = seen[valid, 0].T
    velocity, true_velocity = np.diff(px) / INTERVAL, np.diff(x[valid]) / INTERVAL
    return {
        "velocity_error": abs(mean(velocity) - speed),
        "x_error": mean(abs(px - x[valid])),
        "y_error": mean(abs(py - y[valid])),
        "x_velocity_error": mean(abs(velocity - true_velocity)),
        "radius_change": np.ptp(pr),
    }


def collision(seen: np.ndarray, truth: np.ndarray, radii: list[float], speeds: list[float]) -> dict:
    valid = [t for t in range(3, len(truth)) if truth[t, 0, 0] - radii[0] >= 0 and truth[t, 1, 0] + radii[1] <= WORLD]
    px, tx = seen[valid, :, 0], truth[valid, :, 0]
    pv, tv = np.diff(px, axis=0) / INTERVAL, np.diff(tx, axis=0) / INTERVAL
    jumps = [i for i in range(1, len(tv)) if (abs(tv[i] - tv[i - 1]) > 0.1).any()]
    hit = jumps[0] if jumps else len(tv) - 1
    mass = np.square(radii)
    momentum, energy = (mass * speeds).sum(), (mass * np.square(speeds)).sum() / 2
    out = {"radius_change": max(np.ptp(seen[valid, b, 2][:5]) for b in range(2))}
    for key, part in (("pre", slice(0, hit)), ("post", slice(hit + 1, len(tv)))):
        v, t = pv[part], tv[part]
        out[f"{key}_velocity_error"] = mean(np.array([abs(mean(v[:, b]) - mean(t[:, b])) for b in range(2)]))
        out[f"{key}_x_error"] = mean(abs(px[part] - tx[part]))
        out[f"{key}_frame_velocity_error"] = mean(abs(v - t))
        out[f"{key}_momentum_error"] = mean(abs((v * mass).sum(axis=1) - momentum))
        out[f"{key}_energy_error"] = mean(abs((v**2 * mass).sum(axis=1) / 2 - energy))
    out["velocity_error"] = out.pop("post_velocity_error")
    return out


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Wang et al. 2004, windows of 7 x 7, sample covariances, all windows in the picture."""
    values = []
    for c in range(3):
        x, y = (np.lib.stride_tricks.sliding_window_view(p[:, :, c].astype(float), (7, 7)) for p in (a, b))
        mx, my = x.mean((2, 3)), y.mean((2, 3))
        vx, vy = x.var((2, 3), ddof=1), y.var((2, 3), ddof=1)
        cov = ((x - mx[..., None, None]) * (y - my[..., None, None])).sum((2, 3)) / 48
        c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
        values.append((2 * mx * my + c1) * (2 * cov + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2)))
    return float(np.mean(values))


def spoilt(frames: np.ndarray, index: int) -> np.ndarray:
    """A prediction: moved by pixels, noisy, and without a ball in some frames."""
    rng = np.random.default_rng(index)
    out = np.roll(frames, (index % 3, index % 4 - 1), axis=(1, 2)).astype(int)
    out = np.clip(out + rng.integers(-30, 31, out.shape), 0, 255).astype(np.uint8)
    if index % 3 == 0:
        out[10:13] = 255
    return out


@pytest.mark.parametrize("law", ["uniform", "parabola", "collision"])
def test_paper_mode_is_the_studys_rule(law: str, tmp_path: Path) -> None:
    recipe = f"phyworld/{law}-30k"
    source = ClipSource(plan_text(recipe), "eval_id")
    expected = {}
    for index in range(COUNT):
        clip = source.make(index)
        frames = spoilt(clip.frames, index)
        np.save(tmp_path / f"eval_id-{index:010}.npy", frames)
        states = np.array(clip.states)[:31]
        radii = [body.radius for body in clip.bodies]
        speeds = [float(states[0, b, 3]) for b in range(len(radii))]
        seen = parse(frames[:31], len(radii))
        numbers = one_ball(seen, states, radii[0], speeds[0]) if len(radii) == 1 else collision(seen, states, radii, speeds)
        numbers["ssim"] = float(np.mean([ssim(a, b) for a, b in zip(frames[3:31], clip.frames[3:31])])) if index < 3 else None
        error = ((frames[3:31].astype(float) - clip.frames[3:31]) ** 2).mean(axis=(1, 2, 3))
        numbers["psnr"] = float(np.mean(10 * np.log10(255**2 / error)))
        expected[index] = numbers
    kinema("evaluate", recipe, "--split", "eval_id", "--count", COUNT, "--predictions", tmp_path, "--mode", "paper", "--floors", "none", "--out", tmp_path / "report", "--quiet")
    rows = {int(row["index"]): row for row in csv.DictReader((tmp_path / "report" / "clips.csv").open())}
    assert len(rows) == COUNT
    for index, numbers in expected.items():
        for name, value in numbers.items():
            if value is None:
                continue
            text = rows[index][name]
            if np.isnan(value):
                assert text == "", f"{law} {index} {name}"
            else:
                assert abs(float(text) - value) < 1e-6, f"{law} {index} {name}"


def test_webm_and_mp4_are_read_as_another_decoder_reads_them(tmp_path: Path) -> None:
    import imageio_ffmpeg
    import imageio.v3 as iio

    source = ClipSource(plan_text("phyworld/uniform-30k"), "eval_id")
    for index in range(2):
        iio.imwrite(tmp_path / f"eval_id-{index:010}.mp4", source.make(index).frames, plugin="FFMPEG", fps=10, codec="libx264", pixelformat="yuv420p")
    (tmp_path / "eval_id-0000000002.mp4").write_bytes(b"no video")
    command = ["node", str(ROOT / "dist" / "cli" / "main.js"), "evaluate", "phyworld/uniform-30k", "--split", "eval_id", "--count", "4"]
    command += ["--predictions", str(tmp_path), "--floors", "none", "--json"]
    result = subprocess.run(command, capture_output=True, timeout=300, env={"PATH": "/usr/bin:/bin:/usr/local/bin", "KINEMA_FFMPEG": imageio_ffmpeg.get_ffmpeg_exe()})
    assert result.returncode == 1, "a damaged file ends with 1"
    report = json.loads(result.stdout)
    assert report["inputs"]["missing"] == ["eval_id-0000000003"]
    assert [note["name"][-14:] for note in report["inputs"]["damaged"]] == ["0000000002.mp4"]
    assert len(report["clips"]) == 2
    for clip in report["clips"]:
        assert clip["metrics"]["velocity_error"] < 5e-3 and clip["metrics"]["psnr"] > 30 and clip["metrics"]["iou"] > 0.97
