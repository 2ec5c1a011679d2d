"""What a built site must not have: dead links, images without a text, things from elsewhere."""

from __future__ import annotations

import os
import re
import sys
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOMENT = re.compile(r"(t|step|chapter)=[\d.]+")  # where a player begins
LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


class _Page(HTMLParser):
    """The names, the links and the faults of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names.update(value for key in ("id", "name") if (value := given.get(key)))
        if tag == "img" and not (given.get("alt") or "").strip():
            self.faults.append(f"an image without alt text: {given.get('src')}")
        if tag == "iframe" and not given.get("title"):
            self.faults.append(f"a frame without a title: {given.get('src')}")
        address = given.get(LOADING.get(tag, "href")) or ""
        if tag in LOADING and urlsplit(address).netloc and given.get("rel") != "canonical":
            self.faults.append(f"it loads {address} from elsewhere")
        if address.startswith("mailto:"):
            self.faults.append(f"a link to mail, which nobody wrote: {address}")
        if address and not address.startswith(("data:", "mailto:", "javascript:")):
            self.links.append(address)


INSIDE = re.compile(r"_SupportsArray|_NestedSequence|&lt;gradreel\.|Theme\(name=")
"""What a page of the reference says where a type or a default is not called by its name."""


def faults_of(site: Path) -> list[str]:
    """Return what is wrong with the pages of a folder, a line each.

    Links to other places are tried where there is a network, and it is said where there is none.
    """
    texts = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: _Page(text) for path, text in texts.items()}
    faults, outside = [], set()
    for path, page in pages.items():
        where = path.relative_to(site)
        if found := INSIDE.search(re.sub(r"<[^>]*>", "", texts[path])):
            faults.append(f"{where}: it says {found[0]}, which has a name")
        faults += [f"{where}: {fault}" for fault in page.faults]
        for link in page.links:
            if urlsplit(link).scheme:
                outside.add(link.partition("#")[0])
            elif not _leads(link, path, pages):
                faults.append(f"{where}: a dead link, {link}")
    return faults + _faults_outside(sorted(outside))


def _leads(link: str, page: Path, pages: dict[Path, _Page]) -> bool:
    parts = urlsplit(link)
    target = Path(os.path.normpath(page.parent / unquote(parts.path))) if parts.path else page
    if target not in pages:
        return target.is_file()
    name = unquote(parts.fragment)
    return not name or MOMENT.match(name) is not None or name in pages[target].names


def _faults_outside(links: list[str]) -> list[str]:
    answers = {link: _answer(link) for link in links}
    if links and not any(answers.values()):
        print(f"{len(links)} links to other sites were not tried: no network.", file=sys.stderr)
        return []
    return [f"{link} answers {code}" for link, code in answers.items() if code in (404, 410)]


def _answer(link: str) -> int:
    """Return the status that a server answers with, 0 if there is none."""
    request = urllib.request.Request(link, method="HEAD", headers={"User-Agent": "gradreel docs"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
