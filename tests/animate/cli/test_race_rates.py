"""Whose rates run, and under which names: tuned, suited to the surface, or given."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gradreel.core import SURFACES, Adam, Booth, Momentum, descend, read_trace, tune
from gradreel.core.suggested import suggested_for

Run = Callable[..., tuple]
SMALL = ("--size", "320x180", "--fps", "2")


def test_two_that_became_one_run_once_under_their_true_rate(run: Run, folder: Path) -> None:
    """Names come from what ran: both were tuned to one rate."""
    kinds = [word for rate in (0.1, 0.2) for word in ("--optimizer", f"adam(learning_rate={rate})")]
    given = ("--surface", "booth", *kinds, "--optimizer", "adagrad", "--steps", "60", "--tune")
    outcome = run("trace", *given, "-o", "a.npz")
    assert (outcome.status, outcome.err) == (0, "")
    best = tune(Adam(), Booth(), Booth.start, steps=60).optimizer
    assert outcome.out.startswith(f"adam  learning_rate={best.learning_rate}\nadagrad  learning")
    assert "3 were given, 2 differ when tuned" in outcome.out
    assert read_trace(folder / "a.npz")["adam"] == descend(best, Booth(), Booth.start, steps=60)
    assert run("race", *given, "-o", "a.png", *SMALL, "--quiet").status == 0
    said = run("info", "a.png").out
    assert f"Adam with learning rate {best.learning_rate} and AdaGrad" in said
    assert re.search(r"Booth: 2 runs from \(.*\), 60 steps", said)


def test_tuned_apart_they_have_the_rates_that_ran_in_their_names(run: Run, folder: Path) -> None:
    kinds = [word for mu in (0.5, 0.9) for word in ("--optimizer", f"momentum(momentum={mu})")]
    given = ("--surface", "booth", *kinds, "--steps", "60", "--tune", "-o", "a.npz")
    assert run("trace", *given).status == 0
    runs = read_trace(folder / "a.npz")
    best = [tune(Momentum(momentum=mu), Booth(), Booth.start, steps=60) for mu in (0.5, 0.9)]
    rates = [tuning.optimizer.learning_rate for tuning in best]
    assert rates[0] != rates[1]
    for name, tuning in zip(runs, best, strict=True):
        optimizer = tuning.optimizer
        rate, kept = optimizer.learning_rate, optimizer.momentum
        assert name == f"momentum(learning_rate={rate}, momentum={kept})"
        ran = descend(optimizer, Booth(), Booth.start, steps=60)
        assert np.array_equal(runs[name].params, ran.params)


@pytest.mark.parametrize("name", ["rosenbrock", "saddle"])
def test_who_names_no_rate_gets_one_that_suits_the_surface(
    run: Run, folder: Path, name: str
) -> None:
    given = ("--surface", name, "--optimizer", "adam")
    slow = ("--optimizer", "momentum(learning_rate=0.003)")
    assert run("trace", *given, *slow, "-o", "a.npz").status == 0
    runs, suits = read_trace(folder / "a.npz"), suggested_for(SURFACES[name]())
    surface = SURFACES[name]()
    assert runs["adam"] == descend(
        Adam(suits.learning_rates["adam"]), surface, surface.start, steps=suits.steps
    )
    assert runs["momentum"] == descend(Momentum(0.003), surface, surface.start, steps=suits.steps)
    steeper = ("--surface", "quadratic(condition_number=12)", "--optimizer", "adam", "-o", "b.npz")
    assert run("trace", *steeper).status == 0
    assert read_trace(folder / "b.npz")["adam"].steps == 200


def test_surfaces_tell_what_suits_them(run: Run) -> None:
    said = run("surfaces").out
    for name in SURFACES:
        suits = suggested_for(SURFACES[name]())
        assert f"suits it: {suits.steps:,} steps; learning rates gradient_descent" in said
    assert "learning rate that is not given from `gradreel surfaces`" in run("optimizers").out


def test_recorded_runs_never_take_a_name_that_is_taken(run: Run, folder: Path) -> None:
    (folder / "adam.csv").write_text("w,b\n1,1\n0.5,1\n")
    given = ("--surface", "booth", *("--run", "adam.csv") * 3)
    kind = ("--optimizer", "adam(learning_rate=0.3)")
    assert run("trace", *given, *kind, "-o", "a.npz").status == 0
    assert list(read_trace(folder / "a.npz")) == [
        "adam", "adam.csv adam", "adam.csv adam 2", "adam.csv adam 3",
    ]  # fmt: skip
