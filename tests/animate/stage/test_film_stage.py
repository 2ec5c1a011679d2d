"""A film: scenes in one pass, a title card each, chapters of the right length."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from gradreel.animate import Caption, Film, FilmStage, Play, Stage, Timeline, open_stage
from gradreel.animate.stage.title_card import wrapped
from gradreel.animate.style.theme import DARK
from gradreel.core.errors import InvalidInput

SIZE = (320, 180)


@pytest.fixture(scope="module")
def film(make_small):
    small_scene = make_small()
    longer = replace(
        small_scene,
        name="longer",
        title="A longer one along $w$",
        timeline=Timeline(
            (Play(6, 1), Play(12, 2)), (Caption(0, "go on"), Caption(6, "loss {loss@6:.2}"))
        ),
    )
    return Film("both", "Two scenes.", "Both", (small_scene, longer), card_seconds=0.5)


@pytest.fixture(scope="module")
def stage(film):
    return FilmStage(film, SIZE, fps=10)


def test_it_is_as_long_as_its_cards_and_scenes(film, stage):
    counts = [scene.clock.frame_count(10) for scene in film.scenes]
    assert len(stage) == sum(counts) + 2 * 5


def test_frames_of_a_scene_are_those_that_it_has_alone(film, stage):
    for number, scene in enumerate(film.scenes):
        alone = Stage(scene, SIZE, fps=10)
        begin = stage._starts[number] + 5
        for index in (0, 3, len(alone) - 1):
            assert np.array_equal(stage.frame(begin + index), alone.frame(index))


def test_any_order_gives_the_same_frames(film, stage):
    indices = [0, 4, 5, 7, len(stage) - 1]
    forward = [stage.frame(i).copy() for i in indices]
    other = open_stage(film, SIZE, fps=10)
    for i, frame in zip(reversed(indices), reversed(forward), strict=True):
        assert np.array_equal(other.frame(i), frame)


def test_a_card_says_title_number_and_sentence(film, stage):
    first, second = stage.frame(0), stage.frame(stage._starts[1])
    assert np.array_equal(first, stage.frame(4))
    assert not np.array_equal(first, second)
    dark = FilmStage(film, SIZE, theme=DARK, fps=10).frame(0)
    assert dark.mean() < 80 < first.mean()


def test_chapters_follow_each_other_and_are_as_long_as_their_frames(film, stage):
    outline = stage.outline
    assert [chapter.title for chapter in outline.chapters] == [
        film.scenes[0].title, "A longer one along w"
    ]  # fmt: skip
    assert outline.chapters[0].start == 0
    assert outline.chapters[1].start == outline.chapters[0].end
    assert outline.chapters[-1].end == outline.seconds == len(stage) / 10


def test_captions_come_with_their_numbers_and_never_overlap(film, stage):
    outline = stage.outline
    texts = [cue.text for cue in outline.cues]
    loss = film.scenes[1].trajectories["gradient_descent"].loss[6]
    assert texts[-2:] == ["go on", f"loss {loss:.2g}"]
    begin = outline.chapters[1].start + 0.5
    assert outline.cues[-1].start == pytest.approx(begin + 1)
    for before, after in pairwise(outline.cues):
        assert before.start < before.end <= after.start


def test_segments_cover_the_film_without_gaps(stage):
    stretches = stage.outline.stretches
    assert stretches[0].start == 0
    assert stretches[-1].end == stage.outline.seconds
    for before, after in pairwise(stretches):
        assert before.end == pytest.approx(after.start)


def test_long_titles_run_over_lines_and_formulas_stay_whole():
    title = r"a title with $\frac{a b}{c d}$ that is far too long for one line of the card"
    lines = wrapped(title, 46, "bold", 400, 100)
    assert " ".join(lines) == title
    assert len(lines) > 2
    assert sum(r"$\frac{a b}{c d}$" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda film: Film("none", "", "", ()), "has no scenes"),
        (lambda film: replace(film, card_seconds=0), "from 0.1 to 60"),
        (lambda film: FilmStage(film, SIZE).frame(99_999), "has frames 0 to"),
        (lambda film: FilmStage(film, SIZE).frame_at_time(-1), "goes from 0 to"),
        (lambda film: FilmStage(film, SIZE).frame_at_step(3), "ask one of them"),
    ],
)
def test_what_cannot_be_is_said(film, make, words):
    with pytest.raises(InvalidInput, match=words) as caught:
        make(film)
    assert str(caught.value).endswith(".")


@pytest.fixture(scope="module")
def fading(film):
    scenes = (replace(film.scenes[0], card="Which way?"), film.scenes[1])
    return replace(film, scenes=scenes, card_seconds=1.0, fade=0.4)


@pytest.mark.parametrize("transparent", [False, True])
def test_a_card_fades_out_of_what_was_and_into_what_comes(fading, transparent):
    stage = FilmStage(fading, SIZE, fps=10, transparent=transparent)
    plain = FilmStage(replace(fading, fade=0), SIZE, fps=10, transparent=transparent)
    assert len(stage) == len(plain)
    assert stage.outline == plain.outline
    begin = stage._starts[1]

    def seen(frame):
        """Return what is seen on black."""
        opacity = frame[..., 3:] / 255 if transparent else 1.0
        return frame[..., :3] * opacity

    shown = [seen(stage.frame(i)) for i in range(begin - 1, begin + 11)]
    hard = [seen(plain.frame(i)) for i in (begin - 1, begin)]
    apart = [np.abs(a - b).mean() for a, b in pairwise(shown)]
    assert max(apart) < 0.6 * np.abs(hard[0] - hard[1]).mean()
    assert apart[5] == 0  # in its middle the card stands
    assert (shown[5] != shown[-1]).any()
    assert (shown[-1] == seen(plain.frame(begin + 10))).all()
    assert stage.frame(begin + 4) is stage.frame(begin + 5)


def test_faded_cards_are_the_same_in_any_order_and_alone(fading):
    stage = FilmStage(fading, SIZE, fps=10)
    begin = stage._starts[1]
    chosen = [0, 3, 8, 9, begin - 1, begin, begin + 2, begin + 5, begin + 9, begin + 10]
    frames = {index: stage.frame(index) for index in chosen}
    for index in reversed(chosen):
        assert (stage.frame(index) == frames[index]).all()
        assert (FilmStage(fading, SIZE, fps=10).frame(index) == frames[index]).all()


def test_a_film_that_fades_sets_up_each_scene_once_and_holds_one(fading, monkeypatch):
    stage, made = FilmStage(fading, SIZE, fps=10), []
    monkeypatch.setattr(
        "gradreel.animate.stage.film_stage.Stage",
        lambda scene, *a, **k: made.append(scene.name) or Stage(scene, *a, **k),
    )
    assert sum(1 for _ in stage.frames()) == len(stage)
    assert made == [scene.name for scene in fading.scenes]
    assert stage._stage.cache_info().currsize == 1


def test_cards_and_fades_that_cannot_be_are_told(film):
    with pytest.raises(InvalidInput, match="at most 5 words"):
        replace(film.scenes[0], card="one two three four five six")
    with pytest.raises(InvalidInput, match=r"fade=0\.5 and cards of 0\.5 s.* at most 0\.25"):
        replace(film, fade=0.5)
