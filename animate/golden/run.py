"""What a whole run of the tests wrote, over all its processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path


class Run:
    """What was written.

    Attributes
    ----------
    written : the folder of each golden and the test that wrote it.
    """

    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []

    def sent(self) -> list[tuple[str, str]]:
        """Return it as plain data, for another process."""
        return self.written

    def merge(self, sent: Iterable[Sequence[str]]) -> None:
        """Add what another process sent."""
        self.written += [(folder, test) for folder, test in sent]

    def clashes(self) -> list[str]:
        """Say which goldens were written by two tests: only the last of them is kept."""
        tests: dict[str, set[str]] = {}
        for folder, test in self.written:
            tests.setdefault(folder, set()).add(test)
        return [
            f"{Path(folder).name} was written by {' and by '.join(sorted(names))}; give each a "
            "name=... of its own"
            for folder, names in sorted(tests.items())
            if len(names) > 1
        ]

    def told(self, base: Path) -> list[str]:
        """Return lines for the end of the run."""
        lines = [f"written: {_short(each, base)}" for each in sorted({f for f, _ in self.written})]
        return lines + [f"ERROR: {clash}" for clash in self.clashes()]


def _short(folder: str, base: Path) -> str:
    return os.path.relpath(folder, base) if folder.startswith(str(base)) else folder
