"""Sweeps in blocks: the same numbers whoever runs them, in the memory of a few blocks."""

import pickle
import tracemalloc
from concurrent.futures import Executor, Future
from dataclasses import fields

import numpy as np
import pytest
from waiting import PATIENCE

from gradreel.core import (
    AdaGrad,
    Beale,
    InvalidInput,
    Momentum,
    Quadratic,
    RenderError,
    Saddle,
    errands,
    plan_sweep,
    sweep,
    sweep_blocks,
)
from gradreel.core.descend import memory_of

START, STEPS = (-1.6, 1.4), 40
VARY = {"learning_rate": np.geomspace(0.003, 3.0, 7), "momentum": np.array([0.0, 0.5, 0.9])}


class Elsewhere(Executor):
    """Runs what it is asked for when its answer is waited for: as late, and in that order."""

    def __init__(self, monkeypatch, order=-1, fail=None):
        self.waiting, self.asked, self.most, self.fail = [], 0, 0, fail
        self._order = order
        monkeypatch.setattr(errands, "_next", self._next)

    def submit(self, fn, /, *args):
        future = Future()
        self.waiting.append((future, pickle.dumps((fn, args))))
        self.asked += 1
        self.most = max(self.most, len(self.waiting))
        return future

    def _next(self, came):
        future, told = self.waiting.pop(self._order)
        call, args = pickle.loads(told)
        future.set_running_or_notify_cancel()
        if self.fail:
            future.set_exception(self.fail)
        else:
            future.set_result(pickle.loads(pickle.dumps(call(*args))))
        return came.get(timeout=PATIENCE)


def bits(course):
    values = {each.name: getattr(course, each.name) for each in fields(course)}
    values["values"] = np.concatenate(values["values"])
    return {name: np.asarray(value).tobytes() for name, value in values.items()}


def planned(monkeypatch, surface=None, runs=4, vary=VARY, steps=STEPS):
    monkeypatch.setattr(sweep_blocks, "BLOCK_BYTES", runs * memory_of(Momentum(), 1, steps))
    return plan_sweep(Momentum(), surface or Quadratic(), START, steps=steps, vary=vary)


@pytest.mark.parametrize("surface", [Quadratic(), Saddle(), Beale()])
def test_the_numbers_are_those_of_one_batch(monkeypatch, surface):
    whole = sweep(Momentum(), surface, START, steps=STEPS, vary=VARY)
    wanted = whole.course(surface)
    away = wanted.away.tobytes()
    for length in (1, 4, 5, 21, 100):
        plan = planned(monkeypatch, surface, length)
        assert (plan.length, plan.blocks) == (length, -(-21 // length))
        for most, order in ((0, 0), (1, -1), (2, -1), (3, 0)):
            executor = Elsewhere(monkeypatch, order) if most else None
            *_, (share, found) = plan.courses(executor, most or 1)
            assert share == 1
            assert bits(found) == bits(wanted)
            assert found.away.tobytes() == away


def test_the_map_is_told_of_each_block_as_it_comes(monkeypatch):
    executor = Elsewhere(monkeypatch)
    plan = planned(monkeypatch)
    shares, known = [], []
    for share, course in plan.courses(executor, 1):
        if not shares:
            assert executor.asked < plan.blocks
        shares.append(share)
        known.append(int(np.isfinite(course.course[0]).sum()))
    assert shares == sorted(shares)
    assert [round(21 * share) for share in shares] == known
    assert known[-1] == 21


def test_blocks_in_flight_are_few_whatever_the_size(monkeypatch):
    for count in (20, 60):
        vary = {"learning_rate": np.geomspace(0.001, 0.1, count)}
        for most in (1, 3):
            executor = Elsewhere(monkeypatch, 0)
            *_, _ = planned(monkeypatch, runs=1, vary=vary, steps=5).courses(executor, most)
            assert executor.asked == count
            assert executor.most == errands.AHEAD * most


def test_memory_is_that_of_a_block_and_what_is_kept(monkeypatch):
    vary = {"learning_rate": np.geomspace(0.001, 0.1, 40), "momentum": np.linspace(0, 0.9, 25)}
    plan = planned(monkeypatch, runs=50, vary=vary, steps=100)
    kept = 8 * 101 * 1000
    tracemalloc.start()
    try:
        *_, (_, course) = plan.courses()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert course.course.nbytes == kept
    # A run needs 17.5 numbers a step while it runs; of 1,000 at once that is 14 MB.
    assert peak < 1.2 * kept + 2 * sweep_blocks.BLOCK_BYTES < memory_of(Momentum(), 1000, 100) / 3


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("gone."), r"^The processes that run the sweep failed, RuntimeError: gone; "),
        (MemoryError(), r"^A process that ran a part of the sweep ran out of memory: give fewer "),
        (RenderError("A panel fell."), r"^A panel fell\.$"),
    ],
)
def test_a_block_that_fails_is_one_sentence(monkeypatch, error, said):
    executor = Elsewhere(monkeypatch, fail=error)
    with pytest.raises(RenderError, match=said):
        list(planned(monkeypatch).courses(executor, 2))
    assert all(future.cancelled() for future, _ in executor.waiting)


def test_an_executor_that_takes_no_more_is_told(monkeypatch):
    class Closed(Executor):
        def submit(self, fn, /, *args):
            raise RuntimeError("cannot schedule new futures after shutdown")

    with pytest.raises(RenderError, match=r"RuntimeError: cannot sched.* to run the sweep here"):
        list(planned(monkeypatch).courses(Closed(), 1))


def test_what_it_keeps_is_asked_for_before(monkeypatch):
    vary = {"learning_rate": np.linspace(0.1, 0.2, 10**4), "momentum": np.linspace(0, 0.9, 10**4)}
    with pytest.raises(InvalidInput, match=r"each of 100,000,000 runs need 960\.0 GB of memory"):
        plan_sweep(AdaGrad(), Quadratic(), START, steps=300, vary=vary)
    with pytest.raises(InvalidInput, match=r"10,000,000 steps of momentum need 1\.4 GB"):
        plan_sweep(
            Momentum(), Quadratic(), START, steps=10**7, vary={"momentum": [0.1]}, memory_limit=1e9
        )
    with pytest.raises(InvalidInput, match=r"momentum=.*1\..* give a number from 0 to below 1"):
        plan_sweep(Momentum(), Quadratic(), START, steps=3, vary={"momentum": [0.1, 1.0]})
    plan = planned(monkeypatch)
    for wrong in ({"executor": 3}, {"most": 0}):
        with pytest.raises(InvalidInput, match="courses was given"):
            list(plan.courses(**wrong))
