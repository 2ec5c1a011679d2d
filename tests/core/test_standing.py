"""Who is before whom, and who is level with whom."""

import pytest

from gradreel.core.standing import Standing, Way, places, ranks


def _three_digits(value: float) -> str:
    return f"{value:.3g}"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((-0.98334389967146, -0.98334389967147, 0.9), ["1=", "1=", "3"]),
        ((0.1234, 0.1231, 0.1229, 0.5), ["1=", "1=", "1=", "4"]),
        ((0.5, 0.2, 0.2001), ["3", "1=", "1="]),
        ((3.0, 2.0, 1.0), ["3", "2", "1"]),
    ],
)
def test_what_is_told_alike_shares_its_rank(values: tuple[float, ...], expected: list[str]) -> None:
    assert ranks([Standing(Way.GOING, value) for value in values], _three_digits) == expected


def test_steps_are_compared_as_they_are() -> None:
    there = [Standing(Way.THERE, step) for step in (1001, 1000, 1000)]
    assert places(there, _three_digits) == [3, 1, 1]
    mixed = [Standing(Way.GOING, 5.0), Standing(Way.THERE, 5.0), Standing(Way.DIVERGED, 5.0)]
    assert places(mixed, _three_digits) == [2, 1, 3]
    assert places([Standing(Way.NO_NUMBER, 3), Standing(Way.NO_NUMBER, 9)]) == [1, 1]
