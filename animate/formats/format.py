"""`Format`: all that gradreel knows of a kind of file, in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradreel.core import allow

from .clip import Clip
from .encoder import Encoder
from .kinds import Picture
from .pieces import Pieces


def _suffix(where: str, given: Any) -> str:
    if isinstance(given, str) and re.fullmatch(r"(\.[a-z0-9]+)?", given):
        return allow.text(where, given)
    raise allow.refuse(where, given, "a dot and small letters or digits, such as '.gif'")


def _function(where: str, given: Any) -> Callable[..., Any]:
    if callable(given):
        kept: Callable[..., Any] = given
        return kept
    raise allow.refuse(where, given, "a function")


def _flag_or_function(where: str, given: Any) -> bool | Callable[..., Any]:
    return _function(where, given) if callable(given) else allow.flag(where, given)


@dataclass(frozen=True)
class Format:
    """How a kind of file is written and read, and what it can do; a row of `FORMATS`.

    What reads gets a file that is there, and raises ValueError or LookupError where it is damaged.

    Attributes
    ----------
    suffix
        What names of its files end in, such as ".gif"; "" for a folder.
    coding
        How pictures are stored, such as "H.264", where the suffix does not say it.
    encoder
        Makes a film; None where there is none, of a format for stills.
    comment
        Reads the clip's tag "comment", the record of how a file was made, "" where there is none;
        None where a file has no place for it.
    pictures
        Reads the pictures, one after the other; the second argument says whether alpha is wanted.
        None where a file has no pixels.
    plays
        Reads how often a file plays, 0 for ever, None where it is a still; None where the format
        does not play by itself. One that does says of each picture how long it is shown.
    alpha
        "full", "one bit" where a pixel is shown or not, or "none".
    lossless
        Whether every pixel is as it was drawn; a function of the path where that differs.
    lossy
        Whether pictures may be a little off everywhere, so that two films are compared loosely.
    palette
        Whether colours are chosen from the clip's samples; then `quality` and `colors` count too.
    tells
        Whether words and numbers are in it too; then the clip's `about` counts.
    fits
        How a film is made to fit a size: by "trials" with smaller ones, by two "passes" with the
        clip's `bitrate`; None where it cannot be.
    tolerance
        Seconds by which two films may differ in how long they show a picture.
    pieces
        How it is made in pieces, each in a process of its own; None where it cannot be.
    voice
        Whether a voice can be heard in it; it is put in when the pieces are joined.
    """

    suffix: str
    coding: str = ""
    encoder: Callable[[str | Path, Clip], Encoder] | None = None
    comment: Callable[[Path], str] | None = None
    pictures: Callable[[Path, bool], Iterator[Picture]] | None = None
    plays: Callable[[Path], int | None] | None = None
    alpha: str = "full"
    lossless: bool | Callable[[Path], bool] = True
    lossy: bool = False
    palette: bool = False
    tells: bool = False
    fits: str | None = None
    tolerance: float = 0.002
    pieces: Pieces | None = None
    voice: bool = False

    def __post_init__(self) -> None:
        functions = dict.fromkeys(
            ("encoder", "comment", "pictures", "plays"), allow.optional(_function)
        )
        allow.settle(
            self,
            **functions,
            suffix=_suffix,
            coding=lambda where, given: allow.text(where, given) or self.suffix,
            alpha=allow.choice("full", "one bit", "none"),
            lossless=_flag_or_function,
            lossy=allow.flag,
            palette=allow.flag,
            tells=allow.flag,
            fits=allow.optional(allow.choice("trials", "passes")),
            tolerance=allow.number(least=0),
            pieces=allow.optional(allow.instance_of(Pieces, words="a Pieces")),
            voice=allow.flag,
        )

    def is_exact(self, path: Path) -> bool:
        """Whether this file of the format has every pixel as it was drawn."""
        return self.lossless(path) if callable(self.lossless) else self.lossless
