"""The clock: frames, seconds, steps and captions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate import Arrives, Caption, Hold, Play, Replay, Timeline
from gradreel.core.errors import InvalidInput

RUN = Timeline(
    (Play(to=40, seconds=4), Hold(2), Play(to=100, seconds=3), Hold(1)),
    (Caption(0, "start"), Caption(40, "corner"), Caption(90, "arrived")),
).resolved()

verbs = st.lists(
    st.one_of(
        st.builds(Play, to=st.integers(0, 500), seconds=st.floats(0.1, 20)),
        st.builds(Hold, seconds=st.floats(0.1, 20)),
        st.builds(
            Replay,
            start=st.integers(0, 500),
            to=st.integers(0, 500),
            seconds=st.floats(0.1, 20),
        ),
    ),
    min_size=1,
    max_size=6,
)


def steps(timeline, fps):
    return [timeline.moment(i, fps).step for i in range(timeline.frame_count(fps))]


@pytest.mark.parametrize("fps", [1, 7, 12.5, 25, 29.97, 30, 60])
def test_first_and_last_step_are_shown_at_every_rate(fps):
    shown = steps(RUN, fps)
    assert shown[0] == 0
    assert shown[-1] == 100
    assert len(shown) == round(10 * fps)


@given(verbs, st.sampled_from([10, 12.5, 24, 25, 30, 50]))
def test_any_timeline_shows_its_ends_and_lasts_its_seconds(given_verbs, fps):
    clock = Timeline(given_verbs).resolved()
    shown = steps(clock, fps)
    if len(shown) > 1:  # one frame alone shows the end
        assert shown[0] == clock.segments[0].first
    assert shown[-1] == clock.segments[-1].last
    assert abs(len(shown) / fps - clock.seconds) <= max(0.5, 1 - clock.seconds * fps) / fps + 1e-9


def test_playing_is_even_and_no_frame_jumps():
    shown = steps(Timeline((Play(to=90, seconds=3),)).resolved(), 25)
    gaps = [b - a for a, b in pairwise(shown)]
    assert max(gaps) == pytest.approx(min(gaps)) == pytest.approx(90 / 74)


def test_hold_stands_still_and_replay_jumps_back():
    clock = Timeline((Play(to=10, seconds=1), Hold(1), Replay(start=2, to=6, seconds=2))).resolved()
    shown = steps(clock, 10)
    assert shown[11:19] == [10] * 8
    assert min(shown[21:]) >= 2
    assert shown[-1] == 6
    assert clock.seconds == 4


def test_label_is_the_step_reached_last_never_the_next():
    shown = [RUN.moment(i, 25) for i in range(RUN.frame_count(25))]
    assert all(moment.whole <= moment.step + 1e-6 < moment.whole + 1 for moment in shown)
    assert {moment.whole for moment in shown} >= set(range(41))


@pytest.mark.parametrize("fps", [10, 25, 60])
def test_captions_hang_on_steps_at_every_rate(fps):
    for index in range(RUN.frame_count(fps)):
        moment = RUN.moment(index, fps)
        expected = "start" if moment.whole < 40 else "corner" if moment.whole < 90 else "arrived"
        assert moment.caption == expected


def test_caption_of_a_segment_goes_before_those_of_the_steps():
    clock = Timeline(
        (Play(to=5, seconds=1), Hold(1, caption="look")), (Caption(0, "go"),)
    ).resolved()
    assert clock.moment(0, 10).caption == "go"
    assert clock.moment(15, 10).caption == "look"


def test_no_caption_before_the_first():
    clock = Timeline((Play(to=9, seconds=1),), (Caption(5, "late"),)).resolved()
    assert clock.moment(0, 10).caption == ""


def test_frame_at_step_and_at_time_find_what_they_say():
    for step in (0, 1, 39.5, 40, 77, 100):
        index = RUN.frame_at_step(step, 25)
        assert RUN.moment(index, 25).step >= step - 1e-6
        assert index == 0 or RUN.moment(index - 1, 25).step < step
    assert RUN.frame_at_time(0, 25) == 0
    assert RUN.frame_at_time(4.02, 25) == 100
    assert RUN.frame_at_time(10, 25) == 249


def test_between_keeps_speeds_holds_and_captions():
    part = RUN.between(20, 70)
    assert part.seconds == pytest.approx(2 + 2 + 1.5)
    shown = steps(part, 25)
    assert (shown[0], shown[-1]) == (20, 70)
    assert part.moment(part.frame_count(25) - 1, 25).caption == "corner"


def test_between_of_a_replayed_part_shows_it_twice():
    clock = Timeline((Play(to=10, seconds=1), Replay(start=0, to=10, seconds=2))).resolved()
    assert clock.between(0, 5).seconds == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Timeline(()), "no segments"),
        (lambda: Timeline((Hold(0),)), "0 seconds"),
        (lambda: Timeline((Play(to=3, seconds=-1),)), "Play was given seconds=-1"),
        (lambda: Timeline((Hold(float("nan")),)), "Hold was given seconds=nan"),
        (lambda: Timeline((Hold(1),), (Caption(5, "b"), Caption(5, "a"))), "out of order"),
        (lambda: RUN.moment(250, 25), "frames 0 to 249"),
        (lambda: RUN.moment(-1, 25), "frames 0 to 249"),
        (lambda: RUN.frame_at_time(11, 25), "from 0 to 10 s"),
        (lambda: RUN.frame_at_step(101, 25), "steps 0 to 100"),
        (lambda: RUN.between(5, 5), "does not rest there; choose two of the steps from 0 to 100"),
        (lambda: RUN.between(6, 5), "second must be larger"),
        (lambda: RUN.between(200, 300), "steps from 0 to 100"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(make, words):
    with pytest.raises(InvalidInput, match=words) as caught:
        make()
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_timeline_still_answers_for_its_clock_and_says_whom_to_ask():
    timeline = Timeline((Play(to=10, seconds=2),))
    with pytest.warns(DeprecationWarning, match=r"Timeline\.seconds will go; ask scene\.clock"):
        assert timeline.seconds == 2
    with pytest.raises(AttributeError, match="no 'minutes'"):
        _ = timeline.minutes


def test_no_part_of_a_clock_loses_its_events():
    written = Timeline((Play(to="there", seconds=4),), events={"there": Arrives("adagrad")})
    clock = written.resolved({"there": 30.0})
    part = Timeline.of(clock.between(10, 20))
    assert clock.last_step == 30
    assert part.resolved({name: event.find(None) for name, event in part.events.items()}) == (
        clock.between(10, 20)
    )
    assert part.events["there"].find(None) == 30
