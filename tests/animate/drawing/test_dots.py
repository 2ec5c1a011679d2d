"""Moving markers: of each that an optimizer may wear, its own colour is seen beside the rim."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gradreel.animate.drawing.dots import Dot, DotLook
from gradreel.animate.style.theme import MARKERS


def coloured(marker, size=12, rim=2.1):
    """How many pixels have the marker's own colour, as large as the head of a curve."""
    figure = Figure(figsize=(0.6, 0.6), dpi=100)
    renderer = FigureCanvasAgg(figure).get_renderer()
    dot = Dot(figure.add_axes((0, 0, 1, 1)), DotLook(marker, "red", "white"), size=size, rim=rim)
    dot.set_point(np.zeros(2), np.array([30.0, 30.0]))
    dot.draw(renderer)
    red, green, _, alpha = np.moveaxis(np.asarray(renderer.buffer_rgba()).astype(int), -1, 0)
    return int(((red > green + 128) & (alpha > 128)).sum())


@pytest.mark.parametrize("name", MARKERS)
def test_a_marker_has_more_of_its_own_colour_than_a_third_of_a_circle(name):
    assert 3 * coloured(MARKERS[name]) > coloured("o") > 30


def test_a_dot_that_changes_its_look_changes_its_size_back():
    dot = Dot(Figure().add_axes((0, 0, 1, 1)), DotLook("o", "red", "red"), size=10, rim=1)
    plain = dot.get_markersize()
    dot.set_look(DotLook((8, 1, 0), "red", "red"))
    assert dot.get_markersize() == 1.5 * plain
    dot.set_look(DotLook("o", "red", "red"))
    assert dot.get_markersize() == plain
