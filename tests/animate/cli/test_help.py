"""Help and version, and how little they import."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version

import click
import pytest

from gradreel.animate.cli.commands.render import command
from gradreel.animate.cli.group import load_command
from gradreel.animate.cli.options.look import QUALITIES, THEME_NAMES
from gradreel.animate.export.stills import STILLS
from gradreel.animate.formats import FORMATS, suffixes_of
from gradreel.animate.formats.text import SIDECARS
from gradreel.animate.style.theme import THEMES

Run = Callable[..., tuple]
COMMANDS = (
    "list", "render", "still", "trace", "race", "sweep", "optimizers", "surfaces", "new", "presets",
    "info", "verify", "doctor",
)  # fmt: skip


def test_help_names_every_command_and_an_example(run: Run) -> None:
    outcome = run("--help")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.partition("Commands:")[2].splitlines()
    named = [line.split()[0] for line in lines if line.startswith("  ") and line.strip()]
    assert [name for name in named if name in COMMANDS] == list(COMMANDS)
    assert "gradreel render adagrad_replay -o replay.mp4 -o replay.gif" in outcome.out


def test_no_command_gives_the_help(run: Run) -> None:
    assert run() == run("--help")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_an_example(run: Run, command: str) -> None:
    outcome = run(command, "--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert f"Example: gradreel {command}" in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [["--help"], ["render", "--help"], ["--version"], ["rendr"]])
def test_nothing_heavy_is_imported_where_nothing_is_drawn(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom gradreel.animate.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'matplotlib', 'rich', 'PIL', 'imageio', 'ffmpeg'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_help_names_the_formats_that_there_are() -> None:
    """It lists them without importing them."""
    helps = {each.name: each.help for each in command.params if isinstance(each, click.Option)}
    said = {name: set(re.findall(r"\.[a-z]\w+", text or "")) for name, text in helps.items()}
    assert said["outputs"] == {*filter(None, FORMATS), *SIDECARS}
    assert said["transparent"] == {each.suffix for each in FORMATS.values() if each.alpha == "none"}
    assert said["plays"] == set(suffixes_of(lambda each: each.plays))
    assert said["poster"] == set(STILLS)


@pytest.mark.parametrize(("name", "suffixes"), [("still", STILLS), ("trace", (".csv", ".npz"))])
def test_help_names_the_formats_of_one_output(name: str, suffixes: Iterable[str]) -> None:
    (output,) = (each for each in load_command(name).params if each.name == "output")
    assert isinstance(output, click.Option)
    assert set(re.findall(r"\.[a-z]\w+", output.help or "")) == set(suffixes)


def test_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"gradreel {version('gradreel')}\n", "")


def test_presets_and_themes_are_those_that_are_there() -> None:
    assert tuple(THEMES) == THEME_NAMES
    assert {letter: (*size, fps) for letter, (size, fps) in QUALITIES.items()} == {
        "l": (854, 480, 15),
        "m": (1280, 720, 25),
        "h": (1920, 1080, 50),
        "k": (3840, 2160, 50),
    }
