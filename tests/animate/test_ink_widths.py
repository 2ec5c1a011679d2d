"""A line is as wide in any picture as its width in design pixels says."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import ContourPanel, Hold, Play, Stage, Timeline
from gradreel.scenes.adagrad_replay import SCENE

ALONE = replace(
    SCENE,
    optimizers=SCENE.optimizers[-1:],
    panels={"map": ContourPanel(names=False)},
    rows=(("map",),),
    widths=(),
    heights=(),
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
