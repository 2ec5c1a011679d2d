"""`gradreel optimizers` and `gradreel surfaces`: what there is, as it can be typed."""

import textwrap
from collections.abc import Iterable
from inspect import getdoc
from numbers import Number
from typing import Any

from gradreel.core import (
    CONVENTIONS,
    OPTIMIZERS,
    SURFACES,
    FloatArray,
    Surface,
    minima_of,
    start_of,
)
from gradreel.core.counted import counted
from gradreel.core.expression import parameters_of
from gradreel.core.suggested import suggested_for

from ...scene.naming import written
from ..saying import say

_INDENT = "    "


def list_optimizers() -> None:
    """Print each optimizer with its parameters and defaults, its sentence and its conventions."""
    for name, made in OPTIMIZERS.items():
        say(expression(name, made))
        say(f"{_INDENT}{_sentence(made)}")
        say(f"{_INDENT}conventions: {', '.join(CONVENTIONS[name])}")
    say("race, trace and sweep take a learning rate that is not given from `gradreel surfaces`.")


def list_surfaces() -> None:
    """Print each surface with its parameters and defaults, its sentence, start and minima."""
    for name, made in SURFACES.items():
        surface = made()
        say(expression(name, made))
        say(f"{_INDENT}{_sentence(made)}")
        say(f"{_INDENT}{_places(surface)}")
        suits = suggested_for(surface)
        if suits:
            rates = (f"{each} {written(rate)}" for each, rate in suits.learning_rates.items())
            words = f"suits it: {counted(suits.steps, 'step')}; learning rates {', '.join(rates)}"
            shape = textwrap.TextWrapper(100, _INDENT, 2 * _INDENT)
            for line in shape.wrap(words):
                say(line)


def expression(name: str, made: type[Any]) -> str:
    """Return what can be typed to get it: its name with each number and its default.

    Its convention, data and window have options of their own.
    """
    defaults = parameters_of(made).items()
    parameters = ", ".join(f"{key}={at:g}" for key, at in defaults if isinstance(at, Number))
    return f"{name}({parameters})" if parameters else name


def _sentence(made: type[Any]) -> str:
    return (getdoc(made) or "").splitlines()[0]


def _places(surface: Surface) -> str:
    minima = minima_of(surface)
    known = f"minimum {_points(minima)}" if len(minima) else "no known minimum"
    window = ",".join(f"{edge:g}" for edge in surface.window)
    return f"start {_points([start_of(surface)])}; {known}; window {window}"


def _points(points: Iterable[FloatArray]) -> str:
    return " and ".join(",".join(f"{value:.4g}" for value in point) for point in points)
