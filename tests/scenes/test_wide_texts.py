"""However long names, labels, titles and captions are: none leaves its panel or lies on another."""

from itertools import combinations

import pytest

from gradreel.animate import (
    ContourPanel,
    CurvePanel,
    Named,
    Play,
    Scene,
    SlopePanel,
    Stage,
    StandingsPanel,
    Timeline,
)
from gradreel.core import AdaGrad, GradientDescent, Quadratic

WORDS = "a text that nobody would say aloud, yet somebody has written it down for all of us "
LENGTHS = (5, 57, 200)


def long(count, end=""):
    """Words of so many letters."""
    return (WORDS * 3)[: count - len(end)].strip() + end


def scene_of(length, rows, widths):
    names = [long(length, f" {i}") for i in range(2)]
    label, sentence = long(length), long(min(length, 110))
    return Scene(
        name="wide",
        summary="All that is written is long.",
        title=sentence,
        surface=Quadratic(),
        start=(-1.0, 0.8),
        steps=20,
        optimizers=(
            Named(GradientDescent(learning_rate=0.05), names[0]),
            Named(AdaGrad(learning_rate=0.2), names[1]),
        ),
        panels={
            "map": ContourPanel(w_label=label, b_label=label),
            "curve": CurvePanel(
                "gradient", "w", optimizers=names[:1], label=label, heading=label, step_axis=True
            ),
            "slope": SlopePanel(optimizer=names[1], label=label),
            "table": StandingsPanel(notes=(label,)),
        },
        rows=rows,
        widths=widths,
        timeline=Timeline((Play(20, 1, caption=sentence),)),
    )


WIDE = ((("map", "curve"), ("map", "slope"), ("map", "table")), (1.6, 1))
TALL = ((("map",), ("curve",), ("slope",), ("table",)), (1,))
CASES = [((1280, 720), WIDE), ((480, 270), WIDE), ((360, 640), TALL)]


def overlapping(one, other):
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1 and min(one.y1, other.y1) - max(
        one.y0, other.y0
    ) > 0.3 * min(one.height, other.height)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("size", "table"), CASES, ids=lambda case: str(case[0])[:12])
def test_no_text_leaves_its_panel_or_lies_on_another(size, table, length, read):
    stage = Stage(scene_of(length, *table), size, fps=5)
    for index in (0, len(stage) - 1):
        texts = read(stage, index)
        for text, box in texts:
            assert box.x0 >= -1, text.get_text()
            assert box.y0 >= -1, text.get_text()
            assert box.x1 <= size[0] + 1, text.get_text()
            assert box.y1 <= size[1] + 1, text.get_text()
            assert inside_a_cell(stage, box), (text.get_text(), box)
        for (one, a), (other, b) in combinations(texts, 2):
            assert not overlapping(a, b), (one.get_text(), other.get_text())


def inside_a_cell(stage, box):
    """Whether a text stands in the cell of a panel, or above or below all of them."""
    scale, slack = stage.scale, 8 * stage.scale  # numbers of ticks reach over the end of an axis
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    for cell in stage._cells.values():
        left, bottom = cell.left * scale, cell.bottom * scale
        right, top = left + cell.width * scale, bottom + cell.height * scale
        if left <= x <= right and bottom <= y <= top:
            across = left - slack <= box.x0 and box.x1 <= right + slack
            return across and bottom - slack <= box.y0 and box.y1 <= top + slack
    return True
