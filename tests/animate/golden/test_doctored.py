"""The replay of the lecture with one thing changed: each is found, by the layer it belongs to."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Stage
from gradreel.animate.golden.checking import Comparison
from gradreel.animate.golden.recording import record_scene, record_stage
from gradreel.animate.golden.store import write_golden
from gradreel.animate.theme import LIGHT
from gradreel.core import AdaGrad
from gradreel.scenes.adagrad_replay import SCENE

SIZES = [(320, 180), (1280, 720)]


@pytest.fixture(scope="module", params=SIZES, ids=str)
def golden(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden")
    return write_golden(folder, record_scene(SCENE, [90], size=request.param))


def size(golden):
    return tuple(map(int, golden.facts["size"].split("x")))


def told(golden, recording, layer):
    return [d.told for d in Comparison(golden, recording).differences if d.layer == layer]


@pytest.mark.parametrize("run", range(4))
def test_marker_moved_by_its_own_width(golden, run):
    stage = Stage(SCENE, size(golden), text=False)
    right = stage.frame(SCENE.timeline.frame_at_step(90, 25)).astype(float)
    stage = Stage(SCENE, size(golden), text=False)
    path = stage._panels[1].paths[run]
    to_data = stage.figure.axes[1].transData.inverted()
    width = path.head.get_markersize() * stage.figure.dpi / 72
    moved = to_data.transform((0, width)) - to_data.transform((0, 0))
    place = path.place
    path.place = lambda step: place(step) + moved
    recording = record_stage(stage, [90], name="x", text=False)
    (pixels,) = told(golden, recording, "pixels")
    assert pixels.startswith("frame 90, map: ")
    assert np.abs(recording.frames["90"] - right).mean() < 0.6  # a mean would not see it


def test_learning_rate_changed_by_one_percent(golden):
    faster = (*SCENE.optimizers[:3], AdaGrad(learning_rate=0.101))
    recording = record_scene(replace(SCENE, optimizers=faster), [90], size=size(golden))
    (numbers,) = told(golden, recording, "numbers")
    assert numbers.startswith("adagrad: effective_learning_rate.w at step 0 is 0.72917")


def test_two_colours_swapped(golden):
    swapped = LIGHT.paths | {"momentum": "#c24a00", "nesterov": "#003a8c"}
    recording = record_scene(SCENE, [90], size=size(golden), theme=replace(LIGHT, paths=swapped))
    assert told(golden, recording, "pixels")[0].startswith("frame 90, map: ")
    assert told(golden, recording, "state")


def test_everything_shifted_by_one_pixel(golden):
    recording = record_scene(SCENE, [90], size=size(golden))
    frames = {"90": np.roll(recording.frames["90"], 1, axis=0)}
    shifted = told(golden, replace(recording, frames=frames), "pixels")
    assert "map" in shifted[0]


def test_stray_pixels_are_nothing(golden):
    recording = record_scene(SCENE, [90], size=size(golden))
    frame = recording.frames["90"].copy()
    frame[::30, ::30] = 255 - frame[::30, ::30]
    assert told(golden, replace(recording, frames={"90": frame}), "pixels") == []
