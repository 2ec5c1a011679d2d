"""The 3D surface turned by the timeline: only while the panel changes."""

import numpy as np
import pytest

from gradreel.animate import Change, Hold, Play, Stage, SurfacePanel, Timeline


def test_it_turns_by_its_change_and_rests_otherwise(make_small):
    scene = make_small(
        panels={"3d": SurfacePanel(azimuth=-40, swing=20)},
        rows=(("3d",),),
        widths=(),
        timeline=Timeline((Play(to=10, seconds=2), Change("3d", 4), Hold(2))),
    )
    stage = Stage(scene, (640, 360), fps=10)
    surface = stage.panels["3d"]
    angles = [np.degrees(surface.view(stage.moment(i)).angle) for i in range(len(stage))]
    assert not surface.timed
    assert angles[:20] == pytest.approx([-40] * 20)
    assert angles[61:] == pytest.approx([-40] * (len(angles) - 61))
    assert max(angles) == pytest.approx(-20, abs=0.2)
    assert min(angles) == pytest.approx(-60, abs=0.2)
