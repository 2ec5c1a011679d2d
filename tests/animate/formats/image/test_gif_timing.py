from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate.formats.image.gif_timing import (
    delays_between,
    end_centiseconds,
    piece_starts,
    set_delays,
    start_centiseconds,
)

RATES = st.fractions(Fraction(1, 10), 50, max_denominator=1001)


def delays(frames, fps):
    starts = [start_centiseconds(i, fps) for i in range(frames)]
    return delays_between(starts, end_centiseconds(frames, fps))


def test_thirty_a_second_is_3_3_4():
    assert delays(9, Fraction(30)) == [3, 3, 4] * 3


@pytest.mark.parametrize(("fps", "delay"), [(10, 10), (20, 5), (25, 4), (50, 2)])
def test_rates_that_divide_100_are_even(fps, delay):
    assert set(delays(200, Fraction(fps))) == {delay}


@given(RATES, st.integers(1, 300))
def test_delays_add_up_and_none_is_short(fps, frames):
    found = delays(frames, fps)
    assert abs(sum(found) - 100 * frames / fps) <= Fraction(1, 2)
    assert min(found) >= 2
    assert max(found) - min(found) <= 2


@given(RATES, st.integers(0, 10**6))
def test_no_frame_starts_a_hundredth_late_or_early(fps, index):
    assert 0 <= 100 * index / fps - start_centiseconds(index, fps) < 1


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_long_delay_is_cut_into_pieces_that_fit(start, length):
    starts = piece_starts(start, start + length)
    assert starts[0] == start
    pieces = delays_between([0, *starts] if start > 1 else starts, start + length)
    assert all(2 <= piece <= 65_535 for piece in pieces[-len(starts) :])


def test_a_picture_that_lacks_time_takes_it_from_those_before():
    assert delays_between([0, 3, 5, 7], 8) == [2, 2, 2, 2]
    assert delays_between([0, 9, 12], 13) == [9, 2, 2]
    assert delays_between([0], 1) == [2]


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a",
        b"GIF89a\x10\x00\x10\x00\x00\x00\x00",
        b"GIF89a\x10\x00\x10\x00\x00\x00\x00\x21\xf9\x04\x00",
        b"GIF89a\x10\x00\x10\x00\x00\x00\x00\x3b",
    ],
)
def test_an_incomplete_file_is_an_error(tmp_path, content):
    path = tmp_path / "a.gif"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"an incomplete GIF|0 pictures of 1"):
        set_delays(path, [4])
