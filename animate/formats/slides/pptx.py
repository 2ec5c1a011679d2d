"""PPTX: a deck whose slides play the film, a scene each or from hold to hold."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import Element

from gradreel.core import disk
from gradreel.core.errors import InvalidInput, RenderError

from ...safe_text import one_line
from ..clip import Clip, Frame
from ..format import Format
from ..image.png import png_bytes
from ..image.xmp import parse_xml
from ..kinds import Picture, check_kind, unreadable
from ..pieces import Piece, PieceEncoder, Pieces
from ..sections import HOLD, Section, sections_of
from ..video.mp4 import Mp4Encoder
from ..video.sound import put_to
from ..video_files import read_video

CORE = "docProps/core.xml"
_CORE_SPACE = "{http://purl.org/dc/elements/1.1/}"
_CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"
_MOST_XML = 10**7


class PptxEncoder(PieceEncoder):
    """A slide for each section of the film, with a film in H.264 of its own.

    From hold to hold each of them begins with the last picture of the one before, so that nothing
    jumps where a click plays on.
    """

    def __init__(self, path: str | Path, clip: Clip) -> None:
        if find_spec("pptx") is None:
            raise RenderError(
                f"{Path(path).name} needs the package python-pptx, which is not there: type "
                '`pip install "gradreel[slides]"`.'
            )
        self._sections = _sections(clip)
        self._joined = bool(clip.about and clip.about.by == HOLD)
        self._posters: list[bytes] = []
        self._shown: Frame | None = None  # the picture that a slide begins with; None for its own
        cuts = [section.first for section in self._sections[1:]]
        super().__init__(path, replace(clip, cuts=cuts), Pieces(Mp4Encoder, self._build))

    def _open(self) -> None:
        super()._open()
        assert self._current is not None
        self._shown = self._before if self._joined else None
        if self._shown is not None:
            self._current.write(self._shown)

    def _encode(self, frame: Frame) -> None:
        super()._encode(frame)
        if self._written == self._first:
            first = frame if self._shown is None else self._shown
            self._posters.append(png_bytes(first, {}))

    def _build(self, pieces: Sequence[Piece], path: Path, clip: Clip) -> None:
        from .deck import Slide, deck  # noqa: PLC0415 - it takes python-pptx

        lengths = [piece.frames + (self._joined and at > 0) for at, piece in enumerate(pieces)]
        slides = [
            Slide(section, _film(piece, length, clip), poster, float(length / clip.rate))
            for section, piece, poster, length in zip(
                self._sections, pieces, self._posters, lengths, strict=False
            )
        ]
        disk.write(path, deck(slides, clip))


def _film(piece: Piece, length: int, clip: Clip) -> bytes:
    """Return the film of a slide, with its part of the voice.

    The picture that joins it to the slide before is heard once more as it is seen once more.
    """
    if clip.voice is None:
        return piece.path.read_bytes()
    heard = piece.path.with_name("heard.mp4")
    start = (piece.first + piece.frames - length) / clip.rate
    put_to(piece.path, clip.voice, heard, start=start, seconds=length / clip.rate)
    film = heard.read_bytes()
    disk.delete(heard)
    return film


def _sections(clip: Clip) -> list[Section]:
    if clip.about:
        return sections_of(clip.about)
    title = one_line(clip.tags.get("title", "")) or "A film"
    return [Section(0, 0, title, (), None, ())]


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    info = archive.getinfo(name)
    if info.file_size > _MOST_XML:
        raise ValueError
    return parse_xml(archive.read(info))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    check_kind(path, "zip")
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise ValueError from error  # the last two: packed or locked in a way unknown here


def _comment(path: Path) -> str:
    with _opened(path) as archive:
        found = _part(archive, CORE).find(f"{_CORE_SPACE}description")
    return (found.text or "") if found is not None else ""


def _films(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Go through the films in the order of their slides."""
    names = set(archive.namelist())
    for number in count(1):
        links = f"ppt/slides/_rels/slide{number}.xml.rels"
        if links not in names:
            return
        for link in _part(archive, links):
            if link.get("Type", "").endswith("/video"):
                yield archive.read("ppt/" + link.get("Target", "").removeprefix("../"))


def _pictures(path: Path, alpha: bool) -> Iterator[Picture]:
    with _opened(path) as archive:
        found = _part(archive, CORE).find(_CATEGORY)
        joined = found is not None and found.text == HOLD
        films = list(_films(archive))
    if not films:
        raise ValueError
    with disk.scratch_folder() as folder:
        film = folder / "film.mp4"
        for number, data in enumerate(films):
            disk.write(film, data)
            pictures = read_video(film, alpha, kind=Mp4Encoder.KIND)
            try:
                if joined and number:
                    next(pictures, None)  # it was the last of the slide before
                yield from pictures
            except InvalidInput as error:  # it names a file that nobody has seen
                raise unreadable(path) from error


def _plays(path: Path) -> int | None:
    with _opened(path) as archive:
        slide = _part(archive, "ppt/slides/slide1.xml")
    timings = [each.get("repeatCount", "") for each in slide.iter() if each.tag.endswith("}cTn")]
    repeated = next(filter(None, timings), "1000")
    return 0 if repeated == "indefinite" else int(repeated) // 1000


PPTX = Format(
    ".pptx",
    "H.264 in slides",
    PptxEncoder,
    comment=_comment,
    pictures=_pictures,
    plays=_plays,
    alpha="none",
    lossless=False,
    lossy=True,
    tells=True,
    voice=True,
)
