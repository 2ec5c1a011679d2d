"""A scene's table of panels turned into boxes."""

import pytest

from gradreel.animate.scene.layout import BOTTOM, SIDES, TOP, arrange, design_size, spans
from gradreel.animate.scene.panel import Margins
from gradreel.core.errors import InvalidInput

ROWS = (("map", "a", "b"), ("map", "c", "d"), ("map", "sum", "sum"))
NARROW = Margins(left=60, right=10, bottom=20, top=30)
MARGINS = dict.fromkeys("abcd", NARROW) | {
    "map": Margins(left=80, right=20, bottom=60, top=5),
    "sum": Margins(),
}
SIZE = (1280.0, 720.0)


def boxes(size=SIZE):
    return arrange(ROWS, MARGINS, ((3, 1, 1), (1, 1, 0.5)), size)


def test_panels_of_a_row_and_of_a_column_line_up():
    found = boxes()
    assert found["a"].bottom == found["b"].bottom
    assert found["a"].height == pytest.approx(found["b"].height)
    assert found["a"].left == found["c"].left
    assert found["a"].width == pytest.approx(found["d"].width)


def test_everything_stays_inside_and_nothing_overlaps():
    found = boxes()
    outer = {}
    for name, box in found.items():
        margin = MARGINS[name]
        outer[name] = (
            box.left - margin.left,
            box.bottom - margin.bottom,
            box.left + box.width + margin.right,
            box.bottom + box.height + margin.top,
        )
    for left, bottom, right, top in outer.values():
        assert left >= SIDES - 1e-9
        assert right <= SIZE[0] - SIDES + 1e-9
        assert bottom >= BOTTOM - 1e-9
        assert top <= SIZE[1] - TOP + 1e-9
    names = list(outer)
    for i, one in enumerate(names):
        for other in names[:i]:
            a, b = outer[one], outer[other]
            apart = a[2] <= b[0] + 1e-9 or b[2] <= a[0] + 1e-9
            assert apart or a[3] <= b[1] + 1e-9 or b[3] <= a[1] + 1e-9, (one, other)


def test_shares_divide_what_the_margins_leave():
    found = boxes()
    assert found["map"].width == pytest.approx(3 * found["a"].width)


def test_spans_of_the_table():
    found = spans(ROWS)
    assert tuple(found["map"]) == (0, 2, 0, 0)
    assert tuple(found["sum"]) == (2, 2, 1, 2)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1280, 720), (1280, 720, 1)),
        ((640, 360), (1280, 720, 0.5)),
        ((900, 720), (1280, 1024, 0.703125)),  # more height, nothing stretched
        ((1080, 1080), (508, 508, 1080 / 508)),  # larger, to be read on a phone
        ((540, 960), (508, 903.1, 540 / 508)),
        ((2560, 720), (2560, 720, 1)),
    ],
)
def test_design_size_keeps_the_scale_of_the_tighter_side(size, expected):
    assert design_size(size) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("rows", "shares", "words"),
    [
        ((("a", "b"), ("a",)), ((), ()), "differ in length"),
        ((("a", "b"), ("b", "a")), ((), ()), "no rectangle"),
        ((("a", "b", "a"),), ((), ()), "no rectangle"),
        ((("a", "b"),), ((1,), ()), "2 columns or rows"),
        ((("a", "b"),), ((1, 0), ()), "positive one"),
        ((("a",) * 1, ("b",)), ((), ()), None),
        (tuple((name,) for name in "abcd" * 1), ((), ()), None),
    ],
)
def test_tables_that_make_no_layout(rows, shares, words):
    if words is None:
        assert set(arrange(rows, MARGINS, shares, SIZE)) == {n for row in rows for n in row}
        return
    with pytest.raises(InvalidInput, match=words):
        arrange(rows, MARGINS, shares, SIZE)


def test_no_room_left_is_said():
    wide = {"a": Margins(left=2000)}
    with pytest.raises(InvalidInput, match="no room left"):
        arrange((("a",),), wide, ((), ()), SIZE)
