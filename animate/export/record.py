"""Where a file comes from: what is written into each one so that it can be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from ..formats.about import About
from ..formats.checked_record import KEY
from ..safe_text import one_line
from ..scene.film import Film
from ..scene.plain_text import plain
from .alt_text import alt_text
from .digest import digest_of

if TYPE_CHECKING:
    from ..scene.scene import Scene
    from ..stage.opening import AnyStage


def tags_of(
    stage: AnyStage, about: About | None = None, *, still: int | None = None
) -> Mapping[str, str]:
    """Return what every file of the stage carries.

    Parameters
    ----------
    about
        How many frames the file has at which rate, where its last picture stays longer.
    still
        The number of the frame in a file that shows only one.

    Returns
    -------
    Mapping
        title : as on screen, in plain characters.
        description : the alt text; both are for players and pages.
        comment : `record_of` as one line of JSON in ASCII, which every format can hold.
    """
    record = record_of(stage)
    if still is None:
        frames, fps = (about.frames, about.fps) if about else (len(stage), stage.rate)
        record["delivered"] = {"frames": frames, "fps": str(Fraction(fps))}
    else:
        record["still"] = still
    return {
        "title": record["title"],
        "description": record["alt"],
        "comment": json.dumps(record, separators=(",", ":")),
    }


def about_of(stage: AnyStage) -> About:
    """Return what the sidecars of the stage tell."""
    record = record_of(stage)
    return About(
        scene=record["scene"],
        title=record["title"],
        version=record[KEY],
        size=stage.size,
        fps=stage.rate,
        frames=len(stage),
        outline=stage.outline,
        alt=record["alt"],
        digest=record["trajectories"],
    )


def record_of(stage: AnyStage) -> dict[str, Any]:
    """Return all that a file tells of its making: what JSON can hold, nothing of time or place.

    The keys are gradreel (the version), scene, title, alt, size, fps, frames, theme, transparent,
    trajectories (their digest), and runs: for each scene its surface, start, optimizers and oracle
    as the expressions that make them, its steps, the first and the last that is shown, and the
    names of runs recorded elsewhere. A film adds delivered, its own frames and their rate; a file
    of one frame its number, still.
    """
    scenes = scenes_of(stage)
    return {
        KEY: version("gradreel"),
        "scene": stage.scene.name,
        "title": plain(stage.scene.title),
        "alt": one_line(alt_text(stage.scene.title, scenes)),
        "size": list(stage.size),
        "fps": float(stage.fps),
        "frames": len(stage),
        "theme": stage.theme.name,
        "transparent": stage.transparent,
        "trajectories": digest_of(run for s in scenes for run in s.trajectories.values()),
        "runs": [run_of(scene) for scene in scenes],
    }


def scenes_of(stage: AnyStage) -> Sequence[Scene]:
    """Return the scenes that the stage shows, in order."""
    return stage.scene.scenes if isinstance(stage.scene, Film) else [stage.scene]


def run_of(scene: Scene) -> dict[str, Any]:
    """Return what a record says of one scene's runs."""
    return {
        "surface": _expression(scene.surface),
        "start": list(scene.start),
        "steps": scene.steps,
        "shown": [scene.clock.first_step, scene.clock.last_step],
        "optimizers": [_expression(optimizer) for optimizer in scene.optimizers],
        "oracle": None if scene.oracle is None else _expression(scene.oracle),
        "recorded": [run.name for run in scene.runs],
    }


def _expression(thing: object) -> str:
    """Write how it is made; the name of its class where its repr holds no more than an address."""
    return type(thing).__name__ if type(thing).__repr__ is object.__repr__ else repr(thing)
