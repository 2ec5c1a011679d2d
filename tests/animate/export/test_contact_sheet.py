"""A contact sheet: one picture a scene of a film, or a rest of a scene."""

import numpy as np
import pytest

from gradreel.animate import Film, FilmStage, Hold, Play, Stage, Timeline
from gradreel.animate.export.contact_sheet import GAP, storyboard
from gradreel.animate.export.stills import poster_index
from gradreel.core.errors import InvalidInput

SIZE = (320, 180)


@pytest.fixture(scope="module")
def scene(make_small):
    return make_small(timeline=Timeline((Play(10, 1), Hold(1), Play(20, 1), Hold(1))))


def cell(sheet, row, column):
    top, left = GAP + row * (SIZE[1] + GAP), GAP + column * (SIZE[0] + GAP)
    return sheet[top : top + SIZE[1], left : left + SIZE[0]]


def test_a_film_shows_each_of_its_scenes_as_its_poster_does(scene, make_small):
    film = Film("both", "Two.", "Both", (scene, make_small()))
    sheet = storyboard(FilmStage(film, SIZE), columns=2)
    assert sheet.shape == (2 * GAP + SIZE[1], 3 * GAP + 2 * SIZE[0], 3)
    for column, each in enumerate(film.scenes):
        stage = Stage(each, SIZE)
        assert np.array_equal(cell(sheet, 0, column), stage.frame(poster_index(stage)))


def test_a_scene_shows_its_start_its_rests_and_its_end(scene):
    stage = Stage(scene, SIZE)
    sheet = storyboard(stage, columns=3)
    shown = [0, stage.frame_at_step(10), len(stage) - 1]
    for column, index in enumerate(shown):
        assert np.array_equal(cell(sheet, 0, column), stage.frame(index))


def test_a_row_that_is_not_full_is_left_as_ground(scene):
    sheet = storyboard(Stage(scene, SIZE), columns=2)
    assert sheet.shape[0] == 3 * GAP + 2 * SIZE[1]
    assert len(np.unique(cell(sheet, 1, 1).reshape(-1, 3), axis=0)) == 1


@pytest.mark.parametrize("columns", [0, 13])
def test_columns_that_cannot_be_are_told(scene, columns):
    with pytest.raises(InvalidInput, match="choose 1 to 12"):
        storyboard(Stage(scene, SIZE), columns)


def test_processes_draw_the_same_sheet(make_small):
    film = FilmStage(Film("both", "Two.", "Both", [make_small(name=n) for n in "ab"]), (160, 90))
    assert np.array_equal(storyboard(film, jobs=2), storyboard(film))
    with pytest.raises(InvalidInput, match="jobs=0; give a whole number from 1"):
        storyboard(film, jobs=0)
