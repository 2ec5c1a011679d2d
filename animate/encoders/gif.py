"""GIF: one palette for the whole film, only what changes is stored, timed exactly."""

import base64
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import ffmpeg
import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import RenderError

from .checks import check_samples, check_size
from .encoder import FfmpegEncoder, Frame
from .gif_timing import (
    SHORTEST_CENTISECONDS,
    delays_between,
    end_centiseconds,
    piece_starts,
    set_delays,
    start_centiseconds,
)
from .graph import compile_command, raw_frames
from .palette import fit_palette

TABLE_ENTRIES = 256

ENOUGH = 5.0
"""Squared distance of a pixel from its colour at which a palette is good enough. The replay then
has 155 colours (47.3 dB, 914 kB at 12.5 frames a second; all 255 give 50.9 dB, 961 kB): the others
would refine edges that nobody sees. A soft picture, which needs them, gets them all."""


class GifEncoder(FfmpegEncoder):
    """A GIF that loops for ever.

    Equal neighbouring frames become one picture with a long delay. A GIF shows at most 50 pictures
    a second; at a higher rate the frames between are left out and the duration stays, the first and
    the last frame are always in it.

    Parameters
    ----------
    path
        The file to make; its folder must exist.
    size
        (width, height) in pixels.
    fps
        Frames per second of what is written; need not divide 100.
    samples
        Frames the colours are chosen from, best about five spread over the film.

    Raises
    ------
    InvalidInput
        The folder, size, rate or a sample is not possible.
    """

    def __init__(
        self,
        path: str | Path,
        size: tuple[int, int],
        fps: float | Fraction,
        samples: Sequence[Frame],
    ) -> None:
        check_size(size, "GIF")
        super().__init__(path, size, fps)
        check_samples(samples, size)
        self._palette = fit_palette(samples, ENOUGH)
        self._shown: Frame | None = None  # not sent yet: how long it stays is not known
        self._shown_from = 0
        self._left_out: Frame | None = None
        self._starts: list[int] = []
        self._written_before: list[int] = []

    def _command(self, binary: str, path: str) -> list[str]:
        return gif_command(binary, path, self.size, self._palette)

    @property
    def encoded(self) -> int:
        """How many of the frames written are really done, those not stored again among them."""
        if self._finished or self._process is None:
            return super().encoded
        pictures = min(self._process.encoded, len(self._written_before))
        return self._written_before[pictures - 1] if pictures else 0

    def _encode(self, frame: Frame) -> None:
        now = start_centiseconds(self._written, self.fps)
        self._left_out = None
        if self._shown is None:
            self._shown = frame
        elif not np.array_equal(frame, self._shown):
            if now - self._shown_from < SHORTEST_CENTISECONDS:
                self._left_out = frame
            else:
                self._send(self._shown, now)
                self._shown, self._shown_from = frame, now

    def _send(self, frame: Frame, until: int) -> None:
        for start in piece_starts(self._shown_from, until):
            self._running.write(frame)
            self._starts.append(start)
            self._written_before.append(self._written)

    def _flush(self) -> None:
        last = self._left_out if self._left_out is not None else self._shown
        assert last is not None
        self._send(last, end_centiseconds(self._written, self.fps))

    def _complete(self) -> None:
        delays = delays_between(self._starts, end_centiseconds(self._written, self.fps))
        try:
            set_delays(self._staged.path, delays)
        except ValueError as error:
            raise RenderError(f"{self.path.name} was not made: ffmpeg left {error}.") from error


def gif_command(
    binary: str, path: str, size: tuple[int, int], palette: NDArray[np.uint8]
) -> list[str]:
    """Return the ffmpeg command that makes a GIF of raw RGB frames on its input.

    Parameters
    ----------
    binary
        The ffmpeg to run.
    path
        The file to make.
    size
        (width, height) in pixels.
    palette
        Colours (at most 255, 3) uint8. The last of 256 entries stays transparent and no pixel takes
        it, so there is always one to say "as before" with: ffmpeg stores the smallest rectangle
        that changed, and in it only the pixels that did.
    """
    table = np.zeros((TABLE_ENTRIES, 4), np.uint8)
    table[: len(palette), :3] = palette
    table[len(palette) :, :3] = palette[0]
    table[:-1, 3] = 255  # opaque, but for the last
    # The palette travels inside the command: no second temporary file to clean up.
    colors = ffmpeg.input(
        "data:application/octet-stream;base64," + base64.b64encode(table.tobytes()).decode(),
        format="rawvideo",
        pixel_format="rgba",
        s="16x16",
    )
    # The rate is nominal, one picture after the other: the delays are set when the file is done.
    video = ffmpeg.filter(
        [raw_frames(size, Fraction(25)), colors],
        "paletteuse",
        dither="none",
        diff_mode="rectangle",
    ).output(path, format="gif", loop=0)
    return compile_command(video, binary)
