"""The lines that show a folder of pictures in a PDF made with LaTeX (ctan.org/pkg/animate)."""

from __future__ import annotations

import re

from gradreel.core.errors import InvalidInput

from ...safe_text import one_line, tex_unsafe
from ..about import About
from ..image.folder import NAME

_ODD = re.compile(r"[^A-Za-z0-9.-]+")
"""What TeX may not take in the name of a file that it writes."""


def write_tex(about: About) -> str:
    r"""Return a call of \animategraphics that plays the pictures of the folder beside the file.

    The folder has the name of the file without .tex, as `-o film/ -o film.tex` makes them.

    Raises
    ------
    InvalidInput
        LaTeX would take a character of that name for a command.
    """
    if unsafe := tex_unsafe(about.name):
        raise InvalidInput(
            f"LaTeX cannot play the pictures of {about.name!r}, as that name has "
            f"{' and '.join(map(repr, unsafe))} in it; give a name without."
        )
    basename, first = f"{about.name}/{NAME.partition('{')[0]}", _number(0)
    last = _number(max(about.order, default=about.frames - 1))
    rate = f"{float(about.fps):.6g}"
    timeline, named = _timeline(about)
    return (
        f"% {one_line(about.title)}\n"
        f"% {one_line(about.scene)}, gradreel {about.version}, {about.digest}\n"
        "% In the preamble: \\usepackage{animate}. Acrobat, Foxit, PDF-XChange and Okular play\n"
        "% it, others show the last picture. It fits a frame with a title.\n"
        f"{timeline}"
        f"\\animategraphics[autoplay,loop,controls,poster=last,{named}"
        "width=\\linewidth,height=0.7\\textheight,keepaspectratio]"
        f"{{{rate}}}{{{basename}}}{{{first}}}{{{last}}}%\n"
    )


def _timeline(about: About) -> tuple[str, str]:
    """Return what writes the file that says which picture each frame shows, and what names it.

    A line of it is a frame: a mark, a rate, and the picture's number, the first two left out.
    """
    if not about.order:
        return "", ""
    place = f"{_ODD.sub('-', about.name)}.tln"
    stream = r"\gradreeltimeline"
    lines = [
        rf"\ifdefined{stream}\else\newwrite{stream}\fi%",
        rf"\immediate\openout{stream}={place}\relax%",
        *(rf"\immediate\write{stream}{{::{number}}}%" for number in about.order),
        rf"\immediate\closeout{stream}%",
    ]
    return "\n".join([*lines, ""]), f"timeline={place},"


def _number(index: int) -> str:
    """Write the number of a picture as it stands in its name."""
    head, tail = NAME.partition("{")[0], NAME.partition("}")[2]
    return NAME.format(index).removeprefix(head).removesuffix(tail)
