"""Films that other processes draw: the same bytes, or one sentence and nothing left."""

import pickle
import signal
from concurrent.futures import Executor, Future
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from waiting import wait_until

from gradreel.animate import Film, Hold, Play, Stage, Timeline, open_stage, render
from gradreel.animate.export import chunks, workers
from gradreel.animate.export.chunks import cuts_of, workers_that_pay
from gradreel.animate.export.crew import FILM, Jobs
from gradreel.animate.export.errand import Errand
from gradreel.animate.export.recipe import Recipe
from gradreel.animate.export.workers import Workers
from gradreel.core import Quadratic, disk
from gradreel.core.errors import InvalidInput, RenderError

SIZE = (160, 90)


class Elsewhere(Executor):
    """Runs what it is given as another process would, in batches, the last first."""

    def __init__(self, batch=3, fail=None):
        self._max_workers, self.fail, self.runs = batch, fail, 0

    def submit(self, fn, /, *args):
        future = Future()
        future.set_running_or_notify_cancel()
        self.runs += 1
        if self.fail and self.runs == 2:
            future.set_exception(self.fail)
            return future
        call, call_args = pickle.loads(pickle.dumps((fn, args)))
        future.set_result(call(*call_args))
        return future


@pytest.fixture
def stage(make_small, monkeypatch):
    monkeypatch.setattr(chunks, "LONGEST", 6)
    timeline = Timeline((Play(to=20, seconds=1), Hold(0.5)))
    return Stage(make_small(timeline=timeline), SIZE, fps=10)


@pytest.fixture
def film(make_small):
    scenes = [make_small(name=f"s{n}", title=f"Part {n}") for n in range(2)]
    return Film("film", "", "A film", scenes, card_seconds=1, fade=0.3)


def digests(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_cuts_depend_on_the_film_and_its_rate_alone(film):
    stages = [open_stage(film, size, fps=100) for size in (SIZE, (180, 320))]
    found = [cuts_of(stage) for stage in stages]
    assert found[0] == found[1]
    assert stages[0].starts[1] in found[0]
    lengths = [b - a for a, b in pairwise([0, *found[0], len(stages[0])])]
    assert chunks.SHORTEST <= min(lengths) <= max(lengths) <= chunks.LONGEST
    slow = open_stage(film, SIZE, fps=10)
    assert cuts_of(slow) == []


@pytest.mark.parametrize(
    ("frames", "size", "cores", "most"),
    [
        (60, (1280, 720), 16, 1),
        (980, (1280, 720), 1, 1),
        (12_000, (1280, 720), 2, 2),
        (12_000, (1280, 720), 16, 16),
        (12_000, (320, 180), 16, 16),
        (500, (3840, 2160), 2, 2),
    ],
)
def test_processes_are_started_where_they_pay(monkeypatch, frames, size, cores, most):
    monkeypatch.setattr(chunks, "cores", lambda: cores)
    assert workers_that_pay(frames, size, -(-frames // 250)) == most


def test_the_files_are_the_same_whoever_draws(tmp_path, stage):
    for name, most in {"here": 0, "one": 1, "three": 3, "five": 5}.items():
        (tmp_path / name).mkdir()
        shares = []
        # The other formats are tried where a file is the same whoever made its pieces.
        paths = [tmp_path / name / f"a{suffix}" for suffix in (".mp4", ".gif", ".srt")]
        executor = Elsewhere(most) if most else None
        written = render(stage, paths, shares.append, executor=executor)
        assert [each.frames for each in written] == [15, 15, 0]
        assert shares[-1] == 1
        assert digests(tmp_path / name) == digests(tmp_path / "here")


def test_a_film_is_the_same_whoever_draws(tmp_path, film, monkeypatch):
    monkeypatch.setattr(chunks, "LONGEST", 25)
    for name, executor in (("here", None), ("there", Elsewhere())):
        (tmp_path / name).mkdir()
        render(open_stage(film, SIZE, fps=10), [tmp_path / name / "a.mp4"], executor=executor)
    assert digests(tmp_path / "there") == digests(tmp_path / "here")


def test_processes_of_our_own(tmp_path, stage):
    here, there = tmp_path / "a.mp4", tmp_path / "b.mp4"
    render(stage, [here])
    before = _children()
    render(stage, [there], jobs=2)
    assert there.read_bytes() == here.read_bytes()
    assert _children() == before
    assert len(list(tmp_path.iterdir())) == 2


def test_one_that_is_killed_fails_its_own_work_alone():
    with Workers(1, FILM) as workers:
        lost = workers.submit(signal.raise_signal, signal.SIGKILL)
        with pytest.raises(RenderError, match=r"was ended by SIGKILL, .*: give fewer --jobs"):
            lost.result(60)
        assert workers.submit(len, "four").result(60) == 4
        with pytest.raises(RenderError, match=r"^A part of the work failed, ZeroDivisionError:"):
            workers.submit(divmod, 1, 0).result(60)
        busy = workers.submit(_sleep, 60)
        wait_until(busy.running)
        assert len(_children()) == 1 or not Path("/proc/self/task").exists()
    assert not _children()


def _sleep(seconds):
    import time

    time.sleep(seconds)


def _children() -> list[str]:
    """The workers that any thread of this process has started and that still run.

    Not Python's own tracker of resources, which stays, nor another test's browser.
    """
    lists = Path("/proc/self/task").glob("*/children")
    children = [child for each in lists for child in _read(each).split()]
    return [child for child in children if workers.__name__ in _read(f"/proc/{child}/cmdline")]


def _read(path: Path | str) -> str:
    """Return what a system's file says; nothing of a thread or process that has ended."""
    with suppress(OSError):
        return Path(path).read_text()
    return ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RenderError("A process that drew was ended by SIGKILL."), r"SIGKILL; a\.mp4 was not w"),
        (
            RuntimeError("scheduler gone"),
            r"^The processes that draw .*RuntimeError: scheduler gone",
        ),
        (MemoryError(), r"ran out of memory: give fewer --jobs or a smaller --size; a\.mp4 was"),
    ],
)
def test_a_piece_that_fails_leaves_nothing(tmp_path, stage, error, said):
    (tmp_path / "a.mp4").write_bytes(b"older")
    with pytest.raises(RenderError, match=said):
        render(stage, [tmp_path / "a.mp4"], executor=Elsewhere(fail=error))
    assert digests(tmp_path) == {"a.mp4": b"older"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("jobs", [1, 2])
def test_being_stopped_at_any_piece_leaves_nothing(tmp_path, stage, stop, jobs):
    (tmp_path / "a.mp4").write_bytes(b"older")

    def watch(deed, path):
        if deed == ("write" if jobs == 2 else "make folder") and "0000010" in str(path):
            raise stop

    executor = Elsewhere() if jobs == 2 else None
    kind = KeyboardInterrupt if isinstance(stop, KeyboardInterrupt) else RenderError
    with (
        disk.watched(watch),
        pytest.raises(kind, match=None if kind is KeyboardInterrupt else "disk is full"),
    ):
        render(stage, [tmp_path / "a.mp4"], executor=executor)
    assert digests(tmp_path) == {"a.mp4": b"older"}


class Hidden(Quadratic):
    def __reduce__(self):
        raise TypeError("not to be pickled")


def test_a_scene_that_cannot_be_told_is_drawn_here_and_that_is_said(tmp_path, make_small):
    stage = Stage(make_small(surface=Hidden(), timeline=Timeline((Play(20, 21),))), SIZE, fps=25)
    said = []
    assert Recipe.of(stage) is None
    executor = Elsewhere()
    render(stage, [tmp_path / "a.mp4"], executor=executor, jobs=Jobs(2, say=said.append))
    assert executor.runs == 0
    assert [text[:15] for text in said] == ["The scene small"]


def test_what_is_no_executor_is_told(tmp_path, stage):
    with pytest.raises(InvalidInput, match="executor=3; give a concurrent"):
        render(stage, [tmp_path / "a.mp4"], executor=3)
    with pytest.raises(InvalidInput, match="jobs=0; give a whole number from 1 to 1024"):
        render(stage, [tmp_path / "a.mp4"], jobs=0)


def test_an_errand_holds_the_last_frame(tmp_path, stage):
    assert Errand(Recipe.of(stage), 12, 30, []).run() == []
