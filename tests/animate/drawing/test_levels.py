"""Any losses become levels that rise, or none: on the map, on the block, without a warning."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gradreel.animate.drawing.levels import levels_of
from gradreel.animate.panels.contour.ground import Ground, Losses
from gradreel.animate.panels.surface3d.block import Block
from gradreel.animate.style.theme import LIGHT
from gradreel.core import Quadratic, Window, surface_from_grid

WINDOW = Window(-2.0, 2.0, -1.0, 1.0)
W, B = np.meshgrid(np.linspace(-2, 2, 12), np.linspace(-1, 1, 9))


class Tiles:
    """A surface of equal tiles, each with a loss of its own."""

    name, window, minimum = "tiles", WINDOW, None

    def __init__(self, losses):
        self.losses = losses

    def loss(self, params):
        rows, columns = self.losses.shape
        row = np.clip((params[..., 1] + 1) / 2 * rows, 0, rows - 1).astype(int)
        column = np.clip((params[..., 0] + 2) / 4 * columns, 0, columns - 1).astype(int)
        return self.losses[row, column]


def drawn(losses, spacing):
    """The axes of a map of these losses, drawn, and the block."""
    figure = Figure((2, 1.5))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=WINDOW[:2], ylim=WINDOW[2:])
    context = SimpleNamespace(surface=Tiles(losses), theme=LIGHT)
    seen = Losses.seen(axes, context.surface, WINDOW)
    Ground(levels_of(seen.loss, 28, spacing), WINDOW).draw(axes, context, seen)
    figure.canvas.draw()
    block = Block(Tiles(losses), WINDOW, (28, spacing), 0.9, 12)
    assert np.isfinite(block.points).all()
    assert np.isfinite(block.colors(LIGHT)).all()
    return axes, block


def check(losses, spacing, bands=28):
    found = levels_of(losses, bands, spacing)
    assert np.isfinite(found.edges).all()
    assert (np.diff(found.edges) > 0).all()
    assert (np.diff(found.scaled_edges) > 0).all()
    assert bool(found.flat) == (not len(found.edges))
    assert np.array_equal(np.isfinite(found.scaled), np.isfinite(losses))
    if len(found.edges):
        low, high = np.nanmin(found.scaled), np.nanmax(found.scaled)
        assert found.scaled_edges[-1] == pytest.approx(high, rel=1e-12, abs=1e-12 * (high - low))
        assert low <= found.scaled_edges[0] < high
    return found


AWKWARD = {
    "flat": 0 * W + 1.0,
    "zero": 0 * W,
    "all but flat": 1 + 1e-16 * W,
    "hardly steep": 1 + 1e-13 * W,
    "huge": 1e250 * (W**2 + B**2),
    "as large as floats are": 1.7e308 * np.tanh(W + B),
    "tiny": 1e-300 * (W**2 + 3 * B**2),
    "below normal floats": 1e-320 * (W**2 + 3 * B**2),
    "300 decades": 10.0 ** (75 * (W + 2)),
    "600 decades": 10.0 ** (150 * W),
    "negative": -1e5 + W**2 - B**2,
    "holes": np.where(W > 1, np.inf, np.where(W < -1, -np.inf, np.where(B > 0, np.nan, W))),
    "one finite": np.where((W[0, 3] == W) & (B[4, 0] == B), 3.0, np.nan),
    "two finite": np.where(W[0, 0] == W, np.where(B[0, 0] == B, 3.0, np.nan), np.inf),
    "none finite": W * np.nan,
    "two values": np.where(W > 0, 1.0, 2.0),
    "steep quadratic": Quadratic(condition_number=1e308).loss(np.stack([W, B], axis=-1)),
}


@pytest.mark.parametrize("spacing", ["linear", "log"])
@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_losses_are_drawn(name, spacing):
    losses = AWKWARD[name]
    found = check(losses, spacing)
    axes, block = drawn(losses, spacing)
    assert bool(axes.images) == bool(found.flat) == bool(block.flat)
    assert len(axes.collections) == (0 if found.flat else 2)


def test_a_flat_surface_says_what_it_is():
    assert levels_of(0 * W + 1.5, 28, "log").flat == "flat: the loss is 1.5 all over this window"
    none = levels_of(W * np.nan, 28, "linear").flat
    assert none == "the loss is no finite number anywhere in this window"


def test_losses_of_an_ordinary_size_are_drawn_as_they_are():
    losses = W**2 + B**2
    found = levels_of(losses, 4, "linear")
    assert np.array_equal(found.edges, np.linspace(losses.min(), losses.max(), 5))
    assert np.array_equal(found.scaled, losses)


@pytest.mark.parametrize("power", [400, -400, 900])
def test_contours_of_any_size_lie_where_they_lay(power):
    losses = (W**2 + B**2) / 16
    one = levels_of(losses, 12, "linear")
    other = levels_of(np.ldexp(losses, power), 12, "linear")
    shift = other.exponent - power
    assert np.array_equal(np.ldexp(other.scaled, shift), one.scaled)
    assert np.array_equal(np.ldexp(other.scaled_edges, shift), one.scaled_edges)


@given(
    arrays(np.float64, (3, 4), elements=st.floats(width=64)),
    st.sampled_from(["linear", "log"]),
    st.integers(2, 200),
)
def test_any_losses_have_levels_that_rise_or_none(losses, spacing, bands):
    check(losses, spacing, bands)


@settings(max_examples=20)
@given(arrays(np.float64, (3, 4)), st.sampled_from(["linear", "log"]))
def test_any_losses_are_drawn(losses, spacing):
    drawn(losses, spacing)


def test_a_grid_of_equal_losses_is_a_surface():
    surface = surface_from_grid([0, 1, 2], [0, 1, 2], np.ones((3, 3)))
    assert levels_of(surface.loss(np.zeros((2, 2, 2))), 28, "log").flat
