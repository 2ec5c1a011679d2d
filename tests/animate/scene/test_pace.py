"""The pace of the clock is on screen wherever it is not the scene's own."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Change, Hold, Play, Replay, Stage, Timeline
from gradreel.animate.scene.pace import in_words
from gradreel.animate.scene.segments import Segment
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core.errors import InvalidInput

VERBS = (
    Hold(1), Play(10, 2), Play(20, 2, speeds=(0, 0)), Play(30, 1), Hold(1), Change("map", 1),
    Replay(0, 30, 12), Play(31, 0.2),
)  # fmt: skip
SAID = ["", "", "", "10 steps a second", "", "", "2.5 steps a second", ""]


def said(timeline):
    return [segment.pace for segment in timeline.resolved().segments]


def test_the_scenes_own_pace_is_that_of_the_first_verb_that_plays():
    assert said(Timeline(VERBS, pace=True)) == SAID


def test_it_can_be_given():
    assert said(Timeline(VERBS, pace=10)) == [
        "", "5 steps a second", "5 steps a second", "", "", "", "2.5 steps a second",
        "5 steps a second",
    ]  # fmt: skip


def test_by_default_nothing_is_said():
    assert set(said(Timeline(VERBS))) == {""}
    assert set(said(Timeline((Hold(1),), pace=True))) == {""}


@pytest.mark.parametrize("given", [0, -1, float("nan"), float("inf"), "x", None, (), np.array([1])])
def test_other_paces_are_refused(given):
    with pytest.raises(InvalidInput, match="give True, False or a number of steps a second"):
        Timeline(VERBS, pace=given)


@pytest.mark.parametrize("own", [True, np.True_, 5, 5.0, np.float32(5)])
def test_paces_are_kept_as_pythons_own(own):
    assert type(Timeline(VERBS, pace=own).pace) in (bool, int, float)
    assert said(Timeline(VERBS, pace=own)) == SAID


def test_what_hardly_differs_reads_alike():
    """Seconds that were rounded to tenths must not say a pace of their own."""
    assert said(Timeline((Play(10, 2), Play(21, 2.19)), pace=True)) == ["", ""]
    assert in_words(5.04) == in_words(4.96) == "5 steps a second"


@pytest.mark.parametrize(("first", "last"), [(0, 30), (12, 18), (5, 25), (22, 28), (31, 31)])
def test_a_part_of_a_timeline_says_what_the_whole_says(first, last):
    """Also where an ease is cut, or the verb with the scene's own pace left out."""
    clock = Timeline((*VERBS, Hold(1)), pace=True).resolved()
    part = clock.between(first, last)
    whole = {(s.first, s.last): s.pace for s in clock.segments if s.first != s.last}
    for segment in part.segments:
        if segment.first != segment.last:
            low, high = segment.first, segment.last
            around = {pace for (a, b), pace in whole.items() if a <= low <= high <= b}
            assert segment.pace in around
    again = Timeline.of(part).resolved()
    assert [each.pace for each in again.segments] == [each.pace for each in part.segments]


def test_a_segment_of_ones_own_may_say_what_it_likes():
    assert said(Timeline((Play(10, 2), Segment(0, 5, 5, pace="slowly")))) == ["", "slowly"]


def words_of(stage, index):
    banner = stage.panels[""]
    return next(text for text in banner.at(stage.moment(index)) if text is banner._pace)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("size", [(640, 360), (480, 270), (270, 480)])
def test_it_stands_below_the_step_clear_of_all_else(small, size, theme):
    verbs = (Play(10, 1), Play(20, 0.1, "much faster than before, as long a caption as there is"))
    timeline = Timeline((*verbs, Hold(0.2, "still")), pace=True)
    stage = Stage(replace(small, timeline=timeline), size, theme=theme, fps=50)
    index = next(i for i in range(len(stage)) if stage.moment(i).pace)
    assert stage.moment(index).pace == "100 steps a second"
    artists = stage.panels[""].at(stage.moment(index))
    boxes = [each.get_window_extent(stage.renderer) for each in artists if each.get_text()]
    step, pace, *captions = boxes
    assert pace.y0 >= 0
    assert pace.x1 <= size[0]
    assert step.y0 >= pace.y1 - 1
    assert all(caption.x0 >= pace.x1 for caption in captions)
    for each in (0, index, len(stage) - 1):
        assert np.array_equal(stage.frame(each), stage.redraw(each))
    assert words_of(stage, len(stage) - 1).get_text() == ""


def test_a_scene_without_other_paces_looks_as_it_did(small):
    plain, one = (
        Stage(replace(small, timeline=Timeline((Play(20, 1),), pace=pace)), (320, 180), fps=5)
        for pace in (False, True)
    )
    assert all(np.array_equal(plain.frame(i), one.frame(i)) for i in range(len(plain)))
