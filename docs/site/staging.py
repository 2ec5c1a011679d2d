"""From a page as it is written, and read on a forge, to the page that Sphinx takes."""

from __future__ import annotations

import html
import os
import re
import tomllib

from . import generated
from .pictures import SHOWN
from .snippets import ROOT

_TITLED = re.compile(r'^```(\w+) title="([^"]+)"$', re.MULTILINE)
_FILE = re.compile(r"^```\{literalinclude\} /(\S+)\n(?::caption: (\S+)\n)?```$", re.MULTILINE)
_OUTSIDE = re.compile(r"(?<!!)\[(?P<words>[^\]]+)\]\((?P<path>(?:\.\./)+[\w./-]+)\)")
_MEDIA = re.compile(r"(?<=\]\()(?:\.\./)+media/(\w+)\.png(?=\))")
_MARKS = {
    "<!-- table of rules -->": generated.table_of_rules,
    "<!-- table of paths -->": generated.table_of_paths,
    "<!-- cards of scenes -->": generated.cards_of_scenes,
    "<!-- cards of surfaces -->": generated.cards_of_surfaces,
}


def staged(text: str, name: str) -> str:
    """Return what Sphinx reads for the page of that name."""
    for mark, made in _MARKS.items():
        if mark in text:
            text = text.replace(mark, made())
    up = "../" * name.count("/")
    text = SHOWN.sub(lambda each: _shown(each["alt"], f"{name}/{each['file']}", up), text)
    text = _TITLED.sub(r"```{code-block} \1\n:caption: \2\n", text)
    text = _FILE.sub(lambda each: _whole_file(each[1], each[2]), text)
    text = _MEDIA.sub(lambda each: f"{up}made/gallery/{each[1]}/{each[1]}.png", text)
    if name in ("contributing", "changelog"):
        text = text.replace("](docs/", "](")
    return _OUTSIDE.sub(lambda each: _link(each["words"], each["path"], name), text)


def _shown(alt: str, file: str, up: str) -> str:
    if not file.endswith(".html"):
        return f"![{alt}]({up}made/{file})"
    address, title = f"{up}players/{file}", html.escape(alt)
    kind = "player explore" if file.endswith("explore.html") else "player"
    return (
        f'<iframe class="{kind}" src="{address}" title="{title}" loading="lazy"></iframe>\n'
        f'<p class="alone"><a href="{address}">On a page of its own</a></p>\n'
    )


def _whole_file(path: str, title: str | None) -> str:
    source = (ROOT / path).read_text("utf-8")
    return f"```{{code-block}} python\n:caption: {title or path}\n\n{source}```"


def _link(words: str, path: str, name: str) -> str:
    """Return a link out of docs/: to its page here, else into the repository, else its words."""
    up = "../" * name.count("/")
    inside = os.path.normpath(os.path.join("docs", os.path.dirname(name), path))
    stem, suffix = os.path.splitext(inside)
    if inside.startswith("docs/"):
        target = path
    elif stem.startswith("scenes/") and suffix == ".py":
        target = f"{up}gallery/{stem.removeprefix('scenes/')}.md"
    elif stem in ("CONTRIBUTING", "CHANGELOG", "README"):
        target = f"{up}{stem.lower().replace('readme', 'index')}.md"
    else:
        target = f"{repository()}/blob/main/{inside}" if repository() else ""
    return f"[{words}]({target})" if target else words


def repository() -> str:
    """Return the address of the repository, which pyproject.toml says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project.get("urls", {}).get("Repository", "")).removesuffix("/")
