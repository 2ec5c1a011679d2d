"""A folder of numbered PNGs, one a frame, lossless: for editors, papers and other programs."""

import os
import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

from gradreel.core import disk
from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import check_is_there

from ..clip import Clip, Frame
from ..format import Format
from ..kinds import Picture, whole
from ..picture_files import read_animation
from ..pieces import Piece, Pieces
from ..thread_encoder import ThreadEncoder
from .holds import merged
from .png import png_bytes, read_comment
from .staged_folder import FrameFolder, frame_folder

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
        for index, frame in enumerate(frames):
            if frame is not shown:  # while a picture is held, it is the same array
                shown, data = frame, png_bytes(frame, self.clip.tags)
            disk.write(self._staged.path / NAME.format(index), data)
            self._done += 1


class FolderPiece(ThreadEncoder):
    """A part of a folder of PNGs: the pictures, and for how many frames each is shown."""

    NAME = "PNG"

    def _make(self, frames: Iterable[Frame]) -> None:
        tags = self.clip.part.shared if self.clip.part else {}
        with disk.writing(self._staged.path) as file:
            for frame, stays in merged(frames, 1):
                pickle.dump((png_bytes(frame, tags), stays), file)
                self._done += stays


def join_folder(pieces: Sequence[Piece], path: Path, clip: Clip) -> None:  # noqa: ARG001
    """Put the pictures of all pieces into a folder."""
    index = count()
    for piece in pieces:
        with piece.path.open("rb") as file, suppress(EOFError):
            while True:
                data, stays = pickle.load(file)  # noqa: S301 - written by a process of ours
                for number in islice(index, stays):
                    disk.write(path / NAME.format(number), data)


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
    for file in pictures_in(folder):
        check_is_there(file)
        yield from read_animation(file, alpha, kind="PNG")


FOLDER = Format(
    "",
    encoder=FolderEncoder,
    comment=_comment,
    pictures=_pictures,
    pieces=Pieces(FolderPiece, join_folder, lambda clip: clip.tags, folder=True, apart=False),
)
