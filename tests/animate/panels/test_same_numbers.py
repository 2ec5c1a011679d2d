"""What several panels say of one thing is one number: at any step, also the last that is shown."""

from dataclasses import replace

import pytest

from gradreel.animate import (
    CodePanel,
    CurvePanel,
    Play,
    RatesPanel,
    SquaresPanel,
    Stage,
    Timeline,
)
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.scene.number_format import number
from gradreel.core.quantities import COORDINATES
from gradreel.scenes.update_rule import SCENE

PANELS = {
    "code": CodePanel(optimizer="adagrad"), "squares": SquaresPanel("adagrad"),
    "rates": RatesPanel("adagrad"),
    "history": CurvePanel("sum_of_squares", "b", optimizers=("adagrad",)),
}  # fmt: skip


@pytest.mark.parametrize("last", [30, SCENE.steps])
def test_histories_and_rates_are_the_same_in_every_panel(last):
    scene = replace(
        SCENE, panels=PANELS, rows=(("code", "squares"), ("rates", "history")), widths=(),
        heights=(1.6, 1), keep=(), timeline=Timeline((Play(last, 1),)),
    )  # fmt: skip
    stage = Stage(scene, (640, 360), fps=4)
    run = scene.trajectories["adagrad"]
    for index in (0, 2, len(stage) - 1):
        moment = stage.moment(index)
        row = min(moment.whole, scene.steps - 1)
        for channel, panels in {
            "sum_of_squares": ("code", "squares"), "effective_learning_rate": ("code", "rates"),
        }.items():  # fmt: skip
            for axis, _ in enumerate(COORDINATES):
                words = number(float(run.channels[channel][row, axis]))
                for panel in panels:
                    texts = stage.panels[panel].at(moment)
                    said = {each.get_text() for each in texts if isinstance(each, PictureText)}
                    assert words in said, (panel, channel, moment.step)
