"""A process whose memory is used up, by a limit of the system: one sentence, nothing left."""

from pathlib import Path

import numpy as np
import pytest

from gradreel.animate import Play, Stage, Timeline, render
from gradreel.animate.cli.errors import explain
from gradreel.animate.export import chunks
from gradreel.animate.export.crew import FILM
from gradreel.animate.export.errand import Errand
from gradreel.animate.export.recipe import Recipe
from gradreel.animate.export.workers import Workers
from gradreel.core import Momentum, Quadratic, plan_sweep
from gradreel.core.errors import RenderError
from gradreel.core.sweep_blocks import SWEEP, SweepBlock, SweepPlan

resource = pytest.importorskip("resource", reason="this system has no such limits")
SIZES = Path("/proc/self/statm")
pytestmark = pytest.mark.skipif(not SIZES.exists(), reason="this system does not say what is used")


def limited(workers, first, more):
    """Let the process that all work goes to have so many bytes more than it has used by now."""
    workers.submit(first.run).result(60)  # imports what it needs
    pid = workers._processes[0].pid
    used = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
    most = (used + more, used + more)
    workers.submit(resource.setrlimit, resource.RLIMIT_AS, most).result(60)
    return workers


def plan(count, steps=10) -> SweepPlan:
    vary = {"momentum": np.linspace(0, 0.9, count)}
    return plan_sweep(Momentum(), Quadratic(), (1.0, 1.0), steps=steps, vary=vary)


def test_a_film(tmp_path, make_small, monkeypatch):
    monkeypatch.setattr(chunks, "LONGEST", 3)
    stage = Stage(make_small(timeline=Timeline((Play(20, 1),))), (160, 90), fps=10)
    (tmp_path / "a.mp4").write_bytes(b"older")
    said = r"^A process that drew a part of the film .*: give fewer --jobs or a smaller --size; a"
    with Workers(1, FILM) as workers, pytest.raises(RenderError, match=said):
        render(
            stage,
            [tmp_path / "a.mp4"],
            executor=limited(workers, Errand(Recipe.of(stage), 0, 1, []), 10**6),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == b"older"
    assert all(each.poll() is not None for each in workers._processes)


def test_a_sweep():
    large = plan(10_000, steps=300)
    assert large.blocks > 1
    said = r"^A process that ran a part of the sweep ran out of memory: give fewer --jobs or fewer "
    with Workers(1, SWEEP) as workers, pytest.raises(RenderError, match=said):
        list(large.courses(limited(workers, SweepBlock(plan(2), 0), 10**7)))
    assert all(each.poll() is not None for each in workers._processes)


def test_a_thread_without_room_is_a_memory_used_up():
    told, status = explain(RuntimeError("can't start new thread"))
    assert told.startswith("The memory is used up; ")
    assert status == 1
