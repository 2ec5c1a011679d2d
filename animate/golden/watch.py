"""What pytest collects and runs, as far as goldens are concerned."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import pytest

from .session import Census

_STOPPED = "the run was stopped"
_CHOOSING = {"lf": "--last-failed", "ignore": "--ignore", "ignore_glob": "--ignore-glob"}
"""Options that leave files out before any test of them is known."""


class Watch:
    """Fills the census of a run: one in each process that collects."""

    def __init__(self, config: pytest.Config, census: Census) -> None:
        self.config: pytest.Config = config
        self.census: Census = census

    @pytest.hookimpl(tryfirst=True, optionalhook=True)
    def pytest_collect_directory(self, path: Path) -> None:
        """Note a folder that tests are looked for in; others collect them."""
        self.census.folders.add(str(path))

    @pytest.hookimpl(wrapper=True)
    def pytest_ignore_collect(
        self, collection_path: Path
    ) -> Generator[None, bool | None, bool | None]:
        """Note a file of tests that conftest.py leaves out: as good as skipped."""
        left_out = yield
        if left_out and self._has_tests(collection_path):
            self.census.failed.add(os.path.relpath(collection_path, self.config.rootpath))
        return left_out

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that skips itself or cannot be read."""
        if not report.passed:
            self.census.failed.add(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: Sequence[pytest.Item]) -> None:
        """Note the tests that take `golden`."""
        self.census.takers.update(item.nodeid for item in items if _takes(item))

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Note that tests are left out."""
        if items:
            self.census.gaps.add("tests were deselected")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note how far a test came."""
        report = yield
        if _takes(item) and not report.passed:
            self.census.failed.add(item.nodeid)
        elif _takes(item) and report.when == "call":
            self.census.passed.add(item.nodeid)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Note what was not even begun."""
        gaps = self.census.gaps
        gaps.update(
            f"{name} was given" for option, name in _CHOOSING.items() if self._given(option)
        )
        worker = hasattr(self.config, "workerinput")  # it is not told what was asked for
        if not worker and not all(root.is_dir() for root in roots(self.config)):
            gaps.add("only some files were asked for")
        if session.shouldstop or session.shouldfail:
            gaps.add(_STOPPED)

    def _given(self, option: str) -> bool:
        return bool(self.config.getoption(option, None))

    def _has_tests(self, path: Path) -> bool:
        patterns = self.config.getini("python_files")
        return path.suffix == ".py" and any(fnmatch(path.name, pattern) for pattern in patterns)


def roots(config: pytest.Config) -> list[Path]:
    """Return what pytest was asked to run, as paths; a single test is none that exists."""
    base = config.invocation_params.dir
    return [Path(os.path.abspath(base / argument)) for argument in config.args]


def _takes(item: pytest.Item) -> bool:
    return "gradreel_golden" in getattr(item, "fixturenames", ())  # `golden` is made of it
