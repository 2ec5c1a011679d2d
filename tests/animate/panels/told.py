"""What every panel must do that tells of w and b side by side: helpers for its tests."""

import hashlib
from dataclasses import replace

import numpy as np
from matplotlib.text import Text

from gradreel.animate import Dim, Highlight, Hold, Play, Reveal, Stage, Timeline
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import Trajectory
from gradreel.scenes.adagrad_replay import SCENE

SIZES = ((1280, 720), (480, 270))


def stage_of(panel, size=SIZES[1], theme=LIGHT, scene=SCENE, timeline=None):
    """One panel alone in a picture."""
    timeline = timeline or Timeline((Play(1, 1), Play(scene.steps, 1), Hold(0.3)))
    alone = {"panels": {"it": panel}, "rows": (("it",),), "widths": (), "heights": (), "keep": ()}
    return Stage(replace(scene, **alone, timeline=timeline, title=""), size, theme=theme, fps=10)


def check_pictures(panel, scene=SCENE):
    """Composed equals redrawn, alone equals in order, in both sizes and themes; no text is cut."""
    for size, theme in zip(SIZES, (DARK, LIGHT), strict=True):
        stage = stage_of(panel, size, theme, scene)
        for index in (0, 3, 10, len(stage) - 1):
            assert (stage.frame(index) == stage.redraw(index)).all(), (size, index)
            check_texts(stage, index)
        again = stage_of(panel, size, theme, scene)
        for index in (len(stage) - 1, 3):
            assert digest(again.frame(index)) == digest(stage.frame(index))


def check_texts(stage, index):
    """Every text is whole within the picture, and none lies over another."""
    moment, renderer = stage.moment(index), stage.renderer
    stage.frame(index)
    moving = [a for name in stage.panels for a in stage.panels[name].at(moment)]
    texts = [t for t in stage.figure.findobj(Text) if not t.get_animated() or t in moving]
    seen = [t for t in texts if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in seen]
    for i, (words, box) in enumerate(boxes):
        assert box.x0 >= -1, words
        assert box.y0 >= -1, words
        assert box.x1 <= stage.size[0] + 1, words
        assert box.y1 <= stage.size[1] + 1, words
        for other_words, other in boxes[:i]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            upright = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert min(across, upright) <= 2, (words, other_words)


def check_parts(panel, parts, scene=SCENE):
    """Each part can be hidden, dimmed and pointed at, and only what is seen is drawn."""
    targets = tuple(f"it/{part}" for part in parts)
    timeline = Timeline(
        (
            Hold(0.5),
            Reveal(targets, 1.0),
            Dim(targets[0], 1.0),
            Highlight(targets[-1], 1.0),
            Play(scene.steps, 1),
        )
    )
    stage = stage_of(panel, scene=scene, timeline=timeline)
    assert tuple(stage.panels["it"].parts) == tuple(parts)
    hidden, shown, dimmed, lit = (stage.frame(i).astype(float) for i in (0, 12, 22, 32))
    ground = stage_of(panel, scene=scene).frame(0)
    assert (shown == ground).all()
    for one, other in ((hidden, shown), (shown, dimmed), (dimmed, lit)):
        assert np.abs(one - other).max() > 20
    for index in (0, 6, 12, 17, 22, 28, 32, len(stage) - 1):
        assert (stage.frame(index) == stage.redraw(index)).all(), index


def recorded(values, steps=6, **channels):
    """A run recorded elsewhere whose numbers are all one value, with nan from step 4 on."""
    params = np.full((steps + 1, 2), 0.5)
    rows = {name: np.full((steps, 2), values) for name in channels}
    for each in (params, *rows.values()):
        each[4:] = np.nan
    loss = np.full(steps + 1, 1.0)
    loss[4:] = np.nan
    return Trajectory("mine", params, loss, rows)


def digest(frame):
    """A name of a picture."""
    return hashlib.sha256(frame.tobytes()).hexdigest()
