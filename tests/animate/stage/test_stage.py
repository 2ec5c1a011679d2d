"""A frame is a pure function of scene, size, theme and index."""

import hashlib
import os
import random
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.text import Text

from gradreel.animate import ContourPanel, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.strokes import CHUNK
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.stage.sheet import opaque
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import Momentum, Quadratic
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

SOME = (0, 1, 17, 31, 50, 70, 95)

DIGEST = """
import hashlib, sys
from gradreel.animate import Stage
from gradreel.scenes.adagrad_replay import SCENE
stage = Stage(SCENE, (320, 180), fps=5)
print(*(hashlib.sha256(stage.frame(int(i))).hexdigest() for i in sys.argv[1:]))
"""

HOSTILE = """
lines.linewidth: 9
lines.antialiased: False
patch.antialiased: False
text.antialiased: False
text.hinting: none
path.simplify: True
path.simplify_threshold: 1.0
path.snap: False
path.sketch: 4, 90, 3
axes.facecolor: red
figure.facecolor: green
figure.dpi: 31
font.family: serif
font.size: 23
mathtext.fontset: cm
axes.unicode_minus: False
xtick.direction: in
axes.xmargin: 0.4
contour.corner_mask: False
image.cmap: gray
text.usetex: True
agg.path.chunksize: 100
figure.autolayout: True
savefig.dpi: 11
axes.spines.left: False
"""


def digests(stage, indices=SOME):
    return [hashlib.sha256(stage.frame(i)).hexdigest() for i in indices]


def test_any_order_gives_the_same_pixels(replay):
    forward = [replay.frame(i).copy() for i in range(len(replay))]
    backward = [replay.frame(i).copy() for i in reversed(range(len(replay)))][::-1]
    shuffled = list(range(len(replay)))
    random.Random(3).shuffle(shuffled)
    for i in range(len(replay)):
        assert np.array_equal(forward[i], backward[i])
    for i in shuffled:
        assert np.array_equal(forward[i], replay.frame(i))


def test_another_stage_gives_the_same_pixels(replay):
    other = Stage(SCENE, (320, 180), fps=5)
    assert digests(other, reversed(SOME)) == digests(replay, reversed(SOME))


def test_another_process_in_a_hostile_place_gives_the_same_pixels(replay, tmp_path):
    (tmp_path / "matplotlibrc").write_text(HOSTILE)
    hostile = {
        "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"),
        "MPLBACKEND": "svg",
        "TZ": "Pacific/Chatham",
        "LC_ALL": "de_DE.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "12345",
        "PYTHONWARNINGS": "ignore",
    }
    done = subprocess.run(
        [sys.executable, "-c", DIGEST, *map(str, SOME)],
        env=os.environ | hostile,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == digests(replay)


def test_settings_made_while_it_runs_change_nothing_and_stay(replay):
    before = digests(replay)
    ours = {"path.simplify": True, "path.snap": False, "text.antialiased": False}
    with mpl.rc_context(ours):
        other = Stage(SCENE, (320, 180), fps=5)
        assert digests(other) == before
        assert {key: mpl.rcParams[key] for key in ours} == ours


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [(320, 180), (641, 480)])
def test_composite_equals_a_full_redraw_pixel_for_pixel(theme, size):
    stage = Stage(SCENE, size, theme=theme, fps=5)
    for index in SOME:
        assert np.array_equal(stage.frame(index), stage.redraw(index)), index


def test_full_redraw_at_the_size_that_is_delivered():
    stage = Stage(SCENE, (1280, 720))
    for index in (0, 130, len(stage) - 1):
        assert np.array_equal(stage.frame(index), stage.redraw(index)), index


def test_frames_are_pictures_that_nobody_can_change(replay):
    frame = replay.frame(0)
    assert frame.shape == (180, 320, 3)
    assert frame.dtype == np.uint8
    assert frame.flags.c_contiguous
    with pytest.raises(ValueError, match="read-only"):
        frame[0, 0] = 0


@pytest.mark.parametrize("size", [(854, 480), (1366, 768), (961, 541), (481, 271), (333, 777)])
def test_frames_have_the_size_that_was_asked_for(small, size):
    assert Stage(small, size).frame(0).shape == (size[1], size[0], 3)


def test_hold_costs_one_frame_and_play_changes_every_frame(small):
    stage = Stage(replace(small, timeline=Timeline((Play(to=20, seconds=2), Hold(1)))), fps=10)
    frames = list(stage.frames())
    assert frames[-1] is frames[-5]
    assert all(not np.array_equal(a, b) for a, b in pairwise(frames[:19]))


@pytest.fixture(scope="module")
def without():
    """The replay without its text."""
    return Stage(SCENE, (320, 180), fps=5, text=False)


def test_text_can_be_left_out(replay, without):
    assert not any(text.get_visible() and text.get_text() for text in without.figure.findobj(Text))
    assert not np.array_equal(replay.frame(40), without.frame(40))
    # what is no text is where it was: the middle of the map
    assert np.array_equal(replay.frame(0)[30:50, 60:150], without.frame(0)[30:50, 60:150])


def test_pictures_without_text_do_not_depend_on_its_size(without, monkeypatch):
    """Text grows and shrinks with FreeType; what is compared without it must not."""
    plain = digests(without)
    monkeypatch.setattr(PictureText, "advance", lambda self, dpi: 7 + len(self.get_text()))
    other = Stage(SCENE, (320, 180), fps=5, text=False)
    assert digests(other) == plain


def test_everything_that_moves_lies_above_everything_that_stands_still(replay):
    moving = replay.moving(replay.moment(40))
    still = [each for each in replay.figure.findobj() if not each.get_animated()]
    assert min(a.get_zorder() for a in moving) > max(a.get_zorder() for a in still)
    assert all(artist.axes is None for artist in moving)


@pytest.fixture(scope="module")
def long_stage(make_small):
    """A run that jumps about for ever, over many chunks of its trail."""
    timeline = Timeline((Play(to=3000, seconds=3),))
    scene = make_small(
        surface=Quadratic(condition_number=7.0, angle=0.4),
        optimizers=(Momentum(learning_rate=0.05, momentum=0.9999),),
        panels={"map": ContourPanel()},
        rows=(("map",),),
        widths=(),
        steps=3000,
        timeline=timeline,
    )
    return Stage(scene, (320, 180), fps=5)


def test_long_trail_is_the_same_in_any_order(long_stage):
    stroke = [*long_stage.panels.values()][-1].paths[0].line
    forward = [long_stage.frame(i).copy() for i in range(len(long_stage))]
    assert stroke._drawn_to >= 3 * CHUNK
    for i in (14, 3, 9, 0, 7):
        assert np.array_equal(long_stage.frame(i), forward[i])
        assert np.array_equal(long_stage.redraw(i), forward[i])


def test_long_trail_looks_as_if_drawn_in_one_go(long_stage, monkeypatch):
    in_chunks = long_stage.frame(14).astype(int)
    for stroke in [*long_stage.panels.values()][-1].paths[0].strokes:
        monkeypatch.setattr(stroke, "_chunk", 10**9)
    long_stage.frame(0)
    at_once = long_stage.frame(14).astype(int)
    changed = np.abs(in_chunks - at_once).max(axis=-1)
    assert not np.array_equal(in_chunks, at_once)  # where two chunks join, edges are drawn twice
    assert (changed > 40).mean() < 0.006
    assert changed.mean() < 1.0


def test_dashes_go_on_where_those_far_back_end(long_stage, monkeypatch):
    """Dashes that began anew at each chunk would be seen, and the more the longer the run."""
    theme = replace(LIGHT, dashed=frozenset({"momentum"}))
    dashed = Stage(long_stage.scene, long_stage.size, fps=5, theme=theme)
    assert not np.array_equal(dashed.frame(14), long_stage.frame(14))
    in_chunks = {i: dashed.frame(i).astype(int) for i in (14, 3, 9)}
    assert all(np.array_equal(dashed.redraw(i), in_chunks[i]) for i in in_chunks)
    monkeypatch.setattr("gradreel.animate.drawing.strokes.CHUNK", 10**9)
    dashed.frame(0)
    changed = np.abs(in_chunks[14] - dashed.frame(14)).max(axis=-1)
    assert (changed > 40).mean() < 0.006


def test_far_back_of_a_trail_is_not_drawn_anew(long_stage, monkeypatch):
    drawn = []
    stroke = type([*long_stage.panels.values()][-1].paths[0].line)
    real = stroke._stroke
    monkeypatch.setattr(
        stroke,
        "_stroke",
        lambda self, r, pixels: (drawn.append(len(pixels)), real(self, r, pixels)),
    )
    for index in range(len(long_stage)):
        long_stage.frame(index)
    assert max(drawn) <= CHUNK + 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"size": (0, 720)}, "0x720"),
        ({"size": (-1280, 720)}, "-1280x720"),
        ({"size": (100_000, 100_000)}, "100000x100000"),
        ({"fps": 0}, "0 frames per second"),
        ({"fps": float("nan")}, "nan frames per second"),
        ({"fps": 1e9}, "1000000000.0 frames per second"),
    ],
)
def test_impossible_pictures_are_refused_in_a_sentence(small, options, words):
    with pytest.raises(InvalidInput, match=words):
        Stage(small, **options)


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (90, 161), (540, 960)])
def test_the_colours_of_pixels_are_copied_one_by_one(size):
    pixels = np.random.default_rng(1).integers(0, 256, (*size, 4), np.uint8)
    for given in (pixels, pixels[::-1]):
        frame = opaque(given)
        assert np.array_equal(frame, given[..., :3])
        assert frame.flags.c_contiguous
