"""An author's loop: a picture or a film is drawn anew whenever what it is made of is saved."""

from __future__ import annotations

import importlib
import linecache
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from html import escape
from pathlib import Path
from typing import NamedTuple

from gradreel.core import disk
from gradreel.core.errors import InvalidInput

from .errors import explain
from .opening import open_file
from .saying import say
from .signals import stopped_by

PAUSE = 0.1
"""Seconds between two looks at the files."""

SUFFIXES = (".py", ".csv", ".npz")
"""Of the files in the scene's folder that it may be made of."""

IN_A_PAGE = (".png", ".webp", ".svg", ".gif", ".apng", ".mp4", ".webm")
_FILMS = (".mp4", ".webm")
_VERSION = "version.js"
_PAGE = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{name}</title>
<style>body {{ margin: 0; background: #26292c }}
img, video {{ display: block; margin: auto; max-width: 100%; max-height: 100vh }}</style>
{shown}
<script>
const shown = document.querySelector("img, video"), address = shown.src;
let last = 1;
function drawn(version) {{
  if (version === last) return;
  last = version;
  const time = shown.currentTime;
  shown.src = address + "?" + version;
  if (time) shown.currentTime = time;
}}
setInterval(() => {{
  const told = document.createElement("script");
  told.onload = told.onerror = () => told.remove();
  told.src = "{version}?" + Date.now();
  document.head.append(told);
}}, 300);
</script></html>
"""
"""Asks a few times a second which version there is, and shows a newer one; a film goes on where it
was."""

_IMAGE = '<img src="{address}" alt="{name}, as it was last saved">'
_VIDEO = (
    '<video src="{address}" controls muted autoplay loop aria-label="{name}, as it was last saved">'
    "</video>"
)

Stamps = dict[Path, tuple[int, int]]


class Watched(NamedTuple):
    """What a picture is made of.

    Attributes
    ----------
    folder
        Modules imported from here count.
    files
        That count by themselves.
    beside
        Whether all files in the folder that a scene may be made of count, too.
    """

    folder: Path
    files: Sequence[Path] = ()
    beside: bool = False

    @classmethod
    def of_scene(cls, scene: str, files: Sequence[Path] = ()) -> Watched:
        """Watch the folder of a scene's file.

        Raises
        ------
        InvalidInput
            The scene, as it was typed, is no file.
        """
        file = Path(scene)
        if file.suffix.lower() != ".py" or not file.is_file():
            raise InvalidInput(
                f"--watch was given with {scene!r}, which is no file; give the path of a .py file "
                "that has a SCENE."
            )
        return cls(file.resolve().parent, files, beside=True)

    @classmethod
    def of_inputs(cls, files: Sequence[Path]) -> Watched:
        """Watch the files that a race or a sweep reads.

        Raises
        ------
        InvalidInput
            It reads none.
        """
        if not files:
            raise InvalidInput(
                "--watch was given, and no file is read that could be saved anew; give a --run, "
                "--data or a --surface that is a file, or leave it out."
            )
        return cls(Path.cwd(), files)

    def __str__(self) -> str:
        return str(self.folder) if self.beside else ", ".join(map(str, self.files))


def follow(
    watched: Watched | None,
    output: Path,
    draw: Callable[[], object],
    *,
    opens: bool = False,
    quiet: bool = False,
) -> None:
    """Draw and open the output if that is asked for; once, or for what is watched again and again.

    See `watching`.
    """
    if watched:
        watching(watched, output, draw, opens=opens, quiet=quiet)
        return
    draw()
    if opens:
        open_file(output)


def watching(
    watched: Watched,
    output: Path,
    draw: Callable[[], object],
    *,
    opens: bool = False,
    quiet: bool = False,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Draw, and again after each change of what the picture is made of, until Ctrl-C.

    What goes wrong is said, and the loop goes on: the next save may mend it.

    Parameters
    ----------
    watched
        What is looked at.
    output
        The picture or film that is drawn.
    draw
        Reads what it is made of and draws it.
    opens
        Whether a page shows the output, always the newest.
    wait
        Waits so many seconds.

    Raises
    ------
    InvalidInput
        No page can show the output.
    """
    if opens and output.suffix.lower() not in IN_A_PAGE:
        raise InvalidInput(
            f"--watch --open was given with {output}, which no page can show; give one that ends "
            f"in {', '.join(IN_A_PAGE)}."
        )
    known, drawings = set(sys.modules), 0
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        stack.enter_context(_fresh())
        if not quiet:
            say(f"Watching {watched}; Ctrl-C ends it.", err=True)
        page: Path | None = None
        drawn: Stamps | None = None
        before: Stamps = {}
        while True:
            now = _stamps(watched, known)
            if now == before and now != drawn:  # not while something is still being written
                drawn = now
                _forget(watched.folder, known)
                if _told(draw):
                    drawings += 1
                    if page:
                        disk.write(page.with_name(_VERSION), f"drawn({drawings})")
                    elif opens:
                        page = stack.enter_context(_page(output))
            before = now
            wait(PAUSE)


def _told(draw: Callable[[], object]) -> bool:
    """Draw; say what goes wrong, and whether nothing did."""
    try:
        draw()
    except BaseException as error:  # a scene's own code may raise anything
        if stopped_by(error) or isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        say(f"Error: {explain(error)[0]}", err=True)
        return False
    return True


def _stamps(watched: Watched, known: set[str]) -> Stamps:
    """Return when each file that counts was written, and how long it is."""
    files = [*watched.files]
    with suppress(OSError):  # a folder may go away for a moment, as where branches are changed
        beside = watched.folder.iterdir() if watched.beside else ()
        files += [path for path in beside if path.suffix.lower() in SUFFIXES]
    stamps: Stamps = {}
    for path in {*files, *_own_modules(watched.folder, known).values()}:
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
def _page(output: Path) -> Iterator[Path]:
    """Show the output in a page that follows it."""
    with disk.scratch_folder() as folder:
        page = folder / "watch.html"
        name, address = escape(output.name), escape(output.resolve().as_uri())
        shown = _VIDEO if output.suffix.lower() in _FILMS else _IMAGE
        shown = shown.format(name=name, address=address)
        disk.write(page, _PAGE.format(name=name, shown=shown, version=_VERSION))
        open_file(page)
        yield page
