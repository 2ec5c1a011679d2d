"""All that is needed: gradreel is installed, so pytest has the fixture `golden`."""

import ball
import bowl

from gradreel.animate import GoldenFixture


def test_bowl(golden: GoldenFixture) -> None:
    """A scene: its numbers, its state and its pixels at a step and two events."""
    golden.check(bowl.SCENE, at=["start", 10, "end"])


def test_ball(golden: GoldenFixture) -> None:
    """Any pictures: all of them, in order."""
    golden.check_frames(ball.frames(), name="ball")
