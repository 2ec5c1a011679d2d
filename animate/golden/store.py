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
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from gradreel.core import disk
from gradreel.core.changes import Changes, changes_in
from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import read_whole
from gradreel.core.interrupts import interrupts_held
from gradreel.core.output_paths import filled_folder

from ..compare.pixels import Frame
from . import TEXT_FILE
from .names import escaped, file_names, old_file_name, unescaped
from .picture import encode_picture, read_picture
from .recording import Recording, Sections

_FIRST = "gradreel golden 1"
_LAST = "[end]"


@dataclass(frozen=True)
class Golden:
    """What is kept under a name; the pictures are read when they are asked for.

    Attributes
    ----------
    folder
        Where it is.
    labels
        Of its frames, in order.
    facts, rasteriser, sections, origins
        As in a `Recording`.
    """

    folder: Path
    labels: Sequence[str]
    facts: Mapping[str, str]
    rasteriser: str
    sections: Sections
    origins: Mapping[str, str]

    def picture(self, label: str) -> Frame:
        """Read the picture of a frame; InvalidInput if it is missing or broken."""
        path = self.folder / self.files[label]
        if not path.is_file():
            raise InvalidInput(f"{path} is missing; make it anew.")
        return read_picture(path)

    @property
    def files(self) -> dict[str, str]:
        """The name of each picture by its label; older goldens may have them under other names."""
        names = file_names(self.labels)
        for label, name in names.items():
            old = old_file_name(label)
            if old not in names.values() and not os.path.lexists(self.folder / name):
                names[label] = old if (self.folder / old).is_file() else name
        return names


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
    lines = _lines(folder)
    if lines[0] != _FIRST or lines[-1] != _LAST:
        raise InvalidInput(
            f"{folder / TEXT_FILE} is truncated or no golden of this version; make it anew."
        )
    facts, sections, origins = _parse(lines[1:-1])
    labels = [unescaped(label) for label in facts.pop("frames", "").split(", ") if label]
    rasteriser = facts.pop("rasteriser", "")
    facts.pop("made with", None)  # for people
    facts = {key: unescaped(value) for key, value in facts.items()}
    return Golden(folder, labels, facts, rasteriser, sections, origins)


def check_place(folder: Path) -> None:
    """Check that a golden may be kept in a folder: it is one, is empty, or is not there.

    Raises
    ------
    InvalidInput
        Something of the user's is there, or the folder cannot be made.
    """
    filled_folder(folder)
    others = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    if not is_golden(folder) and any(not name.startswith(".") for name in others):
        raise InvalidInput(
            f"{folder} holds files and is no golden; give the golden another name, or move them."
        )


def is_golden(folder: Path) -> bool:
    """Whether a golden is kept in a folder, if only what is left of it."""
    path = folder / TEXT_FILE
    return path.is_file() and (not path.stat().st_size or _lines(folder)[0] == _FIRST)


def write_golden(folder: Path, recording: Recording) -> Golden:
    """Write a recording, and delete the pictures of the golden that are no longer part of it.

    Other files in the folder are left alone.

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
    )
    names, own = file_names(golden.labels), _pictures(folder)
    for name in names.values():
        if name not in own and os.path.lexists(folder / name):
            raise InvalidInput(
                f"{folder / name} is there and no picture of this golden; move it away, or give "
                "the golden another name."
            )
    with changes_in(folder, TEXT_FILE) as changes:
        for label, frame in recording.frames.items():
            changes.write(names[label], encode_picture(frame))
        for name in own - set(names.values()):
            changes.delete(name)
        changes.write(TEXT_FILE, _as_text(golden))
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
    heading = f"state {label}"
    if heading in recording.sections:
        sections = {**golden.sections, heading: recording.sections[heading]}
        golden = replace(golden, sections=sections)
    with changes_in(golden.folder, TEXT_FILE) as changes:
        changes.write(golden.files[label], encode_picture(recording.frames[label]))
        if heading in recording.sections:
            changes.write(TEXT_FILE, _as_text(golden))
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


def _pictures(folder: Path) -> set[str]:
    """Return the names of the pictures of the golden in a folder, also if its text is cut off."""
    if not is_golden(folder):
        return set()
    facts, _, _ = _parse(_lines(folder)[1:])
    labels = [unescaped(label) for label in facts.get("frames", "").split(", ") if label]
    golden = Golden(folder, labels, facts, "", {}, {})
    return {name for name in golden.files.values() if os.path.lexists(folder / name)}


def _lines(folder: Path) -> list[str]:
    """Return the lines of the text file, one at least."""
    try:
        text = read_whole(folder / TEXT_FILE).decode()
    except UnicodeDecodeError:
        return [""]
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _as_text(golden: Golden) -> bytes:
    """Return the text file; its bytes are the same everywhere."""
    about = {
        **{key: escaped(value, "") for key, value in golden.facts.items()},
        "frames": ", ".join(escaped(label, ",") for label in golden.labels),
        "rasteriser": golden.rasteriser,
        "made with": f"gradreel {version('gradreel')}, matplotlib {version('matplotlib')}",
    }
    lines = [_FIRST, *(f"{key}: {value}" for key, value in about.items())]
    for heading, section in golden.sections.items():
        origin = golden.origins.get(heading)
        told = f" {escaped(origin, '')}" if origin else ""
        lines += ["", f"[{escaped(heading, ']')}]{told}", *section]
    lines += ["", _LAST]
    return ("\n".join(lines) + "\n").encode()


def _parse(lines: Sequence[str]) -> tuple[dict[str, str], dict[str, list[str]], dict[str, str]]:
    facts: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    origins: dict[str, str] = {}
    section: list[str] | None = None
    for line in lines:
        heading = re.fullmatch(r"\[([^]]+)\](?: (.*))?", line)
        if heading:
            name = unescaped(heading[1])
            section = sections.setdefault(name, [])
            if heading[2]:
                origins[name] = unescaped(heading[2])
        elif section is not None:
            if line:
                section.append(line)
        elif line:
            key, _, value = line.partition(": ")
            facts[key] = value
    return facts, sections, origins
