"""What is installed is what is there."""

import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_folder_of_the_packages_is_listed():
    folders = {
        "gradreel." + ".".join(file.parent.relative_to(ROOT).parts)
        for room in ("core", "animate", "scenes")
        for file in (ROOT / room).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders | {"gradreel"}


def test_every_scene_is_announced_under_its_name():
    sources = {file.stem: file.read_text("utf-8") for file in (ROOT / "scenes").glob("*.py")}
    files = {name for name, source in sources.items() if "\nSCENE = " in source}
    announced = PROJECT["project"]["entry-points"]["gradreel.scenes"]
    assert set(announced) == files
    for entry in entry_points(group="gradreel.scenes"):
        assert entry.load().name == entry.name


def test_no_top_level_name_but_gradreel_is_taken():
    assert set(PROJECT["tool"]["setuptools"]["package-dir"]) == {
        "gradreel",
        "gradreel.core",
        "gradreel.animate",
        "gradreel.scenes",
    }


def test_the_module_tells_its_version_and_runs():
    import gradreel

    assert gradreel.__version__ == PROJECT["project"]["version"]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        gradreel.nothing  # noqa: B018
    told = subprocess.run(
        [sys.executable, "-m", "gradreel", "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout == f"gradreel {gradreel.__version__}\n"


def test_out_of_a_zip_it_says_in_one_sentence_what_to_do(tmp_path):
    """A wheel put on sys.path as it is, or an archive that a cluster hands to its workers."""
    wheel = tmp_path / "gradreel-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(ROOT / "package/__init__.py", "gradreel/__init__.py")
    told = subprocess.run(
        [sys.executable, "-c", "import gradreel.core"],
        env={**os.environ, "PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stderr.splitlines()[-1] == (
        f"ImportError: gradreel cannot be used out of {wheel}; install it: `pip install {wheel}` "
        "if that is its wheel, else `pip install gradreel`."
    )
