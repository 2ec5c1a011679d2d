"""The pytest plugin: the fixture `golden` and its options.

It is loaded in every run of pytest where gradreel is installed, so whatever takes time is imported
when a test asks for `golden`.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from . import FOLDER
from .session import Run
from .watch import Watch, roots

if TYPE_CHECKING:
    from .fixture import GoldenFixture
    from .update import Update

_RUN = pytest.StashKey[Run]()
_LINES = pytest.StashKey[list[str]]()
_SENT = "gradreel_golden"

_ROOM = {
    "ignore": "regions that are not looked at, each on its line: a name, or left top right bottom",
    "levels": "difference of a channel, of 255, that may be",
    "share": "share of the pixels that may change",
}


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
    group.addoption(
        "--golden-report",
        metavar="DIR",
        help="write what differs as a page, DIR/index.html, and as pictures beside it",
    )
    group.addoption(
        "--golden-prune",
        action="store_true",
        help="delete the goldens that no test asked for; the run must be whole, and pass",
    )
    for word, what in _ROOM.items():
        kind: Literal["linelist", "string"] = "linelist" if word == "ignore" else "string"
        parser.addini(f"golden_{word}", f"of golden frames: {what}", kind)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse options that cannot be, before any test has run, and watch the rest."""
    config.pluginmanager.register(Watch(config, _run(config).census), "gradreel-watch")
    if not any(callable(getattr(each, "golden", None)) for each in _other_plugins(config)):
        config.pluginmanager.register(ShortName(), "gradreel-golden")
    config.addinivalue_line(
        "markers", "golden(ignore=[...], levels=n, share=x): what may change in golden frames"
    )
    _update(config)
    _room_of_project(config)
    if (given := config.getoption("--golden-report")) is not None:
        from gradreel.core.errors import GradreelError
        from gradreel.core.output_paths import checked_path

        from .report import check_folder

        try:
            check_folder(config.invocation_params.dir / checked_path(given))
        except GradreelError as error:
            raise _usage(error) from None


def _other_plugins(config: pytest.Config) -> Iterator[object]:
    """Go through those whose fixtures ours would hide; a conftest.py's hide ours, in its folder."""
    for each in config.pluginmanager.get_plugins():
        if Path(getattr(each, "__file__", None) or "").name != "conftest.py":
            yield each


@pytest.fixture
def gradreel_golden(request: pytest.FixtureRequest) -> GoldenFixture:
    """Compare an animation with the golden frames beside the test's file."""
    from .fixture import GoldenFixture

    return GoldenFixture(
        folder=request.path.parent / FOLDER,
        test=request.node.nodeid,
        update=_update(request.config),
        run=_run(request.config),
        reported=_report_folder(request.config) is not None,
        room=_room(request.node),
    )


class ShortName:
    """The same under a shorter name, which stays another plugin's where one has it."""

    @pytest.fixture
    def golden(self, gradreel_golden: GoldenFixture) -> GoldenFixture:
        """Do the same as `gradreel_golden`."""
        return gradreel_golden


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of pytest-xdist did; one that crashed sent nothing."""
    run, sent = _run(node.config), getattr(node, "workeroutput", {}).get(_SENT)
    if sent is None:
        run.census.gaps.add("a process of the tests crashed")
    else:
        run.merge(sent)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what this worker did, or conclude the run."""
    run = _run(session.config)
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[_SENT] = run.sent()
    elif not session.config.getoption("collectonly"):
        _conclude(session, run)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was written, deleted and reported, and what is unused."""
    lines = terminalreporter.config.stash.get(_LINES, [])
    if lines:
        from ..safe_text import one_line

        terminalreporter.section("golden frames")
        for line in lines:
            terminalreporter.write_line(one_line(line))


def _conclude(session: pytest.Session, run: Run) -> None:
    from .ending import Ending

    config = session.config
    ending = Ending(run, config.invocation_params.dir)
    ending.tell_written()
    if (update := _update(config)) is not None and update.name is not None:
        ending.tell_unknown(update.name)
    ending.sort_out(
        roots(config),
        prune=config.getoption("--golden-prune"),
        passed=session.exitstatus == pytest.ExitCode.OK,
    )
    if (folder := _report_folder(config)) is not None:
        ending.report(folder)
    config.stash[_LINES] = ending.lines
    if ending.failed and session.exitstatus in (
        pytest.ExitCode.OK,
        pytest.ExitCode.NO_TESTS_COLLECTED,
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _usage(error: Exception) -> pytest.UsageError:
    """Return an error of ours as pytest says errors."""
    from ..safe_text import sentence

    return pytest.UsageError(sentence(str(error)))


def _report_folder(config: pytest.Config) -> Path | None:
    given: str | None = config.getoption("--golden-report")
    return config.invocation_params.dir / given if given else None


def _run(config: pytest.Config) -> Run:
    return config.stash.setdefault(_RUN, Run())


def _update(config: pytest.Config) -> Update | None:
    text = config.getoption("--golden-update")
    if text is None:
        return None
    from gradreel.core.errors import InvalidInput

    from .update import Update

    try:
        return Update.parse(text)
    except InvalidInput as error:
        raise _usage(error) from None


def _room(item: pytest.Item) -> dict[str, Any]:
    """Return what may change in a test: what the project says, its file, its class, itself."""
    given = _room_of_project(item.config)
    marks = list(item.iter_markers("golden"))
    if not marks:
        return given
    from .room import checked_room

    for mark in reversed(marks):
        given |= checked_room(mark.kwargs, f"pytest.mark.golden of {item.nodeid}")
    return given


def _room_of_project(config: pytest.Config) -> dict[str, Any]:
    typed = {word: config.getini(f"golden_{word}") for word in _ROOM}
    if not any(typed.values()):
        return {}
    from gradreel.core.errors import InvalidInput

    from .room import parse_room

    try:
        return parse_room(typed)
    except InvalidInput as error:
        raise _usage(error) from None
