"""What a file says of its making: the record that encoders and stills wrote into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .checked_record import checked
from .kinds import whole
from .reading import wanted_of


def read_record(path: Path) -> dict[str, Any]:
    """Return the record of a file, or of the first picture in a folder.

    Returns
    -------
    dict
        As made by `provenance.record_of`.

    Raises
    ------
    InvalidInput
        There is no such file, it cannot be read, or gradreel did not write what it says.
    """
    told = "does not end in a format that says what it shows"
    read = wanted_of(path, lambda each: each.comment, told)
    with whole(path):
        return checked(path, read(path))
