"""What pages show as code, and following it as a reader would.

The build of the site, its tests and the check of types all take it from here.

The blocks of a page are followed from its top down in one folder. A block of Python with a title is
saved under it, any other runs; of a console block each line that begins with `gradreel` or
`pytest` is run. Lines after `$ command` are what it says, `...` is anything.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)
DRAWING = ("render", "still", "race", "sweep")
_FENCE = re.compile(
    r'^```(?P<language>[\w{}-]*)(?: (?P<file>\S+\.\w+))?(?: title="(?P<title>[^"]+)")?\n'
    r"(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_PROGRAMS = ("gradreel", "pytest")


@dataclass(frozen=True)
class Block:
    """Some code on a page.

    Attributes
    ----------
    language
        As it stands behind the fence.
    title
        The name under which it is saved; "" for none.
    code
        What is in it.
    included
        Whether it is a file of the repository, which the page does not hold itself.
    """

    language: str
    title: str
    code: str
    included: bool = False


@dataclass(frozen=True)
class Typed:
    """A command, and what it is shown to say; None where nothing is shown."""

    words: tuple[str, ...]
    shown: str | None = None

    @property
    def outputs(self) -> list[str]:
        """The files that it is told to make."""
        options = ("-o", "--poster")
        return [self.words[i + 1] for i, word in enumerate(self.words[:-1]) if word in options]


def blocks_of(text: str) -> list[Block]:
    """Return the code of a page in its order; of a `{literalinclude}` the file itself."""
    found = []
    for each in _FENCE.finditer(text):
        if each["language"] == "{literalinclude}":
            path = ROOT / each["file"].lstrip("/")
            title = each["code"].strip().removeprefix(":caption: ") or path.name
            found.append(Block("python", title, path.read_text("utf-8"), included=True))
        else:
            found.append(Block(each["language"], each["title"] or "", each["code"]))
    return found


def commands_of(block: Block) -> list[Typed]:
    """Return what is typed in a console block, with what each is shown to say."""
    found: list[Typed] = []
    tells = False
    joined = block.code.replace("\\\n", " ")
    for line in joined.splitlines():
        tells = tells or line.startswith("$ ")
        if line.startswith("$ ") or not tells:
            words = tuple(shlex.split(line.removeprefix("$ "), comments=True))
            if words:
                found.append(Typed(words))
        elif found:
            found[-1] = Typed(found[-1].words, f"{found[-1].shown or ''}{line}\n")
    return [each for each in found if each.words[0] in _PROGRAMS]


def type_in(typed: Typed, folder: Path, more: Sequence[str] = ()) -> str:
    """Run a command in a folder, with further options where it draws, and return what it says.

    Raises
    ------
    SystemExit, subprocess.CalledProcessError
        It failed.
    """
    program, *arguments = typed.words
    if program != "gradreel":
        plain = ("-p", "no:cacheprovider", "-p", "no:randomly")
        words = [sys.executable, "-m", "pytest", *plain, *arguments]
        done = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout
    from gradreel.animate import main  # noqa: PLC0415 - reading a page needs none of it

    drawing = arguments[0] in DRAWING
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()) as said:
        main([*arguments, *(more if drawing else ())])
    return said.getvalue()


def run_python(block: Block, folder: Path, names: dict[str, object] | None = None) -> str:
    """Save a block that has a title, run any other, and return what it prints."""
    if block.title:
        (folder / block.title).write_text(block.code, "utf-8")
        return ""
    code = compile(block.code, "<page>", "exec")
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()) as said:
        exec(code, {"__name__": "page"} if names is None else names)  # noqa: S102 - our own pages
    return said.getvalue()
