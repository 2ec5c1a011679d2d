"""A contact sheet: the pictures of a scene or film that say most, side by side as one."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgb

from gradreel.core.errors import InvalidInput

from ..scene.frame import Frame
from ..stage.film_stage import FilmStage
from ..stage.opening import AnyStage
from ..stage.stage import Stage
from .stills import poster_index

GAP = 8
"""Pixels between two pictures, and around them all."""

MOST_COLUMNS = 12


def storyboard(stage: AnyStage, columns: int = 3) -> Frame:
    """Draw one picture for each scene of a film, or for each rest of a single scene.

    A scene of a film is shown as its poster is; of a single scene the start, the end of every rest
    and the last frame are shown.

    Parameters
    ----------
    stage
        Its size is that of each picture.
    columns
        Pictures in a row.

    Returns
    -------
    (height, width, 3) uint8.
    """
    if not 1 <= columns <= MOST_COLUMNS:
        raise InvalidInput(f"{columns} columns were asked for; choose 1 to {MOST_COLUMNS}.")
    pictures = _of_film(stage) if isinstance(stage, FilmStage) else _of_scene(stage)
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    width, height = stage.size
    ground = np.round(np.array(to_rgb(stage.theme.faint)) * 255).astype(np.uint8)
    sheet = np.empty((GAP + rows * (height + GAP), GAP + columns * (width + GAP), 3), np.uint8)
    sheet[:] = ground
    for number, picture in enumerate(pictures):
        top = GAP + number // columns * (height + GAP)
        left = GAP + number % columns * (width + GAP)
        sheet[top : top + height, left : left + width] = picture
    return sheet


def _of_film(stage: FilmStage) -> list[Frame]:
    chapters = (stage.chapter(number) for number in range(len(stage.scene.scenes)))
    return [chapter.frame(poster_index(chapter)) for chapter in chapters]


def _of_scene(stage: Stage) -> list[Frame]:
    rests = [part for part in stage.outline.stretches if part.first_step == part.last_step]
    # A frame may show what is up to a frame later: two before the end all are within.
    ends = (max(rest.end - 2 / stage.fps, rest.start) for rest in rests)
    indices = sorted({0, *(stage.frame_at_time(end) for end in ends), len(stage) - 1})
    different = {stage.moment(index).shown: index for index in indices}
    return [stage.frame(index) for index in different.values()]
