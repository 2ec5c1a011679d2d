"""Data, slope and target panels as pictures: composed as redrawn, in any order, and legible."""

import hashlib
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from gradreel.animate import (
    Change,
    ContourPanel,
    DataPanel,
    Hold,
    Play,
    Scene,
    SlopePanel,
    Stage,
    TargetsPanel,
    Timeline,
)
from gradreel.animate.drawing.moving import MOVING
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.style.theme import DARK, DESIGN_SIZE, LIGHT
from gradreel.core import sparse_dataset
from gradreel.scenes.adagrad_replay import SCENE

FOUR = ("gradient_descent", "momentum", "nesterov", "adagrad")
LARGE, SMALL = (1280, 720), (480, 270)


def scene_of(rows: tuple[tuple[str, ...], ...], timeline: Timeline, **panels) -> Scene:
    """The lecture's runs with the map beside the panels."""
    beside = {"map": ContourPanel(names=False), **panels}
    return replace(
        SCENE, panels=beside, rows=rows, widths=(1, 1.3), heights=(), title="", timeline=timeline
    )


ALONG = Timeline((Play(400, 4), Hold(0.4)))
SCENES = {
    "data": scene_of(
        (("map", "data"),),
        Timeline((Change("data", 1.6), Play(400, 2.4))),
        data=DataPanel(FOUR, before=sparse_dataset(sparsity=0.0)),
    ),
    "slope": scene_of(
        (("map", "loss"), ("map", "slope")),
        ALONG,
        loss=SlopePanel(optimizer="adagrad", distance_axis=False),
        slope=SlopePanel("derivative", "adagrad"),
    ),
    "targets": scene_of(
        (("map", "w"), ("map", "b")),
        ALONG,
        w=TargetsPanel("w", FOUR, label="$w$: sparse", step_axis=False),
        b=TargetsPanel("b", FOUR, label="$b$: dense", names=False),
    ),
}

each_scene = pytest.mark.parametrize("scene", SCENES)
small_and_large = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])


@lru_cache(maxsize=6)
def stage_of(name: str, size: tuple[int, int]) -> Stage:
    """The scene at a size: dark if it is small, light if it is large."""
    return Stage(SCENES[name], size, theme=DARK if size == SMALL else LIGHT, fps=10)


def some(stage):
    """Frames of the beginning, of some places on the way and of the end."""
    return [round(share * (len(stage) - 1)) for share in (0, 0.1, 0.23, 0.47, 0.8, 1)]


@each_scene
@small_and_large
def test_composite_equals_a_full_redraw_pixel_for_pixel(scene, size):
    stage = stage_of(scene, size)
    for index in some(stage)[:: 1 if size == SMALL else 3]:
        assert np.array_equal(stage.frame(index), stage.redraw(index)), index


@each_scene
def test_any_order_and_another_stage_give_the_same_pixels(scene):
    stage, other = stage_of(scene, SMALL), Stage(SCENES[scene], SMALL, theme=DARK, fps=10)
    forward = {i: stage.frame(i).copy() for i in range(0, len(stage), 3)}
    for i in reversed(forward):
        assert np.array_equal(stage.frame(i), forward[i])
    for i in (27, 6, 0):
        assert np.array_equal(other.frame(i), forward[i])


@each_scene
def test_all_that_moves_lies_above_all_that_stands_still(scene):
    stage = stage_of(scene, SMALL)
    moving = stage.moving(stage.moment(5))
    assert min(artist.get_zorder() for artist in moving) >= MOVING
    still = [artist for artist in stage.figure.findobj() if artist not in moving]
    assert max(artist.get_zorder() for artist in still) < MOVING


@each_scene
def test_pictures_without_text_do_not_depend_on_its_size(scene, monkeypatch):
    def digests():
        stage = Stage(SCENES[scene], SMALL, fps=10, text=False)
        assert not any(t.get_visible() and t.get_text() for t in stage.figure.findobj(Text))
        return [hashlib.sha256(stage.frame(i)).hexdigest() for i in some(stage)]

    plain = digests()
    monkeypatch.setattr(PictureText, "advance", lambda self, dpi: 7 + len(self.get_text()))
    assert digests() == plain


def texts_of(stage):
    """All texts of the picture; of the numbers along an axis those within its limits."""
    texts = [t for t in stage.figure.findobj(PictureText) if t.get_visible()]
    for axes in stage.figure.axes:
        if not axes.axison:
            continue
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            texts += [axis.label, *(tick.label1 for tick in ticks)]
    return [text for text in texts if text.get_text().strip() and text.get_visible()]


def overlap(a, b):
    """How many pixels two boxes have in common, the smaller of width and height."""
    return min(min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0))


@each_scene
@small_and_large
def test_no_text_covers_another_or_is_cut_off(scene, size):
    stage = stage_of(scene, size)
    for index in some(stage):
        stage.frame(index)
        boxes = [(t.get_text(), t.get_window_extent(stage.renderer)) for t in texts_of(stage)]
        assert len(boxes) > 15
        for words, box in boxes:
            assert box.x0 >= 0, words
            assert box.y0 >= 0, words
            assert box.x1 <= size[0], words
            assert box.y1 <= size[1], words
        for (words, box), (others, other) in combinations(boxes, 2):
            assert overlap(box, other) <= 1, (index, words, others)


@each_scene
@small_and_large
def test_no_marker_or_bar_touches_a_text(scene, size):
    """The names' markers and the bars of the inputs stand between texts."""
    stage = stage_of(scene, size)
    stage.frame(len(stage) - 1)
    texts = [t for t in texts_of(stage) if isinstance(t, PictureText)]
    marks = [
        artist.get_window_extent(stage.renderer)
        for axes in stage.figure.axes[2:]
        for artist in axes.lines
        if isinstance(artist, Line2D) and not artist.get_clip_on()
    ]
    marks += [
        artist.get_window_extent(stage.renderer)
        for artist in stage.figure.findobj(Rectangle)
        if not artist.get_clip_on() and artist.axes is None and artist is not stage.figure.patch
    ]
    assert len(marks) >= (0 if scene == "slope" else 4)
    for text in texts:
        box = text.get_window_extent(stage.renderer)
        for mark in marks:
            assert overlap(box, mark) <= -3 * stage.scale, text.get_text()


@each_scene
def test_text_can_be_read_from_the_last_row(scene):
    stage = stage_of(scene, LARGE)
    stage.frame(len(stage) - 1)
    least = DESIGN_SIZE[1] / 45
    for text in texts_of(stage):
        assert text.get_fontsize() / 0.72 >= least - 1e-9, text.get_text()
