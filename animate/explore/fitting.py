"""A page within the bytes that it may take: with fewer decimals if need be, or refused."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from gradreel.core import allow, disk
from gradreel.core.arrays import FloatArray
from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput
from gradreel.core.files import known_suffix, replacing
from gradreel.core.output_paths import output_file

from ..formats.companion import Companion
from .exploring import Exploring
from .page import write_page

MOST_BYTES = 2_000_000
"""That a page takes where nothing else was allowed."""

LEAST_OF_A_RUN = 6
"""Bytes: where a run begins, each of its numbers differs from the one before."""

_SAMPLE = 150
"""Runs of a grid whose page tells how much a run takes."""


def page_beside(exploring: Exploring, path: Path, most: int | None = None) -> Companion:
    """Return the page, to be made together with the films of a pass.

    Raises
    ------
    InvalidInput
        It takes more than `most` bytes.
    """
    page = bounded_page(most or MOST_BYTES, exploring, path.name)
    return Companion(path, partial(disk.write, data=page))


def write_explore(path: str | Path, exploring: Exploring, *, most_bytes: int = MOST_BYTES) -> None:
    """Write the page in which a reader plays with a race, whole or not at all.

    Parameters
    ----------
    path
        The file to make; it ends in .html.
    exploring
        What it holds.
    most_bytes
        That it may take; where it needs more, w and b have a decimal less.

    Raises
    ------
    InvalidInput
        It takes more even so, or the file is not possible.
    RenderError
        The disk did not take it.
    """
    path = output_file(path)
    known_suffix(path, [".html"])
    allow.instance_of(Exploring, words="an Exploring")("write_explore was given", exploring)
    most = allow.whole(least=1)("write_explore was given most_bytes", most_bytes)
    page = bounded_page(most, exploring, path.name)
    with replacing(path) as part:
        disk.write(part, page)


def bounded_page(most: int, exploring: Exploring, name: str) -> bytes:
    """Return the page if it takes no more bytes than that."""
    least = LEAST_OF_A_RUN * exploring.count
    if least > most:  # known before hours of runs
        raise _too_large(f"would take more than {_size(least)}", most, exploring, name)
    page = _page(most, exploring)
    if len(page) > most:
        raise _too_large(f"takes {_size(len(page))}", most, exploring, name)
    return page


def _page(most: int, exploring: Exploring) -> bytes:
    """Return the page, with a decimal less where it is too large otherwise.

    A run that jumps about takes nearly all the digits of its numbers: a decimal is a quarter of it.
    """
    page = write_page(exploring).encode()
    if len(page) <= most:
        return page
    w, b = (each.coarser() for each in exploring.places)
    return write_page(exploring, (w, b)).encode()


def _too_large(takes: str, most: int, exploring: Exploring, name: str) -> InvalidInput:
    runs, steps = counted(exploring.count, "run"), counted(exploring.race.steps, "step")
    fits = _largest(most, exploring)
    how = f"{fits} fits; or give" if fits else "give"
    return InvalidInput(
        f"{name} {takes} with {runs} of {steps}, and {_size(most)} are allowed; {how} fewer "
        f"{'' if fits else 'starts, values to vary, '}optimizers or steps, or allow more."
    )


def _largest(most: int, exploring: Exploring) -> str:
    """Say which grid fits, "" where none does: as many of everything, by one share."""
    sample = _thinned(exploring, (_SAMPLE / exploring.count) ** (1 / max(_sides(exploring), 1)))
    alone = _thinned(exploring, 0)
    first, size = len(_page(most, alone)), len(_page(most, sample))
    if first > most or exploring.count == alone.count:
        return ""
    each = max((size - first) / max(sample.count - alone.count, 1), LEAST_OF_A_RUN)
    share = min((most - first) / each / exploring.count, 1) ** (1 / max(_sides(exploring), 1))
    for _ in range(9):  # each is checked, for a sample need not tell all
        trial = _thinned(exploring, share)
        if len(_page(most, trial)) <= most:
            return _words(trial)
        share *= 0.93
    return ""


def _sides(exploring: Exploring) -> int:
    """Return how many sides the grid of starts and values has."""
    return 2 * ((exploring.starts or 1) > 1) + len(exploring.vary or ())


def _thinned(exploring: Exploring, share: float) -> Exploring:
    """Return it with that share of the starts along each side, and of the values."""
    starts, vary = exploring.starts, exploring.vary
    fewer: Mapping[str, ArrayLike] | None = vary and dict(_fewer(vary, share))
    return replace(exploring, starts=starts and max(math.floor(starts * share), 1), vary=fewer)


def _fewer(vary: Mapping[str, ArrayLike], share: float) -> Iterator[tuple[str, FloatArray]]:
    for name, given in vary.items():
        values = np.asarray(given)
        count = max(math.floor(len(values) * share), 1)
        places = np.linspace(0, len(values) - 1, count)
        yield name, np.interp(places, np.arange(len(values)), values)


def _words(exploring: Exploring) -> str:
    parts = [f"{np.size(values)} of {name}" for name, values in (exploring.vary or {}).items()]
    if (exploring.starts or 1) > 1:
        parts.insert(0, f"{exploring.starts} x {exploring.starts} starts")
    return f"a grid of {' and '.join(parts)}" if parts else "one start"


def _size(count: int) -> str:
    return f"{count / 1e6:,.2f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"
