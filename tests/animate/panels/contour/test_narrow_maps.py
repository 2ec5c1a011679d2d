"""Maps of tall and square pictures: names that have two lines there, and where w is named."""

import pytest

from gradreel.animate import Stage
from gradreel.scenes.adagrad_replay import SCENE as REPLAY
from gradreel.scenes.opening import SCENE as OPENING
from gradreel.scenes.with_momentum import SCENE as MOMENTUM
from gradreel.scenes.without_root import SCENE as WITHOUT

SQUARE = (540, 540)


def texts_of(stage, index):
    """The names of the map at a frame: what they say, where they are and the box kept for each."""
    page = stage.page(index)
    stage.frame(index)
    names = page.panels["map"].names
    for text, centre, size in zip(
        names.texts, names.places.at(stage.moment(index)), names._sizes, strict=True
    ):
        yield text.get_text(), text.get_window_extent(page.renderer), centre, size


@pytest.mark.parametrize(
    ("scene", "said"),
    [(MOMENTUM, "AdaGrad +\nmomentum"), (WITHOUT, "Without the\nroot"), (REPLAY, "Gradient…")],
)
def test_of_two_names_a_long_one_has_two_lines(scene, said):
    stage, seen = Stage(scene, SQUARE, fps=10), []
    shown = [k for k in range(0, len(stage), len(stage) // 8) if "map" in stage.page(k).panels]
    for index in shown:
        for words, box, centre, size in texts_of(stage, index):
            seen.append(words)
            assert abs((box.x0 + box.x1) / 2 - centre[0]) < 2
            assert abs((box.y0 + box.y1) / 2 - centre[1]) < 0.1 * size[1] + 1
            assert box.height < size[1] + 1
            assert box.width < size[0] + 2  # of letters that are rounded
    assert said in seen


@pytest.mark.parametrize(("scene", "label"), [(REPLAY, "$w$"), (OPENING, "$w$  (sparse feature)")])
def test_w_is_named_below_its_axis(scene, label):
    stage = Stage(scene, SQUARE, fps=10)
    axes = stage.axes["map"][0]
    box = axes.xaxis.label.get_window_extent(stage.renderer)
    assert axes.xaxis.label.get_text() == label
    assert abs(box.x0 - axes.bbox.x0) < 3
    assert box.x1 < axes.bbox.x1
