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
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from gradreel.core import disk
from gradreel.core.changes import Changes, changes_in
from gradreel.core.errors import InvalidInput
from gradreel.core.interrupts import interrupts_held

from . import TEXT_FILE
from .picture import encode_picture, read_picture
from .recording import Recording, Sections
from .rule import Frame

_FIRST = "gradreel golden 1"
_LAST = "[end]"


@dataclass(frozen=True)
class Golden:
    """What is kept under a name; the pictures are read when they are asked for.

    Attributes
    ----------
    folder : where it is.
    labels : of its frames, in order.
    facts, rasteriser, sections, origins : as in a `Recording`.
    """

    folder: Path
    labels: Sequence[str]
    facts: Mapping[str, str]
    rasteriser: str
    sections: Sections
    origins: Mapping[str, str]

    def picture(self, label: str) -> Frame:
        """Read the picture of a frame; InvalidInput if it is missing or broken."""
        path = self.folder / file_name(label)
        if not path.is_file():
            raise InvalidInput(f"{path} is missing; make it anew.")
        return read_picture(path)


def file_name(label: str) -> str:
    """Return the name of the picture of a frame: "hold 1" is in hold_1.png."""
    return re.sub(r"[^A-Za-z0-9.+-]+", "_", label) + ".png"


def read_golden(folder: Path) -> Golden | None:
    """Read what is kept in a folder, None if there is nothing.

    Raises
    ------
    InvalidInput
        If the text file is not whole.
    """
    path = folder / TEXT_FILE
    try:
        Changes(folder, TEXT_FILE).clear()
    except OSError as error:
        raise InvalidInput(
            f"{folder} was left half written and cannot be put right ({error.strerror or error}): "
            "allow it to be written, or make it anew."
        ) from error
    if not path.is_file():
        return None
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        lines = []
    if not lines or lines[0] != _FIRST or lines[-1] != _LAST:
        raise InvalidInput(f"{path} is truncated or no golden of this version; make it anew.")
    facts, sections, origins = _parse(lines[1:-1])
    labels = [label for label in facts.pop("frames", "").split(", ") if label]
    rasteriser = facts.pop("rasteriser", "")
    facts.pop("made with", None)  # for people
    return Golden(folder, labels, facts, rasteriser, sections, origins)


def write_golden(folder: Path, recording: Recording) -> Golden:
    """Write a recording, and delete the pictures that are no longer part of it.

    Raises
    ------
    InvalidInput, RenderError
        If the folder cannot be made or written.
    """
    golden = Golden(
        folder,
        list(recording.frames),
        recording.facts,
        recording.rasteriser,
        recording.sections,
        recording.origins,
    )
    kept = {file_name(label) for label in recording.frames}
    with changes_in(folder, TEXT_FILE) as changes:
        for label, frame in recording.frames.items():
            changes.write(file_name(label), encode_picture(frame))
        for path in folder.glob("*.png"):
            if path.name not in kept:
                changes.delete(path.name)
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
        changes.write(file_name(label), encode_picture(recording.frames[label]))
        if heading in recording.sections:
            changes.write(TEXT_FILE, _as_text(golden))
    return golden


def delete_golden(folder: Path) -> None:
    """Delete a golden: its text file, its pictures, and the folders that are empty then."""
    with interrupts_held():
        with changes_in(folder, TEXT_FILE) as changes:
            for path in (*folder.glob("*.png"), folder / TEXT_FILE):
                changes.delete(path.name)
        with contextlib.suppress(OSError):  # something of the user's is in it
            disk.remove_empty(folder)
            disk.remove_empty(folder.parent)  # unless it holds other goldens


def _as_text(golden: Golden) -> bytes:
    """Return the text file; its bytes are the same everywhere."""
    about = {
        **golden.facts,
        "frames": ", ".join(golden.labels),
        "rasteriser": golden.rasteriser,
        "made with": f"gradreel {version('gradreel')}, matplotlib {version('matplotlib')}",
    }
    lines = [_FIRST, *(f"{key}: {value}" for key, value in about.items())]
    for heading, section in golden.sections.items():
        origin = golden.origins.get(heading)
        lines += ["", f"[{heading}]" + (f" {origin}" if origin else ""), *section]
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
            section = sections.setdefault(heading[1], [])
            if heading[2]:
                origins[heading[1]] = heading[2]
        elif section is not None:
            if line:
                section.append(line)
        elif line:
            key, _, value = line.partition(": ")
            facts[key] = value
    return facts, sections, origins
