"""The mask layer against its rule, by the camera of the clip's JSON: the last body whose shape contains the pixel's centre."""

import json

import numpy as np
import pytest
from clips import SHAPES, ClipSource
from conftest import kinema, plan_text
from drawing import mask_and_doubt

CLIPS = 6


@pytest.mark.parametrize(
    ("recipe", "options"),
    [
        ("collision", ()),
        ("collision", ("--size", "96x64")),
        ("phyworld/collision-30k", ("--layers", "mask")),
        ("phyworld/collision-30k", ("--layers", "mask", "--size", "50x70", "--supersample", "3")),
    ],
)
def test_mask(recipe: str, options: tuple[str, ...]) -> None:
    camera = json.loads(kinema("clip", recipe, *options, "--as", "json", "--out", "-"))["camera"]
    source = ClipSource(plan_text(recipe, *options), "train")
    ids = set()
    for index in range(CLIPS):
        shapes = {"shape1": index % len(SHAPES), "shape2": index // 2 % len(SHAPES)}
        source.override("collision", **shapes)
        clip = source.make(index)
        expected, doubt = mask_and_doubt(clip, camera, *clip.mask.shape[:0:-1])
        assert doubt.mean() < 1e-3
        wrong = (clip.mask != expected) & ~doubt
        assert not wrong.any(), f"clip {index} {shapes}: {wrong.sum()} pixels, first at {np.argwhere(wrong)[0]}"
        ids |= set(np.unique(clip.mask))
    assert ids == {0, 1, 2}
