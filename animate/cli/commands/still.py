"""`gradreel still`."""

from dataclasses import dataclass
from pathlib import Path

from gradreel.core.errors import InvalidInput

from ...export.stills import STILLS, write_still
from ...stage.opening import AnyStage
from ..options.look import Look
from ..outputs import as_line, check_outputs, make_stage, stop_told
from ..saying import say
from .render import Source


@dataclass(frozen=True)
class Place:
    """Which frame: at most one of its number, the step it shows and its time; else the last."""

    frame: int | None = None
    step: int | None = None
    seconds: float | None = None

    def check(self) -> None:
        """Raise InvalidInput if more than one was given."""
        given = {"--frame": self.frame, "--step": self.step, "--time": self.seconds}
        named = [name for name, value in given.items() if value is not None]
        if len(named) > 1:
            raise InvalidInput(
                f"{' and '.join(named)} were given; each of them names the frame, so keep one."
            )

    def index(self, stage: AnyStage) -> int:
        """Return the number of the frame that is meant."""
        if self.step is not None:
            return stage.frame_at_step(self.step)
        if self.seconds is not None:
            return stage.frame_at_time(self.seconds)
        return len(stage) - 1 if self.frame is None else self.frame


def write_frame(
    scene: str, output: Path, look: Look, place: Place, *, transparent: bool, quiet: bool
) -> None:
    """Write one frame of a scene, and say so.

    Raises
    ------
    InvalidInput
        A scene, file, size or frame that is not possible.
    RenderError
        The disk did not take it.
    """
    place.check()
    source = Source.of_scene(scene)
    check_outputs([output], STILLS, source.inputs)
    with stop_told([output]), source.running():
        stage = make_stage(source.make(), look, transparent=transparent)
        moment = stage.moment(place.index(stage))
        written = write_still(stage, moment.index, output)
    if not quiet:
        say(f"{as_line(written)}  frame {moment.index}, step {moment.whole}")
