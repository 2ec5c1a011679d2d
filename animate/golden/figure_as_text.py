"""What is on a figure, as text that git can diff: each artist in the order in which it is drawn.

A line says of an artist what it is, its label and its look; lines below it give its data, all of
few points, of many the means of stretches. Where texts are is left out where layouts decide it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.image import _ImageBase as Image
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.table import Cell
from matplotlib.text import Annotation, Text
from numpy.typing import NDArray

from .artist_words import (
    color,
    contour_levels,
    few,
    grid,
    has_line,
    has_marker,
    manner,
    quoted,
    stroke,
    widths,
)

MOST = 32
"""Points of an artist that are told; of more, means of as many stretches."""

IN_A_LINE = 8

_VIEW = ("elev", "azim", "roll")
"""From where axes in 3D are seen."""


def of_figure(figure: Figure) -> list[str]:
    """Describe a figure as it was drawn last."""
    width, height = figure.get_size_inches() * figure.dpi
    engine = figure.get_layout_engine()
    layout = f", {type(engine).__name__}" if engine else ""
    lines = [f"figure {width:.5g}x{height:.5g}, ground {color(figure.get_facecolor())}{layout}"]
    others = [each for each in figure.get_children() if not isinstance(each, Axes)]
    lines += _each("figure", [each for each in others if each is not figure.patch])
    for number, axes in enumerate(figure.axes, 1):
        lines += _axes(f"axes {number}", axes, placed=engine is None)
    return lines


def _axes(name: str, axes: Axes, *, placed: bool) -> Iterator[str]:
    if not axes.get_visible():
        return
    left, bottom, width, height = axes.get_position().bounds
    at = f", at {left:.5g} {bottom:.5g}, {width:.5g} wide, {height:.5g} high" if placed else ""
    kind = "" if axes.name == "rectilinear" else f", {axes.name}"
    shown = getattr(axes, "_axis3don", axes.axison)
    ground = f", ground {color(axes.get_facecolor())}" if shown and axes.patch.get_visible() else ""
    view = [f"{each} {getattr(axes, each):.5g}" for each in _VIEW if hasattr(axes, each)]
    yield f"{', '.join([name + kind, *view])}{at}{ground}{manner(axes)}"
    if shown:
        for letter, axis in axes._axis_map.items():
            yield f"{name}, {letter} {_axis(axis)}"
        yield from _spines(name, axes)
    around = {axes.patch, *axes.spines.values(), *axes._axis_map.values()}
    yield from _each(name, [each for each in axes.get_children() if each not in around])


def _axis(axis: Any) -> str:
    low, high = axis.get_view_interval()
    places = [p for p in axis.get_majorticklocs() if min(low, high) <= p <= max(low, high)]
    ticks = ", ".join(map(quoted, axis.get_major_formatter().format_ticks(places)))
    label = axis.label
    words = quoted(label.get_text())
    told = f", label {words} {color(label.get_color())}" if label.get_text() else ""
    shown = "" if axis.get_visible() else ", not shown"
    return f"{low:.5g} to {high:.5g}, {axis.get_scale()}, ticks {ticks}{told}{grid(axis)}{shown}"


def _spines(name: str, axes: Axes) -> Iterator[str]:
    looks: dict[str, list[str]] = {}
    for side, spine in axes.spines.items():
        if spine.get_visible():
            look = f"{color(spine.get_edgecolor())}, width {spine.get_linewidth():.5g}"
            looks.setdefault(f"{look}{manner(spine)}", []).append(side)
    for look, sides in looks.items():
        yield f"{name}, frame {' '.join(sides)}: {look}"


def _each(name: str, artists: list[Artist]) -> Iterator[str]:
    """Describe artists in the order in which they are drawn, each kind numbered."""
    numbers: Counter[str] = Counter()
    for artist in sorted(artists, key=lambda artist: artist.get_zorder()):
        if not artist.get_visible():
            continue
        kind = type(artist).__name__
        numbers[kind] += 1
        whole = f"{name}, {kind} {numbers[kind]}"
        if isinstance(artist, Axes):
            yield from _axes(whole, artist, placed=True)
        else:
            yield from _one(whole, artist)


def _one(name: str, artist: Artist) -> Iterator[str]:
    if isinstance(artist, Text):
        if artist.get_text():
            yield f"{name}: {_text(artist)}{manner(artist)}"
        return
    look = _look(artist)
    if look is None:
        yield from _each(name, list(_leaves(artist)))
        return
    label = str(artist.get_label() or "")
    words = "" if label.startswith("_") or not label else f"{quoted(label)}, "
    yield f"{name}: {words}{look}{manner(artist)}"
    if isinstance(artist, Cell) and artist.get_text().get_text():
        yield f"{name}: {_text(artist.get_text())}"
    for what, numbers in _data(artist):
        yield from (f"{name}, {line}" for line in _told(what, numbers))


def _leaves(artist: Artist) -> Iterator[Artist]:
    """Go through what is in the boxes of a legend or a table."""
    for child in artist.get_children():
        if isinstance(child, Axes | Text) or _look(child) is not None:
            yield child
        else:
            yield from _leaves(child)


def _text(text: Text) -> str:
    words = f"{quoted(text.get_text())} {color(text.get_color())}, size {text.get_fontsize():.5g}"
    if text.get_rotation() and not (text.axes and _is_label_of_a_contour(text)):
        words += f", turned {text.get_rotation():.5g}"
    for style in (text.get_fontweight(), text.get_fontstyle()):
        words += "" if style in ("normal", 400) else f", {style}"
    if isinstance(text, Annotation):
        arrow = text.arrow_patch
        words += f", for {_point(_numbers(text.axes, text.xy))}" + (
            f", arrow {_look(arrow)}" if arrow else ""
        )
    return f"{words}{_place(text)}"


def _place(text: Any) -> str:
    """Describe where a text is, if it is where somebody put it: in the data or on the axes."""
    axes = text.axes
    if axes is None or text not in axes.texts or _is_label_of_a_contour(text):
        return ""
    x, y = text.xyann if isinstance(text, Annotation) else text.get_position()
    where = " of the axes" if text.get_transform() == axes.transAxes else ""
    numbers = _point(_numbers(axes, (x, y)))
    return f", at {numbers}{where}, {text.get_horizontalalignment()} {text.get_verticalalignment()}"


def _numbers(axes: Any, xy: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return a place as numbers, also if it was given as dates or names."""
    return (axes.convert_xunits(xy[0]), axes.convert_yunits(xy[1])) if axes else xy


def _is_label_of_a_contour(text: Any) -> bool:
    """Whether matplotlib chose the place, by the size of the letters."""
    sets = (each for each in text.axes.collections if isinstance(each, ContourSet))
    return any(text in getattr(contours, "labelTexts", ()) for contours in sets)


def _look(artist: Artist) -> str | None:
    """Describe the look of what draws something itself; None for what only holds others."""
    if isinstance(artist, Line2D):
        return _line(artist)
    if isinstance(artist, Patch):
        face = color(artist.get_facecolor()) if artist.get_fill() else "not filled"
        return f"{face}, rim {color(artist.get_edgecolor())}, width {artist.get_linewidth():.5g}"
    if isinstance(artist, Collection):
        faces, edges = (
            few(map(color, colors)) for colors in (artist.get_facecolor(), artist.get_edgecolor())
        )
        levels = f"levels {contour_levels(artist)}, " if isinstance(artist, ContourSet) else ""
        return f"{levels}faces {faces}, rims {edges}, widths {widths(artist)}{_scale(artist)}"
    if isinstance(artist, Image):
        extent = getattr(artist, "get_extent", lambda: ())()
        within = f", within {' '.join(f'{float(each):.5g}' for each in extent)}" if extent else ""
        return f"interpolation {artist.get_interpolation()}{within}{_scale(artist)}"
    return None if artist.get_children() else "-"


def _line(line: Line2D) -> str:
    look = stroke(line) if has_line(line) else "no line"
    if has_marker(line):
        look += (
            f", marker {line.get_marker()!s} {color(line.get_markerfacecolor())} rim "
            f"{color(line.get_markeredgecolor())}, size {line.get_markersize():.5g}, rim's width "
            f"{line.get_markeredgewidth():.5g}"
        )
        if line.get_markevery() is not None:
            look += f", every {line.get_markevery()}"
    return look


def _scale(artist: Any) -> str:
    """Describe how numbers become colours, where they do."""
    if artist.get_array() is None:
        return ""
    low, high = artist.get_clim()
    limits = f" {low:.5g} to {high:.5g}" if low is not None and high is not None else ""
    name = artist.get_cmap().name
    return f", colours {name if name in colormaps else 'of its own'}{limits}"


def _data(artist: Artist) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Go through the data of an artist: what each is, and its rows."""
    if isinstance(artist, Line2D):
        yield "points", _rows(*artist.get_data(orig=False))
    elif isinstance(artist, Patch):
        path = artist.get_path().transformed(artist.get_patch_transform())
        yield "corners", _plain(path.vertices)
    elif isinstance(artist, Image):
        yield "pixels", _blocks(_plain(artist.get_array()))
    elif isinstance(artist, Collection) and not isinstance(artist, ContourSet):
        yield from _collected(artist)


def _collected(artist: Any) -> Iterator[tuple[str, NDArray[np.float64]]]:
    offsets = _plain(artist.get_offsets()).reshape(-1, 2)
    if offsets.any():
        yield "places", offsets
    corners = [_plain(path.vertices) for path in artist.get_paths() if len(path.vertices)]
    if corners:
        yield "corners", np.concatenate(corners)
    for what in ("sizes", "array"):
        values = getattr(artist, f"get_{what}", lambda: None)()
        if values is not None and np.size(values):
            yield what, _rows(values)
    if hasattr(artist, "U"):
        yield "arrows", _rows(artist.U, artist.V)


def _plain(values: Any) -> NDArray[np.float64]:
    """Return numbers with nan where they are masked."""
    return np.ma.filled(np.ma.asarray(values, float), np.nan)


def _rows(*columns: Any) -> NDArray[np.float64]:
    return np.column_stack([_plain(column).ravel() for column in columns])


def _blocks(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the means of an image's blocks, 8 x 8 of them at most, one row each."""
    deep = pixels[..., None] if pixels.ndim == 2 else pixels
    cuts = (
        block
        for row in np.array_split(deep, min(8, deep.shape[0]), axis=0)
        for block in np.array_split(row, min(8, deep.shape[1]), axis=1)
    )
    return np.array([_mean(block.reshape(-1, deep.shape[2])) for block in cuts])


def _told(what: str, rows: NDArray[np.float64]) -> Iterator[str]:
    """Write rows of numbers, a few in a line."""
    finite = rows[np.isfinite(rows)]
    span = float(np.abs(finite).max()) if finite.size else 0.0
    many = len(rows) > MOST
    told = np.array([_mean(part) for part in np.array_split(rows, MOST)]) if many else rows
    of = f"{len(rows)} {what}, means" if many else what
    for first in range(0, len(told), IN_A_LINE):
        part = told[first : first + IN_A_LINE]
        numbers = f"{first + 1} to {first + len(part)}" if len(part) > 1 else f"{first + 1}"
        yield f"{of} {numbers}: {' '.join(_point(row, span) for row in part)}"


def _mean(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of the numbers in each column, nan where there is none."""
    finite = np.isfinite(rows)
    count = finite.sum(axis=0)
    total = np.where(finite, rows, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _point(row: Any, span: float = 0.0) -> str:
    """Write numbers in brackets; what is 0 but for rounding as 0."""
    numbers = (0.0 if abs(value) < 1e-9 * span else float(value) for value in np.ravel(row))
    return f"({', '.join(f'{number:.5g}' for number in numbers)})"
