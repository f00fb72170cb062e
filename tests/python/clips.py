"""Clips as NumPy arrays, from the module run by wasmtime: the example's Source plus states, bodies, mask and overrides."""

import json
import struct
from dataclasses import dataclass
from typing import Optional

import numpy as np
from torch_dataset import FRAMES, Source

SHAPES = ("disc", "square", "ring")


@dataclass
class Body:
    radius: float
    shape: str
    color: tuple[int, int, int]


@dataclass
class Clip:
    states: np.ndarray
    """float64 (T, B, 6): x, y, angle, vx, vy, omega, exact copies of the module's f32."""
    bodies: list[Body]
    frames: Optional[np.ndarray]
    """uint8 (T, H, W, 3), None if it was not drawn."""
    mask: Optional[np.ndarray]
    """uint8 (T, H, W), None without the layer."""


class ClipSource(Source):
    """Opens a split of a plan and makes its clips."""

    def make(self, index: int, draw: bool = True) -> Clip:
        block = self.clip(index, FRAMES if draw else 0)
        body_count, bodies, t, states = struct.unpack_from("<4I", block, 32)
        width, height, frames, mask = struct.unpack_from("<4I", block, 60)
        return Clip(
            states=self._array(states, "<f4", (t, body_count, 6)).astype(np.float64),
            bodies=[self._body(bodies + 56 * i) for i in range(body_count)],
            frames=self._array(frames, "u1", (t, height, width, 3)) if draw else None,
            mask=self._array(mask, "u1", (t, height, width)) if draw and mask else None,
        )

    def override(self, scenario: str, **values: float) -> None:
        """Sets factors for the clips that follow, by name; choices by their position."""
        catalogue = json.loads(self.read(self.call("catalogue"), self.call("catalogueLength")))
        factors = next(row["factors"] for row in catalogue["scenarios"] if row["name"] == scenario)
        names = [factor["name"] for factor in factors]
        self.call("overrideClear")
        for name, value in values.items():
            self.check(self.call("overrideFactor", names.index(name), float(value)))

    def _array(self, pointer: int, kind: str, shape: tuple[int, ...]) -> np.ndarray:
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        return np.frombuffer(self.read(pointer, size), dtype=kind).reshape(shape)

    def _body(self, pointer: int) -> Body:
        radius, _, _, shape, color = struct.unpack("<dddII", self.read(pointer, 32))
        return Body(radius, SHAPES[shape], (color >> 16, color >> 8 & 255, color & 255))
