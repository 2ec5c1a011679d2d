"""The parts that a scene is put together from; one file each."""

from ..layout import Margins
from .anatomy import AnatomyPanel
from .contour import ContourPanel
from .curve import CurvePanel
from .data import DataPanel
from .panel import DrawnPanel, Panel, Shot
from .readout import ReadoutPanel
from .slope import SlopePanel
from .standings import StandingsPanel
from .surface3d import SurfacePanel
from .targets import TargetsPanel
from .theory import TheoryPanel

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
