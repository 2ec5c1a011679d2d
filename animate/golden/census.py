"""Which goldens no test asked for; that is known only when every test that could ask was run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from . import FOLDER, TEXT_FILE


@dataclass
class Census:
    """The tests that take `golden`, how far each came, and whose goldens there may be.

    Attributes
    ----------
    folders : those that pytest went through for tests.
    takers : the tests that take `golden`.
    passed, failed : those of them that came to their end, and that did not; a skipped one neither.
    gaps : why tests may be missing; none in a full run.
    """

    folders: set[str] = field(default_factory=set)
    takers: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    gaps: set[str] = field(default_factory=set)

    def plain(self) -> dict[str, list[str]]:
        """Return it as lists of texts, for another process."""
        return {each.name: sorted(getattr(self, each.name)) for each in fields(self)}

    def merge(self, sent: Mapping[str, Iterable[str]]) -> None:
        """Add what `plain` returned in another process."""
        for name, values in sent.items():
            getattr(self, name).update(values)

    @property
    def stopped(self) -> list[str]:
        """The tests that came to an end of another kind: failed or skipped."""
        return sorted(self.failed - self.passed)

    def gap(self) -> str | None:
        """Say why this was not a full run, None if it was."""
        idle = self.takers - self.passed - self.failed
        found = sorted(self.gaps) + [f"{test} did not run" for test in sorted(idle)]
        return found[0] if found else None

    def unused(self, used: Collection[str], roots: Iterable[Path]) -> list[Path]:
        """Return the goldens beside tests under `roots` that are not among the `used`."""
        under = list(roots)
        found = set()
        for folder in map(Path, self.folders):
            if any(folder.is_relative_to(root) for root in under):
                found |= {text.parent for text in (folder / FOLDER).glob(f"*/{TEXT_FILE}")}
        return sorted(golden for golden in found if str(golden) not in used)
