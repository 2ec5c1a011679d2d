"""What the lecture says of its runs, as rules; each scene names those of its own words.

A claim is asked for the steps at which its words are on screen, so those that name no step are of
just these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from gradreel.animate import (
    About,
    All,
    Arrives,
    Falls,
    Grows,
    Largest,
    Less,
    NotYet,
    Order,
    Passes,
    Place,
    Quantity,
    Reached,
    RightAngle,
)
from gradreel.core import Experiment
from gradreel.scenes.lecture_setup import ADAGRAD_RATE, GOAL, START

OTHERS = ("gradient_descent", "momentum", "nesterov")
RATE, SQUARES = "effective_learning_rate", "sum_of_squares"

gradient = partial(Quantity, "adagrad", "gradient")
history = partial(Quantity, "adagrad", SQUARES)
rate = partial(Quantity, "adagrad", RATE)
update = partial(Quantity, "adagrad", "update")
slope = partial(Quantity, "adagrad", "slope")
pull = partial(Quantity, "gradient_descent", "gradient")
unrooted = partial(Quantity, "Without_the_root", RATE)
fading = partial(Quantity, "rmsprop", "second_moment", "b")


def moved(optimizer: str, coordinate: str, at: float | str | None = None) -> Quantity:
    """Return how far a run has come from the start, along one parameter."""
    return Quantity(optimizer, "params", coordinate, at=at, since=0)


def first(optimizer: str, one: str, other: str) -> Order:
    """Claim that a run is right in one parameter for good before it is in the other."""
    each = (Arrives(optimizer, coordinate=axis) for axis in (one, other))  # type: ignore[arg-type]
    return Order(tuple(each))


@dataclass(frozen=True)
class Zeros:
    """So many of the inputs x of the data are 0: a claim of one's own."""

    count: int

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return how many are, if it is another number."""
        del first, last, events  # the data are the same at all steps
        found = int((experiment.surface.dataset.x == 0).sum())  # type: ignore[attr-defined]
        return "" if found == self.count else f"{found} of the x are 0"


@dataclass(frozen=True)
class Lowest:
    """Nowhere in the window is the loss lower than at the minimum: a claim of one's own."""

    places: int = 200

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return the lowest loss that was found, if it is lower."""
        del first, last, events  # the surface is the same at all steps
        window = experiment.surface.window
        w = np.linspace(window.w_min, window.w_max, self.places)
        b = np.linspace(window.b_min, window.b_max, self.places)
        least = float(experiment.surface.loss(np.stack(np.meshgrid(w, b), axis=-1)).min())
        own = float(experiment.surface.loss(np.array(GOAL)))
        return "" if own <= least else f"the loss is {least:.4g} elsewhere and {own:.4g} there"


# The rule
RATES_DIFFER = Less(rate("b"), rate("w"), times=5)
FIRST_HISTORIES = All((About(history("w"), 0.01919, 0.001), About(history("b"), 84.45, 0.001)))
FIRST_RATES = All((About(rate("w"), 0.722, 0.001), About(rate("b"), 0.01088, 0.001)))
SMALL_GRADIENT = Less(gradient("w"), gradient("b"), times=50)
STEPS_ALIKE = All((About(update("w"), 0.1, 1e-4), About(update("b"), 0.1, 1e-4), SMALL_GRADIENT))
RATES_FALL = All((Grows(history("w")), Falls(rate("w")), Grows(history("b")), Falls(rate("b"))))
DENSE_AND_SPARSE = All((Less(history("w"), history("b"), 100), Less(rate("b"), rate("w"), 10)))
PLAIN_IS_ALONG_B = All(
    (Less(gradient("w"), gradient("b"), 8), About(update("b"), update("w"), 0.5))
)

# The data and the surface
SPARSE = Zeros(400)
ONE_START = All(
    (
        Lowest(),
        *(
            About(Quantity(name, "params", axis, at=0, signed=True), value, within=0)
            for name in (*OTHERS, "adagrad")
            for axis, value in zip(("w", "b"), START, strict=True)
        ),
    )
)
AT_THE_START = All(
    tuple(
        About(Quantity("gradient_descent", "params", axis, signed=True), value, within=0)
        for axis, value in zip(("w", "b"), START, strict=True)
    )
)
B_FIRST = Less(
    moved("gradient_descent", "w", "corner"), moved("gradient_descent", "b", "corner"), times=10
)
FIRST_B = All(
    tuple(
        All((first(each, "b", "w"), Less(moved(each, "w", 8), moved(each, "b", 8), times=10)))
        for each in OTHERS
    )
)


def lower(place: tuple[float, float], *others: tuple[float, float]) -> All:
    """Claim that the loss at a place is much lower than at others."""
    return All(tuple(Less(Place(place), Place(other), times=2.5) for other in others))


def steeper(place: tuple[float, float], *others: tuple[float, float]) -> All:
    """Claim that the surface is much steeper at a place than at others."""
    slopes = (Less(Place(each, "gradient"), Place(place, "gradient"), 2.5) for each in others)
    return All(tuple(slopes))


# The paths
SMALL_PULL = All(
    (
        SPARSE,
        Less(pull("w", at=0), pull("b", at=0), times=50),
        Less(pull("w"), pull("b", at=0), times=5),
    )
)
SLOW = Less(
    Quantity("gradient_descent", "step_length"),
    Quantity("gradient_descent", "step_length", at=10),
    times=5,
)
left = partial(Quantity, "gradient_descent", "params", since=400)
W_IS_LEFT = All((SLOW, Less(left("b"), left("w"), times=10)))
GRADIENT_DESCENT_IS_LATE = All(
    (Reached(tuple(map(Arrives, OTHERS[1:]))), NotYet((Arrives("gradient_descent"),)))
)
SWINGS = All((Passes("momentum", "b", by=1), Passes("nesterov", "b", by=0.5)))
SWUNG_YET_THERE = All((SWINGS, GRADIENT_DESCENT_IS_LATE))
RIGHT_ANGLE = RightAngle("gradient_descent", "corner")
LONGER_THAN_DIRECT = Less(
    Quantity("gradient_descent", "distance", at=0),
    Quantity("gradient_descent", "path_length"),
    times=1.3,
)
AT_ONCE = All(
    tuple(
        Less(moved(each, "w", step), moved("adagrad", "w", step), times=10)
        for each in OTHERS
        for step in (1, 5)
    )
)
ADAGRAD_GOES_ALONG_BOTH = All(
    (
        Less(moved("gradient_descent", "w"), moved("gradient_descent", "b"), times=8),
        About(moved("adagrad", "w"), moved("adagrad", "b"), within=0.15),
    )
)
ANGLE_AND_STRAIGHT = All(
    (
        RIGHT_ANGLE,
        About(
            Quantity("adagrad", "path_length", at="last"),
            Quantity("adagrad", "distance", at=0),
            within=0.02,
        ),
    )
)
RANKING = Order(tuple(map(Arrives, ("nesterov", "momentum", "adagrad", "gradient_descent"))))
SWINGS_YET_FIRST = All((SWINGS, RANKING))
SHORTER_STEPS = Falls(Quantity("adagrad", "step_length"))
GROWS_AND_SHORTENS = All((Grows(history("w")), Grows(history("b")), SHORTER_STEPS))

# Near the minimum
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
FAR_ABOVE = Less(ADAGRAD_RATE, rate("w"), times=5)
FAR_BELOW = Less(rate("b"), ADAGRAD_RATE, times=5)
BOTH_GROW = {each: All((Grows(gradient(each)), Grows(history(each)))) for each in ("w", "b")}
AT_THE_PEAK = {each: Largest(gradient(each)) for each in ("w", "b")}
LESS_IS_ADDED = Falls(gradient("w"), times=1000)
RETURNS_TO_0 = All((Falls(gradient("b"), times=20), Grows(history("b"))))
W_KEEPS_MORE = Less(rate("b"), rate("w"), times=10)
FALLS_AT_FIRST = All(
    (
        Falls(rate("w"), 0, 399),
        Less(rate("w", at=399, since=50), rate("w", at=50, since=0), times=10),
    )
)
FIVE_DIGITS = All((Less(9_999, history("b")), Less(history("b"), 99_999)))
LARGER_GRADIENTS = Less(gradient("w", at=0), gradient("b", at=0), times=50)

# The slope
STARTS_GENTLY = Less(slope(), slope(at="steepest"), times=2)
GETS_STEEPER = All((Grows(slope()), Less(slope(signed=True), 0)))
STEEPEST = Largest(slope())
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

# The flip side
OTHERS_B_FIRST = {each: first(each, "b", "w") for each in OTHERS}
ADAGRAD_W_FIRST = first("adagrad", "w", "b")
SOON_AFTER = All((OTHERS_B_FIRST["momentum"], OTHERS_B_FIRST["nesterov"]))
W_IS_FAR_OFF = All(
    (
        Order(("first_in_b", "gradient_descent_b", "gradient_descent_w")),
        NotYet(("gradient_descent_w",)),
    )
)
ADAGRAD_ALONE = All((*OTHERS_B_FIRST.values(), ADAGRAD_W_FIRST))

# What comes next
HISTORY_FADES = Less(fading(at=199), fading(at="peak"), times=100)
ADAM_IS_FIRST = Order(("adam", "rmsprop", "adagrad"))
RATE_GROWS_AGAIN = All(
    (
        Less(fading(at="rmsprop"), fading(at="peak"), times=50),
        Grows(Quantity("rmsprop", RATE, "b"), "rmsprop", 150, times=4),
    )
)
THROWN_ABOUT = All(
    (
        Less(fading(at=165), fading(at="peak"), times=1000),
        Less(0.02, Quantity("rmsprop", "distance", at=180)),
        Less(Quantity("rmsprop", "distance"), 0.1),
    )
)
ADAGRAD_IS_LAST = All((Grows(history("b"), 0, 299), Order(("rmsprop", "adagrad"))))

# What if
SET_BACK = "set back"
both = partial(Quantity, "adagrad_momentum")
THREE_FALL = All(tuple(Less(moved(name, "w"), moved(name, "b"), times=10) for name in OTHERS))
GOES_ALONG_W = All(
    (
        About(moved("adagrad", "w"), moved("adagrad", "b"), within=0.15),
        *(Less(moved(name, "w"), moved("adagrad", "w"), times=3) for name in OTHERS),
    )
)
BOTH_AT_ONCE = About(both("update", "w", at=0), both("update", "b", at=0), within=1e-4)
IT_SWINGS = All((Passes("adagrad_momentum", "w", by=1), Passes("momentum", "b", by=1)))
BOTH_FIRST = All((Reached((Arrives("adagrad_momentum"),)), NotYet((Arrives("adagrad"),))))
set_back = partial(Quantity, SET_BACK)
STILL_ONE = All(
    tuple(
        About(Quantity("adagrad", "params", each), set_back("params", each), within=0)
        for each in ("w", "b")
    )
)
ALIKE_AND_GROWING = All((STILL_ONE, Grows(set_back(SQUARES, "b"))))
BOTH_CREEP = All((STILL_ONE, Less(set_back("step_length"), 0.01)))
EMPTIED = All(
    tuple(
        Less(set_back(SQUARES, each, at=190), set_back(SQUARES, each, at=189), 300)
        for each in ("w", "b")
    )
)
LONG_AGAIN = All(
    (
        Less(set_back(RATE, "b", at=189), set_back(RATE, "b", at=190), times=20),
        Less(Quantity("adagrad", "step_length"), set_back("step_length"), times=3),
    )
)
HELD_BACK = All((Order((Arrives(SET_BACK), Arrives("adagrad"))), Reached((Arrives("adagrad"),))))
IN_ONE = All((BOTH_AT_ONCE, IT_SWINGS, Order((Arrives("adagrad_momentum"), Arrives("adagrad")))))
STILL_CREEPS = All((Reached((Arrives(SET_BACK),)), Less(Quantity("adagrad", "step_length"), 0.01)))
W_FIRST = Less(moved("gradient_descent", "w", at=20), moved("adagrad", "w", at=20), times=3)
SLOWS = Falls(Quantity("adagrad", "step_length"))


def there(name: str) -> Reached:
    """Claim that a run is at the minimum for good."""
    return Reached((Arrives(name),))


ADAGRAD_IS_THERE = there("adagrad")
OTHER_RANKS = All(
    (
        Order(tuple(map(Arrives, ("adagrad", "nesterov", "gradient_descent", "momentum")))),
        Less(moved("gradient_descent", "w", at=3), moved("gradient_descent", "b", at=3), times=3),
    )
)
