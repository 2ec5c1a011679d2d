"""What a page to explore says of its making: the record, as every file carries one."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import numpy as np

from gradreel.core.counted import counted

from ..export.digest import digest_of
from ..export.record import run_of
from ..formats.checked_record import EXPLORED, KEY
from ..safe_text import one_line
from ..scene.plain_text import plain
from .exploring import Exploring
from .numbers import Places

Written = tuple[Places, Places]
"""How w and b are."""


def record_of_page(exploring: Exploring, alt: str, written: Written) -> dict[str, Any]:
    """Return what a page tells: the race as any record does, and what may be chosen in it."""
    scene, vary = exploring.race.scene(), exploring.vary
    return {
        KEY: version("gradreel"),
        "scene": scene.name,
        "title": plain(scene.title),
        "alt": one_line(alt),
        "trajectories": digest_of(scene.trajectories.values()),
        "runs": [run_of(scene)],
        EXPLORED: {
            "vary": None if vary is None else {k: np.asarray(v).tolist() for k, v in vary.items()},
            "starts": exploring.starts,
            "radius": exploring.race.radius,
            "decimals": [each.decimals for each in written],
            "choices": counted(exploring.count, "run"),
        },
    }
