"""The report: a page that needs nothing else, and the pictures as files for others to take."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gradreel.core import disk
from gradreel.core.changes import folder_made
from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.input_files import reading
from gradreel.core.output_paths import filled_folder
from gradreel.core.staged import StagedFile, StagedFolder, staging

from ..formats.image.staged_folder import is_litter
from .finding import KINDS, Finding
from .names import file_stems
from .page import GENERATOR, write_page

PAGE = "index.html"
PICTURES = "pictures"

_MADE = re.compile(rf"\.({'|'.join(KINDS)})\.png\Z")


def check_folder(folder: Path) -> None:
    """Raise InvalidInput unless a report may be written there: anew, or over an older one."""
    filled_folder(folder)
    taken = [folder / name for name in (PAGE, PICTURES) if os.path.lexists(folder / name)]
    if taken and not _is_report(folder / PAGE):
        raise InvalidInput(
            f"{taken[0]} is there and no report of goldens; give another folder for the report."
        )
    if foreign := _foreign(folder / PICTURES):
        raise InvalidInput(
            f"{foreign} is in the way of the report and was not made with it; move it, or give "
            "another folder for the report."
        )


def write_report(folder: Path, findings: Sequence[Finding], notes: Sequence[str] = ()) -> Path:
    """Write `folder`/index.html and `folder`/pictures/, in the place of an older report.

    Parameters
    ----------
    findings
        Of all checks, those that passed as well.
    notes
        Sentences that belong to none of them.

    Returns
    -------
    Path
        Of the page. It holds its pictures; the files are there for other programs.

    Raises
    ------
    InvalidInput
        Something else is in the way.
    RenderError
        The disk does not take it; an older report stands then.
    """
    check_folder(folder)
    in_order = sorted(findings, key=lambda finding: (finding.name, finding.test))
    page, pictures = StagedFile(folder / PAGE), StagedFolder(folder / PICTURES)
    try:
        # The page is the first to take its place: by it a report is known, also one cut off here.
        with folder_made(folder), staging(page, pictures):
            for path, data in _pictures(in_order):
                place = pictures.path / path
                if not place.parent.is_dir():
                    disk.make_folder(place.parent)
                disk.write(place, data)
            disk.write(page.path, write_page(in_order, notes))
    except OSError as error:
        raise RenderError(
            f"The report cannot be written in {folder} ({error.strerror or error}); free the disk "
            "or choose another folder."
        ) from error
    if not any(pictures.target.iterdir()):
        disk.remove_empty(pictures.target)
    return folder / PAGE


def _pictures(findings: Sequence[Finding]) -> Iterator[tuple[Path, bytes]]:
    """Give each picture a place: NAME/FRAME.expected.png, NAME_2 where two share a name."""
    places = file_stems(finding.name for finding in findings)
    for place, finding in zip(places, findings, strict=True):
        frames = list(dict.fromkeys(shown.frame for shown in finding.shown))
        stems = dict(zip(frames, file_stems(each or "all" for each in frames), strict=True))
        for shown in finding.shown:
            for kind, data in shown.pictures.items():
                yield Path(place, f"{stems[shown.frame]}.{kind}.png"), data


def _foreign(pictures: Path) -> Path | None:
    """Return a file among the pictures of an older report that is none of them, None for none."""
    if not pictures.is_dir():
        return pictures if os.path.lexists(pictures) else None
    files = (path for path in pictures.rglob("*") if not path.is_dir())
    return next((path for path in files if not (_MADE.search(path.name) or is_litter(path))), None)


def _is_report(page: Path) -> bool:
    try:
        with reading(page), page.open(encoding="utf-8") as text:
            return GENERATOR in text.read(1000)
    except (InvalidInput, UnicodeDecodeError):
        return False
