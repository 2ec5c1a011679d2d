"""What is compared with a golden, or becomes one: pictures, and what is said about them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from gradreel.core.errors import InvalidInput

from ..compare.pixels import Region, Regions, size
from ..formats.reading import picture_format, read_pictures
from ..scene.frame import Frame
from .environment import environment
from .given_frames import picture, pictures
from .packed_frames import Kept, PackedFrames
from .rasteriser import LOSSY, UNKNOWN, fingerprint
from .which_frames import Place, find_frames

if TYPE_CHECKING:
    from matplotlib.transforms import Bbox

    from ..scene.film import Film
    from ..scene.scene import Scene
    from ..stage.stage import Stage
    from ..style.theme import Theme

SIZE = (320, 180)
"""Width and height of the pictures that are kept, if nothing else is asked for."""

FPS = 25.0

Sections = Mapping[str, Sequence[str]]
"""Lines of text by their heading: "numbers adagrad", "state", "state 40"."""


@dataclass(frozen=True)
class Recording:
    """An animation at a few of its frames.

    Attributes
    ----------
    name
        Of the golden.
    facts
        What all pictures have in common; must be equal.
    rasteriser
        See `fingerprint`.
    frames
        Pictures by their labels, in order.
    sections
        The numbers and the states, as text; none for pictures from elsewhere.
    origins
        For "numbers adagrad" the expression that made the run.
    regions
        The panels.
    environment
        What drew the pictures, see `environment`; "" where it does not decide each pixel.
    sequence
        Whether the pictures are all there are, one after the other.
    """

    name: str
    facts: Mapping[str, str]
    rasteriser: str
    frames: PackedFrames
    sections: Sections = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    regions: Regions = field(default_factory=dict)
    environment: str = ""
    sequence: bool = False

    @property
    def signature(self) -> str:
        """A text that differs for recordings that differ in anything."""
        told = repr((self.facts, self.sections, list(self.frames.digests.items())))
        return blake2b(told.encode(), digest_size=8).hexdigest()


def record_scene(
    scene: Scene | Film,
    at: Sequence[Place],
    *,
    name: str | None = None,
    size: tuple[int, int] = SIZE,
    theme: Theme | None = None,
    fps: float = FPS,
    text: bool = False,
) -> Recording:
    """Record a scene at some steps and events.

    Parameters
    ----------
    at
        Steps, and names of events: start, hold 1, hold 2, ..., end.
    name
        Of the golden; the scene's own if left out.
    text
        Whether the pictures have text; what it says is compared in any case.

    Raises
    ------
    InvalidInput
        If there is no such place, or no picture of that size, or it is a film.
    """
    from ..scene.film import Film  # noqa: PLC0415 - as below
    from ..stage.stage import Stage  # noqa: PLC0415 - takes matplotlib, which nobody else should
    from ..style.theme import LIGHT  # noqa: PLC0415

    if isinstance(scene, Film):
        raise InvalidInput(
            f"{scene.name} is a film and has no numbers of its own; check its scenes one by one, "
            "or its frames by golden.check_frames."
        )
    stage = Stage(scene, size, theme=theme or LIGHT, fps=fps, text=text)
    return record_stage(stage, at, name=scene.name if name is None else name, text=text)


def record_stage(stage: Stage, at: Sequence[Place], *, name: str, text: bool) -> Recording:
    """Record a stage that is set up already; see `record_scene`."""
    from . import artists_as_text, run_table  # noqa: PLC0415

    scene = stage.scene
    found = find_frames(scene.clock, at, stage.fps, scene.events)
    panels = panel_regions(stage)
    steps = [stage.moment(index).whole for index in found.values()]
    runs = {f"numbers {run}": path for run, path in scene.trajectories.items()}
    sections = {heading: run_table.table(path, steps) for heading, path in runs.items()}
    sections["state"] = artists_as_text.always(stage)
    for label, index in found.items():
        sections[f"state {label}"] = artists_as_text.at_frame(stage, index)
    return Recording(
        name=name,
        facts={
            "size": "{}x{}".format(*stage.size),
            "frames per second": f"{stage.fps:g}",
            "theme": stage.theme.name,
            "text": "drawn" if text else "not drawn",
            "length": f"{len(stage)} frames",
        },
        rasteriser=fingerprint(text=text),
        frames=PackedFrames((label, stage.frame(index)) for label, index in found.items()),
        environment=environment(),
        sections=sections,
        origins={f"numbers {each.name}": repr(each) for each in scene.optimizers},
        regions=panels,
    )


def record_frames(frames: object, *, name: str, kept: Kept | None = None) -> Recording:
    """Record pictures that came from anywhere, in order.

    Parameters
    ----------
    frames
        Pictures of any kind, see `given_frames.pictures`; or the path of a film, a picture or a
        folder of pictures.
    kept
        Pictures of which no copy is needed, see `PackedFrames`.

    Raises
    ------
    InvalidInput
        If there are none, or one is no picture or of another size than the first.
    """
    if isinstance(frames, str | os.PathLike):
        return _record_file(Path(frames), name, kept)
    packed, sizes = _packed(pictures(frames), kept)
    return Recording(
        name,
        {"size": one_size(sizes, name)},
        UNKNOWN,
        packed,
        environment=environment(),
        sequence=True,
    )


def _record_file(path: Path, name: str, kept: Kept | None) -> Recording:
    read = picture_format(path)
    seconds: list[float] = []

    def frames() -> Iterator[Frame]:
        for each in read_pictures(path, alpha=True):
            seconds.append(each.seconds)
            yield picture(each.frame)

    packed, sizes = _packed(frames(), kept)
    facts = {"size": one_size(sizes, name)}
    if read.plays:
        facts["shown for"] = _durations(seconds)
        plays = read.plays(path)
        facts["plays"] = "a still" if plays is None else f"{plays} times" if plays else "for ever"
    elif any(seconds):
        facts["seconds"] = f"{sum(seconds):.2f}"
    if read.lossy and not read.is_exact(path):
        return Recording(name, facts, LOSSY, packed, sequence=True)
    return Recording(name, facts, UNKNOWN, packed, environment=environment(), sequence=True)


def _packed(frames: Iterable[Frame], kept: Kept | None) -> tuple[PackedFrames, list[str]]:
    """Return pictures with their numbers as labels, and the sizes that there are."""
    sizes: dict[str, None] = {}

    def measured() -> Iterator[tuple[str, Frame]]:
        for number, frame in enumerate(frames):
            sizes[size(frame)] = None
            yield str(number), frame

    return PackedFrames(measured(), kept), list(sizes)


def one_size(sizes: Sequence[str], name: str) -> str:
    """Return the size of all pictures; InvalidInput if there are none, or of several sizes."""
    if not sizes:
        raise InvalidInput(f"No frames were given for the golden {name!r}; give one at least.")
    if len(sizes) > 1:
        raise InvalidInput(f"Frames of {', '.join(sorted(sizes))} were given; give one size.")
    return sizes[0]


def _durations(seconds: Sequence[float]) -> str:
    """Write how long pictures are shown: "0.04 s x 12, 1.5 s"."""
    runs = ((each, len(list(same))) for each, same in groupby(seconds))
    return ", ".join(f"{each:.4g} s" + (f" x {count}" if count > 1 else "") for each, count in runs)


def panel_regions(stage: Stage) -> dict[str, Region]:
    """Return the panels' axes as rectangles of the picture."""
    panels = stage.scene.panels
    boxes = {name: made[0].bbox for name, made in stage.axes.items() if name in panels}
    return regions(boxes, stage.size[1])


def regions(boxes: Mapping[str, Bbox], height: int) -> dict[str, Region]:
    """Return boxes of matplotlib, whose y goes up, as rectangles of a picture of this height."""
    return {
        name: Region(
            max(round(box.x0), 0), max(height - round(box.y1), 0), max(round(box.x1), 0),
            max(height - round(box.y0), 0),
        )
        for name, box in boxes.items()
    }  # fmt: skip
