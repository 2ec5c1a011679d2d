"""Texts that go beside a film, one format a file, chosen by suffix."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..about import About
from .fragments import write_qmd, write_reveal
from .json_index import write_json
from .srt import write_srt
from .tex import write_tex
from .vtt import write_vtt

__all__ = ["SHOWS", "SIDECARS", "About"]

SIDECARS: Mapping[str, Callable[[About], str]] = MappingProxyType(
    {
        ".srt": write_srt,
        ".vtt": write_vtt,
        ".json": write_json,
        ".tex": write_tex,
        ".reveal": write_reveal,
        ".qmd": write_qmd,
    }
)
"""What each suffix holds, as text in UTF-8: captions (.srt, .vtt), an index (.json), what LaTeX
needs to play a folder of pictures (.tex), or slides that show the page (.reveal, .qmd)."""

SHOWS: Mapping[str, str] = MappingProxyType({".tex": "", ".reveal": ".html", ".qmd": ".html"})
"""The suffix of what a text shows that stands beside it; "" is a folder."""
