"""What the lecture says as far as the replay, as rules; lecture_claims has what comes after."""

from functools import partial

from gradreel.animate import (
    About,
    All,
    Arrives,
    Falls,
    Grows,
    Less,
    NotYet,
    Order,
    Passes,
    Place,
    Quantity,
    Reached,
    RightAngle,
)
from gradreel.scenes.lecture_measures import (
    OTHERS,
    Lowest,
    NoPull,
    Zeros,
    first,
    gradient,
    history,
    moved,
    pull,
    rate,
    update,
)
from gradreel.scenes.lecture_setup import START

# The rule
RATES_DIFFER = Less(rate("b"), rate("w"), times=5)
FIRST_HISTORIES = All(
    (About(history("w", at=0), 0.01919, 0.001), About(history("b", at=0), 84.45, 0.001))
)
FIRST_RATES = All((About(rate("w", at=0), 0.722, 0.001), About(rate("b", at=0), 0.01088, 0.001)))
SMALL_GRADIENT = Less(gradient("w"), gradient("b"), times=50)
STEPS_ALIKE = All((About(update("w", at=0), 0.1, 1e-4), About(update("b", at=0), 0.1, 1e-4)))
RATES_FALL = All((Grows(history("w")), Falls(rate("w")), Grows(history("b")), Falls(rate("b"))))
DENSE_AND_SPARSE = All((Less(history("w"), history("b"), 100), Less(rate("b"), rate("w"), 10)))
plain = partial(Quantity, "gradient_descent", "update")
PLAIN_IS_ALONG_B = All(
    (Less(plain("w", at=0), plain("b", at=0), times=50), Less(plain("w"), plain("b"), times=50))
)

# The data and the surface
SPARSE = Zeros(400)
NO_PULL = All((SPARSE, NoPull("gradient_descent")))
MOVES_B = Less(moved("gradient_descent", "w"), moved("gradient_descent", "b"), times=50)
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
THREE_FALL = All(tuple(Less(moved(name, "w"), moved(name, "b"), times=10) for name in OTHERS))
GOES_ALONG_W = All(
    (
        About(moved("adagrad", "w"), moved("adagrad", "b"), within=0.15),
        *(Less(moved(name, "w"), moved("adagrad", "w"), times=3) for name in OTHERS),
    )
)
