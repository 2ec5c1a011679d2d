"""The replay of the lecture with one thing changed: each is found, by the layer it belongs to."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Stage
from gradreel.animate.golden.checking import Comparison
from gradreel.animate.golden.packed_frames import PackedFrames
from gradreel.animate.golden.recording import record_scene, record_stage
from gradreel.animate.golden.store import write_golden
from gradreel.animate.style.theme import LIGHT
from gradreel.core import AdaGrad
from gradreel.scenes.adagrad_replay import SCENE

SMALL, LARGE = (320, 180), (1280, 720)


@pytest.fixture(scope="module", params=[SMALL, LARGE], ids=str)
def stage(request):
    return Stage(SCENE, request.param, text=False)


@pytest.fixture(scope="module")
def right(stage):
    return record_stage(stage, [90], name="replay", text=False)


@pytest.fixture(scope="module")
def golden(right, tmp_path_factory):
    return write_golden(tmp_path_factory.mktemp("golden"), right)


def told(golden, recording, layer):
    return [d.told for d in Comparison(golden, recording).differences if d.layer == layer]


@pytest.mark.parametrize("run", range(4))
def test_marker_moved_by_its_own_width(golden, right, stage, monkeypatch, run):
    path = [*stage.panels.values()][1].paths[run]
    to_data = stage.figure.axes[1].transData.inverted()
    width = path.head.get_markersize() * stage.figure.dpi / 72
    moved = to_data.transform((0, width)) - to_data.transform((0, 0))
    place = path.place
    monkeypatch.setattr(path, "place", lambda step: place(step) + moved)
    stage.frame(0)  # the frame last shown is not drawn again
    recording = record_stage(stage, [90], name="replay", text=False)
    (pixels,) = told(golden, recording, "pixels")
    assert pixels.startswith("frame 90, map: ")
    apart = np.abs(recording.frames["90"].astype(float) - right.frames["90"])
    assert apart.mean() < 0.6  # a mean would not see it


def with_frame(recording, frame, environment="elsewhere"):
    frames = PackedFrames([("90", frame)])
    return replace(recording, frames=frames, environment=environment)


def test_everything_shifted_by_one_pixel(golden, right):
    shifted = with_frame(right, np.roll(right.frames["90"], 1, axis=0))
    assert "map" in told(golden, shifted, "pixels")[0]


def test_stray_pixels_a_little_off_are_nothing(golden, right):
    frame = right.frames["90"].copy()
    frame[::30, ::30] ^= 12
    assert told(golden, with_frame(right, frame), "pixels") == []


def test_a_single_pixel_of_another_colour_is_found(golden, right):
    frame = right.frames["90"].copy()
    frame[60, 100] = 255 - frame[60, 100]
    (pixels,) = told(golden, with_frame(right, frame), "pixels")
    assert "colours that are nowhere beside them in the other picture" in pixels


@pytest.mark.parametrize("stage", [SMALL], indirect=True, ids=str)
def test_where_the_golden_was_drawn_one_pixel_by_one_level_is_told(golden, right):
    frame = right.frames["90"].copy()
    y, x = np.argwhere(frame[..., 0] < 255)[0]
    frame[y, x, 0] += 1
    assert told(golden, with_frame(right, frame), "pixels") == []
    (pixels,) = told(golden, with_frame(right, frame, right.environment), "pixels")
    assert "the exact rule: what draws here drew the golden, so each pixel counts" in pixels


@pytest.mark.parametrize("stage", [SMALL], indirect=True, ids=str)
def test_learning_rate_changed_by_one_percent(golden):
    faster = (*SCENE.optimizers[:3], AdaGrad(learning_rate=0.101))
    recording = record_scene(replace(SCENE, optimizers=faster), [90])
    (numbers,) = told(golden, recording, "numbers")
    assert numbers.startswith("adagrad: effective_learning_rate.w at step 0 is 0.72917")


@pytest.mark.parametrize("stage", [SMALL], indirect=True, ids=str)
def test_two_colours_swapped(golden):
    swapped = LIGHT.paths | {
        "momentum": LIGHT.path_color("nesterov"), "nesterov": LIGHT.path_color("momentum"),
    }  # fmt: skip
    recording = record_scene(SCENE, [90], theme=replace(LIGHT, paths=swapped))
    assert told(golden, recording, "pixels")[0].startswith("frame 90, map: ")
    assert told(golden, recording, "state")
