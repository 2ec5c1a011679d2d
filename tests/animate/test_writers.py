"""Every writer is failed, stopped and killed at each of its steps: old or new is there, whole.

The steps are those that pass through `core.disk`, so nothing here waits for the right moment.
"""

import errno
import os
import shutil
import signal
from functools import partial
from itertools import count
from unittest.mock import patch

import numpy as np
import pytest

from gradreel.animate import (
    Caption,
    CurvePanel,
    Exploring,
    Play,
    Race,
    Stage,
    Timeline,
    write_explore,
)
from gradreel.animate.cli.commands.new import write_new
from gradreel.animate.cli.errors import Stopped
from gradreel.animate.cli.outputs import stop_told
from gradreel.animate.cli.signals import stoppable
from gradreel.animate.explore import fitting
from gradreel.animate.export.fit_size import render_within
from gradreel.animate.export.render import render
from gradreel.animate.export.stills import write_still
from gradreel.animate.formats import Clip, open_encoder
from gradreel.animate.formats.companion import Companion
from gradreel.animate.golden.finding import Finding, Shown
from gradreel.animate.golden.recording import record_frames
from gradreel.animate.golden.report import write_report
from gradreel.animate.golden.store import delete_golden, read_golden, write_frame, write_golden
from gradreel.core import GradientDescent, Quadratic, descend, disk, write_trace
from gradreel.core.errors import RenderError

STAGES, RUNS = {}, {}
RULES = (GradientDescent(learning_rate=0.1),)
EXPLORED = [Exploring(Race(Quadratic(), (1.0, 0.5 + seed), 3, RULES)) for seed in (0, 1)]
PAGES = {seed: fitting.write_page(each) for seed, each in enumerate(EXPLORED)}
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and fork")


def frames(seed, size=(16, 24, 3)):
    """Three pictures."""
    return [np.full(size, 40 * k + seed, np.uint8) for k in range(3)]


def film(suffix, folder, seed):
    pictures = frames(seed)
    clip = Clip((24, 16), 10, samples=pictures)
    with open_encoder(folder / f"film{suffix}", clip) as encoder:
        for picture in pictures:
            encoder.write(picture)


def trace(suffix, folder, seed):
    write_trace(folder / f"run{suffix}", [RUNS[seed]])


def still(suffix, folder, seed):
    write_still(STAGES[seed], 0, folder / f"still{suffix}")


def several(folder, seed):
    paths = [folder / name for name in ("frames", "a.apng", "a.vtt")]
    poster = Companion(folder / "p.png", partial(disk.write, data=str(seed)))
    render(STAGES[seed], paths, beside=[poster])


def explore(folder, seed):
    with patch.object(fitting, "write_page", lambda exploring: PAGES[EXPLORED.index(exploring)]):
        write_explore(folder / "explore.html", EXPLORED[seed])


def within(folder, seed):
    render_within(lambda size, fps: STAGES[seed], folder / "a.apng", 10**7, ((160, 90), 5.0))


def golden(folder, seed):
    write_golden(folder / "golden/it", record_frames(frames(seed)[: 2 + seed], name="it"))


def one_frame(folder, seed):
    if not (folder / "golden").exists():
        golden(folder, seed)
    else:
        kept = read_golden(folder / "golden/it")
        write_frame(kept, record_frames(frames(seed)[:2], name="it"), "1")


def prune(folder, seed):
    if not seed:
        golden(folder, seed)
    else:
        delete_golden(folder / "golden/it")


def report(folder, seed):
    shown = [Shown("pixels", "", str(k), (), {"got": b"PNG" * seed}) for k in range(3)]
    write_report(folder / "report", [Finding("it", "t", [], "", "differs", "", shown)])


def new(folder, seed):
    if seed:
        write_new("scene", folder / "mine.py")


WRITERS = {
    **{
        f"film{suffix}": partial(film, suffix)
        for suffix in ("", ".apng", ".gif", ".mp4", ".html", ".pptx")
    },
    **{f"trace{suffix}": partial(trace, suffix) for suffix in (".csv", ".npz")},
    **{f"still{suffix}": partial(still, suffix) for suffix in (".png", ".svg")},
    "several": several,
    "explore": explore,
    "within": within,
    "golden": golden,
    "golden, one frame": one_frame,
    "golden, prune": prune,
    "report": report,
    "new": new,
}


@pytest.fixture(scope="module", autouse=True)
def material(make_small):
    # As vectors a map is long: it would be drawn again for each of its hundred pieces.
    curve = {"panels": {"curve": CurvePanel("gradient", "w")}, "rows": (("curve",),), "widths": ()}
    for seed in (0, 1):
        timeline = Timeline((Play(to=2, seconds=0.4),), (Caption(0, f"seed {seed}"),))
        scene = make_small(timeline=timeline, title=f"{seed}", **curve)
        STAGES[seed] = Stage(scene, (160, 90), fps=5)
        RUNS[seed] = descend(
            GradientDescent(learning_rate=0.1), Quadratic(), (1.0, 0.5 + seed), steps=3
        )
    yield
    STAGES.clear()


def snapshot(folder):
    """Everything in a folder, hidden or not, byte for byte."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


class Bench:
    """A folder in which a writer writes the new over the old, again and again."""

    def __init__(self, folder, writer):
        self.folder, self.writer = folder / "here", writer
        self._kept = folder / "kept"
        self.folder.mkdir()
        writer(self.folder, 0)
        self.old = snapshot(self.folder)
        shutil.copytree(self.folder, self._kept)
        writer(self.folder, 1)
        self.new = snapshot(self.folder)
        assert self.new != self.old

    def attempts(self, act):
        """Let `act` happen at each step in turn; yield what is to be run."""
        for number in count():
            shutil.rmtree(self.folder)
            shutil.copytree(self._kept, self.folder)
            seen = []

            def watch(deed, path, number=number, seen=seen):
                seen.append(deed)
                act(len(seen) - 1 - number, deed)

            def run(watch=watch):
                with disk.watched(watch):
                    self.writer(self.folder, 1)

            yield run
            if len(seen) <= number:  # it was over before that
                return


@pytest.fixture(params=WRITERS)
def bench(request, tmp_path):
    return Bench(tmp_path, WRITERS[request.param])


def fails(code, number, deed):
    if number == 0 and deed != "remove empty":  # what is left then is an empty folder
        raise OSError(code, os.strerror(code))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_step_that_fails(bench, code):
    for run in bench.attempts(partial(fails, code)):
        told = None
        try:
            run()
        except RenderError as error:
            told = str(error)
        now = snapshot(bench.folder)
        if told is None:
            assert now == bench.new
        else:
            assert os.strerror(code) in told or "disk is full" in told
            assert now == bench.old


def stop(signals, number, deed):
    if 0 <= number < len(signals):
        os.kill(os.getpid(), signals[number])


@posix_only
@pytest.mark.parametrize(
    "signals",
    [
        [signal.SIGINT],
        [signal.SIGTERM],
        [signal.SIGHUP],
        [signal.SIGINT, signal.SIGINT],
    ],
    ids=lambda signals: " ".join(each.name for each in signals),
)
def test_being_stopped_at_a_step(bench, signals):
    # By these it is seen what was written: all but folders in which single files change.
    changed = {name for name in bench.old | bench.new if bench.old.get(name) != bench.new.get(name)}
    places = [bench.folder / name for name in changed if (bench.new | bench.old)[name]]
    name = {signal.SIGINT: "Ctrl-C"}.get(signals[0], signals[0].name)
    for run in bench.attempts(partial(stop, signals)):
        told = ""
        try:
            with stoppable(), stop_told(places):
                run()
        except Stopped as stopped:
            told = stopped.format_message()
            assert told.startswith(f"Stopped by {name}; ")
        now = snapshot(bench.folder)
        assert now in (bench.old, bench.new)
        if "nothing was written" in told:
            assert now == bench.old
        else:
            assert now == bench.new


@posix_only
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=lambda number: number.name)
def test_being_killed_at_a_step(bench, number):
    """SIGTERM kills as well where no command line is there to answer it."""
    for run in bench.attempts(partial(stop, [number])):
        child = os.fork()
        if not child:
            os._exit(_status_of(run))
        assert os.waitpid(child, 0)[1] in (number, 0)
        read_golden(bench.folder / "golden/it")  # as the next check does
        now = {
            name: data for name, data in snapshot(bench.folder).items() if ".gradreel-" not in name
        }
        assert now in (bench.old, bench.new)
        if bench.writer is new and now == bench.new:
            (bench.folder / "mine.py").unlink()  # which is never written over
        bench.writer(bench.folder, 1)
        assert snapshot(bench.folder) == bench.new


def _status_of(run):
    try:
        run()
    except BaseException:
        return 1
    return 0
