"""Goldens at the events of a scene's own timeline."""

import pytest

from gradreel.animate.golden.which_frames import find_frames
from gradreel.core.errors import InvalidInput
from gradreel.scenes.right_angle import SCENE


def test_an_event_of_the_scene_is_the_frame_that_first_shows_its_step():
    found = find_frames(SCENE.clock, ["start", "corner", "end"], 25, SCENE.events)
    moments = [SCENE.clock.moment(index, 25) for index in found.values()]
    assert moments[1].whole == SCENE.events["corner"]
    assert SCENE.clock.moment(found["corner"] - 1, 25).step < SCENE.events["corner"]
    assert found["end"] == SCENE.clock.frame_count(25) - 1


def test_an_event_that_nobody_named_is_refused_with_those_there_are():
    with pytest.raises(InvalidInput, match=r"no event .bend.; choose one of start, .*corner"):
        find_frames(SCENE.clock, ["bend"], 25, SCENE.events)
