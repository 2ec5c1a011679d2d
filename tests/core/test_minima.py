"""The known minima of the built-in surfaces: they are minima, the deepest, and all there are."""

import numpy as np
import pytest

from gradreel.core import SURFACES, minima_of

KNOWN = [name for name in SURFACES if len(minima_of(SURFACES[name]()))]
UNKNOWN = {"monkey_saddle", "saddle", "gaussian_hills"}


def hollows(surface, cells=240):
    """Local minima in the window by search: of a grid, each then on ever finer grids around it."""
    w_min, w_max, b_min, b_max = surface.window
    w, b = np.linspace(w_min, w_max, cells + 1), np.linspace(b_min, b_max, cells + 1)
    loss = surface.loss(np.stack(np.meshgrid(w, b, indexing="ij"), axis=-1))
    inner = loss[1:-1, 1:-1]
    around = [loss[1 + i : cells + i, 1 + j : cells + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    found = np.argwhere(inner <= np.min(around, axis=0)) + 1
    places = np.stack([w[found[:, 0]], b[found[:, 1]]], axis=-1)
    side = np.array([w[1] - w[0], b[1] - b[0]])
    steps = np.stack(np.meshgrid(*[np.linspace(-1, 1, 9)] * 2), axis=-1).reshape(-1, 2)
    for _ in range(16):
        near = places[:, None] + steps * side
        places = near[np.arange(len(near)), surface.loss(near).argmin(axis=1)]
        side = side / 3
    return places


def test_who_has_none_is_known():
    assert set(SURFACES) - set(KNOWN) == UNKNOWN


@pytest.mark.parametrize("name", KNOWN)
def test_the_minima_are_flat_curved_upwards_and_equally_deep(name):
    surface = SURFACES[name]()
    minima = minima_of(surface)
    # As small as rounding allows beside the slopes of the window; ackley ends in a point.
    slopes = np.abs(surface.gradient(np.array([surface.start]))).max()
    assert np.abs(surface.gradient(minima)).max() <= 1e-8 * max(1.0, slopes)
    lowest = surface.loss(minima)
    np.testing.assert_allclose(lowest, lowest[0], rtol=1e-9, atol=1e-12)
    for angle in np.linspace(0, np.pi, 12):
        aside = 1e-3 * np.array([np.cos(angle), np.sin(angle)])
        assert (surface.loss(minima + aside) > lowest).all()
        assert (surface.loss(minima - aside) > lowest).all()


@pytest.mark.parametrize("name", KNOWN)
def test_no_other_place_of_the_window_is_as_deep(name):
    surface = SURFACES[name]()
    minima, places = minima_of(surface), hollows(surface)
    seen = minima[surface.window.contains(minima)]
    depth = surface.loss(places)
    least = float(surface.loss(minima).min())
    assert depth.min() >= least - 1e-9 * max(1.0, abs(least))
    deepest = places[depth <= least + 1e-6 * max(1.0, abs(least))]
    for place in deepest:
        assert np.hypot(*(minima - place).T).min() < 5e-3
    for minimum in seen:
        assert np.hypot(*(deepest - minimum).T).min() < 5e-3


@pytest.mark.parametrize("name", ["monkey_saddle", "saddle"])
def test_saddles_have_no_hollow(name):
    surface = SURFACES[name]()
    for place in hollows(surface):
        ring = place + 1e-3 * np.array([(1, 0), (0, 1), (-1, 0), (0, -1), (0.7, 0.7), (-0.7, 0.7)])
        assert surface.loss(ring).min() < surface.loss(place)
