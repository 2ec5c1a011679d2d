"""What an encoder is: opened, fed frames, finished, committed whole or not at all."""

from abc import ABC, abstractmethod
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

from gradreel.core.errors import RenderError
from gradreel.core.interrupts import interrupts_held
from gradreel.core.output_paths import output_file
from gradreel.core.staged import Staged, StagedFile

from .checks import check_frame, check_size
from .clip import Clip, Frame


class Encoder(ABC):
    """Takes frames one by one and makes one file or folder of them; use it in a ``with`` block.

    Leaving the block normally does what is left of `finish` and `commit`; leaving it by any
    exception does `abort`. To make several files or none: enter all, write each frame to each,
    finish all, then commit all.

    Parameters
    ----------
    path
        What to make; its folder must exist.
    clip
        What the film is.

    Raises
    ------
    InvalidInput
        The folder or size is not possible; nothing has been started then.
    """

    NAME = ""
    """Of the format, in sentences; the suffix in capitals by default."""

    EVEN = False
    """Whether both sides must be even, as where chroma is stored at half the size."""

    def __init__(self, path: str | Path, clip: Clip) -> None:
        name = self.NAME or Path(path).suffix[1:].upper()
        check_size(clip.size, name, multiple=2 if self.EVEN else 1)
        self.path: Path = self._checked(path)
        self.clip: Clip = replace(clip, samples=())  # they are too much to keep for the whole film
        self.size: tuple[int, int] = clip.size
        self.fps: Fraction = clip.rate
        self._staged = self._stage()
        self._written = 0
        self._finished = False
        self._committed = False

    def _checked(self, path: str | Path) -> Path:
        """Return the path if what is made may go there."""
        return output_file(path)

    def _stage(self) -> Staged:
        """Say where it is made until it is whole."""
        return StagedFile(self.path)

    @abstractmethod
    def _start(self) -> None:
        """Start what takes the frames; its temporary place is there."""

    @abstractmethod
    def _encode(self, frame: Frame) -> None:
        """Take a frame that was checked."""

    @abstractmethod
    def _end(self) -> None:
        """Wait until all frames are in the file, and complete it."""

    @abstractmethod
    def _kill(self) -> None:
        """End what was started, if it was, and wait until nothing of it is left."""

    @property
    @abstractmethod
    def encoded(self) -> int:
        """How many of the frames written are really done; at most those written."""

    @property
    def made(self) -> Path:
        """Where the file or folder grows until it is committed."""
        return self._staged.path

    def __enter__(self) -> Self:
        try:
            with interrupts_held():
                self._staged.create()
                self._start()
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
        """Take one frame, which must not change afterwards; waits while encoding is far behind.

        Raises
        ------
        InvalidInput
            The frame is not (height, width, 3 or 4) uint8 as the clip says, C-contiguous.
        RenderError
            Encoding failed; the sentence says why.
        """
        check_frame(frame, self.size, self.clip.channels)
        try:
            self._encode(frame)
        except RenderError:
            if not self.path.parent.is_dir():
                self._staged.size()  # a folder that went away says more than the encoder's words
            raise
        self._written += 1

    def end(self) -> None:  # noqa: B027 - who encodes while it is written to has nothing to be told
        """Say that no frame follows and wait for nothing: `finish` does, and says it itself."""

    def finish(self) -> None:
        """Wait until the file is complete under its temporary name; a second call does nothing.

        Raises
        ------
        RenderError
            No frame was written, encoding failed, or the folder went away.
        """
        if self._finished:
            return
        if not self._written:
            raise RenderError(f"{self.path.name} was not made: no frame was written to it.")
        try:
            self._end()
        except RenderError:
            self._staged.size()  # a folder that went away says more than what follows from it
            raise
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
            with interrupts_held():
                self._staged.commit()
                self._committed = True

    def revert(self) -> bool:
        """Undo `commit`, before `abort`; False if the older file cannot come back."""
        with interrupts_held():
            self._committed = not self._staged.revert()
        return not self._committed

    def abort(self) -> None:
        """Stop, and remove what is unfinished; harmless after `commit`."""
        with interrupts_held():  # people press Ctrl-C twice
            self._kill()
            self._staged.discard()
