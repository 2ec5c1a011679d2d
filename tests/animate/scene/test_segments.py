"""Verbs: speeds that change within a run, and panels that change while it stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate import Change, Hold, Play, Replay, Timeline
from gradreel.animate.scene.segments import Segment
from gradreel.core.errors import InvalidInput

speed = st.floats(0, 3)


def test_speeds_are_multiples_of_the_mean_speed():
    segment = Play(100, 10, speeds=(0.5, 1.75)).resolve(0)
    small = 1e-4
    assert (segment.step(small) - segment.step(0)) / small == pytest.approx(0.5 * 10, rel=1e-3)
    ending = (segment.step(10) - segment.step(10 - small)) / small
    assert ending == pytest.approx(1.75 * 10, rel=1e-3)


@given(speed, speed)
def test_a_run_of_any_speeds_goes_forward_and_arrives(first, last):
    segment = Segment(20.0, 120.0, 4.0, speeds=(first, last))
    steps = [segment.step(s) for s in np.linspace(0, 4, 101)]
    assert steps[0] == 20
    assert steps[-1] == pytest.approx(120)
    assert (np.diff(steps) > -1e-9).all()


@given(speed, speed, st.floats(0.05, 0.45), st.floats(0.55, 0.95))
def test_a_cut_goes_as_the_whole_did(first, last, low, high):
    whole = Segment(0.0, 80.0, 5.0, speeds=(first, last))
    part = whole.cut(80 * low, 80 * high)
    begin = np.interp(80 * low, [whole.step(s) for s in np.linspace(0, 5, 4001)],
                      np.linspace(0, 5, 4001))  # fmt: skip
    for share in (0, 0.3, 0.7, 1):
        at = share * part.seconds
        assert part.step(at) == pytest.approx(whole.step(begin + at), abs=0.15)


def test_a_part_of_a_timeline_keeps_its_speeds():
    clock = Timeline((Play(100, 10, speeds=(0.2, 1.8)),)).resolved()
    part = clock.between(30, 60)
    shown = [clock.moment(i, 50).step for i in range(500)]
    inside = [step for step in shown if 30 <= step <= 60]
    assert part.seconds == pytest.approx(len(inside) / 50, abs=0.05)
    mine = [part.moment(i, 50).step for i in range(part.frame_count(50))]
    assert mine[0] == pytest.approx(30)
    assert mine[-1] == pytest.approx(60)
    assert np.diff(mine)[0] < np.diff(mine)[-1]


def test_a_change_goes_from_0_to_1_while_the_step_stands():
    clock = Timeline((Play(10, 1), Change("map", 2), Hold(1), Change("map", 1, to=0.5))).resolved()
    moments = [clock.moment(i, 10) for i in range(50)]
    assert all("map" not in moment.changes for moment in moments[:10])
    shares = [moment.changes["map"] for moment in moments[11:30]]
    assert shares == sorted(shares)
    assert {moment.step for moment in moments[11:]} == {10}
    assert moments[35].changes["map"] == 1
    assert moments[-1].changes["map"] == 0.5


def test_a_change_starts_and_stops_gently():
    clock = Timeline((Change("map", 2),)).resolved()
    shares = [clock.moment(i, 100).changes["map"] for i in range(200)]
    steps = np.diff(shares)
    assert steps[0] < 0.1 * steps.max() > steps[-1]


def test_what_changed_before_a_part_stays_changed_in_it():
    clock = Timeline((Play(10, 1), Change("map", 1), Play(30, 2))).resolved()
    part = clock.between(15, 30)
    assert part.moment(0, 25).changes == {"map": 1.0}
    assert part.seconds == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Play(5, 1, speeds=(-1, 1)), "two numbers from 0 to 3"),
        (lambda: Replay(0, 5, 1, speeds=(1, float("nan"))), "two numbers from 0 to 3"),
        (lambda: Change("map", 1, to=2), "from 0 to 1"),
        (lambda: Timeline((Play("corner", 1),)), "no event 'corner'"),
    ],
)
def test_what_cannot_be_is_said(make, words):
    with pytest.raises(InvalidInput, match=words) as caught:
        make()
    assert str(caught.value).endswith(".")


def test_panels_that_change_together_share_one_progress_and_a_part_of_the_clock_keeps_it():
    change = Change("data", 2, also=("map", "data"))
    clock = Timeline((Hold(1), change, Play(10, 1), Change("map", 1, to=0))).resolved()
    for part in (clock, clock.between(0, 10)):
        shown = [part.moment(i, 10).changes for i in range(part.frame_count(10))]
        together = [each for each in shown if each and each["data"] < 1]
        assert len(together) > 10
        assert all(each["map"] == each["data"] for each in together)
        assert shown[-1] == {"data": 1, "map": 0}
        assert [part.changes(name) for name in ("data", "map", "else", "")] == [1, 1, 0, 0]
