"""From films and what they tell to a deck: the only file that knows python-pptx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu

from ...safe_text import one_line
from ..clip import Clip
from ..sections import Section

WIDTH = 12_192_000
"""Of a slide, 13.33 inches in the units of Office; its height follows the picture's shape."""

_TITLE_ONLY = 5
_DATE = (1980, 1, 1, 0, 0, 0)
_END = "</cp:coreProperties>"
_DESCRIPTION = re.compile(r"<dc:description\b[^>]*?(/>|>.*?</dc:description>)", re.DOTALL)

# As PowerPoint writes "Start: automatically": the media call is the first effect of the slide, not
# waiting for a click, and the node of the film itself says how often it plays.
_TIMING = """\
<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par>
<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>
<p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/>
<p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold"
 nodeType="afterEffect"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="{milliseconds}" fill="hold"/>
<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cBhvr></p:cmd>
</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>
</p:childTnLst></p:cTn>
<p:prevCondLst>
<p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>
<p:nextCondLst>
<p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>
</p:seq>
<p:video><p:cMediaNode vol="80000"><p:cTn id="7"{repeat} fill="hold" display="0"><p:stCondLst>
<p:cond delay="indefinite"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
</p:cMediaNode></p:video>
</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"""


class Slide(NamedTuple):
    """What a slide shows: its section of the film, that film, the picture before it plays."""

    section: Section
    film: bytes
    poster: bytes
    seconds: float


def deck(slides: Sequence[Slide], clip: Clip) -> bytes:
    """Return the file; the same bytes for the same films, at any time."""
    made: Any = Presentation()
    made.slide_width = Emu(WIDTH)
    made.slide_height = Emu(round(WIDTH * clip.size[1] / clip.size[0]))
    for slide in slides:
        _add(made, slide, clip, alone=len(slides) == 1)
    core = made.core_properties
    core.title, core.author, core.keywords = slides[0].section.title[:255], "gradreel", ""
    core.last_modified_by = "gradreel"
    if clip.about:
        core.title, core.category = clip.about.title[:255], clip.about.by or ""
    buffer = io.BytesIO()
    made.save(buffer)
    return _dated(buffer, clip.tags.get("comment", ""))


def _add(made: Any, slide: Slide, clip: Clip, *, alone: bool) -> None:
    section = slide.section
    page = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    # The film shows its title. That of the slide stands above it, where outlines and screen
    # readers find it.
    title = page.shapes.title
    title.left, title.width, title.height = Emu(0), made.slide_width, Emu(WIDTH // 12)
    title.top = Emu(-WIDTH // 12)
    title.text_frame.text = one_line(section.title)
    film = page.shapes.add_movie(
        io.BytesIO(slide.film), 0, 0, made.slide_width, made.slide_height,
        poster_frame_image=io.BytesIO(slide.poster), mime_type="video/mp4",
    )  # fmt: skip
    named = film._element.nvPicPr.cNvPr
    whole = clip.tags.get("description", "")
    named.set("descr", one_line(whole if alone and whole else _alt(section)))
    named.set("name", one_line(section.title) or "Film")
    page.notes_slide.notes_text_frame.text = _printable(section.notes)
    _start(page, film.shape_id, slide.seconds, clip.plays)


def _start(page: Any, shape: int, seconds: float, plays: int) -> None:
    """Let the film begin with the slide, and play so often, 0 for ever."""
    often = "indefinite" if plays == 0 else str(1000 * plays)
    timing = _TIMING.format(
        shape=shape, milliseconds=round(1000 * seconds),
        repeat="" if plays == 1 else f' repeatCount="{often}"',
    )  # fmt: skip
    root = page._element
    [old] = [each for each in root if each.tag.endswith("}timing")]
    root.replace(old, parse_xml(timing.replace("\n", "")))


def _alt(section: Section) -> str:
    told = [section.title, *section.captions]
    if section.step is not None:
        told.append(f"It ends at step {section.step}")
    return " ".join(text if text[-1] in ".!?" else f"{text}." for text in filter(None, told))


def _printable(text: str) -> str:
    return "\n".join(one_line(line) for line in text.splitlines())


def _dated(file: io.BytesIO, record: str) -> bytes:
    """Return the archive with one date for all of its parts, and the record as its description.

    Python-pptx takes the time of day, and at most 255 characters.
    """
    again = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(again, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                told = f"<dc:description>{escape(record)}</dc:description>{_END}"
                data = _DESCRIPTION.sub("", data.decode()).replace(_END, told).encode()
            packed = zipfile.ZIP_STORED if info.filename.endswith((".mp4", ".png")) else None
            kept = zipfile.ZipInfo(info.filename, _DATE)
            new.writestr(kept, data, zipfile.ZIP_DEFLATED if packed is None else packed)
    return again.getvalue()
