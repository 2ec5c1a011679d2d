"""What is compared with a golden on the command line, or becomes one: a scene, a film, pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradreel.core.errors import InvalidInput

from ..formats import FORMATS
from ..formats.reading import picture_format
from ..golden.kept import Golden
from ..golden.recording import FPS, SIZE, Recording, record_frames, record_scene
from ..golden.which_frames import Place, events
from ..scene.loading import load_single, scene_names
from ..scene.rates import parse_rate
from ..scene.scene import Scene
from ..style.theme import find_theme
from .options.look import parse_size
from .scene_code import running


@dataclass(frozen=True)
class SceneSubject:
    """A scene.

    Attributes
    ----------
    given
        As it was typed.
    scene
        What was found.
    """

    given: str
    scene: Scene

    @property
    def name(self) -> str:
        """What its golden is called."""
        return self.scene.name

    def record_as(self, golden: Golden, name: str) -> Recording:
        """Record it at the frames and with the look of a golden."""
        return self.record(golden, name, (), {})

    def record(
        self, old: Golden | None, name: str, at: Sequence[str], look: Mapping[str, Any]
    ) -> Recording:
        """Record it at some places, where nothing is said as an old golden has it.

        Raises
        ------
        InvalidInput
            There is no such frame or look.
        """
        wanted = {**(look_of(old) if old else {}), **look}
        if at:
            named = self.scene.timeline.events
            places = [place for text in at for place in parse_places(text, named)]
        else:
            labels = old.labels if old else events(self.scene.clock, FPS)
            places = [parse_place(label) for label in labels]
        with running(self.given):
            return record_scene(self.scene, places, name=name, **wanted)


@dataclass(frozen=True)
class FilmSubject:
    """A film, a picture or a folder of pictures.

    Attributes
    ----------
    path
        Where it is.
    """

    path: Path

    @property
    def name(self) -> str:
        """What its golden is called."""
        return self.path.resolve().stem

    def record_as(self, golden: Golden, name: str) -> Recording:
        """Record it all."""
        if "theme" in golden.facts:
            raise InvalidInput(
                f"{golden.folder} was made of a scene, not of pictures; give the scene, or another "
                "--name."
            )
        return record_frames(self.path, name=name, kept=golden)

    def record(
        self, _: Golden | None, name: str, at: Sequence[str], look: Mapping[str, Any]
    ) -> Recording:
        """Record it all anew.

        Raises
        ------
        InvalidInput
            Frames or a look were asked for.
        """
        if at or look:
            raise InvalidInput(f"{self.path} is kept as it is; leave --at, --size and --theme out.")
        return record_frames(self.path, name=name)


Subject = SceneSubject | FilmSubject


def find_subject(given: str) -> Subject:
    """Return the film or folder of pictures at a path, or the scene of a name or a path.

    Raises
    ------
    InvalidInput
        There is no such scene, or it is a film of scenes.
    """
    if _holds_pictures(given):
        picture_format(Path(given))  # it is there
        return FilmSubject(Path(given))
    with running(given):
        return SceneSubject(given, load_single(given, "be kept as a golden"))


def _holds_pictures(given: str) -> bool:
    path = Path(given)
    if path.is_dir():
        return given not in scene_names() and any(path.glob("*.png"))
    known = FORMATS.get(path.suffix.lower()) if path.suffix else None
    return known is not None and known.pictures is not None


def look_of(golden: Golden) -> dict[str, Any]:
    """Return what `record_scene` needs to make pictures as the golden has them."""
    facts = golden.facts
    if "theme" not in facts:
        raise InvalidInput(
            f"{golden.folder} was made of pictures, not of a scene; give the film, or check it in "
            "pytest."
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
