"""Text drawn from a cached picture of itself."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from gradreel.animate.drawing.text import PictureText
from gradreel.animate.style.theme import drawing

DPI = 100


@pytest.fixture(autouse=True)
def _settings_of_our_pictures():
    """What matplotlib draws beside is drawn by them too: hinted alike, for one."""
    with drawing():
        yield


def picture_of(*texts):
    """Draw texts given as (x, y, string, options) on a white figure of 300x100 pixels."""
    figure = Figure(figsize=(3, 1), dpi=DPI)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    written = [PictureText(x, y, s, **({"size": 20} | o)).put(axes) for x, y, s, o in texts]
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].copy(), written


def ink(image):
    """Columns and rows, first and last, that are not white; rows counted from the bottom."""
    rows, columns = np.nonzero((image[::-1] != 255).any(axis=-1))
    return columns.min(), columns.max(), rows.min(), rows.max()


@pytest.mark.parametrize("string", ["AdaGrad", "$w$  (sparse)", "84.45", "11,923"])
def test_looks_like_the_text_that_matplotlib_draws(string):
    ours, _ = picture_of((20, 40, string, {}))
    figure = Figure(figsize=(3, 1), dpi=DPI)
    figure.text(20 / 300, 40 / 100, string, fontsize=20 * 0.72, va="baseline")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    theirs = np.asarray(canvas.buffer_rgba())[..., :3]
    # Each digit advances by whole pixels, so a number may come out half a pixel a digit wider.
    allowed = 2 + 0.5 * sum(character.isdigit() for character in string)
    assert np.abs(np.subtract(ink(ours), ink(theirs))).max() <= allowed
    assert abs(int((255 - ours).sum()) / int((255 - theirs).sum()) - 1) < 0.05


@pytest.mark.parametrize(("ha", "where"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_is_anchored_on_its_baseline(ha, where):
    image, (text,) = picture_of((150, 30, "Tx", {"ha": ha}))  # with little room at their sides
    first, last, foot, _ = ink(image)
    assert abs(foot - 30) <= 1
    assert abs(first + where * (last - first) - 150) <= 3
    assert abs((last - first) - text.advance(DPI)) <= 4


def test_digits_do_not_jitter():
    widths = {PictureText(0, 0, f"0.{d}{d}{d}", size=20).advance(DPI) for d in range(10)}
    assert len(widths) == 1


def test_halo_is_drawn_round_the_letters():
    plain, _ = picture_of((100, 40, "NAG", {}))
    haloed, _ = picture_of((100, 40, "NAG", {"halo": "#ff0000"}))
    red = (haloed[..., 0] > 200) & (haloed[..., 1] < 80)
    assert red.sum() > 300
    assert np.subtract(ink(haloed), ink(plain)).tolist() == pytest.approx([-2, 2, -2, 2], abs=1)


def test_later_text_of_the_same_string_is_the_same_picture():
    one, other = (PictureText(0, 0, "Momentum", size=20, halo="#ffffff") for _ in range(2))
    assert one.picture(DPI).image is other.picture(DPI).image
    assert one.picture(DPI).image is not one.picture(2 * DPI).image


def test_empty_and_hidden_texts_leave_no_ink():
    empty, _ = picture_of((50, 50, "", {}))
    assert (empty == 255).all()
    hidden, (text,) = picture_of((50, 50, "x", {"visible": False}))
    assert (hidden == 255).all()
    assert text.get_text() == "x"


def test_vector_pictures_get_real_text():
    figure = Figure(figsize=(3, 1), dpi=DPI)
    axes = figure.add_axes((0, 0, 1, 1))
    PictureText(20, 40, "AdaGrad", size=20, gid="name").put(axes)
    FigureCanvasSVG(figure).print_svg(written := io.StringIO())
    assert '<g id="name">' in written.getvalue()
    assert "<image" not in written.getvalue()


def test_a_text_is_seen_as_much_as_its_alpha_says():
    figure = Figure(figsize=(2, 1), dpi=100)
    text = PictureText(10, 40, "words", size=20, color="#000000")
    text.set_figure(figure)
    seen = []
    for alpha in (None, 1.0, 0.25, 0.0):
        renderer = FigureCanvasAgg(figure).get_renderer()
        text.set_alpha(alpha)
        text.draw(renderer)
        seen.append(np.asarray(renderer.buffer_rgba())[..., 3].astype(float))
    whole, as_whole, quarter, none = seen
    assert whole.max() > 200
    assert (whole == as_whole).all()
    assert np.abs(quarter - whole / 4).max() <= 2
    assert not none.any()


@pytest.mark.parametrize("count", [1, 23, 24, 25, 26, 2400])
def test_no_row_of_numerals_is_too_long(count):
    string = ("1234567," * 300)[:count]
    text = PictureText(0, 0, string, size=16)
    text.set_figure(Figure())
    one = [PictureText(0, 0, each, size=16) for each in string[:8]]
    for each in one:
        each.set_figure(Figure())
    advances = [each.picture(100).advance for each in one]
    found = text.picture(100)
    assert found.advance == sum(advances[i % 8] for i in range(count)) == text.advance(100)
    assert (found.image[..., 3].max(axis=0) > 0).sum() > found.advance / 2  # there is ink all along
