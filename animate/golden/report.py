"""The report: a page that needs nothing else, and the pictures as files for others to take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gradreel.core import disk
from gradreel.core.changes import folder_made
from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.staged import StagedFile, StagedFolder, staging

from .finding import Finding
from .page import GENERATOR, write_page
from .store import file_name

PAGE = "index.html"
PICTURES = "pictures"


def check_folder(folder: Path) -> None:
    """Raise InvalidInput unless a report may be written there: anew, or over an older one."""
    taken = [folder / name for name in (PAGE, PICTURES) if (folder / name).exists()]
    if folder.exists() and not folder.is_dir():
        raise InvalidInput(f"{folder} is a file; give a folder for the report.")
    if taken and not _is_report(folder / PAGE):
        raise InvalidInput(
            f"{taken[0]} is there and no report of goldens; give another folder for the report."
        )


def write_report(folder: Path, findings: Sequence[Finding], notes: Sequence[str] = ()) -> Path:
    """Write `folder`/index.html and `folder`/pictures/, in the place of an older report.

    Parameters
    ----------
    findings : of all checks, those that passed as well.
    notes : sentences that belong to none of them.

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
    seen: dict[str, int] = {}
    for finding in findings:
        number = seen[finding.name] = seen.get(finding.name, 0) + 1
        place = Path(finding.name if number == 1 else f"{finding.name}_{number}")
        for shown in finding.shown:
            stem = Path(file_name(shown.frame or "all")).stem
            for kind, data in shown.pictures.items():
                yield place / f"{stem}.{kind}.png", data


def _is_report(page: Path) -> bool:
    try:
        with page.open(encoding="utf-8") as text:
            return GENERATOR in text.read(1000)
    except (OSError, UnicodeDecodeError):
        return False
