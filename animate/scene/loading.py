"""Finding scenes: by name among those installed, or in a .py file."""

import linecache
import os
import runpy
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from gradreel.core.errors import GradreelError, InvalidInput, RenderError
from gradreel.core.input_files import check_is_file

from .film import Film
from .scene import Scene

GROUP = "gradreel.scenes"
"""Entry points of this group are scenes: they announce themselves, animate imports none."""

_LONGEST_SOURCE = 60
_OURS = ("gradreel", "numpy", "matplotlib", "mpl_toolkits", "contourpy", "PIL", "imageio",
         "imageio_ffmpeg", "ffmpeg", "click", "rich", "distributed", "pptx", "xxhash")  # fmt: skip
"""Whose code is not an author's: gradreel's, and what it is built on."""
_NO_SCENE_FILE = "{} is no .py file; give one that has a SCENE."
_FOLDER = "{!r} is a folder; give the path of a .py file in it."


def scene_names() -> list[str]:
    """Return the names of all installed scenes, in alphabetical order."""
    return sorted(_installed())


def load_scene(given: str) -> Scene | Film:
    """Return the scene or film of this name, or the SCENE of the .py file at this path.

    A file is run as a module of its own, not as `__main__`, and may import what lies beside it.

    Parameters
    ----------
    given
        A name of `scene_names()`, or a path: it ends in .py or has a folder in it.

    Raises
    ------
    InvalidInput
        There is no such scene or file, the file has no SCENE, or running it fails.
    RenderError
        An installed scene cannot be read.
    """
    path = Path(given)
    if _is_path(given):
        return _checked(given, _run(given, path).get("SCENE"))
    installed = _installed()
    if given in installed:
        return _load_installed(installed[given])
    raise InvalidInput(_unknown(given, list(installed)))


def load_single(given: str, purpose: str) -> Scene:
    """Return what `load_scene` finds, if it is a single scene.

    Parameters
    ----------
    purpose
        What a film cannot do, for the sentence: "be traced".

    Raises
    ------
    InvalidInput
        It is a film; its scenes are named.
    """
    found = load_scene(given)
    if isinstance(found, Film):
        names = ", ".join(scene.name for scene in found.scenes)
        raise InvalidInput(
            f"{found.name} is a film and cannot {purpose}; give one of its scenes: {names}."
        )
    return found


@contextmanager
def blaming(given: str) -> Iterator[None]:
    """Say errors out of a scene file's own code, such as its surface, as its line.

    Parameters
    ----------
    given
        The scene as it was given to `load_scene`; the errors of an installed one pass.

    Raises
    ------
    RenderError
        The code of that file failed in the block.
    """
    try:
        yield
    except (GradreelError, KeyboardInterrupt):
        raise
    except Exception as error:
        if not _is_path(given) or (place := _place(error, given)) is None:
            raise
        raise RenderError(place) from error
    except BaseException as error:  # sys.exit() in a surface, for one, would end all without a word
        place = _place(error, given) or f"{given}: {_told(error)}."
        raise RenderError(f"The code of the scene ended the program; {place}") from error


def place_of_author(error: BaseException) -> str | None:
    """Say where code that gradreel called failed, or None if no author's code did.

    That is a panel, a surface or an optimizer, beside a scene's file or out of a package. Code that
    called gradreel, such as a script of its own, is not meant.
    """
    called, found = False, None
    for frame, number in traceback.walk_tb(error.__traceback__):
        top = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        called = called or top == "gradreel"
        if called and top not in _OURS and top not in sys.stdlib_module_names:
            found = (frame.f_code.co_filename, number)
    if found is None:
        return None
    file, number = found
    near = Path(file).is_relative_to(Path.cwd())
    name = str(Path(file).relative_to(Path.cwd())) if near else file
    return _at(name, number, linecache.getline(file, number), _told(error))


def _is_path(given: str) -> bool:
    path = Path(given)
    return path.suffix.lower() == ".py" or len(path.parts) != 1


def _installed() -> dict[str, EntryPoint]:
    """Every installed scene by its name; where two packages use one name, gradreel's own stands."""
    found = sorted(
        entry_points(group=GROUP), key=lambda e: e.dist is not None and e.dist.name == "gradreel"
    )
    return {entry.name: entry for entry in found}


def _load_installed(entry: EntryPoint) -> Scene | Film:
    try:
        return _checked(entry.name, entry.load())
    except Exception as error:
        package = entry.dist.name if entry.dist else entry.value
        raise RenderError(
            f"The scene {entry.name!r} of {package} cannot be read, {_told(error)}; "
            "install that package anew."
        ) from error


def _unknown(given: str, names: list[str]) -> str:
    if os.path.isfile(f"{given}.py"):
        return f"There is no scene called {given!r}, but a file {given}.py; give that name."
    if os.path.isdir(given):
        return _FOLDER.format(given)
    if os.path.isfile(given):
        return _NO_SCENE_FILE.format(given)
    near = get_close_matches(given, names)
    hint = f" (the nearest is {' or '.join(near)})" if near else ""
    return (
        f"There is no scene called {given!r}{hint}; choose one of `gradreel list`, "
        "or give the path of a .py file that has a SCENE."
    )


def _run(given: str, path: Path) -> dict[str, Any]:
    """Run a scene file and return its variables."""
    _check_file(given, path)
    folder = str(path.resolve().parent)
    sys.path.insert(0, folder)  # as `python my.py` has it
    try:
        return runpy.run_path(str(path.resolve()), run_name=f"scene_{path.stem}")
    except SystemExit as error:
        raise InvalidInput(
            f"{given} ended the program while it was read; put what is not the SCENE under "
            '`if __name__ == "__main__":`.'
        ) from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        place = _place(error, given) or f"{given}: {_told(error)}."
        raise InvalidInput(place) from error
    finally:
        with suppress(ValueError):  # the file may have taken it away itself
            sys.path.remove(folder)


def _check_file(given: str, path: Path) -> None:
    if os.path.isdir(path):
        raise InvalidInput(_FOLDER.format(given))
    if path.suffix.lower() != ".py":
        raise InvalidInput(_NO_SCENE_FILE.format(given))
    try:
        check_is_file(path)
    except (FileNotFoundError, NotADirectoryError):
        raise InvalidInput(f"There is no file {given}; check its folder and its name.") from None
    except OSError as error:  # links in a circle, too long, a folder that may not be looked into
        raise InvalidInput(
            f"{given} cannot be read ({error.strerror or error}); give another file."
        ) from None


def _checked(given: str, scene: object) -> Scene | Film:
    if isinstance(scene, Scene | Film):
        return scene
    needed = "it needs `SCENE = Scene(...)`, a gradreel.animate.Scene"
    if scene is None:
        raise InvalidInput(f"{given} has no SCENE; {needed}.")
    raise InvalidInput(f"The SCENE of {given} is of type {type(scene).__name__}; {needed}.")


def _place(error: BaseException, given: str) -> str | None:
    """Say where in the file an error arose, or None if it has nothing to do with it."""
    file = os.path.realpath(given)
    if isinstance(error, SyntaxError) and error.filename == file:
        number, source, told = error.lineno, error.text, f"{type(error).__name__}: {error.msg}"
    else:
        lines = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
        if not lines:
            return None
        number, source, told = lines[-1].lineno, lines[-1].line, _told(error)
    return _at(given, number, source, told)


def _at(file: str, number: int | None, source: str | None, told: str) -> str:
    source = " ".join((source or "").split())
    if len(source) > _LONGEST_SOURCE:
        source = source[: _LONGEST_SOURCE - 3] + "..."
    return f"{file}, line {number}: {told}, in `{source}`."


def _told(error: BaseException) -> str:
    """Write an error as Python does; gradreel's own are sentences and need no name."""
    message = str(error).rstrip(".")
    if message and isinstance(error, GradreelError):
        return message
    return ": ".join(filter(None, [type(error).__name__, message]))
