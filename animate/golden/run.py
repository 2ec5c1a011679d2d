"""What a whole run of the tests did with goldens, over all its processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .census import Census
from .finding import Finding


class Run:
    """What was done.

    Attributes
    ----------
    written : the folder of each golden and the test that wrote it.
    used : the folders of all goldens that a test asked for.
    findings : what the checks found; empty if no report is wanted.
    census : which tests there are, and how far they came.
    """

    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []
        self.used: set[str] = set()
        self.findings: list[Finding] = []
        self.census = Census()

    def sent(self) -> dict[str, Any]:
        """Return it as plain data, for another process."""
        return {
            "written": self.written,
            "used": sorted(self.used),
            "findings": [finding.plain() for finding in self.findings],
            "census": self.census.plain(),
        }

    def merge(self, sent: Mapping[str, Any]) -> None:
        """Add what another process sent."""
        self.written += [(folder, test) for folder, test in sent["written"]]
        self.used.update(sent["used"])
        self.findings += map(Finding.of, sent["findings"])
        self.census.merge(sent["census"])

    def clashes(self) -> dict[str, list[str]]:
        """Return the goldens that several tests wrote: only the last of them is kept."""
        tests: dict[str, set[str]] = {}
        for folder, test in self.written:
            tests.setdefault(folder, set()).add(test)
        return {folder: sorted(names) for folder, names in sorted(tests.items()) if len(names) > 1}
