"""Build the sdist and the wheel into dist/, and look at them as a stranger would.

The address of the repository is that of git's remote `origin`, or what ADDRESS says.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from .contents import files_of, names_in, wrong_in_sdist, wrong_in_wheel
from .readme import address_of, published

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
SOURCES = (
    "package", "core", "animate", "scenes", "pyproject.toml", "README.md", "LICENSE",
    "CHANGELOG.md", "CITATION.cff", "MANIFEST.in",
)  # fmt: skip
ASKED = (
    ("gradreel", "--version"),
    ("gradreel", "list"),
    ("gradreel", "completion", "bash"),
    ("python", "-m", "gradreel", "doctor"),
    ("gradreel", "still", "opening", "-o", "still.png", "--size", "320x180"),
)
"""What is run with the wheel, in an environment that has nothing else."""


def run(*command: str | Path, folder: Path = ROOT, quiet: bool = True) -> None:
    """Run a command, or end with what it said."""
    epoch = subprocess.run(
        ("git", "-C", ROOT, "log", "-1", "--format=%ct"), capture_output=True, text=True, check=True
    )
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": epoch.stdout.strip()}
    done = subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=quiet, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout or ''}{done.stderr or ''}")


def copy_sources(folder: Path) -> None:
    """Copy what is built: setuptools would take what an older build left in the tree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    address = os.environ.get("ADDRESS", "").rstrip("/") or address_of(ROOT)
    left = shutil.ignore_patterns("__pycache__")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=left)
        else:
            shutil.copy(ROOT / name, folder / name)
    readme = folder / "README.md"
    text = published(readme.read_text(encoding="utf-8"), address, f"v{project['version']}")
    readme.write_text(text, encoding="utf-8")
    if address:
        with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
            file.write(
                f'\n[project.urls]\nRepository = "{address}"\nIssues = "{address}/issues"\n'
                f'Changelog = "{address}/blob/main/CHANGELOG.md"\n'
            )
    else:
        print("git has no public remote: the package names no address, and shows no pictures")


def build(source: Path, apart: Path) -> tuple[Path, Path]:
    """Build the sdist and, from it, the wheel; another one from the sources must be the same."""
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "build", "--outdir", DIST, source)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", apart, source)
    (sdist,), (wheel,), (other,) = DIST.glob("*.tar.gz"), DIST.glob("*.whl"), apart.glob("*.whl")
    if wheel.read_bytes() != other.read_bytes():
        sys.exit("the wheel of the sdist is not the wheel of the sources")
    return sdist, wheel


def try_out(wheel: Path, folder: Path) -> float:
    """Install the wheel where nothing else is, run it, and return its size in MB with all of it."""
    venv.create(folder / "fresh", with_pip=True)
    scripts = folder / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    before = size_of(folder / "fresh")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, folder=folder)
    after = size_of(folder / "fresh")
    for name, *arguments in ASKED:
        run(scripts / name, *arguments, folder=folder)
    return (after - before) / 1e6


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def told_size(readme: str) -> int:
    """Return how many MB the README says that a fresh install has."""
    (told,) = re.findall(r"fresh install with all that it needs is (\d+) MB", readme)
    return int(told)


def main() -> None:
    """Build and check; end with status 1, and what is wrong, if anything is."""
    with tempfile.TemporaryDirectory() as place:
        source, apart = Path(place, "source"), Path(place, "apart")
        source.mkdir()
        copy_sources(source)
        sdist, wheel = build(source, apart)
        wrong = [*wrong_in_wheel(files_of(wheel), ROOT), *wrong_in_sdist(names_in(sdist))]
        if wrong:
            sys.exit("\n".join(wrong))
        run(sys.executable, "-m", "twine", "check", "--strict", sdist, wheel)
        megabytes = try_out(wheel, Path(place))
    told = told_size((ROOT / "README.md").read_text("utf-8"))
    if abs(megabytes - told) > 0.05 * told:
        sys.exit(f"a fresh install is {megabytes:.0f} MB, the README says {told}: mend it there")
    print(f"{sdist.name}, {wheel.name}: a fresh install with all it needs is {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
