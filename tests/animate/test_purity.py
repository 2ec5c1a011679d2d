"""A frame depends on scene, size, theme, rate and index: not on what was drawn before, who draws
beside, or what matplotlib was told."""

import os
import runpy
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from gradreel.animate import Stage
from gradreel.animate.drawing.text import _advance, _numerals, _rasterise
from gradreel.animate.style.own_settings import own_settings
from gradreel.scenes.adagrad_replay import SCENE

SCRIPT = Path(__file__).with_name("pure_frames.py")
FRAMES = runpy.run_path(str(SCRIPT))
PICTURES, STAGES = FRAMES["PICTURES"], FRAMES["STAGES"]
opened, digest = FRAMES["opened"], FRAMES["digest"]

OPENED = {}
"""Stages that a test has opened, by what they were opened with: histories go on with them."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="pictures are drawn in forks")


def drawn_alone(numbers, **environment):
    # Some settings that a matplotlibrc may have will go.
    warnings = ["-W", "error", "-W", "ignore::DeprecationWarning"]
    command = [sys.executable, *warnings, str(SCRIPT), *map(str, numbers)]
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return dict(zip([PICTURES[n] for n in numbers], done.stdout.split(), strict=True))


@pytest.fixture(scope="module")
def alone(tmp_path_factory, worker_id):
    """The digest of each picture, drawn alone in a process of its own: once for all workers."""
    every = range(len(PICTURES))
    if worker_id == "master":
        return drawn_alone(every)
    import fcntl  # as forks, not there on Windows

    kept = tmp_path_factory.getbasetemp().parent / "drawn-alone.txt"  # of this run alone
    with kept.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until it is closed
        file.seek(0)
        if not (digests := file.read().split()):
            digests = list(drawn_alone(every).values())
            file.write("\n".join(digests))
    return dict(zip(PICTURES, digests, strict=True))


class Poison:
    """A setting that nobody may even look at."""

    def __getattribute__(self, name):
        raise AssertionError(f"a setting of the user was read, its {name}")

    def __eq__(self, other):
        raise AssertionError("a setting of the user was compared")

    __hash__ = None


@pytest.fixture
def theirs():
    """The user's settings as they are; put back afterwards whatever was done to them."""
    before = dict.copy(mpl.rcParams)
    yield before
    dict.update(mpl.rcParams, before)


def test_no_setting_of_the_user_is_read(alone, theirs):
    for cached in (_rasterise, _numerals, _advance):
        cached.cache_clear()
    dict.update(mpl.rcParams, dict.fromkeys(theirs, Poison()))
    for picture in PICTURES[::2]:
        stage = OPENED[picture.stage] = opened(picture.stage)
        assert digest(stage, picture) == alone[picture], picture
    assert all(type(value) is Poison for value in dict.values(mpl.rcParams))


def test_a_matplotlibrc_in_which_everything_is_otherwise_changes_no_pixel(alone, tmp_path):
    """Some settings are read when matplotlib is imported, before any of ours could hold."""
    other = FRAMES["other_values"]()
    assert len(other) > 0.98 * len(mpl.rcParamsDefault)
    lines = [f'{key}: "{word}"' for key, word in other.items() if "#" not in word]
    (tmp_path / "matplotlibrc").write_text("\n".join(lines), encoding="utf-8")
    numbers = range(0, len(PICTURES), 2)
    hostile = drawn_alone(numbers, MATPLOTLIBRC=str(tmp_path), LC_ALL="C", TZ="Asia/Tomsk")
    assert hostile == {picture: alone[picture] for picture in hostile}


class Watch(threading.Thread):
    """Reads all settings, and sets some of its own for a while, until the block is left."""

    def __init__(self):
        super().__init__()
        self.before, self.seen, self.done = dict.copy(mpl.rcParams), set(), False

    def run(self):
        while not self.done:
            for key, value in self.before.items():
                if mpl.rcParams._get(key) != value:
                    self.seen.add(key)
            time.sleep(0.01)
            with mpl.rc_context({"font.size": 3}):
                if mpl.rcParams["font.size"] != 3 or mpl.rcParams.copy()["font.size"] != 3:
                    self.seen.add("its own font.size")
            if len(mpl.rcParams.find_all("^font.s")) != 5 or len(mpl.rcParams) != len(self.before):
                self.seen.add("how many there are")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exception):
        self.done = True
        self.join()


def test_threads_draw_right_and_other_threads_see_none_of_it(alone, theirs):
    def drawn(picture):
        return digest(opened(picture.stage), picture)

    some = PICTURES[1::2]  # each stage is set and drawn once
    with Watch() as watch, ThreadPoolExecutor(4) as threads:
        different = [
            picture
            for picture, got in zip(some, threads.map(drawn, some), strict=True)
            if got != alone[picture]
        ]
    assert different == []
    assert watch.seen == set()
    assert type(mpl.rcParams) is mpl.RcParams
    assert dict.copy(mpl.rcParams) == theirs


def test_one_stage_is_drawn_by_many_threads(replay):
    stage = Stage(SCENE, replay.size, fps=replay.fps)
    indices = [3, 60, 61, 90, 3, 17, 60, 91] * 4
    with ThreadPoolExecutor(4) as threads:
        frames = list(threads.map(stage.frame, indices))
    for index, frame in zip(indices, frames, strict=True):
        assert (frame == replay.frame(index)).all(), index


def test_settings_of_ours_are_settings_in_all_they_do(theirs):
    with own_settings({"font.size": 5.0}):
        assert mpl.rcParams["font.size"] == mpl.rcParams.copy()["font.size"] == 5
        assert list(mpl.rcParams) == sorted(theirs)
        assert mpl.rcParams.find_all("^font.size$") == {"font.size": 5.0}
        with mpl.rc_context({"font.size": 7}):
            assert mpl.rcParams["font.size"] == 7
        assert mpl.rcParams["font.size"] == 5
        with own_settings({}):
            mpl.rcParams.update({"font.size": 9, "lines.linewidth": 9})
        assert mpl.rcParams["font.size"] == 5
        mpl.rcdefaults()
        assert mpl.rcParams["font.size"] == mpl.rcParamsDefault["font.size"]
        assert dict.__getitem__(mpl.rcParams, "font.size") == theirs["font.size"]
    assert dict.copy(mpl.rcParams) == theirs


class Drawing(RuleBasedStateMachine):
    """Any pictures, in any order, in one process."""

    alone: dict = {}  # noqa: RUF012 - given by the test
    kept = OPENED  # stages live on from one history to the next

    @initialize()
    def begin(self):
        self.before = dict.copy(mpl.rcParams)

    def stage(self, picture):
        if picture.stage not in self.kept:
            self.kept[picture.stage] = opened(picture.stage)
        return self.kept[picture.stage]

    @rule(picture=strategies.sampled_from(PICTURES))
    def draw(self, picture):
        assert digest(self.stage(picture), picture) == self.alone[picture]

    @rule(pictures=strategies.lists(strategies.sampled_from(PICTURES), min_size=2, max_size=4))
    def draw_in_threads(self, pictures):
        with ThreadPoolExecutor(4) as threads:
            drawn = list(threads.map(lambda p: digest(self.stage(p), p), pictures))
        assert drawn == [self.alone[picture] for picture in pictures]

    @rule(how=strategies.sampled_from(STAGES), share=strategies.floats(0, 1))
    def draw_something_else(self, how, share):
        if how in self.kept:
            stage = self.kept[how]
            stage.frame(round(share * (len(stage) - 1)))

    @rule(how=strategies.sampled_from(STAGES))
    def open_anew_later(self, how):
        if len(self.kept) > len(STAGES) - 2:
            self.kept.pop(how, None)

    @rule(seed=strategies.randoms(use_true_random=False))
    def change_settings(self, seed):
        other = FRAMES["other_values"]()
        for key in seed.sample(sorted(other), 40):
            mpl.rcParams._set(key, mpl.RcParams.validate[key](other[key]))

    def teardown(self):
        dict.update(mpl.rcParams, self.before)


def test_any_history_gives_the_same_pictures(alone):
    Drawing.alone = alone
    machine = Drawing.TestCase
    machine.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
    machine().runTest()
