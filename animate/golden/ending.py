"""The end of a run of tests: which goldens no test asked for, if every test that could was run."""
# ruff: noqa: PLC0415 - a run that has nothing to do with goldens takes none of it

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .session import Run


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
