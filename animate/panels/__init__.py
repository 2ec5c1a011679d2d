"""The parts that a scene is put together from: gradreel's own, and those of other packages.

Another package adds its own by a row of its `pyproject.toml`, and scenes import it from here too:

    [project.entry-points."gradreel.panels"]
    BarsPanel = "my_package.bars:BarsPanel"
"""

import warnings
from typing import TYPE_CHECKING

from gradreel.core import allow
from gradreel.core.tables import Table

from ..drawing.moving import moving
from ..scene.panel import (
    SHOT_IS_NOW,
    Anchored,
    DrawnPanel,
    Margins,
    Panel,
    PanelContext,
    Parted,
    Stackable,
    Stacking,
    Zoomable,
)
from .anatomy.anatomy import AnatomyPanel
from .anatomy.components import ComponentsPanel
from .code.code import CodePanel
from .contour.contour import ContourPanel
from .curves.curve import CurvePanel
from .curves.rates import RatesPanel
from .curves.slope import SlopePanel
from .curves.targets import TargetsPanel
from .curves.theory import TheoryPanel
from .data.data import DataPanel
from .data.features import FeaturesPanel
from .data.pulls import PullsPanel
from .history.squares import SquaresPanel
from .lengths.lengths import LengthsPanel
from .surface3d.surface3d import SurfacePanel
from .surface3d.unfold import UnfoldPanel
from .tables.readout import ReadoutPanel
from .tables.standings import StandingsPanel

__all__ = [
    "PANELS",
    "AnatomyPanel",
    "Anchored",
    "CodePanel",
    "ComponentsPanel",
    "ContourPanel",
    "CurvePanel",
    "DataPanel",
    "DrawnPanel",
    "FeaturesPanel",
    "LengthsPanel",
    "Margins",
    "Panel",
    "PanelContext",
    "Parted",
    "PullsPanel",
    "RatesPanel",
    "ReadoutPanel",
    "SlopePanel",
    "SquaresPanel",
    "Stackable",
    "Stacking",
    "StandingsPanel",
    "SurfacePanel",
    "TargetsPanel",
    "TheoryPanel",
    "UnfoldPanel",
    "Zoomable",
    "moving",
]


def _panel(where: str, given: object) -> type[Panel]:
    if isinstance(given, type) and callable(getattr(given, "draw", None)):
        return given
    raise allow.refuse(where, given, "the class of a panel, which has a method draw")


PANELS: Table[type[Panel]] = Table(
    "gradreel.panels",
    {
        panel.__name__: panel
        for panel in (
            AnatomyPanel,
            CodePanel,
            ComponentsPanel,
            ContourPanel,
            CurvePanel,
            DataPanel,
            FeaturesPanel,
            LengthsPanel,
            PullsPanel,
            RatesPanel,
            ReadoutPanel,
            SlopePanel,
            SquaresPanel,
            StandingsPanel,
            SurfacePanel,
            TargetsPanel,
            TheoryPanel,
            UnfoldPanel,
        )
    },
    _panel,
)
"""Every panel by the name of its class."""

if TYPE_CHECKING:
    Shot = PanelContext


def __getattr__(name: str) -> object:
    if name == "Shot":
        warnings.warn(SHOT_IS_NOW, DeprecationWarning, stacklevel=2)
        return PanelContext
    if name.startswith("_") or name not in PANELS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return PANELS[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *PANELS})
