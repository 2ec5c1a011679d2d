"""A part of `make fuzz`, the same every time; and proof that a case can fail."""

import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import click
import matplotlib as mpl
import pytest

from gradreel.animate.cli.group import load_command
from gradreel.animate.cli.program import COMMANDS
from tests.fuzz import case, case_of
from tests.fuzz.case import Case
from tests.fuzz.command_lines import ABOUT

FIXED_SEED = 20260101
FEW = 300


@pytest.mark.parametrize("number", range(FEW))
def test_nothing_that_is_typed_or_given_breaks_a_promise(number: int) -> None:
    assert case_of(FIXED_SEED, number).run() == []


def test_a_case_is_made_of_its_seed_and_number_alone() -> None:
    for number in range(30):
        first, second = case_of(7, number), case_of(7, number)
        assert (first.arguments, first.writes) == (second.arguments, second.writes)
        assert {n: c for n, c in first.files.items() if isinstance(c, bytes)} == {
            n: c for n, c in second.files.items() if isinstance(c, bytes)
        }


def test_every_option_with_a_value_has_values_to_try() -> None:
    """An option that is new is tried with file names, until it has values of its own here."""
    takes_files = {
        "--output", "-o", "--outputs", "--poster", "--run", "--data", "--folder", "--voice",
    }  # fmt: skip
    missing = {
        max(option.opts, key=len)
        for command in map(load_command, COMMANDS)
        for option in command.params
        if isinstance(option, click.Option) and not option.is_flag and option.opts != ["-q"]
    }
    assert missing - takes_files - {"-q"} <= set(ABOUT)


def _touch(name: str, content: str = "x") -> Callable[[], None]:
    return lambda: Path(name).write_text(content)


def _fail(words: str, status: int = 1) -> Callable[[], None]:
    def fail() -> None:
        sys.stderr.write(words)  # noqa: TID251
        raise SystemExit(status)

    return fail


def _lose() -> None:
    Path("old.gif").unlink()
    _fail("Error: it failed.")()


def _leave_a_thread() -> None:
    threading.Thread(target=threading.Event().wait, args=(9,), name="left", daemon=True).start()


def _recolor() -> None:
    mpl.rcParams["lines.linewidth"] = 9.0


@pytest.mark.parametrize(
    ("does", "found"),
    [
        (lambda: None, ""),
        (_touch("a.gif"), ""),
        (_fail("Error: it failed."), ""),
        (_touch("b.gif"), "'folder/b.gif' was not named, and changed"),
        (_touch("../outside.png"), "'outside.png' was not named, and changed"),
        (_touch(".gradreel-1"), "'folder/.gradreel-1' was left behind"),
        (lambda: tempfile.mkdtemp(prefix="x"), "'temporary/x"),
        (_touch("a/photo.png"), "'folder/a/photo.png' was not named, and changed"),
        (_leave_a_thread, "'left' runs on"),
        (_lose, "'folder/old.gif' was lost though the command failed"),
        (_fail("Error: gradreel itself failed, KeyError."), "'itself failed' was said"),
        (_fail("Traceback (most recent call last):"), "'Traceback' was said"),
        (_fail("it failed"), "nothing says what is wrong"),
        (_fail("Error: it failed.", 7), "the status is 7"),
        (_fail("Error: \x1b[31mit failed."), "'\\x1b' was said"),
        (_fail("Error: " + "it failed " * 100), "standard error has 1007 characters"),
        (_fail("Error: it failed.\n" * 4), "standard error has 4 lines"),
        (lambda: warnings.warn("odd", RuntimeWarning, stacklevel=1), "'Warning' was said"),
        (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
        (_recolor, "matplotlib's rcParams have changed"),
    ],
)
def test_what_breaks_a_promise_is_found(
    monkeypatch: pytest.MonkeyPatch, does: Callable[[], object], found: str
) -> None:
    monkeypatch.setattr(case, "main", lambda _: does())
    with mpl.rc_context():
        files = {"old.gif": b"old", "a/photo.png": b"a photo"}
        wrong = Case(["x"], files, ["a", "a.gif", "old.gif"]).run()
    if found:
        assert any(found in each for each in wrong), wrong
    else:
        assert wrong == []
