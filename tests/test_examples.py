"""The examples that stand alone still draw."""

from dataclasses import replace
from pathlib import Path

import pytest

from gradreel.animate import Stage
from gradreel.animate.scene.loading import load_single
from gradreel.core.errors import InvalidInput

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_draws_from_its_first_frame_to_its_last(path):
    scene = load_single(str(path), "be an example")
    assert scene.name == path.stem
    stage = Stage(scene, (480, 270), fps=5)
    first, last = stage.frame(0), stage.frame(len(stage) - 1)
    assert (first != last).any()


def test_the_claim_that_is_an_example_says_what_the_run_did():
    scene = load_single(str(EXAMPLES[0].with_name("staying.py")), "be an example")
    says = scene.timeline.captions[1]
    strict = replace(says, claim=replace(says.claim, loss=0.05))
    with pytest.raises(InvalidInput, match=r"momentum has a loss of 0\.0902, not below"):
        _ = replace(
            scene, timeline=replace(scene.timeline, captions=(scene.timeline.captions[0], strict))
        ).clock
