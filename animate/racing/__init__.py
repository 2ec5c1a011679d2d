"""Races and sweeps: scenes made from a surface and optimizers alone, for the command line."""

from .race import Race
from .sweep import Sweeping

__all__ = ["Race", "Sweeping"]
