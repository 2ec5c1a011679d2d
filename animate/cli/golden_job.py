"""What `gradreel golden check`, `update` and `report` do to the golden of a scene."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
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
from ..golden.recording import FPS, SIZE, Recording, record_scene
from ..golden.report import PAGE, check_folder, write_report
from ..golden.store import check_place, read_golden, write_golden
from ..golden.which_frames import Place, events
from ..safe_text import to_type
from ..scene.loading import load_single
from ..scene.rates import parse_rate
from ..scene.scene import Scene
from ..style.theme import find_theme
from .options.look import parse_size
from .outputs import stop_told
from .saying import say
from .scene_code import running


@dataclass(frozen=True)
class GoldenJob:
    """What was typed.

    Attributes
    ----------
    scene
        Name or path.
    folder
        Where the goldens are.
    name
        Of the golden; the scene's own if None.
    """

    scene: str
    folder: Path
    name: str | None = None

    def check(self) -> None:
        """Compare the scene with its golden.

        Raises
        ------
        InvalidInput
            There is no such scene or golden.
        click.ClickException
            They differ; what does is printed.
        """
        scene, place = self._load()
        comparison = self._compare(scene, place)
        if comparison.differences:
            for line in message(comparison, self._advice()).split("\n"):
                say(line)
            raise click.ClickException(
                f"{scene.name} differs from the golden {place}; what differs stands above."
            )
        frames, rule = len(comparison.golden.labels), comparison.rule
        say(f"{place}  {counted(frames, 'frame')}, the same ({rule.name} rule)")

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
        scene, place = self._load()
        found = compared(
            self._compare(scene, place), f"gradreel golden report {self.scene}", self._advice()
        )
        with stop_told([folder / PAGE]):
            page = write_report(folder, [found])
        say(f"{page}  {summary([found])}")
        if found.said:
            raise click.ClickException(
                f"{scene.name} differs from the golden {place}; {page} shows how."
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
        scene, place = self._load()
        check_place(place)
        old = _read_if_whole(place)
        look = look_of(old) if old else {}
        if size:
            look["size"] = size
        if theme:
            look["theme"] = find_theme(theme)
        if at:
            named = scene.timeline.events
            places = [place for text in at for place in parse_places(text, named)]
        else:
            places = [parse_place(p) for p in (old.labels if old else events(scene.clock, FPS))]
        with running(self.scene):
            recording = record_scene(scene, places, name=place.name, **look)
        with stop_told([place / TEXT_FILE]):
            golden = write_golden(place, recording)
        say(f"{place}  {counted(len(golden.labels), 'frame')}: {', '.join(golden.labels)}")

    def _load(self) -> tuple[Scene, Path]:
        with running(self.scene):
            scene = load_single(self.scene, "be kept as a golden")
        return scene, self.folder / golden_name(scene.name if self.name is None else self.name)

    def _compare(self, scene: Scene, place: Path) -> Comparison:
        golden = read_golden(place)
        if golden is None:
            raise InvalidInput(f"There is no golden {place}; make it: {self._update_command()}")
        with running(self.scene):
            return Comparison(golden, record_as(golden, scene, place.name))

    def _advice(self) -> str:
        return f"If it is meant: {self._update_command()}"

    def _update_command(self) -> str:
        name = ("--name", self.name) if self.name else ()
        words = ("gradreel", "golden", "update", self.scene, "--folder", str(self.folder), *name)
        return to_type(words)


def record_as(golden: Golden, scene: Scene, name: str) -> Recording:
    """Record a scene at the frames and with the look of a golden."""
    return record_scene(
        scene, [parse_place(p) for p in golden.labels], name=name, **look_of(golden)
    )


def look_of(golden: Golden) -> dict[str, Any]:
    """Return what `record_scene` needs to make pictures as the golden has them."""
    facts = golden.facts
    if "theme" not in facts:
        raise InvalidInput(
            f"{golden.folder} was made of pictures, not of a scene; check it in pytest."
        )
    return {
        "size": parse_size(facts.get("size", "{}x{}".format(*SIZE))),
        "theme": find_theme(facts["theme"]),
        "fps": float(parse_rate(facts.get("frames per second", f"{FPS}"))),
        "text": facts.get("text") == "drawn",
    }


def parse_places(text: str, names: Collection[str] = ()) -> list[Place]:
    """Turn "start,40,end" into ["start", 40, "end"]; a name of an event may have a comma."""
    if text in names:
        return [text]
    return [parse_place(word.strip()) for word in text.split(",") if word.strip()]


def parse_place(word: str) -> Place:
    """Turn a step into a number; what is none is the name of an event."""
    try:
        return float(word)
    except ValueError:
        return word


def _read_if_whole(place: Path) -> Golden | None:
    """Read a golden that is to be replaced; a broken one counts as none."""
    try:
        return read_golden(place)
    except InvalidInput:
        return None
