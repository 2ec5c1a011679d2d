"""The digest: the same where only rounding differs, another where anything that shows does."""

import hashlib
import math
import struct
from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate.export.digest import LEVELS, digest_of
from gradreel.core import Adam, GradientDescent, Rosenbrock, Trajectory, descend

RUN = descend(Adam(learning_rate=0.1), Rosenbrock(), (-1.2, 1.0), steps=200)


def test_another_machines_rounding_changes_nothing():
    rng = np.random.default_rng(5)

    def shaken(values):
        return values * (1 + rng.uniform(-4e-16, 4e-16, values.shape))

    for _ in range(20):
        channels = {name: shaken(values) for name, values in RUN.channels.items()}
        other = Trajectory(RUN.name, shaken(RUN.params), shaken(RUN.loss), channels)
        assert other != RUN
        assert digest_of([other]) == digest_of([RUN])


@pytest.mark.parametrize("what", ["params", "loss", "gradient"])
def test_what_a_pixel_would_show_changes_it(what):
    values = np.array(RUN.channels.get(what, getattr(RUN, what, None)))
    values[100] += 4 / LEVELS * np.hypot(np.abs(values[0]).max(), values[100])
    other = (
        replace(RUN, channels={**RUN.channels, what: values})
        if what in RUN.channels
        else replace(RUN, **{what: values})
    )
    assert digest_of([other]) != digest_of([RUN])


def test_names_order_and_number_of_runs_count():
    other = replace(RUN, name="other")
    digests = [digest_of(runs) for runs in ([RUN], [other], [RUN, other], [other, RUN], [])]
    assert len(set(digests)) == 5


def test_a_diverged_run_has_one_too():
    lost = descend(GradientDescent(learning_rate=1.0), Rosenbrock(), (-1.2, 1.0), steps=50)
    assert not lost.outcome.finished
    params = np.array(lost.params)
    params[1, 0] *= 1.0001  # before it exploded
    assert digest_of([replace(lost, params=params)]) != digest_of([lost])


def test_it_is_what_it_says():
    """Written out number by number: a file of long ago must still find its run."""
    run = Trajectory("a", np.array([[1.0, -2.0], [0.5, np.nan]]), np.array([0.0, np.inf]))
    none = 2**63 - 1
    loss = [0, none]
    params = [round(math.asinh(x / 2.0) * 2**20) for x in (1.0, -2.0, 0.5)] + [none]
    text = b"a/loss(2,)" + struct.pack("<2q", *loss)
    text += b"a/params(2, 2)" + struct.pack("<4q", *params)
    assert digest_of([run]) == f"sha256:{hashlib.sha256(text).hexdigest()}"
