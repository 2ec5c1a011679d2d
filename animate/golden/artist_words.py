"""What an artist is and looks like, in words: only what is not as it is by default.

Numbers have five digits; colours are written as in "#1a1a1a", with alpha only if it is not opaque.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgba
from matplotlib.contour import ContourSet
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

_NONE = ("None", "none", " ", "", None)
_SOLID = ("-", "solid")
_MOST = 6
"""Colours, widths or sizes of one artist that are told; of more the first and the last."""


def quoted(text: str) -> str:
    """Write a text in quotes, in one line."""
    return json.dumps(text, ensure_ascii=False)


def color(given: Any) -> str:
    """Write a colour; its alpha only if one sees through."""
    red, green, blue, alpha = to_rgba(given)
    return to_hex((red, green, blue, alpha), keep_alpha=alpha < 1)


def has_line(line: Line2D) -> bool:
    """Whether a line is more than its markers."""
    return line.get_linestyle() not in _NONE


def has_marker(line: Line2D) -> bool:
    """Whether a line has markers."""
    return line.get_marker() not in _NONE


def manner(artist: Artist) -> str:
    """Write how an artist is drawn: ", dashes 3.7 1.6, alpha 0.5, order 4"; nothing by default."""
    return "".join(f", {word}" for word in _manner(artist))


def stroke(line: Line2D) -> str:
    """Write colour and width of a line."""
    return f"{color(line.get_color())}, width {line.get_linewidth():.5g}"


def grid(axis: Axis) -> str:
    """Write how the lines of a grid look: ", grid #b0b0b0, width 0.8"; nothing without one."""
    lines = [tick.gridline for tick in axis.majorTicks if tick.gridline.get_visible()]
    return f", grid {stroke(lines[0])}{manner(lines[0])}" if lines else ""


def contour_levels(contours: ContourSet) -> str:
    """Write the levels of a contour set, all of them."""
    return " ".join(f"{float(level):.5g}" for level in contours.levels) or "none"


def widths(artist: Collection) -> str:
    """Write the widths of a collection's lines."""
    return few(f"{float(width):.5g}" for width in np.atleast_1d(artist.get_linewidth()))


def few(words: Iterable[str]) -> str:
    """Write words without repeating: each once if there are few, else how many and the outer."""
    each = list(words)
    told = list(dict.fromkeys(each))
    if len(told) <= 1:
        return " ".join(told) or "none"
    if len(each) <= _MOST:
        return " ".join(each)
    return f"{told[0]} to {told[-1]}, {len(told)} kinds of {len(each)}"


def _manner(artist: Artist) -> Iterator[str]:
    if dashes := _dashes(artist):
        yield f"dashes {dashes}"
    if isinstance(artist, Line2D) and artist.get_drawstyle() != "default":
        yield str(artist.get_drawstyle())
    if isinstance(artist, Patch) and artist.get_hatch():
        yield f"hatch {artist.get_hatch()}"
    alpha = artist.get_alpha()
    if alpha is not None:
        yield f"alpha {few(f'{float(each):.5g}' for each in np.ravel(alpha))}"
    if artist.get_zorder() != type(artist).zorder:
        yield f"order {artist.get_zorder():.5g}"
    if artist.get_path_effects():
        yield f"effects {few(type(effect).__name__ for effect in artist.get_path_effects())}"


def _dashes(artist: Artist) -> str:
    """Return the pattern of dashes, in widths of the line or as it is called; "" if it is solid."""
    if isinstance(artist, Collection):
        styles: Any = artist.get_linestyle()
        dashed = any(lengths is not None for _, lengths in styles)
        return few(map(_pattern, styles)) if dashed else ""
    if isinstance(artist, Line2D):
        own = getattr(artist, "_unscaled_dash_pattern", (0, None))  # by name it is "--" for all
        return _pattern(own) if own[1] is not None and has_line(artist) else ""
    if isinstance(artist, Patch):
        style = artist.get_linestyle()
        return "" if style in _SOLID or style in _NONE else str(style)
    return ""


def _pattern(dashes: Any) -> str:
    offset, lengths = dashes
    if lengths is None:
        return "solid"
    begun = f" from {offset:.5g}" if offset else ""
    return " ".join(f"{float(length):.5g}" for length in lengths) + begun
