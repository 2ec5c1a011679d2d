"""An author's loop: a picture is drawn anew whenever the scene's file is saved."""

from __future__ import annotations

import importlib
import linecache
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from html import escape
from pathlib import Path

from gradreel.core import disk
from gradreel.core.errors import InvalidInput

from .errors import explain
from .opening import open_file
from .saying import say

PAUSE = 0.1
"""Seconds between two looks at the files."""

SUFFIXES = (".py", ".csv", ".npz")
"""Of the files in the scene's folder that it may be made of."""

IN_A_PAGE = (".png", ".webp", ".svg")
_PAGE = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{name}</title>
<style>body {{ margin: 0; background: #26292c }}
img {{ display: block; margin: auto; max-width: 100%; max-height: 100vh }}</style>
<img src="{address}" alt="{name}, as it was last saved">
<script>
const picture = document.querySelector("img"), address = picture.src;
setInterval(() => {{
  const next = new Image();
  next.onload = () => (picture.src = next.src);
  next.src = address + "?" + Date.now();
}}, 300);
</script></html>
"""
"""Takes the picture anew a few times a second; one that is not there leaves the last."""

Stamps = dict[Path, tuple[int, int]]


def watching(
    scene: str,
    output: Path,
    draw: Callable[[], None],
    *,
    opens: bool = False,
    quiet: bool = False,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Draw, and again after each change of what the scene is made of, until Ctrl-C.

    What goes wrong is said, and the loop goes on: the next save may mend it.

    Parameters
    ----------
    scene
        As it was typed; its folder is watched.
    output
        The picture that is drawn.
    draw
        Reads the scene and draws it.
    opens
        Whether a page shows the picture, always the newest.
    wait
        Waits so many seconds.

    Raises
    ------
    InvalidInput
        The scene is no file, or no page can show the picture.
    """
    file = Path(scene)
    if file.suffix.lower() != ".py" or not file.is_file():
        raise InvalidInput(
            f"--watch was given with {scene!r}, which is no file; give the path of a .py file that "
            "has a SCENE."
        )
    if opens and output.suffix.lower() not in IN_A_PAGE:
        raise InvalidInput(
            f"--watch --open was given with {output}, which no page can show; give one that ends "
            f"in {', '.join(IN_A_PAGE)}."
        )
    folder, known = file.resolve().parent, set(sys.modules)
    page = _page(output) if opens else nullcontext()
    with suppress(KeyboardInterrupt), page, _fresh():
        if not quiet:
            say(f"Watching {folder}; Ctrl-C ends it.", err=True)
        drawn: Stamps | None = None
        before: Stamps = {}
        while True:
            now = _stamps(folder, known)
            if now == before and now != drawn:  # not while something is still being written
                drawn = now
                _forget(folder, known)
                _told(draw)
            before = now
            wait(PAUSE)


def _told(draw: Callable[[], None]) -> None:
    try:
        draw()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a scene's own code may raise anything
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        say(f"Error: {explain(error)[0]}", err=True)


def _stamps(folder: Path, known: set[str]) -> Stamps:
    """Return when each file that counts was written, and how long it is."""
    files: list[Path] = []
    with suppress(OSError):  # a folder may go away for a moment, as where branches are changed
        files = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES]
    stamps: Stamps = {}
    for path in {*files, *_own_modules(folder, known).values()}:
        with suppress(OSError):  # an editor may put another in its place just now
            status = path.stat()
            stamps[path] = (status.st_mtime_ns, status.st_size)
    return stamps


def _own_modules(folder: Path, known: set[str]) -> dict[str, Path]:
    """Return the files of modules that the scene has imported from beside or below it."""
    later = [(name, module) for name, module in sys.modules.items() if name not in known]
    found = {name: getattr(module, "__file__", None) for name, module in later}
    paths = {name: Path(file) for name, file in found.items() if file}
    return {
        name: path
        for name, path in paths.items()
        if path.is_relative_to(folder) and name.partition(".")[0] != "gradreel"
    }


def _forget(folder: Path, known: set[str]) -> None:
    for name in _own_modules(folder, known):
        del sys.modules[name]
    importlib.invalidate_caches()
    linecache.checkcache()


@contextmanager
def _fresh() -> Iterator[None]:
    """Keep no compiled modules: two saves in one second would count as one."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


@contextmanager
def _page(output: Path) -> Iterator[None]:
    """Show the picture in a page that follows it."""
    with disk.scratch_folder() as folder:
        page = folder / "watch.html"
        address = output.resolve().as_uri()
        disk.write(page, _PAGE.format(name=escape(output.name), address=escape(address)))
        open_file(page)
        yield
