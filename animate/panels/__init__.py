"""The parts that a scene is put together from; one file each."""

from ..scene.panel import DrawnPanel, Margins, Panel, Shot
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
    "ReadoutPanel",
    "Shot",
    "SlopePanel",
    "StandingsPanel",
    "SurfacePanel",
    "TargetsPanel",
    "TheoryPanel",
]
