"""A golden as it is kept, and its text file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zlib import crc32

from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import read_if_there, reading

from ..scene.frame import Frame
from . import TEXT_FILE
from .digests import Digest, kind, newest
from .names import escaped, file_names, old_file_name, unescaped
from .picture import MOST_LOST, read_picture
from .recording import Sections

FIRST = "gradreel golden 1"
"""The first line of a text file."""

_LAST = "[end]"
_DIGESTS = "pixels"
_PIXELS = re.compile(r"([0-9a-f]{16}|[0-9a-f]{32}) ([0-9a-f]{8})(?: ([0-9]{1,2}))?")
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")
_POINTER = b"version https://git-lfs"


@dataclass(frozen=True)
class Golden:
    """What is kept under a name; the pictures are read when they are asked for.

    Attributes
    ----------
    folder
        Where it is.
    labels
        Of its frames, in order.
    facts, rasteriser, environment, sections, origins
        As in a `Recording`.
    digests
        Of the pictures as they were drawn, by their labels: a palette may keep them nearly.
    sums
        Of the files that keep them, to know a file that was changed without decoding it.
    lost
        Largest error of a channel that the palette of each file causes.
    """

    folder: Path
    labels: Sequence[str]
    facts: Mapping[str, str]
    rasteriser: str
    sections: Sections
    origins: Mapping[str, str]
    environment: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def digest(self) -> Digest:
        """What made its digests: older goldens have others."""
        return kind(self.digests.values()) or newest()

    def is_whole(self, label: str) -> bool:
        """Whether the file of a picture is as it was written."""
        data = read_if_there(self.folder / self.files[label])
        return data is not None and checksum(data) == self.sums.get(label)

    def picture(self, label: str) -> Frame:
        """Read the picture of a frame; InvalidInput if it is missing or broken."""
        path = self.folder / self.files[label]
        if not path.is_file():
            raise InvalidInput(f"{path} is missing; make it anew.")
        check_checked_out(path)
        return read_picture(path)

    @cached_property
    def files(self) -> dict[str, str]:
        """The name of each picture by its label; older goldens may have them under other names."""
        names = file_names(self.labels)
        for label, name in names.items():
            old = old_file_name(label)
            if old not in names.values() and not os.path.lexists(self.folder / name):
                names[label] = old if (self.folder / old).is_file() else name
        return names


def as_text(golden: Golden) -> bytes:
    """Return the text file; its bytes are the same everywhere."""
    about = {
        **{key: escaped(value, "") for key, value in golden.facts.items()},
        "frames": ", ".join(escaped(label, ",") for label in golden.labels),
        "rasteriser": golden.rasteriser,
        "drawn by": golden.environment,
        "made with": ", ".join(filter(None, map(_version, ("gradreel", "matplotlib")))),
    }
    lines = [FIRST, *(f"{key}: {value}" for key, value in about.items() if value)]
    if golden.environment:
        lines += ["", f"[{_DIGESTS}]", *_pixels(golden)]
    for heading, section in golden.sections.items():
        origin = golden.origins.get(heading)
        told = f" {escaped(origin, '')}" if origin else ""
        lines += ["", f"[{escaped(heading, ']')}]{told}", *section]
    lines += ["", _LAST]
    return ("\n".join(lines) + "\n").encode()


def _version(package: str) -> str:
    """Return a package with its version, "" if it is not installed: pictures need no matplotlib."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _pixels(golden: Golden) -> Iterator[str]:
    """Go through the lines that tell of each picture what it is and what keeps it."""
    for label in golden.labels:
        lost = f" {golden.lost[label]}" if label in golden.lost else ""
        yield f"{golden.digests[label]} {golden.sums[label]}{lost}"


def checksum(data: bytes) -> str:
    """Return what tells whether a file was changed."""
    return f"{crc32(data):08x}"


def of_text(folder: Path, lines: Sequence[str]) -> Golden:
    """Return the golden whose text file has these lines.

    Raises
    ------
    InvalidInput
        If they are not whole.
    """
    check_checked_out(folder / TEXT_FILE)
    if any(line.startswith(_CONFLICT) for line in lines):
        raise InvalidInput(
            f"{folder / TEXT_FILE} holds the marks of a merge that was not resolved; take one "
            "side (`git checkout --ours` or `--theirs`), or make it anew."
        )
    if lines[0] != FIRST or lines[-1] != _LAST:
        raise InvalidInput(
            f"{folder / TEXT_FILE} is truncated or no golden of this version; make it anew."
        )
    _, sections, _ = _parsed(lines[1:-1])
    for line in sections.get(_DIGESTS, ()):
        found = _PIXELS.fullmatch(line)
        if not found or int(found[3] or 0) > MOST_LOST:
            raise InvalidInput(
                f"{folder / TEXT_FILE} is damaged: {line!r} tells nothing of a picture; make it "
                "anew."
            )
    return of_parts(folder, lines[1:-1])


def of_parts(folder: Path, lines: Sequence[str]) -> Golden:
    """Return what the lines between the first and the last tell, also where some are cut off."""
    facts, sections, origins = _parsed(lines)
    labels = [unescaped(label) for label in facts.pop("frames", "").split(", ") if label]
    rasteriser, environment = facts.pop("rasteriser", ""), facts.pop("drawn by", "")
    facts.pop("made with", None)  # for people
    facts = {key: unescaped(value) for key, value in facts.items()}
    told = zip(labels, map(_PIXELS.fullmatch, sections.pop(_DIGESTS, ())), strict=False)
    pixels = {label: found for label, found in told if found}
    digests, sums = ({label: found[k] for label, found in pixels.items()} for k in (1, 2))
    lost = {label: int(found[3]) for label, found in pixels.items() if found[3]}
    if len(digests) < len(labels) or not kind(digests.values()):  # older, merged or by hand
        environment = ""
    return Golden(
        folder, labels, facts, rasteriser, sections, origins, environment, digests, sums, lost
    )


def check_checked_out(path: Path) -> None:
    """Raise InvalidInput where Git LFS has left a pointer in the place of a file."""
    with reading(path), path.open("rb") as file:
        begin = file.read(len(_POINTER))
    if begin == _POINTER:
        raise InvalidInput(
            f"{path} is a pointer of Git LFS and not the file; fetch it with `git lfs pull`."
        )


def _parsed(lines: Sequence[str]) -> tuple[dict[str, str], dict[str, list[str]], dict[str, str]]:
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
