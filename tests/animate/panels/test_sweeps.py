"""Sweeps as maps and curves: the cells against runs made one by one, and against theory."""

import re
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.text import Text

from gradreel.animate import Stage, Sweeping
from gradreel.animate.panels.contour.run_inset import RunInset
from gradreel.animate.panels.sweep.sweep_map import SweepMap, edges
from gradreel.animate.panels.sweep.sweep_view import SweepView
from gradreel.animate.racing.sweep import number_of
from gradreel.animate.scene.number_format import near
from gradreel.core import (
    Adam,
    Beale,
    GaussianHills,
    GradientDescent,
    Momentum,
    Nesterov,
    Quadratic,
    Saddle,
    arrival,
    descend,
    sweep,
)
from gradreel.core.errors import InvalidInput

from .swept import GROUNDS, MOMENTA, RATES, START, STEPS, sweeping, texts_of


@pytest.fixture(scope="module")
def momentum_map():
    return Stage(sweeping(Momentum()).scene(), (640, 360), fps=5)


@pytest.fixture(scope="module")
def rate_curve():
    vary = {"learning_rate": np.geomspace(0.001, 1.0, 30)}
    return Stage(sweeping(GradientDescent(), **vary).scene(), (640, 360), fps=5)


def test_every_cell_is_what_its_run_alone_does(momentum_map):
    last = momentum_map.moment(len(momentum_map) - 1)
    panel = momentum_map.panels["arrival"]
    panel.at(last)
    waiting = tuple(panel._nothing)
    for column, rate in enumerate(RATES):
        for row, momentum in enumerate(MOMENTA):
            run = descend(Momentum(rate, momentum), Quadratic(), START, steps=STEPS)
            lost = tuple(panel.cells.colors[row, column]) == tuple(panel._lost)
            assert lost == (run.outcome.diverged_at >= 0)
            there = not np.isnan(arrival(run, Quadratic()))
            assert (tuple(panel.cells.colors[row, column]) != waiting) == (there or lost)


def test_who_arrives_earlier_is_bluer(momentum_map):
    panel = momentum_map.panels["arrival"]
    panel.at(momentum_map.moment(len(momentum_map) - 1))
    arrive = momentum_map.scene.panels["arrival"].view.sweep.arrive.T
    seen = np.argsort(arrive[~np.isnan(arrive)])
    red, _, blue, _ = panel.cells.colors[~np.isnan(arrive)][seen].astype(int).T
    assert (blue - red)[0] > (blue - red)[-1] + 100
    # Twelve runs or more, and the order of colours is that of the steps but for equal shades.
    assert len(seen) >= 8
    assert np.all(np.sort(red)[: len(seen) // 3].max() <= np.sort(red)[-len(seen) // 3 :].min())


def test_arrivals_appear_when_they_happen(momentum_map):
    panel = momentum_map.panels["arrival"]
    arrive = momentum_map.scene.panels["arrival"].view.sweep.arrive.T
    for index in (0, 10, 20, 30):
        moment = momentum_map.moment(index)
        panel.at(moment)
        shown = (panel.cells.colors != panel._nothing).any(axis=-1)
        shown &= ~panel._view.lost(moment.whole).T
        assert np.array_equal(shown, arrive <= moment.whole)


def test_the_value_is_the_distance_at_the_step(momentum_map):
    panel = momentum_map.panels["value"]
    index = 12
    step = momentum_map.moment(index).whole
    panel.at(momentum_map.moment(index))
    run = descend(Momentum(RATES[3], MOMENTA[1]), Quadratic(), START, steps=step)
    distance = np.hypot(*run.params[-1])
    assert tuple(panel.cells.colors[1, 3]) == tuple(panel._shades(np.array(distance)))


def test_the_picture_shows_the_cell_of_each_pair_where_the_axes_say(momentum_map):
    panel, axes = momentum_map.panels["value"], momentum_map.figure.axes[1]
    moment = momentum_map.moment(12)
    panel.at(moment)
    image = panel.cells.image()
    left, bottom = panel.cells._corner
    for column, rate in enumerate(RATES):
        for row, momentum in enumerate(MOMENTA):
            x, y = axes.transData.transform((rate, momentum))
            pixel = image[int(y) - bottom, int(x) - left]
            assert tuple(pixel) == tuple(panel.cells.colors[row, column])


def test_the_limit_of_theory_parts_those_that_diverge(momentum_map):
    """Runs go on for 80 steps only: just beyond the limit they have not yet left for good."""
    limit = momentum_map.scene.panels["value"].limit
    run = momentum_map.scene.panels["value"].view.sweep
    for j, momentum in enumerate(MOMENTA):
        border = np.interp(momentum, limit[:, 1], limit[:, 0])
        assert border == pytest.approx(2 * (1 + momentum) / 10.0)  # the largest curvature is 10
        assert (run.diverged_at[border > RATES, j] == -1).all()
        grown = run.loss[border < RATES, j]
        assert (np.isnan(grown) | (grown > Quadratic().loss(run.start))).all()


def test_the_best_of_theory_is_polyaks(momentum_map):
    rate, momentum = momentum_map.scene.panels["value"].best
    root = np.sqrt(10.0)
    assert momentum == pytest.approx(((root - 1) / (root + 1)) ** 2)
    assert rate == pytest.approx(4 / (1 + root) ** 2)


@pytest.mark.parametrize(
    ("optimizer", "surface", "vary"),
    [
        (Adam(), Quadratic(), {"learning_rate": RATES}),
        (Momentum(), Beale(), {"learning_rate": RATES}),
        (Momentum(), Quadratic(), {"momentum": MOMENTA}),
    ],
)
def test_where_there_is_no_theory_none_is_shown(optimizer, surface, vary):
    scene = sweeping(optimizer, surface, (1.0, 1.5), **vary).scene()
    assert scene.panels["value"].limit is None
    assert scene.panels["legend"].theory == ("", "")


def test_axes_may_be_in_either_order():
    scene = sweeping(Nesterov(), momentum=MOMENTA, learning_rate=RATES).scene()
    momentum, rate = scene.panels["value"].best
    assert 0 < momentum < 1
    assert 0.1 < rate < 0.2
    assert scene.panels["value"].limit[:, 0].tolist() == np.linspace(0, 0.9, 200).tolist()


def test_a_convention_that_is_not_the_papers_and_notes_stand_on_the_picture():
    plain = sweeping(Momentum(convention="torch"))
    assert plain.scene().panels["legend"].notes == ("convention: torch",)
    stage = Stage(replace(plain, notes=("schedule: cosine",)).scene(), (480, 270), fps=5)
    words = dict(texts_of(stage))
    assert words["schedule: cosine"].x1 < 480
    assert sweeping(Momentum()).scene().panels["legend"].notes == ()


def test_where_nobody_leaves_the_loss_is_shown_alone():
    scene = sweeping(Momentum(), GaussianHills(), GaussianHills.start).scene()
    assert set(scene.panels) == {"value", "lowest", "highest", "legend"}
    stage = Stage(scene, (640, 360), fps=5)
    words = {text.get_text() for text in stage.figure.findobj(Text)}
    assert not {"not there", "inside", "fastest", "diverged"} & words
    loss = scene.panels["value"].view.sweep.loss
    alike = np.array([near(each) == near(np.nanmin(loss)) for each in loss.flat])
    least = np.argmax(alike)
    assert scene.timeline.captions[-1].text.startswith("lowest: ")
    rate, momentum = RATES[least // len(MOMENTA)], MOMENTA[least % len(MOMENTA)]
    assert f"{rate:.3g}, momentum {momentum:.3g}" in scene.timeline.captions[-1].text


def test_of_a_curve_that_goes_below_its_axis_the_lowest_is_at_the_foot():
    vary, hills = {"learning_rate": np.geomspace(0.01, 0.3, 12)}, GaussianHills()
    outcome = sweep(Adam(), hills, hills.start, steps=200, vary=vary)
    scene = Sweeping(Adam(), hills, hills.start, outcome, ("log",)).scene()
    assert re.search(r"^lowest: .* and \d more alike; ", scene.timeline.captions[-1].text)
    stage = Stage(scene, (640, 360), fps=5)
    panel, box = stage.panels["value"], stage.axes["value"][0].bbox
    lowest, highest = (next(iter(dots)).pixel[1] for dots in panel._signs.values())
    assert box.y0 < lowest < box.y0 + 0.1 * box.height
    assert highest > box.y0 + 0.5 * box.height


def test_on_a_saddle_the_colours_are_the_steps_of_leaving():
    stage = Stage(sweeping(Momentum(), Saddle(), Saddle.start).scene(), (640, 360), fps=5)
    panel = stage.panels["leaving"]
    panel.at(stage.moment(len(stage) - 1))
    left = {}
    for column, rate in enumerate(RATES):
        for row, momentum in enumerate(MOMENTA):
            run = descend(Momentum(rate, momentum), Saddle(), Saddle.start, steps=STEPS)
            out = np.flatnonzero(Saddle().window.contains(run.params))[-1] + 1
            left[row, column] = out if out <= STEPS else np.inf
            seen = tuple(panel.cells.colors[row, column]) != tuple(panel._nothing)
            assert seen == (out <= STEPS)
            assert tuple(panel.cells.colors[row, column]) != tuple(panel._lost)
    shades = {tuple(panel.cells.colors[at]) for at, step in left.items() if np.isfinite(step)}
    assert len(shades) > 5  # and no red field
    first = min(left.values())
    assert f"fastest: {first} steps with" in stage.scene.timeline.captions[-1].text
    there = {at for at, step in left.items() if step == first}
    assert {tuple(at) for at in np.argwhere(panel._view.fastest(STEPS).T)} == there


def test_the_fastest_cell_is_outlined_once_it_has_arrived(momentum_map):
    panel = momentum_map.panels["arrival"]
    arrive = momentum_map.scene.panels["arrival"].view.sweep.arrive
    first = int(np.nanargmin(arrive))
    column, row = np.unravel_index(first, arrive.shape)
    for index in range(0, len(momentum_map), 4):
        moment = momentum_map.moment(index)
        panel.at(moment)
        edges = np.column_stack(panel.outlines[0].get_data())
        assert bool(len(edges)) == (moment.whole >= arrive.flat[first])
    cells = panel.cells
    across = cells._corner[0] + np.flatnonzero(cells._column == column)
    upright = cells._corner[1] + np.flatnonzero(cells._row == row)
    corners = edges[np.isfinite(edges[:, 0])]
    assert (corners.min(axis=0), corners.max(axis=0)) == (
        pytest.approx((across[0], upright[0])),
        pytest.approx((across[-1] + 1, upright[-1] + 1)),
    )


def test_the_fastest_of_a_curve_has_a_square(rate_curve):
    panel = rate_curve.panels["arrival"]
    arrive = rate_curve.scene.panels["arrival"].view.sweep.arrive
    places = [dot.get_xydata()[0].tolist() for dot in panel.fastest]
    rates = np.geomspace(0.001, 1.0, 30)
    first = np.flatnonzero(arrive == np.nanmin(arrive))
    assert places == [[rates[at], arrive[at]] for at in first]
    assert panel.fastest[0] not in panel.at(rate_curve.moment(0))
    assert panel.fastest[0] in panel.at(rate_curve.moment(len(rate_curve) - 1))


@pytest.mark.parametrize(("surface", "start", "optimizer", "vary"), GROUNDS)
def test_cells_that_are_looked_into_are_what_their_headings_say(surface, start, optimizer, vary):
    made = sweeping(optimizer, surface(), tuple(start), **vary)
    panels = made.scene().panels
    insets = {name: panel for name, panel in panels.items() if isinstance(panel, RunInset)}
    shown = next(panel for name, panel in panels.items() if name in ("leaving", "arrival", "value")
                 and panel.chosen)  # fmt: skip
    assert ("value" in panels) != ("leaving" in panels)
    run, reached = made.sweep, made.sweep.left if "leaving" in panels else made.sweep.arrive
    for chosen, (name, inset) in zip(shown.chosen, insets.items(), strict=True):
        at = chosen.place
        assert np.array_equal(inset.run.params, run.trajectory.params[:, *at], equal_nan=True)
        for label, values, i in zip(run.names, run.values, at, strict=True):
            written = inset.words.split(", ")[run.names.index(label)].split(" ")[-1]
            assert float(written) == pytest.approx(values[i], rel=6e-3)
        if name == "fastest":
            assert reached[at] == np.nanmin(reached)
            assert chosen.since == reached[at]
        elif name == "lost":
            assert run.diverged_at[at] == chosen.since > 0
        elif name == "slowest":
            assert reached[at] == np.nanmax(reached)
        elif name in ("farthest", "inside"):
            assert np.isnan(reached[at])
        final = run.trajectory.loss[-1]
        if name in ("lowest", "highest"):
            assert near(final[at]) == near((np.nanmin if name == "lowest" else np.nanmax)(final))
            alike = [
                place for place in np.ndindex(final.shape) if near(final[place]) == near(final[at])
            ]
            assert name == "highest" or at == alike[0]
    assert ("fastest" in insets) == np.isfinite(reached).any()


def test_signs_stand_at_their_cells_once_their_runs_have_come_so_far(momentum_map):
    panel, shown = momentum_map.panels["arrival"], momentum_map.scene.panels["arrival"]
    assert [chosen.sign for chosen in shown.chosen] == ["ring", "cross"]
    for index in range(0, len(momentum_map), 3):
        moment = momentum_map.moment(index)
        drawn = panel.at(moment)
        for chosen in shown.chosen:
            dots = [*panel._signs[chosen]]
            assert all((dot in drawn) == (chosen.since <= moment.whole) for dot in dots)
            place = [values[i] for values, i in zip((RATES, MOMENTA), chosen.place, strict=True)]
            axes = momentum_map.axes["arrival"][0]
            assert dots[0].pixel == pytest.approx(axes.transData.transform(place), abs=2)


def test_a_sweep_has_one_pace():
    play, hold = sweeping(Momentum()).scene().clock.segments
    assert (play.first, play.last, hold.first, hold.last) == (0, STEPS, STEPS, STEPS)


@pytest.mark.parametrize(
    ("optimizer", "vary", "title"),
    [
        (
            Momentum(0.05, 0.5),
            "learning_rate",
            "Momentum μ=0.5 on Quadratic: ",
        ),
        (Momentum(0.05), "momentum", "Momentum η=0.05 on Quadratic: "),
        (Momentum(0.05), "learning_rate", "Momentum on Quadratic: "),
    ],
)
def test_the_title_says_what_does_not_vary(optimizer, vary, title):
    assert sweeping(optimizer, **{vary: np.array([0.1, 0.2])}).scene().title.startswith(title)


def test_what_theory_says_outside_of_the_values_is_not_told():
    scene = sweeping(Momentum(), learning_rate=np.array([0.001, 0.01])).scene()
    assert scene.panels["legend"].theory == ("", "")
    assert not any("theory" in caption.text for caption in scene.timeline.captions)


def test_values_are_written_so_that_they_differ():
    assert number_of(np.array([0.1234, 0.12341, 0.2]), 1) == "0.12341"
    assert number_of(np.array([1e-5, 0.5]), 0) == "1e−5"


def test_a_curve_runs_through_the_runs_alone(rate_curve):
    panel = rate_curve.panels["arrival"]
    panel.at(rate_curve.moment(len(rate_curve) - 1))
    rates, steps = panel.line.get_data()
    alone = {
        rate: float(arrival(descend(GradientDescent(rate), Quadratic(), START, steps=STEPS),
                            Quadratic()))
        for rate in np.geomspace(0.001, 1.0, 30)
    }  # fmt: skip
    shown = {rate: step for rate, step in zip(rates, steps, strict=True) if not np.isnan(step)}
    assert shown == {rate: step for rate, step in alone.items() if not np.isnan(step)}
    assert len(shown) > 3
    lost = (panel.strip.colors[0] == panel._lost).all(axis=-1)
    assert lost.any()
    assert not lost[np.geomspace(0.001, 1.0, 30) < 0.2].any()  # the limit 2 / 10


def test_the_fastest_rate_is_nearly_the_best_of_theory(rate_curve):
    panel = rate_curve.scene.panels["arrival"]
    assert (panel.limit, panel.best) == (pytest.approx(0.2), pytest.approx(2 / 11))
    fastest = panel.view.sweep.values[0][np.nanargmin(panel.view.sweep.arrive)]
    assert 0.6 * panel.best < fastest < panel.limit


def test_a_run_that_stands_alone_is_a_dot():
    scene = sweeping(GradientDescent(), learning_rate=np.array([0.001, 0.1, 0.5])).scene()
    stage = Stage(scene, (640, 360), fps=5)
    panel = stage.panels["arrival"]
    panel.at(stage.moment(len(stage) - 1))
    rates, _ = panel.line.get_data()
    assert rates[~np.isnan(rates)].tolist() == [0.1, 0.1]


@pytest.mark.parametrize("which", ["momentum_map", "rate_curve"])
def test_composed_frames_equal_full_redraws_in_any_order(which, request):
    stage = request.getfixturevalue(which)
    frames = {index: stage.frame(index).copy() for index in (25, 0, len(stage) - 1)}
    for index, frame in frames.items():
        assert np.array_equal(frame, stage.redraw(index))
        assert np.array_equal(frame, stage.frame(index))


def test_cells_begin_and_end_half_a_cell_beyond():
    assert edges(np.array([0.0, 1.0, 2.0]), "linear") == (-0.5, 2.5)
    assert edges(np.array([1.0, 10.0, 100.0]), "log") == pytest.approx((10**-0.5, 10**2.5))


def test_what_cannot_be_shown_is_said():
    vary = {"learning_rate": RATES, "beta1": MOMENTA, "beta2": MOMENTA}
    with pytest.raises(InvalidInput, match="a picture can show one or two"):
        sweeping(Adam(), **vary)
    one = sweeping(Adam(), learning_rate=RATES).sweep
    with pytest.raises(InvalidInput, match="for a map; vary two"):
        SweepMap(SweepView(one, ("log",), "value", 0.1))
    with pytest.raises(InvalidInput, match="give 'value' or 'arrival' or 'leaving'"):
        SweepView(one, ("log",), "speed", 0.1)
