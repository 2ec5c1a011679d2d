"""Tall and square pictures: panels below each other, text that can be read on a phone."""

import itertools
from dataclasses import replace

import pytest

from gradreel.animate import ContourPanel, Play, Race, Sweeping, Timeline, panels
from gradreel.animate.stage.places import context_of, placed, spoken_of
from gradreel.animate.stage.stage import Stage
from gradreel.animate.stage.text_sizes import texts_seen
from gradreel.animate.style.theme import LIGHT
from gradreel.core import OPTIMIZERS, Beale, GradientDescent, Momentum, Quadratic, sweep
from gradreel.scenes.lecture import SCENE as LECTURE

# A third of 1080x1920 and of 1080x1080: the same shapes.
TALL, SQUARE = (360, 640), (360, 360)
SHARE = 34 / 1080  # of the shorter side, at the least
FPS = 2


def race(count):
    kinds = [kind for name, kind in OPTIMIZERS.items() if name != "lion"][:count]
    return Race(
        surface=Beale(), steps=20, optimizers=[kind(learning_rate=0.01) for kind in kinds]
    ).scene()


def sweeping(**vary):
    optimizer, surface = Momentum() if len(vary) > 1 else GradientDescent(), Quadratic()
    result = sweep(optimizer, surface, (1.0, 1.0), steps=10, vary=vary)
    return Sweeping(optimizer, surface, (1.0, 1.0), result, ("linear",) * len(vary)).scene()


MADE = {
    **{scene.name: lambda scene=scene: scene for scene in LECTURE.scenes},
    "race of 2": lambda: race(2),
    "race of 4": lambda: race(4),
    "race of 8": lambda: race(8),
    "sweep map": lambda: sweeping(learning_rate=[0.01, 0.05, 0.2], momentum=[0.0, 0.5, 0.9]),
    "sweep curve": lambda: sweeping(learning_rate=[0.01, 0.05, 0.2]),
}


def seen_at(stage):
    return [0, len(stage) // 2, len(stage) - 1]


def inside(box, size):
    return box.x0 >= -1.5 and box.y0 >= -1.5 and box.x1 <= size[0] + 1.5 and box.y1 <= size[1] + 1.5


@pytest.mark.parametrize("size", [TALL, SQUARE], ids=str)
@pytest.mark.parametrize("name", MADE)
def test_all_can_be_read_and_nothing_lies_over_another(name, size):
    scene = MADE[name]()
    stage = Stage(scene, size, fps=FPS)
    for index in seen_at(stage):
        for text in texts_seen(stage, index):
            assert text.height >= SHARE * size[0], text
            assert inside(text.box, size), text
    axes = {n: made[0].bbox for n, made in stage.axes.items() if n in scene.panels}
    for (one, a), (other, b) in itertools.combinations(axes.items(), 2):
        assert a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0, (one, other)
    if "map" in axes:
        assert 0.75 < axes["map"].width / axes["map"].height < 1.33
    if size == TALL:
        assert set(axes) == set(scene.panels)
    middle = len(stage) // 2
    assert (stage.frame(middle) == stage.redraw(middle)).all()


@pytest.mark.parametrize("kind", ["SquaresPanel", "PullsPanel", "RatesPanel", "LengthsPanel"])
def test_a_panel_below_a_map_finds_room(kind):
    scene = LECTURE.scenes[0]
    pair = {"map": ContourPanel(), "other": getattr(panels, kind)()}
    timeline = Timeline((Play(to=20, seconds=1),))
    pair_of = replace(scene, panels=pair, rows=(("map", "other"),), widths=(), heights=())
    stage = Stage(replace(pair_of, timeline=timeline), TALL, fps=FPS)
    assert {"map", "other"} < set(stage.panels)
    assert all(inside(text.box, TALL) for text in texts_seen(stage, 1))


NO_ROOM = {
    "flip_side": {"map", "history"}, "history_b": {"gradient", "history", "squares"},
    "history_w": {"gradient", "history", "squares"}, "loss_surface": {"surface"},
    "right_angle": {"gradient", "lengths"}, "set_back": {"history"}, "slope": {"slope"},
    "sparse_data": {"map", "pulls"}, "summary": {"code", "features"}, "update_rule": {"squares"},
    "without_root": {"without"},
}  # fmt: skip
"""What is spoken of and has no room in a square picture beside what the scene keeps: with words of
34 pixels each of these panels needs a third of it."""


@pytest.mark.parametrize("scene", LECTURE.scenes, ids=lambda scene: scene.name)
def test_what_is_spoken_of_is_shown(scene):
    context, told = context_of(scene, LIGHT), set(spoken_of(scene))
    square = placed(context, scene, (1080, 1080)).panels.keys()
    assert told - square <= NO_ROOM.get(scene.name, set())
    assert set(scene.keep[:1]) <= square
    maps = {key for key, panel in scene.panels.items() if isinstance(panel, ContourPanel)}
    assert scene.keep or maps <= square
