"""A line is as wide in any picture as its width in design pixels says."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import IdentityTransform

from gradreel.animate import ContourPanel, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.strokes import Stroke, dotted
from gradreel.scenes.adagrad_replay import SCENE

ALONE = replace(
    SCENE,
    optimizers=SCENE.optimizers[-1:],
    panels={"map": ContourPanel(names=False)},
    rows=(("map",),),
    widths=(),
    heights=(),
    keep=(),
    timeline=Timeline((Play(200, 1), Hold(1))),
)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (2560, 1440)])
def test_a_trail_is_as_wide_as_the_picture_is_large(size):
    stage = Stage(ALONE, size, text=False)
    frame = stage.frame(len(stage) - 1)
    path = stage.panels["map"].paths[0]
    x, y = path._to_pixels(path.params[60])
    rows = frame[size[1] - int(y) - 60 : size[1] - int(y) + 60, int(x)].astype(int)
    color = np.array([0, 0x79, 0x6B])
    share = np.clip(1 - np.abs(rows - color).max(axis=1) / 134, 0, 1)  # 1 on the line, 0 on white
    run = path.params[62] - path.params[58]
    slope = stage.figure.axes[1].transData.transform(path.params[[58, 62]])
    way = slope[1] - slope[0]
    across = share.sum() * abs(way[0]) / np.hypot(*way)  # seen square to the line
    assert run[0] > 0
    assert across == pytest.approx(4.7 * stage.scale, rel=0.25)


def test_a_line_of_one_place_is_a_dot():
    """What stands alone between two gaps of a curve or a sweep would be seen by nobody."""
    figure = Figure((2, 1), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    stroke = Stroke(axes, "#000000", 6, transform=IdentityTransform())
    places = np.array([[60.0, 40.0], [60.0, 40.0], [np.nan, np.nan], [120.0, 40.0], [150.0, 40.0]])
    stroke.set_points(places, dotted(places))
    stroke.draw(canvas.get_renderer())
    drawn = np.asarray(canvas.buffer_rgba())[..., 3] > 128
    assert drawn[60, 60]  # rows count from the top, and the place is 40 from the foot
    assert drawn[60, 130]
    assert not drawn[60, 80:110].any()
    assert 4 <= drawn[50:70, 60].sum() <= 9  # as high as the line is wide
