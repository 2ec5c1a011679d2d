"""Words with numbers of the run in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import COORDINATES, series

from .annotations import At, step_at
from .number_format import number, signed, tick

if TYPE_CHECKING:
    from .panel import PanelContext


@dataclass(frozen=True)
class Field:
    """A number of the run in a text: `{adagrad.sum_of_squares.w@corner:+.3}`.

    Attributes
    ----------
    channel, coordinate, optimizer
        See `series`; "" for the optimizer that the text is about.
    at
        Step or event whose number it is, None for that of the moment.
    digits
        Significant digits, None for as many as `number` writes.
    plus
        Whether a plus sign is written too.
    """

    channel: str
    coordinate: str | None
    optimizer: str
    at: At | None = None
    digits: int | None = None
    plus: bool = False

    def write(self, value: float) -> str:
        """Write a value of this field."""
        return (signed if self.plus else number)(value, self.digits)


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[str | Field, ...]:
    """Take a text apart into words and numbers.

    A number is named in braces by its channel and coordinate (`{loss}`, `{gradient.w}`), an
    optimizer's name before it asks for another's (`{momentum.velocity.w}`), `@` and a step or the
    name of an event behind it for that step's (`{loss@0}`), `@before` and `@next` for the step
    before and the next (before the first step all is 0). Behind a colon stand a plus, if the
    plus sign is wanted, and a point with the number of significant digits (`{update.w:+.3}`).
    `{corner}` is the step of the event "corner", `{adagrad.learning_rate}` what the optimizer was
    given, `{minimum.w}` where the surface is lowest. Braces that stand for themselves, as in
    mathtext, are doubled.
    """
    pieces: list[str | Field] = []
    words = ""
    try:
        for literal, name, spec, conversion in Formatter().parse(text):
            words += literal  # a doubled brace ends a literal, but not the words
            if name is not None:
                pieces += [words, _field(name, spec or "", conversion)]
                words = ""
    except ValueError as error:
        raise InvalidInput(
            f"{text!r} is no format string ({error}); double the braces that stand for themselves."
        ) from error
    return tuple(piece for piece in [*pieces, words] if piece)


_FIELD = re.compile(r"(?P<names>[A-Za-z_]\w*(?:\.\w+){0,2})(?:@(?P<at>[\w ]+))?")
_SPEC = re.compile(r"(?P<plus>\+?)(?:\.(?P<digits>[1-9]))?")


def _field(name: str, spec: str, conversion: str | None) -> Field:
    found, style = _FIELD.fullmatch(name), _SPEC.fullmatch(spec)
    parts = found["names"].split(".") if found else []
    coordinate = parts.pop() if parts and parts[-1] in COORDINATES else None
    optimizer = parts.pop(0) if len(parts) == 2 else ""
    if not found or not style or conversion or len(parts) != 1:
        written = name + f":{spec}" * bool(spec)
        raise InvalidInput(
            f"{{{written}}} names no number; write it like {{gradient.w}}, {{loss@0}} or "
            "{update.w:+.3}."
        )
    at: At | None = found["at"]
    if isinstance(at, str) and at.isdecimal():
        at = float(at)
    digits = int(style["digits"]) if style["digits"] else None
    return Field(parts[0], coordinate, optimizer, at, digits, bool(style["plus"]))


_NEAR: Mapping[At, int] = {"before": -1, "next": 1}


class Numbers:
    """Where the numbers of a text come from: a scene's runs, events, optimizers and surface.

    Parameters
    ----------
    optimizer
        Whose numbers are meant where a field names none; the first if left out.
    """

    def __init__(self, context: PanelContext, optimizer: str | None = None) -> None:
        self._context = context
        self.optimizer: str = context.first(optimizer)

    def fill(self, text: str, step: int) -> str:
        """Return the text as it reads at a step."""
        return "".join(
            piece if isinstance(piece, str) else self.words(piece, step) for piece in parse(text)
        )

    def words(self, field: Field, step: int) -> str:
        """Return what a field reads at a step."""
        constant = self._constant(field)
        if constant is not None:
            return field.write(constant) if field.digits else tick(constant)
        values = self.values(field)
        at = self._step(field.at, step)
        return field.write(float(values[min(at, len(values) - 1)]) if at >= 0 else 0.0)

    def values(self, field: Field) -> FloatArray:
        """Return the numbers of a field against the step."""
        name = field.optimizer or self.optimizer
        return series(self._context.trajectory(name), field.channel, field.coordinate)

    def _step(self, at: At | None, step: int) -> int:
        if at is None:
            return step
        if at in _NEAR:
            return step + _NEAR[at]
        asked = int(step_at(at, self._context.clock.events))
        if asked > self._context.steps:
            raise InvalidInput(
                f"A text asks for a number at step {asked} of {self._context.steps}; take more "
                "steps or ask for an earlier one."
            )
        return asked

    def _constant(self, field: Field) -> float | None:
        """Return a number that is the same at every step, None for one of the run."""
        context, name = self._context, field.channel
        if field.coordinate is None and not field.optimizer and name in context.clock.events:
            return context.clock.events[name]
        if name == "minimum" and context.surface.minimum is not None and field.coordinate:
            return float(context.surface.minimum[COORDINATES.index(field.coordinate)])
        optimizer = context.optimizers.get(field.optimizer or self.optimizer)
        if field.coordinate is None and name != "loss" and hasattr(optimizer, name):
            given = getattr(optimizer, name)
            return float(given) if isinstance(given, int | float) else None
        return None
