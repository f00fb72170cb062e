"""Frames and masks drawn independently of the module, in float64, from the words of the study and of docs/formats.md."""

import numpy as np
from clips import Clip

SOFTNESS = 0.03
RING = 0.6


def study_frames(clip: Clip, size: int, world: float = 10.0) -> np.ndarray:
    """The study's drawing: uint8 (T, size, size, 3).

    Pixel i stands at i / (size - 1) of the view. A disc's opacity is clip((rho^2 - d^2) / (0.03 rho^2), 0, 1); discs are
    blended in order on a float canvas, which is truncated to bytes and flipped so that y points up.
    """
    grid = np.arange(size) / (size - 1)
    frames = np.empty((len(clip.states), size, size, 3), np.uint8)
    for number, bodies in enumerate(clip.states):
        canvas = np.full((size, size, 3), 255.0)
        for body, (x, y, *_) in zip(clip.bodies, bodies):
            rho2 = (body.radius / world) ** 2
            d2 = (grid[None, :] - x / world) ** 2 + (grid[:, None] - y / world) ** 2
            opacity = np.clip((rho2 - d2) / (SOFTNESS * rho2), 0.0, 1.0)[..., None]
            canvas = (1.0 - opacity) * canvas + opacity * np.array(body.color, float)
        frames[number] = canvas.astype(np.uint8)[::-1]
    return frames


def averaged(frames: np.ndarray, n: int) -> np.ndarray:
    """Means of n x n pixels, rounded half up."""
    t, height, width, channels = frames.shape
    sums = frames.reshape(t, height // n, n, width // n, n, channels).sum(axis=(2, 4), dtype=np.int64)
    return ((sums + n * n // 2) // (n * n)).astype(np.uint8)


def mask_and_doubt(clip: Clip, camera: dict, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """The mask by its rule: the last body whose shape contains the pixel's centre; uint8 (T, height, width), i + 1 for body i.

    Beside it where it is in doubt: centres within 1e-6 m of an outline, which single precision may put on either side.
    """
    (kx, cx), (ky, cy) = camera["col"], camera["row"]
    x = (np.arange(width) - cx)[None, :] / kx
    y = (np.arange(height) - cy)[:, None] / ky
    mask = np.zeros((len(clip.states), height, width), np.uint8)
    doubt = np.zeros(mask.shape, bool)
    for number, bodies in enumerate(clip.states):
        for i, (body, (bx, by, *_)) in enumerate(zip(clip.bodies, bodies)):
            depth = _depth(body.shape, body.radius, x - bx, y - by)
            mask[number][depth >= 0] = i + 1
            doubt[number] |= np.abs(depth) < 1e-6
    return mask, doubt


def _depth(shape: str, radius: float, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """How far within the outline a point lies, in m; below 0 outside."""
    if shape == "square":
        return radius - np.maximum(np.abs(dx), np.abs(dy))
    distance = np.hypot(dx, dy)
    return np.minimum(radius - distance, distance - RING * radius) if shape == "ring" else radius - distance
