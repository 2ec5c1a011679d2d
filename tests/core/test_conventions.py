"""The presets against updates written as the libraries write them, and what the d2l book prints.

Those of torch, Keras and optax are compared with the libraries themselves in tests/reference; here
is what makes each of them another rule than the paper's. d2l is a book: its code was not run, what
it prints is compared.
"""

import numpy as np
import pytest

from gradreel.core import (
    CONVENTIONS,
    OPTIMIZERS,
    AdaGrad,
    GradientDescent,
    Momentum,
    RMSProp,
    descend,
    surface_from_function,
)

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


def d2l_adam(g, t, s):
    s["v"] = 0.9 * s.get("v", 0) + (1 - 0.9) * g
    s["s"] = 0.999 * s.get("s", 0) + (1 - 0.999) * np.square(g)
    v_bias_corr = s["v"] / (1 - 0.9**t)
    s_bias_corr = s["s"] / (1 - 0.999**t)
    return 0.1 * v_bias_corr / (np.sqrt(s_bias_corr) + 0.01)


def d2l_adadelta(g, t, s):
    s["s"] = 0.9 * s.get("s", 0) + (1 - 0.9) * np.square(g)
    change = np.sqrt(s.get("delta", 0) + 0.01) / np.sqrt(s["s"] + 0.01) * g
    s["delta"] = 0.9 * s.get("delta", 0) + (1 - 0.9) * change * change
    return 0.1 * change


SAME_AS_PAPER = {("adam", "d2l"), ("adadelta", "d2l")}


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
        ("adam", "d2l", d2l_adam),
        ("adadelta", "d2l", d2l_adadelta),
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
        if t > 1 and (name, convention) not in SAME_AS_PAPER:  # it is another rule
            assert np.abs(update.step / plain_update.step - 1).max() > 1e-6


# "Dive into Deep Learning", sections 12.3, 12.6, 12.7 and 12.8: 20 steps from (-5, -2), two bowls.
STEEP = surface_from_function(lambda w, b: w**2 + 2 * b**2, lambda w, b: (2 * w, 4 * b))
FLAT = surface_from_function(lambda w, b: 0.1 * w**2 + 2 * b**2, lambda w, b: (0.2 * w, 4 * b))
PRINTED = [
    (GradientDescent(0.1, convention="d2l"), STEEP, ("-0.057646", "-0.000073")),
    (GradientDescent(0.4, convention="d2l"), FLAT, ("-0.943467", "-0.000073")),
    (GradientDescent(0.6, convention="d2l"), FLAT, ("-0.387814", "-1673.365109")),
    (Momentum(0.6, 0.5, convention="d2l"), FLAT, ("0.007188", "0.002553")),
    (Momentum(0.6, 0.25, convention="d2l"), FLAT, ("-0.126340", "-0.186632")),
    (AdaGrad(0.4, eps=1e-6, convention="d2l"), FLAT, ("-2.382563", "-0.158591")),
    (AdaGrad(2.0, eps=1e-6, convention="d2l"), FLAT, ("-0.002295", "-0.000000")),
    (RMSProp(0.4, 0.9, eps=1e-6, convention="d2l"), FLAT, ("-0.010599", "0.000000")),
]


@pytest.mark.parametrize(("optimizer", "surface", "printed"), PRINTED)
def test_runs_end_where_the_book_prints_that_they_do(optimizer, surface, printed):
    run = descend(optimizer, surface, (-5.0, -2.0), steps=20)
    assert tuple(f"{number:.6f}" for number in run.params[-1]) == printed


def test_every_preset_of_the_book_is_checked():
    claimed = {name for name, presets in CONVENTIONS.items() if "d2l" in presets}
    assert claimed == {each.name for each, _, _ in PRINTED} | {"adam", "adadelta", "yogi"}
