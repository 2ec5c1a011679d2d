"""A folder in which each different picture stands once, and the lines of LaTeX that play it."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gradreel.animate import Hold, Play, Timeline, open_stage, render
from gradreel.animate.compare.verify import verify
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.formats import Clip, open_encoder
from gradreel.animate.formats.reading import read_pictures
from gradreel.core.errors import InvalidInput

FLAT, STRIPES = (np.full((16, 24, 3), k, np.uint8) for k in (10, 90))
STRIPES[::2, :, 1] = 200
MANY = np.arange(16 * 24 * 3, dtype=np.uint32).reshape(16, 24, 3).astype(np.uint8)
MANY[..., 0] = np.arange(16)[:, None]
FRAMES = [FLAT, FLAT, STRIPES, FLAT, MANY]


def made(folder, frames, in_pieces=False):
    cuts = (2, 4) if in_pieces else ()
    clip = Clip((24, 16), 10, tags={"title": "t"}, once=True, cuts=cuts)
    with open_encoder(folder, clip, in_pieces=in_pieces) as encoder:
        for frame in frames:
            encoder.write(frame)
    return folder


def test_each_different_picture_stands_once_with_the_same_pixels(tmp_path):
    folder = made(tmp_path / "film", FRAMES)
    files = sorted(path.name for path in folder.glob("*.png"))
    assert files == ["frame_00000.png", "frame_00001.png", "frame_00002.png"]
    shown = [picture.frame for picture in read_pictures(folder)]
    assert len(shown) == len(FRAMES)
    assert all((a == b).all() for a, b in zip(shown, FRAMES, strict=True))
    for name, mode in zip(files, ("P", "P", "RGB"), strict=True):
        with Image.open(folder / name) as image:
            assert image.mode == mode
    assert len({tuple(color) for color in MANY.reshape(-1, 3)}) > 256


def test_in_pieces_it_is_the_same(tmp_path):
    whole, pieces = made(tmp_path / "a", FRAMES), made(tmp_path / "b", FRAMES, in_pieces=True)
    names = sorted(path.name for path in whole.iterdir())
    assert names == sorted(path.name for path in pieces.iterdir())
    assert all((whole / name).read_bytes() == (pieces / name).read_bytes() for name in names)


@pytest.mark.parametrize("order", ["0 1 7", "0 x", "-1"])
def test_a_damaged_order_is_told(tmp_path, order):
    folder = made(tmp_path / "film", FRAMES)
    (folder / ".gradreel").write_text(order)
    with pytest.raises(InvalidInput, match="cannot be read"):
        list(read_pictures(folder))


def test_latex_is_told_which_picture_each_frame_shows(make_small, tmp_path):
    scene = make_small(timeline=Timeline((Hold(0.6), Play(to=6, seconds=0.4), Hold(0.6))))
    stage = open_stage(scene, (160, 90), fps=5)
    # The text is named first, and written last.
    render(stage, [tmp_path / "my film.tex", tmp_path / "pictures"], delivery=Delivery(once=True))
    text = (tmp_path / "my film.tex").read_text("utf-8")
    order = [int(number) for number in re.findall(r"\{::(\d+)\}", text)]
    count = len(list((tmp_path / "pictures").glob("*.png")))
    assert len(order) == len(stage)
    assert sorted(set(order)) == list(range(count))
    assert count < len(stage)
    *_, call = text.splitlines()
    assert re.search(r"timeline=pictures\.tln,width=\\linewidth,height=0\.7\\textheight,", call)
    assert call.endswith(f"{{5}}{{pictures/frame_}}{{00000}}{{{count - 1:05}}}%")
    assert "openout\\gradreeltimeline=pictures.tln\\relax%" in text
    assert verify(Path(tmp_path / "pictures"), scene).reasons == []
