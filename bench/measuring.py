"""What all parts of the benchmark share: measuring in turn, and a row of its table."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Literal, TypeVar

from gradreel.animate import Stage
from gradreel.scenes.adagrad_replay import SCENE

FPS = 25.0
MEGABYTE = 1e6

Found = TypeVar("Found")
"""What a task reports, such as the seconds that it took."""


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    part
        The section it stands in.
    what
        Is measured.
    value, unit
        The result.
    bound, side
        The largest ("at most") or least ("at least") value that passes; None for a row that only
        informs.
    note
        How it was measured, or the figures behind it.
    """

    part: str
    what: str
    value: float
    unit: str
    bound: float | None = None
    side: Literal["at least", "at most"] = "at most"
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", float(self.value))  # JSON has no numbers of numpy

    @property
    def more_is_better(self) -> bool:
        """Whether a larger value is the better one."""
        return self.side == "at least" or self.unit == "dB" or self.what.startswith("frames a sec")

    @property
    def passed(self) -> bool:
        """Whether the value keeps the bound; nan never does."""
        if self.bound is None:
            return True
        return self.value <= self.bound if self.side == "at most" else self.value >= self.bound


def interleaved(
    tasks: Mapping[str, Callable[[], Found]], rounds: int
) -> dict[str, list[Found]]:  # fmt: skip
    """Run all tasks in turn, A B A B, and return what each reported, round by round."""
    found: dict[str, list[Found]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            found[name].append(task())
    return found


def ratio(above: float, below: float) -> float:
    """Return above / below; nan, which keeps no bound, where the clock was too coarse to tell."""
    return above / below if below > 0 else math.nan


def median_ratio(above: list[float], below: list[float]) -> float:
    """Return the median of the ratios within each round: a slow round slows both alike."""
    return median(ratio(a, b) for a, b in zip(above, below, strict=True))


def seconds(task: Callable[[], object]) -> float:
    """Return how long a call takes."""
    begin = time.perf_counter()
    task()
    return time.perf_counter() - begin


def forget() -> None:
    """Empty the caches of gradreel.animate, so that a stage is set up as in a new process."""
    for name, module in list(sys.modules.items()):
        if name.startswith("gradreel.animate"):
            for thing in list(vars(module).values()):
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


def cold_stage(size: tuple[int, int], fps: float = FPS) -> tuple[Stage, float]:
    """Return a stage of the replay and how many seconds it took, the runs included."""
    forget()
    for kept in ("events", "clock"):  # what a scene has computed it keeps
        SCENE.__dict__.pop(kept, None)
    SCENE.experiment.__dict__.pop("trajectories", None)
    begin = time.perf_counter()
    stage = Stage(SCENE, size, fps=fps)
    return stage, time.perf_counter() - begin


@cache
def film_length(fps: float = FPS) -> int:
    """Count the frames of the replay."""
    return SCENE.clock.frame_count(fps)
