"""What the lecture says of its runs, as rules; each scene names those of its own words.

A claim is asked for the steps at which its words are on screen, so those that name no step are of
just these.
"""

from gradreel.animate import (
    About,
    After,
    All,
    Arrives,
    Falls,
    Grows,
    Largest,
    Less,
    NotYet,
    Order,
    Quantity,
    Reached,
)
from gradreel.scenes.lecture_first_claims import RATES_DIFFER as RATES_DIFFER  # noqa: PLC0414
from gradreel.scenes.lecture_first_claims import SMALL_GRADIENT as SMALL_GRADIENT  # noqa: PLC0414
from gradreel.scenes.lecture_measures import (
    gradient,
    history,
    moved,
    rate,
    slope,
    unrooted,
    update,
)
from gradreel.scenes.lecture_rules import AddsUp, OneRule, Throughout
from gradreel.scenes.lecture_setup import ADAGRAD_RATE

# Near the minimum
NEARLY_THERE = Reached((Arrives("adagrad", radius=0.4),))
LONG_AT_FIRST = Largest(update("b"), 0)
GRADIENT_FELL = Less(gradient("b", at="near"), gradient("b", at="peak"), times=2)
NEVER_SHRINKS = Grows(history("b"), 0, 399)
ONLY_THE_GRADIENT_SHRINKS = All((Falls(gradient("b"), "near", 399), NEVER_SHRINKS))
HARDLY_MOVES = Less(
    Quantity("adagrad", "params", "b", since="near"), moved("adagrad", "b", at="near"), times=5
)
SMALL_TIMES_SMALL = All(
    (
        Less(gradient("b"), gradient("b", at="peak"), times=5),
        Less(rate("b"), rate("b", at=0), times=20),
    )
)

# Gradient, history, rate
FIRST_SQUARE = {
    each: All((About(history(each, at=0), value, 0.001), AddsUp(each), SMALL_GRADIENT))
    for each, value in (("w", 0.01919), ("b", 84.45))
}
TINY_SQUARE = All((AddsUp("w"), Less(history("w"), history("b"), times=2000)))
ADDS_UP_FAST = All((AddsUp("b"), Grows(history("b"), times=4)))
FAR_ABOVE = Less(ADAGRAD_RATE, rate("w", at=0), times=5)
FAR_BELOW = Less(rate("b", at=0), ADAGRAD_RATE, times=5)
BOTH_GROW = {each: All((Grows(gradient(each)), Grows(history(each)))) for each in ("w", "b")}
AT_THE_PEAK = {each: All((Largest(gradient(each), near=12), AddsUp(each))) for each in ("w", "b")}
LESS_IS_ADDED = All((Falls(gradient("w"), times=10), AddsUp("w")))
RETURNS_TO_0 = All((Falls(gradient("b"), times=2), Throughout(Grows(history("b")))))
W_KEEPS_MORE = Throughout(Less(rate("b"), rate("w"), times=10))
SMALL_SO_LARGE = Throughout(
    All((Less(history("w"), history("b"), times=100), Less(rate("b"), rate("w"), times=10)))
)
FIVE_DIGITS = All((Less(9_999, history("b")), Less(history("b"), 99_999)))
HUGE_SO_TINY = All((FIVE_DIGITS, Less(rate("b"), ADAGRAD_RATE, times=100)))
LARGER_GRADIENTS = Throughout(
    All((OneRule(ADAGRAD_RATE), Less(gradient("w"), gradient("b"), times=5)))
)

# The slope
GETS_STEEPER = All((Grows(slope()), Less(slope(signed=True), 0)))
LEVELS_OUT = All((Largest(slope(), "steepest"), Falls(slope(), "steepest", 399)))
BOTH_GO = All(tuple(Falls(each, 150, 399, 10) for each in (slope(), gradient("w"), gradient("b"))))
GROWS_AND_SHRINKS = All(
    (
        Grows(slope(), 0, "steepest"),
        Falls(slope(), "steepest", 399, times=20),
        Grows(gradient("b"), 0, "steepest"),
        Falls(gradient("b"), 72, 399, times=20),
    )
)

# Without the root
BOTH_FAR_OFF = All(
    (
        Less(unrooted("b", at=0), rate("b", at=0), times=9),
        Less(rate("w", at=0), unrooted("w", at=0), times=7),
    )
)
RATE_IS_KILLED = All(
    (
        Less(unrooted("b"), rate("b"), times=20),
        Less(unrooted("b", at="killed"), unrooted("b", at=0), times=10),
    )
)
IS_KILLED = Less(unrooted("b"), ADAGRAD_RATE, times=1000)
STILL_FAR = NotYet((Arrives("Without_the_root", radius=2, coordinate="b"),))
HALFWAY = All((Reached((Arrives("adagrad"),)), STILL_FAR))

ADAGRAD_IS_THERE = Reached((Arrives("adagrad"),))


def there(name: str) -> Reached:
    """Claim that a run is at the minimum for good."""
    return Reached((Arrives(name),))


FIRST_BY_FAR = Order(
    (After(Arrives("adagrad"), 30), *map(Arrives, ("nesterov", "gradient_descent", "momentum")))
)
OTHER_RANKS = All(
    (
        Order(tuple(map(Arrives, ("adagrad", "nesterov", "gradient_descent", "momentum")))),
        Less(moved("gradient_descent", "w", at=3), moved("gradient_descent", "b", at=3), times=3),
    )
)
