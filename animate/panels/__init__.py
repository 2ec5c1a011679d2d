"""The parts that a scene is put together from; one file each."""

from .contour import ContourPanel
from .curve import CurvePanel
from .panel import DrawnPanel, Margins, Panel, Shot
from .readout import Field, ReadoutPanel

__all__ = [
    "ContourPanel",
    "CurvePanel",
    "DrawnPanel",
    "Field",
    "Margins",
    "Panel",
    "ReadoutPanel",
    "Shot",
]
