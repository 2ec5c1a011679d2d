"""What fades is mixed by one rule, whatever the shape of the pixels."""

import numpy as np
import pytest

from gradreel.animate.drawing.fade import mix


def pixels(channels, rows=37, columns=53):
    made = np.random.default_rng(channels).integers(0, 256, (rows, columns, channels), np.uint8)
    made[..., 3:] = 255
    return made


@pytest.mark.parametrize("share", [0.0, 0.003, 0.37, 0.5, 1.0])
@pytest.mark.parametrize("channels", [3, 4])
def test_a_mixture_is_the_rounded_mean_of_both_to_the_last_digit(channels, share):
    before, after = pixels(channels), pixels(channels)[::-1]
    weight = round(256 * share)
    exact = before.astype(int) * (256 - weight) + after.astype(int) * weight
    made = after.copy()
    mix(before, made, share)
    assert (made == (exact + 128) // 256).all()


@pytest.mark.parametrize("rows", [1, 5, 37])
def test_one_colour_is_as_good_as_pixels_that_have_it(rows, monkeypatch):
    monkeypatch.setattr("gradreel.animate.drawing.fade._TOGETHER", 4 * 53 * rows)
    colour = np.array([250, 3, 128, 255], np.uint8)
    wide = pixels(4, columns=80)
    by_colour, by_pixels = wide.copy()[:, 7:60], wide.copy()[:, 7:60]  # as a cell of a picture
    mix(colour, by_colour, 0.37)
    mix(np.broadcast_to(colour, by_pixels.shape), by_pixels, 0.37)
    assert (by_colour == by_pixels).all()
    assert (by_colour != wide[:, 7:60]).any()
