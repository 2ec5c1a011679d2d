"""Frames of any kind become one kind of picture, and what is none is refused in a sentence."""

import io

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from gradreel.animate.golden.given_frames import picture, pictures
from gradreel.animate.golden.rasteriser import LOSSY
from gradreel.animate.golden.recording import record_frames
from gradreel.core.errors import InvalidInput

RGB = np.zeros((4, 6, 3), np.uint8)
RGB[1, 2:4] = (200, 100, 50)
OPAQUE = np.dstack([RGB, np.full((4, 6), 255, np.uint8)])
CLEAR = OPAQUE.copy()
CLEAR[0, 0] = (9, 9, 9, 0)


def figure():
    drawn = Figure(figsize=(1, 0.5), dpi=40, facecolor="#ff0000")
    drawn.add_axes((0.5, 0, 0.5, 1), facecolor="#0000ff").set_axis_off()
    return drawn


@pytest.mark.parametrize(
    ("given", "frame"),
    [
        (RGB, RGB),
        (RGB / 255, RGB),
        ((RGB / 255).astype(np.float32), RGB),
        (OPAQUE, RGB),
        (RGB[..., :1], RGB[..., [0, 0, 0]]),
        (RGB[..., 1], RGB[..., [1, 1, 1]]),
        (RGB[..., 1] > 0, np.where(RGB[..., [1, 1, 1]] > 0, 255, 0)),
        (Image.fromarray(RGB), RGB),
        (Image.fromarray(OPAQUE), RGB),
        (Image.fromarray(RGB).quantize(8), RGB),
        (Image.fromarray(RGB[..., 1]), RGB[..., [1, 1, 1]]),
        (RGB[:, ::-1][:, ::-1], RGB),
    ],
)
def test_a_picture_of_any_kind(given, frame):
    found = picture(given)
    assert found.dtype == np.uint8
    np.testing.assert_array_equal(found, frame)


def test_what_is_see_through_keeps_its_alpha_and_no_hidden_colour():
    for given in (CLEAR, CLEAR / 255, Image.fromarray(CLEAR)):
        found = picture(given)
        assert found[0, 0].tolist() == [0, 0, 0, 0]
        np.testing.assert_array_equal(found[1:], CLEAR[1:])


def test_a_figure_is_drawn_and_keeps_its_canvas():
    drawn = figure()
    canvas = drawn.canvas
    found = picture(drawn)
    assert found.shape == (20, 40, 3)
    assert found[10, 5].tolist() == [255, 0, 0]
    assert drawn.canvas is canvas


@pytest.mark.parametrize(
    "given",
    [
        [RGB, RGB], (each for each in (RGB, RGB)), np.stack([RGB, RGB]), np.stack([RGB, RGB]) / 255,
        np.stack([OPAQUE, OPAQUE]), [Image.fromarray(RGB), RGB / 255],
    ],
    ids=["list", "generator", "array", "numbers", "RGBA", "mixed"],
)  # fmt: skip
def test_many_pictures(given):
    found = list(pictures(given))
    assert len(found) == 2
    for each in found:
        np.testing.assert_array_equal(each, RGB)


def test_an_animated_image_has_its_pictures_and_a_single_picture_is_one():
    written = io.BytesIO()
    other = Image.fromarray(255 - RGB)
    Image.fromarray(RGB).save(written, "PNG", save_all=True, append_images=[other])
    with Image.open(written) as image:
        np.testing.assert_array_equal(list(pictures(image)), [RGB, 255 - RGB])
    assert len(list(pictures(RGB))) == len(list(pictures(RGB[..., 0]))) == 1
    assert len(list(pictures(figure()))) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["a"], "A frame of type str was given; give an array of shape"),
        (3, "A frame of type int was given"),
        ([None], "of type NoneType"),
        (np.zeros((2, 4, 6, 5), np.uint8), r"shape \(4, 6, 5\) and dtype uint8"),
        (np.zeros((0, 6), np.uint8), r"shape \(0, 6\)"),
        ([RGB.astype(np.int64)], "dtype int64"),
        ([RGB.astype(np.uint16)], "dtype uint16"),
        ([RGB * 1.0], "numbers from 0 to 200 was given; give them from 0 to 1"),
        ([RGB * np.nan], "numbers from nan to nan"),
        ([], "No frames were given for the golden 'it'"),
        ([RGB, RGB[1:]], "Frames of 6x3, 6x4 were given; give one size"),
    ],
)
def test_what_is_no_picture_is_refused(given, said):
    with pytest.raises(InvalidInput, match=said):
        record_frames(given, name="it")


def test_what_pillow_or_matplotlib_cannot_draw_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "cut.png"
    Image.effect_noise((60, 60), 90).save(path)
    path.write_bytes(path.read_bytes()[:999])
    closed = Image.new("RGB", (3, 3))
    closed.close()
    with Image.open(path) as cut:
        for given in (cut, [cut], closed, [closed]):
            with pytest.raises(InvalidInput, match=r"A Pillow image cannot be read .*; give one"):
                list(pictures(given))
    with pytest.raises(InvalidInput, match="A figure of less than a pixel"):
        list(pictures(Figure(figsize=(0.001, 1))))


def test_files_are_read_with_how_long_and_how_often_they_are_shown(tmp_path):
    images = [Image.fromarray(np.full((90, 160, 3), grey, np.uint8)) for grey in (0, 90, 180)]
    path = tmp_path / "film.gif"
    images[0].save(path, save_all=True, append_images=images[1:], duration=[40, 40, 1500], loop=2)
    found = record_frames(path, name="it")
    assert found.facts == {"size": "160x90", "shown for": "0.04 s x 2, 1.5 s", "plays": "3 times"}
    assert [int(frame[0, 0, 0]) for frame in found.frames.values()] == [0, 90, 180]
    images[0].save(tmp_path / "still.png")
    assert record_frames(str(tmp_path / "still.png"), name="it").facts == {"size": "160x90"}
    assert found.rasteriser != LOSSY
    with pytest.raises(InvalidInput, match="There is no file or folder"):
        record_frames(tmp_path / "film", name="it")
