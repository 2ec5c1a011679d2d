"""What a cell shows: a player or a still of what plays, a table of a run, a frame of a stage."""

from __future__ import annotations

import base64
import os
from fractions import Fraction
from html import escape
from typing import Any

from gradreel.core import allow
from gradreel.core.errors import GradreelError, InvalidInput
from gradreel.core.trajectory import Trajectory

from ..explore.exploring import Exploring
from ..explore.fitting import bounded_page
from ..export.fit_size import parse_bytes
from ..export.record import tags_of
from ..export.stills import poster_index
from ..formats.image.png import png_bytes
from ..scene.film import Film
from ..scene.plain_text import plain
from ..scene.scene import Scene
from ..stage.film_stage import FilmStage
from ..stage.opening import AnyStage, open_stage
from ..stage.stage import Stage
from ..style.theme import LIGHT, Theme, find_theme
from .cell_progress import displaying
from .player import framed, player
from .run_table import run_table

VARIABLE = "GRADREEL_NOTEBOOK"
"""Set to `still` in the environment, cells show one picture of what plays."""

MODES = ("player", "still")

SIZE, FPS = (640, 360), 12.5
EXPLORED = (980, 760)
"""Pixels of the frame of a page to play with."""

BUDGET = "2MB"
"""A notebook is saved with all that it shows."""

Picture = tuple[bytes, dict[str, Any]]
"""A PNG, and what IPython is told of it: the text for those who do not see it."""

_SIZE = allow.pair(allow.whole(), "(width, height), two whole numbers of pixels")
_WORDS = "a Scene, Film, Race, Sweeping, Exploring, Stage or Trajectory"


def html_of(thing: object) -> str | None:
    """Return the player of what plays, or the table of a run; None where a picture is shown."""
    try:
        return _html(thing, SIZE, FPS, LIGHT, BUDGET)
    except GradreelError as error:  # a traceback through IPython would say less
        return f'<p role="alert">{escape(str(error))}</p>'


def png_of(thing: object) -> Picture | None:
    """Return the middle frame of a stage, or the still of what plays where that is asked for."""
    try:
        return _png(thing, SIZE, FPS, LIGHT)
    except GradreelError:  # which is said as HTML
        return None


def show(
    thing: object,
    size: tuple[int, int] = SIZE,
    fps: float | Fraction = FPS,
    theme: Theme | str = LIGHT,
    budget: str = BUDGET,
) -> None:
    """Show something in a notebook: in the middle of a cell, or otherwise than its last line would.

    Parameters
    ----------
    thing
        A Scene, Film, Race or Sweeping, shown as a page that plays; an Exploring, as the page to
        play with; a Trajectory, as a table with its path; a Stage, as the frame of its middle.
    size, fps
        Of the film in the page: (width, height) in pixels, frames per second.
    theme
        A theme or its name.
    budget
        The most that is put into the notebook, such as "500kB"; what would be larger is made
        smaller.

    Raises
    ------
    InvalidInput
        It is nothing that can be shown, or this is no notebook.
    RenderError
        It does not fit into the budget.
    """
    size = _SIZE("show was given size", size)
    if isinstance(theme, str):
        theme = find_theme(theme)
    allow.instance_of(Theme, words="a theme, or its name")("show was given theme", theme)
    parse_bytes(allow.text("show was given budget", budget))
    if not isinstance(thing, Trajectory | Stage | FilmStage):
        _scene_of(thing)
    display = displaying()
    if display is None:
        raise InvalidInput(
            "show() was called outside of a notebook; call it in one, or make a page with "
            "`gradreel render SCENE -o replay.html --open`."
        )
    html = _html(thing, size, fps, theme, budget)
    shown: dict[str, Any] = {"text/plain": repr(thing)}
    told: dict[str, Any] = {}
    if html is not None:
        shown["text/html"] = html
    elif found := _png(thing, size, fps, theme):
        shown["image/png"], told["image/png"] = base64.b64encode(found[0]).decode(), found[1]
    display(shown, metadata=told, raw=True)


def _html(
    thing: object, size: tuple[int, int], fps: float | Fraction, theme: Theme, budget: str
) -> str | None:
    if isinstance(thing, Trajectory):
        return run_table(thing)
    if isinstance(thing, Stage | FilmStage) or _mode() == "still":
        return None
    if isinstance(thing, Exploring):
        page = bounded_page(parse_bytes(budget), thing, "The page")
        return framed(page.decode(), plain(thing.race.scene().title), *EXPLORED)
    return player(_scene_of(thing), size, fps, theme, parse_bytes(budget))


def _png(
    thing: object, size: tuple[int, int], fps: float | Fraction, theme: Theme
) -> Picture | None:
    if isinstance(thing, Stage | FilmStage):
        return _frame(thing, len(thing) // 2)
    if isinstance(thing, Trajectory) or _mode() == "player":
        return None
    stage = open_stage(_scene_of(thing), size, theme=theme, fps=fps)
    return _frame(stage, poster_index(stage))


def _frame(stage: AnyStage, index: int) -> Picture:
    tags = tags_of(stage, still=index)
    return png_bytes(stage.frame(index), tags), {"alt": tags["description"]}


def _scene_of(thing: object) -> Scene | Film:
    if isinstance(thing, Scene | Film):
        return thing
    if isinstance(thing, Exploring):
        thing = thing.race
    make = getattr(thing, "scene", None)  # of a race or a sweep
    made = make() if callable(make) and not isinstance(thing, type) else None
    if isinstance(made, Scene):
        return made
    raise allow.refuse("show was given thing", thing, _WORDS)


def _mode() -> str:
    mode = os.environ.get(VARIABLE) or MODES[0]
    if mode not in MODES:
        raise InvalidInput(f"{VARIABLE}={mode!r} was set; give {' or '.join(MODES)}.")
    return mode
