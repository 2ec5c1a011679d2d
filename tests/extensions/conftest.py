"""A package of somebody else, installed beside gradreel for one test, without pip."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest
from waiting import PATIENCE


class Stranger:
    """A package with modules and entry points, and programs that run with it installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.info = folder / "stranger-1.0.dist-info"
        self.info.mkdir(parents=True)
        (self.info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")

    def has(self, module: str, source: str) -> None:
        """Give the package a module of top level."""
        (self.folder / f"{module}.py").write_text(textwrap.dedent(source), "utf-8")

    def offers(self, groups: Mapping[str, Mapping[str, str]]) -> None:
        """Give it entry points: by group, the place of each name."""
        lines = []
        for group, places in groups.items():
            lines += [f"[{group}]", *(f"{name} = {place}" for name, place in places.items())]
        (self.info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")

    def python(self, code: str) -> str:
        """Run a program and return what it said."""
        return self._run("-c", textwrap.dedent(code))

    def gradreel(self, *arguments: str) -> str:
        """Run a command and return what it said."""
        return self._run("-m", "gradreel", *arguments)

    def commands(self, *lines: str, then: str = "") -> str:
        """Run commands, each as it is typed, and a program in one process; return what they said.

        A process loads matplotlib, which takes longer than most of what is tried here.
        """
        program = f"""
            import shlex
            from gradreel.animate.cli import main
            for line in {lines!r}:
                assert not main(shlex.split(line)), line
        """
        return self.python(textwrap.dedent(program) + textwrap.dedent(then))

    def _run(self, *arguments: str) -> str:
        path = os.pathsep.join([str(self.folder), os.environ.get("PYTHONPATH", "")])
        ran = subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout + ran.stderr


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    """A package that is installed for the programs that it runs."""
    return Stranger(tmp_path / "stranger")
