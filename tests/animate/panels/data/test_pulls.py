"""The pull of each point on w and b."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Change, Hold, PullsPanel, Timeline
from gradreel.animate.panels.data.pulls import MOST_ROWS, in_rows, points_of
from gradreel.animate.scene.number_format import signed
from gradreel.core import Dataset, LinearRegression, Neuron, Trajectory, sparse_dataset
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

from ..told import check_parts, check_pictures, stage_of

RUN = SCENE.trajectories["adagrad"]


@pytest.mark.parametrize("surface", [Neuron(), LinearRegression()], ids=lambda s: s.name)
def test_pulls_add_up_to_the_gradient_and_400_are_none_for_w(surface):
    points = points_of(surface)
    for params in ((-4.0, -3.0), (0.5, 0.1)):
        pulls = points.pulls(np.array(params))
        assert pulls.sum(axis=0) == pytest.approx(surface.gradient(np.array(params)))
        assert (pulls[:, 0] == 0).sum() == 400
        assert (pulls[:, 1] != 0).all()
    assert points.zeros == (400, 500)


def test_bars_and_numbers_are_those_of_the_moment():
    stage = stage_of(PullsPanel("adagrad"), (1280, 720))
    panel = stage.panels["it"]
    ends = []
    for step in (0, 60, 275):
        panel.at(replace(stage.moment(0), step=float(step)))
        pulls = points_of(SCENE.surface).pulls(RUN.params[step])
        for axis, column in enumerate(panel.columns):
            bars = column._bars.get_xy()[: 2 * len(pulls) : 2, 0] - column._middle
            kept = np.abs(pulls[:, axis]) > 1e-3
            ends.append(bars[kept] / pulls[kept, axis])
            assert column._sum.number.get_text() == signed(pulls[:, axis].sum())
    assert np.ptp(np.concatenate(ends)) < 1e-6 * np.concatenate(ends).max()  # one scale


@pytest.mark.parametrize("theirs", ["lecture", "huge", "diverged", "one point"])
def test_pictures(make_small, theirs):
    scene = SCENE
    if theirs != "lecture":
        params = np.full((21, 2), 1e12 if theirs == "huge" else 0.5)
        params[12:] = np.nan if theirs == "diverged" else params[0]
        run = Trajectory("mine", params, np.where(np.isfinite(params[:, 0]), 1.0, np.nan))
        data = Dataset([0.5], [1.0]) if theirs == "one point" else Dataset([0.0, 1e12], [0.0, 1.0])
        surface = LinearRegression(data) if theirs == "huge" else Neuron(data)
        scene = make_small(surface=surface, runs=(run,), optimizers=())
    check_pictures(PullsPanel(), scene)


def test_the_pulls_on_w_go_with_the_x_that_become_0():
    """At first those of the data as they were; those on b stay where the fit does not move."""
    before = sparse_dataset(sparsity=0)
    points, params = points_of(Neuron(), before), np.array([-4.0, -3.0])
    first, last = (points.at(share).pulls(params) for share in (0.0, 1.0))
    assert first.sum(axis=0) == pytest.approx(Neuron(before).gradient(params))
    assert last.sum(axis=0) == pytest.approx(Neuron().gradient(params))
    middle = points.at(0.5).pulls(params)[:, 0]
    assert 0 < (middle == 0).sum() < (last[:, 0] == 0).sum() == 400


def test_pictures_of_pulls_that_go():
    change = Timeline((Change("it", 2), Hold(1)))
    stage = stage_of(PullsPanel(before=sparse_dataset(sparsity=0)), timeline=change)
    for index in (0, 7, 13, len(stage) - 1):
        assert (stage.frame(index) == stage.redraw(index)).all()


def test_parts():
    check_parts(PullsPanel("adagrad"), ("w", "b"))


def test_many_points_share_rows():
    values = np.arange(100_000.0)
    rows = in_rows(values)
    assert len(rows) == MOST_ROWS
    assert rows.mean() == pytest.approx(values.mean(), rel=1e-3)


def test_what_there_is_not_is_said(make_small):
    with pytest.raises(InvalidInput, match="The pulls of the points of quadratic are not known"):
        stage_of(PullsPanel(), scene=make_small())
