"""Who runs a sweep: this process, others on this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from gradreel.core.sweep_blocks import SWEEP, SweepPlan

from ..export import cluster
from ..export.chunks import cores
from ..export.workers import Workers
from .saying import say

BLOCKS_THAT_PAY = 4
"""For each process: it runs so many blocks in about the time in which it gets ready."""


@dataclass(frozen=True)
class Who:
    """Who was asked to run a sweep.

    Attributes
    ----------
    jobs
        How many processes, None for as many as pay.
    dask
        The address of a Dask scheduler, None for none.
    quiet
        Whether nothing is said of a sweep that nobody else can be told.
    """

    jobs: int | None = None
    dask: str | None = None
    quiet: bool = False

    @contextmanager
    def runs(self, plan: SweepPlan) -> Iterator[tuple[Executor | None, int]]:
        """Say who runs it, and how many blocks at a time; a small one needs nobody else."""
        most = min(self.jobs or min(cores(), plan.blocks // BLOCKS_THAT_PAY), plan.blocks)
        if plan.blocks == 1 or (most <= 1 and not self.dask):
            yield None, 1
        elif not plan.can_be_told:
            self._say_alone(plan)
            yield None, 1
        elif self.dask:
            with cluster.dask(self.dask) as there:
                yield there.executor, there.most
        else:
            with Workers(most, SWEEP) as workers:
                yield workers, most

    def _say_alone(self, plan: SweepPlan) -> None:
        if ((self.jobs or 0) > 1 or self.dask) and not self.quiet:
            say(
                f"{plan.optimizer.name} on {plan.surface.name} is made of what no other process "
                "can import, so this one sweeps alone; a module for its own classes would help.",
                err=True,
            )
