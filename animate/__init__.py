"""Scenes, and what turns them into pictures that move.

A name is imported when it is first used: most of them need matplotlib, and `gradreel --help`, which
passes through here, should not wait a second for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradreel.core.events import After, Arrives, Diverges, Peaks, RateFalls, Steepest, Turns
    from gradreel.core.named import Named

    from .cli import main
    from .export.render import render
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
    from .scene.annotations import Callout, Caption
    from .scene.film import Film
    from .scene.scene import Scene
    from .scene.segments import Change, Hold, Play, Replay
    from .scene.timeline import Timeline
    from .stage.film_stage import FilmStage
    from .stage.opening import open_stage
    from .stage.stage import Stage

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
    "After": "gradreel.core.events",
    "AnatomyPanel": ".panels",
    "Arrives": "gradreel.core.events",
    "Callout": ".scene.annotations",
    "Caption": ".scene.annotations",
    "Change": ".scene.segments",
    "ContourPanel": ".panels",
    "CurvePanel": ".panels",
    "DataPanel": ".panels",
    "Diverges": "gradreel.core.events",
    "Film": ".scene.film",
    "FilmStage": ".stage.film_stage",
    "Hold": ".scene.segments",
    "Named": "gradreel.core.named",
    "Peaks": "gradreel.core.events",
    "Play": ".scene.segments",
    "Race": ".racing",
    "RateFalls": "gradreel.core.events",
    "ReadoutPanel": ".panels",
    "Replay": ".scene.segments",
    "Scene": ".scene.scene",
    "SlopePanel": ".panels",
    "Stage": ".stage.stage",
    "StandingsPanel": ".panels",
    "Steepest": "gradreel.core.events",
    "SurfacePanel": ".panels",
    "Sweeping": ".racing",
    "TargetsPanel": ".panels",
    "TheoryPanel": ".panels",
    "Timeline": ".scene.timeline",
    "Turns": "gradreel.core.events",
    "main": ".cli",
    "open_stage": ".stage.opening",
    "render": ".export.render",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
