"""A stranger's project, for pytest inside pytest."""

import shutil

# What an inner run imports first is dropped after it, and some libraries bear that only once.
import contourpy  # noqa: F401
import PIL.Image  # noqa: F401
import pytest

from gradreel.animate.golden.recording import record_scene
from gradreel.animate.golden.store import write_golden

SCENE = """
from gradreel.animate import Caption, ContourPanel, CurvePanel, Play, Scene, Stage, Timeline
from gradreel.core import AdaGrad, GradientDescent, Quadratic

def scene(rate=0.05, title="A bowl", limits=None, seconds=2, captions=(Caption(0, "go"),)):
    return Scene(
        name="small", summary="A bowl.", title=title, surface=Quadratic(), start=(-1.0, 0.8),
        steps=20, optimizers=(GradientDescent(learning_rate=rate), AdaGrad(learning_rate=0.2)),
        panels={
            "map": ContourPanel(),
            "curve": CurvePanel("gradient", "w", ("adagrad",), limits=limits),
        },
        rows=(("map", "curve"),), widths=(2, 1),
        timeline=Timeline((Play(to=20, seconds=seconds),), captions),
    )
"""
CHECK = """
from small import scene

def test_small(golden):
    golden.check(scene(), at=["start", 10, "end"])
"""
MARKER = """
import numpy as np

SIZE = (1280, 720)

def frames(offset=0, shift=0, color=(200, 0, 0)):
    for k in range(5):
        frame = np.full((SIZE[1], SIZE[0], 3), 240, np.uint8)
        x = 20 + 30 * k + (offset if k == 3 else 0)
        frame[60:71, x:x + 11] = color
        frame[80:84] = (0, 60, 140)
        yield np.roll(frame, shift, axis=1)
"""


@pytest.fixture
def project(pytester, monkeypatch):
    """A scene, a test of it, and nothing else."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makeini(
        "[pytest]\naddopts = -p no:cacheprovider -p no:randomly -p no:hypothesispytest\n"
    )
    pytester.makepyfile(small=SCENE, test_small=CHECK, marker=MARKER)
    pytester.syspathinsert()
    return pytester


@pytest.fixture
def change(project):
    """Replace a text of a file."""

    def change(old, new, file="test_small.py"):
        path = project.path / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return change


@pytest.fixture(scope="session")
def right(tmp_path_factory):
    """The golden that `pytest --golden-update` makes of the scene."""
    scene = {}
    exec(SCENE, scene)
    folder = tmp_path_factory.mktemp("right") / "small"
    write_golden(folder, record_scene(scene["scene"](), ["start", 10, "end"]))
    return folder


@pytest.fixture
def kept(project, right):
    """The same with its golden."""
    shutil.copytree(right, project.path / "golden/small")
    return project


@pytest.fixture
def told(project):
    """Run it, see one test fail, and return the output."""

    def told(*arguments):
        result = project.runpytest(*arguments)
        result.assert_outcomes(failed=1)
        return result.stdout.str()

    return told


@pytest.fixture
def check_text():
    """The test of the scene."""
    return CHECK
