"""What a test is given as `golden`; it knows nothing of pytest."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from gradreel.core.errors import InvalidInput

from ..safe_text import one_line
from . import run_table
from .checking import MOST_SHOWN, Comparison, message
from .given_frames import Frames
from .kept import Golden
from .names import ONLY_MISSING, golden_name, test_name
from .recording import FPS, SIZE, Recording, record_frames, record_scene
from .room import Given, Room, checked_room
from .session import Run
from .store import read_golden, write_frame, write_golden
from .update import Update
from .which_frames import Place

if TYPE_CHECKING:
    from matplotlib.animation import Animation
    from matplotlib.figure import Figure

    from ..scene.film import Film
    from ..scene.scene import Scene
    from ..style.theme import Theme


class GoldenMismatch(AssertionError):
    """What is there now is not what the golden says; or there is no golden to say it."""


def is_kept(folder: Path, recording: Recording, relative: float, room: Room) -> bool:
    """Whether a golden says already what it would say if it was written, and of each pixel."""
    try:
        golden = read_golden(folder)
    except InvalidInput:
        return False
    if golden is None or (recording.environment and not golden.environment):
        return False
    return not Comparison(golden, recording, relative, room).differences


@dataclass
class GoldenFixture:
    """Compares with the goldens in one folder.

    Attributes
    ----------
    folder
        Where the goldens are, each in a folder of its name.
    test
        Name of the test, as pytest takes it on its command line.
    update
        What may be written, None for nothing.
    run
        Is told what was done.
    reported
        Whether it is told what was found as well, with pictures.
    room
        What may change unless a call says otherwise, by the names of a `Room`.
    """

    folder: Path
    test: str
    update: Update | None
    run: Run
    reported: bool = False
    room: Mapping[str, Any] = field(default_factory=dict)
    _asked: set[Path] = field(default_factory=set, repr=False)

    def check(  # noqa: PLR0913 - each has a default and is given by its name
        self,
        scene: Scene | Film,
        at: Sequence[Place],
        *,
        name: str | None = None,
        size: tuple[int, int] = SIZE,
        theme: Theme | None = None,
        fps: float = FPS,
        text: bool = False,
        relative: float = run_table.RELATIVE,
        **room: Unpack[Given],
    ) -> None:
        """Fail unless the numbers, the state and the pixels of a scene are those of its golden.

        Parameters
        ----------
        scene
            A `gradreel.animate.Scene`; a film is refused, its scenes are checked one by one.
        at
            Steps, and names of events: start, hold 1, hold 2, ..., end.
        name
            Of the golden; the scene's own if left out.
        size, theme, fps
            Of the pictures.
        text
            Whether texts are drawn. What they say is compared in any case; their pixels change
            with FreeType.
        relative
            Difference of the trajectory's numbers that may be.
        **room
            What may change in the pictures: ignore=["curve", (0, 0, 40, 20)], levels=2,
            share=0.001; see `Room`. What it hid is told at the end of the run.

        Raises
        ------
        GoldenMismatch
            Something differs, or there is no golden; it says what and what to do.
        InvalidInput
            There is no such place, size or name.
        """
        __tracebackhide__ = True
        look: dict[str, Any] = {"size": size, "theme": theme, "fps": fps, "text": text}
        self._settle(record_scene(scene, at, name=name, **look), relative, room)

    def check_frames(self, frames: Frames, name: str, **room: Unpack[Given]) -> None:
        """Fail unless these pictures, in this order, are those of the golden.

        They are gone through once, one in memory at a time.

        Parameters
        ----------
        frames
            Pictures from anywhere: arrays of shape (height, width), (height, width, 3) or
            (height, width, 4), of uint8 or of numbers from 0 to 1, Pillow images, matplotlib
            figures; one array of them all; or the path of a film, a picture or a folder of PNGs.
            Alpha is compared as well.
        name
            Of the golden.
        **room
            As of `check`.

        Raises
        ------
        GoldenMismatch
            Something differs, or there is no golden; it says what and what to do.
        InvalidInput
            There are none, or they are no pictures of one size.
        """
        __tracebackhide__ = True
        kept = self._kept(name)
        recording = record_frames(frames, name=name, kept=kept)
        self._settle(recording, run_table.RELATIVE, room, kept)

    def check_animation(
        self,
        animation: Animation | Figure,
        at: Iterable[int | str] | None = None,
        *,
        name: str | None = None,
        text: bool = False,
        **room: Unpack[Given],
    ) -> None:
        """Fail unless what is on a matplotlib figure, and its pixels, are those of its golden.

        Texts, places, styles and data of all artists are compared as words, in the order in which
        they are drawn; pixels without texts, which change with FreeType.

        Parameters
        ----------
        animation
            A figure, or an animation of matplotlib, which is gone through once.
        at
            Numbers of frames from 0, "start" and "end"; those two if left out. Not for a figure.
        name
            Of the golden; the test's own, without "test_", if left out.
        text
            Whether the pictures have texts.
        **room
            As of `check`; axes are called "axes 1", "axes 2", ...

        Raises
        ------
        GoldenMismatch
            Something differs, or there is no golden; it says what and what to do.
        InvalidInput
            There is no such frame or name, or it is neither a figure nor an animation.
        """
        __tracebackhide__ = True
        from .figure_recording import record_animation  # noqa: PLC0415 - takes matplotlib

        own = test_name(self.test) if name is None else name
        recording = record_animation(animation, at, name=own, text=text)
        self._settle(recording, run_table.RELATIVE, room)

    def _kept(self, name: str) -> Golden | None:
        """Return the golden if it is only to be compared with."""
        if self.update is None and not self.reported:
            with suppress(InvalidInput):
                return read_golden(self.folder / golden_name(name))
        return None

    def _settle(
        self, recording: Recording, relative: float, given: Given, kept: Golden | None = None
    ) -> None:
        __tracebackhide__ = True
        asked = checked_room(given, f"The golden {recording.name!r}")
        room = Room(**{**self.room, **asked})
        folder = self.folder / golden_name(recording.name)
        self.run.used.add(str(folder))
        again = folder in self._asked
        self._asked.add(folder)
        try:
            if not again:
                self._write(folder, recording, relative, room)
            golden = kept or self._read(folder, recording.name)
        except GoldenMismatch as mismatch:
            self._note_unread(recording, str(mismatch))
            raise
        # What was just written is compared as well: no way leads past this.
        shown = MOST_SHOWN if self.reported else 0
        comparison = Comparison(golden, recording, relative, room, shown)
        if again and comparison.differences:
            raise InvalidInput(
                f"The golden {recording.name!r} was asked for twice in {self.test}, and not of the "
                "same pictures; give each a name=... of its own."
            )
        advice = self._advice(comparison)
        self._note(comparison, advice)
        if told := comparison.hidden:
            self.run.hidden.append((str(folder), told))
        if comparison.differences:
            raise GoldenMismatch(message(comparison, advice))

    def _note(self, comparison: Comparison, advice: str) -> None:
        if self.reported:
            from .evidence import compared  # noqa: PLC0415 - only a report needs it

            self.run.findings.append(compared(comparison, self.test, advice))

    def _note_unread(self, recording: Recording, told: str) -> None:
        if self.reported:
            from .evidence import unread  # noqa: PLC0415 - as above

            said, _, advice = told.partition("\n")
            self.run.findings.append(unread(recording, self.test, said, advice))

    def _write(self, folder: Path, recording: Recording, relative: float, room: Room) -> None:
        update, name = self.update, recording.name
        if update is None:
            return
        self.run.asked.append((str(folder), self.test, recording.signature))
        if update.replaces(name):
            if is_kept(folder, recording, relative, room):
                return
            write_golden(folder, recording)
        elif update.adds(name) and not folder.exists():
            write_golden(folder, recording)
        elif update.name == name and update.frame is not None:
            write_frame(self._read(folder, name), recording, update.frame)
        else:
            return
        self.run.written.append((str(folder), self.test))

    def _read(self, folder: Path, name: str) -> Golden:
        __tracebackhide__ = True
        try:
            golden = read_golden(folder)
        except InvalidInput as error:
            told = one_line(str(error))
            raise GoldenMismatch(f"{told}\nMake it with: {self._command(name)}") from None
        if golden is None:
            raise GoldenMismatch(
                f"There is no golden {name!r} in {self.folder}.\n"
                f"Make it with: {self._command(ONLY_MISSING)}"
            )
        return golden

    def _advice(self, comparison: Comparison) -> str:
        name = comparison.recording.name
        frames = {each.frame for each in comparison.differences}
        single = frames.pop() if len(frames) == 1 else None
        what = f"{name}[{single}]" if single else name
        return f"If it is meant: {self._command(what)}\nand look at what `git diff` shows."

    def _command(self, what: str) -> str:
        return f"pytest {shlex.quote(self.test)} {shlex.quote(f'--golden-update={what}')}"
