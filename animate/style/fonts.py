"""The fonts of a picture: DejaVu Sans, which comes with matplotlib, and those named for the rest.

Where DejaVu Sans lacks a character, the next font that has it is taken, character by character;
formulas, and the words beside them in one line, are in DejaVu Sans alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font

from gradreel.core.errors import InvalidInput

from .own_settings import own_settings

FIRST = "DejaVu Sans"

_BOXES = "Last Resort High-Efficiency"  # named, it draws its boxes without a warning for each

VARIABLE = "GRADREEL_FONTS"
"""Name of the environment variable that names fonts for the command line, as a PATH is written."""


def named_fonts() -> tuple[str, ...]:
    """Return the fonts that the environment names: families, or files."""
    return tuple(each for each in os.environ.get(VARIABLE, "").split(os.pathsep) if each.strip())


@cache
def families_of(fonts: Sequence[str]) -> tuple[str, ...]:
    """Return all families of a picture, in the order in which they are asked for a character.

    Parameters
    ----------
    fonts
        Besides DejaVu Sans: installed families, or files (.ttf, .otf, .ttc), as a tuple.

    Raises
    ------
    InvalidInput
        A font that is neither, or that cannot be drawn.
    """
    last = (_BOXES,) if _is_installed(_BOXES) else ()  # since matplotlib 3.11
    return (FIRST, *(_family(font) for font in fonts), *last)


@cache
def characters_of(family: str) -> frozenset[int]:
    """Return the code points that a family has; none of the one that has a box for each."""
    return frozenset() if family == _BOXES else frozenset(_opened(_file_of(family)).get_charmap())


@cache
def opened_font(family: str, weight: str | int) -> FT2Font:
    """Return a font to be asked about its letters: opened for that, and never drawn with."""
    return FT2Font(_file_of(family, weight))


def _family(font: str) -> str:
    """Return the family by which matplotlib finds a font; a file is made known to it."""
    path = Path(font).expanduser()
    if path.suffix.lower() not in (".ttf", ".otf", ".ttc"):
        if not _is_installed(font):
            raise InvalidInput(
                f"The font {font!r} is neither a family that is installed here nor a font file; "
                "name one of those, such as Noto Sans CJK JP, or the path of a .ttf or .otf."
            )
        return font
    try:
        opened = _opened(str(path))
        opened.set_size(12, 72)  # a font of bitmaps, as of coloured emoji, has no such size
        if all(Path(entry.fname) != path for entry in fontManager.ttflist):
            fontManager.addfont(str(path))
        family: str = opened.family_name
    except (OSError, RuntimeError) as error:
        raise InvalidInput(
            f"The font file {font!r} cannot be drawn with ({error}); name a font of outlines, a "
            ".ttf or .otf."
        ) from error
    if not os.path.samefile(_file_of(family), path):
        raise InvalidInput(
            f"The font file {font!r} is of the family {family!r}, and so is {_file_of(family)!r}; "
            "name the family, or remove one of them."
        )
    return family


def _opened(path: str) -> FT2Font:
    """Return a font, opened as the first picture opens it: by none of the user's settings."""
    with own_settings({}):
        return get_font(path)


def _file_of(family: str, weight: str | int = "normal") -> str:
    """Return the file of a family's upright font, ValueError if there is none."""
    upright = FontProperties(
        family=[family], style="normal", variant="normal", weight=weight, stretch="normal",
        size=10, math_fontfamily="dejavusans",
    )  # fmt: skip
    with own_settings({}):  # which say what "serif" is
        return str(
            fontManager.findfont(upright, fallback_to_default=False, rebuild_if_missing=False)
        )


def _is_installed(family: str) -> bool:
    try:
        _file_of(family)
    except ValueError:
        return False
    return True
