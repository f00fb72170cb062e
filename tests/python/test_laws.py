"""200 random settings of each law, speeds 0 to 6 m/s, against its closed form."""

import laws
import numpy as np
import pytest
from clips import ClipSource
from conftest import plan_text

SETTINGS = 200


@pytest.mark.parametrize(
    ("scenario", "recipe", "law"),
    [("uniform-motion", "phyworld/uniform-30k", laws.uniform), ("parabola", "phyworld/parabola-30k", laws.parabola)],
)
def test_one_ball(scenario: str, recipe: str, law) -> None:
    source = ClipSource(plan_text(recipe), "train")
    random = np.random.default_rng(1)
    directions = ((1, 0), (-1, 0), (0, 1), (0, -1))
    for _ in range(SETTINGS):
        r, v, x, y = random.uniform([0.3, 0, 0, 0], [2, 6, 10, 10])
        direction = int(random.integers(4))
        source.override(scenario, r=r, v=v, x=x, y=y, direction=direction)
        states = source.make(0, draw=False).states[:, 0]
        expected = law(x, y, *(v * np.array(directions[direction])))
        np.testing.assert_allclose(states[:, [0, 1, 3, 4]], expected, rtol=0, atol=5e-4, err_msg=f"{r=} {v=} {x=} {y=} {direction=}")
        assert not states[:, [2, 5]].any(), "a ball without friction does not turn"


def test_collision() -> None:
    source = ClipSource(plan_text("phyworld/collision-30k"), "train")
    random = np.random.default_rng(2)
    impacts = 0
    for number in range(SETTINGS):
        r1, r2 = random.uniform(0.3, 2, 2)
        v1, v2 = random.uniform(0, 6, 2) * ((number % 10 != 0), (number % 15 != 0))
        x1 = random.uniform(r1, 5)
        x2 = x1 + r1 + r2 + random.uniform(1e-3, 5)
        y = random.uniform(0, 10)
        source.override("collision", r1=r1, r2=r2, v1=v1, v2=v2, x1=x1, x2=x2, y=y)
        states = source.make(0, draw=False).states
        expected = laws.collision(r1, r2, v1, v2, x1, x2)
        setting = f"{r1=} {r2=} {v1=} {v2=} {x1=} {x2=}"
        np.testing.assert_allclose(states[:, :, 0], expected[:, :, 0], rtol=0, atol=1e-3, err_msg=setting)
        contact = laws.contact_time(r1, r2, v1, v2, x1, x2)
        settled = np.abs(laws.TIMES - contact) > 1e-3  # a frame at the very moment of the impact may show either side
        tolerance = 1e-3 * max(v1, v2, 0.1)
        np.testing.assert_allclose(states[settled, :, 3], expected[settled, :, 1], rtol=0, atol=tolerance, err_msg=setting)
        np.testing.assert_allclose(states[:, :, 1], y, rtol=0, atol=1e-5, err_msg=setting)
        impacts += contact < laws.TIMES[-1]
    assert impacts > SETTINGS / 2
