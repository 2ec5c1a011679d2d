"""What is added to a map: composed as redrawn, pure, and said below it without being cut."""

from dataclasses import fields, replace
from itertools import combinations

import numpy as np
import pytest

from gradreel.animate import Change, ContourPanel, Hold, Play, Scene, Stage, Timeline
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.style.theme import THEMES
from gradreel.core import (
    NEAR,
    AdaGrad,
    GradientDescent,
    Himmelblau,
    Momentum,
    Quadratic,
    Saddle,
    Window,
    minima_in_window,
)
from gradreel.scenes.adagrad_replay import SCENE

ALL = {
    "marks": 5, "arrival": NEAR, "ghosts": ("adagrad",), "fan": True, "scale": True,
    "aspect": "equal",
}  # fmt: skip
"""Every option that adds something to a map."""

FOOT = 50
"""Height, in design pixels, of what stands below all panels."""

BRIEF = Timeline((Play(40, 0.6), Change("map", 0.3), Play(60, 0.6), Hold(0.3)))


def scene_of(scene=SCENE, timeline=BRIEF, **panel):
    options = {**ALL, "zoom": Window(-1.0, 1.0, -1.0, 1.0), **panel}
    beside = {"map": ContourPanel(**options)}
    rows = {"rows": (("map",),), "widths": (), "heights": (), "keep": ()}
    return replace(scene, panels=beside, timeline=timeline, **rows)


BOWL = Scene(
    "bowl", "", "", Quadratic(condition_number=50.0), (-1.0, 0.8), 60,
    (GradientDescent(learning_rate=5.0), AdaGrad(learning_rate=0.2)),
    {"map": ContourPanel()}, (("map",),), Timeline((Play(60, 1),)),
)  # fmt: skip
SCENES = {
    "replay": scene_of(),
    "diverging": scene_of(BOWL),
    "several minima": scene_of(
        replace(
            SCENE, surface=Himmelblau(), start=(0.0, 0.0), timeline=BRIEF,
            optimizers=(Momentum(learning_rate=0.005), AdaGrad(learning_rate=0.5)),
        )
    ),
    "beside": replace(
        SCENE,
        panels={**SCENE.panels, "map": replace(SCENE.panels["map"], **ALL)},
        timeline=Timeline((Play(60, 1),)),
    ),
}  # fmt: skip
SIZES = ((1280, 720), (480, 270), (270, 480), (360, 360))


# What lies over what goes by the scene, not by the theme: each of both has two of them.
@pytest.mark.parametrize(
    ("name", "theme", "fps"),
    [
        ("replay", "light", 25), ("diverging", "dark", 50), ("several minima", "dark", 50),
        ("beside", "light", 25),
    ],
)  # fmt: skip
def test_composed_equals_redrawn_in_any_order(name, theme, fps):
    stage, again = (Stage(SCENES[name], (320, 180), theme=THEMES[theme], fps=fps) for _ in range(2))
    indices = [0, *range(1, len(stage), len(stage) // 5), len(stage) - 1]
    frames = [stage.frame(index).copy() for index in indices]
    for index, frame in reversed(list(zip(indices, frames, strict=True))):
        assert np.array_equal(again.frame(index), frame), index
        assert np.array_equal(stage.redraw(index), frame), index


def words_below(stage):
    """The extents, in pixels, of all that is written below the map."""
    axes = stage.axes["map"][0]
    found = {}
    for text in (*stage.figure.findobj(PictureText), axes.xaxis.label):
        box = text.get_window_extent(stage.renderer)
        if text.get_text() and box.y1 < axes.bbox.y0 and box.y0 > FOOT * stage.scale:
            found[text.get_text()] = box
    return found


def meet(a, b):
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def rgb(color):
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])


def written(stage):
    return [text.get_text() for text in stage.figure.findobj(PictureText)]


SAID = [(name, size) for name in ("replay", "several minima") for size in SIZES]
SAID += [("beside", size) for size in SIZES[:3]]
"""Maps with room for words: in a square the whole replay leaves its map 115 design pixels."""


@pytest.mark.parametrize(("name", "size"), SAID)
def test_what_the_signs_are_is_said_uncut_and_in_nobodys_way(name, size):
    stage = Stage(SCENES[name], size, fps=5)
    said = words_below(stage)
    assert any("every 5 steps" in words for words in said)
    assert any("0.1" in words and "★" in words for words in said)  # within 0.1 of what
    assert {"faint: AdaGrad", "loss"} <= said.keys()
    assert not any("…" in words for words in said)
    for (one, a), (other, b) in combinations(said.items(), 2):
        assert not meet(a, b), (one, other)
    for words, box in said.items():
        assert 0 <= box.x0 <= box.x1 <= size[0], words


@pytest.mark.parametrize("name", ["replay", "several minima"])
def test_a_ring_around_each_minimum_has_the_radius_of_having_arrived(name):
    stage = Stage(SCENES[name], (640, 360), fps=5)
    rim, line = stage.panels["map"].rings.artists
    axes, minima = stage.axes["map"][0], minima_in_window(SCENES[name].surface)
    rings = np.split(line.get_xydata(), len(minima))
    for minimum, ring in zip(minima, rings, strict=True):
        assert np.hypot(*(ring[:-1] - minimum).T) == pytest.approx(NEAR)
    assert np.allclose(
        axes.transData.transform(line.get_xydata()), line._pixels, equal_nan=True
    )  # fmt: skip
    assert np.array_equal(rim.get_xydata(), line.get_xydata(), equal_nan=True)


@pytest.mark.parametrize(
    ("radius", "words"),
    [(0.1, "arrived: within 0.1, inside ★"), (1.0, "arrived: within 1 of ★")],
)
def test_a_ring_smaller_than_the_star_says_so(radius, words):
    stage = Stage(scene_of(arrival=radius), (320, 180), fps=5)
    assert words in written(stage)
    seen = radius == 1.0  # a ring that would only blot its star is not drawn
    assert all(each.get_visible() == seen for each in stage.panels["map"].rings.artists)


def test_a_star_lies_over_the_trails_that_end_on_it():
    stage = Stage(
        scene_of(fan=False, zoom=None, timeline=Timeline((Play(9, 1),))), (320, 180), fps=5
    )
    drawn, order = stage.panels["map"], stage.moving(stage.moment(len(stage) - 1))
    trails = [stroke for path in drawn.paths for stroke in path.strokes]
    stars = [dot for dot in order if getattr(dot, "get_marker", str)() == "*" and dot.get_visible()]
    assert len(stars) == 1
    assert max(map(order.index, trails)) < order.index(stars[0])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (480, 270)])
def test_a_ring_is_seen_over_trails(size, theme):
    scene = scene_of(
        arrival=0.4, fan=False, names=False, zoom=None, timeline=Timeline((Play(400, 1),))
    )
    stage = Stage(scene, size, theme=THEMES[theme])
    frame = stage.frame(len(stage) - 1).astype(int)
    line = stage.panels["map"].rings.artists[1]
    far = np.abs(frame - rgb(THEMES[theme].ink)).sum(axis=2)
    near = []
    for x, y in line._pixels[:-1]:
        row, column = size[1] - 1 - int(y), int(x)
        near.append(far[row - 1 : row + 2, column - 1 : column + 2].min())
    assert np.mean(np.array(near) < 150) > 0.85


def test_a_map_without_a_minimum_has_no_ring_and_says_nothing_of_one():
    start = {"start": (0.1, 0.1), "optimizers": (AdaGrad(),), "timeline": BRIEF}
    scene = scene_of(replace(SCENE, surface=Saddle(), **start), ghosts=())
    stage = Stage(scene, (320, 180), fps=5)
    assert stage.panels["map"].rings.artists == []
    assert not any(words.startswith("arrived") for words in written(stage))


def test_a_map_that_is_asked_for_nothing_has_no_signs_and_no_room_for_them():
    nothing = {each.name: each.default for each in fields(ContourPanel)}
    stage = Stage(scene_of(**nothing), (320, 180), fps=5)
    drawn = stage.panels["map"]
    assert drawn.rings is None
    assert all(path.strokes == [path.rim, path.line] for path in drawn.paths)
    assert ContourPanel().margins == (70, 20, 58, 6)
    assert ContourPanel(**ALL).margins.bottom > 58
