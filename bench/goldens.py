"""What a check of golden frames costs beside drawing them, and how much memory it takes.

The memory is that of a process of its own: `python -m bench.goldens FRAMES CHANGED FOLDER`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gradreel.animate.golden.fixture import GoldenFixture, GoldenMismatch
from gradreel.animate.golden.session import Run
from gradreel.animate.golden.update import Update
from gradreel.animate.scene.frame import Frame

from .measuring import MEGABYTE, Row, cold_stage, ratio
from .memory import peak_memory

PART = "golden"
SIZES = ((320, 180), (1280, 720))
CHECKED, LONG, ROUNDS = 100, 300, 7


def measure(folder: Path) -> list[Row]:
    """Measure what a check adds to drawing, and the peak memory of a long one."""
    times = [_times(kind, size, folder) for kind in DRAWN for size in SIZES]
    return [*times, _peak("as they were", 0, folder), _peak("all of them changed", 1, folder)]


def replay(size: tuple[int, int]) -> Callable[[int], Frame]:
    """Return what draws the frames of the replay."""
    return cold_stage(size)[0].frame


def plain(size: tuple[int, int]) -> Callable[[int], Frame]:
    """Return what draws the frames of a figure of matplotlib, as its user would."""
    figure = Figure(figsize=(size[0] / 100, size[1] / 100), dpi=100)
    canvas, x = FigureCanvasAgg(figure), np.linspace(0, 6, 200)
    (line,) = figure.add_subplot().plot(x, np.sin(x))

    def frame(index: int) -> Frame:
        line.set_ydata(np.sin(x + index / 9))
        canvas.draw()
        return np.asarray(canvas.buffer_rgba())[..., :3].copy()

    return frame


DRAWN = {"the replay": replay, "a matplotlib figure": plain}


def _times(kind: str, size: tuple[int, int], folder: Path) -> Row:
    drawn = DRAWN[kind](size)
    where = "{} {}x{}".format(kind, *size)

    golden = fixture(folder)
    fixture(folder, Update()).check_frames(map(drawn, range(CHECKED)), where)
    alone, checked, rest = [], [], []
    for _ in range(ROUNDS):
        clock = _Clock(drawn)
        for _frame in clock.frames():
            pass
        alone.append(clock.drawing)
        clock, begin = _Clock(drawn), time.process_time()
        golden.check_frames(clock.frames(), where)
        whole = time.process_time() - begin
        checked += [np.add(clock.drawing, clock.taking)]
        rest += [whole - float(np.sum(checked[-1]))]
    draw = float(np.min(alone, axis=0).sum())
    check = float(np.min(checked, axis=0).sum()) + min(rest)
    return Row(
        PART, f"check of {CHECKED} frames of {where}, beside drawing them",
        ratio(check, draw), "x", 1.15,
        note=f"check_frames of what is drawn, {10 * draw:.2f} ms a frame, processor time, of each "
        f"frame the least of {ROUNDS}; the digest decides",
    )  # fmt: skip


class _Clock:
    """Gives frames, and takes the processor's time of drawing each and of what is done with it."""

    def __init__(self, drawn: Callable[[int], Frame]) -> None:
        self._drawn = drawn
        self.drawing: list[float] = []
        self.taking: list[float] = []

    def frames(self) -> Iterator[Frame]:
        for index in range(CHECKED):
            begin = time.process_time()
            frame = self._drawn(index)
            there = time.process_time()
            yield frame
            self.drawing.append(there - begin)
            self.taking.append(time.process_time() - there)


def _peak(what: str, changed: int, folder: Path) -> Row:
    command = [sys.executable, "-m", "bench.goldens", str(LONG), str(changed), str(folder)]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True)
    return Row(
        PART, f"peak of a check of {LONG} frames at 1280x720, {what}",
        json.loads(done.stdout) / MEGABYTE, "MB", 200,
        note="one in memory at a time; the process, numpy and all",
    )  # fmt: skip


def fixture(folder: Path, update: Update | None = None) -> GoldenFixture:
    """Return what a test gets."""
    return GoldenFixture(folder / "golden", "test_it.py::test_it", update, Run())


def check_many(count: int, changed: int, folder: Path) -> None:
    """Check so many frames, none of them like another."""
    name = f"many {count}"
    if not (folder / "golden" / name).is_dir():
        fixture(folder, Update()).check_frames(moving(count, 0), name)
    with suppress(GoldenMismatch):
        fixture(folder).check_frames(moving(count, changed), name)


def moving(count: int, changed: int) -> Iterator[Frame]:
    """Give frames of a disc that moves over a board, made one after the other."""
    y, x = np.mgrid[:720, :1280]
    ground = np.stack([x // 160 * 30, y // 90 * 30, 0 * x], axis=-1).astype(np.uint8)
    for number in range(count):
        frame = ground.copy()
        frame[(x - 4 * number) ** 2 + (y - 360) ** 2 < 900] = (214, 60 * changed, 110)
        yield frame


if __name__ == "__main__":
    check_many(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps(peak_memory()[0]))
