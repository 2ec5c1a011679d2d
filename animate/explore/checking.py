"""Does a page to explore still hold what the code makes? All its runs are made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import read_whole

from ..export.digest import digest_of
from ..export.record import run_of
from ..formats.checked_record import EXPLORED
from ..formats.kinds import whole
from ..racing import Race
from ..safe_text import one_line, shortened
from ..scene.film import Film
from ..scene.scene import Scene
from .exploring import Exploring
from .numbers import unpacked
from .page import numbers_of

_BEFORE, _AFTER = 'id="numbers">', "<"


def differing(path: Path, record: Mapping[str, Any], scene: Scene | Film) -> list[str]:
    """Return in what a page differs from a scene with the same runs, a phrase for each.

    Parameters
    ----------
    record
        Of the page, checked.

    Raises
    ------
    InvalidInput
        The scene is a film, or cannot be explored so; the page is damaged.
    """
    if isinstance(scene, Film):
        raise InvalidInput(
            f"{path} is a page to explore, and {scene.name} is a film; give the scene of its race."
        )
    return [*_reasons(record, scene), *_numbers(path, record[EXPLORED], scene)]


def _reasons(record: Mapping[str, Any], scene: Scene) -> Iterator[str]:
    if record["scene"] != scene.name:
        yield f"it explores {shortened(one_line(record['scene']))}, not {scene.name}"
    if record["trajectories"] != digest_of(scene.trajectories.values()):
        yield "its trajectories are others"
    told, made = record["runs"][0], run_of(scene)
    for name in ("start", "steps"):
        if told[name] != made[name]:
            yield f"its {name} {'is' if name == 'start' else 'are'} told otherwise than now"


def _numbers(path: Path, explored: Mapping[str, Any], scene: Scene) -> Iterator[str]:
    race = Race(
        scene.surface, scene.start, scene.steps, scene.optimizers, scene.runs, scene.oracle,
        explored["radius"],
    )  # fmt: skip
    exploring = Exploring(race, explored["vary"], explored["starts"])
    w, b = exploring.places
    if [w.decimals, b.decimals] != explored["decimals"]:
        w, b = w.coarser(), b.coarser()
    made = [codes.ravel() for codes in numbers_of(exploring, exploring.choices(), (w, b))]
    codes = np.concatenate(made)
    with whole(path):
        text = read_whole(path).decode().partition(_BEFORE)[2].partition(_AFTER)[0]
        try:
            kept = unpacked(text, len(codes))
        except ValueError:
            yield f"it does not have the {counted(len(codes), 'number')} that there are now"
            return
    # Machines may differ in the last of 16 digits, and so in how one of few is rounded.
    if (wrong := int((np.abs(kept - codes) > 1).sum())) > 0:
        yield f"{counted(wrong, 'number')} of {len(codes):,} differ"
