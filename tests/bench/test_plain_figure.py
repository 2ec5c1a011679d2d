"""The yardstick draws the picture that it is compared with."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.text import Text

from bench.plain_figure import THEME, PlainFigure
from gradreel.animate import Stage
from gradreel.animate.style.run_styles import label_of
from gradreel.scenes.adagrad_replay import SCENE

SIZE = (640, 360)


BARE = replace(
    SCENE,
    panels={
        **SCENE.panels,
        "map": replace(SCENE.panels["map"], marks=None, arrival=None, fan=False, scale=False),
    },
    timeline=replace(SCENE.timeline, pace=False, titles=(), ease=0.0),
)
"""The replay without marks, ring, pace and changing titles, which a plain figure does not draw."""


@pytest.fixture(scope="module")
def stage():
    return Stage(BARE, SIZE, fps=5)


@pytest.fixture(scope="module")
def plain():
    return PlainFigure(BARE, SIZE)


def drawn(plain, moment):
    plain.update(moment)
    with THEME.applied():
        plain.figure.canvas.draw()
    return np.asarray(plain.figure.canvas.buffer_rgba())[..., :3].copy()


def differing(one, other):
    """Share of the pixels that differ by more than an eighth of the scale."""
    return float((np.abs(one.astype(int) - other).max(axis=-1) > 32).mean())


SOME = (0, 10, 30, 60, 95)


@pytest.mark.parametrize("index", SOME)
def test_it_shows_the_frame_of_the_stage(plain, stage, index):
    """All but texts that stand a little apart: names find their own room on the stage only."""
    picture = drawn(plain, stage.moment(index))
    assert picture.shape == (SIZE[1], SIZE[0], 3)
    apart = {other: differing(picture, stage.frame(other)) for other in SOME}
    assert apart[index] < 0.07
    assert min(apart, key=apart.get) == index


def test_it_says_all_that_the_scene_says(plain, stage):
    moment = stage.moment(60)
    plain.update(moment)
    words = {text.get_text() for text in plain.figure.findobj(Text)}
    names = {label_of(optimizer.name) for optimizer in SCENE.optimizers}
    assert {SCENE.title, f"step {moment.whole:,}", moment.caption, *names} <= words


def test_heads_stand_where_the_runs_are(plain, stage):
    moment = stage.moment(7)
    plain.update(moment)
    chart = plain.figure.axes[0]
    places = [line.get_xydata()[-1] for line in chart.lines if line.get_marker() in "os^D"]
    k, share = moment.whole, moment.step - moment.whole
    assert 0 < share < 1
    for run in SCENE.trajectories.values():
        expected = (1 - share) * run.params[k] + share * run.params[k + 1]
        assert any(np.allclose(place, expected, rtol=1e-12) for place in places)
