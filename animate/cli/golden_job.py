"""What `gradreel golden check`, `update` and `report` do to the golden of a scene or film."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput

from ..golden import TEXT_FILE
from ..golden.checking import Comparison, message
from ..golden.evidence import compared
from ..golden.kept import Golden
from ..golden.names import golden_name
from ..golden.page import summary
from ..golden.report import PAGE, check_folder, write_report
from ..golden.room import NO_ROOM, Room, parse_room
from ..golden.store import check_place, read_golden, write_golden
from ..safe_text import to_type
from ..style.theme import find_theme
from .golden_subject import Subject, find_subject
from .outputs import stop_told
from .saying import say


@dataclass(frozen=True)
class GoldenJob:
    """What was typed.

    Attributes
    ----------
    scene
        Name or path of a scene, or the path of a film, a picture or a folder of pictures.
    folder
        Where the goldens are.
    name
        Of the golden; the scene's own if None.
    room
        What may change, as texts by the names of a `Room`.
    """

    scene: str
    folder: Path
    name: str | None = None
    room: Mapping[str, Any] = field(default_factory=dict)

    def check(self) -> None:
        """Compare the scene with its golden.

        Raises
        ------
        InvalidInput
            There is no such scene or golden.
        click.ClickException
            They differ; what does is printed.
        """
        subject, place = self._load()
        comparison = self._compare(subject, place)
        if comparison.differences:
            for line in message(comparison, self._advice()).split("\n"):
                say(line)
            raise click.ClickException(
                f"{subject.name} differs from the golden {place}; what differs stands above."
            )
        frames, rule = len(comparison.golden.labels), comparison.rule
        hid = f", but for what was hidden: {comparison.hidden}" if comparison.hidden else ""
        say(f"{place}  {counted(frames, 'frame')}, the same ({rule.name} rule){hid}")

    def report(self, folder: Path) -> None:
        """Compare the scene with its golden, and write what differs as a page and as pictures.

        Raises
        ------
        InvalidInput
            There is no such scene or golden, or something else is where the report goes.
        RenderError
            The disk did not take it.
        click.ClickException
            They differ; the report says how.
        """
        check_folder(folder)
        subject, place = self._load()
        found = compared(
            self._compare(subject, place), f"gradreel golden report {self.scene}", self._advice()
        )
        with stop_told([folder / PAGE]):
            page = write_report(folder, [found])
        say(f"{page}  {summary([found])}")
        if found.said:
            raise click.ClickException(
                f"{subject.name} differs from the golden {place}; {page} shows how."
            )

    def update(self, at: Sequence[str], size: tuple[int, int] | None, theme: str | None) -> None:
        """Write the golden anew, by default with the frames and the look that it has.

        Raises
        ------
        InvalidInput
            A scene, frame, size or theme that is not possible.
        RenderError
            The disk did not take it.
        """
        subject, place = self._load()
        check_place(place)
        look: dict[str, Any] = {"size": size} if size else {}
        if theme:
            look["theme"] = find_theme(theme)
        recording = subject.record(_read_if_whole(place), place.name, at, look)
        with stop_told([place / TEXT_FILE]):
            golden = write_golden(place, recording)
        say(f"{place}  {counted(len(golden.labels), 'frame')}: {', '.join(golden.labels)}")

    def _load(self) -> tuple[Subject, Path]:
        subject = find_subject(self.scene)
        return subject, self.folder / golden_name(subject.name if self.name is None else self.name)

    def _compare(self, subject: Subject, place: Path) -> Comparison:
        room = Room(**parse_room(self.room, "gradreel golden")) if self.room else NO_ROOM
        golden = read_golden(place)
        if golden is None:
            raise InvalidInput(f"There is no golden {place}; make it: {self._update_command()}")
        return Comparison(golden, subject.record_as(golden, place.name), room=room)

    def _advice(self) -> str:
        return f"If it is meant: {self._update_command()}"

    def _update_command(self) -> str:
        name = ("--name", self.name) if self.name else ()
        words = ("gradreel", "golden", "update", self.scene, "--folder", str(self.folder), *name)
        return to_type(words)


def _read_if_whole(place: Path) -> Golden | None:
    """Read a golden that is to be replaced; a broken one counts as none."""
    try:
        return read_golden(place)
    except InvalidInput:
        return None
