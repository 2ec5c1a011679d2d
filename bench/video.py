"""MP4, 1280x720: FuncAnimation, this renderer and the encoder alone on the same frames."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from gradreel.animate import render
from gradreel.animate.formats import Clip, Encoder, Mp4Encoder, open_encoder
from gradreel.animate.formats.reading import read_pictures
from gradreel.animate.formats.video.mp4 import mp4_command
from gradreel.animate.scene.frame import Frame

from .measuring import FPS, Row, cold_stage, film_length, interleaved, median_ratio, seconds
from .plain_animation import evenly, save
from .truth import psnr

PART = "MP4 1280x720"
SIZE = (1280, 720)
SUBSET = 24
"""Frames that FuncAnimation is timed on, spread evenly over the film."""

ROUNDS = 3


def measure(folder: Path) -> list[Row]:
    """Measure everything about the MP4; files go into `folder`."""
    count = film_length()
    frames = list(cold_stage(SIZE)[0].frames())  # equal neighbours are one array
    moments = evenly(count, SUBSET, FPS)
    setups: list[float] = []

    def ours() -> float:
        stage, setup = cold_stage(SIZE)
        setups.append(setup)
        return seconds(lambda: render(stage, [folder / "ours.mp4"]))

    tasks = {
        "plain": lambda: save(SIZE, moments, folder / "plain.mp4").seconds(count),
        "ours": ours,
        "encoder": lambda: encode(frames, folder / "encoder.mp4", made_by=FormerEncoder),
        "ours again": ours,
        "deferred": lambda: save(SIZE, moments, folder / "plain.mp4", deferred=True).seconds(count),
    }
    timed = rows(interleaved(tasks, ROUNDS), setups)
    return [*timed, *truth(frames, folder / "ours.mp4", folder / "encoder.mp4")]


def truth(frames: Sequence[Frame], ours: Path, former: Path) -> list[Row]:
    """Hold our file of some frames against that of the encoder as it was set."""
    sizes = [path.stat().st_size for path in (ours, former)]
    pictures = [(each.frame for each in read_pictures(path)) for path in (ours, former)]
    decibels = [psnr(frames, decoded)[0] for decoded in pictures]
    return [
        Row(
            PART, "bytes of ours / of the encoder as it was set", sizes[0] / sizes[1], "x", 1.08,
            note=f"{sizes[0] / 1000:,.0f} kB / {sizes[1] / 1000:,.0f} kB for {len(frames)} frames",
        ),
        Row(
            PART, "PSNR in RGB of ours - of that", decibels[0] - decibels[1], "dB", -0.3,
            "at least",
            f"{decibels[0]:.2f} dB and {decibels[1]:.2f} dB, against all source frames",
        ),
    ]  # fmt: skip


def rows(found: dict[str, list[float]], setups: list[float]) -> list[Row]:
    """Put what the rounds gave into rows; `setups` holds two a round, of ours and ours again."""
    plain, encoder, deferred = found["plain"], found["encoder"], found["deferred"]
    # What is compared with ours stands between two runs of it.
    pairs = list(zip(found["ours"], found["ours again"], strict=True))
    ours = [(a + b) / 2 for a, b in pairs]
    whole = [o + (a + b) / 2 for o, a, b in zip(ours, setups[::2], setups[1::2], strict=True)]
    film = f"{film_length()} frames"
    return [
        Row(
            PART, "FuncAnimation.save / this renderer", median_ratio(plain, whole), "x", 28,
            "at least",
            f"{median(plain):.0f} s / {median(whole):.1f} s for {film}, set-up included; "
            f"FuncAnimation timed on {SUBSET} of them, spread evenly",
        ),
        Row(
            PART, "the same, without the draw a window defers", median_ratio(deferred, whole), "x",
            note=f"{median(deferred):.0f} s; FuncAnimation draws twice where there is no screen",
        ),
        Row(
            PART, "this renderer / encoder alone, as it was set", median_ratio(ours, encoder), "x",
            1.0,
            note=f"{median(ours):.2f} s / {median(encoder):.2f} s for {film}, set-up left out",
        ),
        Row(
            PART, "the same, set-up included", median_ratio(whole, encoder), "x",
            note=f"set-up {median(setups):.2f} s: runs, contours, texts, places of names",
        ),
    ]  # fmt: skip


class FormerEncoder(Mp4Encoder):
    """The encoder as it was set when the bounds were: `fast` at crf 18, of as many threads."""

    def _command(self, binary: str, path: str) -> list[str]:
        command = mp4_command(binary, path, self.clip)
        former = {
            "-preset": "fast",
            "-crf": "18",
            "-x264-params": "rc-lookahead=20",
            "-threads": "0",
        }
        return [
            former.get(before, word) for before, word in zip(["", *command], command, strict=False)
        ]


def encode(
    frames: Sequence[Frame],
    path: Path,
    cuts: Sequence[int] = (),
    made_by: type[Encoder] | None = None,
) -> float:
    """Return how long an encoder takes for frames that are there already."""
    clip = Clip(SIZE, FPS, cuts=cuts)

    def task() -> None:
        with made_by(path, clip) if made_by else open_encoder(path, clip) as encoder:
            for frame in frames:
                encoder.write(frame)

    return seconds(task)
