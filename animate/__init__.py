"""Scenes, and what turns them into pictures that move.

A name is imported when it is first used: most of them need matplotlib, and `gradreel --help`, which
passes through here, should not wait a second for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cli import main
    from .events import After, Arrives, Diverges, Peaks, RateFalls, Steepest, Turns
    from .film import Film, FilmStage, open_stage
    from .named import Named
    from .notes import Callout, Caption
    from .panels import (
        AnatomyPanel,
        ContourPanel,
        CurvePanel,
        DataPanel,
        ReadoutPanel,
        SlopePanel,
        StandingsPanel,
        SurfacePanel,
        TargetsPanel,
        TheoryPanel,
    )
    from .racing import Race, Sweeping
    from .rendering import render
    from .scene import Scene
    from .stage import Stage
    from .timeline import Timeline
    from .verbs import Change, Hold, Play, Replay

__all__ = [
    "After",
    "AnatomyPanel",
    "Arrives",
    "Callout",
    "Caption",
    "Change",
    "ContourPanel",
    "CurvePanel",
    "DataPanel",
    "Diverges",
    "Film",
    "FilmStage",
    "Hold",
    "Named",
    "Peaks",
    "Play",
    "Race",
    "RateFalls",
    "ReadoutPanel",
    "Replay",
    "Scene",
    "SlopePanel",
    "Stage",
    "StandingsPanel",
    "Steepest",
    "SurfacePanel",
    "Sweeping",
    "TargetsPanel",
    "TheoryPanel",
    "Timeline",
    "Turns",
    "main",
    "open_stage",
    "render",
]

_HOMES = {
    "After": ".events",
    "AnatomyPanel": ".panels",
    "Arrives": ".events",
    "Callout": ".notes",
    "Caption": ".notes",
    "Change": ".verbs",
    "ContourPanel": ".panels",
    "CurvePanel": ".panels",
    "DataPanel": ".panels",
    "Diverges": ".events",
    "Film": ".film",
    "FilmStage": ".film",
    "Hold": ".verbs",
    "Named": ".named",
    "Peaks": ".events",
    "Play": ".verbs",
    "Race": ".racing",
    "RateFalls": ".events",
    "ReadoutPanel": ".panels",
    "Replay": ".verbs",
    "Scene": ".scene",
    "SlopePanel": ".panels",
    "Stage": ".stage",
    "StandingsPanel": ".panels",
    "Steepest": ".events",
    "SurfacePanel": ".panels",
    "Sweeping": ".racing",
    "TargetsPanel": ".panels",
    "TheoryPanel": ".panels",
    "Timeline": ".timeline",
    "Turns": ".events",
    "main": ".cli",
    "open_stage": ".film",
    "render": ".rendering",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
