"""A folder of numbered PNGs, one a frame, lossless: for editors, papers and other programs."""

from collections.abc import Iterable
from pathlib import Path

from gradreel.core import disk

from ..checks import check_size
from ..clip import Clip, Frame
from ..thread_encoder import ThreadEncoder
from .png import png_bytes
from .staged_folder import FrameFolder, frame_folder

NAME = "frame_{:05}.png"
"""Of a picture, the first with number 0; `staged_folder.MADE` knows it again."""


class FolderEncoder(ThreadEncoder):
    """Numbered PNGs, RGB or RGBA, frame_00000.png the first; each with the tags of the clip.

    The folder appears when it is complete. One that was made so before is replaced as a whole, so
    that no frame of a longer film is left in it.

    Parameters
    ----------
    path
        The folder to make; the one above it must exist.
    clip
        What the film is; its rate is not in the files.

    Raises
    ------
    InvalidInput
        The folder has other files in it, or it or the size is not possible.
    """

    def __init__(self, path: str | Path, clip: Clip) -> None:
        check_size(clip.size, "PNG")
        super().__init__(path, clip)

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
