"""A folder of numbered PNGs, one a frame, lossless: for editors, papers and other programs."""

import os
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from gradreel.core import disk
from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import check_is_there, read_whole

from ..clip import Clip, Frame
from ..format import Format
from ..kinds import Picture, whole
from ..picture_files import read_animation
from ..pieces import Piece, Pieces
from ..thread_encoder import ThreadEncoder
from .holds import merged
from .png import png_bytes, read_comment, small_png_bytes
from .staged_folder import MARK, FrameFolder, frame_folder

NAME = "frame_{:05}.png"
"""Of a picture, the first with number 0; `staged_folder.MADE` knows it again."""


class FolderEncoder(ThreadEncoder):
    """Numbered PNGs, RGB or RGBA, frame_00000.png the first; each with the tags of the clip.

    The folder appears when it is complete. One that was made so before is replaced as a whole, so
    that no frame of a longer film is left in it.
    """

    NAME = "PNG"

    def _checked(self, path: str | Path) -> Path:
        return frame_folder(path)

    def _stage(self) -> FrameFolder:
        return FrameFolder(self.path)

    def _make(self, frames: Iterable[Frame]) -> None:
        shown, data = None, b""
        pictures = _Pictures(self._staged.path, self.clip)
        for frame in frames:
            if frame is not shown:  # while a picture is held, it is the same array
                shown, data = frame, _packed(frame, self.clip, self.clip.tags)
            pictures.add(data)
            self._done += 1
        pictures.end()


class FolderPiece(ThreadEncoder):
    """A part of a folder of PNGs: the pictures, and for how many frames each is shown."""

    NAME = "PNG"

    def _make(self, frames: Iterable[Frame]) -> None:
        tags = self.clip.part.shared if self.clip.part else {}
        with disk.writing(self._staged.path) as file:
            for frame, stays in merged(frames, 1):
                pickle.dump((_packed(frame, self.clip, tags), stays), file)
                self._done += stays


def join_folder(pieces: Sequence[Piece], path: Path, clip: Clip) -> None:
    """Put the pictures of all pieces into a folder."""
    pictures = _Pictures(path, clip)
    for piece in pieces:
        with piece.path.open("rb") as file, suppress(EOFError):
            while True:
                data, stays = pickle.load(file)  # noqa: S301 - written by a process of ours
                for _ in range(stays):
                    pictures.add(data)
    pictures.end()


class _Pictures:
    """The pictures of a folder: one for each frame, or each once and their order in `MARK`."""

    def __init__(self, folder: Path, clip: Clip) -> None:
        self._folder, self._once = folder, clip.once
        self._seen: dict[bytes, int] = {}
        self._order: list[int] = []

    def add(self, data: bytes) -> None:
        """Take the picture of the next frame."""
        number = len(self._order)
        if self._once:
            digest = sha256(data).digest()
            there, number = digest in self._seen, self._seen.setdefault(digest, len(self._seen))
            if there:
                self._order.append(number)
                return
        self._order.append(number)
        disk.write(self._folder / NAME.format(number), data)

    def end(self) -> None:
        """Say in which order the pictures are shown."""
        if self._once:
            disk.write(self._folder / MARK, " ".join(map(str, self._order)))


def _packed(frame: Frame, clip: Clip, tags: Mapping[str, str]) -> bytes:
    return (small_png_bytes if clip.once else png_bytes)(frame, tags)


def order_in(folder: Path) -> list[int]:
    """Return the number of each frame's picture; nothing where each frame has one of its own.

    Raises
    ------
    ValueError
        What says it is damaged.
    """
    mark = folder / MARK
    if not mark.is_file() or not (words := read_whole(mark).decode().split()):
        return []
    order = [int(word) for word in words]
    if min(order) < 0:
        raise ValueError
    return order


def pictures_in(folder: Path) -> list[Path]:
    """Return the PNGs of a folder, 2.png before 10.png; InvalidInput if there is none.

    Hidden files are passed over: systems put some that are called as the pictures, ._0.png.
    """
    try:
        names = [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError as error:
        raise InvalidInput(
            f"The folder {folder} cannot be read ({error.strerror or error}); give another."
        ) from None
    files = sorted((folder / n for n in names if n.lower().endswith(".png")), key=_natural)
    if not files:
        raise InvalidInput(f"The folder {folder} has no .png in it; give one that has.")
    return files


def _natural(path: Path) -> list[tuple[int, str]]:
    words = re.findall(r"\d+|\D+", path.name)
    return [(int(word), "") if word.isdecimal() else (-1, word) for word in words]


def _comment(folder: Path) -> str:
    first = pictures_in(folder)[0]
    with whole(first):
        return read_comment(first)


def _pictures(folder: Path, alpha: bool) -> Iterator[Picture]:
    files, order = pictures_in(folder), order_in(folder)
    for file in [files[number] for number in order] if order else files:
        check_is_there(file)
        yield from read_animation(file, alpha, kind="PNG")


FOLDER = Format(
    "",
    encoder=FolderEncoder,
    comment=_comment,
    pictures=_pictures,
    pieces=Pieces(FolderPiece, join_folder, lambda clip: clip.tags, folder=True, apart=False),
)
