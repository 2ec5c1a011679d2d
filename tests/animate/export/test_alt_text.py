"""What the alt text says, against the trajectories and against the lecture's own figures."""

import re
from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Hold, Play, Sweeping, Timeline
from gradreel.animate.export.alt_text import alt_text, near
from gradreel.animate.scene.film import Film
from gradreel.core import (
    AdaGrad,
    GradientDescent,
    Himmelblau,
    Momentum,
    Quadratic,
    Saddle,
    Trajectory,
    descend,
    sweep,
)
from gradreel.scenes.adagrad_replay import SCENE

LONG = Timeline((Play(to=200, seconds=2),))


def test_the_lecture_is_told_with_its_own_figures():
    told = alt_text(SCENE.title, [SCENE])
    question, answer = "And AdaGrad: which way does it go?", "AdaGrad moves along w from the first"
    assert told.startswith(f"{question} {answer} step. ")
    assert (
        "Gradient descent, Momentum and NAG with learning rate 0.01 and AdaGrad with learning rate "
        "0.1 over 360 steps on the loss surface neuron, from w = −4, b = −3." in told
    )
    assert "of the minimum at w = 0.006, b = 0.073 from" in told
    # claims of the lecture: NAG about 64 steps, momentum about 84, AdaGrad 275, GD 345
    arrivals = re.search(
        r"NAG stays within 0\.1 of .* from step (\d+) on, Momentum from step (\d+), "
        r"AdaGrad from step (\d+), Gradient descent from step (\d+)\.",
        told,
    )
    assert arrivals
    np.testing.assert_allclose(
        [int(step) for step in arrivals.groups()], [64, 84, 275, 345], atol=2
    )


def test_arrivals_are_the_steps_from_which_a_run_stays_near(make_small):
    scene = make_small(steps=200, timeline=LONG)
    run = scene.trajectories["gradient_descent"]
    told = alt_text(scene.title, [scene])
    step = int(re.search(r"Gradient descent (?:stays[^,]*, b = \S+ )?from step (\d+)", told)[1])
    away = np.hypot(*(run.params - scene.surface.minimum).T)
    assert (away[step:] <= near(scene)).all()
    assert away[step - 1] > near(scene)


def test_who_has_not_arrived_and_who_diverged(make_small):
    scene = make_small(
        optimizers=(
            GradientDescent(learning_rate=0.001),
            Momentum(learning_rate=9.0),
            AdaGrad(learning_rate=0.001),
        ),
        steps=60,
        timeline=Timeline((Play(to=60, seconds=2),)),
    )
    lost = int(scene.trajectories["momentum"].outcome.diverged_at)
    assert 0 < lost <= 60
    told = alt_text(scene.title, [scene])
    assert "Gradient descent and AdaGrad have not arrived at the minimum by step 60." in told
    assert told.endswith(f"Momentum diverges at step {lost}.")


def test_what_is_not_shown_is_not_told(make_small):
    whole = make_small(steps=200, timeline=LONG)
    cut = make_small(steps=200, timeline=Timeline((Play(to=3, seconds=1),)))
    assert "arrived" not in alt_text(whole.title, [whole])
    told = alt_text(cut.title, [cut])
    assert "over 3 steps" in told
    assert "have not arrived at the minimum by step 3." in told


def test_a_picture_of_the_start_tells_no_run(make_small):
    scene = make_small(timeline=Timeline((Hold(1),)))
    assert alt_text(scene.title, [scene]) == (
        "A bowl. Gradient descent with learning rate 0.05 and AdaGrad with learning rate 0.2 at "
        "the start on the loss surface quadratic, w = −1, b = 0.8."
    )


def test_a_sweep_is_told_as_one(make_small):
    rates = np.array([0.05, 0.1, 0.5])
    outcome = sweep(GradientDescent(), Quadratic(), (-1.0, 0.8), steps=60, vary={
        "learning_rate": rates
    })  # fmt: skip
    made = Sweeping(GradientDescent(), Quadratic(), (-1.0, 0.8), outcome, ("linear",)).scene()
    assert alt_text(made.title, [made]) == (
        "Gradient descent on Quadratic: learning rate η. 3 runs over 60 steps on the loss surface "
        "quadratic, from w = −1, b = 0.8: 3 values of learning rate from 0.05 to 0.5. Fastest: "
        f"{outcome.arrive[1]:.0f} steps with learning rate η 0.1; 1 of 3 diverged."
    )


def test_who_leaves_a_saddle_is_told_with_the_step(make_small):
    scene = make_small(surface=Saddle(), start=(-1.6, 0.1))
    told = alt_text(scene.title, [scene])
    inside = Saddle().window.contains(scene.trajectories["adagrad"].params)
    assert f"AdaGrad leaves the window at step {np.flatnonzero(inside)[-1] + 1}." in told
    assert re.search(r"At step 20 the loss is \S+ for Gradient descent\.", told)


def test_who_starts_elsewhere_is_told(make_small):
    path = np.array([[0.5, -0.5], [0.25, 0.0]])
    scene = make_small(runs=(Trajectory("net", path, Quadratic().loss(path)),))
    told = alt_text(scene.title, [scene])
    assert "from w = −1, b = 0.8. net starts at w = 0.5, b = −0.5. " in told


def test_without_a_minimum_the_losses_are_told(make_small):
    scene = make_small(surface=Saddle(window=(-9, 9, -9, 9)), start=(-1.6, 0.1))
    told = alt_text(scene.title, [scene])
    losses = {name: run.loss[20] for name, run in scene.trajectories.items()}
    least = min(losses, key=losses.get)
    label = {"adagrad": "AdaGrad", "gradient_descent": "Gradient descent"}[least]
    assert re.search(rf"At step 20 the loss is \S+ for {label} and", told)


def test_of_several_minima_the_one_that_is_reached_is_told(make_small):
    scene = make_small(surface=Himmelblau(), start=(3.2, 2.2))
    run = descend(GradientDescent(learning_rate=0.01), Himmelblau(), (3.2, 2.2), steps=20)
    assert np.hypot(*(run.params[-1] - (3, 2))) < 0.1
    scene = replace(scene, optimizers=(GradientDescent(learning_rate=0.01),), panels=scene.panels)
    assert "of the minimum at w = 3, b = 2 from step" in alt_text("x", [_alone(scene)])


def _alone(scene):
    """The scene with its map only: its curves show an optimizer that is not there."""
    return replace(scene, panels={"map": scene.panels["map"]}, rows=(("map",),), widths=())


def test_a_film_tells_its_scenes(make_small):
    one, two = make_small(name="one", summary="Down."), make_small(name="two", summary="Up $w$")
    film = Film(name="both", summary="", title="Both ways", scenes=(one, two))
    assert alt_text(film.title, film.scenes) == "Both ways, a film of 2 scenes. 1. Down. 2. Up w."


@pytest.mark.parametrize(("window", "radius"), [(None, 0.06), ((-0.2, 0.2, -2, 2), 0.006)])
def test_the_radius_goes_with_the_window(make_small, window, radius):
    surface = Quadratic() if window is None else Quadratic(window=window)
    assert near(make_small(surface=surface)) == radius
