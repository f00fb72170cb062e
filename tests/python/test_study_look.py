"""The study's look against its own rule, drawn here in float64 from the clip's states."""

import numpy as np
import pytest
from clips import ClipSource
from conftest import plan_text
from drawing import averaged, study_frames

SPLITS = ("train", "eval_id", "eval_r_ood", "eval_v_ood", "eval_rv_ood", "eval_v_zero")
CLIPS = 4


def difference(a: np.ndarray, b: np.ndarray) -> int:
    return int(np.abs(a.astype(np.int16) - b).max())


@pytest.fixture(scope="module", params=("uniform", "parabola", "collision"))
def plans(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Plans of one law: at the study's 256 x 256 without supersampling, and as the recipe has it."""
    recipe = f"phyworld/{request.param}-30k"
    return plan_text(recipe, "--size", "256x256", "--supersample", "1"), plan_text(recipe)


@pytest.mark.parametrize("split", SPLITS)
def test_frames(plans: tuple[str, str], split: str) -> None:
    large, usual = (ClipSource(plan, split) for plan in plans)
    for index in range(CLIPS):
        clip, small = large.make(index), usual.make(index)
        np.testing.assert_array_equal(clip.states, small.states, err_msg="the size of the image changes no state")
        expected = study_frames(clip, 256)
        assert (expected != 255).any()
        assert difference(clip.frames, expected) <= 1, f"clip {index}"
        assert difference(small.frames, averaged(expected, 2)) <= 1, f"clip {index}"
        np.testing.assert_array_equal(small.frames, averaged(clip.frames, 2), err_msg="means of the 256 x 256 frames")


def test_radii_are_far_apart(plans: tuple[str, str]) -> None:
    """The clips above reach both ends of the out-of-distribution radii."""
    source = ClipSource(plans[0], "eval_r_ood")
    radii = [body.radius for index in range(CLIPS * 4) for body in source.make(index, draw=False).bodies]
    assert min(radii) <= 0.6 and max(radii) >= 1.5
