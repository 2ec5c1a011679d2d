"""The rules of claims: each holds where the runs say so, and is contradicted by their numbers."""

import re

import numpy as np
import pytest

from gradreel import animate
from gradreel.animate import (
    About,
    All,
    Arrives,
    Falls,
    Grows,
    Largest,
    Less,
    NotYet,
    Order,
    Passes,
    Peaks,
    Place,
    Quantity,
    Reached,
    RightAngle,
    Turns,
)
from gradreel.core import GradientDescent
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import measured
from gradreel.scenes.adagrad_replay import SCENE

EXPERIMENT = SCENE.experiment
EVENTS = {"corner": Turns("gradient_descent").find(EXPERIMENT), "nag": 64.0}


def moved(optimizer, at=None):
    return Quantity(optimizer, "params", "w", at=at, since=0)


GRADIENT = Quantity("adagrad", "gradient", "w")
HISTORY = Quantity("adagrad", "sum_of_squares", "b")
FAST, SLOW = Arrives("nesterov"), Arrives("gradient_descent")
NEVER = Arrives("momentum", 1e-12)

CASES = [  # a rule that holds over steps 5 to 30, and its like that does not, with what it is told
    (
        Less(moved("momentum", 5), moved("adagrad", 5)),
        Less(moved("momentum"), moved("adagrad")),
        r"the move of momentum in w is 0\.9332 from step 0 to step 20 and the move of adagrad",
    ),
    (
        Less(Quantity("gradient_descent", "path_length"), 3.3),
        Less(Quantity("gradient_descent", "path_length"), 3),
        r"the path length of gradient_descent is 3\.0\d* at step \d+ and .* 3$",
    ),
    (
        Less(moved("gradient_descent"), moved("adagrad"), times=4),
        Less(moved("gradient_descent"), moved("adagrad"), times=50),
        "and .* adagrad .*, less than 50 times as much",
    ),
    (
        Less(Place((-1.0, 0.0)), Place((1.0, -3.3)), times=2.5),
        Less(Place((1.0, -3.3)), Place((-1.0, 0.0))),
        r"the loss is \S+ at \(1, -3\.3\) and the loss is \S+ at \(-1, 0\)",
    ),
    (
        Less(Place((1.0, -3.3), "gradient"), Place((-1.6, -1.4), "gradient")),
        Less(Place((-1.6, -1.4), "gradient"), Place((1.0, -3.3), "gradient")),
        "the length of the gradient is",
    ),
    (
        Less(Quantity("adagrad", "gradient", "w", signed=True), 0),
        Less(GRADIENT, 0),
        r"the size of gradient of adagrad in w is 0\.2\d* at step 5 and",
    ),
    (
        About(Quantity("adagrad", "update", "w", at=0), 0.1),
        About(Quantity("adagrad", "update", "w"), 0.1),
        r"update of adagrad in w is \S+ at step \d+ and .* 0\.1",
    ),
    (Grows(GRADIENT), Falls(GRADIENT), r"goes from \S+ at step 5 to \S+ at step 6"),
    (Falls(GRADIENT, 120, 399, times=20), Falls(GRADIENT, 20, 399), "at step 20 to .* at step 21"),
    (Grows(HISTORY, 0, 399, 100), Grows(HISTORY, 0, 399, 1000), "less than a factor of 1000"),
    (Falls(Quantity("adagrad", "loss"), "corner", "nag"), Falls(GRADIENT, 3, 3), "only step 3"),
    (Largest(GRADIENT, Peaks("adagrad").find(EXPERIMENT)), Largest(GRADIENT), "largest, .*step"),
    (Largest(Quantity("adagrad", "slope"), 68), Largest(Quantity("adagrad", "slope"), 72), "68$"),
    (Largest(GRADIENT, 84, near=400), Largest(GRADIENT, 0, near=5), "is largest"),
    (Order((5, "corner", FAST, SLOW)), Order((SLOW, FAST)), "345, at step 64"),
    (Order((SLOW, NEVER)), Order((NEVER, SLOW)), "happen never, at step 345"),
    (Reached((5, 0)), Reached(("corner",)), r"'corner' happens at step \d+$"),
    (NotYet((FAST, NEVER, 31)), NotYet((30,)), "step 30 happens at step 30"),
    (
        RightAngle("gradient_descent", "corner"),
        RightAngle("momentum", Turns("momentum").find(EXPERIMENT)),
        "goes .* along w and .* along b|it swings",
    ),
    (RightAngle("gradient_descent", "corner", 345), RightAngle("adagrad", 50), "b to step 50"),
    (Passes("momentum", "b", 1), Passes("adagrad", "b"), "the minimum in b by step 30"),
    (All((Less(1, 2), Less(2, 3))), All((Less(1, 2), Less(3, 2))), "3 and the number .* 2$"),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false", "told"), CASES, ids=lambda case: type(case).__name__)
def test_a_rule_holds_or_tells_the_numbers_that_contradict_it(true, false, told):
    assert true.fails(EXPERIMENT, 5, 30, EVENTS) == ""
    answer = false.fails(EXPERIMENT, 5, 30, EVENTS)
    assert answer
    assert re.search(told, answer), answer


def test_every_kind_of_rule_is_in_the_table():
    kinds = {
        kind
        for kind in (getattr(animate, name) for name in animate.__all__)
        if isinstance(kind, type) and hasattr(kind, "fails")
    }
    assert {type(true) for true, _, _ in CASES} == {type(false) for _, false, _ in CASES} == kinds


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (Less(Quantity("nobody", "loss"), 1), "looks at 'nobody'; the scene runs gradient_descent"),
        (Less(Quantity("adagrad", "velocity", "w"), 1), "adagrad has no channel 'velocity'"),
        (Grows(HISTORY, "noon", 30), "names the event 'noon'; the timeline has corner, nag"),
        (Order((Arrives("nobody"), 3)), "looks at 'nobody'"),
        (Passes("nobody", "w"), "looks at 'nobody'"),
    ],
)
def test_a_claim_on_what_is_not_there_is_a_mistake_and_not_false(claim, words):
    with pytest.raises(InvalidInput, match=words):
        claim.fails(EXPERIMENT, 0, 10, EVENTS)


def test_a_run_without_numbers_keeps_no_claim(make_small):
    wild = make_small(optimizers=(GradientDescent(learning_rate=1e9),)).experiment
    run = Quantity("gradient_descent", "params", "w")
    lost = int(wild.trajectories["gradient_descent"].outcome.diverged_at)
    for claim in (Less(run, 1e300), Less(0, run), About(run, 1e9, within=1e9), Grows(run)):
        assert claim.fails(wild, lost, lost + 3, {})
    assert "is no number at step" in Less(0, run).fails(wild, lost, lost + 3, {})


def test_lengths_of_steps_and_paths_and_the_slope_are_those_of_the_params():
    run, surface = EXPERIMENT.trajectories["momentum"], EXPERIMENT.surface
    way = [0.0]
    for before, after in zip(run.params, run.params[1:], strict=False):
        way.append(way[-1] + float(np.sqrt(((after - before) ** 2).sum())))
    assert measured(surface, run, "path_length", None) == pytest.approx(way)
    assert measured(surface, run, "step_length", None) == pytest.approx(np.diff(way))
    k, small = 40, 1e-6
    step = run.params[k + 1] - run.params[k]
    ahead = run.params[k] + small * step / np.hypot(*step)
    rise = (surface.loss(ahead) - surface.loss(run.params[k])) / small
    assert measured(surface, run, "slope", None)[k] == pytest.approx(rise, rel=1e-4)
    with pytest.raises(InvalidInput, match="path_length has no coordinate and was given w"):
        measured(surface, run, "path_length", "w")
