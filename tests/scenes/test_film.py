"""What the film promises: nine minutes at the most, cards that can be read, and hardly a rest."""

from dataclasses import replace
from itertools import pairwise

import pytest

from gradreel.core.errors import InvalidInput
from gradreel.scenes.lecture import SCENE as FILM

LONGEST = 540.0  # seconds
MOST_STILL = 0.25


def still_share(scene):
    """The share of frames at 25 a second that show what their predecessor shows, by the clock.

    What decides a picture is compared, not its pixels: those take minutes (`bench/lecture.py`).
    """
    clock = scene.clock
    shown = [clock.moment(i, 25).shown for i in range(clock.frame_count(25))]
    return sum(one == other for one, other in pairwise(shown)) / (len(shown) - 1)


def test_it_is_nine_minutes_at_the_most():
    scenes = sum(scene.clock.seconds for scene in FILM.scenes)
    assert scenes + len(FILM.scenes) * FILM.card_seconds <= LONGEST


@pytest.mark.parametrize("scene", FILM.scenes, ids=lambda scene: scene.name)
def test_words_are_read_while_things_move(scene):
    assert still_share(scene) <= MOST_STILL


def test_at_most_a_quarter_of_the_film_stands_still():
    cards = len(FILM.scenes) * (FILM.card_seconds - 2 * FILM.fade)
    still = cards + sum(still_share(scene) * scene.clock.seconds for scene in FILM.scenes)
    seconds = sum(scene.clock.seconds + FILM.card_seconds for scene in FILM.scenes)
    assert still <= MOST_STILL * seconds


@pytest.mark.parametrize("scene", FILM.scenes[1:], ids=lambda scene: scene.name)
def test_a_question_becomes_its_answer_when_that_is_shown(scene):
    """The first chapter's question is that of the whole lecture."""
    answer = scene.timeline.titles[-1].text
    assert scene.title.endswith("?")
    assert not answer.endswith("?")
    moments = [scene.clock.moment(i, 5) for i in range(scene.clock.frame_count(5))]
    assert (moments[0].title, moments[-1].title) == ("", answer)


def test_a_card_has_five_words_at_the_most_and_can_be_read():
    assert FILM.reading
    assert all(0 < len(scene.card.split()) <= 5 for scene in FILM.scenes)


def test_a_card_that_goes_too_early_is_told():
    with pytest.raises(InvalidInput, match=r"shows the card 'Which way down\?' of its chapter"):
        replace(FILM, card_seconds=1.8)
    with pytest.raises(InvalidInput, match=r"of its chapter 'opening' for 2\.5 s, and reading"):
        replace(FILM, fade=0)  # title and summary stand on cards that do not fade
