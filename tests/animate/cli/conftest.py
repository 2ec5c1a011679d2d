import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from waiting import PATIENCE

from gradreel.animate import main

SCENE_TEXT = """
from gradreel.animate import ContourPanel, Hold, Play, Scene, Timeline
from gradreel.core import GradientDescent, Momentum, Quadratic

SCENE = Scene(
    name="tiny",
    summary="Two paths in a bowl.",
    title="Two paths",
    surface=Quadratic(),
    start=(1.0, 1.0),
    steps=10,
    optimizers=(GradientDescent(learning_rate=0.05), Momentum(learning_rate=0.05, momentum=0.5)),
    panels={"map": ContourPanel()},
    rows=(("map",),),
    timeline=Timeline((Play(to=10, seconds=1), Hold(0.5))),
)
"""


class Outcome(NamedTuple):
    status: object
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line of an error, without "Error: "; that it is one is asserted."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("Error: ")
        assert "Traceback" not in self.err
        return lines[0].removeprefix("Error: ")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; main() may change the environment, which is put back."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.delenv("GRADREEL_TRACEBACK", raising=False)
    return tmp_path


@pytest.fixture
def scene(folder: Path) -> str:
    """A scene's file that renders quickly."""
    (folder / "tiny.py").write_text(SCENE_TEXT)
    return "tiny.py"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line in this process."""

    def run(*arguments: str) -> Outcome:
        capfd.readouterr()
        status = 0
        try:
            main(arguments)
        except SystemExit as end:
            status = end.code
        return Outcome(status, *capfd.readouterr())

    return run


@pytest.fixture
def program() -> list[str]:
    """The start of a command that runs gradreel in a process of its own, as its script does."""
    return [sys.executable, "-c", "from gradreel.animate.cli import main; main()"]


@pytest.fixture
def spawn(program: list[str]) -> Callable[..., Outcome]:
    """Run the command line in a process of its own."""

    def spawn(*arguments: str, **environment: str) -> Outcome:
        done = subprocess.run(
            [*program, *arguments],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, **environment},
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return spawn
