"""A file shows what the code makes, or the frame that differs is named."""

import re
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from gradreel.animate import Hold, Play, Stage, Timeline, render
from gradreel.animate.compare.alpha import on_grounds
from gradreel.animate.compare.frame_differences import LEAST_DECIBELS, Differences, psnr
from gradreel.animate.compare.verify import verify
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.export.stills import write_still
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.scene.film import Film
from gradreel.animate.stage.film_stage import FilmStage
from gradreel.animate.style.theme import DARK
from gradreel.core import AdaGrad, GradientDescent
from gradreel.core.errors import InvalidInput
from gradreel.scenes.slope import SCENE as SLOPE

SIZE = (320, 180)
LOSSY = ["a.mp4", "a.webm", "a.mov", "a.gif"]
EXACT = ["a.apng", "a.webp", "frames/"]
TIMELINE = Timeline((Play(10, 1), Hold(0.7), Play(20, 1), Hold(0.5)))


@pytest.fixture(scope="module")
def scene(make_small):
    return make_small(timeline=TIMELINE)


@pytest.fixture(scope="module")
def made(scene, tmp_path_factory):
    """A rate that fits no hundredths, a last picture that stays, and a theme of its own."""
    folder = tmp_path_factory.mktemp("made")
    stage = Stage(scene, SIZE, fps=7, theme=DARK)
    render(stage, [f"{folder}/{n}" for n in LOSSY + EXACT], delivery=Delivery(hold_seconds=1))
    return folder


@pytest.mark.parametrize("name", LOSSY + EXACT)
def test_what_the_code_makes_is_so(made, scene, name):
    verdict = verify(made / name, scene)
    assert verdict.same, verdict
    assert verdict.frames == round((TIMELINE.resolved().seconds + 1) * 7)
    assert verdict.exact == (name in EXACT)
    assert (verdict.decibels == np.inf) == verdict.exact
    assert verdict.decibels > LEAST_DECIBELS


def test_a_gif_in_which_a_panel_fades_shows_what_it_was_made_of(tmp_path):
    """It was painted with so much thrift once that it was taken for another film."""
    render(Stage(SLOPE, (320, 180), fps=10, theme=DARK), [tmp_path / "a.gif"])
    assert verify(tmp_path / "a.gif", SLOPE).same


@pytest.mark.parametrize("name", ["a.mp4", "a.gif", "a.apng", "frames/"])
def test_another_learning_rate_is_found(made, scene, name):
    """Both start at one point: the first frames are the same."""
    other = replace(
        scene, optimizers=(GradientDescent(learning_rate=0.05), AdaGrad(learning_rate=0.25))
    )
    verdict = verify(made / name, other)
    assert "its trajectories are others" in verdict.reasons
    assert verdict.first.frame <= verdict.worst.frame
    assert verdict.worst.weight >= verdict.first.weight > 0


def test_one_wrong_picture_is_named(made, scene, tmp_path):
    shutil.copytree(made / "frames", tmp_path / "frames")
    path = tmp_path / "frames" / "frame_00009.png"
    with Image.open(path) as image:
        pixels = np.array(image)
    pixels[50:52, 60] ^= 1
    Image.fromarray(pixels).save(path)
    verdict = verify(tmp_path / "frames", scene)
    assert not verdict.same
    assert verdict.reasons == []
    assert (verdict.first.frame, verdict.worst.frame) == (9, 9)
    assert verdict.first.what == "2 pixels differ"


def test_missing_frames_are_told(made, scene, tmp_path):
    shutil.copytree(made / "frames", tmp_path / "frames")
    (tmp_path / "frames" / "frame_00028.png").unlink()
    verdict = verify(tmp_path / "frames", scene)
    assert verdict.reasons == ["it has 28 frames instead of 29"]


def test_a_longer_timeline_and_another_scene_are_told(made, scene):
    longer = replace(scene, name="other", timeline=Timeline((*TIMELINE.verbs, Hold(1))))
    reasons = verify(made / "a.apng", longer).reasons
    assert "it shows small, not other" in reasons
    assert "it was made of 22 frames, now there are 29" in reasons


def test_a_part_is_drawn_as_that_part(scene, tmp_path):
    part = replace(scene, timeline=Timeline.of(scene.clock.between(5, 15)))
    render(Stage(part, SIZE, fps=10), [tmp_path / "a.apng"])
    assert verify(tmp_path / "a.apng", scene).same


@pytest.mark.parametrize("name", ["a.apng", "a.webp", "frames/", "a.mov", "a.webm", "a.gif"])
def test_see_through_frames_are_compared_on_two_grounds(scene, tmp_path, name):
    stage = Stage(scene, SIZE, fps=4, transparent=True)
    render(stage, [tmp_path / name])
    verdict = verify(tmp_path / name, scene)
    assert verdict.same, verdict
    assert verdict.exact == (name in EXACT)


@pytest.mark.parametrize("fps", [60, 100])
def test_formats_that_leave_frames_out_are_checked_by_those_they_have(make_small, tmp_path, fps):
    scene = make_small(timeline=Timeline((Play(20, 0.5), Hold(0.2))))
    names = [tmp_path / "a.gif", tmp_path / "a.apng"]
    render(Stage(scene, (160, 90), fps=fps), names)
    for name in names:
        verdict = verify(name, scene)
        assert verdict.same, verdict
        assert 15 < verdict.frames < 0.7 * fps


def test_films_and_stills(scene, make_small, tmp_path):
    film = Film("both", "", "Both", (make_small(name="one"), scene), card_seconds=0.5)
    render(FilmStage(film, (160, 90), fps=5), [tmp_path / "a.apng"])
    assert verify(tmp_path / "a.apng", film).same
    stage = Stage(scene, SIZE, fps=5)
    for name in ("a.png", "a.webp"):
        write_still(stage, 7, tmp_path / name)
        verdict = verify(tmp_path / name, scene)
        assert (verdict.same, verdict.frames, verdict.exact) == (True, 1, True)
    write_still(stage, 7, tmp_path / "a.svg")
    with pytest.raises(InvalidInput, match="has no pixels"):
        verify(tmp_path / "a.svg", scene)


def test_a_file_of_another_size_than_it_says_is_told(scene, tmp_path):
    write_still(Stage(scene, SIZE, fps=5), 0, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        from PIL.PngImagePlugin import PngInfo

        texts = PngInfo()
        texts.add_text("Comment", image.text["Comment"])
        image.resize((160, 90)).save(tmp_path / "a.png", pnginfo=texts)
    with pytest.raises(InvalidInput, match=r"160x90 .* says 320x180"):
        verify(tmp_path / "a.png", scene)


def comments_of(path):
    """What Pillow needs to write the record of a PNG again."""
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    with Image.open(path) as image:
        texts.add_text("Comment", image.text["Comment"])
        return texts, image.convert("RGBA")


def test_a_still_of_several_pictures_is_told(scene, tmp_path):
    write_still(Stage(scene, SIZE, fps=5), 3, tmp_path / "a.png")
    texts, image = comments_of(tmp_path / "a.png")
    another = [image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    image.convert("RGB").save(
        tmp_path / "a.png", pnginfo=texts, save_all=True, append_images=another
    )
    assert verify(tmp_path / "a.png", scene).reasons == [
        "it has more pictures than the one that it tells of"
    ]


def test_what_can_be_seen_through_is_told(scene, tmp_path):
    write_still(Stage(scene, SIZE, fps=5), 3, tmp_path / "a.png")
    texts, image = comments_of(tmp_path / "a.png")
    image.save(tmp_path / "a.png", pnginfo=texts)
    assert verify(tmp_path / "a.png", scene).same
    image.putalpha(0)
    image.save(tmp_path / "a.png", pnginfo=texts)
    with pytest.raises(InvalidInput, match="with 4 channels, and it says 320x180 with 3"):
        verify(tmp_path / "a.png", scene)


@pytest.mark.parametrize("name", ["a.mp4", "a.webm"])
def test_a_film_at_another_speed_is_told(made, scene, tmp_path, name):
    command = [find_ffmpeg(), "-v", "error", "-itsscale", "3", "-i", made / name, "-c", "copy"]
    subprocess.run([*command, tmp_path / name], check=True)
    (reason,) = verify(tmp_path / name, scene).reasons
    assert re.fullmatch(r"it lasts 12\.\d\d s instead of 4\.14 s", reason)


def test_a_marker_that_moved_is_found_where_the_whole_picture_hides_it():
    rng = np.random.default_rng(1)
    made = rng.integers(100, 104, (720, 1280, 3), np.uint8)
    shown = made.copy()
    made[300:311, 600:611] = (200, 30, 30)
    shown[300:311, 650:661] = (200, 30, 30)
    assert psnr(made, shown) > 40
    found = Differences(exact=False)
    found.compare(3, shown, made)
    assert found.first.frame == 3
    assert "most around (6" in found.first.what


def test_grounds_are_the_direct_composition():
    rng = np.random.default_rng(2)
    frame = rng.integers(0, 256, (16, 16, 4), np.uint8)
    frame[0, :, 3], frame[1, :, 3] = 0, 255
    color, share = frame[..., :3].astype(float), frame[..., 3:] / 255
    expected = np.concatenate([color * share + 255 * (1 - share), color * share], axis=1)
    np.testing.assert_allclose(on_grounds(frame), expected, atol=0.51)


def test_psnr_is_the_definition():
    one = np.zeros((4, 4, 3), np.uint8)
    assert psnr(one, one) == np.inf
    assert psnr(one, one + np.uint8(255)) == 0
    assert psnr(one, one + np.uint8(1)) == pytest.approx(48.1308, abs=1e-4)
