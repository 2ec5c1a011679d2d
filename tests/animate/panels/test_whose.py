"""Whose numbers a panel shows when it is not told: those of the runs that there are."""

import pytest

from gradreel.animate import (
    AnatomyPanel,
    CurvePanel,
    DataPanel,
    ReadoutPanel,
    SlopePanel,
    Stage,
)
from gradreel.core import AdaGrad, Adam, GradientDescent, LinearRegression, sparse_dataset


@pytest.fixture
def drawn(make_small):
    """Draw one panel and return it."""

    def draw(panel, *optimizers):
        scene = make_small(
            surface=LinearRegression(sparse_dataset()), optimizers=optimizers,
            panels={"it": panel}, rows=(("it",),), widths=(),
        )  # fmt: skip
        stage = Stage(scene, (640, 360))
        stage.frame(20)
        return stage.panels["it"]

    return draw


@pytest.mark.parametrize(
    "panel",
    [
        CurvePanel("loss"), ReadoutPanel(("loss {loss}",)), AnatomyPanel(), SlopePanel(),
        DataPanel(), CurvePanel("second_moment", "w"),
    ],
)  # fmt: skip
def test_a_scene_of_adam_alone_needs_no_name(drawn, panel):
    drawn(panel, Adam())


def test_curves_and_fits_are_of_all_runs(drawn):
    both = GradientDescent(), Adam()
    names = [each.name for each in both]
    assert [curve.name for curve in drawn(CurvePanel("loss"), *both).curves] == names
    assert [fit.name for fit in drawn(DataPanel(), *both).fits] == names
    assert drawn(DataPanel(optimizers=()), *both).fits == []


def test_a_channel_is_shown_of_the_runs_that_have_it(drawn):
    panel = CurvePanel("sum_of_squares", "w")
    (curve,) = drawn(panel, GradientDescent(), AdaGrad()).curves
    assert curve.name == "adagrad"


def test_single_ones_are_of_the_first_run(drawn):
    assert drawn(SlopePanel(), Adam(), GradientDescent()).curve.name == "adam"
    fields = drawn(ReadoutPanel(("{loss}",)), Adam(), GradientDescent()).fields
    assert [field._numbers.optimizer for field in fields] == ["adam"]
