"""Formulas with the numbers of the step."""

from dataclasses import replace

import pytest

from gradreel.animate import Field, ReadoutPanel, Stage
from gradreel.animate.numerals import number, signed
from gradreel.core.errors import InvalidInput

LINES = (
    ("$w$ moves by", Field("gradient", "w"), "=", Field("update", "w", sign=True)),
    ("$b$ moves by", Field("gradient", "b"), "=", Field("update", "b", sign=True)),
)


def stage_of(small, lines=LINES):
    scene = replace(small, panels={"sum": ReadoutPanel(lines)}, rows=(("sum",),), widths=())
    return Stage(scene, (640, 360), fps=10)


def test_numbers_are_those_of_the_whole_step(small):
    stage, run = stage_of(small), small.trajectories["adagrad"]
    for index in (0, 9, len(stage) - 1):
        k = min(stage.moment(index).whole, 19)
        shown = [artist.get_text() for artist in stage._panels[-1].at(stage.moment(index))]
        moved = run.params[k + 1] - run.params[k]
        gradient = run.channels["gradient"][k]
        assert sorted(shown) == sorted([*map(number, gradient), *map(signed, moved)])


def test_pieces_stand_in_columns_and_never_meet(small):
    stage = stage_of(small)
    renderer = stage._renderer
    for index in range(0, len(stage), 3):
        stage.frame(index)
        texts = [t for t in stage.figure.texts + stage.figure.artists if t.get_visible()]
        boxes = [
            t.get_window_extent(renderer)
            for t in texts
            if getattr(t, "get_text", str)() and "moves" not in t.get_text()
        ]
        for i, box in enumerate(boxes):
            for other in boxes[:i]:
                assert not box.overlaps(other)


def test_width_is_that_of_the_longest_number_so_nothing_moves(small):
    stage = stage_of(small)
    places = set()
    for index in range(len(stage)):
        places.add(tuple(a.get_position() for a in stage._panels[-1].at(stage.moment(index))))
    assert len(places) == 1


def test_unknown_channel_is_said(small):
    with pytest.raises(InvalidInput, match="no channel 'speed'"):
        stage_of(small, ((Field("speed", "w"),),))
