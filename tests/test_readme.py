"""The README's examples run as they stand there, and its commands exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
PYTHON = [code for language, code in BLOCKS if language == "python"]
COMMANDS = [
    line.split("#")[0].split()
    for language, code in BLOCKS
    if language == "console"
    for line in code.splitlines()
    if line.startswith("gradreel ")
]


def gradreel(arguments, folder):
    code = "import sys; from gradreel.animate import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_scene_of_your_own(tmp_path):
    (tmp_path / "bowl.py").write_text(PYTHON[0])
    small = ["--size", "320x180", "--fps", "5"]
    done = gradreel(["render", "bowl.py", "-o", "bowl.gif", *small], tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bowl.gif").stat().st_size > 1000


def test_numbers_alone(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PYTHON[1]], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    printed = [float(x) for x in done.stdout.strip("[]\n ").split()]
    said = [float(x) for x in re.search(r"# \[(.*?)\]", PYTHON[1])[1].split()]
    assert printed == pytest.approx(said, rel=1e-4)
    assert (tmp_path / "adagrad.csv").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command(command, tmp_path):
    arguments = command[1:]
    if arguments[0] in ("render", "still"):  # small and few, whatever the example asks for
        arguments += ["--size", "320x180"]
    if arguments[0] == "render":
        arguments += ["--fps", "2"]
    done = gradreel(arguments, tmp_path)
    assert done.returncode == 0, done.stderr


def test_every_command_is_shown():
    assert {command[1] for command in COMMANDS} == {"list", "render", "still", "trace", "doctor"}
