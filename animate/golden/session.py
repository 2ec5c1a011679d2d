"""Which goldens no test asked for; that is known only when every test that could ask was run."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from . import FOLDER, TEXT_FILE
from .finding import Finding


@dataclass
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


# ruff: noqa: PLC0415 - a run that has nothing to do with goldens takes none of it


@dataclass
class Ending:
    """What becomes of a run.

    Attributes
    ----------
    run
        What was done.
    base
        Folder that paths are told from.
    lines
        To be shown at the end.
    failed
        Whether something is wrong that no test could see.
    """

    run: Run
    base: Path
    lines: list[str] = field(default_factory=list)
    failed: bool = False

    def tell_written(self) -> None:
        """Say what was written, and what two tests wrote over each other."""
        written = sorted({folder for folder, _ in self.run.written})
        self.lines += [f"written: {self._short(folder)}" for folder in written]
        self.lines += [f"hidden: {self._short(folder)}: {told}" for folder, told in self.run.hidden]
        for folder, tests, alike in self.run.shared():
            if alike:
                self.lines.append(f"shared: {self._short(folder)} by {' and '.join(tests)}")
            else:
                self._fail(
                    f"{Path(folder).name} was asked for by {' and by '.join(tests)}, and not of "
                    "the same pictures; give each a name=... of its own"
                )

    def tell_unknown(self, name: str) -> None:
        """Say that there is no golden of the name that was to be updated, and which are near."""
        from difflib import get_close_matches

        known = {Path(folder).name for folder in self.run.used}
        if name in known:
            return
        near = get_close_matches(name, sorted(known), n=3, cutoff=0.5)
        choice = f"the nearest are {', '.join(near)}" if near else "is the test among those run?"
        self._fail(f"no test that ran asked for a golden {name!r} to update; {choice}")

    def sort_out(self, roots: Sequence[Path], *, prune: bool, passed: bool) -> None:
        """Name the goldens that no test asked for, if that is known; delete them if wanted.

        Parameters
        ----------
        roots
            The folders that pytest was asked to run.
        prune
            Whether unused goldens are to be deleted.
        passed
            Whether all tests passed.
        """
        census = self.run.census
        gap = census.gap()
        if prune and (gap or not passed):
            self._fail(
                f"--golden-prune deleted nothing: {gap or 'not all tests passed'}; it needs a "
                "whole run that passes"
            )
        if gap:
            return
        unused = census.unused(self.run.used, roots)
        if not census.stopped:
            self._tell_unused(unused, prune=prune and passed)
        elif unused:
            others = len(census.stopped) - 1
            tests = census.stopped[0] + (f" and {others} more" if others else "")
            self.lines += [
                f"perhaps unused: {self._short(golden)} ({tests} did not pass and may use it)"
                for golden in unused
            ]

    def report(self, folder: Path) -> None:
        """Write the report of the whole run."""
        from gradreel.core.errors import GradreelError

        from .page import summary
        from .report import write_report

        findings, gap = self.run.findings, self.run.census.gap()
        told = {finding.test for finding in findings if finding.said}
        silent = [test for test in self.run.census.stopped if test not in told]
        notes = [f"{test} failed or was skipped, and not by a golden" for test in silent]
        notes += [f"not a whole run: {gap}"] if gap else []
        try:
            page = write_report(folder, findings, notes + self.lines)
        except GradreelError as error:
            self._fail(str(error))
        else:
            self.lines.append(f"report: {self._short(str(page))}, {summary(findings)}")

    def _tell_unused(self, unused: Sequence[Path], *, prune: bool) -> None:
        self.lines += [
            f"{'deleted' if prune else 'unused'}: {self._short(golden)}" for golden in unused
        ]
        if prune:
            from .store import delete_golden

            for golden in unused:
                delete_golden(golden)
        elif unused:
            self.lines.append("`pytest --golden-prune` deletes what is unused.")

    def _fail(self, sentence: str) -> None:
        self.lines.append(f"ERROR: {sentence}")
        self.failed = True

    def _short(self, path: str | Path) -> str:
        path = Path(path)
        return os.path.relpath(path, self.base) if path.is_relative_to(self.base) else str(path)


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
        self.findings += map(Finding.of, sent["findings"])
        self.census.merge(sent["census"])

    def shared(self) -> Iterator[tuple[str, list[str], bool]]:
        """Go through written goldens of several tests: who asked, and whether for the same."""
        for folder in sorted({folder for folder, _ in self.written}):
            asked = [(test, told) for where, test, told in self.asked if where == folder]
            tests = sorted({test for test, _ in asked})
            if len(tests) > 1:
                yield folder, tests, len({told for _, told in asked}) == 1
