"""What is compared with a golden, or becomes one: pictures, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gradreel.core.errors import InvalidInput

from ..compare.pixels import Frame, Region, Regions, check_frame, size
from .rasteriser import UNKNOWN, fingerprint
from .which_frames import Place, find_frames

if TYPE_CHECKING:
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
    """

    name: str
    facts: Mapping[str, str]
    rasteriser: str
    frames: Mapping[str, Frame]
    sections: Sections = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    regions: Regions = field(default_factory=dict)


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
    regions = panel_regions(stage)
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
        frames={label: stage.frame(index) for label, index in found.items()},
        sections=sections,
        origins={f"numbers {each.name}": repr(each) for each in scene.optimizers},
        regions=regions,
    )


def record_frames(frames: Iterable[Frame], *, name: str) -> Recording:
    """Record pictures that came from anywhere, in order.

    Raises
    ------
    InvalidInput
        If there are none, or one is no picture or of another size than the first.
    """
    kept = list(frames)
    for frame in kept:
        check_frame(frame)
    if not kept:
        raise InvalidInput(f"No frames were given for the golden {name!r}; give one at least.")
    sizes = {size(frame) for frame in kept}
    if len(sizes) > 1:
        raise InvalidInput(f"Frames of {', '.join(sorted(sizes))} were given; give one size.")
    labels = [str(number) for number in range(len(kept))]
    return Recording(name, {"size": sizes.pop()}, UNKNOWN, dict(zip(labels, kept, strict=True)))


def panel_regions(stage: Stage) -> dict[str, Region]:
    """Return the panels' axes as rectangles of the picture."""
    height = stage.size[1]
    panels = stage.scene.panels
    boxes = {name: made[0].bbox for name, made in stage.axes.items() if name in panels}
    return {
        name: Region(
            max(round(box.x0), 0), max(height - round(box.y1), 0), round(box.x1),
            height - round(box.y0),
        )
        for name, box in boxes.items()
    }  # fmt: skip
