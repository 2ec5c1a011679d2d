"""The table of how the lecture is shown."""

from dataclasses import replace

import pytest

from bench import lecture
from gradreel.animate import Hold, Play, Stage, Timeline


def test_what_stands_still_is_counted(small):
    scene = replace(small, timeline=Timeline((Play(20, 2), Hold(2))))
    still, frames = lecture.standing(Stage(scene, (160, 90), fps=5))
    assert frames == 19
    assert still in (9, 10)


def test_the_smallest_text_grows_with_the_picture(small):
    small_text, _ = lecture.smallest(small, (480, 270), lecture.LIGHT)
    large, words = lecture.smallest(small, (960, 540), lecture.LIGHT)
    assert large == pytest.approx(2 * small_text, rel=0.05)
    assert words


def test_a_scene_is_told_in_tables(capsys):
    lecture.main(["loss_surface", "--fps", "0.5", "--no-sizes"])
    said = capsys.readouterr().out
    assert "loss_surface        29.4" in said
    assert "caption      4.1     4.0  blue is low: a valley, and in it the minimum\n" in said
    assert "TOO SHORT" not in said


def test_a_scene_that_is_not_in_the_film_is_told(capsys):
    with pytest.raises(SystemExit):
        lecture.main(["nothing"])
    assert "the film has no scene 'nothing'; choose among opening" in capsys.readouterr().err
