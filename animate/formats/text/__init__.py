"""Texts that go beside a film, one format a file, chosen by suffix."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..about import About
from .json_index import write_json
from .srt import write_srt
from .tex import write_tex
from .vtt import write_vtt

__all__ = ["SIDECARS", "About"]

SIDECARS: Mapping[str, Callable[[About], str]] = MappingProxyType(
    {".srt": write_srt, ".vtt": write_vtt, ".json": write_json, ".tex": write_tex}
)
"""What each suffix holds, as text in UTF-8: captions (.srt, .vtt), an index (.json), or what LaTeX
needs to play a folder of pictures (.tex)."""
