"""Captions, callouts and titles: when they are on screen, and how they appear and go."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate import Callout, Caption, Hold, Play, Replay, Rewind, Timeline
from gradreel.animate.scene.emphasis import EASE
from gradreel.animate.scene.plain_text import plain
from gradreel.animate.scene.terms import pieces, pieces_of_lines, spoken, targets_in
from gradreel.core.errors import InvalidInput
from gradreel.core.events import Found

CALLOUT, ALWAYS = Callout("map", "here", 8, until=12), Callout("map", "there", 3)
VERBS = (Play(10, 1), Hold(1, "a"), Hold(1, "b"), Rewind(0, 1), Replay(4, 20, 2), Hold(1, "c"))
TIMELINE = Timeline(VERBS, (Caption(0, "begin"), Caption(6, "six")), (CALLOUT, ALWAYS), ease=0.3)


def moments(clock, fps=50):
    return [clock.moment(i, fps) for i in range(clock.frame_count(fps))]


def test_without_an_ease_all_is_there_at_once():
    clock = Timeline(VERBS, TIMELINE.captions, TIMELINE.callouts).resolved()
    assert {moment.said for moment in moments(clock)} == {1}
    assert {share for moment in moments(clock) for share in moment.callouts_seen} == {1}


def test_captions_appear_and_go_and_one_that_stays_does_not_blink():
    shown = moments(TIMELINE.resolved())
    assert shown[0].said == shown[-1].said == 1  # what begins and ends the film
    said = {}
    for moment in shown:
        said.setdefault(moment.caption, []).append(moment.said)
    for text in ("a", "b", "c"):
        shares = np.array(said[text])
        assert shares[0] < 0.1
        assert (shares == 1).sum() >= 25
        assert np.abs(np.diff(shares)).max() < 0.25
    assert said["c"][-1] == 1
    joined = Timeline((Hold(1, "a"), Hold(1, "a")), ease=0.3).resolved()
    assert {moment.said for moment in moments(joined)} == {1}


def test_callouts_that_hang_on_steps_appear_and_go_also_where_the_run_goes_back():
    for moment in moments(TIMELINE.resolved()):
        assert len(moment.callouts_seen) == len(moment.callouts)
        assert all(0 <= share <= 1 for share in moment.callouts_seen)
    seen = [
        sum(share for c, share in zip(m.callouts, m.callouts_seen, strict=True) if c.text == "here")
        for m in moments(TIMELINE.resolved())
    ]
    assert np.abs(np.diff(seen)).max() < 0.3
    assert max(seen) == 1


@given(st.lists(st.one_of(
    st.builds(Play, st.integers(0, 20), st.sampled_from((0.4, 1.0))),
    st.builds(Hold, st.sampled_from((0.4, 1.0)), st.sampled_from((None, "x", "y"))),
    st.builds(Replay, st.just(0), st.integers(5, 15), st.just(1.0)),
    st.just(Rewind()),
), min_size=1, max_size=6))  # fmt: skip
def test_the_outline_says_what_each_frame_says(verbs):
    clock = Timeline(verbs, (Caption(2, "two"), Caption(9, "nine")), ease=0.3).resolved()
    outline = clock.outline()
    assert all(
        a.end <= b.start + 1e-9 for a, b in zip(outline.cues, outline.cues[1:], strict=False)
    )
    for moment in moments(clock, 20):
        share = moment.index / max(clock.frame_count(20) - 1, 1) * clock.seconds
        near = [cue.text for cue in outline.cues if cue.start - 1e-6 <= share <= cue.end + 1e-6]
        assert moment.caption in (near or [""]) or not moment.caption
        assert 0 <= moment.said <= 1


def test_a_rewind_runs_back_gently_and_says_nothing():
    clock = Timeline((Play(20, 2), Rewind(5, 1), Hold(1)), (Caption(3, "three"),)).resolved()
    back = [m for m in moments(clock) if 2.02 < m.seconds < 2.96]
    steps = np.array([moment.step for moment in back])
    assert (np.diff(steps) < 0).all()
    assert abs(np.diff(steps)[0]) < 0.3 * np.abs(np.diff(steps)).max()
    assert {moment.caption for moment in back} == {""}
    assert moments(clock)[-1].caption == "three"
    with pytest.raises(InvalidInput, match="A Rewind to step 30 was given where step 20 is shown"):
        Timeline((Play(20, 2), Rewind(30))).resolved()


def test_a_title_becomes_another_when_its_step_is_first_reached_and_stays():
    titles = (Caption("corner", "yes"), Caption(30, "never"))
    timeline = Timeline((Play(10, 2), Rewind(), Play(20, 2)), titles=titles,
                        events={"corner": Found(5)})  # fmt: skip
    clock = timeline.resolved({"corner": 5.0})
    shown = moments(clock)
    assert [m.title for m in shown if m.seconds < 0.98] == [""] * 49
    assert {m.title for m in shown if m.seconds > 1.02} == {"yes"}
    assert (shown[0].titled, shown[-1].titled) == (1, 1)
    assert min(m.titled for m in shown) < 0.1
    part = clock.between(7, 12)
    assert {m.title for m in moments(part)} == {"yes"}
    assert {m.titled for m in moments(part)} == {1}


def test_terms_are_words_that_name_a_part():
    text = r"the [rate $\eta/\sqrt{v}$](rule/rate) of [$w$](w), [not], (that), $[a](b)$"
    assert targets_in(text) == ("rule/rate", "w")
    assert spoken(text) == r"the rate $\eta/\sqrt{v}$ of $w$, [not], (that), $[a](b)$"
    assert plain("its [history](h/v) grows") == "its history grows"
    assert spoken("no [] () terms") == "no [] () terms"


@given(st.text(alphabet="ab []()$ {}\\", max_size=20))
def test_any_text_is_taken_apart_and_none_of_its_words_is_lost(text):
    found = pieces(text)
    if "](" not in text:
        assert [tuple(piece) for piece in found] == [(text, "")]
    assert len(spoken(text)) <= len(text)


def test_pieces_keep_their_targets_where_a_text_is_broken():
    words = pieces("one [two three](a/b) four")
    lines = pieces_of_lines(words, ["one two", "three four"])
    assert [[tuple(piece) for piece in line] for line in lines] == [
        [("one ", ""), ("two", "a/b")], [("three", "a/b"), (" four", "")]
    ]  # fmt: skip
    assert pieces_of_lines(words, ["o…r"]) == [(("o…r", ""),)]


def test_what_a_caption_names_glows_while_it_is_on_screen():
    verbs = (Hold(1, "no"), Hold(1, "[x](a)"), Hold(1, "[y](a) [z](b)"), Hold(1))
    clock = Timeline(verbs).resolved()
    glow = {name: np.array([m.glow(name) for m in moments(clock)]) for name in "ab"}
    assert (glow["a"][:50] == 0).all()
    assert (glow["a"][70:148] == 1).all()
    assert (glow["b"][:100] == 0).all()
    assert glow["b"][125] == 1
    assert glow["a"][-1] == glow["b"][-1] == 0
    assert max(np.abs(np.diff(each)).max() for each in glow.values()) < 1.6 / EASE / 50
    assert [cue.text for cue in clock.outline().cues] == ["no", "x", "y z"]
