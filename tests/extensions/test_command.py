"""A command is one file, of its name in commands/, and one row, its line in COMMANDS."""

import sys
from pathlib import Path

import click
import pytest

from docs.site.snippets import blocks_of
from gradreel.animate.cli import commands
from gradreel.animate.cli.group import Program, load_command, run
from gradreel.animate.cli.program import COMMANDS, program

FILE = '''
"""`gradreel greet`."""

import click

from gradreel.animate.cli.options.look import quiet_option
from gradreel.animate.cli.saying import say


@click.command(epilog="Example: gradreel greet Ada")
@click.argument("name")
@quiet_option
def command(name: str, quiet: bool) -> None:
    """Greet somebody by NAME."""
    if not quiet:
        say(f"Good morning, {name}.")
'''


PAGE = (Path(__file__).parents[2] / "docs/extend/command.md").read_text("utf-8")


@pytest.fixture
def larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with one file and one row more."""
    (tmp_path / "greet.py").write_text(FILE)
    (tmp_path / "arrivals.py").write_text(blocks_of(PAGE)[0].code)
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    for name in ("greet", "arrivals"):
        monkeypatch.delitem(sys.modules, f"{commands.__name__}.{name}", raising=False)
    rows = {"greet": "Greet somebody by NAME.", "arrivals": "Say at which step each run arrives."}
    return Program({**COMMANDS, **rows}, name="gradreel")


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("greet Ada", 0, "Good morning, Ada.\n"),
        ("greet Ada --quiet", 0, ""),
        ("greet", 2, "Error: Missing argument 'NAME'; see `gradreel greet --help`.\n"),
        (
            "arrivals right_angle --radius 1",
            0,
            "gradient_descent  step 191\nmomentum  step 36\nnesterov  step 32\n",
        ),
        ("gret Ada", 2, "Error: There is no command 'gret'; did you mean greet?\n"),
    ],
)
def test_one_more_is_run_and_misspelt_as_all_are(
    larger: Program, capfd: pytest.CaptureFixture[str], typed: str, status: int, said: str
) -> None:
    assert run(larger, typed.split()) == status
    assert "".join(capfd.readouterr()) == said


def test_help_and_completion_know_one_more_without_its_file(
    larger: Program, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(larger, ["--help"])
    assert "greet       Greet somebody by NAME.\n" in capfd.readouterr().out
    monkeypatch.setenv("_GRADREEL_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "gradreel gr")
    monkeypatch.setenv("COMP_CWORD", "1")
    run(larger, [])
    assert capfd.readouterr().out == "plain,greet\n"
    assert f"{commands.__name__}.greet" not in sys.modules


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_row_is_that_of_its_file(name: str) -> None:
    listed = program.get_command(click.Context(program), name)
    assert listed is not None
    assert load_command(name).get_short_help_str(1000) == COMMANDS[name]
    for limit in range(10, 100):
        assert load_command(name).get_short_help_str(limit) == listed.get_short_help_str(limit)


def test_there_is_no_file_without_a_row() -> None:
    (folder,) = commands.__path__
    assert {path.stem for path in Path(folder).glob("*.py")} == {"__init__", *COMMANDS}
