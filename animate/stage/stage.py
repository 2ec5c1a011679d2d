"""The compositor: turns a scene into frames.

A frame is a pure function of (scene, size, theme, index): alone, in order, backwards or in another
process, `stage.frame(i)` gives the same pixels. What stands still is rasterised once; for each
frame a copy of it is taken and the moving artists are drawn over it. They lie above all
that stands still, so this equals a full redraw of the figure pixel for pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from gradreel.core import allow

from ..drawing.callouts import Callouts
from ..drawing.missing_glyphs import tell_missing
from ..scene.clock import Moment
from ..scene.frame import Frame
from ..scene.layout import Box, design_size
from ..scene.outline import Outline
from ..scene.panel import (
    DrawnPanel,
    Named,
)
from ..scene.rates import exact_rate
from ..scene.scene import Scene
from ..scene.turns import Turns
from ..style.theme import LIGHT, Theme
from .banner import Banner
from .changed_panels import ChangedPanels, drawer
from .faded_card import faded
from .places import Places, context_of, pages_of
from .sheet import PictureLook, Sheet, checked_look, opaque
from .standing import Standing, key_of, on_the_way
from .told import outline_of
from .veils import Veils, hues_of

_SCENE = allow.instance_of(Scene, words="a Scene; of a Race or Sweeping it is what scene() returns")

BANNER = ""
"""Name of what surrounds the panels: none of theirs."""


class Stage:
    """A scene at a size, in a theme, at a frame rate.

    Parameters
    ----------
    size
        (width, height) in pixels.
    fps
        Frames per second, 0.1 to 120; `rate` is the same as an exact fraction (see rates.py).
    text
        False leaves every text out, for frames that are compared between versions of FreeType.
    transparent
        Whether the ground is left see-through, and frames have a fourth channel.

    Raises
    ------
    InvalidInput
        A size or frame rate that no picture can have.
    """

    def __init__(
        self,
        scene: Scene,
        size: tuple[int, int] = (1280, 720),
        *,
        theme: Theme = LIGHT,
        fps: float | Fraction = 25.0,
        text: bool = True,
        transparent: bool = False,
    ) -> None:
        _SCENE("Stage was given scene", scene)
        size, text, transparent = checked_look(type(self).__name__, size, theme, text, transparent)
        self.rate: Fraction = exact_rate(fps)
        self.fps: float = float(self.rate)
        self.scene: Scene = scene
        self.size: tuple[int, int] = size
        self.theme: Theme = theme
        self.text: bool = text
        self.transparent: bool = transparent
        tell_missing(scene.texts(), f"scene {scene.name!r}", theme.families, shown=text)
        width, height, scale = design_size(size)
        self.scale: float = scale
        self._look = PictureLook(size, theme, text, transparent)
        self._whole = Box(0, 0, width, height)
        self._context = context_of(scene, theme, self.fps)
        with self._look.applied():
            places = pages_of(self._context, scene, size)
        turns = Turns(scene.clock, [each.panels for each in places])
        pages = {0: self} | {number: copy(self) for number in turns.pages}
        for number, page in pages.items():
            page._lay_out(places[number])
        self._pages, self._turns = pages, turns

    def _lay_out(self, places: Places) -> None:
        """Draw the panels of a page."""
        scene, theme = self.scene, self.theme
        self._panels, self._boxes, self._cells = places
        self._pages, self._turns = {0: self}, Turns(scene.clock, [self._panels])
        self._context = replace(self._context, clock=scene.clock.only(self._panels))
        self._shown: tuple[tuple[Any, ...], Frame] | None = None
        self._standing = Standing()
        self._hues: dict[str, str] = {}  # of what captions name: known when the panels are drawn
        with self._look.applied():
            self._sheet = self._draw_all()
            self._callouts = Callouts(self._context, self.panels, self.axes, self._cells)
            self._hues |= hues_of(scene.clock.targets, self.panels, theme)
            self._veils = Veils(self.figure, self._look, self._cells, scene.clock.targets)
            for name in self.panels:  # a wrong panel is told before any file is begun
                self._sheet.moving(name, self.moment(0))
        if not self.text:
            self._callouts.hide()
        self._named = [each for each in self._sheet.panels.values() if isinstance(each, Named)]
        self._timed = any(getattr(panel, "timed", False) for panel in self._sheet.panels.values())
        self._changing = ChangedPanels(self._look, places, self._context, self._sheet)

    @property
    def figure(self) -> Figure:
        """The figure on which the panels stand; its first axes fill the picture."""
        return self._sheet.figure

    @property
    def renderer(self) -> RendererAgg:
        """What frames are drawn with; texts can be measured by it."""
        return self._sheet.renderer

    @property
    def panels(self) -> Mapping[str, DrawnPanel]:
        """The drawn panels by name, unchanged, and the banner before them."""
        return self._sheet.panels

    @property
    def axes(self) -> Mapping[str, Sequence[Axes]]:
        """The axes of each panel, by its name: the one that it was given, then those it has made.

        The banner's come first and fill the picture.
        """
        return self._sheet.axes

    def __len__(self) -> int:
        return self.scene.clock.frame_count(self.fps)

    def frame_at_time(self, seconds: float) -> int:
        """Return the frame that is on screen `seconds` after the start."""
        return self.scene.clock.frame_at_time(seconds, self.fps)

    def frame_at_step(self, step: float) -> int:
        """Return the first frame that shows `step` or, playing on, has just passed it."""
        return self.scene.clock.frame_at_step(step, self.fps)

    def moment(self, index: int) -> Moment:
        """Return the moment that frame `index` shows."""
        return self.scene.clock.moment(index, self.fps)

    def frame(self, index: int) -> Frame:
        """Return frame `index`; read-only, and the same array for neighbours that are equal."""
        moment = self.moment(index)
        with self._look.applied():  # one thread at a time, so what is shown is this frame
            key = self.key(moment)
            if self._shown is None or self._shown[0] != key:
                self._shown = (key, self._turned(moment, Stage._compose))
            return self._shown[1]

    def key(self, moment: Moment) -> tuple[Any, ...]:
        """All that decides the picture of a moment: two with the same key are equal."""
        seconds = moment.seconds if any(page._timed for page in self._pages.values()) else 0.0
        named = [panel for page in self._pages.values() for panel in page._named]
        places = [panel.name_places(moment).tobytes() for panel in named]
        return (*moment.shown, seconds, *places, self._turns.at(moment.seconds))

    def page(self, index: int) -> Stage:
        """Return the stage of the panels that frame `index` shows: this one, if none take turns."""
        return self._pages[self._turns.at(self.moment(index).seconds).now]

    def _turned(self, moment: Moment, draw: Callable[[Stage, Moment], Frame]) -> Frame:
        """Return the page of a moment, on its way with the one before."""
        before, now, share = self._turns.at(moment.seconds)
        frame = draw(self._pages[now], moment)
        if share < 1:
            frame = faded(draw(self._pages[before], moment), frame, share)
            frame.flags.writeable = False
        return frame

    def frames(self) -> Iterator[Frame]:
        """Go through all frames in order."""
        return (self.frame(index) for index in range(len(self)))

    @cached_property
    def outline(self) -> Outline:
        """What is said when, with the numbers of the run in it."""
        return outline_of(self.scene, self.theme, self.fps)

    def redraw(self, index: int) -> Frame:
        """Return frame `index` by drawing the whole figure anew: slow, and the proof of `frame`."""
        with self._look.applied():
            return self._turned(self.moment(index), Stage._redrawn)

    def _redrawn(self, moment: Moment) -> Frame:
        of_panels, above = self._layers(moment)
        if not self._changed_sheets(moment):
            ground = self._sheet.redraw(of_panels)
            return self._drawn_over(ground, above) if above else self._finished(ground)
        ground = self._sheet.redraw([])
        for name, sheet in self._changed_sheets(moment).items():
            self._changing.paste(ground, name, sheet.redraw([]))
        return self._drawn_over(ground, of_panels + above)

    def moving(self, moment: Moment) -> list[Artist]:
        """All moving artists, in the order in which a full draw takes them."""
        with self._look.applied():
            return self._moving(moment)

    def _moving(self, moment: Moment) -> list[Artist]:
        of_panels, above = self._layers(moment)
        return of_panels + above

    def _layers(self, moment: Moment) -> tuple[list[Artist], list[Artist]]:
        """Return what moves, in order, and what veils it and lies above the veils, if any does."""
        sheets, unseen = self._sheets_at(moment), self._veils.hidden(moment)
        seen = [(name, sheet) for name, sheet in sheets.items() if name not in unseen]
        artists = [each for name, sheet in seen for each in sheet.moving(name, moment)]
        panels = {name: sheet.panels[name] for name, sheet in sheets.items()}
        veils, callouts = self._veils.at(moment), self._callouts.at(moment, panels)
        if veils:
            return _in_order(artists), [*veils, *_in_order(callouts)]
        return _in_order([*artists, *callouts]), []

    def _compose(self, moment: Moment) -> Frame:
        if (ways := on_the_way(moment)) and not self._veils.at(moment):
            moving = self._over_standing(moment, ways)
        else:
            moving = self._moving(moment)
            np.copyto(self._sheet.pixels, self._changing.ground(moment))
        frame = self._drawn(moving)
        frame.flags.writeable = False
        return frame

    def _over_standing(self, moment: Moment, ways: set[str]) -> list[Artist]:
        """Draw the panels that stand while others are on their way; return what moves over them."""
        sheets = self._sheets_at(moment)

        def moving(*, way: bool) -> list[Artist]:
            names = [name for name in sheets if (name in ways) == way]
            return [each for name in names for each in sheets[name].moving(name, moment)]

        def draw() -> None:
            np.copyto(self._sheet.pixels, self._changing.ground(moment))
            for artist in _in_order(moving(way=False)):
                artist.draw(self._sheet.renderer)

        key = key_of(moment, ways, sheets, timed=self._timed)
        self._standing.put(key, self._sheet.pixels, draw)
        panels = {name: sheet.panels[name] for name, sheet in sheets.items()}
        return _in_order([*moving(way=True), *self._callouts.at(moment, panels)])

    def _drawn_over(self, ground: NDArray[np.uint8], moving: list[Artist]) -> Frame:
        np.copyto(self._sheet.pixels, ground)
        return self._drawn(moving)

    def _drawn(self, moving: list[Artist]) -> Frame:
        """Draw what moves over the pixels that are there."""
        for artist in moving:
            artist.draw(self._sheet.renderer)
        return self._finished(self._sheet.pixels)

    def _finished(self, pixels: NDArray[np.uint8]) -> Frame:
        return pixels.copy() if self.transparent else opaque(pixels)

    def _sheets_at(self, moment: Moment) -> dict[str, Sheet]:
        """Return the sheet of each panel; those that have changed stand on sheets of their own."""
        return dict.fromkeys(self._sheet.panels, self._sheet) | self._changed_sheets(moment)

    def _changed_sheets(self, moment: Moment) -> dict[str, Sheet]:
        return self._changing.sheets(moment)

    def _draw_all(self) -> Sheet:
        """Draw the title, the panels and room for the callouts."""
        scene, context = self.scene, self._context
        drawers = {BANNER: (self._whole, drawer(Banner(scene.title, self._hues), context))}
        for name, box in self._boxes.items():
            drawers[name] = (box, drawer(self._panels[name], replace(context, panel=name)))
        return Sheet(self._look, drawers)


def _in_order(artists: list[Artist]) -> list[Artist]:
    return sorted(artists, key=Artist.get_zorder)
