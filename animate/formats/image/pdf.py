"""PDF, a still of lines, areas and letters: what it says of its making."""

import re
from pathlib import Path

from gradreel.core.input_files import read_whole

from ..format import Format

_KEYWORDS = re.compile(rb"/Keywords\s*\(((?:\\.|[^\\)])*)\)", re.DOTALL)


def _comment(path: Path) -> str:
    data = read_whole(path)
    if not data.startswith(b"%PDF"):
        raise ValueError
    found = _KEYWORDS.match(data, data.find(b"/Keywords"))  # the first: a search is never long
    return re.sub(r"\\(.)", r"\1", found[1].decode("ascii", "replace"), flags=re.S) if found else ""


PDF = Format(".pdf", comment=_comment)
