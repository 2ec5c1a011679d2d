"""`gradreel surfaces`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ..saying import say

if TYPE_CHECKING:
    from gradreel.core import FloatArray, Surface


@click.command(epilog="Example: gradreel surfaces")
def command() -> None:
    """List the surfaces with their parameters, starts and minima."""
    from gradreel.core import SURFACES
    from gradreel.core.counted import counted
    from gradreel.core.suggested import suggested_for

    from ...scene.naming import written
    from ..listing import INDENT, say_kind

    shape = textwrap.TextWrapper(100, INDENT, 2 * INDENT)
    for name, made in SURFACES.items():
        surface = made()
        say_kind(name, made)
        say(f"{INDENT}{_places(surface)}")
        suits = suggested_for(surface)
        if suits:
            rates = (f"{each} {written(rate)}" for each, rate in suits.learning_rates.items())
            words = f"suits it: {counted(suits.steps, 'step')}; learning rates {', '.join(rates)}"
            for line in shape.wrap(words):
                say(line)


def _places(surface: Surface) -> str:
    """Return its start, minima and window."""
    from gradreel.core import minima_of, start_of

    minima = minima_of(surface)
    known = f"minimum {_points(minima)}" if len(minima) else "no known minimum"
    window = ",".join(f"{edge:g}" for edge in surface.window)
    return f"start {_points([start_of(surface)])}; {known}; window {window}"


def _points(points: Iterable[FloatArray]) -> str:
    return " and ".join(",".join(f"{value:.4g}" for value in point) for point in points)
