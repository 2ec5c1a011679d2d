"""The replay still looks as it did; and a picture that does not is found."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate import Stage
from gradreel.animate.theme import LIGHT
from gradreel.core import AdaGrad
from gradreel.scenes.adagrad_replay import SCENE

SPEC = importlib.util.spec_from_file_location("compare", Path(__file__).with_name("compare.py"))
compare = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(compare)

AT = SCENE.timeline.frame_at_step(90, 25)


@pytest.fixture(scope="module")
def frames():
    return dict(compare.golden_frames())


@pytest.mark.parametrize("step", ["0", "30", "90", "230", "360", "30_dark"])
def test_frame_is_the_golden_one(frames, step):
    compare.check(f"adagrad_replay_{step}", frames[f"adagrad_replay_{step}"])


def doctored(**changes):
    return Stage(replace(SCENE, **changes), (320, 180), text=False).frame(AT)


def test_marker_moved_by_its_own_width_fails(frames):
    right = frames["adagrad_replay_90"]
    stage = Stage(SCENE, (320, 180), text=False)
    path = stage._panels[1].paths[3]
    moved = path.place
    path.place = lambda step: moved(step) + np.array([0.25, 0.0])
    with pytest.raises(AssertionError, match="of the 12 pixels around"):
        compare.check("adagrad_replay_90", stage.frame(AT))
    assert np.abs(stage.frame(AT).astype(float) - right).mean() < 0.6  # a mean would not see it


def test_learning_rate_changed_by_a_tenth_fails():
    slower = (*SCENE.optimizers[:3], AdaGrad(learning_rate=0.11))
    with pytest.raises(AssertionError, match="changed"):
        compare.check("adagrad_replay_90", doctored(optimizers=slower))


def test_two_colours_swapped_fail():
    swapped = LIGHT.paths | {"momentum": "#c24a00", "nesterov": "#003a8c"}
    stage = Stage(SCENE, (320, 180), text=False, theme=replace(LIGHT, paths=swapped))
    with pytest.raises(AssertionError, match="changed"):
        compare.check("adagrad_replay_90", stage.frame(AT))


def test_frame_before_fails():
    stage = Stage(SCENE, (320, 180), text=False)
    with pytest.raises(AssertionError, match="changed"):
        compare.check("adagrad_replay_30", stage.frame(SCENE.timeline.frame_at_step(28, 25)))


def test_missing_golden_fails_and_says_how_to_make_it(frames):
    with pytest.raises(AssertionError, match="is missing: run"):
        compare.check("never_made", frames["adagrad_replay_90"])


def test_stray_pixel_does_not_fail(frames):
    speckled = frames["adagrad_replay_90"].copy()
    speckled[::30, ::30] = 255 - speckled[::30, ::30]
    compare.check("adagrad_replay_90", speckled)
