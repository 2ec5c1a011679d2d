"""How another process makes a stage anew."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from threading import local
from typing import TypeAlias

from ..scene.film import Film
from ..scene.scene import Scene
from ..stage.opening import AnyStage, open_stage
from ..style.theme import Theme

Origin: TypeAlias = Callable[[], Scene | Film]
"""Makes the scene anew; it can be pickled, as a `partial` of `load_scene` can."""

_made = local()
"""In each thread the stage that was made last: the next piece is mostly of the same film."""


@dataclass(frozen=True)
class Recipe:
    """A stage, told so that any process can make it.

    Attributes
    ----------
    scene
        The pickled scene, with what its runs did so that they need not run again; or its pickled
        `Origin`.
    size, theme, fps, text, transparent
        As those of a `Stage`.
    """

    scene: bytes
    size: tuple[int, int]
    theme: Theme
    fps: Fraction
    text: bool
    transparent: bool

    @classmethod
    def of(cls, stage: AnyStage, origin: Origin | None = None) -> Recipe | None:
        """Tell a stage; None if its scene can be neither pickled nor made anew.

        Parameters
        ----------
        origin
            Makes the scene anew, where one is known.
        """
        told = _pickled(stage.scene) or (_pickled(origin) if origin else None)
        if told is None or _pickled(stage.theme) is None:
            return None
        return cls(told, stage.size, stage.theme, stage.rate, stage.text, stage.transparent)

    def stage(self) -> AnyStage:
        """Return the stage; the same one as before, if it was of the same recipe."""
        if getattr(_made, "recipe", None) != self:
            found = pickle.loads(self.scene)  # noqa: S301 - our own, from the process that asks
            scene = found if isinstance(found, Scene | Film) else found()
            _made.recipe = _made.stage = None  # the older one need not stay meanwhile
            _made.stage = open_stage(
                scene, self.size, theme=self.theme, fps=self.fps, text=self.text,
                transparent=self.transparent,
            )  # fmt: skip
            _made.recipe = self
        stage: AnyStage = _made.stage
        return stage


def _pickled(thing: object) -> bytes | None:
    try:
        told = pickle.dumps(thing)
    except Exception:  # whatever the code of a scene raises: it is drawn here then
        return None
    # What a script defines itself is in no module that another process could import.
    return None if b"__main__" in told else told
