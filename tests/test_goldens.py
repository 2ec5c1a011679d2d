"""The project's own scenes still look as they did; kept in golden/ beside this file.

`pytest tests/test_goldens.py --golden-update` makes them anew; look at what `git diff` shows.
"""

from pathlib import Path

import pytest

from gradreel.animate.golden.store import read_golden
from gradreel.animate.scene_loading import load_scene, scene_names
from gradreel.animate.theme import DARK

FOLDER = Path(__file__).parent / "golden"
OWN = sorted(path.stem for path in Path(__file__).parents[1].glob("scenes/[!_]*.py"))

AT = {"adagrad_replay": ["start", "hold 1", 90, 230, "end"]}
"""Frames that show more than the start, the first hold and the end do, by scene."""


def places(scene):
    """The frames that are kept of a scene: three at least."""
    timeline = scene.timeline
    return AT.get(scene.name, ["start", timeline.last_step / 3, timeline.last_step * 2 / 3, "end"])


@pytest.mark.parametrize("name", OWN)
def test_scene_is_the_golden_one(golden, name):
    scene = load_scene(name)
    golden.check(scene, at=places(scene))


def test_dark_theme_is_the_golden_one(golden):
    golden.check(load_scene("adagrad_replay"), at=[30], theme=DARK, name="adagrad_replay_dark")


def test_every_scene_is_covered():
    assert set(OWN) <= set(scene_names())
    for name in OWN:
        assert len(read_golden(FOLDER / name).labels) >= 3


def test_goldens_are_small():
    sizes = {path: path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()}
    assert sizes
    assert {path for path in sizes if path.suffix == ".png" and sizes[path] > 30_000} == set()
    assert sum(sizes.values()) < 1_500_000
