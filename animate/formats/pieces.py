"""Films made in pieces: each by an encoder of its own, then joined without encoding again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gradreel.core import disk
from gradreel.core.errors import RenderError
from gradreel.core.staged import Staged

from .clip import Clip, Frame, Part
from .encoder import Encoder
from .image.staged_folder import FrameFolder, frame_folder
from .thread_encoder import explain_refusal


@dataclass(frozen=True)
class Piece:
    """A finished piece: its file, the number of its first frame, how many frames are in it."""

    path: Path
    first: int
    frames: int


@dataclass(frozen=True)
class Pieces:
    """How a format is made in pieces.

    Attributes
    ----------
    encoder
        Makes a piece; its clip has a `Part`, and neither tags, chapters nor samples.
    join
        Makes the whole at a path, of the finished pieces in order.
    shared
        Chooses from the clip what all pieces must agree on, such as a palette.
    sees_before
        Whether a piece is made with a look at the frame before its first.
    folder
        Whether the whole is a folder.
    apart
        Whether the file is another one where it is made in pieces: then it always is.
    """

    encoder: type[Encoder]
    join: Callable[[Sequence[Piece], Path, Clip], None]
    shared: Callable[[Clip], Any] = lambda _: None
    sees_before: bool = False
    folder: bool = False
    apart: bool = True


def bare(clip: Clip) -> Clip:
    """Return what a piece must know of the film."""
    return replace(clip, samples=(), chapters=(), tags={}, cuts=(), about=None, voice=None)


class PieceEncoder(Encoder):
    """An `Encoder` that makes a film in pieces, which begin where the clip is cut.

    The file is the same whether it makes the pieces itself, of the frames that are written to it,
    or takes those that others have made.

    Attributes
    ----------
    bare
        What a piece must know of the film.
    shared
        What all of them agree on.
    """

    bare: Clip

    def __init__(self, path: str | Path, clip: Clip, pieces: Pieces) -> None:
        self.NAME, self.EVEN = pieces.encoder.NAME, pieces.encoder.EVEN
        self._pieces, self.bare = pieces, bare(clip)
        super().__init__(path, clip)
        self.shared: Any = pieces.shared(clip)
        self._done: dict[int, Piece] = {}
        self._current: Encoder | None = None
        self._ending: tuple[Encoder, Piece] | None = None
        self._before: Frame | None = None
        self._first = 0

    @property
    def encoded(self) -> int:
        """How many of the frames written are really done; at most those written."""
        if self._ending:
            encoder, piece = self._ending
            return piece.first + encoder.encoded
        if self._current is None:
            return self._written
        return min(self._first + self._current.encoded, self._written)

    def place(self, first: int) -> Path:
        """Make room for the piece that begins with a frame, and return where it is made.

        It is called as the film is, so that errors name that.

        Raises
        ------
        RenderError
            The disk does not take it.
        """
        place = self._staged.path.with_name(f"{first:07}") / self.path.name
        with self._told():
            disk.make_folder(place.parent)
        return place

    def take(self, piece: Piece, data: bytes | None = None) -> None:
        """Count a piece that somebody else has made.

        Parameters
        ----------
        data
            What is in it; None if that was put in its place already.

        Raises
        ------
        RenderError
            The disk does not take it.
        """
        if data is not None:
            with self._told():
                disk.write(piece.path, data)
        self._done[piece.first] = piece
        self._written += piece.frames

    def _checked(self, path: str | Path) -> Path:
        return frame_folder(path) if self._pieces.folder else super()._checked(path)

    def _stage(self) -> Staged:
        return FrameFolder(self.path) if self._pieces.folder else super()._stage()

    def _start(self) -> None:
        pass  # with the first frame

    def _encode(self, frame: Frame) -> None:
        if self._current is None or self._written in self.clip.cuts:
            self._close()
            self._open()
        assert self._current is not None
        self._current.write(frame)
        self._before = frame

    def _open(self) -> None:
        self._first = self._written
        place = self.place(self._first)
        part = Part(self._first, self._before, self.shared)
        self._current = self._pieces.encoder(place, replace(self.bare, part=part))
        self._current.__enter__()

    def _close(self) -> None:
        """Let a piece end; while it does, the next one is begun."""
        self._settle()
        if self._current is not None:
            piece = Piece(self._current.path, self._first, self._written - self._first)
            self._ending, self._current = (self._current, piece), None
            self._ending[0].end()

    def _settle(self) -> None:
        """Wait for the piece that ends."""
        if self._ending:
            encoder, piece = self._ending
            encoder.__exit__(None, None, None)
            self._done[piece.first], self._ending = piece, None

    def _end(self) -> None:
        self._close()
        self._settle()
        with self._told():
            pieces = [self._aside(self._done[first]) for first in sorted(self._done)]
            self._pieces.join(pieces, self._staged.path, self.clip)
            for piece in pieces:
                disk.delete(piece.path)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Put into a sentence what the disk refuses, and what a join finds wrong."""
        try:
            yield
        except OSError as error:
            raise RenderError(explain_refusal(self.path.name, error)) from error
        except ValueError as error:
            raise RenderError(
                f"{self.path.name} was not made: ffmpeg left {error}; check it with "
                "`ffmpeg -version`."
            ) from error

    def _aside(self, piece: Piece) -> Piece:
        """Give a piece a name that means nothing to any program."""
        folder = piece.path.parent
        plain = folder.with_name(f"{folder.name}_{self.path.suffix.lower()}")
        disk.move(piece.path, plain)
        return replace(piece, path=plain)

    def _kill(self) -> None:
        for encoder in (self._current, self._ending and self._ending[0]):
            if encoder is not None:
                encoder.abort()
        self._current = self._ending = None
