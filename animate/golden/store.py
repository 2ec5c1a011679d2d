"""A golden on disk: a folder with one text file and one picture for each frame.

golden/
    adagrad_replay/
        golden.txt      facts, numbers, states
        start.png       without text by default
        40.png
        end.png
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path

from gradreel.core import disk
from gradreel.core.changes import Changes, changes_in
from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import read_whole
from gradreel.core.interrupts import interrupts_held
from gradreel.core.output_paths import filled_folder

from . import TEXT_FILE
from .kept import FIRST, Golden, as_text, check_checked_out, checksum, of_parts, of_text
from .names import file_names
from .picture import encode_picture
from .recording import Recording


def read_golden(folder: Path) -> Golden | None:
    """Read what is kept in a folder, None if there is nothing.

    Raises
    ------
    InvalidInput
        If the text file is not whole.
    """
    _mend(folder)
    if not (folder / TEXT_FILE).is_file():
        return None
    return of_text(folder, _lines(folder))


def check_place(folder: Path) -> None:
    """Check that a golden may be kept in a folder: it is one, is empty, or is not there.

    Raises
    ------
    InvalidInput
        Something of the user's is there, or the folder cannot be made.
    """
    filled_folder(folder)
    if (folder / TEXT_FILE).is_file():
        check_checked_out(folder / TEXT_FILE)
    others = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    if not is_golden(folder) and any(not name.startswith(".") for name in others):
        raise InvalidInput(
            f"{folder} holds files and is no golden; give the golden another name, or move them."
        )


def is_golden(folder: Path) -> bool:
    """Whether a golden is kept in a folder, if only what is left of it."""
    path = folder / TEXT_FILE
    return path.is_file() and (not path.stat().st_size or _lines(folder)[0] == FIRST)


def write_golden(folder: Path, recording: Recording) -> Golden:
    """Write a recording, and delete the pictures of the golden that are no longer part of it.

    A picture that would get the same bytes, and other files in the folder, are left alone.

    Raises
    ------
    InvalidInput
        If something else is where the golden or one of its pictures is to be.
    RenderError
        If the folder cannot be made or written.
    """
    check_place(folder)
    _mend(folder)  # before it is asked what belongs to it
    golden = Golden(
        folder,
        list(recording.frames),
        recording.facts,
        recording.rasteriser,
        recording.sections,
        recording.origins,
        recording.environment,
        recording.frames.digests,
    )
    names, own = file_names(golden.labels), _pictures(folder)
    for name in names.values():
        if name not in own and os.path.lexists(folder / name):
            raise InvalidInput(
                f"{folder / name} is there and no picture of this golden; move it away, or give "
                "the golden another name."
            )
    sums: dict[str, str] = {}
    lost: dict[str, int] = {}
    golden = replace(golden, sums=sums, lost=lost)
    with changes_in(folder, TEXT_FILE) as changes:
        for label, frame in recording.frames.items():
            written, lost[label] = encode_picture(frame)
            sums[label] = checksum(written)
            if not _holds(folder / names[label], written):
                changes.write(names[label], written)
        for name in own - set(names.values()):
            changes.delete(name)
        changes.write(TEXT_FILE, as_text(golden))
    return golden


def write_frame(golden: Golden, recording: Recording, label: str) -> Golden:
    """Replace one picture of a golden and the state of its frame; all else stays.

    Raises
    ------
    InvalidInput
        If the golden or the recording has no such frame.
    """
    if label not in golden.labels or label not in recording.frames:
        raise InvalidInput(
            f"The golden {recording.name} has no frame {label!r} to replace; choose one of "
            f"{', '.join(golden.labels)}, or update the golden as a whole."
        )
    heading, sections = f"state {label}", golden.sections
    if heading in recording.sections:
        sections = {**sections, heading: recording.sections[heading]}
    same = golden.environment == recording.environment
    written, lost = encode_picture(recording.frames[label])
    digests = {**golden.digests, label: recording.frames.digests_by(golden.digest)[label]}
    sums = {**golden.sums, label: checksum(written)}
    # Pictures of two environments are in one golden now: none of them counts to the last pixel.
    golden = replace(
        golden,
        sections=sections,
        environment=golden.environment if same else "",
        digests=digests,
        sums=sums,
        lost={**golden.lost, label: lost},
    )
    with changes_in(golden.folder, TEXT_FILE) as changes:
        changes.write(golden.files[label], written)
        changes.write(TEXT_FILE, as_text(golden))
    return golden


def delete_golden(folder: Path) -> None:
    """Delete a golden: its text file, its pictures, and the folders that are empty then.

    What else is in the folder is left alone.
    """
    with interrupts_held():
        with changes_in(folder, TEXT_FILE) as changes:
            for name in (*sorted(_pictures(folder)), TEXT_FILE):
                changes.delete(name)
        with contextlib.suppress(OSError):  # something of the user's is in it
            disk.remove_empty(folder)
            disk.remove_empty(folder.parent)  # unless it holds other goldens


def _mend(folder: Path) -> None:
    """Take back what a process that died left half done."""
    try:
        Changes(folder, TEXT_FILE).clear()
    except OSError as error:
        raise InvalidInput(
            f"{folder} was left half written and cannot be put right ({error.strerror or error}): "
            "allow it to be written, or make it anew."
        ) from error


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and read_whole(path) == data


def _pictures(folder: Path) -> set[str]:
    """Return the names of the pictures of the golden in a folder, also if its text is cut off."""
    if not is_golden(folder):
        return set()
    golden = of_parts(folder, _lines(folder)[1:])
    return {name for name in golden.files.values() if os.path.lexists(folder / name)}


def _lines(folder: Path) -> list[str]:
    """Return the lines of the text file, one at least."""
    try:
        text = read_whole(folder / TEXT_FILE).decode("utf-8-sig")  # editors put that sign in front
    except UnicodeDecodeError:
        return [""]
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")
