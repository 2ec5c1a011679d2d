"""What differs between two states, as lines of text: numbers may by a little, words may not."""

from __future__ import annotations

import re
from collections.abc import Sequence

RELATIVE = 2e-4
"""Difference of a number that may be: they have five digits, the last of which rounding decides."""

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_WORDS = re.compile(rf'("(?:\\.|[^"\\])*"|#[0-9a-f]+|(?<![\w.]){_NUMBER}(?![\w.]))')


def same(expected: str, got: str) -> bool:
    """Whether two lines say the same: numbers nearly, quoted texts and colours exactly."""
    words, others = _WORDS.split(expected), _WORDS.split(got)
    return len(words) == len(others) and all(map(_same_word, words, others))


def difference(expected: Sequence[str], got: Sequence[str]) -> list[str]:
    """Return the lines that differ as a diff: "- " the golden's, "+ " those of now."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a failure needs it

    if len(expected) == len(got) and all(map(same, expected, got)):
        return []
    # Lines that say the same are made the same, so that the diff does not show them.
    known = list(expected)
    got = [next((old for old in known if same(old, line)), line) for line in got]
    if list(expected) == got:
        return []
    found = []
    matcher = SequenceMatcher(a=expected, b=got, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind != "equal":
            found += [f"- {line.strip()}" for line in expected[first:last]]
            found += [f"+ {line.strip()}" for line in got[begin:end]]
    return found


def _same_word(expected: str, got: str) -> bool:
    if expected == got:
        return True
    if not (re.fullmatch(_NUMBER, expected) and re.fullmatch(_NUMBER, got)):
        return False
    old, new = float(expected), float(got)
    return abs(old - new) <= RELATIVE * max(abs(old), abs(new))
