"""A map that changes with its data: always that of the points that the panel beside it shows."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Change, ContourPanel, DataPanel, Hold, Play, Stage, Timeline
from gradreel.animate.panels.contour.changing import KEYS
from gradreel.animate.panels.data.points import Cloud
from gradreel.animate.stage.vector import _as_changed
from gradreel.animate.style.theme import THEMES
from gradreel.core import (
    GradientDescent,
    LinearRegression,
    Neuron,
    Quadratic,
    Rosenbrock,
    sparse_dataset,
)
from gradreel.core.between import surface_between
from gradreel.core.errors import InvalidInput
from gradreel.scenes.sparse_data import SCENE

BEFORE, AFTER = Neuron(sparse_dataset(sparsity=0)), Neuron()
START = np.array([-4.0, -3.0])
TIMELINE = Timeline((Hold(0.2), Change("data", 1, also=("map",)), Play(3, 0.4)))
MAP = ContourPanel(before=BEFORE)
CHANGING = replace(
    SCENE,
    panels={"data": DataPanel(before=BEFORE.dataset, names=False), "map": MAP},
    rows=(("data", "map"),),
    heights=(),
    timeline=TIMELINE,
)


def only_map(surface, **options):
    panels = {"map": ContourPanel(**options)}
    timeline = Timeline((Hold(0.2), Change("map", 1), Hold(0.2)))
    return replace(
        CHANGING, surface=surface, panels=panels, rows=(("map",),), widths=(), timeline=timeline
    )


def progress(stage, index):
    return stage.moment(index).changes.get("map", 0.0)


def on_the_way(stage):
    return [i for i in range(len(stage)) if 0 < progress(stage, i) < 1]


def ratio(surface):
    gradient = surface.gradient(START)
    return gradient[1] / gradient[0]


def test_the_ratio_of_the_gradients_goes_from_4_to_66_with_the_data():
    cloud = Cloud(BEFORE.dataset, AFTER.dataset)
    ratios = []
    for share in np.linspace(0, 1, 6):
        surface = surface_between(BEFORE, AFTER, share)
        assert surface.dataset == cloud.data(share)
        assert (surface.dataset.x == 0).sum() == cloud.zeros(share).sum()
        ratios.append(ratio(surface))
    assert ratios[0] == pytest.approx(4.38, abs=0.01)
    assert ratios[-1] == pytest.approx(66.3, abs=0.1)
    assert (np.diff(ratios) > 0).all()


@pytest.mark.parametrize("share", [0.0, 0.09, 0.22, 10 / KEYS, 0.72, 0.91, 1.0])
def test_the_picture_is_that_of_the_data_to_a_twentieth_of_a_band(share):
    stage = Stage(CHANGING, (256, 144), fps=5)
    index = on_the_way(stage)[0]
    ground = stage._changed_sheets(stage.moment(index))["map"].panels["map"].changing
    shown = ground.shown(share)
    exact = surface_between(BEFORE, AFTER, share)
    w, b = (
        low + corner * (high - low)
        for corner, low, high in zip(
            (ground._picture.across, ground._picture.upright),
            AFTER.window[::2], AFTER.window[1::2], strict=True,
        )
    )  # fmt: skip
    loss = exact.loss(np.stack(np.meshgrid(w, b), axis=-1))
    band = np.diff(stage.panels["map"].ground.levels.edges).min()
    assert np.abs(shown.loss - loss).max() < band / 20
    assert shown.minimum == pytest.approx(exact.minimum, abs=0.01)


def test_it_begins_as_the_one_map_and_ends_as_the_other():
    stage = Stage(CHANGING, (320, 180), fps=10)
    plain = replace(CHANGING, panels=CHANGING.panels | {"map": ContourPanel()})
    ending = Stage(plain, (320, 180), fps=10)
    last = len(stage) - 1
    assert np.array_equal(stage.frame(last), ending.frame(last))
    ground = stage.panels["map"].ground
    assert (ground.levels.edges == ending.panels["map"].ground.levels.edges).all()
    assert not np.array_equal(stage.frame(0), ending.frame(0))


@pytest.mark.parametrize(("theme", "size"), [("light", (640, 360)), ("dark", (480, 270))])
def test_what_moves_looks_as_what_stands(theme, size):
    unnamed = CHANGING.panels | {"map": replace(MAP, names=False)}  # names glide meanwhile
    stage = Stage(replace(CHANGING, panels=unnamed), size, theme=THEMES[theme], fps=25)
    box = stage.axes["map"][0].bbox
    rows = slice(size[1] - int(box.y1) + 2, size[1] - int(box.y0) - 2)
    columns = slice(int(box.x0) + 2, int(box.x1) - 2)
    way = on_the_way(stage)
    for one, other in ((way[0] - 1, way[0]), (way[-1], way[-1] + 1)):
        parts = [stage.frame(i)[rows, columns].astype(int) for i in (one, other)]
        apart = np.abs(parts[0] - parts[1]).max(axis=-1)
        assert apart.mean() < 6
        assert (apart > 60).mean() < 0.02


def test_frames_are_pure_and_equal_a_full_redraw():
    stage, again = (Stage(CHANGING, (320, 180), fps=10) for _ in range(2))
    indices = range(0, len(stage), 2)
    forward = [stage.frame(i).copy() for i in indices]
    for i, frame in reversed(list(zip(indices, forward, strict=True))):
        assert np.array_equal(again.frame(i), frame)
        assert np.array_equal(stage.redraw(i), frame)


def test_on_the_way_it_is_drawn_once():
    stage = Stage(CHANGING, (256, 144), fps=10)
    sheets = {id(stage._changed_sheets(stage.moment(i))["map"]) for i in on_the_way(stage)}
    assert len(sheets) == 1


def test_a_place_of_one_loss_has_one_colour_all_the_way():
    colors = np.array(
        [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in THEMES["light"].bands(28)]
    )
    stage = Stage(CHANGING, (480, 270), fps=5)
    levels = stage.panels["map"].ground.levels
    places = np.random.default_rng(5).uniform((-3.0, -2.2), (1.2, 2.2), (60, 2))
    for index in (0, *on_the_way(stage), len(stage) - 1):
        surface = surface_between(BEFORE, AFTER, progress(stage, index))
        bands = levels.places(surface.loss(places))
        clear = np.abs(bands % 1 - 0.5) < 0.25
        frame, found = stage.frame(index), 0
        for place, band in zip(places[clear], bands[clear], strict=True):
            x, y = stage.panels["map"].anchor("", 0, tuple(place))
            color = colors[int(np.clip(band, 0, 27))]
            found += np.abs(frame[270 - int(y) - 1, int(x)].astype(int) - color).max() < 30
        assert found > 0.8 * clear.sum()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Quadratic(), Rosenbrock()),
        (LinearRegression(BEFORE.dataset), LinearRegression()),
        (BEFORE, Quadratic()),
    ],
    ids=["without data", "a line", "data and none"],
)
def test_any_surface_changes_into_any_other(before, after):
    stage = Stage(only_map(after, before=before), (256, 144), fps=5)
    for index in on_the_way(stage):
        assert np.array_equal(stage.redraw(index), stage.frame(index))
    middle = surface_between(before, after, 0.5)
    points = np.array([[0.3, 0.2], [-1.0, 1.0]])
    losses = [surface.loss(points) for surface in (before, middle, after)]
    if not hasattr(middle, "dataset"):
        assert losses[1] == pytest.approx((losses[0] + losses[2]) / 2)
        slopes = [surface.gradient(points) for surface in (before, middle, after)]
        assert slopes[1] == pytest.approx((slopes[0] + slopes[2]) / 2)
    assert middle.window == after.window


def test_without_a_change_it_is_the_map_of_the_scene():
    standing = replace(CHANGING, timeline=Timeline((Hold(1),)))
    plain = replace(standing, panels=standing.panels | {"map": ContourPanel()})
    assert np.array_equal(*(Stage(each, (256, 144), fps=1).frame(0) for each in (standing, plain)))


def test_what_cannot_be_is_told_before_anything_is_drawn():
    with pytest.raises(InvalidInput, match="before and zoom"):
        ContourPanel(before=BEFORE, zoom=(-1, 0, -1, 0))
    others = Neuron(sparse_dataset(seed=1, sparsity=0))
    with pytest.raises(InvalidInput, match="the same points with other x"):
        Stage(only_map(AFTER, before=others), (256, 144))
    with pytest.raises(InvalidInput, match="a surface"):
        ContourPanel(before=GradientDescent())


def test_a_vector_still_shows_panels_as_they_are_at_the_moment():
    stage = Stage(CHANGING, (320, 180), fps=10)
    for index in (on_the_way(stage)[5], len(stage) - 1):
        still = _as_changed(CHANGING, stage.moment(index))
        drawn = Stage(still, (320, 180), fps=10)
        shown = drawn.frame(index)
        assert np.abs(shown.astype(int) - stage.frame(index)).mean() < 4
        moment = drawn.moment(index)
        assert moment.changes == {"data": progress(stage, index)}
        assert not drawn._changed_sheets(moment)
