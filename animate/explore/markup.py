"""The parts of the page that there are as many of as runs, sliders, curves and numbers on axes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from ..scene.plain_text import plain
from .curves import Curve
from .knobs import Knob
from .picture import Tick, decade_ticks, even_ticks, outline


class Look(NamedTuple):
    """What tells a run apart: its name on screen, marker and its colours in both themes."""

    label: str
    marker: str
    light: str
    dark: str
    dashed: bool

    @property
    def colors(self) -> str:
        """As the value of a style."""
        return f"--light:{self.light};--dark:{self.dark}"

    @property
    def named(self) -> str:
        """Marker and name."""
        shape = f'<path d="{self.marker}"/>'
        return f'<svg viewBox="-9 -9 18 18" aria-hidden="true">{shape}</svg>{escape(self.label)}'


class Slider(NamedTuple):
    """What the reader turns: its id in the page, its values and what it is called."""

    ident: str
    knob: Knob
    name: str


def map_axes(window: Sequence[float]) -> str:
    """Return the numbers beside the map."""
    across, upright = even_ticks(*window[:2]), even_ticks(*window[2:])
    names = '<span class="axis w">w</span><span class="axis b">b</span>'
    return _across(across) + _upright(upright) + names


def plots(curves: Sequence[Curve], steps: int) -> str:
    """Return the curves, on which nothing is drawn yet."""
    parts = []
    for at, curve in enumerate(curves):
        found = (decade_ticks if curve.log else even_ticks)(curve.low, curve.high)
        label = f'<span class="axis name">{escape(plain(curve.label))}</span>'
        axes = _across(even_ticks(0, steps)) + _upright(found) + label
        last = '<span class="axis w">step</span>' if at == len(curves) - 1 else ""
        canvas = f'<canvas id="curve-{at}" aria-hidden="true"></canvas>'
        parts.append(f'<div class="plot curve">{canvas}{axes}{last}</div>\n')
    return "".join(parts)


def _across(found: Sequence[Tick]) -> str:
    return "".join(
        f'<span class="tick across" style="left:{100 * t.share:.2f}%">{t.text}</span>'
        for t in found
    )


def _upright(found: Sequence[Tick]) -> str:
    return "".join(
        f'<span class="tick upright" style="top:{100 - 100 * t.share:.2f}%">{t.text}</span>'
        for t in found
    )


def star(across: float, upright: float) -> str:
    """Return the star of a minimum, given where it is as shares of the map."""
    place = f"left:{100 * across:.2f}%;top:{100 - 100 * upright:.2f}%"
    shape = f'<path d="{outline((5, 1, 0), 18)}"/>'
    box = 'viewBox="-10 -10 20 20" aria-hidden="true"'
    return f'<svg class="star" style="{place}" {box}>{shape}</svg>\n'


def slider(ident: str, knob: Knob, name: str) -> str:
    """Return a slider; the page keeps its values by its id."""
    return (
        f'<label for="{ident}">{escape(name)} <output id="{ident}-value">'
        f"{knob.texts[knob.own]}</output></label>"
        f'<input id="{ident}" type="range" min="0" max="{len(knob.values) - 1}" '
        f'value="{knob.own}">\n'
    )


def controls(at: int, look: Look, sliders: str) -> str:
    """Return what shows or hides a run, and its sliders."""
    toggle = f'<label><input id="show-{at}" type="checkbox" checked>{look.named}</label>'
    return (
        f'<fieldset class="run" style="{look.colors}"><legend>{toggle}</legend>'
        f"{sliders}</fieldset>\n"
    )


def row(look: Look) -> str:
    """Return the row of a run in the table; its numbers are filled in."""
    return f'<tr style="{look.colors}"><th scope="row">{look.named}</th>{"<td></td>" * 4}</tr>\n'
