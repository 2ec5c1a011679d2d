"""`open_stage`: the stage of a scene or of a film; `AnyStage`: either."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from ..scene.film import Film
from ..scene.scene import Scene
from ..style.theme import LIGHT, Theme
from .film_stage import FilmStage
from .stage import Stage

AnyStage: TypeAlias = Stage | FilmStage
"""What has frames: of a scene or of a film."""


def open_stage(
    scene: Scene | Film,
    size: tuple[int, int] = (1280, 720),
    *,
    theme: Theme = LIGHT,
    fps: float | Fraction = 25.0,
    text: bool = True,
    transparent: bool = False,
) -> AnyStage:
    """Return the stage of a scene or of a film.

    Parameters
    ----------
    scene
        A scene or a film.
    size
        (width, height) in pixels.
    theme
        Its colours and fonts.
    fps
        Frames per second, 0.1 to 120.
    text
        Whether texts are drawn.
    transparent
        Whether the ground is left see-through.

    Returns
    -------
    Stage or FilmStage
        What draws its frames.
    """
    if isinstance(scene, Film):
        return FilmStage(scene, size, theme=theme, fps=fps, text=text, transparent=transparent)
    return Stage(scene, size, theme=theme, fps=fps, text=text, transparent=transparent)
