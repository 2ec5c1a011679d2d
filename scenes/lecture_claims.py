"""What the lecture says of its runs, as rules; each scene names those of its own words.

A claim is asked for the steps at which its words are on screen, so those that name no step are of
just these.
"""

from gradreel.animate import (
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
FIRST_IS_SMALL = All(
    tuple(Less(each("w", at=0), each("b", at=0), times=50) for each in (gradient, history))
)
FAR_ABOVE = Less(ADAGRAD_RATE, rate("w", at=0), times=5)
FAR_BELOW = Less(rate("b", at=0), ADAGRAD_RATE, times=5)
BOTH_GROW = {each: All((Grows(gradient(each)), Grows(history(each)))) for each in ("w", "b")}
AT_THE_PEAK = {each: Largest(gradient(each), "peak") for each in ("w", "b")}
LESS_IS_ADDED = Falls(gradient("w"), times=1000)
RETURNS_TO_0 = All((Falls(gradient("b"), times=20), Grows(history("b"))))
W_KEEPS_MORE = Less(rate("b"), rate("w"), times=10)
HUGE_AND_TINY = All((Less(history("w"), history("b"), 100), Less(rate("b"), rate("w"), 10)))
FIVE_DIGITS = All((Less(9_999, history("b")), Less(history("b"), 99_999)))
LARGER_GRADIENTS = Less(gradient("w", at=0), gradient("b", at=0), times=50)

# The slope
STARTS_GENTLY = Less(slope(at=0), slope(at="steepest"), times=2)
GETS_STEEPER = All((Grows(slope()), Less(slope(signed=True), 0)))
STEEPEST = Largest(slope(), "steepest")
LEVELS_OUT = Falls(slope(), "steepest", 399)
NEARLY_0 = Less(slope(), slope(at="steepest"), times=20)

# Without the root
BOTH_FAR_OFF = All(
    (
        Less(unrooted("b", at=0), rate("b", at=0), times=9),
        Less(rate("w", at=0), unrooted("w", at=0), times=7),
    )
)
RATE_IS_KILLED = Less(unrooted("b", at="killed"), rate("b", at="killed"), times=20)
STILL_FAR = All(
    (
        NotYet((Arrives("Without_the_root", radius=2, coordinate="b"),)),
        Less(unrooted("b", at="killed"), unrooted("b", at=0), times=10),
    )
)

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
