"""Odd command lines, scenes and files by the thousand: `make fuzz`, `python -m tests.fuzz`.

A case is made from a seed and its number alone, so one that fails can be made again:
`python -m tests.fuzz --seed 3 --case 117`.
"""

from collections.abc import Callable
from random import Random

from .case import Case
from .combined import combined
from .command_lines import command_line
from .damaged import damaged
from .scenes import scene
from .tables import table

FAMILIES = (command_line, scene, damaged, table)
SELDOM = 40
"""One case in so many is `combined`, which takes ten times as long as others: it draws a film."""


def case_of(seed: int, number: int) -> Case:
    """Return the case of that number; its seed and number decide it, and nothing else."""
    return _maker(number)(Random(f"{seed}/{number}"))


def family_of(number: int) -> str:
    """Return what the case of that number is made of."""
    return _maker(number).__name__


def _maker(number: int) -> Callable[[Random], Case]:
    return combined if number % SELDOM == SELDOM - 1 else FAMILIES[number % len(FAMILIES)]
