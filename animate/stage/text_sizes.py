"""How large the texts of a picture are, and whether they stay in it: for tests and reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ..drawing.text import PictureText
from .stage import Stage


class TextSeen(NamedTuple):
    """A text of a frame.

    Attributes
    ----------
    words
        As they are written.
    height
        Size of the letters in pixels of the picture: that of the font, which parts of a formula
        may be smaller than.
    box
        The pixels that it fills, from the lower left corner of the picture.
    """

    words: str
    height: float
    box: Bbox


def texts_seen(stage: Stage, index: int) -> list[TextSeen]:
    """Return all texts that are on a frame: those of the axes, and what moves."""
    stage = stage.page(index)
    stage.frame(index)
    moving = {id(each) for each in stage.moving(stage.moment(index))}
    pixels = stage.figure.dpi / 72
    with stage.theme.applied():
        return [
            TextSeen(
                text.get_text(),
                float(text.get_fontsize()) * pixels,
                text.get_window_extent(stage.renderer),
            )
            for text in _written(stage)
            if not text.get_animated() or id(text) in moving
        ]


def smallest_text(stage: Stage, index: int) -> TextSeen:
    """Return the smallest text of a frame."""
    return min(texts_seen(stage, index), key=lambda text: text.height)


def _written(stage: Stage) -> Iterator[Text]:
    """Texts that have something to say and are drawn."""
    for axes in stage.figure.axes:
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            ticks = [each for each in axis.get_major_ticks() if low <= each.get_loc() <= high]
            for text in (*(tick.label1 for tick in ticks), axis.label):
                if text.get_visible() and text.get_text():
                    yield text
    for text in stage.figure.findobj(PictureText):
        assert isinstance(text, PictureText)
        if text.get_visible() and text.get_text():
            yield text
