"""Closed forms of the three laws at the study's frame times: frame k shows the world after step 10 k + 1 of 0.01 s."""

import numpy as np

STEP, FRAMES = 0.01, 32
STEPS = 10 * np.arange(FRAMES) + 1
TIMES = STEP * STEPS
GRAVITY = -2.5


def uniform(x: float, y: float, vx: float, vy: float) -> np.ndarray:
    """float64 (T, 4): x, y, vx, vy of a body without forces."""
    return np.stack([x + vx * TIMES, y + vy * TIMES, np.full(FRAMES, vx), np.full(FRAMES, vy)], axis=1)


def parabola(x: float, y: float, vx: float, vy: float) -> np.ndarray:
    """float64 (T, 4) under gravity by symplectic Euler, the study's integrator: velocity first, then position."""
    states = uniform(x, y, vx, vy)
    states[:, 1] += GRAVITY * STEP**2 * STEPS * (STEPS + 1) / 2
    states[:, 3] += GRAVITY * TIMES
    return states


def contact_time(r1: float, r2: float, v1: float, v2: float, x1: float, x2: float) -> float:
    """When ball 1 (to the right at v1) and ball 2 (to the left at v2) touch, in s; infinite if neither moves."""
    return (x2 - x1 - r1 - r2) / (v1 + v2) if v1 + v2 > 0 else np.inf


def after_impact(r1: float, r2: float, v1: float, v2: float) -> tuple[float, float]:
    """Velocities to the right after a head-on elastic impact of discs whose mass goes with r^2."""
    m1, m2, u2 = r1 * r1, r2 * r2, -v2
    return ((m1 - m2) * v1 + 2 * m2 * u2) / (m1 + m2), ((m2 - m1) * u2 + 2 * m1 * v1) / (m1 + m2)


def collision(r1: float, r2: float, v1: float, v2: float, x1: float, x2: float) -> np.ndarray:
    """float64 (T, 2 balls, 2): x and vx, with the impact at its exact time."""
    contact = contact_time(r1, r2, v1, v2, x1, x2)
    states = np.empty((FRAMES, 2, 2))
    after = after_impact(r1, r2, v1, v2)
    for ball, (x, before) in enumerate(((x1, v1), (x2, -v2))):
        since = np.maximum(TIMES - contact, 0.0)
        states[:, ball, 0] = x + before * np.minimum(TIMES, contact) + after[ball] * since
        states[:, ball, 1] = np.where(since > 0, after[ball], before)
    return states
