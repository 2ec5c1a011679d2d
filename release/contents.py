"""What must be in the files that are published, and what must not."""

import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from configparser import ConfigParser
from pathlib import Path
from typing import Any

HERE_ALONE = ("tests", "media", "bench", "docs", "examples", "release", "__pycache__")
"""Folders of the repository that no wheel has."""


def files_of(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel, by their names."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def names_in(sdist: Path) -> list[str]:
    """List the files of an sdist, without the folder that all of them are in."""
    with tarfile.open(sdist) as archive:
        return [each.name.partition("/")[2] for each in archive.getmembers() if each.isfile()]


def wrong_in_wheel(files: Mapping[str, bytes], root: Path) -> list[str]:
    """Say what is wrong with the files of a wheel, held against the repository at `root`."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    expected = expected_files(root, project["tool"]["setuptools"])
    got = {name for name in files if ".dist-info/" not in name}
    wrong = [f"{name} is missing" for name in sorted(expected - got)]
    wrong += [f"{name} has no place in a wheel" for name in sorted(got - expected)]
    told = {name.partition(".dist-info/")[2]: each for name, each in files.items()}
    wrong += [
        f"{name} is missing"
        for name in ("METADATA", "entry_points.txt", "licenses/LICENSE")
        if name not in told
    ]
    announced = ConfigParser(delimiters=("=",))
    announced.optionxform = str  # type: ignore[method-assign,assignment]
    announced.read_string(told.get("entry_points.txt", b"").decode())
    rows = {"console_scripts": project["project"]["scripts"], **project["project"]["entry-points"]}
    if {name: dict(announced[name]) for name in announced.sections()} != rows:
        wrong.append("entry_points.txt is not what pyproject.toml says")
    return wrong


def expected_files(root: Path, settings: Mapping[str, Any]) -> set[str]:
    """Name the files of a wheel: all Python of its packages, and what is listed as their data."""
    folders, found = settings["package-dir"], set()
    for package in settings["packages"]:
        above = max((each for each in folders if f"{package}.".startswith(f"{each}.")), key=len)
        rest = package[len(above) :].lstrip(".").replace(".", "/")
        folder = root / folders[above] / rest
        patterns = ["*.py", *settings["package-data"].get(package, ())]
        files = [each for pattern in patterns for each in folder.glob(pattern)]
        found |= {
            f"{package.replace('.', '/')}/{each.relative_to(folder).as_posix()}" for each in files
        }
    return found


def wrong_in_sdist(names: Iterable[str]) -> list[str]:
    """Say what is wrong with the files of an sdist."""
    names = list(names)
    needed = (
        "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "PKG-INFO",
        "package/py.typed",
    )  # fmt: skip
    wrong = [f"{name} is missing" for name in needed if name not in names]
    apart = [name for name in names if name.split("/")[0] in HERE_ALONE]
    return wrong + [f"{name} has no place in an sdist" for name in apart]
