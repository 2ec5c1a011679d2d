"""What moves lies above all that stands still, whatever panel it is in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.figure import Figure

from ..style.theme import points

A = TypeVar("A", bound=Artist)

MOVING = 10.0
"""Z-order of the lowest line that moves. What moves belongs to the figure, above all that stands
still, whatever panel it is in: so a frame composed over the static part equals a full redraw."""

LOWEST = MOVING - 1
"""Least z-order that the stage takes: room for what moves below the lines."""

AS_IT_IS = GraphicsContextBase()
"""What images are drawn with: the renderer asks it for alpha and clipping only, of which there is
none, and to make one for each image of a frame would cost as much as the small ones themselves."""

LEAST_SCALE = 0.5
"""In pictures smaller than this share of the design size, lines and markers shrink no further."""


def weight(axes: Axes, pixels: float) -> float:
    """Return a width or marker size in points that stays visible in a small picture.

    Parameters
    ----------
    pixels
        As in a picture of the design size.
    """
    return points(pixels) * max(1.0, LEAST_SCALE * 100 / figure_of(axes).dpi)


def figure_of(artist: Artist) -> Figure:
    """Return the figure that axes, or an artist, stand in."""
    figure = artist.get_figure(root=True)
    assert figure is not None
    return figure


def moving(artists: Iterable[A], *, layer: float = 0.0) -> list[A]:
    """Take artists out of their axes and let them move: they keep their place, size and clipping.

    Parameters
    ----------
    artists
        What a method of the axes has just drawn.
    layer
        Order among the moving artists, 0 for the lowest.

    Returns
    -------
    The same artists, for `DrawnPanel.at` to return.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> bars = moving(axes.bar(["w", "b"], [0.3, 0.7]))
    """
    artists = list(artists)
    for artist in artists:
        axes = artist.axes
        if axes is not None:  # a text of the figure has none
            artist.remove()
            artist.axes = axes  # some ask it where they are
            figure_of(axes).add_artist(artist)
        artist.set_animated(True)
        artist.set_zorder(MOVING + layer)
    return artists
