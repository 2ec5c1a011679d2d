"""From a stage to files: every frame drawn once, given to all encoders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import numpy as np

from gradreel.core.errors import InvalidInput
from gradreel.core.files import replacing

from .encoders import Encoder, open_encoder
from .stage import Frame, Stage

SAMPLES = 7
"""Frames that a palette is chosen from, spread evenly over the timeline, both ends included."""

STILLS = (".png",)

Progress = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1; 1 when the files are complete."""


@dataclass(frozen=True)
class Written:
    """A file that was made: its place, size in bytes and pixels, rate, frames and length."""

    path: Path
    bytes: int
    width: int
    height: int
    fps: float
    frames: int
    seconds: float


def render(
    stage: Stage, paths: Sequence[str | Path], progress: Progress | None = None
) -> list[Written]:
    """Render the whole timeline into one file per path, formats chosen by suffix.

    The frames are drawn once, whatever the number of files. All files appear when all are
    complete; if one fails, none is written and older files of those names stay as they were.

    Errors
    ------
    InvalidInput : a path, format, size or rate is not possible; nothing was started.
    RenderError : something failed on the way.
    """
    samples = [stage.frame(int(i)) for i in np.linspace(0, len(stage) - 1, SAMPLES)]
    encoders = [open_encoder(path, stage.size, stage.fps, samples) for path in paths]
    del samples  # seven frames are too much to keep for the whole run
    targets = [encoder.path.resolve() for encoder in encoders]
    if not targets or len(set(targets)) < len(targets):
        raise InvalidInput("Give each output once, and at least one, such as out.mp4.")
    with ExitStack() as stack:
        for encoder in encoders:
            stack.enter_context(encoder)
        reports = stack.enter_context(_Reports(encoders, len(stage), progress))
        for frame in stage.frames():
            for encoder in encoders:
                encoder.write(frame)
            reports.drawn += 1
        for encoder in encoders:
            encoder.finish()
        for encoder in encoders:
            encoder.commit()
    return [_written(path, stage) for path in map(Path, paths)]


class _Reports:
    """Tells the progress, half of it for what is drawn and half for what is encoded.

    It has a thread of its own, since the last frames are encoded while nothing is drawn.
    """

    def __init__(self, encoders: Sequence[Encoder], frames: int, progress: Progress | None) -> None:
        self.drawn = 0
        self._encoders, self._frames, self._progress = encoders, frames, progress
        self._stop = Event()
        self._thread = Thread(target=self._report, daemon=True)

    def __enter__(self) -> _Reports:
        if self._progress:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._stop.set()
        if self._progress:
            self._thread.join()
            if kind is None:
                self._progress(1.0)

    def _report(self) -> None:
        assert self._progress is not None
        while not self._stop.wait(0.1):
            encoded = min(encoder.encoded for encoder in self._encoders)
            self._progress((self.drawn + encoded) / (2 * self._frames))


def write_still(frame: Frame, path: str | Path) -> Written:
    """Write one frame as a PNG.

    Errors
    ------
    InvalidInput : the folder or the suffix is not possible.
    RenderError : the disk did not take it.
    """
    import imageio.v3 as imageio  # noqa: PLC0415  (0.1 s that only stills need)

    path = Path(path)
    if path.suffix.lower() not in STILLS:
        raise InvalidInput(
            f"{str(path)!r} was given for a still; choose a name that ends in {', '.join(STILLS)}."
        )
    with replacing(path) as part:
        imageio.imwrite(part, frame, extension=".png")
    height, width, _ = frame.shape
    return Written(path, path.stat().st_size, width, height, 0.0, 1, 0.0)


def _written(path: Path, stage: Stage) -> Written:
    width, height = stage.size
    return Written(
        path, path.stat().st_size, width, height, float(stage.fps), len(stage),
        len(stage) / stage.fps,
    )  # fmt: skip
