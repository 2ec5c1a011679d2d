"""Where title, step and caption stand, and how large: measured before the panels have a place.

A wide picture keeps fixed room for them, a tall or square one as much as their lines need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gradreel.core.errors import InvalidInput

from ..drawing.fitting import LEAST, Fitter
from ..drawing.text import PictureText
from ..scene.layout import BOTTOM, SIDES, TOP, Box, is_wide
from ..scene.panel import PanelContext
from ..scene.placeholders import Numbers
from ..scene.terms import spoken
from ..style.theme import TEXT

STEP = TEXT.title - 2
"""Size of the number of the step."""

_LINES = 2  # of a title or a caption in a wide picture, at the most
_CAPTION_LINE = 21.0  # distance of two
_STEP_ROOM = 24.0
_PACED = 10.0  # how much the step is raised, and what is below it lowered, where a pace is said
_OF_TWO, _LINE = 22.0, 1.25  # size of a title of two lines, and their distance as a multiple of it

_EDGE = 14.0  # room at the sides of a tall or square picture, and above and below its words
_TITLES = (24.0, 22.0, 20.0, 18.0)  # sizes that are tried there: a title of so many lines is large
_CAPTIONS = (19.0, 18.0, 17.0)
_FEW = 3
_SQUARE = 1.2  # a picture less high for its width has a line less for its title


class BannerPlan(NamedTuple):
    """What stands where, in design pixels.

    Attributes
    ----------
    titles, title_size
        The lines of each, from above.
    top
        Height of the picture.
    step_foot, pace_foot
        Of the step and of the pace.
    foot
        Of a caption of one line.
    caption_left, caption_room
        Left end and width of the caption's lines.
    caption_size, caption_lines
        Of the longest caption.
    wide
        Whether the picture is. In others a title and a caption hang from their first line.
    room
        What is left for the panels.
    """

    titles: Mapping[str, Sequence[str]]
    title_size: float
    top: float
    step_foot: float
    pace_foot: float
    foot: float
    caption_left: float
    caption_room: float
    caption_size: float
    caption_lines: int
    wide: bool
    room: Box

    @property
    def side(self) -> float:
        """Left end of title and step."""
        return self.room.left

    def title_feet(self, lines: int) -> list[float]:
        """Return how high each line of a title stands."""
        if self.wide:
            up = 26 if lines == 1 else 10
            upwards = reversed(range(lines))
            return [self.top - TOP + up + number * _LINE * self.title_size for number in upwards]
        return [self.top - _EDGE - (0.8 + _LINE * each) * self.title_size for each in range(lines)]

    def caption_feet(self, lines: int) -> list[float]:
        """Return how high each line of a caption stands."""
        if self.wide:
            downwards = [(lines - 1) / 2 - number for number in range(lines)]
            return [self.foot + _CAPTION_LINE * each for each in downwards]
        return [self.foot - _LINE * self.caption_size * number for number in range(lines)]


class _Words(NamedTuple):
    """What is said in a picture: titles by what they are, captions, and where the latter begin."""

    titles: Mapping[str, str]
    captions: Sequence[str]
    left: float
    paced: bool


def plan_of(context: PanelContext, title: str, size: tuple[float, float], dpi: float) -> BannerPlan:
    """Return the plan for a picture of a size in design pixels."""
    wide = is_wide(size)
    side = SIDES if wide else _EDGE
    left = side + _advance("step ", dpi)
    left += _advance("0" * len(f"{context.steps:,}"), dpi)
    paces = {segment.pace for segment in context.clock.segments} - {""}
    if paces:
        left = max(left, *(side + Fitter(dpi).width(each, LEAST) for each in paces))
    left += _STEP_ROOM
    titles = {"": title} | {each.text: each.text for each in context.clock.titles}
    words = _Words(titles, [*map(spoken, captions_of(context))], left, bool(paces))
    return (_wide if wide else _narrow)(words, size, dpi)


def captions_of(context: PanelContext) -> list[str]:
    """Return all captions, with the numbers of the last step."""
    own = [each.caption for each in context.clock.segments if each.caption]
    every = own + [caption.text for caption in context.clock.captions]
    numbers = Numbers(context)
    return [numbers.fill(words, context.steps) for words in every]


def _advance(words: str, dpi: float) -> float:
    return PictureText(0, 0, words, size=STEP, weight="bold").advance(dpi) / (dpi / 100)


def _wide(words: _Words, size: tuple[float, float], dpi: float) -> BannerPlan:
    width, height = size[0] - 2 * SIDES, size[1]
    found = {key: _title_lines(title, width, dpi) for key, title in words.titles.items()}
    room = width + SIDES - words.left
    said = [_fitting(each, Fitter(dpi), room, TEXT.body) for each in words.captions]
    foot = BOTTOM - 34
    return BannerPlan(
        titles={key: lines for key, (lines, _) in found.items()},
        title_size=min(each for _, each in found.values()),
        top=height,
        step_foot=foot + _PACED if words.paced else foot,
        pace_foot=foot - _PACED,
        foot=foot,
        caption_left=words.left,
        caption_room=room,
        caption_size=min((each for _, each in said), default=TEXT.body),
        caption_lines=max((len(lines) for lines, _ in said), default=1),
        wide=True,
        room=Box(SIDES, BOTTOM, width, height - TOP - BOTTOM),
    )


def _title_lines(title: str, width: float, dpi: float) -> tuple[list[str], float]:
    """Return the lines of a wide picture's title, one or two, and the size at which they fit."""
    given = title.split("\n")
    high = TEXT.title if len(given) == 1 else _OF_TWO
    fitted = [_fitting(line, Fitter(dpi, "bold"), width, high) for line in given]
    lines = [line for each, _ in fitted for line in each]
    if len(lines) > _LINES:
        raise InvalidInput(
            f"The title {title!r} needs {len(lines)} lines and has {_LINES}; shorten it."
        )
    return lines, min(size for _, size in fitted)


def _narrow(words: _Words, size: tuple[float, float], dpi: float) -> BannerPlan:
    width, height = size[0] - 2 * _EDGE, size[1]
    room = width + _EDGE - words.left
    titles, large = _broken(
        {key: title.split("\n") for key, title in words.titles.items()},
        Fitter(dpi, "bold"), width, _TITLES, most=_FEW if height > _SQUARE * size[0] else _FEW - 1,
    )  # fmt: skip
    said, small = _broken({each: [each] for each in words.captions}, Fitter(dpi), room, _CAPTIONS)
    most = max((len(lines) for lines in said.values()), default=1)
    foot = _EDGE + _LINE * small * max(most - 1, int(words.paced))
    plan = BannerPlan(
        titles=titles, title_size=large, top=height, step_foot=foot,
        pace_foot=foot - _LINE * LEAST, foot=foot, caption_left=words.left, caption_room=room,
        caption_size=small, caption_lines=most, wide=False, room=Box(_EDGE, 0, width, height),
    )  # fmt: skip
    low = foot + STEP + 8
    high = plan.title_feet(max(map(len, titles.values())))[-1] - 8
    return plan._replace(room=Box(_EDGE, low, width, high - low))


def _broken(
    texts: Mapping[str, Sequence[str]],
    fitter: Fitter,
    room: float,
    sizes: Sequence[float],
    most: int = _FEW,
) -> tuple[dict[str, list[str]], float]:
    """Return the lines of each text, and the largest size at which they are few, or the least."""
    for size in (*sizes, LEAST):
        found = {
            key: [line for words in given for line in fitter.lines(words, room, size)]
            for key, given in texts.items()
        }
        if all(len(lines) <= most for lines in found.values()):
            break
    return found, size


def _fitting(words: str, fitter: Fitter, room: float, size: float) -> tuple[list[str], float]:
    """Return the lines, one or two, and the size, at most `size`, that fit into `room`."""
    fitting = fitter.size_of(words, room, size)
    if fitter.width(words, fitting) <= room:
        return [words], fitting
    lines = fitter.lines(words, room, LEAST)
    if len(lines) > _LINES:
        needed, most = fitter.width(words, LEAST), _LINES * room
        raise InvalidInput(
            f"{words!r} is too long for {_LINES} lines: it would need {needed:.0f} pixels of "
            f"{most:.0f}; shorten it by about {max(1 - most / needed, 0.05):.0%}."
        )
    return lines, LEAST
