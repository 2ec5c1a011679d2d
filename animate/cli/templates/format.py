"""My format: a format of your own. It works as it stands; change what a comment names.

A package makes it known to gradreel in its pyproject.toml:

    [project.entry-points."gradreel.formats"]
    ".myformat" = "my_format:FORMAT"
"""

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from gradreel.animate.formats import Format, Frame, Picture, ThreadEncoder
from gradreel.core import disk


class MyFormatEncoder(ThreadEncoder):
    """A line of JSON that says what follows, then the pixels of one frame after the other."""

    def _make(self, frames: Iterable[Frame]) -> None:
        # What a film is stands in `self.clip`: size, fps, how often it plays, whether it has alpha.
        width, height = self.clip.size
        shape = (height, width, self.clip.channels)
        head = {"shape": shape, "fps": float(self.clip.fps), "tags": dict(self.clip.tags)}
        # The place is a temporary one: the file appears when it is whole, or not at all.
        with disk.writing(self._staged.path) as file:
            file.write(json.dumps(head).encode() + b"\n")
            # A frame is (height, width, 3 or 4), uint8; each of them counts as done when it is.
            for frame in frames:
                file.write(frame.tobytes())
                self._done += 1


def read_comment(path: Path) -> str:
    """Return the record of how a file was made, the tag "comment"; "" without one."""
    # For `gradreel info` and `verify`. What is damaged raises ValueError.
    with path.open("rb") as file:
        return str(_head(file)["tags"].get("comment", ""))


def read_pictures(path: Path, alpha: bool) -> Iterator[Picture]:
    """Read the pictures, one after the other."""
    # For `gradreel verify` and `golden compare`.
    with path.open("rb") as file:
        shape = _head(file)["shape"]
        while data := file.read(math.prod(shape)):
            frame = np.frombuffer(data, np.uint8).reshape(shape)
            yield Picture(frame if alpha else frame[..., :3], seconds=0.0)


def _head(file: BinaryIO) -> Any:
    return json.loads(file.readline())


FORMAT = Format(
    ".myformat",  # what names of its files end in, the name of the entry point
    encoder=MyFormatEncoder,
    comment=read_comment,
    pictures=read_pictures,
    # What it can do: see Format, which knows more of it.
    alpha="full",
    lossless=True,
    fits="trials",  # --max-size tries smaller pictures; None where that makes no sense
)
