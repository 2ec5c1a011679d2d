"""A handout on paper: a page of PDF for each section of a film, with what is said and counted."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from gradreel.core import disk
from gradreel.core.quantities import COORDINATES

from ..formats.companion import Companion
from ..formats.sections import Section, sections_of
from ..scene.frame import Frame
from ..stage.opening import AnyStage
from .delivery import Delivery
from .record import tags_of
from .tallies import tallies_of

HANDOUT = ".pdf"
"""What it ends in; without `--by` such a file is a still."""

PAPER = (8.27, 11.69)  # A4, inches
EDGE = 0.08  # of the width
ROOM = 0.55  # of the height, for the picture
LINE = 0.018  # of the height
QUANTITIES = (*COORDINATES, "loss")
_SIZE, _SMALLEST = 10.0, 4.0
_COLUMNS = 88

_SAVING: dict[Any, Any] = {"pdf.fonttype": 42, "pdf.compression": 6}


def handout_beside(stage: AnyStage, path: Path, delivery: Delivery) -> Companion:
    """Return the handout, divided as the delivery says, to be made with the films of a pass."""

    def write(part: Path) -> None:
        from matplotlib.backends.backend_pdf import PdfPages

        about = delivery.about(stage)
        about = replace(about, tallies=tallies_of(stage, about.frames))
        tags = tags_of(stage, about)
        words = {
            "Title": tags["title"], "Subject": tags["description"], "Keywords": tags["comment"],
            "CreationDate": None, "Creator": None, "Producer": None,
        }  # fmt: skip
        with stage.theme.applied(), disk.writing(part) as file:
            mpl.rcParams.update(_SAVING)
            with PdfPages(file, metadata=words) as pages:
                for section in sections_of(about):
                    picture = stage.frame(min(section.last, len(stage) - 1))
                    pages.savefig(_page(section, picture))

    return Companion(path, write)


def _page(section: Section, picture: Frame) -> Figure:
    """Lay out a page: the title, the last picture of the section, captions, and the numbers."""
    figure = Figure(figsize=PAPER, facecolor="white")
    height, width = picture.shape[:2]
    shape = PAPER[0] / PAPER[1] * height / width  # of a picture as wide as the page, in heights
    wide = min(1 - 2 * EDGE, ROOM / shape)
    top = 1 - EDGE * PAPER[0] / PAPER[1]
    _write(figure, EDGE, top, section.title, weight="bold", fontsize=_SIZE + 3)
    top -= 1.5 * LINE
    axes = figure.add_axes(((1 - wide) / 2, top - wide * shape, wide, wide * shape))
    axes.set_axis_off()
    axes.imshow(picture, aspect="auto", interpolation="none")
    top -= wide * shape + 2 * LINE
    for caption in section.captions:
        for line in textwrap.wrap(caption, _COLUMNS):
            _write(figure, EDGE, top, line)
            top -= LINE
    if section.numbers:
        _table(figure, section, top - LINE)
    return figure


def _table(figure: Figure, section: Section, top: float) -> None:
    """Write w, b and the loss of each run, in lines as high as there is room for."""
    rows = [
        [run, *(dict(numbers).get(name, "–") for name in QUANTITIES)]
        for run, numbers in section.numbers
    ]
    rows.insert(0, [f"Step {section.step}", *QUANTITIES])
    line = min(LINE, max(top - EDGE / 2, LINE) / len(rows))
    size = max(_SIZE * line / LINE, _SMALLEST)
    places = [EDGE, *(1 - EDGE - 0.18 * (2 - column) for column in range(len(QUANTITIES)))]
    for number, row in enumerate(rows):
        weight = "normal" if number else "bold"
        for column, (place, text) in enumerate(zip(places, row, strict=True)):
            side = "right" if column else "left"
            below = top - number * line
            _write(figure, place, below, text, ha=side, fontsize=size, weight=weight)


def _write(figure: Figure, x: float, y: float, text: str, **look: Any) -> None:
    usual: dict[str, Any] = {"fontsize": _SIZE, "color": "black", "va": "top"}
    figure.text(x, y, text, parse_math=False, **usual | look)
