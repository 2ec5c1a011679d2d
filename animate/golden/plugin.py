"""The pytest plugin: the fixture `golden` and its options.

It is loaded in every run of pytest where gradreel is installed, so whatever takes time is imported
when a test asks for `golden`.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .run import Run

if TYPE_CHECKING:
    from .fixture import GoldenFixture, Update

_RUN = pytest.StashKey[Run]()
_SENT = "gradreel_golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("gradreel", "golden frames (gradreel)")
    group.addoption(
        "--golden-update",
        nargs="?",
        const="all",
        metavar="WHAT",
        help="write goldens, then compare: all (the default), only-missing, NAME or NAME[FRAME]",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse options that cannot be."""
    _update(config)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> GoldenFixture:
    """Compare an animation with the golden frames beside the test's file."""
    from .fixture import FOLDER, GoldenFixture

    return GoldenFixture(
        folder=request.path.parent / FOLDER,
        test=request.node.nodeid,
        update=_update(request.config),
        run=_run(request.config),
    )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of pytest-xdist wrote; one that crashed sent nothing."""
    _run(node.config).merge(getattr(node, "workeroutput", {}).get(_SENT, []))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what this worker did, or conclude the run."""
    run = _run(session.config)
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[_SENT] = run.sent()
    elif run.clashes():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was written."""
    lines = _run(terminalreporter.config).told(Path.cwd())
    if lines:
        terminalreporter.section("golden frames")
        for line in lines:
            terminalreporter.write_line(line)


def _run(config: pytest.Config) -> Run:
    return config.stash.setdefault(_RUN, Run())


def _update(config: pytest.Config) -> Update | None:
    text = config.getoption("--golden-update")
    if text is None:
        return None
    from gradreel.core.errors import InvalidInput

    from .fixture import Update

    try:
        return Update.parse(text)
    except InvalidInput as error:
        raise pytest.UsageError(str(error)) from None
