"""The texts of a scene: whether they can be drawn, said when it is made and not when it is shown.

What a scene's author writes may hold formulas. Names that come from elsewhere, of runs and files,
are shown as they are (see `wording.literal`) and need no check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from gradreel.core.errors import InvalidInput

from ..style.run_styles import label_of
from .placeholders import Field, parse
from .terms import spoken
from .timeline import Timeline

MOST_LINES = {"title": 2}
"""Lines that a text may have, by what it is; one if not named, any number where there is room."""

ANY = 10**6
_FORMULA = re.compile(r"(?<!\\)\$(.*?)(?<!\\)\$", re.DOTALL)
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ()+=-]*|\\eta|\\epsilon")  # surely right
_REASON = re.compile(r"\w+: (.+?)\s+\(at char (\d+)\)")
_HALF = re.compile("[\ud800-\udfff]")


class Words(NamedTuple):
    """A text of a scene, and what it is."""

    what: str
    text: Any
    lines: int = 1


def texts_of(
    title: str, summary: str, timeline: Timeline, panels: Mapping[str, object]
) -> Iterator[Words]:
    """Go through the texts that a scene's author wrote; those that no str are left to others."""
    yield Words("title", title, MOST_LINES["title"])
    yield Words("summary", summary, ANY)
    captions = [getattr(verb, "caption", None) for verb in timeline.verbs]
    captions += [caption.text for caption in timeline.captions]
    yield from (Words("caption", spoken(_filled(text))) for text in captions if text)
    yield from (Words("title", each.text, MOST_LINES["title"]) for each in timeline.titles)
    for callout in timeline.all_callouts:
        yield Words("callout", _filled(callout.text), ANY)
    for name, panel in panels.items():
        yield from _of_panel(name, panel)


def names_of(names: Iterable[str]) -> Iterator[Words]:
    """Go through the names of what runs, as they are shown."""
    yield from (Words("name", label_of(name)) for name in names)


def check_texts(texts: Iterable[Words], whose: str) -> None:
    """Raise InvalidInput at the first text that cannot be drawn."""
    for what, text, lines in texts:
        if not isinstance(text, str):
            continue
        count = len(text.split("\n"))
        if count > lines:
            raise InvalidInput(
                f"The {what} {text!r} of {whose} has {count} lines and room for {lines}; "
                "take out line breaks."
            )
        _check_characters(text, what, whose)
        for line in text.split("\n"):
            _check_formulas(line, what, whose)


def _check_characters(text: str, what: str, whose: str) -> None:
    """Refuse halves of characters, as JSON and file names can bring them: no font draws them."""
    if half := _HALF.search(text):
        raise InvalidInput(
            f"The {what} {text!r} of {whose} has the half of a character, {half[0]!r}; take it out."
        )


def outside_formulas(text: str) -> str:
    """Return the text without its formulas."""
    return _FORMULA.sub("", text) if has_formula(text) else text


def has_formula(text: str) -> bool:
    """Tell whether matplotlib takes a line for mathtext: an even number of dollar signs, not 0."""
    dollars = text.count("$") - text.count(r"\$")
    return dollars > 0 and dollars % 2 == 0


def _check_formulas(line: str, what: str, whose: str) -> None:
    for formula in _FORMULA.findall(line) if has_formula(line) else ():
        wrong = None if _SIMPLE.fullmatch(formula) else _wrong_with(formula)
        if wrong:
            raise InvalidInput(
                f"The formula ${formula}$ in the {what} {line!r} of {whose} cannot be read: "
                rf"{wrong}; mend it, or write \$ for a dollar sign."
            )


@lru_cache(maxsize=1024)
def _wrong_with(formula: str) -> str | None:
    """Return what is wrong with a formula, in a few words; None if it can be drawn."""
    from ..style.formulas import check_formula  # noqa: PLC0415 - takes a while, and most have no formula

    try:
        check_formula(f"${formula}$")
    except ValueError as error:
        found = _REASON.search(str(error))
        return f"{found[1]}, at character {int(found[2]) + 1}" if found else "it is no mathtext"
    return None


def _filled(text: str) -> str:
    """Put a number where a text has one of the run."""
    return "".join("0" if isinstance(piece, Field) else piece for piece in parse(text))


def _of_panel(name: str, panel: object) -> Iterator[Words]:
    """Go through the words that a panel was given: its fields that are texts."""
    if not is_dataclass(panel):
        return
    for each in fields(panel):
        what = f"{each.name} of panel {name!r}"
        yield from (Words(what, text) for text in _strings(getattr(panel, each.name, None)))


def _strings(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    several = isinstance(value, Sequence) and not isinstance(value, str)
    return [each for each in (value if several else [value]) if isinstance(each, str)]
