"""Formulas with the numbers of the step."""

from dataclasses import replace

import pytest
from matplotlib.text import Text

from gradreel.animate import ReadoutPanel, Stage
from gradreel.animate.scene.number_format import number, signed
from gradreel.core.errors import InvalidInput

LINES = (
    "$w$ moves by {gradient.w} = {update.w:+}",
    "$b$ moves by {gradient.b} = {update.b:+}",
)


def stage_of(small, lines=LINES):
    scene = replace(
        small, panels={"sum": ReadoutPanel(lines, "adagrad")}, rows=(("sum",),), widths=()
    )
    return Stage(scene, (640, 360), fps=10)


def test_numbers_are_those_of_the_whole_step(small):
    stage, run = stage_of(small), small.trajectories["adagrad"]
    for index in (0, 9, len(stage) - 1):
        k = min(stage.moment(index).whole, 19)
        artists = [*stage.panels.values()][-1].at(stage.moment(index))
        shown = [artist.get_text() for artist in artists]
        moved = run.params[k + 1] - run.params[k]
        gradient = run.channels["gradient"][k]
        assert sorted(shown) == sorted([*map(number, gradient), *map(signed, moved)])


def test_pieces_stand_in_columns_and_never_meet(small):
    stage = stage_of(small)
    renderer = stage.renderer
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
                across = min(box.x1, other.x1) - max(box.x0, other.x0)
                upright = min(box.y1, other.y1) - max(box.y0, other.y0)
                assert across <= 0 or upright <= 0


def test_width_is_that_of_the_longest_number_so_nothing_moves(small):
    stage = stage_of(small)
    places = set()
    for index in range(len(stage)):
        artists = [*stage.panels.values()][-1].at(stage.moment(index))
        places.add(tuple(artist.get_position() for artist in artists))
    assert len(places) == 1


def test_other_optimizers_are_named_and_coloured(small):
    stage = stage_of(small, ("{loss} {gradient_descent.loss} {gradient_descent.gradient.w}",))
    texts = [*stage.panels.values()][-1].at(stage.moment(0))
    runs = small.trajectories
    start = number(runs["adagrad"].loss[0])
    gradient = number(runs["gradient_descent"].channels["gradient"][0, 0])
    assert [text.get_text() for text in texts] == [start, start, gradient]
    mine, other, same = (text.get_color() for text in texts)
    assert mine != other == same


def test_doubled_braces_are_mathtext(small):
    stage = stage_of(small, (r"$\frac{{dL}}{{dw}}$ {gradient.w}",))
    words = {t.get_text() for t in stage.figure.findobj(Text)}
    assert r"$\frac{dL}{dw}$" in words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{speed.w}", "no channel 'speed'"),
        ("{gradient}", "choose w or b"),
        ("{adam.gradient.w}", "the scene runs gradient_descent"),
        ("{gradient.w:.3f}", "names no number"),
        ("{a.b.c.w}", "names no number"),
        ("{}", "names no number"),
        ("loss {", "is no format string"),
        ("$\\frac{1$", "formula .* in the lines of panel 'sum' .* cannot be read: Expected"),
        ("words " * 40 + "{gradient.w}", "shorten them"),
    ],
)
def test_what_there_is_not_is_said(small, line, words):
    with pytest.raises(InvalidInput, match=words):
        stage_of(small, (line,))
