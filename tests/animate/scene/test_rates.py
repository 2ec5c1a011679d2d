"""Frame rates are the ones that were asked for, to the digit."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate.scene.rates import exact_rate, parse_rate
from gradreel.core.errors import InvalidInput

TELEVISION = {
    "23.976": (24000, 1001),
    "23.98": (24000, 1001),
    "29.97": (30000, 1001),
    "29.970": (30000, 1001),
    "29.97003": (30000, 1001),
    "47.952": (48000, 1001),
    "59.94": (60000, 1001),
    "119.88": (120000, 1001),
}
WRITTEN = {"25": (25, 1), "25.": (25, 1), "12.5": (25, 2), "30000/1001": (30000, 1001)} | {
    "8.33": (833, 100),
    "25/3": (25, 3),
    "29.9": (299, 10),
    "30.00": (30, 1),
    ".5": (1, 2),
}


@pytest.mark.parametrize("text", TELEVISION | WRITTEN)
def test_a_typed_rate_is_that_rate(text):
    expected = Fraction(*(TELEVISION | WRITTEN)[text])
    assert parse_rate(text) == expected
    if "/" not in text:
        assert exact_rate(float(text)) == exact_rate(np.float64(text)) == expected
    assert exact_rate(float(expected)) == expected  # a record holds it as a float


@pytest.mark.parametrize("given", [25, np.int64(25), np.float32(25), Fraction(25)])
def test_any_kind_of_number_is_a_rate(given):
    assert exact_rate(given) == 25
    assert isinstance(exact_rate(given).numerator, int)


def test_a_shorter_float_is_read_by_its_digits():
    assert exact_rate(np.float32(29.97)) == Fraction(30000, 1001)


@given(st.fractions(Fraction(1, 10), 120, max_denominator=9999))
def test_a_rate_is_the_same_after_it_was_a_float_or_text(rate):
    exact = exact_rate(rate)
    assert exact_rate(float(exact)) == exact
    assert parse_rate(str(exact)) == exact


@pytest.mark.parametrize(
    "text", ["", "x", "1/0", "-25", "1e2", "nan", "25/", "0", "121", 500 * "1"]
)
def test_what_is_no_rate(text):
    with pytest.raises(InvalidInput, match=r"frames per second are not possible: give"):
        parse_rate(text)


@pytest.mark.parametrize("given", [True, None, "25", float("nan"), float("inf"), 0.05, 121, 1j])
def test_what_is_no_number_is_no_rate(given):
    with pytest.raises(InvalidInput, match=r"from 0\.1 to 120, such as 25, 29\.97 or 3"):
        exact_rate(given)


def test_a_rate_as_a_text_is_told_as_a_text():
    with pytest.raises(InvalidInput, match=r"^'29\.97' frames per second are not possible"):
        exact_rate("29.97")
