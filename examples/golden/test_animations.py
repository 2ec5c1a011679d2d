"""All that is needed: gradreel is installed, so pytest has the fixture `golden`."""

import ball
import bowl


def test_bowl(golden):
    """A scene: its numbers, its state and its pixels at a step and two events."""
    golden.check(bowl.SCENE, at=["start", 10, "end"])


def test_ball(golden):
    """Any pictures: all of them, in order."""
    golden.check_frames(ball.frames(), name="ball")
