"""A zoomed map keeps the levels and the colours of the whole map, and shows its frame."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate import Change, ContourPanel, Hold, Play, Scene, Stage, Timeline
from gradreel.animate.drawing.levels import levels_of
from gradreel.animate.drawing.moving import MOVING
from gradreel.animate.panels.contour.frame import CLOSES, corners_of, frame_at
from gradreel.animate.stage.vector import _as_changed
from gradreel.animate.style.theme import THEMES
from gradreel.core import GradientDescent, Neuron, Rosenbrock, Window, surface_from_function

NEAR = {"neuron": Window(-2.6, 0.4, -2.2, 0.6), "rosenbrock": Window(0.2, 1.6, 0.3, 1.7)}


def scene(surface, **options):
    return Scene(
        name="zoomed", summary="", title="Zoomed", surface=surface, start=surface.start, steps=4,
        optimizers=(GradientDescent(1e-4),), rows=(("map",),),
        panels={"map": ContourPanel(zoom=NEAR[surface.name], names=False, **options)},
        timeline=Timeline((Play(1, 0.4), Change("map", 1), Hold(0.2))),
    )  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("surface", "spacing"), [(Neuron(), "linear"), (Rosenbrock(), "log")], ids=["linear", "log"]
)
def test_a_place_keeps_its_colour_in_every_frame(surface, spacing, theme):
    stage = Stage(scene(surface, spacing=spacing), (480, 270), theme=THEMES[theme], fps=8)
    near, bands = NEAR[surface.name], 28
    levels = stage.panels["map"].ground.levels
    colors = np.array(
        [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in stage.theme.bands(bands)]
    )
    places = np.random.default_rng(3).uniform(
        (near.w_min, near.b_min), (near.w_max, near.b_max), (60, 2)
    )
    number = levels.places(levels.scale(surface.loss(places)))
    middle = np.abs(number % 1 - 0.5) < 0.3  # not at an edge, where a line runs
    for index in range(len(stage)):
        frame, sheets = stage.frame(index), stage._sheets_at(stage.moment(index))
        found = 0
        for place, band in zip(places[middle], number[middle], strict=True):
            x, y = sheets["map"].panels["map"].anchor("", 0, tuple(place))
            pixel = frame[270 - int(y) - 1, int(x)].astype(int)
            found += np.abs(pixel - colors[int(np.clip(band, 0, bands - 1))]).max() < 26
        assert found > 0.8 * middle.sum(), index  # a finer line, the path or the frame is there


def test_finer_lines_come_with_the_zoom_and_are_enough():
    stage = Stage(scene(Neuron()), (320, 180), fps=10)
    ground = stage.panels["map"].ground
    assert ground.finer == 0
    assert ground.parts in (1, 2, 5, 10)
    last = stage._changed_sheets(stage.moment(len(stage) - 1))["map"].panels["map"].ground
    assert (last.finer, last.parts, last.levels) == (1, ground.parts, ground.levels)


def test_the_frame_comes_from_the_edges_stands_around_the_coming_window_and_is_gone_after():
    whole, near = Neuron().window, NEAR["neuron"]
    assert frame_at(whole, near, 0) == whole
    assert frame_at(whole, near, CLOSES) == frame_at(whole, near, 1) == near
    stage = Stage(scene(Neuron()), (320, 180), fps=10)
    for index in range(len(stage)):
        moment = stage.moment(index)
        moving = stage.moving(moment)
        sheet = stage._sheets_at(moment)["map"]
        still = [line for line in sheet.figure.axes[-1].lines if len(line.get_xdata()) == 5]
        frames = [each for each in moving if getattr(each, "get_zorder", int)() == MOVING - 0.5]
        assert not still
        progress = moment.changes.get("map", 0)
        assert len(frames) == (2 if 0 < progress < 1 else 0)
        for line in frames:
            assert np.array_equal(line.get_xydata(), corners_of(frame_at(whole, near, progress)))


def test_a_flat_map_and_one_without_numbers_in_the_window_zoom_without_a_warning():
    level = surface_from_function(lambda w, b: 0 * w * b, window=Hollow.window)
    for surface in (level, Hollow()):
        flat = replace(
            scene(Neuron()), surface=surface, start=(-1.0, 0.5),
            panels={"map": ContourPanel(zoom=Window(0.2, 0.9, 0.1, 0.8))},
        )  # fmt: skip
        stage = Stage(flat, (256, 144), fps=4)
        assert len(list(stage.frames())) == len(stage)
        assert stage.panels["map"].ground.parts == 1  # no line, however fine, would be seen


class Hollow:
    """No number where w is above 0."""

    name, window, minimum = "hollow", Window(-1.0, 1.0, -1.0, 1.0), None

    def loss(self, params):
        return np.where(params[..., 0] > 0, np.nan, params[..., 0] ** 2)

    def gradient(self, params):
        return np.zeros_like(params)


@given(st.sampled_from(["linear", "log"]), st.integers(2, 60), st.integers(1, 20))
def test_finer_levels_lie_evenly_among_the_bands(spacing, bands, parts):
    levels = levels_of(np.linspace(0.5, 90.0, 50), bands, spacing)
    finer = levels.finer(parts)
    assert (np.diff(finer) > 0).all()
    places = levels.places(finer)
    inside = places[(places >= 0) & (places <= bands)]
    assert inside == pytest.approx(np.arange(bands * parts + 1) / parts, abs=1e-6)
    assert set(np.round(levels.places(levels.scaled_edges), 6)) == set(range(bands + 1))


def test_a_vector_still_of_a_zoomed_map_has_its_levels_too():
    zoomed = scene(Neuron())
    stage = Stage(zoomed, (320, 180), fps=10)
    for index in (8, len(stage) - 1):
        still = Stage(_as_changed(zoomed, stage.moment(index)), (320, 180), fps=10)
        differ = np.abs(still.frame(index).astype(int) - stage.frame(index)).max(axis=2)
        if index == 8:  # on the way the bands of a frame are looked up, those of a still drawn
            assert (differ > 40).mean() < 0.03
        else:
            assert not differ.any()
