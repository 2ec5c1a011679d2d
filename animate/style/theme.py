"""How everything looks: colours, sizes, and the one colour and marker of each optimizer.

Lengths and text sizes are in design pixels: pixels of a picture 1280 wide and 720 high. A picture
of another size is the same picture scaled, so a size is chosen here once.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.colors import to_hex, to_rgb

from gradreel.core import allow
from gradreel.core.errors import InvalidInput

from .fonts import families_of, named_fonts
from .own_settings import own_settings
from .rasteriser_settings import DRAWING

DESIGN_SIZE = (1280, 720)
"""Width and height, in pixels, of the picture in which lengths are given."""

POINTS_PER_PIXEL = 0.72
"""Matplotlib's points in one design pixel, at the 100 dots per inch of the design size."""


@dataclass(frozen=True)
class TextSizes:
    """Heights of the text in design pixels; none is below 1/45 of the picture's height, 16."""

    title: float = 27
    heading: float = 21
    body: float = 21
    number: float = 19
    label: float = 18
    name: float = 20
    tick: float = 17


TEXT = TextSizes()


def points(pixels: float) -> float:
    """Convert design pixels to the points that matplotlib's sizes and widths are given in."""
    return pixels * POINTS_PER_PIXEL


Marker = str | tuple[int, Literal[1], int]
"""A marker of matplotlib's: a letter, or (points, 1, turn) for a star. "X" stays for divergence."""


@dataclass(frozen=True)
class Mark:
    """What tells an optimizer apart besides its colour: its name on screen and its marker."""

    label: str
    marker: Marker


MARKERS: Mapping[str, Marker] = {
    "gradient_descent": "o",
    "momentum": "s",
    "nesterov": "^",
    "adagrad": "D",
    "rmsprop": "v",
    "adam": "p",
    "adadelta": "<",
    "adamax": ">",
    "nadam": "h",
    "amsgrad": "8",
    "adamw": "P",
    "radam": "d",
    "lion": (4, 1, 0),
    "adabelief": "H",
    "yogi": (6, 1, 0),
    "adagrad_momentum": (8, 1, 0),
}
"""Of optimizers by their names; run_styles.py finds one for whoever has none here."""


APART = 10
"""So many of the optimizers, the first of `MARKERS`, have colours that nobody can confuse."""


@dataclass(frozen=True)
class Theme:
    """Colours of a picture.

    Attributes
    ----------
    name
        As given to `--theme`.
    background, ink, muted, faint
        The ground; text; secondary text; lines that only guide the eye.
    halo
        The light (or dark) rim that lifts paths and names off any band of the contour.
    veil
        Share of `background` mixed into the bands, so that paths stand out.
    paths
        Colour of each optimizer. Every two of the first `APART` differ by at least 20 in CIEDE2000.
        As protanopes, deuteranopes and tritanopes see them, the first six differ by at least 15
        and all by at least 8; markers tell them apart too, and dashes those after `APART`.
    spare
        Colour of a run that was given none (run_styles.py gives each one).
    parameters
        Colours of w and of b: at least 20 in CIEDE2000 from each other and from the first six
        optimizers, for what is told of both side by side.
    dashed
        Runs whose lines are dashed: more run than there are colours far apart.
    colormap
        Matplotlib's name of the colours of the bands, from the lowest loss to the highest.
    fonts
        Families that are installed, or font files, for characters that DejaVu Sans lacks, in the
        order in which they are tried.
    accent
        What is neither a run nor words: the bar of a title card.
    """

    name: str
    background: str
    ink: str
    muted: str
    faint: str
    halo: str
    veil: float
    paths: Mapping[str, str]
    spare: str
    parameters: tuple[str, str] = ("#a8004f", "#5c7a00")
    colormap: str = "RdYlBu_r"
    fonts: tuple[str, ...] = ()
    dashed: frozenset[str] = frozenset()
    accent: str = "#00796b"

    def __post_init__(self) -> None:
        if not isinstance(self.fonts, tuple) or not all(isinstance(f, str) for f in self.fonts):
            raise InvalidInput(
                f"The fonts {self.fonts!r} were given for a theme; give a tuple of families and "
                "files, such as ('Noto Sans CJK JP',)."
            )
        if self.fonts:
            families_of(self.fonts)  # an unknown one is told now

    @property
    def families(self) -> tuple[str, ...]:
        """All families, in the order in which they are asked for a character."""
        return families_of(self.fonts)

    def path_color(self, name: str) -> str:
        """Colour of the optimizer called `name`, the spare one if it is nobody's."""
        return self.paths.get(name, self.spare)

    def parameter_color(self, name: str) -> str:
        """Colour of w or of b, one everywhere: in curves, arrows, formulas and code."""
        allow.choice("w", "b")("name", name)
        return self.parameters[("w", "b").index(name)]

    @property
    def glow(self) -> str:
        """Colour of what is pointed at, where it has none of its own."""
        dark = sum(to_rgb(self.background)) < 1.5
        return "#ffb52e" if dark else "#b35900"

    def bands(self, count: int) -> list[str]:
        """Return `count` opaque colours from low to high."""
        # Matplotlib makes its maps of as many colours as image.lut said when it was imported.
        colors = mpl.colormaps[self.colormap].resampled(256)
        shares = [(i + 0.5) / count for i in range(count)]
        return [_mix(to_hex(colors(s)), self.background, self.veil) for s in shares]

    def paled(self, color: str, share: float) -> str:
        """Mix a share of the ground into a colour."""
        return _mix(color, self.background, share)

    def rc(self) -> dict[Any, Any]:
        """Return what this theme sets on top of matplotlib's own defaults."""
        settings: dict[Any, Any] = {
            "figure.facecolor": self.background,
            "axes.facecolor": self.background,
            "axes.edgecolor": self.ink,
            "axes.labelcolor": self.ink,
            "axes.linewidth": points(1.2),
            "axes.unicode_minus": True,
            "text.color": self.ink,
            "xtick.color": self.ink,
            "ytick.color": self.ink,
            "xtick.labelsize": points(TEXT.tick),
            "ytick.labelsize": points(TEXT.tick),
            "axes.labelsize": points(TEXT.body),
        }
        return settings | DRAWING | {"font.family": list(self.families)}

    def applied(self) -> AbstractContextManager[None]:
        """Let this thread, and no other, make and draw pictures by these settings."""
        return own_settings(self.rc())


def drawing() -> AbstractContextManager[None]:
    """Let this thread draw what depends on no theme, a text in a colour that it was given."""
    return own_settings(DRAWING)


def _mix(color: str, other: str, share: float) -> str:
    pairs = zip(to_rgb(color), to_rgb(other), strict=True)
    red, green, blue = ((1 - share) * a + share * b for a, b in pairs)
    return to_hex((red, green, blue))


LIGHT = Theme(
    name="light",
    background="#fcfbf8",
    ink="#1a1a1a",
    muted="#5a5a58",
    faint="#c4c3bf",
    halo="#ffffff",
    veil=0.30,
    paths={
        "gradient_descent": "#1a1a1a",
        "momentum": "#003a8c",
        "nesterov": "#c24a00",
        "adagrad": "#00796b",
        "rmsprop": "#735ce6",
        "adam": "#662200",
        "adadelta": "#d300b1",
        "adamax": "#856f43",
        "nadam": "#9b0037",
        "amsgrad": "#643764",
        "adamw": "#0f5d87",
        "radam": "#636f85",
        "lion": "#7d4200",
        "adabelief": "#46594e",
        "yogi": "#a44463",
        "adagrad_momentum": "#6114f0",
    },
    spare="#7a1fa0",
)

DARK = Theme(
    name="dark",
    background="#16181d",
    ink="#f4f4f4",
    muted="#a9adb5",
    faint="#50545c",
    halo="#16181d",
    veil=0.55,
    accent="#40ff60",
    paths={
        "gradient_descent": "#f4f4f4",
        "momentum": "#308fbf",
        "nesterov": "#d97b45",
        "adagrad": "#40ff60",
        "rmsprop": "#acc8ff",
        "adam": "#bfa3a3",
        "adadelta": "#bc43ff",
        "adamax": "#b1bc0b",
        "nadam": "#00b164",
        "amsgrad": "#ff169b",
        "adamw": "#bcd3a6",
        "radam": "#7a856f",
        "lion": "#b190ff",
        "adabelief": "#f49bc8",
        "yogi": "#f4deff",
        "adagrad_momentum": "#b1ffd3",
    },
    spare="#ff9de2",
    parameters=("#ff4d80", "#e8d94a"),
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK)}
"""Every theme by its name."""


def find_theme(name: str) -> Theme:
    """Return the theme called `name`, with the fonts that the environment names."""
    if name not in THEMES:
        raise InvalidInput(f"Theme {name!r} is unknown; choose one of {', '.join(THEMES)}.")
    theme, fonts = THEMES[name], named_fonts()
    return replace(theme, fonts=fonts) if fonts else theme
