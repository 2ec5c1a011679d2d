"""`gradreel render`."""

from typing import Any

import click

from ..options.job import job_options
from ..options.look import scene_argument


@click.command(epilog="Example: gradreel render adagrad_replay -o replay.mp4 -o replay.gif -q h")
@scene_argument
@job_options
def command(scene: str, **asked: Any) -> None:
    """Render SCENE to one or more files.

    SCENE is a name from `gradreel list`, or the path of a .py file that has a SCENE.
    """
    from ..job import RenderJob, Source

    RenderJob(Source.of_scene(scene), **asked).run()
