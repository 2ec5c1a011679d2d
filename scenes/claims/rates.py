"""What the lecture says of gradients, of histories, and of the rates that come of them.

They are asked as those of `paths` are.
"""

from gradreel.animate import About, All, Falls, Grows, Largest, Less
from gradreel.core import SparseFeatures
from gradreel.scenes.claims.measures import (
    DECAY,
    RATE,
    SQUARES,
    adagrad,
    descent,
    gradient,
    history,
    rate,
    rmsprop,
    set_back,
    slope,
    unrooted,
    update,
)
from gradreel.scenes.claims.paths import SHORTENS, STILL_ONE
from gradreel.scenes.claims.rules import (
    AddsUp,
    FromHereOn,
    Keeps,
    MostAreZero,
    NoPull,
    OneRule,
    Throughout,
    Zeros,
)
from gradreel.scenes.lecture_setup import ADAGRAD_RATE

# The rule
SMALL_GRADIENT = Less(gradient("w"), gradient("b"), times=50)
FIRST_HISTORIES = All(
    (About(history("w", at=0), 0.01919, 0.001), About(history("b", at=0), 84.45, 0.001))
)
FIRST_RATES = All((About(rate("w", at=0), 0.722, 0.001), About(rate("b", at=0), 0.01088, 0.001)))
STEPS_ALIKE = All((About(update("w", at=0), 0.1, 1e-4), About(update("b", at=0), 0.1, 1e-4)))
PLAIN_IS_ALONG_B = All(
    tuple(
        Less(descent("update", "w", at=at), descent("update", "b", at=at), times=50)
        for at in (0, None)
    )
)
RATES_FALL = All((Grows(history("w")), Falls(rate("w")), Grows(history("b")), Falls(rate("b"))))
DENSE_AND_SPARSE = All((Less(history("w"), history("b"), 100), Less(rate("b"), rate("w"), 10)))
EACH_ITS_OWN = All((OneRule(ADAGRAD_RATE), Less(rate("b"), rate("w"), times=5)))
EVER_SMALLER = All((EACH_ITS_OWN, Falls(rate("w"), 0, 399), Falls(rate("b"), 0, 399)))
ADDS_UP = Keeps("adagrad", SQUARES, 1, 1)

# The data
SPARSE = Zeros(400)
NO_PULL = All((SPARSE, NoPull("gradient_descent")))
SMALL_PULL = All(
    (
        SPARSE,
        Less(descent("gradient", "w", at=0), descent("gradient", "b", at=0), times=50),
        Less(descent("gradient", "w"), descent("gradient", "b", at=0), times=5),
    )
)
FEATURES = SparseFeatures(count=2000, drawn=120)
MOSTLY_0 = MostAreZero(FEATURES, 0.9)

# Near the minimum
NEVER_SHRINKS = Grows(history("b"), 0, 399)
GRADIENT_FELL = Less(gradient("b", at="near"), gradient("b", at="peak"), times=2)
ONLY_THE_GRADIENT_SHRINKS = All((Falls(gradient("b"), "near", 399), NEVER_SHRINKS))
SMALL_TIMES_SMALL = All(
    (
        Less(gradient("b"), gradient("b", at="peak"), times=5),
        Less(rate("b"), rate("b", at=0), times=20),
    )
)
SLOWS_DOWN = All((NEVER_SHRINKS, Falls(adagrad("step_length"), "near", 399)))
SLOWS = All((NEVER_SHRINKS, Falls(adagrad("step_length"), "near", "adagrad")))
GROWS_AND_SHORTENS = All((Grows(history("w")), Grows(history("b")), SHORTENS))
STEPS_STAY_SMALL = All(
    (
        NEVER_SHRINKS,
        OneRule(ADAGRAD_RATE),
        FromHereOn(
            All(
                (
                    Less(rate("b"), rate("b", at=0), times=20),
                    Less(update("b"), update("b", at=0), times=50),
                )
            )
        ),
    )
)

# Of w and of b
FIRST_SQUARE = {
    each: All((About(history(each, at=0), value, 0.001), AddsUp(each), SMALL_GRADIENT))
    for each, value in (("w", 0.01919), ("b", 84.45))
}
TINY_SQUARE = All((AddsUp("w"), Less(history("w"), history("b"), times=2000)))
ADDS_UP_FAST = All((AddsUp("b"), Grows(history("b"), times=4)))
FAR_ABOVE = Less(ADAGRAD_RATE, rate("w", at=0), times=5)
FAR_BELOW = Less(rate("b", at=0), ADAGRAD_RATE, times=5)
BOTH_GROW = {each: All((Grows(gradient(each)), Grows(history(each)))) for each in ("w", "b")}
AT_THE_PEAK = All((Largest(gradient("w"), near=12), AddsUp("w")))
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

# Set back
ALIKE_AND_GROWING = All((STILL_ONE, Grows(set_back(SQUARES, "b"))))
EMPTIED = All(
    tuple(
        Less(set_back(SQUARES, each, at=190), set_back(SQUARES, each, at=189), 300)
        for each in ("w", "b")
    )
)
LONG_AGAIN = All(
    (
        Less(set_back(RATE, "b", at=189), set_back(RATE, "b", at=190), times=20),
        Less(adagrad("step_length"), set_back("step_length"), times=3),
    )
)

# A history that forgets
AN_AVERAGE = Keeps("rmsprop", "second_moment", DECAY, 1 - DECAY)
RATE_GROWS_AGAIN = All(
    (
        Falls(rmsprop("second_moment", "b"), "peak", "adam"),
        Grows(rmsprop(RATE, "b"), "peak", "adam"),
    )
)
