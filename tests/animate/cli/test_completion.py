"""What a shell is told when TAB is pressed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from gradreel.animate.cli.group import COMPLETION, load_command, run
from gradreel.animate.cli.options.delivery import PURPOSES
from gradreel.animate.cli.program import COMMANDS, program
from gradreel.animate.export.stills import STILLS
from gradreel.animate.formats import FORMATS
from gradreel.animate.formats.text import SIDECARS
from gradreel.core import OPTIMIZERS, SCHEDULES, SURFACES

SCENES = sorted(entry.name for entry in entry_points(group="gradreel.scenes"))
SUFFIXES = [*filter(None, FORMATS), *SIDECARS]


def offered(typed: str) -> list[str]:
    """Return what may stand in the place of the last word; "file" where a file may."""
    *words, last = typed.split(" ")
    found = ShellComplete(program, {}, "gradreel", COMPLETION).get_completions(words, last)
    return [item.type if item.type != "plain" else item.value for item in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ren", ["render"]),
        ("", list(COMMANDS)),
        ("render ", ["file", *SCENES]),
        ("render adagr", ["file", "adagrad_replay"]),
        ("still set", ["file", "set_back"]),
        ("trace su", ["file", "summary"]),
        ("verify film.mp4 lec", ["file", "lecture"]),
        ("storyboard lec", ["file", "lecture"]),
        ("golden ", ["check", "update", "report", "compare"]),
        ("golden check up", ["file", "update_rule"]),
        ("render opening --theme ", ["light", "dark"]),
        ("render opening --theme=d", ["dark"]),
        ("render opening -q ", ["l", "m", "h", "k"]),
        ("render opening --for ", list(PURPOSES)),
        ("render opening --by ", ["scene", "hold"]),
        ("render opening -o film.", ["file", *(f"film{each}" for each in SUFFIXES)]),
        ("render opening -o film", ["file", *(f"film{each}" for each in SUFFIXES)]),
        ("render opening -o a/film.m", ["file", "a/film.mp4", "a/film.mov"]),
        ("render opening -o ", ["file"]),
        ("render opening -o a/", ["file"]),
        ("render opening --poster p.", ["file", *(f"p{each}" for each in STILLS)]),
        ("still opening -o p.p", ["file", "p.png", "p.pdf"]),
        ("trace opening -o run.", ["file", "run.csv", "run.npz"]),
        ("race --surface ", ["file", *SURFACES]),
        ("race --optimizer ", list(OPTIMIZERS)),
        ("race --surface beale --optimizer ada", [n for n in OPTIMIZERS if n.startswith("ada")]),
        ("sweep --optimizer mom", ["momentum"]),
        ("race --schedule ", list(SCHEDULES)),
        ("race --convention ", ["paper", "torch", "keras", "optax", "d2l"]),
        ("new ", ["scene", "panel", "optimizer", "surface", "format"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("rendr ", list(COMMANDS)),
        ("rendr opening --for ", list(COMMANDS)),
    ],
)
def test_names_come_from_the_tables(
    typed: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert sorted(offered(typed)) == sorted(expected)


def test_a_new_name_is_offered_only_where_no_file_begins_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "films").mkdir()
    assert offered("render opening -o fil") == ["file"]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_of_each_command_is_offered(name: str) -> None:
    """One without a choice, a path or names of its own is a number or words that nobody knows."""
    command = load_command(name)
    if not isinstance(command, click.Group):
        options = {option for each in command.params for option in each.opts if "--" in option}
        assert {*offered(f"{name} --")} == {*options, "--help"}


@pytest.mark.parametrize(
    "typed",
    ["render 'open", 'render "', "render $( -o", "render \\", "--nothing ", "- ", "render \0 -o x"],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "nothing"])
def test_odd_words_are_answered_in_silence(
    shell: str,
    typed: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    words = {"COMP_WORDS": f"gradreel {typed}".replace("\0", "\x01"), "COMP_CWORD": "3"}
    for key, value in {COMPLETION: f"{shell}_complete", **words}.items():
        monkeypatch.setenv(key, value)
    assert run(program, []) in (0, 1)
    assert capfd.readouterr().err == ""


def test_a_project_that_wishes_what_is_not_possible_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.gradreel]\ntheme = "purple"\n')
    monkeypatch.chdir(tmp_path)
    assert offered("render opening --theme ") == ["light", "dark"]


ASKING = {
    "bash": "COMP_WORDS=(gradreel {typed}); COMP_CWORD={last}; _gradreel_completion gradreel 2>&-; "
    'printf "%s\\n" "${{COMPREPLY[@]}}"',
    "zsh": "compadd() {{ print -l $completions }}; _path_files() {{ }}; _describe() {{ }}; "
    "words=(gradreel {typed}); CURRENT={last}+1; _gradreel_completion",
    "fish": 'complete -C "gradreel {typed}"',
}
BEGINNING = {
    "bash": 'eval "$(gradreel completion bash)"',
    "zsh": 'compdef() {{ }}; eval "$(gradreel completion zsh)"',
    "fish": "gradreel completion fish | source",
}


@pytest.mark.parametrize("shell", ASKING)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [("render adagr", "adagrad_replay"), ("race --optimizer nes", "nesterov")],
)
def test_a_shell_that_is_here_completes(shell: str, typed: str, expected: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    code = f"{BEGINNING[shell]}\n{ASKING[shell]}".format(typed=typed, last=typed.count(" ") + 1)
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        [shutil.which(shell) or shell, "-c", code], env={"PATH": path}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [expected]
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_shells_that_may_not_be_here_are_answered_as_click_does(
    shell: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = {
        "zsh": {"COMP_WORDS": "gradreel race --surface be", "COMP_CWORD": "3"},
        "fish": {"COMP_WORDS": "gradreel race --surface be", "COMP_CWORD": "be"},
    }
    for key, value in {COMPLETION: f"{shell}_complete", **asked[shell]}.items():
        monkeypatch.setenv(key, value)
    assert run(program, []) == 0
    assert "beale" in capfd.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_this_program(shell: str, run: Callable[..., tuple]) -> None:
    outcome = run("completion", shell)
    assert (outcome.status, outcome.err) == (0, "")
    assert f"{COMPLETION}={shell}_complete" in outcome.out
