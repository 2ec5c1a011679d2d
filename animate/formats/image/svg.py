"""SVG, a still of lines, areas and letters: what it says of its making."""

from pathlib import Path

from gradreel.core.input_files import read_whole

from ..format import Format
from .xmp import parse_xml

_KEYWORDS = ".//{http://purl.org/dc/elements/1.1/}subject"


def _comment(path: Path) -> str:
    keywords = parse_xml(read_whole(path)).find(_KEYWORDS)
    return "" if keywords is None else "".join(keywords.itertext()).strip()


SVG = Format(".svg", comment=_comment)
