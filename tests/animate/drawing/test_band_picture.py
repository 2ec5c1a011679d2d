"""The looked-up ground of a map that moves."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gradreel.animate.drawing.band_picture import BandPicture
from gradreel.animate.style.theme import LIGHT


@pytest.mark.parametrize("seed", range(6))
def test_it_is_copied_to_where_matplotlib_mixes_it(seed):
    left, foot, width, height = np.random.default_rng(seed).uniform(
        (0, 0, 0.4, 0.4), (0.2, 0.2, 0.8, 0.8)
    )
    figure = Figure(figsize=(1.6, 1.1), dpi=100)
    renderer = FigureCanvasAgg(figure).get_renderer()
    picture = BandPicture(
        figure.add_axes((left, foot, width, height)), LIGHT, 28, line=0.7, opacity=0.35
    )
    w, b = np.meshgrid(picture.across, picture.upright)
    picture.set_places(25 * ((w - 0.3) ** 2 + 2 * (b - 0.6) ** 2), 5, 0.2)
    drawn = []
    for covers in (True, False):
        picture._covers = covers
        renderer.clear()
        picture.draw(renderer)
        drawn.append(np.array(renderer.buffer_rgba()))
    assert (drawn[0] == drawn[1]).all()
    assert (drawn[0][..., 3] == 255).mean() > 0.1
