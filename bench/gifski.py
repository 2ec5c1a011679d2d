"""GIFs of the same frames by gifski and by this encoder: bytes, PSNR and time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from gradreel.animate.formats import Clip, GifEncoder
from gradreel.animate.scene.frame import Frame

from .measuring import Row, ratio
from .truth import psnr, shown

PART = "GIF beside gifski"
SAMPLES = 7
QUALITIES = (1, 20, 30, 60, 70)
"""Of gifski; 1 makes the smallest file there is."""


@dataclass(frozen=True)
class Made:
    """A GIF: its bytes, PSNR in dB, and the seconds of processor time it took."""

    bytes: int
    psnr: float
    seconds: float


def find_gifski() -> str | None:
    """Return the program that GIFSKI names or that is on the PATH."""
    return os.environ.get("GIFSKI") or shutil.which("gifski")


def against_gifski(
    frames: Sequence[Frame], fps: float, folder: Path, clock: Callable[[], float] | None = None
) -> list[Row]:
    """Measure both on these frames; one row that says so if there is no gifski.

    Parameters
    ----------
    clock
        Tells the processor seconds used so far; tests bring their own.
    """
    clock = clock or processor_seconds
    binary = find_gifski()
    if binary is None:
        note = "no gifski on the PATH and GIFSKI is not set: `npm pack gifski` brings one"
        return [Row(PART, "skipped", 0, "", note=note)]
    stills = _stills(frames, folder)
    theirs, ours = {}, {}
    for number in QUALITIES:
        path = folder / f"gifski-{number}.gif"
        theirs[number] = _measured(frames, fps, path, _gifski(binary, number, fps, stills), clock)
    for name in ("default", "high"):
        ours[name] = _measured(frames, fps, folder / f"{name}.gif", _ours(name, fps, frames), clock)
    return rows(ours, theirs)


def rows(ours: dict[str, Made], theirs: dict[int, Made]) -> list[Row]:
    """Return the lines of the table: ours by quality beside theirs by quality."""
    return [
        *_beside("default", ours["default"], 60, theirs[60]),
        *_beside("high", ours["high"], 70, theirs[70]),
        *(
            Row(
                PART, f"bytes of gifski's quality {quality} / of the default",
                theirs[quality].bytes / ours["default"].bytes, "x",
                note=f"{_told(theirs[quality])}; ours {_told(ours['default'])}",
            )
            for quality in sorted(theirs) if quality < 60
        ),
    ]  # fmt: skip


def _beside(name: str, ours: Made, quality: int, theirs: Made) -> list[Row]:
    other = f"gifski's quality {quality}"
    note = f"{_told(theirs)}; ours {_told(ours)}"
    return [
        Row(
            PART, f"bytes of {other} / of {name}", theirs.bytes / ours.bytes, "x", 1, "at least",
            note,
        ),
        Row(
            PART, f"PSNR of {name} - of {other}", ours.psnr - theirs.psnr, "dB", 0, "at least",
            note,
        ),
        Row(
            PART, f"time of {other} / of {name}", ratio(theirs.seconds, ours.seconds), "x", 5,
            "at least",
            f"of all processors: {theirs.seconds:.1f} s, PNGs read; {ours.seconds:.1f} s, ffmpeg's "
            "and the palette included",
        ),
    ]  # fmt: skip


def _told(made: Made) -> str:
    return f"{made.bytes / 1000:,.0f} kB, {made.psnr:.1f} dB"


def _measured(
    frames: Sequence[Frame],
    fps: float,
    path: Path,
    make: Callable[[Path], None],
    clock: Callable[[], float],
) -> Made:
    before = clock()
    make(path)
    seconds = clock() - before
    return Made(path.stat().st_size, psnr(frames, shown(path, fps))[0], seconds)


def processor_seconds() -> float:
    """Return the time used by this process and by those that it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _ours(quality: str, fps: float, frames: Sequence[Frame]) -> Callable[[Path], None]:
    height, width, _ = frames[0].shape
    samples = [frames[int(place)] for place in np.linspace(0, len(frames) - 1, SAMPLES)]

    def make(path: Path) -> None:
        clip = Clip((width, height), fps, samples=samples, quality=quality)
        with GifEncoder(path, clip) as encoder:
            for frame in frames:
                encoder.write(frame)

    return make


def _gifski(
    binary: str, quality: int, fps: float, stills: Sequence[Path]
) -> Callable[[Path], None]:
    with Image.open(stills[0]) as first:
        width, height = first.size
    options = ["-q", "-Q", quality, "-r", fps, "-W", width, "-H", height]

    def make(path: Path) -> None:
        command = [binary, *map(str, options), "-o", str(path), *map(str, stills)]
        subprocess.run(command, check=True, capture_output=True)

    return make


def _stills(frames: Sequence[Frame], folder: Path) -> list[Path]:
    paths = [folder / f"gifski-{number:05}.png" for number in range(len(frames))]
    for frame, path in zip(frames, paths, strict=True):
        Image.fromarray(frame).save(path, compress_level=1)
    return paths
