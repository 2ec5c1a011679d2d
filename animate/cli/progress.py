"""The progress bar, on standard error and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from ..safe_text import one_line


class Progress(Protocol):
    """Is told how long the work is, and then the share of it that is done."""

    def begin(self, frames: int) -> None:
        """Say how many frames there will be."""

    def __call__(self, done: float) -> None:
        """Say the share that is done, 0 to 1."""


class _Silence:
    def begin(self, frames: int) -> None:
        pass

    def __call__(self, done: float) -> None:
        pass


@contextmanager
def progress_bar(description: str, *, shown: bool) -> Iterator[Progress]:
    """Show a bar while the block runs; without a terminal, or if not `shown`, show nothing.

    It pulses until `begin` is called, then fills up, with frames done and the time left.
    """
    if not (shown and sys.stderr and sys.stderr.isatty()):  # None for a service
        yield _Silence()
        return
    from .bar import Bar  # noqa: PLC0415 - rich takes 0.2 s, which only a terminal needs

    with Bar(one_line(description)) as bar:
        yield bar
