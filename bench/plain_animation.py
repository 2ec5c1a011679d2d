"""FuncAnimation.save on the plain figure, timed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.animation import AbstractMovieWriter, FFMpegWriter, FuncAnimation, PillowWriter
from matplotlib.backends.backend_agg import FigureCanvasAgg

from gradreel.animate.formats import Clip
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.video.mp4 import mp4_command
from gradreel.animate.scene.clock import Moment
from gradreel.scenes.adagrad_replay import SCENE

from .measuring import FPS
from .plain_figure import THEME, PlainFigure


@dataclass(frozen=True)
class Saved:
    """How long a save took, so that the time of a longer film can be told from it.

    Attributes
    ----------
    frames
        How many were saved.
    setup
        Seconds to make the figure.
    start
        Seconds before the first frame: the writer and FuncAnimation's own first draw.
    rest
        Seconds of the frames and of whatever the writer does at its end.
    """

    frames: int
    setup: float
    start: float
    rest: float

    @property
    def per_frame(self) -> float:
        """Seconds a frame, what happens once left aside."""
        return self.rest / self.frames

    def seconds(self, frames: int) -> float:
        """Seconds that a film of so many frames takes, from an empty figure to the file."""
        return self.setup + self.start + self.per_frame * frames


def evenly(count: int, subset: int, fps: float) -> list[Moment]:
    """Return moments of `subset` of the film's `count` frames, first and last among them."""
    chosen = np.linspace(0, count - 1, subset).round()
    return [SCENE.clock.moment(int(index), fps) for index in chosen]


class _WindowCanvas(FigureCanvasAgg):
    """Puts what need not be drawn at once off, as the canvas of a window does."""

    def draw_idle(self, *args: Any, **kwargs: Any) -> None:
        """Wait for the window's event loop, which does not run while a film is saved."""


def save(
    size: tuple[int, int], moments: Sequence[Moment], path: Path, *, deferred: bool = False
) -> Saved:
    """Save moments of the replay with FuncAnimation, the writer chosen by suffix.

    Parameters
    ----------
    deferred
        FuncAnimation draws each frame twice where there is no screen, once on its own account
        (`draw_idle`) and once for the writer. A window puts the first off until the saving is over;
        True does the same, in FuncAnimation's favour.
    """
    begin = time.perf_counter()
    plain = PlainFigure(SCENE, size)
    if deferred:
        _WindowCanvas(plain.figure)
    made = time.perf_counter()
    first: list[float] = []

    def note(*_: int) -> None:
        first.append(time.perf_counter())

    with _settings():
        animation = FuncAnimation(
            plain.figure, plain.update, moments, init_func=_nothing, cache_frame_data=False
        )
        animation.save(path, _writer(path.suffix, size), progress_callback=note)
    end = time.perf_counter()
    return Saved(len(moments), made - begin, first[0] - made, end - first[0])


def _nothing(*_: object) -> tuple[()]:
    return ()


def _writer(suffix: str, size: tuple[int, int]) -> AbstractMovieWriter:
    if suffix == ".gif":
        return PillowWriter(int(FPS))
    return FFMpegWriter(int(FPS), codec="libx264", extra_args=ffmpeg_options(size))


def ffmpeg_options(size: tuple[int, int]) -> list[str]:
    """Return what our MP4 encoder tells ffmpeg about filters, x264 and the file."""
    command = mp4_command("ffmpeg", "OUT", Clip(size, FPS))
    return command[command.index("-filter_complex") : command.index("OUT")]


@contextmanager
def _settings() -> Iterator[None]:
    """The theme's fonts and the ffmpeg that gradreel uses."""
    with THEME.applied(), mpl.rc_context({"animation.ffmpeg_path": find_ffmpeg()}):
        yield
