"""The bar itself, drawn by rich."""

from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)


class Bar:
    """Description, bar, percent, frames, time left; use it in a ``with`` block."""

    def __init__(self, description: str) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[frames]}", markup=False),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task = self._progress.add_task(description, total=None, frames="preparing")
        self._frames = 0

    def begin(self, frames: int) -> None:
        """Say how many frames there will be."""
        self._frames = frames
        self._progress.update(self._task, total=frames)
        self(0.0)

    def __call__(self, done: float) -> None:
        """Say the share that is done, 0 to 1."""
        shown = done * self._frames
        self._progress.update(
            self._task, completed=shown, frames=f"{int(shown)}/{self._frames} frames"
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
