"""What the tests share: small scenes, and stages that take a while to set."""

import gc
import os
import signal
import threading
from dataclasses import replace

import pytest
from hypothesis import settings

from gradreel.animate import ContourPanel, CurvePanel, Play, Scene, Stage, Timeline
from gradreel.core import AdaGrad, GradientDescent, Quadratic
from gradreel.scenes.adagrad_replay import SCENE

# Many tests start a process: it need not compile everything again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What a shell starts in the background ignores Ctrl-C, and so does all that it starts.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples in every run; how long one takes is nothing to fail for on a shared machine.
settings.register_profile("gradreel", deadline=None, derandomize=True)
settings.load_profile("gradreel")


def pytest_collection_finish():
    """Leave out what lives until the end: looking for cycles in it took a sixth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def small_scene(**changes):
    """A bowl, two optimizers, two panels; whatever is named in `changes` otherwise."""
    scene = Scene(
        name="small",
        summary="Two optimizers in a bowl.",
        title="A bowl",
        surface=Quadratic(),
        start=(-1.0, 0.8),
        steps=20,
        optimizers=(GradientDescent(learning_rate=0.05), AdaGrad(learning_rate=0.2)),
        panels={"map": ContourPanel(), "curve": CurvePanel("gradient", "w", ("adagrad",))},
        rows=(("map", "curve"),),
        widths=(2, 1),
        timeline=Timeline((Play(to=20, seconds=2),)),
    )
    return replace(scene, **changes)


@pytest.fixture
def small():
    return small_scene()


@pytest.fixture(scope="session")
def make_small():
    return small_scene


@pytest.fixture(scope="session")
def replay():
    """The lecture's scene at a quarter of its size and 5 frames a second."""
    return Stage(SCENE, (320, 180), fps=5)


@pytest.fixture
def unmeasured(monkeypatch):
    """Nothing asks how wide a text is drawn: a picture without texts hangs on no FreeType."""
    from gradreel.animate.drawing import fitting, text

    def refuse(*asked):
        raise AssertionError(f"{asked[0]!r} was measured as it would be drawn")

    for module, name in ((text, "_advance"), (text, "_rasterise"), (fitting, "_outlined")):
        monkeypatch.setattr(module, name, refuse)
