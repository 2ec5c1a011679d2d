"""The project's own scenes still look as they did; kept in golden/ beside this file.

`pytest tests/test_goldens.py --golden-update` makes them anew; look at what `git diff` shows.
"""

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from gradreel.animate import FilmStage
from gradreel.animate.golden.store import read_golden
from gradreel.animate.scene.loading import load_scene
from gradreel.animate.style.theme import DARK
from gradreel.scenes.lecture import SCENE as LECTURE

pytestmark = pytest.mark.usefixtures("unmeasured")

FOLDER = Path(__file__).parent / "golden"

SCENES = {
    "adagrad_replay": ["start", 30, 90, 230, "end"],
    "best_rates": ["start", 5, 69, "end"],
    "flip_side": ["start", "hold 2", "end"],
    "history_b": ["start", 4, 110, "end"],
    "history_w": ["start", 4, 140, "end"],
    "loss_surface": ["start", 1, "end"],
    "next_time": ["start", 72, "end"],
    "opening": ["start", 4, "end"],
    "right_angle": ["start", 32, 130, "end"],
    "set_back": ["start", 190, "end"],
    "slope": ["start", 2, 120, "end"],
    "slowing_down": ["start", 220, 330, "end"],
    "sparse_data": ["start", "hold 2", "end"],
    "summary": ["start", 60, "end"],
    "update_rule": [0.5, 40, 80, "end"],
    "with_momentum": ["start", 33, "end"],
    "without_root": ["start", 6, 170, "end"],
}
"""The frames that are kept of each scene: three at least. A new scene is a line here."""


@pytest.mark.parametrize("name", SCENES)
def test_scene_is_the_golden_one(golden, name):
    golden.check(load_scene(name), at=SCENES[name])


def test_dark_theme_is_the_golden_one(golden):
    golden.check(load_scene("adagrad_replay"), at=[30], theme=DARK, name="adagrad_replay_dark")


def test_film_is_the_golden_one(golden):
    """A title card, a frame within a chapter, and the last of all."""
    stage = FilmStage(LECTURE, (320, 180), text=False)
    places = [0, len(stage) // 4, len(stage) - 1]
    golden.check_frames([stage.frame(place) for place in places], name="lecture")


def test_every_scene_is_covered():
    installed = entry_points(group="gradreel.scenes")
    own = {entry.name for entry in installed if entry.value.startswith("gradreel.")}
    assert own == {*SCENES, LECTURE.name}
    for name in own:
        assert len(read_golden(FOLDER / name).labels) >= 3


def test_goldens_are_small():
    sizes = {path: path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()}
    assert sizes
    assert {path for path in sizes if path.suffix == ".png" and sizes[path] > 30_000} == set()
    assert sum(sizes.values()) < 1_500_000
