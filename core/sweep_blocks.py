"""Sweeps of any size, in blocks: what memory they need is that of a few blocks and the picture."""

from __future__ import annotations

import math
import pickle
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import allow
from .arrays import FloatArray
from .arrival import NEAR
from .checks import finite_number
from .descend import MEMORY_LIMIT, check_bytes, check_memory, descend, memory_of
from .errands import AHEAD, Work, answers
from .optimizer import Optimizer
from .scheduled import with_hyperparameters
from .surface import Surface
from .sweep import checked_sweep
from .sweep_course import Course, SweepCourse, course_of

BLOCK_BYTES = 48e6
"""What the runs of a block may need while they run."""

SWEEP = Work("ran a part of the sweep", "run the sweep", "fewer values to vary")

# The course itself, and what a picture makes of it: its colours' numbers, for a map turned over.
_COPIES = 4

_EXECUTOR = allow.optional(allow.instance_of(Executor, words="a concurrent.futures.Executor"))
_MOST = allow.whole(least=1, most=1024)


_Number = TypeVar("_Number", bound=np.generic)


class SoFar(NamedTuple):
    """What is known of a sweep.

    Attributes
    ----------
    share
        Of the runs that are done, 0 to 1.
    course
        With nan, and -1 for when it diverged, where a run is not done.
    """

    share: float
    course: SweepCourse


@dataclass(frozen=True)
class SweepPlan:
    """A sweep that was checked, and where its grid is cut.

    Attributes
    ----------
    optimizer, surface, start, steps, radius, memory_limit
        As those of `plan_sweep`.
    values
        By the name of the hyperparameter, each of shape (count,).
    length
        Runs of a block; it depends on the optimizer and its steps alone, never on who runs it.
    """

    optimizer: Optimizer
    surface: Surface
    start: FloatArray
    steps: int
    radius: float
    memory_limit: float
    values: Mapping[str, FloatArray]
    length: int

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the grid."""
        return tuple(map(len, self.values.values()))

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-math.prod(self.shape) // self.length)

    @property
    def can_be_told(self) -> bool:
        """Whether another process can be told what to run."""
        try:
            told = pickle.dumps((self.optimizer, self.surface))
        except Exception:  # whatever the code of a surface raises
            return False
        return b"__main__" not in told  # which is another program there

    def courses(self, executor: Executor | None = None, most: int = 1) -> Generator[SoFar]:
        """Run the blocks, and tell after each what is known by then.

        All tell of the same arrays, into which the next block is put when the generator goes on.

        Parameters
        ----------
        executor
            Runs the blocks, in any order; None to run them here, one after the other. The numbers
            are the same, bit for bit.
        most
            How many blocks it runs at a time; a few more are asked for ahead.

        Yields
        ------
        SoFar
            The last has all runs.

        Raises
        ------
        RenderError
            A block failed, or whoever was to run it has gone.
        """
        _EXECUTOR("courses was given executor", executor)
        _MOST("courses was given most", most)
        count, done = math.prod(self.shape), 0
        whole = _Whole(self, count)
        asked = (SweepBlock(self, first) for first in range(0, count, self.length))
        came = answers(executor, asked, AHEAD * most, SWEEP) if executor else _here(asked)
        with closing(came):
            for block, part in came:
                whole.put(block.first, part)
                done += len(part.loss)
                yield SoFar(done / count, whole.course())


@dataclass(frozen=True)
class SweepBlock:
    """Some runs of a sweep in the order of its grid, from the one of number `first` on."""

    plan: SweepPlan
    first: int

    def run(self) -> Course:
        """Run them and return what a picture needs; their paths are forgotten."""
        plan = self.plan
        runs = np.arange(self.first, min(self.first + plan.length, math.prod(plan.shape)))
        places = np.unravel_index(runs, plan.shape)
        pairs = zip(plan.values.items(), places, strict=True)
        made = with_hyperparameters(
            plan.optimizer, {name: values[place] for (name, values), place in pairs}
        )
        found = descend(
            made, plan.surface, plan.start, steps=plan.steps, memory_limit=plan.memory_limit
        )
        return course_of(found, plan.surface, plan.radius)


def plan_sweep(
    optimizer: Optimizer,
    surface: Surface,
    start: ArrayLike,
    *,
    steps: int,
    vary: Mapping[str, ArrayLike],
    radius: float = NEAR,
    memory_limit: float = MEMORY_LIMIT,
) -> SweepPlan:
    """Plan a sweep of any size, which is run in blocks, here or by others.

    Of each run it keeps a number for each step and how it ended, which is what its picture needs:
    `Sweeping` takes the last of its `courses`.

    Parameters
    ----------
    optimizer, surface, start, steps, vary, radius
        As for `sweep`.
    memory_limit
        Bytes that a block may need, and that all numbers that are kept may.

    Returns
    -------
    SweepPlan
        Its `courses` runs it.

    Raises
    ------
    InvalidInput
        As `sweep` does; also if the numbers that are kept need more memory than they may.
    """
    values, at, steps = checked_sweep(optimizer, surface, start, steps, vary)
    radius = finite_number("radius", radius, least=0.0)
    check_memory(optimizer, 1, steps, memory_limit)
    runs = math.prod(map(len, values.values()))
    check_bytes(optimizer, runs, steps, _COPIES * 8.0 * steps * runs, memory_limit)
    for name, each in values.items():  # what one refuses, all blocks need not find out
        with_hyperparameters(optimizer, {name: each})
    length = max(1, int(BLOCK_BYTES // memory_of(optimizer, 1, steps)))
    return SweepPlan(optimizer, surface, at, steps, radius, memory_limit, values, length)


def _here(blocks: Iterator[SweepBlock]) -> Generator[tuple[SweepBlock, Course]]:
    for block in blocks:
        yield block, block.run()


class _Whole:
    """The arrays of a sweep, filled block by block."""

    def __init__(self, plan: SweepPlan, count: int) -> None:
        self._plan = plan
        self._course = np.full((plan.steps + 1, count), np.nan)
        self._ends = {name: np.full(count, np.nan) for name in ("loss", "arrive", "left")}
        self._diverged_at = np.full(count, -1, dtype=np.int64)
        self._lowest: float | None = None

    def put(self, first: int, part: Course) -> None:
        there = slice(first, first + len(part.loss))
        self._course[:, there] = part.course
        for name, values in self._ends.items():
            values[there] = getattr(part, name)
        self._diverged_at[there] = part.diverged_at
        if part.lowest is not None:
            self._lowest = min(part.lowest, math.inf if self._lowest is None else self._lowest)

    def course(self) -> SweepCourse:
        plan, shape = self._plan, self._plan.shape
        ends = {name: _read_only(values.reshape(shape)) for name, values in self._ends.items()}
        return SweepCourse(
            tuple(plan.values),
            tuple(plan.values.values()),
            plan.start,
            _read_only(self._course.reshape(-1, *shape)),
            diverged_at=_read_only(self._diverged_at.reshape(shape)),
            lowest=self._lowest,
            **ends,
        )


def _read_only(values: NDArray[_Number]) -> NDArray[_Number]:
    seen = values.view()
    seen.setflags(write=False)
    return seen
