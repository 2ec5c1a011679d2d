"""Events found in the runs by rule, and timelines that hang on them."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import (
    After,
    Arrives,
    Callout,
    Caption,
    ContourPanel,
    Diverges,
    Hold,
    Peaks,
    Play,
    RateFalls,
    Replay,
    Steepest,
    Timeline,
    Turns,
)
from gradreel.core import GradientDescent, Himmelblau, Quadratic
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE


def test_gradient_descent_turns_where_b_is_done_and_w_is_not():
    step = int(Turns("gradient_descent").find(SCENE))
    w, b = SCENE.trajectories["gradient_descent"].params[step]
    assert abs(b - SCENE.surface.minimum[1]) < 0.15
    assert w < -3.7
    before = SCENE.trajectories["gradient_descent"].params[step - 10 : step + 11]
    first, last = before[10] - before[0], before[-1] - before[10]
    assert abs(first[1]) > 3 * abs(first[0])  # along b until then ...
    assert abs(last[0]) > 3 * abs(last[1])  # ... and along w from then on


def test_arrivals_are_those_of_the_lecture():
    found = {name: Arrives(name).find(SCENE) for name in SCENE.trajectories}
    assert found == {"gradient_descent": 345, "momentum": 84, "nesterov": 64, "adagrad": 275}
    assert Arrives("adagrad", coordinate="w").find(SCENE) == 235
    first = Arrives("momentum", for_good=False).find(SCENE)
    path = SCENE.trajectories["momentum"]
    assert first < 84
    assert path.distance(SCENE.surface.minimum)[int(first)] <= 0.1


def test_peaks_steepest_and_falling_rates_are_those_of_the_channels():
    run = SCENE.trajectories["adagrad"]
    gradient = run.channels["gradient"]
    assert Peaks("adagrad").find(SCENE) == np.abs(gradient[:, 0]).argmax()
    assert Steepest("adagrad").find(SCENE) == np.hypot(*gradient.T).argmax()
    rates = run.channels["effective_learning_rate"][:, 0]
    step = int(RateFalls("adagrad", "w", 0.5).find(SCENE))
    assert rates[step] < 0.05 <= rates[step - 1]


def test_after_stays_within_the_run():
    assert After(Arrives("nesterov"), 10).find(SCENE) == 74
    assert After(Arrives("nesterov"), -100).find(SCENE) == 0
    assert After(Arrives("nesterov"), 9999).find(SCENE) == SCENE.steps


def test_divergence_is_an_event():
    wild = replace(
        SCENE,
        surface=Quadratic(condition_number=10),
        start=(1.0, 1.0),
        optimizers=(GradientDescent(learning_rate=5.0),),
        panels={"map": ContourPanel()},
        rows=(("map",),),
        widths=(),
        heights=(),
        timeline=Timeline((Play(5, 1),)),
    )
    step = Diverges("gradient_descent").find(wild)
    assert step == wild.trajectories["gradient_descent"].outcome.diverged_at


def hung(learning_rate):
    """A timeline hung on an event, and a run that reaches it sooner or later."""
    timeline = Timeline(
        (Play("there", 3), Hold(1, callouts=(Callout("map", "there", at="there"),)),
         Replay("there", 400, 2)),
        (Caption("there", "it has arrived"), Caption(0, "on its way")),
        events={"there": Arrives("gradient_descent", 0.5)},
    )  # fmt: skip
    optimizers = (GradientDescent(learning_rate=learning_rate), *SCENE.optimizers[1:])
    return replace(SCENE, timeline=timeline, optimizers=optimizers)


@pytest.mark.parametrize("learning_rate", [0.01, 0.02])
def test_holds_captions_and_callouts_follow_the_run(learning_rate):
    scene = hung(learning_rate)
    there = scene.events["there"]
    clock = scene.clock
    assert clock.moment(75, 25).step == pytest.approx(there, abs=1)
    assert clock.moment(85, 25).caption == "it has arrived"
    assert clock.moment(40, 25).caption == "on its way"
    assert clock.all_callouts[0].at == there
    assert clock.segments[2].first == there


def test_the_two_runs_reach_it_at_different_steps():
    assert hung(0.01).events["there"] > hung(0.02).events["there"]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Arrives("gradient_descent", 1e-9), "does not come within 1e-09 of the minimum"),
        (Arrives("nobody"), "the scene runs gradient_descent, momentum"),
        (Diverges("momentum"), "momentum does not diverge in 400 steps"),
        (RateFalls("adagrad", "w", 1e-6), "does not fall below 1e-07 in w"),
        (Peaks("momentum", "sum_of_squares"), "has no channel 'sum_of_squares'"),
    ],
)
def test_an_event_that_never_happens_is_a_sentence(event, words):
    with pytest.raises(InvalidInput, match=words) as caught:
        event.find(SCENE)
    assert str(caught.value).endswith(".")


def test_a_scene_that_plays_beyond_its_run_is_refused_when_its_events_are_known():
    late = Timeline((Play("late", 1), Play(500, 1)), events={"late": Arrives("nesterov")})
    with pytest.raises(InvalidInput, match="plays to step 500 of 400"):
        _ = replace(SCENE, timeline=late).clock


def test_of_several_minima_the_nearest_is_arrived_at(make_small):
    scene = make_small(surface=Himmelblau(), start=(-3.0, -3.0))
    run = scene.trajectories["adagrad"]
    steps = [run.settles(each, 0.1) for each in Himmelblau.minima]
    assert steps[0] is None
    assert Arrives("adagrad").find(scene) == steps[2]
    assert Arrives("adagrad", for_good=False).find(scene) <= steps[2]
