"""`gradreel still`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..options.completing import stills
from ..options.look import (
    Look,
    look_options,
    open_option,
    output_option,
    parse_step,
    quiet_option,
    scene_argument,
    watch_option,
)
from ..saying import say

if TYPE_CHECKING:
    from ...stage.opening import AnyStage


@click.command(epilog="Example: gradreel still adagrad_replay -o turn.png --step 30")
@scene_argument
@output_option("File to make: .png, .webp, .svg or .pdf.", stills)
@click.option("--frame", type=int, metavar="N", help="The frame of this number, 0 the first.")
@click.option(
    "--step",
    type=parse_step,
    metavar="K",
    help="The first frame that shows this step, or this event with its words.",
)
@click.option("--time", type=float, metavar="SECONDS", help="The frame at this time.")
@look_options
@click.option("--transparent", is_flag=True, help="Leave the ground see-through.")
@watch_option
@open_option
@quiet_option
def command(
    scene: str,
    output: Path,
    look: Look,
    transparent: bool,
    watch: bool,
    opens: bool,
    quiet: bool,
    **place: Any,
) -> None:
    """Write one frame of SCENE, the last if none is named."""
    from gradreel.core.errors import InvalidInput

    from ...export.stills import STILLS, write_still
    from ..job import Source
    from ..outputs import as_line, check_outputs, make_stage, stop_told
    from ..watching import Watched, follow

    named = [f"--{name}" for name, value in place.items() if value is not None]
    if len(named) > 1:
        raise InvalidInput(
            f"{' and '.join(named)} were given; each of them names the frame, so keep one."
        )
    source = Source.of_scene(scene)
    check_outputs([output], STILLS, source.inputs)

    def draw() -> None:
        with stop_told([output]), source.running():
            stage = make_stage(source.make(), look, transparent=transparent)
            moment = stage.moment(_index(stage, **place))
            written = write_still(stage, moment.index, output)
        if not quiet:
            say(f"{as_line(written)}  frame {moment.index}, step {moment.whole}")

    follow(Watched.of_scene(scene) if watch else None, output, draw, opens=opens, quiet=quiet)


def _index(stage: AnyStage, frame: int | None, step: int | str | None, time: float | None) -> int:
    """Return the number of the frame that is meant."""
    from ...export.stills import worded_index
    from ..outputs import step_of

    if step is not None:
        # A film says itself that each of its scenes has steps of its own.
        index = stage.frame_at_step(step_of(stage.scene, step, "--step"))
        return worded_index(stage, index, goes_on=isinstance(step, str))
    if time is not None:
        return stage.frame_at_time(time)
    return len(stage) - 1 if frame is None else frame
