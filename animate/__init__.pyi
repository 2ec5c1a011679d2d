"""The names of gradreel.animate and where each is; `__init__.py` reads it, as type checkers do."""

from gradreel.core.events import After as After
from gradreel.core.events import Arrives as Arrives
from gradreel.core.events import Diverges as Diverges
from gradreel.core.events import Peaks as Peaks
from gradreel.core.events import RateFalls as RateFalls
from gradreel.core.events import Steepest as Steepest
from gradreel.core.events import Turns as Turns
from gradreel.core.named import Named as Named

from .cli import main as main
from .export.render import render as render
from .panels import AnatomyPanel as AnatomyPanel
from .panels import ContourPanel as ContourPanel
from .panels import CurvePanel as CurvePanel
from .panels import DataPanel as DataPanel
from .panels import ReadoutPanel as ReadoutPanel
from .panels import SlopePanel as SlopePanel
from .panels import StandingsPanel as StandingsPanel
from .panels import SurfacePanel as SurfacePanel
from .panels import TargetsPanel as TargetsPanel
from .panels import TheoryPanel as TheoryPanel
from .racing import Race as Race
from .racing import Sweeping as Sweeping
from .scene.annotations import Callout as Callout
from .scene.annotations import Caption as Caption
from .scene.film import Film as Film
from .scene.scene import Scene as Scene
from .scene.segments import Change as Change
from .scene.segments import Hold as Hold
from .scene.segments import Play as Play
from .scene.segments import Replay as Replay
from .scene.timeline import Timeline as Timeline
from .stage.film_stage import FilmStage as FilmStage
from .stage.opening import open_stage as open_stage
from .stage.stage import Stage as Stage
