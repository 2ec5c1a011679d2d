"""The progress bar, on standard error and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from ..safe_text import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


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


class _Bar:
    def __init__(self, bar: RichProgress, task: TaskID) -> None:
        self._bar, self._task, self._frames = bar, task, 0

    def begin(self, frames: int) -> None:
        self._frames = frames
        self._bar.update(self._task, total=frames)
        self(0.0)

    def __call__(self, done: float) -> None:
        shown = done * self._frames
        self._bar.update(self._task, completed=shown, frames=f"{int(shown)}/{self._frames} frames")


@contextmanager
def progress_bar(description: str, *, shown: bool) -> Iterator[Progress]:
    """Show a bar while the block runs; without a terminal, or if not `shown`, show nothing.

    It pulses until `begin` is called, then fills up, with frames done and the time left.
    """
    if not (shown and sys.stderr and sys.stderr.isatty()):  # None for a service
        yield _Silence()
        return
    # rich takes 0.2 s, which only a terminal needs
    from rich import console, progress  # noqa: PLC0415

    with progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.TextColumn("{task.fields[frames]}", markup=False),
        progress.TimeRemainingColumn(),
        console=console.Console(stderr=True),
    ) as bar:
        yield _Bar(bar, bar.add_task(one_line(description), total=None, frames="preparing"))
