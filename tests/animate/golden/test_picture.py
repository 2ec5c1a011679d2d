"""Pictures on disk are small, indexed and near enough; a broken one is told."""

import numpy as np
import pytest
from PIL import Image

from gradreel.animate.compare.pixels import changed
from gradreel.animate.golden.picture import MOST_LOST, encode_picture, read_picture
from gradreel.core.errors import InvalidInput


def test_a_frame_of_a_scene_is_indexed_and_small(replay, tmp_path):
    frame = replay.frame(len(replay) - 1)
    path = tmp_path / "end.png"
    data, lost = encode_picture(frame)
    path.write_bytes(data)
    with Image.open(path) as image:
        assert image.mode == "P"
    kept = read_picture(path)
    assert np.abs(kept.astype(int) - frame).max() == lost <= MOST_LOST
    assert not changed(kept, frame).any()
    assert path.stat().st_size <= 30_000


def test_few_colours_are_kept_exactly(tmp_path):
    frame = np.zeros((90, 160, 3), np.uint8)
    frame[20:40, 30:60], frame[50:60, 30:60] = (255, 0, 10), (1, 2, 3)
    (tmp_path / "a.png").write_bytes(encode_picture(frame)[0])
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png"), frame)


def test_a_picture_that_a_palette_would_spoil_is_kept_in_full_colour(tmp_path):
    frame = np.random.default_rng(0).integers(0, 256, (90, 160, 3), np.uint8)
    (tmp_path / "a.png").write_bytes(encode_picture(frame)[0])
    np.testing.assert_array_equal(read_picture(tmp_path / "a.png"), frame)


def test_one_frame_gives_the_same_bytes_again(replay):
    frame = replay.frame(3)
    assert encode_picture(frame) == encode_picture(frame.copy())


@pytest.mark.parametrize("kept", [0, 10, 200, 0.5, 0.99])
def test_a_truncated_picture_is_told(tmp_path, replay, kept):
    data, _ = encode_picture(replay.frame(0))
    path = tmp_path / "a.png"
    path.write_bytes(data[: int(kept * len(data)) if isinstance(kept, float) else kept])
    with pytest.raises(InvalidInput, match=r"a\.png cannot be read: .* truncated"):
        read_picture(path)
