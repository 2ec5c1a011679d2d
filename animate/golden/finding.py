"""What one check found, as plain data that a report shows and a process sends to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = ("expected", "got", "difference")
"""Of pictures, in the order in which they are shown."""


@dataclass(frozen=True)
class Shown:
    """One difference.

    Attributes
    ----------
    layer, told, frame, diff
        As in a `Difference`.
    pictures
        PNG files by their kinds; none where no picture differs, or too many do.
    """

    layer: str
    told: str
    frame: str | None = None
    diff: Sequence[str] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One check of one golden.

    Attributes
    ----------
    name
        Of the golden.
    test
        That checked it; or the command.
    frames
        Labels of the frames that were compared.
    rule
        What pixels were compared by, "strict" or "loose"; empty if none were.
    said
        What is wrong, in a sentence; empty if nothing is.
    advice
        What to do then.
    shown
        All that differs, in the order of the layers.
    """

    name: str
    test: str
    frames: Sequence[str] = ()
    rule: str = ""
    said: str = ""
    advice: str = ""
    shown: Sequence[Shown] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as texts, bytes, lists and dictionaries."""
        return asdict(self)

    @staticmethod
    def of(plain: Mapping[str, Any]) -> Finding:
        """Make it of what `plain` returned."""
        return Finding(**{**plain, "shown": [Shown(**each) for each in plain["shown"]]})
