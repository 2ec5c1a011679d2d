"""Learning rates and numbers of steps that suit each built-in surface.

The table knows the optimizers that were there when it was made; another one runs at its own default
rate, and a surface without a row for a usual number of steps.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple, cast

import numpy as np

from .descend import descend
from .optimizers import OPTIMIZERS
from .surface import Surface, start_of
from .surfaces import SURFACES
from .surfaces.suggestions import SUGGESTIONS, TUNED
from .tuning import tune

STEPS = 200
"""Steps of a race where nothing else suggests how many."""

TRIED = (200, 300, 500, 1000, 2000)
ENOUGH = 0.8


class Suggestion(NamedTuple):
    """What suits a surface: how many steps, and a learning rate for each optimizer tuned."""

    steps: int
    learning_rates: Mapping[str, float]


def suggested_for(surface: Surface) -> Suggestion | None:
    """Return what suits a built-in surface as it is made without arguments; None for another one.

    Its window may be another one; a surface with parameters or data of one's own has other slopes.
    """
    if surface.name not in SUGGESTIONS or type(surface) is not SURFACES[surface.name]:
        return None
    plain = type(surface)()
    if replace(cast(Any, surface), window=plain.window) != plain:
        return None
    steps, rates = SUGGESTIONS[surface.name]
    return Suggestion(steps, MappingProxyType(dict(zip(TUNED, rates, strict=True))))


def suggest(surface: Surface) -> Suggestion:
    """Find what suits a surface: the rule by which the table of suggestions was made.

    The learning rates are those that `tune` finds from the surface's own start. The number of steps
    is the least of those tried in which four of five optimizers arrive at a minimum, else in which
    most do. Where no minimum is known it is 200, the steps for which the tuned stay in the window,
    or 300 where most leave by then and none diverges: who does, and when, is what one sees there.
    """
    if surface.minimum is None:
        return _suggest_without_minimum(surface)
    found: dict[int, Suggestion] = {}
    arrived: dict[int, int] = {}
    for steps in TRIED:
        rates, arrived[steps] = {}, 0
        for name, make in OPTIMIZERS.built_in.items():
            tuning = tune(make(), surface, start_of(surface), steps=steps)
            rates[name] = tuning.rate
            arrived[steps] += bool(np.isfinite(tuning.arrive[tuning.rates == tuning.rate]).all())
        found[steps] = Suggestion(steps, rates)
        if arrived[steps] >= ENOUGH * len(OPTIMIZERS.built_in):
            break
    return found[max(arrived, key=lambda steps: (arrived[steps], -steps))]


def _suggest_without_minimum(surface: Surface) -> Suggestion:
    tuned = {
        name: tune(make(), surface, start_of(surface), steps=STEPS)
        for name, make in OPTIMIZERS.built_in.items()
    }
    longer = STEPS + STEPS // 2
    runs = [
        descend(each.optimizer, surface, start_of(surface), steps=longer) for each in tuned.values()
    ]
    left = sum(not surface.window.contains(run.params).all() for run in runs)
    shows = left > len(runs) / 2 and all(run.outcome.finished for run in runs)
    return Suggestion(longer if shows else STEPS, {name: each.rate for name, each in tuned.items()})
