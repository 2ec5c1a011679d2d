"""Reveal, Dim and Highlight: how much is seen of what, and what glows, at each moment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate import (
    Change,
    ContourPanel,
    Dim,
    Highlight,
    Hold,
    Play,
    Replay,
    Reveal,
    Scene,
    Timeline,
)
from gradreel.animate.scene.clock import Moment
from gradreel.animate.scene.emphasis import DIMMED, EASE, panel_of
from gradreel.core import AdaGrad, Quadratic
from gradreel.core.errors import InvalidInput


def course(clock, of, fps=100):
    """Return one number of all moments, by `of`."""
    return np.array([of(clock.moment(i, fps)) for i in range(clock.frame_count(fps))])


def test_what_nobody_points_at_is_whole_and_dark():
    moment = Timeline((Play(10, 1),)).resolved().moment(3, 10)
    assert (moment.presence("rate"), moment.glow("rate/adagrad")) == (1, 0)
    assert (moment.presences, moment.glows) == ({}, {})
    assert Moment(0, 0.0, 0.0, "").presence("x") == 1


def test_what_is_revealed_was_hidden_and_appears_by_an_ease_while_the_run_plays():
    clock = Timeline((Hold(1), Reveal(("rate", "map/w")), Play(10, 2))).resolved()
    assert clock.seconds == 3
    for target in ("rate", "map/w"):
        seen = course(clock, lambda moment, target=target: moment.presence(target))
        assert (seen[:100] == 0).all()
        assert (np.diff(seen) >= 0).all()
        assert np.diff(seen).max() < 0.06  # no jump
        assert (seen[100 + round(100 * EASE) + 1 :] == 1).all()
    moving = course(clock, lambda moment: moment.step)[100:140]
    assert (np.diff(moving) > 0).all()


def test_a_verb_with_seconds_lets_the_step_stand():
    clock = Timeline((Play(10, 1), Reveal("rate", 1.5, "the rate"), Play(20, 1))).resolved()
    moments = [clock.moment(i, 20) for i in range(70)]
    said = [moment for moment in moments if moment.caption == "the rate"]
    assert {moment.step for moment in said} == {10}
    assert len(said) == pytest.approx(30, abs=1)


def test_dim_and_back():
    verbs = (Hold(1), Dim("map", 1), Reveal("map", 1), Dim("map", 1, to=0), Dim("map", 1, to=1))
    seen = course(Timeline(verbs).resolved(), lambda moment: moment.presence("map"), 20)
    assert list(seen[[0, 19, 38, 58, 78, 99]]) == [1, 1, DIMMED, 1, 0, 1]


def test_what_stands_back_from_the_first_does_so_on_the_first_frame():
    clock = Timeline((Dim("map"), Hold(1), Reveal("map"), Hold(1))).resolved()
    assert [clock.moment(i, 50).presence("map") for i in (0, 1, 49)] == [DIMMED] * 3
    assert clock.moment(99, 50).presence("map") == 1


def test_a_highlight_glows_for_its_seconds_or_until_the_next():
    verbs = (Highlight("a", 1), Hold(1), Highlight("b"), Hold(1), Highlight("c"), Hold(1),
             Highlight(()), Hold(1))  # fmt: skip
    clock = Timeline(verbs).resolved()
    glow = {name: course(clock, lambda m, name=name: m.glow(name), 20) for name in "abc"}
    at = [9, 30, 55, 75, 99]
    assert [glow["a"][i] for i in at] == [1, 0, 0, 0, 0]
    assert [glow["b"][i] for i in at] == [0, 0, 1, 0, 0]
    assert [glow["c"][i] for i in at] == [0, 0, 0, 1, 0]


def test_neighbouring_highlights_of_one_target_are_one():
    clock = Timeline((Highlight("a", 1), Highlight(("a", "b"), 1), Hold(1))).resolved()
    assert (course(clock, lambda moment: moment.glow("a"))[40:199] == 1).all()


VERBS = st.lists(
    st.one_of(
        st.builds(Reveal, st.sampled_from("abc"), st.sampled_from((0.0, 0.1, 0.6))),
        st.builds(Dim, st.sampled_from("abc"), st.sampled_from((0.0, 0.1, 0.6)),
                  to=st.sampled_from((0.0, 0.25, 1.0))),
        st.builds(Highlight, st.sampled_from("abc"), st.sampled_from((0.0, 0.1, 0.6))),
        st.builds(Play, st.sampled_from((5, 10, 20)), st.sampled_from((0.2, 1.0))),
        st.builds(Replay, st.just(0), st.just(8), st.just(0.5)),
        st.builds(Change, st.just("a"), st.just(0.5)),
    ),
    max_size=8,
)  # fmt: skip


@given(VERBS, st.sampled_from((10, 25, 50)))
def test_all_numbers_are_eased_and_between_0_and_1(verbs, fps):
    clock = Timeline((*verbs, Play(20, 1))).resolved()
    steepest = 1.5 / EASE / fps * 1.2 + 1e-6  # a moment may be off its frame by a part of one
    for target in clock.targets:
        for of in (Moment.presence, Moment.glow):
            values = course(clock, lambda m, of=of, target=target: of(m, target), fps)
            assert ((values >= 0) & (values <= 1)).all()
            assert np.abs(np.diff(values)).max(initial=0) <= steepest


POINTING = VERBS.map(lambda verbs: [v for v in verbs if not isinstance(v, Play | Replay | Change)])


@given(st.lists(POINTING, min_size=2, max_size=4), st.data())
def test_a_part_of_a_timeline_shows_what_the_whole_shows_there(groups, data):
    verbs = [each for k, own in enumerate(groups) for each in (*own, Play(10 * k + 10, 1))]
    clock = Timeline(verbs).resolved()
    low = 10 * data.draw(st.integers(0, len(groups) - 1)) + data.draw(st.sampled_from((5, 6, 9)))
    high = data.draw(st.integers(low // 10, len(groups) - 1)) * 10 + 9.5  # inside of a Play
    part = clock.between(low, high)
    for of_part, step in ((0, low), (part.frame_count(50) - 1, high)):
        whole = clock.moment(clock.frame_at_step(step, 200), 200)
        mine = part.moment(of_part, 50)
        for of in (Moment.presence, Moment.glow):
            assert [of(mine, target) for target in "abc"] == [of(whole, t) for t in "abc"]


def test_what_is_revealed_after_a_part_stays_hidden_in_it():
    clock = Timeline((Play(10, 1), Reveal("rate", 1), Dim("map"), Play(20, 1))).resolved()
    before, after = clock.between(0, 8), clock.between(15, 20)
    assert set(course(before, lambda m: m.presence("rate"))) == {0}
    assert set(course(before, lambda m: m.presence("map"))) == {1}
    assert set(course(after, lambda m: m.presence("rate"))) == {1}
    assert set(course(after, lambda m: m.presence("map"))) == {DIMMED}


def test_a_change_after_a_part_does_not_change_its_last_frame():
    clock = Timeline((Play(10, 1), Change("map", 1), Play(20, 1))).resolved()
    assert {tuple(clock.between(0, 8).moment(i, 5).changes) for i in range(4)} == {()}


def test_a_target_is_the_longest_name_of_a_panel_and_a_part():
    panels = ("rate", "rate/w", "map")
    found = [panel_of(each, panels) for each in ("rate", "rate/b", "rate/w/x", "rat", "map/")]
    assert found == [("rate", ""), ("rate", "b"), ("rate/w", "x"), None, ("map", "")]


def scene(*verbs):
    return Scene("s", "", "", Quadratic(), (1.0, 1.0), 5, (AdaGrad(),), {"map": ContourPanel()},
                 (("map",),), Timeline(verbs))  # fmt: skip


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Reveal(()), "Reveal was given targets=.*; give a panel or part"),
        (lambda: Dim(3), "Dim was given targets=3; give a sequence"),
        (lambda: Dim("map", to=2), "from 0 to 1"),
        (lambda: Highlight("map", -1), "seconds=-1"),
        (lambda: Reveal("map", caption="so"), "Reveal was given 'so' and 0 seconds"),
        (lambda: Timeline((Hold(1), Reveal("map"))), "ends 0 s after a Reveal of map"),
        (lambda: scene(Hold(1), Dim("rate"), Hold(1)), "names the panel 'rate'; it has map"),
        (lambda: scene(Hold(1), Dim("rate/w"), Hold(1)), "names the panel 'rate'; it has map"),
    ],
)
def test_what_cannot_be_is_said(make, words):
    with pytest.raises(InvalidInput, match=words) as caught:
        make()
    assert str(caught.value).endswith(".")
