"""Reading a picture: its texts and the boxes that they fill."""

from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

import pytest
from matplotlib.colors import to_rgba
from matplotlib.text import Text

from gradreel.animate import Stage
from gradreel.animate.style.theme import DARK
from gradreel.scenes.lecture import SCENE as FILM

SCENES = {scene.name: scene for scene in FILM.scenes}


class Box(NamedTuple):
    """The edges of a text in pixels: much quicker to ask than matplotlib's boxes."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self):
        return self.y1 - self.y0


def box_of(artist, renderer):
    return Box(*artist.get_window_extent(renderer).extents.tolist())


def visible_texts(stage, index):
    """Every text that can be read on a frame: [(artist, box in pixels)]."""
    stage.frame(index)
    moment = stage.moment(index)
    moving = set(stage.moving(moment))
    changed = stage._changed_sheets(moment)
    texts = list(_still(stage.figure, stage.renderer))
    for name, sheet in changed.items():  # a panel that has changed stands for the one below it
        left, bottom, width, height = (side * stage.scale for side in stage._cells[name])
        texts = [
            (text, box)
            for text, box in texts
            if not (
                left <= (box.x0 + box.x1) / 2 <= left + width
                and bottom <= (box.y0 + box.y1) / 2 <= bottom + height
            )
        ] + _still(sheet.figure, stage.renderer)
    texts += [
        (artist, box_of(artist, stage.renderer))
        for artist in moving
        if isinstance(artist, Text) and artist.get_visible() and artist.get_text().strip()
    ]
    return texts


_READ = WeakKeyDictionary()  # what stands still is read once for each figure


def _still(figure, renderer):
    if figure not in _READ:
        _READ[figure] = _read_still(figure, renderer)
    return _READ[figure]


def _read_still(figure, renderer):
    hidden = hidden_labels(figure)
    return [
        (text, box_of(text, renderer))
        for text in figure.findobj(Text)
        if text.get_text().strip()
        and text.get_visible()
        and to_rgba(text.get_color())[3] > 0
        and text not in hidden
        and not text.get_animated()
    ]


def hidden_labels(figure):
    """Labels of ticks beyond the limits, and of axes that are off: there, but not drawn."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            if not axes.axison:
                hidden.add(axis.label)
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if not (axes.axison and tick.get_visible() and low <= tick.get_loc() <= high):
                    hidden |= {tick.label1, tick.label2}
    return hidden


@pytest.fixture(scope="session")
def read():
    """The function that reads a frame."""
    return visible_texts


@pytest.fixture(scope="session")
def small_stage_of():
    """The function that opens a scene of the lecture small and light, once for all tests."""
    return lru_cache(lambda name: Stage(SCENES[name], (480, 270)))


@pytest.fixture(scope="session")
def large_stage_of():
    """The function that opens a scene of the lecture large and dark, once for all tests."""
    return lru_cache(lambda name: Stage(SCENES[name], (1280, 720), theme=DARK))
