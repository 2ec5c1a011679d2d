"""From all the runs to the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

import numpy as np

from gradreel.core import Surface, arrival, minima_in_window, minima_of, spacing_of
from gradreel.core.arrays import IntArray
from gradreel.core.asking import loss_at

from ..drawing.levels import levels_of
from ..formats.page.writing import script_of
from ..scene.plain_text import plain
from ..style.run_styles import dressed, kind_of, label_of, mark_of, parameter_label
from ..style.theme import DARK, LIGHT
from .curves import Curve, curves_of, least_loss
from .exploring import Choices, Exploring
from .markup import Look, Slider, controls, map_axes, plots, row, slider, star
from .numbers import ABOVE, LOSS, TO_ZERO, packed, significant
from .picture import BANDS, SIZE, contours, losses, outline
from .record import Written, record_of_page

ASKED = 65
"""Places along each side of the window whose loss is told when the pointer is near."""


def is_page(path: Path) -> bool:
    """Whether a file of this name is a page to play with: it ends in explore.html."""
    return path.name.lower().endswith("explore.html")


def write_page(exploring: Exploring, written: Written | None = None) -> str:
    """Return the page, with all the runs.

    Parameters
    ----------
    written
        How w and b are written; None for as finely as a page does that has the room.
    """
    race, choices, written = exploring.race, exploring.choices(), written or exploring.places
    surface, parts = race.surface, files("gradreel.animate.formats.page")
    levels = levels_of(losses(surface, *SIZE), BANDS, spacing_of(surface))
    light, dark = contours(levels, (LIGHT, DARK))
    curves = curves_of(choices, surface, written)
    looks = _looks(choices)
    named = [_named(at, each) for at, each in enumerate(choices)]
    title = plain(race.scene().title)
    alt = f"{title}; {', '.join(each.label for each in looks)} over bands of equal loss."
    return Template(_own("explore.html")).substitute(
        title=escape(title),
        alt=escape(alt),
        record=escape(json.dumps(record_of_page(exploring, alt, written), separators=(",", ":"))),
        style=parts.joinpath("replay.css").read_text("utf-8") + _own("explore.css"),
        script=script_of(_own("explore.js")),
        light=light,
        dark=dark,
        axes=map_axes(surface.window),
        stars="".join(_stars(surface)),
        curves=plots(curves, race.steps),
        starts="".join(slider(*each) for each in _starts(exploring)),
        controls="".join(
            controls(at, look, "".join(slider(*each) for each in named[at]))
            for at, look in enumerate(looks)
        ),
        rows="".join(map(row, looks)),
        steps=race.steps,
        radius=f"{race.radius:g}",
        notes="".join(f"<p>{escape(plain(each))}</p>" for each in (levels.flat, *race.notes)),
        plan=_json(_plan(exploring, choices, curves, written)),
        numbers=packed(numbers_of(exploring, choices, written)),
    )


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _looks(choices: Sequence[Choices]) -> list[Look]:
    names = [each.name for each in choices]
    light, dark = dressed(LIGHT, names), dressed(DARK, names)
    return [
        Look(
            label, outline(mark_of(name, names).marker), light.path_color(name),
            dark.path_color(name), name in light.dashed,
        )
        for name, label in zip(names, _labels(choices), strict=True)
    ]  # fmt: skip


def _labels(choices: Sequence[Choices]) -> list[str]:
    """Name the runs; a number stands for a value in a name that its slider may change."""
    labels = []
    for run in choices:
        turned = any(f"{knob.name}=" in run.name for knob in run.knobs[2:])
        labels.append(plain(label_of(kind_of(run.name) if turned else run.name)))
    alike = {each for each in labels if labels.count(each) > 1}
    return [
        f"{each} {labels[: at + 1].count(each)}" if each in alike else each
        for at, each in enumerate(labels)
    ]


def _stars(surface: Surface) -> Iterator[str]:
    low_w, high_w, low_b, high_b = surface.window
    for w, b in minima_in_window(surface).tolist():
        yield star((w - low_w) / (high_w - low_w), (b - low_b) / (high_b - low_b))


def _starts(exploring: Exploring) -> list[Slider]:
    """Return the sliders of the start, if there is anything to choose."""
    knobs = exploring.start if (exploring.starts or 1) > 1 else ()
    return [Slider(f"start-{knob.name}", knob, f"start {knob.name}") for knob in knobs]


def _named(at: int, run: Choices) -> list[Slider]:
    """Return the sliders of one optimizer alone."""
    own = [knob for knob in run.knobs[2:] if len(knob.values) > 1]
    return [Slider(f"{k.name}-{at}", k, plain(parameter_label(k.name))) for k in own]


def _plan(
    exploring: Exploring, choices: Sequence[Choices], curves: Sequence[Curve], written: Written
) -> dict[str, object]:
    """Return what the script is told."""
    surface, starts = exploring.race.surface, _starts(exploring)
    sliders = [[*(starts if run.knobs else ()), *_named(at, run)] for at, run in enumerate(choices)]
    looks = _looks(choices)
    return {
        "rows": exploring.race.steps + 1,
        "window": surface.window,
        "digits": [*(each.decimals for each in written), *_digits(surface)],
        "origin": [each.origin for each in written],
        "columns": _columns(surface),
        "minima": minima_of(surface).tolist(),
        "values": {each.ident: each.knob.texts for own in sliders for each in own},
        "curves": [
            {"column": c.column, "log": c.log, "low": c.low, "high": c.high} for c in curves
        ],
        "asked": ASKED,
        "runs": [
            {
                "marker": look.marker,
                "dashed": look.dashed,
                "last": run.last,
                "knobs": [each.ident for each in own],
            }
            for look, run, own in zip(looks, choices, sliders, strict=True)
        ],
    }


def _columns(surface: Surface) -> list[str]:
    """Name what is kept of each step; where the least loss is 0, the loss is how far above it."""
    return ["w", "b", "loss", *(["above"] if least_loss(surface) else [])]


def _digits(surface: Surface) -> tuple[int, int]:
    """Return how many digits of the loss are kept, and of that above the least."""
    return (TO_ZERO if least_loss(surface) == 0 else LOSS), ABOVE


def numbers_of(
    exploring: Exploring, choices: Sequence[Choices], places: Written
) -> Iterator[IntArray]:
    """Go through all numbers in the order in which the script looks them up."""
    surface = exploring.race.surface
    least, digits = least_loss(surface), _digits(surface)
    for run in (each.runs for each in choices):
        for axis, place in enumerate(places):
            yield _by_run(place.codes(run.params[..., axis]))
        yield _by_run(significant(run.loss, digits[0]))
        if least:
            yield _by_run(significant(run.loss - least, digits[1]))
        there = arrival(run, surface, exploring.race.radius)
        yield np.where(np.isnan(there), -1, np.nan_to_num(there)).astype(np.int64)
    window = surface.window
    middles = (np.arange(ASKED) + 0.5) / ASKED
    w = places[0].rounded(window.w_min + (window.w_max - window.w_min) * middles)
    b = places[1].rounded(window.b_min + (window.b_max - window.b_min) * middles)
    yield places[0].codes(w)
    yield places[1].codes(b)
    yield significant(loss_at(surface, np.stack(np.meshgrid(w, b), axis=-1)), digits[0])


def _by_run(codes: IntArray) -> IntArray:
    """Put the steps of each run side by side."""
    return np.moveaxis(codes, 0, -1)


def _json(told: object) -> str:
    """Write JSON that nothing ends where it stands in a page."""
    return json.dumps(told, separators=(",", ":")).replace("<", "\\u003c")
