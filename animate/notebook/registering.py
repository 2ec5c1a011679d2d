"""Which classes a notebook shows otherwise than as text; nothing is imported before one is shown.

IPython asks its formatters by the name of a class. So no class knows of notebooks, and what draws
is read when a cell first ends in something to draw.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

SHOWN = {
    "gradreel.animate.scene.scene": "Scene",
    "gradreel.animate.scene.film": "Film",
    "gradreel.animate.racing.race": "Race",
    "gradreel.animate.racing.sweep": "Sweeping",
    "gradreel.animate.explore.exploring": "Exploring",
    "gradreel.animate.stage.stage": "Stage",
    "gradreel.animate.stage.film_stage": "FilmStage",
    "gradreel.core.trajectory": "Trajectory",
}
"""Classes by their modules; subclasses are shown in the same way."""

_FORMATS = {"text/html": "html_of", "image/png": "png_of"}


def register(shell: Any) -> None:
    """Tell a shell of IPython how to show them, where it shows more than text."""
    for kind, name in _FORMATS.items():
        formatter = shell.display_formatter.formatters[kind]
        for module, shown in SHOWN.items():
            formatter.for_type_by_name(module, shown, _asked(name))


def _asked(name: str) -> Any:
    def formatted(thing: object) -> Any:
        return getattr(import_module("gradreel.animate.notebook.showing"), name)(thing)

    return formatted
