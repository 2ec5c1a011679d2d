"""HTML: a page that replays the film, and needs nothing but a browser."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from html import unescape
from pathlib import Path

from gradreel.core import disk
from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import read_whole

from ..ffmpeg_encoder import FfmpegEncoder
from ..format import Format
from ..kinds import Picture, unreadable
from ..video.mp4 import mp4_command
from ..video.sound import put_to
from ..video_files import read_video
from .writing import FILM, write_page

EXPLORED = '<canvas id="map"'
"""What only a page to explore has, which is no film."""

_RECORD = re.compile(r'<meta name="gradreel" content="([^"]*)">')


class HtmlEncoder(FfmpegEncoder):
    """A page round a film in H.264, which has a key picture every few seconds to jump to."""

    EVEN = True
    KIND = "MP4 or MOV"

    def _command(self, binary: str, path: str) -> list[str]:
        # What the film tells of itself, the page tells.
        bare = replace(self.clip, tags={}, chapters=(), about=None)
        return mp4_command(binary, path, bare, jumps=True)

    def _complete(self) -> None:
        film = self._staged.path
        if self.clip.voice:
            film = film.with_name("heard.mp4")
            seconds = self._written / self.clip.rate
            put_to(self._staged.path, self.clip.voice, film, start=Fraction(0), seconds=seconds)
        page = write_page(film.read_bytes(), self.clip, self._written)
        disk.write(self._staged.path, page)


def _read(path: Path) -> str:
    page = read_whole(path).decode()
    if not page.startswith("<!doctype html>"):
        raise ValueError
    return page


def _comment(path: Path) -> str:
    found = _RECORD.search(_read(path))
    return unescape(found[1]) if found else ""


def _pictures(path: Path, alpha: bool) -> Iterator[Picture]:
    page = _read(path)
    _, found, rest = page.partition(FILM)
    if EXPLORED in page and not found:
        raise InvalidInput(
            f"{path} is a page to explore, of runs to choose from; give one that plays a film."
        )
    if not found:
        raise ValueError
    with disk.scratch_folder() as folder:
        film = folder / "film.mp4"
        disk.write(film, base64.b64decode(rest.partition('"')[0], validate=True))
        try:
            yield from read_video(film, alpha, kind=HtmlEncoder.KIND)
        except InvalidInput as error:  # it names a file that nobody has seen
            raise unreadable(path) from error


HTML = Format(
    ".html",
    "H.264 in a page",
    HtmlEncoder,
    comment=_comment,
    pictures=_pictures,
    alpha="none",
    lossless=False,
    lossy=True,
    tells=True,
    fits="passes",
    voice=True,
)
