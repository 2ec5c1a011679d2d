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


@pytest.mark.parametrize("parts", [1, 5])
def test_bands_have_their_colours_and_lines_theirs(parts):
    figure = Figure(figsize=(1.6, 1.1), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    picture = BandPicture(axes, LIGHT, 4, line=0.7, opacity=0.35)
    picture.set_places(np.tile(5 * picture.across - 0.5, (len(picture.upright), 1)), parts, 0.2)
    row = picture._picture[50, :, :3].astype(int)
    at = 5 * (np.arange(160) + 0.5) / 160 - 0.5
    bands = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in LIGHT.bands(4)])
    darker = (bands[np.clip(at, 0, 3).astype(int)] - row).sum(axis=1)
    pixels = np.abs(at * parts - np.rint(at * parts)) * 32 / parts  # to the nearest line
    beyond = (np.rint(at * parts) < 0) | (np.rint(at * parts) > 4 * parts)
    assert not darker[(pixels > 1) | beyond].any()
    assert (darker[(pixels < 0.4) & ~beyond] > 0).all()
