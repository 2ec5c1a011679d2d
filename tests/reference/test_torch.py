"""Agreement with torch.optim in float64; make_torch_reference.py made the numbers."""

import json
from pathlib import Path

import numpy as np
import pytest

from gradreel.core import (
    CONVENTIONS,
    OPTIMIZERS,
    SCHEDULES,
    SURFACES,
    Beale,
    Neuron,
    Quadratic,
    Rosenbrock,
    Scheduled,
    descend,
    parse_schedule,
)

RUNS = json.loads(Path(__file__).with_name("torch_reference.json").read_text(encoding="utf-8"))
SCHEDULED = json.loads(Path(__file__).with_name("torch_schedules.json").read_text(encoding="utf-8"))
THROUGH = json.loads(Path(__file__).with_name("torch_conventions.json").read_text(encoding="utf-8"))
FOUR = {
    "neuron": Neuron(),
    "rosenbrock": Rosenbrock(),
    "quadratic": Quadratic(condition_number=10.0, angle=0.5),
    "beale": Beale(),
}


def where_torch_is(trajectory, optimizer):
    """torch's parameter: the params, but for Nesterov the point where the gradient is taken."""
    if optimizer.name != "nesterov":
        return trajectory.params
    # The lookahead of the last row is not recorded, as no step is taken from there.
    return trajectory.channels["lookahead"]


def test_every_optimizer_has_a_reference_on_both_surfaces():
    there = {(run["surface"], run["optimizer"]) for run in RUNS}
    first = ("gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
    assert there == {(s, o) for s in ("neuron", "rosenbrock") for o in first}


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run['optimizer']}-{run['surface']}")
def test_agrees_with_torch_to_1e_9_over_200_steps(run):
    expected = np.array(run["params"])
    optimizer = OPTIMIZERS[run["optimizer"]](**run["hyperparameters"])
    surface = SURFACES[run["surface"]]()
    # One step more, so that Nesterov's lookahead after 200 steps is recorded too.
    trajectory = descend(optimizer, surface, expected[0], steps=len(expected))
    reached = where_torch_is(trajectory, optimizer)[: len(expected)]
    assert reached.shape == (201, 2)
    np.testing.assert_allclose(reached, expected, rtol=1e-9, atol=0)
    assert np.abs(expected[-1] - expected[0]).max() > 0.3  # it is a path, not a point


def test_everything_that_claims_to_be_torchs_has_a_reference_on_four_surfaces():
    there = {(run["surface"], run["optimizer"]) for run in THROUGH}
    claimed = {name for name, presets in CONVENTIONS.items() if "torch" in presets}
    assert there == {(surface, name) for surface in FOUR for name in claimed}
    assert len(claimed) == 12


@pytest.mark.parametrize("run", THROUGH, ids=lambda run: f"{run['optimizer']}-{run['surface']}")
def test_the_torch_convention_agrees_with_torch_to_1e_9(run):
    expected, kept = np.array(run["params"]), run["steps"]
    optimizer = OPTIMIZERS[run["optimizer"]](**run["hyperparameters"], convention="torch")
    trajectory = descend(optimizer, FOUR[run["surface"]], expected[0], steps=kept[-1])
    assert kept[-1] == 200
    np.testing.assert_allclose(trajectory.params[kept], expected, rtol=1e-9, atol=0)
    assert np.abs(expected[-1] - expected[0]).max() > 0.1


def test_every_optimizer_and_every_schedule_has_a_scheduled_reference():
    claimed = {name for name, presets in CONVENTIONS.items() if "torch" in presets}
    assert {run["optimizer"] for run in SCHEDULED} == claimed
    with_adam = {parse_schedule(r["schedule"]).name for r in SCHEDULED if r["optimizer"] == "adam"}
    assert with_adam == SCHEDULES.keys() - {"constant"}


@pytest.mark.parametrize("run", SCHEDULED, ids=lambda run: f"{run['optimizer']}-{run['schedule']}")
def test_scheduled_agrees_with_torch_s_schedulers_to_1e_9(run):
    expected, kept = np.array(run["params"]), run["steps"]
    inner = OPTIMIZERS[run["optimizer"]](**run["hyperparameters"], convention="torch")
    optimizer = Scheduled(inner, parse_schedule(run["schedule"]))
    trajectory = descend(optimizer, Beale(), expected[0], steps=kept[-1])
    np.testing.assert_allclose(trajectory.params[kept], expected, rtol=1e-9, atol=0)
    plain = descend(inner, Beale(), expected[0], steps=kept[-1])
    assert np.abs(plain.params[-1] - expected[-1]).max() > 1e-4  # the schedule is seen to matter
