"""A contact sheet: the pictures of a scene or film that say most, side by side as one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import numpy as np
from matplotlib.colors import to_rgb

from gradreel.core.errands import answers
from gradreel.core.errors import InvalidInput

from ..scene.frame import Frame
from ..stage.film_stage import FilmStage
from ..stage.opening import AnyStage
from ..stage.stage import Stage
from .chunks import cores
from .crew import FILM, Crew, Jobs, checked_jobs, crew_of
from .recipe import Recipe
from .stills import poster_index
from .workers import Workers

GAP = 8
"""Pixels between two pictures, and around them all."""

MOST_COLUMNS = 12

SCENES_THAT_PAY = 4
"""Of a film, for each process: fewer are set up here while a process gets ready."""


def storyboard(stage: AnyStage, columns: int = 3, jobs: int | Jobs = 1) -> Frame:
    """Draw one picture for each scene of a film, or for each rest of a single scene.

    A scene of a film is shown as its poster is; of a single scene the start, the end of every rest
    and the last frame are shown.

    Parameters
    ----------
    stage
        Its size is that of each picture.
    columns
        Pictures in a row.
    jobs
        How many processes to start for the scenes of a film, 1 for none. The sheet is the same,
        whoever draws.

    Returns
    -------
    (height, width, 3) uint8.

    Raises
    ------
    InvalidInput
        There cannot be so many columns or processes.
    RenderError
        A process failed.
    """
    jobs = checked_jobs(jobs)
    if not 1 <= columns <= MOST_COLUMNS:
        raise InvalidInput(f"{columns} columns were asked for; choose 1 to {MOST_COLUMNS}.")
    pictures = _of_film(stage, jobs) if isinstance(stage, FilmStage) else _of_scene(stage)
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


@dataclass(frozen=True)
class Poster:
    """The picture that stands for a scene of a film, to be drawn by another process."""

    recipe: Recipe
    number: int

    def run(self) -> Frame:
        """Return the picture."""
        stage = self.recipe.stage()
        assert isinstance(stage, FilmStage)
        return _poster(stage, self.number)


def _poster(stage: FilmStage, number: int) -> Frame:
    chapter = stage.chapter(number)
    return chapter.frame(poster_index(chapter))


def _of_film(stage: FilmStage, jobs: Jobs) -> list[Frame]:
    count = len(stage.scene.scenes)
    most = jobs.most or max(min(cores(), count // SCENES_THAT_PAY), 1)
    crew = crew_of(stage, min(most, count), jobs)
    if crew:
        return _drawn_by(crew, count)
    return [_poster(stage, number) for number in range(count)]


def _drawn_by(crew: Crew, count: int) -> list[Frame]:
    """Return the pictures of all scenes; each is small, so it may come through a pipe."""
    asked = (Poster(crew.recipe, number) for number in range(count))
    with (
        Workers(crew.most, FILM) as workers,
        closing(answers(workers, asked, crew.most, FILM)) as came,
    ):
        found = {each.number: picture for each, picture in came}
    return [found[number] for number in range(count)]


def _of_scene(stage: Stage) -> list[Frame]:
    rests = [part for part in stage.outline.stretches if part.first_step == part.last_step]
    # A frame may show what is up to a frame later: two before the end all are within.
    ends = (max(rest.end - 2 / stage.fps, rest.start) for rest in rests)
    indices = sorted({0, *(stage.frame_at_time(end) for end in ends), len(stage) - 1})
    different = {stage.moment(index).shown: index for index in indices}
    return [stage.frame(index) for index in different.values()]
