"""Races and sweeps: scenes made from a surface and optimizers alone, for the command line."""

from .race import Race
from .sweeping import Sweeping

__all__ = ["Race", "Sweeping"]
