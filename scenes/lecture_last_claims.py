"""What the last scenes say of the runs, as rules: the flip side, what if, and what is next.

They are asked as those of `lecture_first_claims` are.
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
    Less,
    NotYet,
    Order,
    Passes,
    Quantity,
    Reached,
)
from gradreel.core import Experiment
from gradreel.scenes.lecture_claims import NEVER_SHRINKS
from gradreel.scenes.lecture_first_claims import RATES_DIFFER
from gradreel.scenes.lecture_measures import (
    OTHERS,
    RATE,
    SQUARES,
    fading,
    first,
    history,
    moved,
    rate,
    update,
)


@dataclass(frozen=True)
class Keeps:
    """A history keeps a share of itself, and takes in a share of each squared gradient."""

    optimizer: str
    channel: str
    kept: float
    added: float

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return the first step at which it does not."""
        del events
        channels = experiment.trajectories[self.optimizer].channels
        history, squares = channels[self.channel], channels["gradient"] ** 2
        for step in range(max(first, 1), min(last, len(history) - 1) + 1):
            made = self.kept * history[step - 1] + self.added * squares[step]
            if not np.allclose(history[step], made, rtol=1e-9, atol=0):
                return f"the history of {self.optimizer} is {history[step]} at step {step}"
        return ""


@dataclass(frozen=True)
class SwingsLess:
    """A run swings about the minimum, each time less far than the time before."""

    optimizer: str
    coordinate: str

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return how far it swings."""
        del first, events  # from the start on
        axis = "wb".index(self.coordinate)
        run = experiment.trajectories[self.optimizer].params[: last + 1, axis]
        away = run - experiment.surface.minimum[axis]  # type: ignore[index]
        turns = np.flatnonzero(np.diff(np.sign(np.diff(away)))) + 1
        swings = np.abs(away[turns])
        if len(swings) > 2 and (np.diff(swings) < 0).all():
            return ""
        return f"{self.optimizer} swings by {np.round(swings, 3).tolist()} in {self.coordinate}"


# The flip side
OTHERS_B_FIRST = {each: first(each, "b", "w") for each in OTHERS}
ADAGRAD_W_FIRST = first("adagrad", "w", "b")
SOON_AFTER = All(
    (
        OTHERS_B_FIRST["momentum"],
        OTHERS_B_FIRST["nesterov"],
        Reached((Arrives("nesterov"), Arrives("momentum"))),
    )
)
W_IS_FAR_OFF = All(
    (
        Order(("first_in_b", "gradient_descent_b", "gradient_descent_w")),
        NotYet(("gradient_descent_w",)),
        Less(0.4, Quantity("gradient_descent", "params", "w")),
    )
)
RIGHT_IN_B = All((Reached(("gradient_descent_b",)), NotYet(("gradient_descent_w",))))
RIGHT_IN_W = Reached(("adagrad_w",))
RIGHT_IN_W_ALONE = All((ADAGRAD_W_FIRST, RIGHT_IN_W, NotYet(("adagrad_b",))))
LATE_IN_B = All(
    (
        ADAGRAD_W_FIRST,
        *(Order((Arrives(each, coordinate="b"), "adagrad_b")) for each in OTHERS),
    )
)
STEPS_STAY_SMALL = All((NEVER_SHRINKS, Less(update("b"), update("b", at=0), times=50)))
ADAGRAD_ALONE = All(
    (*OTHERS_B_FIRST.values(), ADAGRAD_W_FIRST, Reached((Arrives("gradient_descent"),)))
)

# What comes next
DECAY = 0.9
ONLY_GROWS = Grows(history("b"))
AN_AVERAGE = Keeps("rmsprop", "second_moment", DECAY, 1 - DECAY)
RATE_GROWS_AGAIN = All(
    (Falls(fading(), "peak", "adam"), Grows(Quantity("rmsprop", RATE, "b"), "peak", "adam"))
)
ADAM_IS_FIRST = All((Reached(("adam",)), NotYet(("rmsprop", Arrives("adagrad")))))
ADAGRAD_IS_FAR = All(
    (
        Reached(("rmsprop",)),
        Less(Quantity("rmsprop", "distance"), 0.1),
        Less(0.8, Quantity("adagrad", "distance")),
    )
)

# What if
SET_BACK = "set back"
moves, both = partial(Quantity, "adagrad"), partial(Quantity, "adagrad_momentum")
BOTH_AT_ONCE = All(
    tuple(
        About(each("update", "w", at=0), each("update", "b", at=0), within=1e-4)
        for each in (moves, both)
    )
)
IT_SWINGS = All(
    (
        Less(both("step_length", at=0), both("step_length", at=10), times=2),
        Passes("adagrad_momentum", "w", by=1),
    )
)
SWINGS_LESS = SwingsLess("adagrad_momentum", "w")
BOTH_FIRST = All((Reached((Arrives("adagrad_momentum"),)), Less(0.9, moves("distance"))))
SHORT_AND_SHORTER = All((Less(moves("step_length"), 0.02), Falls(moves("step_length"))))
MUCH_EARLIER = All(
    (
        Passes("adagrad_momentum", "w", by=1),
        Order((Arrives("adagrad_momentum"), 100, Arrives("adagrad"))),
    )
)
ADAGRAD_IS_LATE = All((Reached((Arrives("adagrad"),)), Order(("both", "adagrad"))))
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
IT_IS_THE_HISTORY = Order((190, Arrives(SET_BACK), 195, Arrives("adagrad")))
LONG_AGAIN = All(
    (
        Less(set_back(RATE, "b", at=189), set_back(RATE, "b", at=190), times=20),
        Less(Quantity("adagrad", "step_length"), set_back("step_length"), times=3),
    )
)
HELD_BACK = All((Order((Arrives(SET_BACK), Arrives("adagrad"))), Reached((Arrives("adagrad"),))))
STILL_CREEPS = All((Reached((Arrives(SET_BACK),)), Less(Quantity("adagrad", "step_length"), 0.01)))
EVER_SMALLER = All((RATES_DIFFER, Falls(rate("w"), 0, 399), Falls(rate("b"), 0, 399)))
EACH_ITS_OWN = RATES_DIFFER
ADDS_UP = Keeps("adagrad", SQUARES, 1, 1)
GOES_STRAIGHT = All(
    (
        About(moves("path_length", at="adagrad"), moves("distance", at=0), within=0.03),
        About(moved("adagrad", "w"), moved("adagrad", "b"), within=0.35),
    )
)
SLOWS = All((NEVER_SHRINKS, Falls(moves("step_length"), "near", "adagrad")))
