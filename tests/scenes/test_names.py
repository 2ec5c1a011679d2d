"""Names at moving things: none lies on another, none leaps, at any frame rate."""

from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np
import pytest

from gradreel.animate import AnatomyPanel, Change, ContourPanel, Hold, Play, Replay, Stage, Timeline
from gradreel.animate.drawing.takes import cuts_of
from gradreel.animate.scene.panel import Margins
from gradreel.core import Window
from gradreel.scenes.lecture import SCENE as FILM

RATES = (10, 15, 25, 50)


def names_move(panel):
    return isinstance(panel, AnatomyPanel) or getattr(panel, "names", False)


SCENES = [scene for scene in FILM.scenes if any(map(names_move, scene.panels.values()))]

CLEAR_OF_HEADS = {"right_angle", "adagrad_replay", "without_root", "flip_side"}
"""Where names lie on no head either: whose head it is would have to be guessed."""
assert {scene.name for scene in SCENES} >= CLEAR_OF_HEADS


class Every(frozenset):
    """Holds whatever it is asked for."""

    def __contains__(self, part):
        return True


@dataclass(frozen=True)
class Blank:
    """Stands for a panel whose names do not move, and draws nothing: names ask for none of it."""

    margins: Margins
    parts = Every()  # the timeline names some

    def anchor(self, optimizer, step, point):
        return np.zeros(2)

    def draw(self, axes, context):
        axes.set_axis_off()
        return self

    def at(self, moment):
        return ()


def bare(scene):
    """The scene with nothing in the panels whose names do not move."""
    panels = {name: p if names_move(p) else Blank(p.margins) for name, p in scene.panels.items()}
    return replace(scene, panels=panels)


def named_panels(stage):
    """The panels whose names move, by name."""
    return {name: panel for name, panel in stage.panels.items() if getattr(panel, "names", None)}


def boxes(texts, dpi):
    """Edges of the names that are drawn, by number: left, foot, right, top, in pixels."""
    found = {}
    for number, text in enumerate(texts):
        if text.get_visible() and text.get_text():
            (x, y), half = text.get_position(), text.advance(dpi) / 2
            letters = text.get_fontsize() * dpi / 72
            found[number] = (x - half, y - 0.24 * letters, x + half, y + 0.76 * letters)
    return found


def on_each_other(drawn):
    return [
        (i, j)
        for (i, a), (j, b) in combinations(drawn.items(), 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]


def tracks(stage, name, panel):
    """Every frame of a panel: its number and the boxes of its names.

    Where the window stays, the names alone are set, and in some frames it is seen that they stand
    there too when all is.
    """
    for index in range(len(stage)):
        moment = stage.moment(index)
        changed = moment.changes.get(name)
        shown = stage._sheets_at(moment)[name].panels[name] if changed else panel
        if changed or getattr(panel, "zooming", None):
            shown.at(moment)
        else:
            shown.names.set(moment)
        found = boxes(shown.names.texts, stage.figure.dpi)
        if index % 25 == 0:
            shown.at(moment)
            assert boxes(shown.names.texts, stage.figure.dpi) == found, index
        yield index, found


def cut_between(stage, name, index):
    """Whether the panel's picture jumps between a frame and the one before."""
    clock, last = stage.scene.clock, len(stage) - 1
    before, here = ((index - back) / last * clock.seconds for back in (1, 0))
    return any(before < cut <= here for cut in cuts_of(clock, name))


def faults(stage):
    """What names do wrong: (panel, frame, what)."""
    for name, panel in named_panels(stage).items():
        seen = list(tracks(stage, name, panel))
        yield from ((name, index, pair) for index, drawn in seen for pair in on_each_other(drawn))
        for (_, before), (index, drawn) in pairwise(seen):
            if cut_between(stage, name, index):
                continue
            for number in before.keys() & drawn.keys():
                old, new = before[number], drawn[number]
                middles = [np.array([(b[0] + b[2]) / 2, b[1]]) for b in (old, new)]
                if np.hypot(*(middles[1] - middles[0])) > new[3] - new[1]:
                    yield name, index, number


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_names_lie_on_no_other_and_move_no_more_than_their_height(scene, fps, large_stage_of):
    # Where names stand goes by size and rate, not by the theme.
    stage = large_stage_of(scene.name) if fps == 25 else Stage(bare(scene), (480, 270), fps=fps)
    assert stage.fps == fps
    assert named_panels(stage)
    assert not list(faults(stage))
    if scene.name in CLEAR_OF_HEADS:
        names = stage.panels["map"].names
        moments = [stage.moment(index) for index in range(len(stage))]
        gaps = names.places.centres[:, :, None] - names._heads(moments)[:, None]
        assert not (np.abs(gaps) < names._sizes[:, None] / 2).all(axis=-1).any()


@pytest.mark.parametrize("fps", RATES)
def test_names_keep_to_it_while_their_map_zooms_and_when_it_jumps_back(make_small, fps):
    ways = (
        Play(10, 0.5), Change("map", 0.5), Hold(0.5), Play(20, 0.5), Replay(0, 20, 0.5),
        Change("map", 0.3, to=0), Hold(0.5),
    )  # fmt: skip
    panels = {"map": ContourPanel(bands=2, zoom=Window(-0.4, 0.4, -0.3, 0.3))}
    scene = make_small(panels=panels, rows=(("map",),), widths=(), timeline=Timeline(ways))
    assert not list(faults(Stage(scene, (320, 180), fps=fps)))


def test_what_other_panels_draw_moves_no_name(small_stage_of):
    """So they may be left blank above."""
    name = "adagrad_replay"
    whole = small_stage_of(name)
    blank = Stage(bare(whole.scene), whole.size, fps=whole.fps)
    both = [stage.panels["map"].names.places.centres for stage in (whole, blank)]
    np.testing.assert_array_equal(*both)
