"""What the lecture says of the surface, of the paths over it, and of who arrives when.

A claim is asked for the steps at which its words are on screen, so those that name no step are of
just these.
"""

from math import hypot

from gradreel.animate import (
    About,
    After,
    All,
    Arrives,
    Falls,
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
from gradreel.scenes.claims.measures import (
    OTHERS,
    SET_BACK,
    WITHOUT_ROOT,
    adagrad,
    descent,
    moved,
    set_back,
    update,
    with_momentum,
)
from gradreel.scenes.claims.rules import Lowest, SwingsLess, WithRatesOf
from gradreel.scenes.lecture_setup import FOUR, GOAL, START

AWAY = hypot(GOAL[0] - START[0], GOAL[1] - START[1])


def lower(place: tuple[float, float], *others: tuple[float, float]) -> All:
    """Claim that the loss at a place is much lower than at others."""
    return All(tuple(Less(Place(place), Place(other), times=2.5) for other in others))


def steeper(place: tuple[float, float], *others: tuple[float, float]) -> All:
    """Claim that the surface is much steeper at a place than at others."""
    slopes = (Less(Place(each, "gradient"), Place(place, "gradient"), 2.5) for each in others)
    return All(tuple(slopes))


def first(optimizer: str, one: str, other: str) -> Order:
    """Claim that a run is right in one parameter for good before it is in the other."""
    each = (Arrives(optimizer, coordinate=axis) for axis in (one, other))  # type: ignore[arg-type]
    return Order(tuple(each))


def there(*names: str) -> Reached:
    """Claim that runs are at the minimum for good."""
    return Reached(tuple(map(Arrives, names)))


def ranked(*names: str) -> Order:
    """Claim that runs arrive in this order."""
    return Order(tuple(map(Arrives, names)))


# One start
ONE_START = All(
    (
        Lowest(GOAL),
        *(
            About(Quantity(name, "params", axis, at=0, signed=True), value, within=0)
            for name in (*OTHERS, "adagrad")
            for axis, value in zip(("w", "b"), START, strict=True)
        ),
    )
)
AT_ONCE = All(
    (
        About(moved("adagrad", "w", 1), moved("adagrad", "b", 1), within=1e-4),
        *(
            Less(moved(each, "w", step), moved("adagrad", "w", step), times=10)
            for each in OTHERS
            for step in (1, 5)
        ),
    )
)
THREE_FALL = All(tuple(Less(moved(name, "w"), moved(name, "b"), times=10) for name in OTHERS))
ALONG_BOTH = About(moved("adagrad", "w"), moved("adagrad", "b"), within=0.15)
GOES_ALONG_W = All(
    (
        ALONG_BOTH,
        *(Less(moved(name, "w"), moved("adagrad", "w"), times=3) for name in OTHERS),
    )
)
MOVES_B = Less(moved("gradient_descent", "w"), moved("gradient_descent", "b"), times=50)
BOTH_WAYS = All(
    (Less(moved("gradient_descent", "w"), moved("gradient_descent", "b"), times=8), ALONG_BOTH)
)

# The right angle
B_FIRST = Less(
    moved("gradient_descent", "w", "corner"), moved("gradient_descent", "b", "corner"), times=10
)
FIRST_B = All(
    tuple(
        All((first(each, "b", "w"), Less(moved(each, "w", 8), moved(each, "b", 8), times=10)))
        for each in OTHERS
    )
)
SLOW = Less(descent("step_length"), descent("step_length", at=10), times=5)
W_IS_LEFT = All(
    (SLOW, Less(descent("params", "b", since=400), descent("params", "w", since=400), times=10))
)
SWINGS = All((Passes("momentum", "b", by=1), Passes("nesterov", "b", by=0.5)))
SWUNG_YET_THERE = All((SWINGS, there(*OTHERS[1:]), NotYet((Arrives("gradient_descent"),))))
RIGHT_ANGLE = RightAngle("gradient_descent", "corner")
NOT_DIRECT = Less(descent("distance", at=0), descent("path_length"), times=1.3)
STRAIGHT = About(adagrad("path_length", at="last"), adagrad("distance", at=0), within=0.02)
ANGLE = All((RIGHT_ANGLE, STRAIGHT))
GOES_STRAIGHT = All(
    (
        About(adagrad("path_length", at="adagrad"), adagrad("distance", at=0), within=0.03),
        About(moved("adagrad", "w"), moved("adagrad", "b"), within=0.35),
    )
)

# Who arrives when
RANKING = ranked("nesterov", "momentum", "adagrad", "gradient_descent")
SWINGS_YET_FIRST = All((SWINGS, RANKING))
FIRST_BY_FAR = Order(
    (After(Arrives("adagrad"), 30), *map(Arrives, ("nesterov", "gradient_descent", "momentum")))
)
B_BEFORE_W = {each: first(each, "b", "w") for each in OTHERS}
ADAGRAD_W_FIRST = first("adagrad", "w", "b")
SAME_WAYS = All((*B_BEFORE_W.values(), Less(adagrad("path_length", at=400), 1.05 * AWAY)))
OTHER_RANKS = All(
    (
        ranked("adagrad", "nesterov", "gradient_descent", "momentum"),
        SAME_WAYS,
        WithRatesOf(FOUR, All((RANKING, SAME_WAYS))),
    )
)

# The flip side
SOON_AFTER = All((B_BEFORE_W["momentum"], B_BEFORE_W["nesterov"], there("nesterov", "momentum")))
W_IS_FAR_OFF = All(
    (
        Order(("first_in_b", "descent_b", "descent_w")),
        NotYet(("descent_w",)),
        Less(0.4, descent("params", "w")),
    )
)
RIGHT_IN_B = All((Reached(("descent_b",)), NotYet(("descent_w",))))
RIGHT_IN_W = Reached(("adagrad_w",))
RIGHT_IN_W_ALONE = All((ADAGRAD_W_FIRST, RIGHT_IN_W, NotYet(("adagrad_b",))))
LATE_IN_B = All(
    (
        ADAGRAD_W_FIRST,
        *(Order((Arrives(each, coordinate="b"), "adagrad_b")) for each in OTHERS),
    )
)
ADAGRAD_ALONE = All((*B_BEFORE_W.values(), ADAGRAD_W_FIRST, there("gradient_descent")))

# Near the minimum
NEARLY_THERE = Reached((Arrives("adagrad", radius=0.4),))
LONG_AT_FIRST = Largest(update("b"), 0)
HARDLY_MOVES = Less(adagrad("params", "b", since="near"), moved("adagrad", "b", at="near"), times=5)
SHORTENS = Falls(adagrad("step_length"))

# Without the root
STILL_FAR = NotYet((Arrives(WITHOUT_ROOT, radius=2, coordinate="b"),))
HALFWAY = All((there("adagrad"), STILL_FAR))

# With momentum, set back, forgetting
BOTH_AT_ONCE = All(
    tuple(
        About(each("update", "w", at=0), each("update", "b", at=0), within=1e-4)
        for each in (adagrad, with_momentum)
    )
)
IT_SWINGS = All(
    (
        Less(with_momentum("step_length", at=0), with_momentum("step_length", at=10), times=2),
        Passes("adagrad_momentum", "w", by=1),
    )
)
SWINGS_LESS = SwingsLess("adagrad_momentum", "w")
BOTH_FIRST = All((there("adagrad_momentum"), Less(0.9, adagrad("distance"))))
SHORT_AND_SHORTER = All((Less(adagrad("step_length"), 0.02), SHORTENS))
MUCH_EARLIER = All(
    (
        Passes("adagrad_momentum", "w", by=1),
        Order((Arrives("adagrad_momentum"), 100, Arrives("adagrad"))),
    )
)
ADAGRAD_IS_LATE = All((there("adagrad"), Order(("both", "adagrad"))))
STILL_ONE = All(
    tuple(About(adagrad("params", each), set_back("params", each), within=0) for each in ("w", "b"))
)
BOTH_CREEP = All((STILL_ONE, Less(set_back("step_length"), 0.01)))
IT_IS_THE_HISTORY = Order((190, Arrives(SET_BACK), 195, Arrives("adagrad")))
HELD_BACK = All((ranked(SET_BACK, "adagrad"), there("adagrad")))
STILL_CREEPS = All((there(SET_BACK), Less(adagrad("step_length"), 0.01)))
ADAM_FIRST = All((Reached(("adam",)), NotYet(("rmsprop", Arrives("adagrad")))))
ADAGRAD_IS_FAR = All(
    (
        Reached(("rmsprop",)),
        Less(Quantity("rmsprop", "distance"), 0.1),
        Less(0.8, adagrad("distance")),
    )
)
