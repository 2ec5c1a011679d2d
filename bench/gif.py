"""GIF, 960x540: FuncAnimation with PillowWriter and this renderer, and how true the GIF is.

If there is a gifski on the PATH, or the environment variable GIFSKI names one, its GIFs of the same
frames stand beside ours (its npm package brings the program).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from statistics import median

from gradreel.animate import render

from .gifski import against_gifski
from .measuring import Row, cold_stage, film_length, interleaved, median_ratio, seconds
from .plain_animation import evenly, save
from .truth import psnr, shown

PART = "GIF 960x540"
SIZE = (960, 540)
FPS = 12.5
"""Of the GIF that `make replay` makes."""

SUBSET = 32
"""Frames that FuncAnimation is timed on as it is, spread evenly over the film."""

ROUNDS = 5


def measure(folder: Path) -> list[Row]:
    """Measure everything about the GIF; files go into `folder`."""
    count, ours_file, plain_file = film_length(FPS), folder / "ours.gif", folder / "plain.gif"

    def ours() -> float:
        stage, setup = cold_stage(SIZE, FPS)
        return setup + seconds(lambda: render(stage, [ours_file]))

    def plain(subset: int, *, deferred: bool = False) -> float:
        moments = evenly(count, subset, FPS)
        return save(SIZE, moments, plain_file, deferred=deferred).seconds(count)

    found = interleaved({"plain": partial(plain, SUBSET), "ours": ours}, ROUNDS)
    # Once in full, for its bytes; the pictures are the same whether one draw is left out or not.
    whole = interleaved({"deferred": partial(plain, count, deferred=True), "ours": ours}, 1)
    truth = psnr(cold_stage(SIZE, FPS)[0].frames(), shown(ours_file, FPS))
    return [
        *_speed(found, whole, count),
        _bytes(plain_file.stat().st_size, ours_file.stat().st_size, count),
        _truth(truth),
        *against_gifski(list(cold_stage(SIZE, FPS)[0].frames()), FPS, folder),
    ]


def _speed(found: dict[str, list[float]], whole: dict[str, list[float]], count: int) -> list[Row]:
    plain, ours, deferred = found["plain"], found["ours"], whole["deferred"]
    return [
        Row(
            PART, "FuncAnimation.save / this renderer", median_ratio(plain, ours), "x", 35,
            "at least",
            f"{median(plain):.0f} s / {median(ours):.1f} s for {count} frames, set-up and palette "
            f"included; FuncAnimation timed on {SUBSET} of them, spread evenly",
        ),
        Row(
            PART, "the same, without the draw a window defers",
            median_ratio(deferred, whole["ours"]), "x",
            note=f"{deferred[0]:.0f} s; FuncAnimation draws twice where there is no screen",
        ),
    ]  # fmt: skip


def _bytes(plain: int, ours: int, count: int) -> Row:
    return Row(
        PART, "bytes of FuncAnimation's / of ours", plain / ours, "x", 5, "at least",
        f"{plain / 1000:,.0f} kB / {ours / 1000:,.0f} kB for the same {count} frames",
    )  # fmt: skip


def _truth(found: tuple[float, float]) -> Row:
    return Row(
        PART, "PSNR of the decoded GIF", found[0], "dB", 45, "at least",
        f"against all source frames; the worst frame {found[1]:.1f} dB",
    )  # fmt: skip
