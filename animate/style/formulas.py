"""Formulas of our pictures, laid out by a parser that is not shared with others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

from .theme import drawing

if TYPE_CHECKING:  # generic in the stubs alone
    _Parser = MathTextParser[Any]
else:
    _Parser = MathTextParser


class _FormulaParser(_Parser):
    """Parses with a parser of its own: matplotlib's is shared by all threads, and bears one."""

    _parser = None


@cache
def _formulas() -> _FormulaParser:
    """Return what lays out the formulas of all our pictures, one thread at a time."""
    parser: Any = RendererAgg(1, 1, 72).mathtext_parser  # for what Agg draws in this matplotlib
    parser.__class__ = _FormulaParser
    return cast("_FormulaParser", parser)


def with_own_formulas(renderer: RendererAgg) -> RendererAgg:
    """Return the renderer, which parses formulas apart from all that is not ours from now on."""
    renderer.mathtext_parser = _formulas()
    return renderer


def check_formula(formula: str) -> None:
    """Raise ValueError, with the reason in its last line, if a formula cannot be laid out."""
    with drawing():
        _formulas().parse(formula, 72, FontProperties())
