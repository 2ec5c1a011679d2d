"""The examples that stand alone still draw."""

from pathlib import Path

import pytest

from gradreel.animate import Stage
from gradreel.animate.scene.loading import load_single

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_draws_from_its_first_frame_to_its_last(path):
    scene = load_single(str(path), "be an example")
    assert scene.name == path.stem
    stage = Stage(scene, (480, 270), fps=5)
    first, last = stage.frame(0), stage.frame(len(stage) - 1)
    assert (first != last).any()
