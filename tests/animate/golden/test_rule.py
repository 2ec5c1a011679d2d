"""The rule for pixels: what must be found is found, what must not disturb does not."""

import numpy as np
import pytest

from gradreel.animate.compare.pixels import (
    LOOSE,
    STRICT,
    WHOLE,
    WINDOW,
    Region,
    changed,
    worst_windows,
)
from gradreel.animate.golden.judging import Judge
from gradreel.core.errors import InvalidInput

SIZES = [(320, 180), (1280, 720)]
MARKERS = {
    "disc": lambda x, y: np.hypot(x, y) <= 1,
    "diamond": lambda x, y: np.abs(x) + np.abs(y) <= 1,
    "square": lambda x, y: np.maximum(np.abs(x), np.abs(y)) <= 1,
}


def drawn(size, marker, middle, width, ground=(250, 248, 240), color=(0, 121, 107)):
    """A marker with soft edges: each pixel the mean of 8 x 8 points within."""
    wide, high = size
    frame = np.tile(np.array(ground, float), (high, wide, 1))
    left, top = (int(c - width) for c in middle)
    points = (np.arange(8 * 2 * int(width + 1)) + 0.5) / 8
    x, y = np.meshgrid(left + points - middle[0], top + points - middle[1])
    inside = MARKERS[marker](2 * x / width, 2 * y / width)
    n = len(points) // 8
    share = inside.reshape(n, 8, n, 8).mean(axis=(1, 3))[..., None]
    part = frame[top : top + n, left : left + n]
    part[:] = share * color + (1 - share) * part
    return frame.round().astype(np.uint8)


def worst(expected, got, rule=STRICT):
    found = worst_windows(changed(expected, got, rule))
    return found[0].share if found else 0.0


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("width", [7, 15])
@pytest.mark.parametrize("angle", [0.0, 0.7, 1.6])
def test_a_marker_that_moved_by_its_own_width_is_found(size, marker, width, angle):
    middle = np.array(size) * 0.4 + 0.3
    away = middle + width * np.array([np.cos(angle), np.sin(angle)])
    pair = drawn(size, marker, middle, width), drawn(size, marker, away, width)
    for rule in (STRICT, LOOSE):
        assert worst(*pair, rule) > rule.share


@pytest.mark.parametrize("width", [7, 15])
@pytest.mark.parametrize("beside", [(0.2, 0.0), (0.0, -0.2), (0.14, 0.14)])
def test_edges_that_drift_by_a_fifth_of_a_pixel_are_not(width, beside):
    size, middle = (320, 180), np.array([100.3, 60.6])
    expected = drawn(size, "disc", middle, width)
    assert worst(expected, drawn(size, "disc", middle + beside, width)) <= STRICT.share


@pytest.mark.parametrize("every", [WINDOW, 30])
def test_stray_pixels_are_not(every):
    expected = drawn((320, 180), "disc", (100, 60), 15)
    got = expected.copy()
    got[::every, ::every] = 255 - got[::every, ::every]
    assert 0 < worst(expected, got) <= STRICT.share


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("rule", [STRICT, LOOSE], ids=lambda rule: rule.name)
def test_everything_shifted_by_a_pixel_is_found(replay, axis, by, rule):
    frame = replay.frame(len(replay) // 2)
    assert worst(frame, np.roll(frame, by, axis), rule) > rule.share


def test_a_faint_tint_of_everything_is_not_and_a_strong_one_is():
    ground = np.full((90, 160, 3), 128, np.uint8)
    assert worst(ground, ground + np.uint8(STRICT.levels)) == 0
    assert worst(ground, ground + np.uint8(STRICT.levels + 1)) == 1


def test_the_mean_does_not_see_what_the_window_sees():
    """The trap of others: an 11 pixel marker that crosses a 1280x720 picture passes RMS 2."""
    colors = {"ground": (190, 200, 210), "color": (0, 110, 100)}
    there, here = (drawn((1280, 720), "disc", (x, 300.0), 11, **colors) for x in (200.0, 1000.0))
    assert np.sqrt(((there.astype(float) - here) ** 2).mean()) < 2
    assert worst(there, here) > 0.5


def test_each_region_is_measured_by_itself_and_the_worst_comes_first():
    mask = np.zeros((90, 160), bool)
    mask[10:13, 20:24], mask[70, 100:120], mask[45, 80] = True, True, True
    regions = {"map": Region(0, 0, 60, 40), "curve": Region(90, 60, 160, 90)}
    first, second, third = worst_windows(mask, regions)
    assert (first.region, second.region, third.region) == ("map", "curve", WHOLE)
    assert (first.share, second.share, third.share) == (12 / 144, 12 / 144, 1 / 144)
    for window, (x, y) in ((first, (22, 11)), (second, (105, 70)), (third, (80, 45))):
        assert abs(window.x - x) <= WINDOW
        assert abs(window.y - y) <= WINDOW
    assert worst_windows(np.zeros((90, 160), bool), regions) == []


def test_the_window_is_the_densest_of_all():
    """Against all windows one by one."""
    mask = np.random.default_rng(1).random((40, 50)) < 0.1
    shares = [
        mask[y : y + WINDOW, x : x + WINDOW].mean()
        for y in range(40 - WINDOW + 1)
        for x in range(50 - WINDOW + 1)
    ]
    assert worst_windows(mask)[0].share == pytest.approx(max(shares))


def test_a_region_smaller_than_the_window_counts_its_pixels():
    mask = np.ones((4, 5), bool)
    assert worst_windows(mask)[0].share == 20 / 144


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ([[1]], "of type list"),
        (np.zeros((4, 4), np.uint8), r"shape \(4, 4\)"),
        (np.zeros((4, 4, 4), np.uint8), r"shape \(4, 4, 4\)"),
        (np.zeros((4, 4, 3)), "float64"),
        (np.zeros((0, 4, 3), np.uint8), r"\(0, 4, 3\)"),
        (np.zeros((5, 4, 3), np.uint8), "of 4x4 .* of 4x5"),
    ],
)
def test_what_is_no_picture_is_refused(frame, said):
    with pytest.raises(InvalidInput, match=said):
        changed(np.zeros((4, 4, 3), np.uint8), frame)


@pytest.mark.parametrize(("by", "found"), [(1, False), (2, True)])
def test_an_even_ground_that_is_a_little_darker_is_found_wherever_it_was_drawn(by, found):
    ground = np.full((24, 32, 3), 250, np.uint8)
    assert bool(Judge(STRICT).judged(ground, ground - np.uint8(by)).pixels) is found
    assert not Judge(STRICT, lost=by).judged(ground, ground - np.uint8(by)).pixels


@pytest.mark.parametrize("kind", ["line", "stripes"])
@pytest.mark.parametrize(
    ("by", "pixels", "found"), [(1, 60, False), (2, 60, True), (3, 12, True), (3, 11, False)]
)
def test_pixels_that_all_go_one_way_are_found_however_thin_what_they_show(kind, by, pixels, found):
    """The colour of a thin line off by 2; what gives as much as it takes is an edge that moved."""
    picture = np.full((24, 80, 3), 250, np.uint8)
    picture[12 if kind == "line" else slice(0, 24, 2)] = 90
    place = (12, slice(0, pixels))
    darker = picture.copy()
    darker[place] -= np.uint8(by)
    assert bool(Judge(STRICT).judged(picture, darker).pixels) is found
    assert bool(Judge(STRICT).judged(darker, picture).pixels) is found
    assert not Judge(STRICT, lost=by).judged(picture, darker).pixels
    there_and_here = darker.copy()
    there_and_here[18, :pixels] += np.uint8(by)
    assert not Judge(STRICT).judged(picture, there_and_here).pixels
