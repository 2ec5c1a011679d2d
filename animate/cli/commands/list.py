"""`gradreel list`."""

from gradreel.core.errors import GradreelError

from ...scene.loading import load_scene, scene_names
from ..saying import say


def list_scenes() -> None:
    """Print the name and the sentence of each scene; one that cannot be read is told last.

    Raises
    ------
    GradreelError
        The first scene that cannot be read.
    """
    names = scene_names()
    width = max(map(len, names), default=0)
    failures: list[GradreelError] = []
    for name in names:
        try:
            say(f"{name:<{width}}  {load_scene(name).summary}")
        except GradreelError as error:
            failures.append(error)
    if failures:
        raise failures[0]
