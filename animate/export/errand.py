"""What one process is asked for when several make a film: a piece of it, in every format."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gradreel.core import disk

from ..formats import FORMATS, Clip
from ..formats.clip import Part
from ..formats.pieces import Pieces
from .recipe import Recipe


@dataclass(frozen=True)
class Wanted:
    """A piece of a film in one format.

    Attributes
    ----------
    suffix
        Of the format.
    name
        What the film is called, for errors.
    clip
        What a piece must know of the film.
    shared
        What all pieces agree on.
    folder
        Where the piece is put; None to have it as bytes.
    """

    suffix: str
    name: str
    clip: Clip
    shared: Any
    folder: Path | None


@dataclass(frozen=True)
class Errand:
    """Some frames of a film, drawn once, as a piece in every format.

    Attributes
    ----------
    recipe
        Makes the stage.
    first, end
        The first frame and the one after the last; from the stage's last frame on it is held.
    wanted
        The formats.
    """

    recipe: Recipe
    first: int
    end: int
    wanted: Sequence[Wanted]

    def run(self) -> list[bytes]:
        """Draw and encode; return the pieces that are not put into a folder, in order.

        Raises
        ------
        GradreelError
            Something failed; the sentence says what.
        """
        stage = self.recipe.stage()
        last = len(stage) - 1
        looks = self.first > 0 and any(_pieces(each.suffix).sees_before for each in self.wanted)
        before = stage.frame(min(self.first - 1, last)) if looks else None
        with ExitStack() as stack:
            encoders = []
            for each in self.wanted:
                folder = each.folder or stack.enter_context(disk.scratch_folder())
                part = Part(self.first, before, each.shared)
                path = folder / each.name
                made = _pieces(each.suffix).encoder(path, replace(each.clip, part=part))
                encoders.append(stack.enter_context(made))
            for index in range(self.first, self.end):
                frame = stage.frame(min(index, last))
                for encoder in encoders:
                    encoder.write(frame)
            for encoder in encoders:
                encoder.finish()
                encoder.commit()
            pairs = zip(encoders, self.wanted, strict=True)
            return [made.path.read_bytes() for made, each in pairs if not each.folder]


def _pieces(suffix: str) -> Pieces:
    pieces = FORMATS[suffix].pieces
    assert pieces
    return pieces
