"""Tall and square pictures: panels below each other, text that can be read on a phone."""

import itertools
from dataclasses import replace

import pytest
from matplotlib.patches import FancyBboxPatch
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from gradreel.animate import ContourPanel, Hold, Play, Race, Sweeping, Timeline, panels
from gradreel.animate.drawing.callouts import line_of
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.contour.drawn import DrawnContour
from gradreel.animate.scene.emphasis import panel_of
from gradreel.animate.scene.terms import targets_in
from gradreel.animate.scene.turns import SHORTEST, Turns
from gradreel.animate.stage.places import context_of, pages_of, spoken_of
from gradreel.animate.stage.stage import Stage
from gradreel.animate.stage.text_sizes import texts_seen
from gradreel.animate.style.theme import LIGHT
from gradreel.core import OPTIMIZERS, Beale, GradientDescent, Momentum, Quadratic, sweep
from gradreel.scenes.lecture import SCENE as LECTURE

# A third of 1080x1920 and of 1080x1080: the same shapes.
TALL, SQUARE = (360, 640), (360, 360)
SHARE = 34 / 1080  # of the shorter side, at the least
FPS = 2


CUT = {"Gradient…", "Without…", "AdaGrad +…", "…momentum", "AdaGrad…momentum"}
"""All that is shortened in any scene: names, to whole words that say whose they are."""


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
            assert "…" not in text.words or text.words in CUT, text
            assert inside(text.box, size), text
        assert not crossed(stage.page(index))
        axes = {n: a[0].bbox for n, a in stage.page(index).axes.items() if n in scene.panels}
        for (one, a), (other, b) in itertools.combinations(axes.items(), 2):
            assert a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0, (one, other)
    if "map" in axes:
        assert 0.75 < axes["map"].width / axes["map"].height < 1.33
    if size == TALL:
        assert set(axes) == set(scene.panels)
    middle = len(stage) // 2
    assert (stage.frame(middle) == stage.redraw(middle)).all()
    for index in pointed_at(stage):
        assert not hidden(stage, index), index


def pointed_at(stage):
    """The first and the last frame at which each callout is seen."""
    moments = [stage.moment(index) for index in range(len(stage))]
    shown = {}
    for moment in moments:
        for callout in moment.callouts:
            shown.setdefault(callout, []).append(moment.index)
    return sorted({each for indices in shown.values() for each in (indices[0], indices[-1])})


def hidden(stage, index):
    """What a callout lies over: with its plate starts and minima, with its dashed way names."""
    page = stage.page(index)
    drawn = page.panels.get("map")
    moving = page.moving(page.moment(index))
    found = []
    if isinstance(drawn, DrawnContour):
        for plate in (a.get_window_extent() for a in moving if is_plate(a)):
            found += [mark for mark in drawn.kept_clear if plate.contains(*mark)]
        for name in drawn.names.texts if drawn.names else []:
            box = name.get_window_extent(page.renderer)
            ways = [line_of(c, page.panels) for c in stage.moment(index).callouts if c.line]
            found += [name.get_text() for way in ways if Path(way).intersects_bbox(box)]
    return found


def is_plate(artist):
    return isinstance(artist, FancyBboxPatch) and artist.get_fill()


@pytest.mark.parametrize("kind", ["SquaresPanel", "PullsPanel", "RatesPanel", "LengthsPanel"])
def test_a_panel_below_a_map_finds_room(kind):
    scene = LECTURE.scenes[0]
    pair = {"map": ContourPanel(), "other": getattr(panels, kind)()}
    timeline = Timeline((Play(to=20, seconds=1),))
    pair_of = replace(scene, panels=pair, rows=(("map", "other"),), widths=(), heights=())
    stage = Stage(replace(pair_of, timeline=timeline), TALL, fps=FPS)
    assert {"map", "other"} < set(stage.panels)
    assert all(inside(text.box, TALL) for text in texts_seen(stage, 1))


def pages_and_turns(scene):
    pages = [each.panels for each in pages_of(context_of(scene, LIGHT), scene, (1080, 1080))]
    return pages, Turns(scene.clock, pages)


@pytest.mark.parametrize("scene", LECTURE.scenes, ids=lambda scene: scene.name)
def test_in_a_square_picture_what_is_spoken_of_is_shown_just_then(scene):
    pages, turns = pages_and_turns(scene)
    assert set(spoken_of(scene)) <= set().union(*pages)
    assert set(scene.keep[:1]) <= pages[0].keys()
    shown, named = set(), set()
    for index in range(scene.clock.frame_count(4)):
        moment = scene.clock.moment(index, 4)
        told = {panel_of(target, scene.panels) for target in targets_in(moment.caption)} - {None}
        told = {panel for panel, _ in told} | {callout.panel for callout in moment.callouts}
        page = pages[turns.at(moment.seconds).now]
        assert not told or told & page.keys() or moment.said < 1, moment
        shown, named = shown | (told & page.keys()), named | told
    assert named == shown
    come = set().union(*(pages[number] for _, number in turns.starts))
    assert {panel for segment in scene.clock.segments for panel in segment.panels} <= come
    starts = [start for start, _ in turns.starts]
    assert all(b - a >= SHORTEST for a, b in itertools.pairwise([*starts, scene.clock.seconds]))


@pytest.mark.parametrize("scene", LECTURE.scenes, ids=lambda scene: scene.name)
def test_a_callout_is_shown_on_the_page_of_its_panel_also_while_pages_turn(scene):
    stage, shown = Stage(scene, (180, 180), fps=10), set()
    for index in range(len(stage)):
        moment, page = stage.moment(index), stage.page(index)
        if stage._turns.at(moment.seconds).share < 1:
            assert stage.frame(index).shape == (180, 180, 3)
        own = {callout for callout in moment.callouts if callout.panel in page.panels}
        if own:
            assert page._callouts.at(moment, page.panels)
        shown |= own
    assert shown == set(scene.clock.all_callouts)


def test_turning_pages_is_as_pure_as_all_else():
    scene = next(scene for scene in LECTURE.scenes if scene.name == "flip_side")
    stage, again = (Stage(scene, (160, 160), fps=25) for _ in range(2))
    _, turns = pages_and_turns(scene)
    turn = stage.frame_at_time(turns.starts[1][0])
    indices = [turn - 1, turn + 3, turn + 5, turn + 12]
    frames = [stage.frame(index).copy() for index in indices]
    for index, frame in reversed([*zip(indices, frames, strict=True)]):
        assert (again.frame(index) == frame).all()
        assert (again.redraw(index) == frame).all()
    assert stage.page(turn - 1) is stage
    assert {"map", "history"} < set(stage.page(turn + 12).panels)
    mixed, last = frames[1].astype(int), frames[0]
    assert (mixed != last).any()
    assert (mixed != frames[3]).any()


def test_a_page_for_less_than_can_be_found_does_not_come():
    hold = {"a": "[map](map)", "b": "[loss](loss)"}
    clock = Timeline(
        (Hold(3, hold["a"]), Hold(0.8, hold["b"]), Hold(3, hold["a"]), Hold(3, hold["b"]), Hold(3))
    ).resolved()
    found = Turns(clock, [("map",), ("loss",)]).starts
    assert [page for _, page in found] == [0, 1, 0]
    assert [start for start, _ in found] == pytest.approx([0, 6.8, 9.8], abs=0.05)
    assert Turns(clock, [("map", "loss")]).starts == [(0.0, 0)]


def test_a_line_through_words_is_found():
    stage = Stage(LECTURE.scenes[0], SQUARE, fps=FPS)
    axes = stage.axes["map"][0]
    words = next(text for text in stage.figure.findobj(PictureText) if not text.get_animated())
    axes.plot([0, 360], [words.get_window_extent(stage.renderer).y0 + 4] * 2, transform=None)
    axes.lines[-1].set_clip_on(False)
    assert words.get_text() in crossed(stage)


def crossed(page):
    """The words of the axes that a line of the axes lies on."""
    lines = [line for axes in page.figure.axes if axes.axison for line in axes.lines]
    lines = [line for line in lines if line.get_visible() and not line.get_animated()]
    found = []
    for text in page.figure.findobj(PictureText):
        box = text.get_window_extent(page.renderer)
        ink = (box.x0 + 1, box.y0 + 0.2 * box.height, box.x1 - 1, box.y1 - 0.1 * box.height)
        if text.get_visible() and text.get_text() and not text.get_animated():
            for line in lines:
                path = line.get_path().transformed(line.get_transform())
                seen = Bbox.from_extents(ink)
                seen = Bbox.intersection(seen, line.axes.bbox) if line.get_clip_on() else seen
                if seen and len(path) > 1 and path.intersects_bbox(seen, filled=False):
                    found.append(text.get_text())
    return found
