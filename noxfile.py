"""Checks that take an environment of their own; `make golden-matrix` and `.ci/run` run them."""

import os
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = True

ROOT = Path(__file__).parent
SOURCES = ("package", "core", "animate", "scenes", "pyproject.toml", "README.md", "LICENSE")
EXAMPLE = ROOT / "examples" / "golden"

STACKS = {
    # The oldest that is allowed. It calls pyparsing by names that 3.2 warns of.
    "3.10": ("matplotlib==3.10.0", "pyparsing<3.2"),
    "3.11": ("matplotlib==3.11.*",),
}

HOSTILE = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "de_DE.UTF-8",
    "PYTHONHASHSEED": "12345",
    "MPLBACKEND": "svg",
}
MATPLOTLIBRC = """\
figure.dpi: 37
axes.linewidth: 5
path.simplify: True
lines.antialiased: False
image.cmap: gray
"""


@nox.session
@nox.parametrize("matplotlib", list(STACKS))
def golden(session: nox.Session, matplotlib: str) -> None:
    """One set of goldens passes with each matplotlib, whatever the surroundings are like."""
    tests = ("pytest", "pytest-xdist", "pytest-randomly", "hypothesis")
    session.install(build_wheel(session), *STACKS[matplotlib], *tests)
    settings = Path(session.create_tmp(), "matplotlibrc")
    settings.write_text(MATPLOTLIBRC, encoding="utf-8")
    hostile = {**HOSTILE, "MATPLOTLIBRC": str(settings)}
    # pytest-randomly shuffles; --golden-report says what differed if anything did.
    report = Path(session.create_tmp(), "report")
    options = ("-n", "2", "--golden-report", str(report), *session.posargs)
    session.run("pytest", "tests/test_goldens.py", *options, env=hostile)


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
def pythons(session: nox.Session) -> None:
    """The tests pass with each Python; `-- FILES` for some of them, `-p 3.12` for one Python."""
    project = nox.project.load_toml(ROOT / "pyproject.toml")
    development = project["project"]["optional-dependencies"]["dev"]
    session.install(build_wheel(session), *development)
    # As `make test` runs them: this folder is where tests find docs, release and themselves.
    session.run("python", "-m", "pytest", "-n", "2", *session.posargs)


@nox.session
def mutations(session: nox.Session) -> None:
    """Goldens of the newest matplotlib find small changes that the oldest draws."""
    kept = Path(session.create_tmp(), "kept").absolute()
    counting = ("python", "-m", "tests.mutations")
    session.install(build_wheel(session), *STACKS["3.11"], "pixelmatch")
    session.run(*counting, "--keep", str(kept))
    session.install(*STACKS["3.10"])
    session.run(*counting, "--against", str(kept), "--missed")


@nox.session
def example(session: nox.Session) -> None:
    """A stranger's project passes with the built wheel, and fails when its animation changes."""
    session.install(build_wheel(session), "pytest")
    project = Path(session.create_tmp(), "example").resolve()  # as the folder changes below
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    with session.chdir(project):
        session.run("pytest", "-W", "error", "--golden-report", "report")
        session.run("gradreel", "golden", "check", "bowl.py")
        ball = project / "ball.py"
        ball.write_text(
            ball.read_text(encoding="utf-8").replace("gravity: float = 0.9", "gravity: float = 1")
        )
        session.run("pytest", "--golden-report", "report", success_codes=[1])
        for kind in ("expected", "got", "difference"):
            if not list(project.glob(f"report/pictures/ball/*.{kind}.png")):
                session.error(f"The report has no picture of what was {kind}.")


def build_wheel(session: nox.Session) -> str:
    """Build the wheel from a copy: setuptools would take what an older build left in the tree."""
    folder = Path(session.create_tmp(), "wheel").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "source"
    source.mkdir(parents=True)
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    # Part of the installing, so that --install-only builds it too.
    making = ("pip", "wheel", "--quiet", "--no-deps", f"--wheel-dir={folder}", str(source))
    session.run_install(*making)
    (wheel,) = folder.glob("*.whl")
    return os.fspath(wheel)
