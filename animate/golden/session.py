"""What a run of tests did with goldens, and which tests there are.

It is made in every run of pytest where gradreel is installed: no dataclasses, which take a
millisecond to make, and nothing else that takes time to import.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import FOLDER, TEXT_FILE

if TYPE_CHECKING:
    from .finding import Finding


class Census:
    """The tests that take `golden`, how far each came, and whose goldens there may be.

    Attributes
    ----------
    folders
        Those that pytest went through for tests.
    takers
        The tests that take `golden`.
    passed, failed
        Those of them that came to their end, and that did not; a skipped one neither.
    gaps
        Why tests may be missing; none in a full run.
    """

    folders: set[str]
    takers: set[str]
    passed: set[str]
    failed: set[str]
    gaps: set[str]
    KINDS = ("folders", "takers", "passed", "failed", "gaps")

    def __init__(self, **known: Iterable[str]) -> None:
        for kind in self.KINDS:
            setattr(self, kind, set(known.get(kind, ())))

    def plain(self) -> dict[str, list[str]]:
        """Return it as lists of texts, for another process."""
        return {kind: sorted(getattr(self, kind)) for kind in self.KINDS}

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


class Run:
    """What was done.

    Attributes
    ----------
    written
        The folder of each golden and the test that wrote it.
    asked
        Of an update: the folder of each golden, the test that asked for it, and the signature of
        what it asked for.
    hidden
        The folder of each golden, and what was not told of it because there is room.
    used
        The folders of all goldens that a test asked for.
    findings
        What the checks found; empty if no report is wanted.
    census
        Which tests there are, and how far they came.
    """

    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []
        self.asked: list[tuple[str, str, str]] = []
        self.hidden: list[tuple[str, str]] = []
        self.used: set[str] = set()
        self.findings: list[Finding] = []
        self.census: Census = Census()

    def sent(self) -> dict[str, Any]:
        """Return it as plain data, for another process."""
        return {
            "written": self.written,
            "asked": self.asked,
            "hidden": self.hidden,
            "used": sorted(self.used),
            "findings": [finding.plain() for finding in self.findings],
            "census": self.census.plain(),
        }

    def merge(self, sent: Mapping[str, Any]) -> None:
        """Add what another process sent."""
        self.written += [(folder, test) for folder, test in sent["written"]]
        self.asked += [(folder, test, signature) for folder, test, signature in sent["asked"]]
        self.hidden += [(folder, told) for folder, told in sent["hidden"]]
        self.used.update(sent["used"])
        if sent["findings"]:
            from .finding import Finding  # noqa: PLC0415 - only a report has some

            self.findings += map(Finding.of, sent["findings"])
        self.census.merge(sent["census"])

    def shared(self) -> Iterator[tuple[str, list[str], bool]]:
        """Go through written goldens of several tests: who asked, and whether for the same."""
        for folder in sorted({folder for folder, _ in self.written}):
            asked = [(test, told) for where, test, told in self.asked if where == folder]
            tests = sorted({test for test, _ in asked})
            if len(tests) > 1:
                yield folder, tests, len({told for _, told in asked}) == 1
