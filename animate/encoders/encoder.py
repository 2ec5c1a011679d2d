"""What an encoder is, and what those that stream through ffmpeg share."""

from abc import ABC, abstractmethod
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import RenderError
from gradreel.core.files import StagedFile

from ..ffmpeg import FfmpegProcess, find_ffmpeg
from .checks import check_fps, check_frame, check_target
from .interrupts import interrupts_held

Frame = NDArray[np.uint8]


class Encoder(Protocol):
    """Takes frames one by one and makes one file of them; use it in a ``with`` block.

    Leaving the block normally does what is left of `finish` and `commit`; leaving it by any
    exception does `abort`. To make several files or none: enter all, write each frame to each,
    finish all, then commit all.
    """

    @property
    def path(self) -> Path:
        """The file that is being made."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""

    @property
    def fps(self) -> Fraction:
        """Frames per second."""

    @property
    def encoded(self) -> int:
        """How many of the frames written are really done; at most those written."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def write(self, frame: Frame) -> None:
        """Take one (height, width, 3) uint8 RGB frame; the caller must not change it afterwards."""

    def finish(self) -> None:
        """Wait until the file is complete, still under its temporary name."""

    def commit(self) -> None:
        """Give the finished file its name, over an older file."""

    def abort(self) -> None:
        """Stop and leave nothing behind; an older file of that name stays as it was."""


class FfmpegEncoder(ABC):
    """An `Encoder` whose frames go through one ffmpeg; a format adds its `_command`.

    Parameters
    ----------
    path
        The file to make; its folder must exist.
    size
        (width, height) of the frames in pixels.
    fps
        Frames per second, 0.1 to 120.

    Raises
    ------
    InvalidInput
        The folder, size or rate is not possible; nothing has been started then.
    """

    def __init__(self, path: str | Path, size: tuple[int, int], fps: float | Fraction) -> None:
        self.path = Path(path)
        self.size = size
        self.fps = check_fps(fps)
        check_target(self.path)
        self._written = 0
        self._finished = False
        self._committed = False
        self._staged = StagedFile(self.path)
        self._process: FfmpegProcess | None = None

    @abstractmethod
    def _command(self, binary: str, path: str) -> list[str]:
        """Return the command that makes the file at ``path`` from frames on its input."""

    def _encode(self, frame: Frame) -> None:
        """Send a frame that was checked; a format may hold it back until `_flush`."""
        self._running.write(frame)

    def _flush(self) -> None:  # noqa: B027 - most formats hold nothing back
        """Send what was held back; no frame follows."""

    def _complete(self) -> None:  # noqa: B027 - most files are complete as ffmpeg leaves them
        """Put the last touch to the file under its temporary name."""

    @property
    def _running(self) -> FfmpegProcess:
        if self._process is None:
            raise RenderError(f"{self.path.name} is not open: write to it in a `with` block.")
        return self._process

    @property
    def encoded(self) -> int:
        """How many of the frames written are really done; at most those written."""
        if self._finished:
            return self._written
        return min(self._running.encoded, self._written) if self._process else 0

    def __enter__(self) -> Self:
        binary = find_ffmpeg()
        command = self._command(binary, str(self._staged.path))
        try:
            with interrupts_held():
                self._staged.create()
                self._process = FfmpegProcess(
                    command, 3 * self.size[0] * self.size[1], self.path.name
                )
        except BaseException:
            self.abort()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.finish()
                self.commit()
        finally:
            self.abort()

    def write(self, frame: Frame) -> None:
        """Take one frame; waits while ffmpeg is far behind.

        Raises
        ------
        InvalidInput
            The frame is not (height, width, 3) uint8, C-contiguous.
        RenderError
            ffmpeg failed; its own words are in the sentence.
        """
        check_frame(frame, self.size)
        self._encode(frame)
        self._written += 1

    def finish(self) -> None:
        """Wait until the file is complete under its temporary name; a second call does nothing.

        Raises
        ------
        RenderError
            No frame was written, ffmpeg failed, or the folder went away.
        """
        if self._finished:
            return
        if not self._written:
            raise RenderError(f"{self.path.name} was not made: no frame was written to it.")
        try:
            self._flush()
            self._running.finish()
        except RenderError:
            self._staged.size()  # a folder that went away says more than ffmpeg's words
            raise
        if not self._staged.size():
            raise RenderError(f"{self.path.name} was not made: ffmpeg wrote nothing to it.")
        self._complete()
        self._finished = True

    def commit(self) -> None:
        """Give the finished file its name, over an older file; a second call does nothing.

        Raises
        ------
        RenderError
            It is not finished, or the folder went away meanwhile.
        """
        if not self._finished:
            raise RenderError(f"{self.path.name} is not complete: call finish() before commit().")
        if not self._committed:
            self._staged.commit()
            self._committed = True

    def abort(self) -> None:
        """Kill ffmpeg and remove the temporary file; harmless after `commit`."""
        with interrupts_held():  # people press Ctrl-C twice
            if self._process is not None:
                self._process.kill()
            self._staged.discard()
