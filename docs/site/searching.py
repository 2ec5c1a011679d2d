"""Which page a search on the built site finds first, as its own script says without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

FIRST = {
    "learning rate": "how-to/learning-rate",
    "notebook": "how-to/notebook",
    "slide": "how-to/slides",
    "voice": "how-to/voice",
    "cluster": "how-to/cluster",
    "golden frames": "how-to/golden-frames",
    "command line": "command-line",
    "own optimizer": "extend/optimizer",
    "own surface": "extend/surface",
    "own panel": "extend/panel",
    "adam": "optimizers/adam",
    "himmelblau": "surfaces/himmelblau",
}
"""What a reader may look for, and the page that is meant."""

# What Sphinx's scripts ask of a page before they search.
_SURROUNDINGS = """
globalThis.window = globalThis;
const _ready = () => {};
const _ = (words) => words;
const document = { getElementById: () => ({}) };
const SPHINX_HIGHLIGHT_ENABLED = false;
const DOCUMENTATION_OPTIONS = {};
"""
_SCRIPTS = ("_static/searchtools.js", "_static/language_data.js", "searchindex.js")
_ASK = """
const query = new URLSearchParams(location.search).get("q");
console.log(Search._performSearch(...Search._parseQuery(query)).at(-1)?.[0] ?? "nothing");
"""


def deno() -> str | None:
    """Return the path of Deno, which runs scripts without a browser; None where there is none."""
    return shutil.which("deno", path=Path(sys.executable).parent)


def found_first(site: Path, asked: str) -> str:
    """Return the page that comes first, as its name in the site; "nothing" for none.

    Raises
    ------
    subprocess.CalledProcessError
        The scripts of the site failed.
    """
    scripts = [(site / name).read_text("utf-8") for name in _SCRIPTS]
    words = [str(deno()), "run", "--quiet", "--location", f"http://site/?{urlencode({'q': asked})}"]
    # As a page runs them: what comes by standard input alone would be a module, which is strict.
    code = f"new Function({json.dumps(chr(10).join((_SURROUNDINGS, *scripts, _ASK)))})()"
    done = subprocess.run(
        [*words, "-"], input=code, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout.strip()


def lost(site: Path, questions: Iterable[str] = tuple(FIRST)) -> list[str]:
    """Return the searches that do not find first what is meant, a line each."""
    found = {asked: found_first(site, asked) for asked in questions}
    return [
        f"a search for {asked!r} finds {page} before {FIRST[asked]}"
        for asked, page in found.items()
        if page != FIRST[asked]
    ]
