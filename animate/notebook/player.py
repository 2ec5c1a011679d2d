"""The page that plays, small, in a frame of a cell: it needs no kernel and no network."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from pathlib import Path

from gradreel.core import disk
from gradreel.core.input_files import read_whole

from ..export.fit_size import render_within
from ..scene.film import Film
from ..scene.plain_text import plain
from ..scene.scene import Scene
from ..stage.opening import AnyStage, open_stage
from ..style.theme import Theme
from .cell_progress import cell_progress

BELOW = 190
"""Pixels for the title above the film and the controls below it."""

NARROW, ROW = 560, 44
"""Pixels: a film below the one leaves the controls a row more, of the other's height."""

MARGIN = 34
"""Pixels beside the film."""


def player(
    scene: Scene | Film, size: tuple[int, int], fps: float | Fraction, theme: Theme, limit: int
) -> str:
    """Return the page in a frame, as HTML; its numbers and words are below the film, by scrolling.

    Parameters
    ----------
    limit
        The most bytes of the page; a film that would be larger is made smaller.

    Raises
    ------
    RenderError
        Nothing legible fits.
    """

    def at(size: tuple[int, int], fps: float | Fraction) -> AnyStage:
        return open_stage(scene, size, theme=theme, fps=fps)

    with disk.scratch_folder() as folder, cell_progress(scene.name) as progress:
        path: Path = folder / "replay.html"
        render_within(at, path, limit, (size, fps), progress=progress)
        page = read_whole(path).decode()
    height = size[1] + BELOW + (ROW if size[0] < NARROW else 0)
    return framed(page, plain(scene.title) or scene.name, size[0] + MARGIN, height)


def framed(page: str, title: str, width: int, height: int) -> str:
    """Return a frame of so many pixels that holds a whole page."""
    return (
        f'<iframe srcdoc="{escape(page)}" title="{escape(title)}" width="{width}" '
        f'height="{height}" allow="fullscreen" style="border: 0; max-width: 100%"></iframe>'
    )
