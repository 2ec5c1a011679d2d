"""How far the drawing is, in a cell: a line of text that goes when all is drawn."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 1.0
"""Seconds after which one asks; what is drawn by then needs no line."""

STEP = 0.05
"""Share of the work after which the line is written anew; each goes over the network."""


def displaying() -> Callable[..., Any] | None:
    """Return IPython's `display` where a shell of it runs, otherwise None.

    It is looked up, not imported: who has no notebook needs no IPython.
    """
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        return None
    display: Callable[..., Any] = ipython.display.display
    return display


@contextmanager
def cell_progress(
    name: str, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[float], None]]:
    """Tell in a line of the cell how far it is, while the block runs; no widgets are needed."""
    display = displaying()
    handle: Any = None
    told, begun = 0.0, clock()

    def tell(share: float) -> None:
        nonlocal handle, told
        if display is None or share - told < STEP or clock() - begun < PATIENCE:
            return
        told, line = share, {"text/plain": f"{name}: {share:.0%} drawn"}
        if handle is None:
            handle = display(line, raw=True, display_id=True)
        else:
            handle.update(line, raw=True)

    try:
        yield tell
    finally:
        if handle is not None:
            handle.update({"text/plain": ""}, raw=True)
