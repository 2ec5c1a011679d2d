"""The second layer: what is on the picture, as text that git can diff.

Each line says one thing, with its numbers rounded. Where a text stands and how many vertices a
line has are left out: they change with FreeType and with the last digit of a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.table import Table
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from gradreel.core.counted import counted

from ..stage.stage import BANNER, Stage
from .artist_words import (
    color,
    contour_levels,
    grid,
    has_line,
    has_marker,
    manner,
    quoted,
    widths,
)

FEW = 4
"""Points up to which a line tells each of them."""


def always(stage: Stage) -> list[str]:
    """Describe what stands still: limits, ticks and artists of each panel, and the texts."""
    lines = []
    with stage.theme.applied():
        for name, axes in _named(stage):
            lines += [f"panel {name}", *(f"  {line}" for line in _panel(axes))]
        still = [artist for artist in stage.figure.get_children() if not artist.get_animated()]
        lines += [line for artist in still if (line := _described(artist))]
    return lines


def at_frame(stage: Stage, index: int) -> list[str]:
    """Describe what moves, as frame `index` shows it."""
    stage = stage.page(index)
    moment = stage.moment(index)
    names = {id(axes.transData): name for name, axes in _named(stage)}
    lines = [
        f"frame {index} of {len(stage)}, step {moment.step:.5g}",
        f"caption {quoted(moment.caption)}",
    ]
    for artist in stage.moving(moment):
        name = names.get(id(artist.get_transform()))
        described = _described(artist)
        if described:
            lines.append(f"{described}, in {name}" if name else described)
    return lines


def _named(stage: Stage) -> Iterator[tuple[str, Axes]]:
    """Go through all axes, with the panel that made them; only further ones have a number."""
    for panel, made in stage.axes.items():
        name = quoted("title" if panel == BANNER else panel)
        for number, axes in enumerate(made, 1):
            yield name if number == 1 else f"{name}, axes {number}", axes


def _panel(axes: Axes) -> Iterable[str]:
    left, bottom, width, height = axes.get_position().bounds
    yield f"stands at {left:.5g} {bottom:.5g}, {width:.5g} wide, {height:.5g} high"
    if axes.axison:
        yield f"x {_axis(axes.xaxis)}"
        yield f"y {_axis(axes.yaxis)}"
    children = axes.get_children()
    for artist in children:
        if not isinstance(artist, Text | Patch) and (line := _described(artist)):
            yield line
    for artist in children:  # titles at all three places, legends, tables
        for text in _texts(artist):
            if not text.get_animated() and (line := _described(text)):
                yield line


def _texts(artist: Artist) -> list[Text]:
    """Return the texts in something that stands in axes; those of an axis are told with it."""
    if isinstance(artist, Table):
        return [cell.get_text() for cell in artist.get_celld().values()]
    found: list[Text] = [] if isinstance(artist, Axis) else artist.findobj(Text)
    return found


def _axis(axis: Axis) -> str:
    low, high = axis.get_view_interval()
    places = [p for p in axis.get_majorticklocs() if min(low, high) <= p <= max(low, high)]
    ticks = ", ".join(map(quoted, axis.get_major_formatter().format_ticks(places)))
    limits = f"{low:.5g} to {high:.5g}"
    label = quoted(axis.get_label_text())
    return f"{limits}, {axis.get_scale()}, ticks {ticks}, label {label}{grid(axis)}"


def _described(artist: Artist) -> str:
    """Describe an artist in a line; nothing for one that is only there to hold others."""
    if isinstance(artist, Text):
        text = artist.get_text()
        return f"text {quoted(text)}, {to_hex(artist.get_color())}" if text else ""
    # What is placed in pixels stands beside a text, and moves with it.
    if not artist.get_visible() or isinstance(artist.get_transform(), IdentityTransform):
        return ""
    if isinstance(artist, Line2D):
        return f"{_line(artist)}{manner(artist)}"
    if isinstance(artist, ContourSet):
        return f"{_contours(artist)}{manner(artist)}"
    if isinstance(artist, Collection):
        faces, edges = map(_colors, (artist.get_facecolor(), artist.get_edgecolor()))
        look = f"{faces} with rims {edges}, width {widths(artist)}{manner(artist)}"
        places = _points(np.asarray(artist.get_offsets(), float))
        return f"{type(artist).__name__}, {look}, {places}"
    return ""


def _contours(contours: ContourSet) -> str:
    kind, colors = (
        ("bands", contours.get_facecolor())
        if contours.filled
        else (f"contours, width {widths(contours)},", contours.get_edgecolor())
    )
    count = counted(len(list(contours.levels)), "level")
    return f"{kind} at {count}, {contour_levels(contours)}, {_colors(colors)}"


def _line(line: Line2D) -> str:
    # Not as they were given: names and dates are numbers then.
    xy = np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)]).astype(float)
    if not has_line(line):
        look = (
            f"marker {line.get_marker()!s}, {to_hex(line.get_markerfacecolor())} with rim "
            f"{to_hex(line.get_markeredgecolor())}, size {line.get_markersize():.5g}"
        )
    else:
        look = f"line {to_hex(line.get_color())}, width {line.get_linewidth():.5g}"
        if has_marker(line):
            look += f", marker {line.get_marker()!s}"
    return f"{look}, {_points(xy)}"


def _colors(given: Any) -> str:
    colors = np.atleast_2d(given)
    if not colors.size:
        return "none"
    first, last = color(colors[0]), color(colors[-1])
    return first if first == last else f"{first} to {last}"


def _points(xy: NDArray[np.float64]) -> str:
    """Write a few points as they are, of many the first, the last and the least box around."""
    xy = xy[np.isfinite(xy).all(axis=-1)]
    if not len(xy):
        return "nowhere"
    span = float(np.abs(xy).max())
    if len(xy) <= FEW:
        return "at " + " ".join(_point(p, span) for p in xy)
    low, high = xy.min(axis=0), xy.max(axis=0)
    return (
        f"from {_point(xy[0], span)} to {_point(xy[-1], span)} "
        f"within {_point(low, span)} and {_point(high, span)}"
    )


def _point(point: NDArray[np.float64], span: float) -> str:
    # What is 0 but for rounding is written as 0.
    x, y = (0.0 if abs(value) < 1e-9 * span else float(value) for value in point)
    return f"({x:.5g}, {y:.5g})"
