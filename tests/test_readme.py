"""The README's examples run as they stand there, and its commands exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from gradreel.animate import main
from gradreel.animate.formats import FORMATS

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
PYTHON = [code for language, code in BLOCKS if language == "python"]
COMMANDS = [
    shlex.split(line, comments=True)
    for language, code in BLOCKS
    if language == "console"
    for line in code.splitlines()
    if line.startswith("gradreel ")
]
DRAWING = ("render", "still", "race", "sweep")
SMALL = ("--size", "160x90", "--fps", "1")


def python(beginning):
    """Return the example that begins so, or has a line that does."""
    (code,) = [code for code in PYTHON if re.search(f"^{re.escape(beginning)}", code, re.MULTILINE)]
    return code


@pytest.fixture
def gradreel(tmp_path, monkeypatch, capfd):
    """Run the command line in an empty folder, and check that all went well."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")  # main() may change it; it is put back

    def run(*arguments):
        status = 0
        try:
            main(arguments)
        except SystemExit as end:
            status = end.code
        assert status == 0, capfd.readouterr().err

    return run


def test_scene_of_your_own(tmp_path, gradreel):
    (tmp_path / "bowl.py").write_text(python("from gradreel.animate import Caption"))
    gradreel("render", "bowl.py", "-o", "bowl.gif", *SMALL)
    assert (tmp_path / "bowl.gif").stat().st_size > 1000


def test_surface_of_your_own(tmp_path, gradreel):
    (tmp_path / "bumps.py").write_text(python("def bumps"))
    gradreel("render", "bumps.py", "-o", "bumps.gif", *SMALL)
    assert (tmp_path / "bumps.gif").stat().st_size > 1000


def test_numbers_alone(tmp_path):
    code = python("from gradreel.core import AdaGrad")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    printed = [float(x) for x in done.stdout.strip("[]\n ").split()]
    said = [float(x) for x in re.search(r"# \[(.*?)\]", code)[1].split()]
    assert printed == pytest.approx(said, rel=1e-4)
    assert (tmp_path / "adagrad.csv").exists()


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """The run that the README records."""
    folder = tmp_path_factory.mktemp("mine")
    code = python("params, rows")
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    return folder / "mine.csv"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command(command, tmp_path, mine, gradreel):
    arguments = command[1:]
    if arguments[0] in DRAWING:  # small and few, whatever the example asks for
        arguments += SMALL
    (tmp_path / "mine.csv").write_bytes(mine.read_bytes())
    gradreel(*arguments)


ROW = re.compile(r"^\| `(\.?\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
FILMS = {suffix: each for suffix, each in FORMATS.items() if each.encoder}


def test_the_table_of_formats_is_that_of_the_code():
    rows = {row[0].replace("frames", ""): row[1:] for row in ROW.findall(README.read_text("utf-8"))}
    assert sorted(rows) == sorted(FILMS)
    for suffix, (about, frames, colors) in rows.items():
        film = FILMS[suffix]
        assert film.coding == suffix or about.startswith(film.coding)
        assert ("loops by itself" in about) == (film.plays is not None)
        assert ("one picture" in frames) == (film.plays is not None and not film.tells)
        assert ("exact" in colors) == (film.lossless is not False)
        assert ("BT.709" in colors) == (film.lossy and not film.lossless)
        alpha = {"none": "no alpha", "one bit": "a pixel is shown or not", "full": "alpha"}
        assert colors.endswith(alpha[film.alpha])
        assert colors.endswith("no alpha") == (film.alpha == "none")


def test_every_command_is_shown():
    shown = {command[1] for command in COMMANDS}
    assert shown >= {"list", "trace", "optimizers", "surfaces", "new", "doctor", *DRAWING}
