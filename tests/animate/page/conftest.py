"""A page of a scene and one of a film, rendered once."""

from types import SimpleNamespace

import pytest

from gradreel.animate import Caption, Film, Hold, Play, Timeline
from gradreel.animate.export.render import render
from gradreel.animate.stage.opening import open_stage

CAPTIONS = (Caption(0, "they go <b>off</b>"), Caption(6, 'half & "half"'), Caption(12, "on"))
TIMELINE = Timeline((Play(to=6, seconds=1), Hold(0.8), Play(to=20, seconds=1), Hold(0.5)), CAPTIONS)


@pytest.fixture(scope="session")
def told(make_small):
    """A scene with two holds and captions."""
    return make_small(timeline=TIMELINE, title="A <bowl> & $w$")


@pytest.fixture(scope="session")
def replay_page(told, tmp_path_factory):
    stage = open_stage(told, (640, 360), fps=10)
    path = tmp_path_factory.mktemp("page") / "replay.html"
    render(stage, [path, path.with_suffix(".mp4")])
    return SimpleNamespace(path=path, stage=stage)


@pytest.fixture(scope="session")
def film_page(told, make_small, tmp_path_factory):
    later = make_small(name="later", title="Later", timeline=Timeline((Play(to=9, seconds=0.5),)))
    film = Film("both", "Two.", "Both", (told, later), card_seconds=0.5)
    stage = open_stage(film, (160, 90), fps=10)
    path = tmp_path_factory.mktemp("page") / "film.html"
    render(stage, [path])
    return SimpleNamespace(path=path, stage=stage)
