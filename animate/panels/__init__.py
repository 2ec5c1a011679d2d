"""The parts that a scene is put together from; one file each."""

import warnings
from typing import TYPE_CHECKING

from ..scene.panel import SHOT_IS_NOW, DrawnPanel, Margins, Panel, PanelContext
from .anatomy.anatomy import AnatomyPanel
from .contour.contour import ContourPanel
from .curves.curve import CurvePanel
from .curves.slope import SlopePanel
from .curves.targets import TargetsPanel
from .curves.theory import TheoryPanel
from .data.data import DataPanel
from .surface3d.surface3d import SurfacePanel
from .tables.readout import ReadoutPanel
from .tables.standings import StandingsPanel

__all__ = [
    "AnatomyPanel",
    "ContourPanel",
    "CurvePanel",
    "DataPanel",
    "DrawnPanel",
    "Margins",
    "Panel",
    "PanelContext",
    "ReadoutPanel",
    "SlopePanel",
    "StandingsPanel",
    "SurfacePanel",
    "TargetsPanel",
    "TheoryPanel",
]

if TYPE_CHECKING:
    Shot = PanelContext


def __getattr__(name: str) -> object:
    if name != "Shot":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    warnings.warn(SHOT_IS_NOW, DeprecationWarning, stacklevel=2)
    return PanelContext
