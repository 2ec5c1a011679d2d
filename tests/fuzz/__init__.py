"""Odd command lines, scenes and files by the thousand: `make fuzz`, `python -m tests.fuzz`.

A case is made from a seed and its number alone, so one that fails can be made again:
`python -m tests.fuzz --seed 3 --case 117`.
"""

from random import Random

from .case import Case
from .command_lines import command_line
from .damaged import damaged
from .scenes import scene
from .tables import table

FAMILIES = (command_line, scene, damaged, table)


def case_of(seed: int, number: int) -> Case:
    """Return the case of that number; its seed and number decide it, and nothing else."""
    return FAMILIES[number % len(FAMILIES)](Random(f"{seed}/{number}"))


def family_of(number: int) -> str:
    """Return what the case of that number is made of."""
    return FAMILIES[number % len(FAMILIES)].__name__
