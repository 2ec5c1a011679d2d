"""Slides of reveal.js and Quarto that show the page beside them: what is pasted into a deck."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from ...safe_text import one_line
from ...scene.rates import exact_rate
from ..about import About
from ..sections import Section, sections_of

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#$|~^@])")


def write_reveal(about: About) -> str:
    """Return a section of HTML for each slide, to be pasted among the slides of reveal.js."""
    slides = (f"<section>\n{frame}\n</section>\n" for _, frame in _frames(about))
    return "".join([f"<!-- {_told(about)} -->\n", *slides])


def write_qmd(about: About) -> str:
    """Return a heading and a frame for each slide, to be pasted into a .qmd of `format: revealjs`.

    The page is no part of what Quarto makes unless it is named, as the first line says.
    """
    slides = (
        f"\n## {_markdown(section.title)}\n\n```{{=html}}\n{frame}\n```\n"
        for section, frame in _frames(about)
    )
    page = _page(about)
    return "".join([f"<!-- {_told(about)}; `resources: {page}` stands above -->\n", *slides])


def _frames(about: About) -> Iterator[tuple[Section, str]]:
    """Go through the sections, each with the frame in which the page plays it and stops."""
    rate = exact_rate(about.fps)
    for section in sections_of(about):
        begin, end = (float((frame + 0.5) / rate) for frame in (section.first, section.last))
        address = f"{quote(_page(about))}#t={begin:.3f}&until={end:.3f}&play"
        # reveal.js loads what is called so when its slide comes.
        yield (
            section,
            (
                f'<iframe class="r-stretch" data-src="{escape(address)}" '
                f'title="{escape(one_line(section.title))}" allow="autoplay; fullscreen"></iframe>'
            ),
        )


def _page(about: About) -> str:
    return f"{about.name}.html"


def _markdown(text: str) -> str:
    return _SIGNS.sub(r"\\\1", one_line(text))


def _told(about: About) -> str:
    """Return what nothing ends that stands in a comment."""
    run = f"{one_line(about.scene)}, gradreel {about.version}, {about.digest}"
    return f"{run}; shows {_page(about)}".replace("--", "- -").replace(">", "&gt;")
