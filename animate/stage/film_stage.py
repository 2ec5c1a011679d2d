"""A film: scenes in order, a title card before each, drawn in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate

from gradreel.core import allow
from gradreel.core.errors import InvalidInput

from ..drawing.missing_glyphs import tell_missing
from ..scene.clock import Moment, frame_number, frame_time
from ..scene.film import Film
from ..scene.frame import Frame
from ..scene.outline import Chapter, Cue, Outline, Stretch
from ..scene.plain_text import plain
from ..scene.rates import exact_rate
from ..scene.text_check import Words
from ..style.theme import LIGHT, Theme
from .faded_card import CardView, Letters, faded, letters_of, picture_of, view_at
from .sheet import PictureLook, checked_look
from .stage import Stage
from .title_card import draw_card
from .told import outline_of

_FILM = allow.instance_of(Film, words="a Film")


class FilmStage:
    """A film at a size, in a theme, at a frame rate; parameters and frames as those of a `Stage`.

    Only one scene is set up at a time, so a film needs no more memory than its largest scene.
    """

    scene: Film
    size: tuple[int, int]
    theme: Theme
    fps: float

    def __init__(
        self,
        film: Film,
        size: tuple[int, int] = (1280, 720),
        *,
        theme: Theme = LIGHT,
        fps: float | Fraction = 25.0,
        text: bool = True,
        transparent: bool = False,
    ) -> None:
        _FILM("FilmStage was given film", film)
        size, text, transparent = checked_look(type(self).__name__, size, theme, text, transparent)
        self.rate: Fraction = exact_rate(fps)
        self.scene, self.size, self.theme, self.fps = film, size, theme, float(self.rate)
        self.transparent = transparent
        self.text = text
        told = [([Words("title", film.title)], f"film {film.name!r}")]
        told += [(each.texts(), f"scene {each.name!r}") for each in film.scenes]
        for texts, whose in told:  # before the first card is drawn
            tell_missing(texts, whose, theme.families, shown=text)
        self._card_frames = max(round(film.card_seconds * self.fps), 1)
        counts = [self._card_frames + s.clock.frame_count(self.fps) for s in film.scenes]
        self._starts = [0, *accumulate(counts)]  # first frame of each chapter, and the end
        # One of each: in order a film never goes back.
        self._stage = lru_cache(maxsize=1)(self._set_up)
        self._card = lru_cache(maxsize=1)(self._draw_card)
        self._end = lru_cache(maxsize=1)(self._draw_end)
        self._letters = lru_cache(maxsize=1)(self._draw_letters)
        self._faded = lru_cache(maxsize=1)(self._draw_faded)
        self._arrived = lru_cache(maxsize=1)(self._draw_arrived)  # the same while it arrives
        self._look = PictureLook(self.size, self.theme, self.text, self.transparent)

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def starts(self) -> Sequence[int]:
        """The first frame of each chapter, that of its title card."""
        return self._starts[:-1]

    def moment(self, index: int) -> Moment:
        """Return the moment that frame `index` shows; a title card shows step 0."""
        number, within = self._place(index)
        if within < 0:
            return Moment(index, index / self.fps, 0.0, "")
        moment = self.scene.scenes[number].clock.moment(within, self.fps)
        return replace(moment, index=index, seconds=index / self.fps)

    def frame(self, index: int) -> Frame:
        """Return frame `index`; read-only, and the same array for neighbours that are equal."""
        number, within = self._place(index)
        if within >= 0:
            return self.chapter(number).frame(within)
        if not self.scene.fade:
            return self._card(number)
        fading = self.scene.fade * self.fps
        shown = within + self._card_frames
        view = view_at(shown, self._card_frames, fading, is_first=number == 0)
        if view.arrived < 1:
            self._end(number - 1)  # before the next stage takes the place of that one
        return self._faded(number, view)

    def chapter(self, number: int) -> Stage:
        """Return the stage of a scene, by its number from 0."""
        last = len(self.scene.scenes) - 1
        return self._stage(allow.whole(least=0, most=last)("The chapter has number", number))

    def frames(self) -> Iterator[Frame]:
        """Go through all frames in order."""
        return (self.frame(index) for index in range(len(self)))

    def frame_at_time(self, seconds: float) -> int:
        """Return the frame that is on screen `seconds` after the start."""
        length = len(self) / self.fps
        seconds = frame_time(seconds, length, self.scene.name)
        return min(int(seconds * self.fps + 1e-6), len(self) - 1)

    def frame_at_step(self, step: float) -> int:
        """Refuse: a film has a step of this number in each scene."""
        raise InvalidInput(
            f"Step {step!r} of {self.scene.name} was asked for; a film has one in each of its "
            f"scenes, so ask one of them: {', '.join(s.name for s in self.scene.scenes)}."
        )

    @cached_property
    def outline(self) -> Outline:
        """What is said when, chapter by chapter."""
        cues: list[Cue] = []
        chapters, stretches = [], []
        for number, scene in enumerate(self.scene.scenes):
            start, end = (frame / self.fps for frame in self._starts[number : number + 2])
            title = plain(scene.title)
            begin = start + self._card_frames / self.fps
            chapters.append(Chapter(start, end, title))
            stretches.append(Stretch(start, begin, 0.0, 0.0, "", title))
            own = outline_of(scene, self.theme, self.fps)  # no stage is set up for words
            cues += [
                replace(cue, start=begin + cue.start, end=min(begin + cue.end, end))
                for cue in own.cues
            ]
            stretches += [
                replace(
                    part, start=begin + part.start, end=min(begin + part.end, end), chapter=title
                )
                for part in own.stretches
            ]
            stretches[-1] = replace(stretches[-1], end=end)
        return Outline(len(self) / self.fps, tuple(cues), tuple(chapters), tuple(stretches))

    def _place(self, index: int) -> tuple[int, int]:
        """Return the scene's number and the frame in it; below 0 it is the title card's."""
        index = frame_number(index, len(self), self.fps, self.scene.name)
        number = bisect_right(self._starts, index) - 1
        return number, index - self._starts[number] - self._card_frames

    def _set_up(self, number: int) -> Stage:
        return Stage(
            self.scene.scenes[number], self.size, theme=self.theme, fps=self.rate, text=self.text,
            transparent=self.transparent,
        )  # fmt: skip

    def _draw_end(self, number: int) -> Frame:
        stage = self.chapter(number)
        return stage.frame(len(stage) - 1)

    def _draw_faded(self, number: int, view: CardView) -> Frame:
        frame = self._arrived(number, view._replace(arrived=1.0))
        if view.arrived < 1:
            frame = faded(self._end(number - 1), frame, view.arrived)
        frame.flags.writeable = False
        return frame

    def _draw_arrived(self, number: int, view: CardView) -> Frame:
        coming = self.chapter(number).frame(0)
        return picture_of(view, lambda: self._letters(number), self._look, coming)

    def _draw_letters(self, number: int) -> Letters:
        scene = self.scene.scenes[number]
        return letters_of(scene.card or scene.title, self._look)

    def _draw_card(self, number: int) -> Frame:
        film, scene = self.scene, self.scene.scenes[number]
        above = f"{film.title}  ·  {number + 1} of {len(film.scenes)}"
        look = self._look
        return draw_card(above, scene.title, scene.summary, look)
