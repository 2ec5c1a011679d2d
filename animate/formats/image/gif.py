"""GIF: one palette for the whole film, only what changes is stored, timed exactly."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..checked_record import KEY
from ..checks import check_samples
from ..clip import Clip, Frame
from ..ffmpeg_commands import compile_command
from ..ffmpeg_encoder import FfmpegEncoder
from ..format import Format
from ..picture_files import read_animation, read_plays
from ..picture_scan import COMMENT, scan
from ..pieces import Pieces
from .frame_colors import Changed, FrameColors
from .gif_joining import join_gifs
from .gif_palette import OPAQUE_COLORS, fit_palette
from .gif_pixels import CLEAR_INDEX, NEAREST, NOTHING, Paint, Painter, Thrift
from .gif_timing import (
    SHORTEST_CENTISECONDS,
    add_comment,
    delays_between,
    end_centiseconds,
    piece_starts,
    set_delays,
    start_centiseconds,
)

ENOUGH = 2.0
"""Squared distance of a pixel from its colour at which a palette is good enough, by default."""

STAYING = Thrift(price=12, reach=300)
PASSING = Thrift(price=1000, reach=1500)
"""What is gone with the next picture is seen for a moment and makes two thirds of the bytes. On the
replay at 960x540 and 12.5 frames a second all this gives 47.6 dB in 1805 kB; the nearest colours
(quality ``high``) give 51.1 dB in 2225 kB."""

MOMENT_CENTISECONDS = 20
"""What is shown longer than this is looked at, even if the next picture changes it."""


class GifEncoder(FfmpegEncoder):
    """A GIF: 255 colours at most, pixels shown or not.

    Equal neighbouring frames become one picture with a long delay. A GIF shows at most 50 pictures
    a second; at a higher rate the frames between are left out and the duration stays, the first and
    the last frame are always in it.

    The rate need not divide 100. The colours are chosen from the clip's samples, best about five
    spread over the film. With quality ``high`` each pixel shows the nearest colour; by default soft
    edges give way where that saves bytes.

    A piece of a film begins with the picture before it, which is left out when pieces are joined.
    Its last picture is painted as if nothing had been shown, so that the next piece knows what
    stands there without having seen it.
    """

    def __init__(self, path: str | Path, clip: Clip) -> None:
        super().__init__(path, clip)
        self._part = clip.part
        paint: Paint = clip.part.shared if clip.part else paint_for(clip)
        self._painter: Painter | None = Painter(paint)
        self._table = np.frombuffer(color_table(paint.palette), np.uint8)
        self._frames = FrameColors()
        self._shown: Changed | None = None  # not sent yet: how long it stays is not known
        self._left_out: Changed | None = None
        self._origin = start_centiseconds(clip.part.first, self.fps) if clip.part else 0
        self._shown_from = self._origin
        self._starts: list[int] = []
        self._written_before: list[int] = []

    @property
    def _painting(self) -> Painter:
        assert self._painter
        return self._painter

    def _command(self, binary: str, path: str) -> list[str]:
        return gif_command(binary, path, self.size, self.clip.plays)

    @property
    def encoded(self) -> int:
        """How many of the frames written are really done, those not stored again among them."""
        if self._finished or self._process is None:
            return super().encoded
        pictures = min(self._process.encoded, len(self._written_before))
        return self._written_before[pictures - 1] if pictures else 0

    def _start(self) -> None:
        super()._start()
        if self._part and self._part.before is not None:
            before = self._frames.follow(self._part.before).frame
            self._store(self._painting.alone(before), range(self._origin, self._origin + 1))

    def _encode(self, frame: Frame) -> None:
        now, changed = self._time(start_centiseconds), self._frames.follow(frame)
        self._left_out = None
        if self._shown is None:
            self._shown = changed
        elif len(changed.pixels):
            if now - self._shown_from < SHORTEST_CENTISECONDS:
                self._left_out = changed
                self._frames.follow(self._shown.frame)
            else:
                self._send(self._shown, now, changed)
                self._shown, self._shown_from = changed, now

    def end(self) -> None:
        """Say that no frame follows; what knows all colours is not needed while ffmpeg ends."""
        super().end()
        self._painter = None

    def _send(self, shown: Changed, until: int, after: Changed | None = None) -> None:
        moment = until - self._shown_from <= MOMENT_CENTISECONDS
        passing = after.pixels if after and moment else NOTHING
        self._store(self._painting.paint(shown, passing), piece_starts(self._shown_from, until))

    def _store(self, indices: NDArray[np.uint8], starts: range) -> None:
        picture = np.concatenate([indices.ravel(), self._table])
        for start in starts:
            self._running.write(picture)
            self._starts.append(start)
            self._written_before.append(self._written)

    def _flush(self) -> None:
        assert self._shown is not None
        last = self._left_out or self._shown
        if self._part:
            starts = piece_starts(self._shown_from, self._time(start_centiseconds))
            self._store(self._painting.alone(last.frame), starts)
        else:
            if self._left_out:  # its changes are those from the picture that it takes the place of
                self._painting.paint(self._shown)
            self._send(last, self._time(end_centiseconds))

    def _time(self, of: Callable[[int, Fraction], int]) -> int:
        """Return when the next frame starts, or the film ends, in hundredths."""
        return of((self._part.first if self._part else 0) + self._written, self.fps)

    def _check(self) -> None:
        end = self._time(start_centiseconds if self._part else end_centiseconds)
        led = bool(self._part and self._part.before is not None)  # by the picture before
        delays = [SHORTEST_CENTISECONDS] * led + delays_between(self._starts[led:], end)
        set_delays(self._staged.path, delays)

    def _complete(self) -> None:
        if comment := self.clip.tags.get("comment"):
            add_comment(self._staged.path, comment)


def paint_for(clip: Clip) -> Paint:
    """Choose from its samples what a film is painted with."""
    check_samples(clip.samples, clip.size, clip.channels)
    high = clip.quality == "high"
    palette = fit_palette(
        clip.samples, 0.0 if high else ENOUGH, min(clip.colors or OPAQUE_COLORS, OPAQUE_COLORS)
    )
    thrifts = (NEAREST, NEAREST) if high else (STAYING, PASSING)
    return Paint.of(palette, clip.samples, *thrifts)


def gif_command(binary: str, path: str, size: tuple[int, int], plays: int = 0) -> list[str]:
    """Return the ffmpeg command that makes a GIF of indices on its input, each with its palette.

    ffmpeg stores the smallest rectangle that changed, and in it only the pixels that did.

    Parameters
    ----------
    binary
        The ffmpeg to run.
    path
        The file to make.
    size
        (width, height) in pixels.
    plays
        How often it is shown, 0 for ever.
    """
    # The rate is nominal, one picture after the other: the delays are set when the file is done.
    import ffmpeg  # noqa: PLC0415 - who only reads films has none

    indices: Any = ffmpeg.input(
        "pipe:0",
        format="rawvideo",
        pixel_format="pal8",
        s=f"{size[0]}x{size[1]}",
        framerate=str(Fraction(25)),
    )
    # A GIF says how often it is shown again; without a word it is shown once.
    again = {0: 0, 1: -1}.get(plays, plays - 1)
    return compile_command(indices.output(path, format="gif", loop=again), binary)


def color_table(palette: NDArray[np.uint8]) -> bytes:
    """Return 256 colours as ffmpeg takes them: blue, green, red, alpha.

    The last stays transparent and no opaque pixel takes it, so there is always one to say "as
    before" with.
    """
    table = np.zeros((CLEAR_INDEX + 1, 4), np.uint8)
    table[:CLEAR_INDEX, :3] = palette[0, ::-1]
    table[: len(palette), :3] = palette[:, ::-1]
    table[:CLEAR_INDEX, 3] = 255
    return table.tobytes()


def _comment(path: Path) -> str:
    """Return the comment that is a record: a GIF may have those of several programs."""
    comments = scan(path, "GIF").texts.get(COMMENT, [])
    return next((each.decode() for each in comments if each.startswith(_RECORD)), "")


_RECORD = f'{{"{KEY}"'.encode()

GIF = Format(
    ".gif",
    encoder=GifEncoder,
    comment=_comment,
    pictures=partial(read_animation, kind="GIF"),
    plays=partial(read_plays, kind="GIF"),
    alpha="one bit",
    lossless=False,
    palette=True,
    fits="trials",
    pieces=Pieces(GifEncoder, join_gifs, paint_for, sees_before=True),
    tolerance=0.0075,  # it knows hundredths alone, and one more or less keeps it in time
)
