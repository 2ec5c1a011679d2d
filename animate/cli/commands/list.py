"""`gradreel list`."""

import click

from ..saying import say


@click.command(epilog="Example: gradreel list")
def command() -> None:
    """Name every scene, with one sentence for each."""
    from gradreel.core.errors import GradreelError

    from ...scene.loading import load_scene, scene_names

    names = scene_names()
    width = max(map(len, names), default=0)
    failures: list[GradreelError] = []
    for name in names:
        try:
            say(f"{name:<{width}}  {load_scene(name).summary}")
        except GradreelError as error:
            failures.append(error)
    if failures:  # the first scene that cannot be read is told last
        raise failures[0]
