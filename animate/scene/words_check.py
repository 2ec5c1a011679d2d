"""Whether what a scene says is true of its runs, and can be read: asked when its clock is known."""

from __future__ import annotations

import re

from gradreel.core import Experiment
from gradreel.core.checks import brief
from gradreel.core.errors import InvalidInput

from .clock import Clock
from .placeholders import Field, parse
from .spoken import Spoken, joined, spoken
from .terms import spoken as words_of

READING_START, READING_WORD = 1.0, 0.3
"""Seconds to find words on the picture, and to read each of them."""

_FORMULA = re.compile(r"(?<!\\)\$.*?(?<!\\)\$", re.DOTALL)
_ROUNDED = 1e-6


def check_claims(clock: Clock, experiment: Experiment) -> None:
    """Raise InvalidInput at the first words whose claim the runs contradict."""
    for each in spoken(clock):
        told = _asked(each, clock, experiment)
        if told:
            told = " ".join(told.split()).rstrip(".")
            raise InvalidInput(
                f"Scene {experiment.name!r} says {brief(each.text)} at {_steps(each)}, but {told}; "
                "change the words, their claim, or when they are shown."
            )


def check_reading(clock: Clock, name: str) -> None:
    """Raise InvalidInput at the first words that go before they can be read."""
    for each in joined(spoken(clock)):
        needed = reading_seconds(each.text)
        if each.text and each.seconds < needed - _ROUNDED:
            raise InvalidInput(
                f"Scene {name!r} shows the {each.what} {brief(each.text)} for {each.seconds:.3g} s "
                f"at {_steps(each)}, and reading it takes {needed:.3g} s; shorten it or show it "
                "longer."
            )


def reading_seconds(text: str) -> float:
    """Return how long reading takes: 1 s and 0.3 s a word; a formula or a number is one word.

    Examples
    --------
    >>> reading_seconds("step {corner}: $b = -3$ is [far off](code/line 3)")
    2.8
    """
    pieces = parse(words_of(text))
    filled = "".join("0" if isinstance(piece, Field) else piece for piece in pieces)
    return round(READING_START + READING_WORD * len(_FORMULA.sub("x", filled).split()), 9)


def _asked(said: Spoken, clock: Clock, experiment: Experiment) -> str:
    """Return what the runs say against words; a claim may be one's own."""
    if said.claim is None:
        return ""
    try:
        told = said.claim.fails(experiment, said.first, said.last, clock.events)
    except (InvalidInput, MemoryError):
        raise
    except Exception as error:
        raise InvalidInput(
            f"The claim of {brief(said.text)} in scene {experiment.name!r} could not be asked "
            f"({type(error).__name__}: {error}); its `fails` is given the experiment, two steps "
            "and the steps of the events."
        ) from error
    if isinstance(told, str):
        return told
    raise InvalidInput(
        f"The claim of {brief(said.text)} in scene {experiment.name!r} returned {brief(told)}; "
        'return "" where it holds, otherwise what the run says instead.'
    )


def _steps(said: Spoken) -> str:
    return f"step {said.first}" if said.first == said.last else f"steps {said.first} to {said.last}"
