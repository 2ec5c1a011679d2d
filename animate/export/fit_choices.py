"""How large and fast a film may be made so that it fits: the choices, the best-looking first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

LEAST_WIDTH = 480
LEAST_FPS = 5.0
"""The smallest film that is legible: text is 1/45 of the height, six pixels at 480x270."""

SCALES = (5 / 6, 3 / 4, 2 / 3, 7 / 12, 1 / 2, 5 / 12, 3 / 8, 1 / 3, 1 / 4)
RATES = (50.0, 30.0, 25.0, 20.0, 15.0, 12.5, 10.0, 8.0, 6.25, 5.0)
COLORS = (255, 128, 64)

AREA_POWER, RATE_POWER, COLORS_POWER = 0.6, 0.6, 0.05
"""How bytes grow with each: measured on the replay as GIF, WebP and APNG, all much alike."""


@dataclass(frozen=True)
class Choice:
    """A size (width, height), frames per second, and the colours of a GIF; and its rank.

    `loss` is 0 for the film as wanted, and 1 more for half the rate, half the area or a quarter of
    the colours; `share` are the bytes expected, of those of the film as wanted.
    """

    size: tuple[int, int]
    fps: float | Fraction
    colors: int | None
    loss: float
    share: float


def choices(
    wanted: tuple[int, int], fps: float | Fraction, *, palette: bool = False
) -> list[Choice]:
    """Return what a film may be at most as large and fast as wanted, the best-looking first.

    The last is the smallest of all; with a palette it may have fewer colours too.
    """
    sizes = [wanted, *(_scaled(wanted, scale) for scale in SCALES)]
    sizes = [size for size in sizes if size[0] >= min(LEAST_WIDTH, wanted[0])]
    rates = [fps, *(rate for rate in RATES if LEAST_FPS <= rate < fps)]
    palettes = COLORS if palette else (None,)
    found = [
        _choice(size, rate, colors, (wanted, fps))
        for size in dict.fromkeys(sizes)
        for rate in rates
        for colors in palettes
    ]
    return sorted(found, key=lambda choice: (choice.loss, choice.share))


def describe(choice: Choice) -> str:
    """Say what was chosen."""
    told = f"{choice.size[0]}x{choice.size[1]} at {float(choice.fps):.6g} fps"
    return told if choice.colors is None else f"{told}, {choice.colors} colours"


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """Return the nearest size with even sides, as videos need them."""
    width, height = (2 * round(side * scale / 2) for side in size)
    return width, height


def _choice(
    size: tuple[int, int],
    fps: float | Fraction,
    colors: int | None,
    wanted: tuple[tuple[int, int], float | Fraction],
) -> Choice:
    area = math.prod(size) / math.prod(wanted[0])
    rate = fps / wanted[1]
    shown = 1.0 if colors is None else colors / COLORS[0]
    loss = -math.log2(area) - math.log2(rate) - math.log2(shown) / 2
    share = area**AREA_POWER * rate**RATE_POWER * shown**COLORS_POWER
    return Choice(size, fps, colors, loss, share)
