"""The parts that a scene is put together from; one file each."""

from ..layout import Margins
from .contour import ContourPanel
from .curve import CurvePanel
from .panel import DrawnPanel, Panel, Shot
from .readout import ReadoutPanel

__all__ = [
    "ContourPanel",
    "CurvePanel",
    "DrawnPanel",
    "Margins",
    "Panel",
    "ReadoutPanel",
    "Shot",
]
