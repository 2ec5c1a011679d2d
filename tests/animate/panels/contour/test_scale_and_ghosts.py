"""The scale of the loss beside a map, its shape, and faint paths in its background."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from gradreel.animate import Change, ContourPanel, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.levels import levels_of
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.contour.loss_scale import NUMBERS, numbers_of
from gradreel.animate.style.theme import THEMES
from gradreel.core import Quadratic, Trajectory, Window
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

ALONE = {"rows": (("map",),), "widths": (), "heights": (), "keep": ()}


def stage_of(scene=SCENE, size=(640, 360), theme="light", **panel):
    panels = {"map": ContourPanel(**{"names": False, **panel})}
    return Stage(replace(scene, panels=panels, **ALONE), size, theme=THEMES[theme], fps=10)


@pytest.mark.parametrize("spacing", ["linear", "log"])
@pytest.mark.parametrize("span", [(0, 1), (20.83, 83), (-3, 4), (1e-6, 3e4), (1e200, 1e201)])
def test_numbers_on_the_scale_are_few_round_different_and_right(spacing, span):
    levels = levels_of(np.linspace(*span, 1001), 28, spacing)
    found = numbers_of(levels)
    values = [value for value, _ in found]
    assert 1 <= len(found) <= NUMBERS + 1
    assert values == sorted(set(values))
    assert levels.edges[0] <= values[0] <= values[-1] <= levels.edges[-1]
    words = [words for _, words in found]
    assert len(set(words)) == len(words)
    for value, each in found:
        assert float(each.replace(",", "").replace("−", "-")) == pytest.approx(value, rel=1e-6)


def scale_of(stage):
    """The colours of the bands of the scale, from the lowest, and their boxes in pixels."""
    return [each for each in stage.axes["map"][0].patches if isinstance(each, Rectangle)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "spacing"), [((1280, 720), "linear"), ((480, 270), "log")])
def test_the_scale_has_the_colours_of_the_bands_and_stands_in_its_cell(theme, size, spacing):
    stage = stage_of(size=size, theme=theme, scale=True, bands=12, spacing=spacing)
    bands, box = scale_of(stage), stage.axes["map"][0].bbox
    frame = stage.frame(0)
    assert len(bands) == 12
    for band, color in zip(bands, THEMES[theme].bands(12), strict=True):
        x, y = band.get_x() + band.get_width() / 2, band.get_y() + band.get_height() / 2
        seen = "#%02x%02x%02x" % tuple(frame[size[1] - 1 - int(y), int(x)])  # noqa: UP031
        assert seen == color
    assert bands[0].get_y() == pytest.approx(box.y0, abs=1)
    assert bands[-1].get_y() + bands[-1].get_height() == pytest.approx(box.y1, abs=1)
    cell = stage._cells["map"]
    for text in stage.figure.findobj(PictureText):
        extent = text.get_window_extent(stage.renderer)
        if text.get_text() and extent.x0 > box.x1 and extent.y0 > 50 * stage.scale:
            assert extent.x1 <= (cell.left + cell.width) * stage.scale + 1, text.get_text()


class Flat:
    """A surface without slope."""

    name, window, minimum = "flat", Window(-1, 1, -1, 1), None

    def loss(self, params):
        return np.zeros(params.shape[:-1])

    def gradient(self, params):
        return np.zeros_like(params)


def test_a_flat_surface_has_no_scale(small):
    stage = stage_of(replace(small, surface=Flat(), start=(0.5, 0.5)), scale=True)
    assert scale_of(stage) == []


@pytest.mark.parametrize("size", [(1280, 720), (270, 480), (360, 360)])
@pytest.mark.parametrize("window", [None, Window(-4, 1, -3, 2), Window(0, 1e-3, -5, 5)])
def test_equal_units_without_cutting_what_was_asked_for(size, window):
    stage = stage_of(size=size, aspect="equal", window=window)
    axes, asked = stage.axes["map"][0], window or SCENE.surface.window
    (w_min, w_max), (b_min, b_max) = axes.get_xlim(), axes.get_ylim()
    units = axes.bbox.width / (w_max - w_min), axes.bbox.height / (b_max - b_min)
    assert units[0] == pytest.approx(units[1])
    assert w_min <= asked.w_min < asked.w_max <= w_max
    assert b_min <= asked.b_min < asked.b_max <= b_max
    widened = [w_max - w_min > asked.w_max - asked.w_min, b_max - b_min > asked.b_max - asked.b_min]
    assert sum(widened) <= 1  # nothing more than is needed


def test_a_window_of_impossible_shape_stays_as_it_is():
    window = Window(-1e11, 1e11, 1.0, 1.0 + 1e-9)
    scene = replace(SCENE, surface=Quadratic(window=window), timeline=Timeline((Hold(1),)))
    stage = stage_of(scene, aspect="equal", scale=True)
    assert stage.axes["map"][0].get_xlim() == (window.w_min, window.w_max)


def test_names_go_by_the_widened_window_on_its_way_to_the_zoom():
    timeline = Timeline((Play(40, 0.5), Change("map", 1), Hold(0.5)))
    zoom = Window(-3.0, -1.0, -2.5, -0.5)
    scene = replace(SCENE, timeline=timeline)
    stage = stage_of(scene, aspect="equal", zoom=zoom, names=True)
    for index in range(0, len(stage), 2):
        moment = stage.moment(index)
        drawn = stage._sheets_at(moment)["map"].panels["map"]
        stage.frame(index)
        heads = stage.panels["map"].names._heads([moment])[0]
        for head, path in zip(heads, drawn.paths, strict=True):
            assert path.outside(moment.step) or head == pytest.approx(path.head.pixel, abs=0.01)


def ghosts_of(stage):
    return [
        line
        for line in stage.axes["map"][0].lines
        if line.get_alpha() and len(line.get_xdata()) > 2
    ]


def test_a_ghost_is_a_whole_path_without_head_or_name():
    stage = stage_of(ghosts=("momentum", "nesterov"), names=True)
    drawn = stage.panels["map"]
    assert [path.name for path in drawn.paths] == ["gradient_descent", "adagrad"]
    assert "Momentum" not in {text.get_text() for text in drawn.names.texts}
    rims, lines = ghosts_of(stage)[::2], ghosts_of(stage)[1::2]
    for name, rim, line in zip(("momentum", "nesterov"), rims, lines, strict=True):
        params = SCENE.trajectories[name].params
        assert line.get_color() == THEMES["light"].path_color(name)
        assert tuple(line.get_xydata()[0]) == tuple(params[0])
        assert np.hypot(*(line.get_xydata()[-1] - params[-1])) < 0.1
        assert np.array_equal(rim.get_xydata(), line.get_xydata(), equal_nan=True)
    assert "faint: Momentum, NAG" in {t.get_text() for t in stage.figure.findobj(PictureText)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (480, 270)])
def test_a_ghost_is_seen_and_fainter_than_a_path(theme, size):
    """By the change that it makes to the picture, before anything has moved."""
    ghost = stage_of(size=size, theme=theme, optimizers=("adagrad",), ghosts=("momentum",))
    shape = ghost.axes["map"][0].bbox
    top = size[1] - int(shape.y1)
    rows = slice(top, top + int(shape.height * 0.9))
    other = stage_of(size=size, theme=theme, ghosts=("momentum",), optimizers=("momentum",))
    bottom = {s: s.axes["map"][0].bbox.y0 for s in (ghost, other)}
    assert len(set(bottom.values())) == 1
    faint, full = ghost.frame(0).astype(int)[rows], other.frame(len(other) - 1).astype(int)[rows]
    base = stage_of(size=size, theme=theme, optimizers=("adagrad",), marks=400).frame(0)
    base = base.astype(int)[rows]
    changed = np.abs(faint - base).sum(axis=2)
    assert (changed > 40).sum() > 0.002 * changed.size
    assert changed.max() < np.abs(full - base).sum(axis=2).max()


def test_somebody_must_be_no_ghost_and_ghosts_must_run():
    with pytest.raises(InvalidInput, match="All runs are ghosts of the map; leave one out"):
        stage_of(ghosts=tuple(SCENE.trajectories))
    with pytest.raises(InvalidInput, match="asks for the optimizer 'nobody'"):
        stage_of(ghosts=("nobody",))
    everybody = stage_of(ghosts=tuple(SCENE.trajectories), optimizers=("adagrad",))
    assert len(everybody.panels["map"].paths) == 1


def test_the_cost_of_a_long_ghost_is_bounded(small):
    walk = np.random.default_rng(0).normal(size=(100_001, 2)).cumsum(axis=0)
    walk *= 0.9 / np.abs(walk).max()
    run = Trajectory("long", walk, np.ones(len(walk)))
    stage = stage_of(replace(small, runs=(run,)), (320, 180), ghosts=("long",))
    assert max(len(line.get_xdata()) for line in ghosts_of(stage)) < 40_000
