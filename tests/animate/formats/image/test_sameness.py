"""Whether two frames are the same picture."""

import numpy as np
import pytest

from gradreel.animate.formats.image.sameness import same_picture


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 5, 3), (4, 4, 4), (9, 16, 3), (270, 480, 3)])
def test_any_byte_makes_another_picture(shape):
    frame = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    assert same_picture(frame, frame)
    assert same_picture(frame, frame.copy())
    for place in {0, frame.size // 2, *range(max(frame.size - 9, 0), frame.size)}:
        other = frame.copy()
        other.reshape(-1)[place] ^= 1
        assert not same_picture(frame, other)
        assert not same_picture(other, frame)
