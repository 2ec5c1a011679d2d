"""Sweeps that other processes run: the same picture, or one sentence and nothing left."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate.cli import sweepers
from gradreel.animate.cli.sweepers import Who
from gradreel.core import Momentum, Quadratic, plan_sweep, sweep_blocks
from gradreel.core.errors import RenderError

Run = Callable[..., tuple]
VARY = {"learning_rate": np.geomspace(0.003, 3.0, 8), "momentum": np.linspace(0, 0.9, 6)}
TYPED = (
    "sweep", "--surface", "quadratic", "--optimizer", "momentum", "--steps", "20",
    "--vary", "learning_rate=log:0.01:1:4", "--vary", "momentum=0:0.9:3", "--size", "320x180",
)  # fmt: skip


@pytest.fixture
def plan(monkeypatch):
    monkeypatch.setattr(sweep_blocks, "BLOCK_BYTES", 3 * 17.5 * 8 * 20)
    return plan_sweep(Momentum(), Quadratic(), (1.0, 1.0), steps=20, vary=VARY)


def course(plan, jobs):
    with Who(jobs).runs(plan) as (executor, most):
        assert (most, executor is None) == (jobs, jobs == 1)
        *_, (_, found) = plan.courses(executor, most)
    return [found.course.tobytes(), found.arrive.tobytes(), found.diverged_at.tobytes()]


def test_the_numbers_are_the_same_for_1_2_and_3_processes(plan):
    assert plan.blocks == 16
    assert course(plan, 1) == course(plan, 2) == course(plan, 3)


def test_one_that_is_killed_ends_the_sweep_and_all_processes(plan):
    processes = []

    def sweep():
        with Who(2).runs(plan) as (executor, most):
            for _ in plan.courses(executor, most):
                processes[:] = executor._processes
                processes[0].kill()  # which knows whether it is gone already

    with pytest.raises(RenderError, match=r"^A process that ran a part of the sweep was ended by "):
        sweep()
    assert all(each.poll() is not None for each in processes)


def test_ctrl_c_ends_all_processes(plan):
    processes = []

    def stopped():
        with Who(2).runs(plan) as (executor, most):
            for _ in plan.courses(executor, most):
                processes.extend(executor._processes)
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert processes
    assert all(each.poll() is not None for each in processes)


def test_small_sweeps_start_nothing(run: Run, folder: Path, monkeypatch) -> None:
    def none(*_):
        raise AssertionError("a process was started")

    monkeypatch.setattr(sweepers, "Workers", none)
    monkeypatch.setattr(sweepers.cluster, "dask", none)
    asked = ("--jobs", "2", "--dask", "10.0.0.5:8786")
    monkeypatch.setattr("gradreel.animate.cli.job.cluster.dask", none)
    assert run(*TYPED, "-o", "a.png", *asked[:2]).status == 0
    made = plan_sweep(Momentum(), Quadratic(), (1.0, 1.0), steps=20, vary=VARY)
    with Who(2, asked[3]).runs(made) as found:
        assert found == (None, 1)


def test_the_command_hands_a_large_one_on(run: Run, folder: Path, monkeypatch) -> None:
    assert run(*TYPED, "-o", "a.png").status == 0
    monkeypatch.setattr(sweep_blocks, "BLOCK_BYTES", 3 * 17.5 * 8 * 20)
    started = []
    workers = sweepers.Workers
    monkeypatch.setattr(
        sweepers, "Workers", lambda *given: started.append(given) or workers(*given)
    )
    outcome = run(*TYPED, "-o", "b.png", "--jobs", "2")
    assert (outcome.status, outcome.err) == (0, "")
    assert [most for most, _ in started] == [2]
    assert (folder / "a.png").read_bytes() == (folder / "b.png").read_bytes()


def test_where_it_fails_the_files_that_were_not_written_are_named(
    run: Run, folder: Path, monkeypatch
) -> None:
    def none(*_):
        raise RenderError("No further process could be started: give fewer --jobs.")

    monkeypatch.setattr(sweep_blocks, "BLOCK_BYTES", 3 * 17.5 * 8 * 20)
    monkeypatch.setattr(sweepers, "Workers", none)
    outcome = run(*TYPED, "-o", "a.png", "-o", "b.mp4", "--poster", "c.png", "--jobs", "2")
    assert outcome.status == 1
    assert outcome.err.endswith("give fewer --jobs; a.png, b.mp4 and c.png were not written.\n")
    assert not any(folder.iterdir())


class Hidden(Quadratic):
    def __reduce__(self):
        raise TypeError("not to be pickled")


def test_what_nobody_can_be_told_is_run_here_and_that_is_said(monkeypatch, capsys):
    monkeypatch.setattr(sweep_blocks, "BLOCK_BYTES", 1)
    plan = plan_sweep(Momentum(), Hidden(), (1.0, 1.0), steps=2, vary={"momentum": [0.1, 0.2]})
    for who, told in ((Who(2), 1), (Who(2, quiet=True), 0), (Who(), 0)):
        with who.runs(plan) as found:
            assert found == (None, 1)
        assert len(capsys.readouterr().err.splitlines()) == told
