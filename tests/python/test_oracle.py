"""Trajectories that the study's own code recorded, against `kinema clip --set` with the same settings.

Uniform motion and the parabola agree with the recording. Our collision happens at the exact time of contact, the study's at
the start of the first step with an overlap, followed by its position correction: so ours is held to the analytic solution,
and the recording only as closely as a step's delay allows.
"""

import json

import laws
import numpy as np
import pytest
from conftest import ROOT, kinema

PATH = ROOT.parent / "shared" / "study" / "oracle" / "phyworld_idood_sample.json"
RECORDED = json.loads(PATH.read_text())["scenes"] if PATH.exists() else {}


def items(law: str) -> list:
    if not RECORDED:
        reason = "oracle: ../shared/study/oracle/phyworld_idood_sample.json is not beside the checkout"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(item, id=f"{number}-{item['tag']}") for number, item in enumerate(RECORDED[law]["items"])]


def clip_json(law: str, **factors: float) -> dict:
    settings = [word for name, value in factors.items() for word in ("--set", f"{name}={value!r}")]
    return json.loads(kinema("clip", f"phyworld/{law}-30k", *settings, "--as", "json", "--out", "-"))


def column(clip: dict, field: str) -> np.ndarray:
    """float64 (T, B) of a state's field."""
    return np.array([[body[field] for body in frame["bodies"]] for frame in clip["frames"]])


def one_ball(law: str, item: dict, closed_form) -> None:
    (r, v), ((x, y, vx, vy),) = item["init"], item["x0"]
    assert (vx, vy) == (v, 0)
    clip = clip_json(law, r=r, v=v, x=x, y=y)
    assert clip["overrides"] == {"r": r, "v": v, "x": x, "y": y}
    ours = np.stack([column(clip, "x")[:, 0], column(clip, "y")[:, 0]], axis=1)
    np.testing.assert_allclose(ours, item["pos"], rtol=0, atol=5e-4)
    np.testing.assert_allclose(ours, closed_form(x, y, vx, vy)[:, :2], rtol=0, atol=5e-4)


@pytest.mark.parametrize("item", items("uniform"))
def test_uniform(item: dict) -> None:
    one_ball("uniform", item, laws.uniform)


@pytest.mark.parametrize("item", items("parabola"))
def test_parabola(item: dict) -> None:
    one_ball("parabola", item, laws.parabola)


@pytest.mark.parametrize("item", items("collision"))
def test_collision(item: dict) -> None:
    (r1, r2, v1, v2), ((x1, y, _, _), (x2, _, _, _)) = item["init"], item["x0"]
    clip = clip_json("collision", r1=r1, r2=r2, v1=v1, v2=v2, x1=x1, x2=x2, y=y)
    x, vx = column(clip, "x"), column(clip, "vx")
    exact = laws.collision(r1, r2, v1, v2, x1, x2)
    np.testing.assert_allclose(x, exact[:, :, 0], rtol=0, atol=1e-3)
    np.testing.assert_allclose(column(clip, "y"), y, rtol=0, atol=1e-3)

    recorded = np.array(item["pos"])[:, [0, 2]]
    after = np.array(laws.after_impact(r1, r2, v1, v2))
    change = np.abs(after - [v1, -v2])
    assert (np.abs(x - recorded) <= laws.STEP * change + 0.02).all()

    contact = laws.contact_time(r1, r2, v1, v2, x1, x2)
    settled = laws.TIMES > contact + laws.STEP
    if settled.any():
        tolerance = 1e-3 * max(v1, v2, 0.1)
        np.testing.assert_allclose(vx[settled], np.tile(after, (settled.sum(), 1)), rtol=0, atol=tolerance)
        assert len(clip["contacts"]) == 1
        assert clip["contacts"][0]["time"] == pytest.approx(contact, abs=1e-4)
