"""An optimizer that is set back goes on as one that starts there."""

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    AdaGrad,
    CosineDecay,
    Quadratic,
    Restarted,
    Scheduled,
    descend,
)
from gradreel.core.errors import InvalidInput
from gradreel.core.named import Named

BOWL = Quadratic()
START = (1.9, -1.3)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_it_goes_on_as_one_that_starts_there(name):
    kind = OPTIMIZERS[name]
    whole = descend(Restarted(kind(), after=7), BOWL, START, steps=20)
    before = descend(kind(), BOWL, START, steps=7)
    after = descend(kind(), BOWL, before.params[-1], steps=13)
    np.testing.assert_array_equal(whole.params[:8], before.params)
    np.testing.assert_array_equal(whole.params[7:], after.params)
    for channel, values in after.channels.items():
        np.testing.assert_array_equal(whole.channels[channel][7:], values)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_sweep_is_its_runs(name):
    rates = np.array([0.01, 0.05])
    batch = descend(Restarted(OPTIMIZERS[name](rates), after=4), BOWL, START, steps=9)
    for at, rate in enumerate(rates.tolist()):
        alone = descend(Restarted(OPTIMIZERS[name](rate), after=4), BOWL, START, steps=9)
        np.testing.assert_array_equal(batch.params[:, at], alone.params)


def test_it_keeps_the_name_and_may_stand_inside_others():
    made = Restarted(Scheduled(AdaGrad(0.2), CosineDecay(30)), after=5)
    assert (made.name, made.learning_rate, made.convention) == ("adagrad", 0.2, "paper")
    assert descend(Named(made, "set back"), BOWL, START, steps=9).name == "set back"
    twice = descend(Restarted(Restarted(AdaGrad(0.2), after=3), after=5), BOWL, START, steps=6)
    assert (twice.channels["sum_of_squares"][3] == twice.channels["gradient"][3] ** 2).all()
    assert (twice.channels["sum_of_squares"][5] == twice.channels["gradient"][5] ** 2).all()


@pytest.mark.parametrize("after", [0, -1, 1.5, "3", True, None])
def test_a_wrong_step_is_refused(after):
    with pytest.raises(InvalidInput, match="after"):
        Restarted(AdaGrad(), after=after)
