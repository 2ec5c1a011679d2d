"""Characters that no font of a picture has: told once, when the scene is set up to be drawn."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from functools import cache

import matplotlib as mpl

from ..scene.text_check import Words, has_formula, outside_formulas
from ..style.fonts import VARIABLE, characters_of


class MissingGlyphs(UserWarning):
    """Characters of a scene's texts that no font of its theme has."""


def tell_missing(
    texts: Iterable[Words], whose: str, families: Sequence[str], *, shown: bool = True
) -> None:
    """Warn, once for the same words, of the characters that are drawn as boxes.

    Parameters
    ----------
    whose
        What the texts belong to, for the sentence.
    shown
        False where texts are only measured, so that nothing is said.
    """
    for what, text, _ in texts:
        lines = text.split("\n") if isinstance(text, str) and not text.isascii() else []
        lacking = "".join(
            dict.fromkeys(
                character
                for line in lines
                for character in outside_formulas(line)
                if not _has(character, families[:1] if has_formula(line) else families)
            )
        )
        if lacking and mpl.__version_info__ < (3, 11):  # it has no font of boxes to name instead
            warnings.filterwarnings("ignore", message="Glyph .* missing|.* not support ")
        if lacking and shown:
            _tell(what, text, whose, lacking, formula=any(map(has_formula, lines)))


@cache
def _tell(what: str, text: str, whose: str, lacking: str, *, formula: bool) -> None:
    codes = ", ".join(f"U+{ord(character):04X}" for character in lacking[:3])
    more = ", …" * (len(lacking) > 3)
    rest = " (beside a formula only DejaVu Sans draws)" * formula
    warnings.warn(
        f"No font has {lacking[:12]!r} ({codes}{more}), in the {what} {_short(text)!r} of "
        f"{whose}{rest}, so boxes are drawn; name a font that has them in {VARIABLE} or in "
        "Theme.fonts, a family or a file.",
        MissingGlyphs,
        stacklevel=4,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _has(character: str, families: Sequence[str]) -> bool:
    """Tell whether a character is drawn: one of no width needs no letter."""
    invisible = not character.isprintable() or character in "\u200d\ufe0e\ufe0f"
    return invisible or any(ord(character) in characters_of(family) for family in families)
