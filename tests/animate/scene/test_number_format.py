"""Numbers as they are written on screen."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ticker import MaxNLocator

from gradreel.animate.scene.number_format import near, number, shared_part, signed, tick, ticks

MINUS = "\N{MINUS SIGN}"


def read(text):
    return float(text.replace(MINUS, "-").replace(",", ""))


@pytest.mark.parametrize(
    ("value", "written"),
    [  # the lecture reads out 0.019, 0.72, 84.45 and 0.010
        (0.01919, "0.0192"),
        (0.7220, "0.722"),
        (84.4537, "84.45"),
        (0.01088, "0.0109"),
        (-0.8215, f"{MINUS}0.822"),
        (11922.6, "11,923"),
        (72950.4, "72,950"),
        (540.36, "540.4"),
        (-21.8, f"{MINUS}21.80"),
        (0.000375, "0.000375"),
        (-3.42e-7, f"{MINUS}3.4e{MINUS}7"),
        (0.0, "0"),
        (-0.0, "0"),
        (99.999, "100.0"),
        (999.96, "1,000"),
        (0.99996, "1.00"),
        (math.nan, "\N{EM DASH}"),
        (math.inf, "+\N{INFINITY}"),
        (-math.inf, "-\N{INFINITY}"),
    ],
)
def test_number(value, written):
    assert number(value) == written


@given(st.floats(-1e12, 1e12))
def test_every_number_is_short_and_right_to_its_digits(value):
    written = number(value)
    assert len(written) <= 10
    if abs(value) > 1e-300:
        assert read(written) == pytest.approx(value, rel=0.05 if "e" in written else 0.006)


def test_signed_writes_the_plus():
    assert signed(0.0258) == "+0.0258"
    assert signed(-0.5) == f"{MINUS}0.500"
    assert signed(0.0) == "0"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (-20.0, f"{MINUS}20"),
        (0.5, "0.5"),
        (10_000.0, "10,000"),
        (100_000.0, "100,000"),
        (0.001, "0.001"),
        (1e-6, f"1e{MINUS}6"),
        (2e8, "2e8"),
    ],
)
def test_tick(value, written):
    assert tick(value) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_tick_reads_back(value):
    assert read(tick(value)) == pytest.approx(value, rel=1e-9, abs=0)


def unit(text):
    """One of the last digit that is written."""
    digits, _, power = read_parts(text)
    return 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))


def read_parts(text):
    return text.replace(MINUS, "-").replace(",", "").partition("e")


def check_ticks(values, **how):
    written = ticks(values, **how)
    assert len(set(written)) == len(values)
    for text, value in zip(written, values, strict=True):
        assert abs(read(text) - value) <= unit(text) / 2 + abs(value) * 1e-15
    return written


@given(
    st.floats(-1e12, 1e12),
    st.floats(1e-9, 10),
    st.integers(2, 8),
)
def test_the_numbers_of_an_axis_are_different_and_right(low, share, most):
    """For any window: wide, narrow, near 0 or far from it."""
    high = low + max(abs(low), 1e-6) * share
    places = MaxNLocator(nbins=most, steps=[1, 2, 5, 10]).tick_values(low, high)
    places = [float(place) for place in places]
    apart = min(b - a for a, b in pairwise(places))
    for text, place in zip(check_ticks(places), places, strict=True):
        assert abs(read(text) - place) <= 1.1e-4 * apart  # never another number than the tick's


@given(st.integers(-300, 300), st.integers(1, 4))
def test_the_numbers_of_a_log_axis_are_different_and_right(first, apart):
    powers = [10.0**n for n in range(max(first - 3 * apart, -307), first + 1, apart)]
    for text, place in zip(ticks(powers, factors=True), powers, strict=True):
        assert read(text) == pytest.approx(place, rel=1e-12)


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ([0.1 * k for k in range(-1, 4)], [f"{MINUS}0.1", "0", "0.1", "0.2", "0.3"]),
        ([1e6, 1000020.0, 1000100.0], ["1,000,000", "1,000,020", "1,000,100"]),
        ([1e-5, 1.02e-5, 1.05e-5], [f"1e{MINUS}5", f"1.02e{MINUS}5", f"1.05e{MINUS}5"]),
        ([0.0, 500_000.0, 1e6], ["0", "500,000", "1e6"]),
        ([2e-7, 0.0], [f"2e{MINUS}7", "0"]),
        ([3.0], ["3"]),
        ([], []),
    ],
)
def test_ticks(values, written):
    assert ticks(values) == written


def test_long_numbers_of_a_wide_axis_are_written_as_powers():
    assert ticks([-250_000.0, 0.0, 250_000.0], widest=6) == [f"{MINUS}2.5e5", "0", "2.5e5"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_a_sentence_is_the_one_that_was_or_says_so(value):
    written = near(value)
    if not written.startswith("≈"):
        assert read(written) == value
    else:
        assert read(written[1:]) == pytest.approx(value, rel=6e-4)
        assert abs(read(written[1:]) - value) <= max(0.5, 1e-8 * abs(value))


@given(st.floats(1e-9, 1e12), st.sampled_from([-1, 1]), st.integers(3, 7))
def test_what_is_taken_off_an_axis_leaves_short_numbers(size, sign, most):
    low = sign * size
    high = low + size * 1e-6
    places = [float(p) for p in MaxNLocator(most, steps=[1, 2, 5, 10]).tick_values(low, high)]
    less = shared_part(places, 6)
    assert less
    rest = ticks([place - less for place in places])
    assert max(map(len, rest)) <= 8
    for text, place in zip(rest, places, strict=True):
        assert less + read(text) == pytest.approx(place, rel=1e-9)
