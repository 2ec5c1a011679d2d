"""Cards that fade over the picture that comes, out of the picture that was.

Pictures are mixed as they are, with straight opacity: nothing is drawn but the words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_rgb

from ..drawing.fade import mix
from ..scene.frame import Frame
from ..scene.said import smooth
from .sheet import PictureLook
from .title_card import draw_card

BEHIND = 0.15
"""How much is seen of the coming picture behind the words."""


class CardView(NamedTuple):
    """How much is seen at a frame of a card: of it over what was, of the picture, of the words."""

    arrived: float
    picture: float
    words: float


def view_at(frame: int, frames: int, fade_frames: float, *, is_first: bool) -> CardView:
    """Return what is seen at a frame of a card of some frames."""
    arrived = 1.0 if is_first else smooth((frame + 1) / (fade_frames + 1))
    left = smooth((frames - frame) / (fade_frames + 1))
    return CardView(arrived, 1 - left * (1 - BEHIND), left)


class Letters(NamedTuple):
    """The words of a card: where they stand in the picture, and their pixels on nothing."""

    place: tuple[slice, slice]
    pixels: Frame


def letters_of(words: str, look: PictureLook) -> Letters:
    """Draw the words of a card: once for all frames that they fade in or out."""
    layer = draw_card("", words, "", look._replace(transparent=True))
    seen = layer[..., 3] > 0
    rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return Letters((slice(0), slice(0)), layer[:0, :0])
    place = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    return Letters(place, layer[place].copy())


def picture_of(
    view: CardView, letters: Callable[[], Letters], look: PictureLook, coming: Frame
) -> Frame:
    """Return the picture of a card that has arrived."""
    if look.transparent:
        frame = faded(np.zeros_like(coming), coming, view.picture)
    else:
        ground = np.rint(np.array(to_rgb(look.theme.background)) * 255).astype(np.uint8)
        frame = faded(ground, coming, view.picture)
    if view.words and look.text:
        place, layer = letters()
        frame[place] = _over(frame[place], layer, view.words)
    return frame


def faded(before: Frame, after: Frame, share: float) -> Frame:
    """Return a picture of which `share` is seen over another, or over one colour."""
    made = after.copy()
    mix(before, made, share)
    return made


def _over(frame: Frame, layer: Frame, share: float) -> Frame:
    """Lay letters over a picture."""
    opacity = layer[..., 3:] / 255 * share
    made = frame.copy()
    if frame.shape[-1] == 3:
        made[:] = np.rint(frame * (1 - opacity) + layer[..., :3] * opacity)
        return made
    below = frame[..., 3:] / 255 * (1 - opacity)
    whole = opacity + below
    colors = layer[..., :3] * opacity + frame[..., :3] * below
    unseen = frame[..., :3].astype(np.float64)
    made[..., :3] = np.rint(np.divide(colors, whole, out=unseen, where=whole > 0))
    made[..., 3:] = np.rint(255 * whole)
    return made
