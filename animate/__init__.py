"""Scenes, and what turns them into pictures that move.

A name is imported when it is first used: most of them need matplotlib, and `gradreel --help`, which
passes through here, should not wait a second for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cli import main
    from .panels import ContourPanel, CurvePanel, ReadoutPanel
    from .rendering import render
    from .scene import Scene
    from .stage import Stage
    from .timeline import Caption, Hold, Play, Replay, Timeline

__all__ = [
    "Caption",
    "ContourPanel",
    "CurvePanel",
    "Hold",
    "Play",
    "ReadoutPanel",
    "Replay",
    "Scene",
    "Stage",
    "Timeline",
    "main",
    "render",
]

_HOMES = {
    "Caption": ".timeline",
    "ContourPanel": ".panels",
    "CurvePanel": ".panels",
    "Hold": ".timeline",
    "Play": ".timeline",
    "ReadoutPanel": ".panels",
    "Replay": ".timeline",
    "Scene": ".scene",
    "Stage": ".stage",
    "Timeline": ".timeline",
    "main": ".cli",
    "render": ".rendering",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
