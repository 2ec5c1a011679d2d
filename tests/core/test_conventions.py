"""The presets of keras, optax and d2l against their updates, written as those libraries write them.

torch's are compared with torch itself, in tests/reference.
"""

import numpy as np
import pytest

from gradreel.core import OPTIMIZERS

GRADIENTS = np.random.default_rng(11).normal(size=(12, 2))


def keras_adam(g, t, s):
    s["m"] = s.get("m", 0) + (g - s.get("m", 0)) * (1 - 0.9)
    s["v"] = s.get("v", 0) + (g * g - s.get("v", 0)) * (1 - 0.999)
    alpha = 0.1 * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return s["m"] * alpha / (np.sqrt(s["v"]) + 0.01)


def summed_inside(start):
    def rule(g, t, s):
        s["a"] = s.get("a", start) + g * g
        return 0.1 * g / np.sqrt(s["a"] + 0.01)

    return rule


def rms_inside(g, t, s):
    s["v"] = 0.9 * s.get("v", 0) + 0.1 * g * g
    return 0.1 * g / np.sqrt(s["v"] + 0.01)


def optax_nadam(g, t, s):
    s["m"], s["v"] = 0.9 * s.get("m", 0) + 0.1 * g, 0.999 * s.get("v", 0) + 0.001 * g * g
    ahead = 0.9 * s["m"] / (1 - 0.9 ** (t + 1)) + 0.1 * g / (1 - 0.9**t)
    return 0.1 * ahead / (np.sqrt(s["v"] / (1 - 0.999**t)) + 0.01)


def optax_amsgrad(g, t, s):
    s["m"], s["v"] = 0.9 * s.get("m", 0) + 0.1 * g, 0.999 * s.get("v", 0) + 0.001 * g * g
    s["top"] = np.maximum(s.get("top", 0), s["v"] / (1 - 0.999**t))
    return 0.1 * s["m"] / (1 - 0.9**t) / (np.sqrt(s["top"]) + 0.01)


def corrected_yogi(start):
    def rule(g, t, s):
        s["m"], v = 0.9 * s.get("m", start) + 0.1 * g, s.get("v", start)
        s["v"] = v - 0.001 * np.sign(v - g * g) * g * g
        return 0.1 * s["m"] / (1 - 0.9**t) / (np.sqrt(s["v"] / (1 - 0.999**t)) + 0.01)

    return rule


@pytest.mark.parametrize(
    ("name", "convention", "rule"),
    [
        ("adam", "keras", keras_adam),
        ("adagrad", "keras", summed_inside(0.1)),
        ("adagrad", "optax", summed_inside(0.1)),
        ("adagrad", "d2l", summed_inside(0.0)),
        ("rmsprop", "keras", rms_inside),
        ("rmsprop", "optax", rms_inside),
        ("rmsprop", "d2l", rms_inside),
        ("nadam", "optax", optax_nadam),
        ("amsgrad", "optax", optax_amsgrad),
        ("yogi", "optax", corrected_yogi(1e-6)),
        ("yogi", "d2l", corrected_yogi(0.0)),
    ],
)
def test_steps_are_those_that_the_library_writes(name, convention, rule):
    optimizer = OPTIMIZERS[name](learning_rate=0.1, eps=0.01, convention=convention)
    plain = OPTIMIZERS[name](learning_rate=0.1, eps=0.01)
    state, plain_state, theirs = optimizer.init(np.ones(2)), plain.init(np.ones(2)), {}
    for t, gradient in enumerate(GRADIENTS, start=1):
        update, plain_update = (
            optimizer.update(gradient, state),
            plain.update(gradient, plain_state),
        )
        state, plain_state = update.state, plain_update.state
        np.testing.assert_allclose(update.step, -rule(gradient, t, theirs), rtol=1e-11)
        if t > 1:  # and it is another rule than the paper's
            assert np.abs(update.step / plain_update.step - 1).max() > 1e-6
