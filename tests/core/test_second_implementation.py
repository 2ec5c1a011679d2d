"""Each optimizer against a second writing of it, in plain floats, a coordinate at a time."""

import math

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    AdaGrad,
    Adam,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
    descend,
    sparse_dataset,
)
from gradreel.core import Neuron as LibraryNeuron
from gradreel.core import Rosenbrock as LibraryRosenbrock

STEPS = 60


def rosenbrock_gradient(w, b):
    return -2 * (1 - w) - 400 * w * (b - w**2), 200 * (b - w**2)


def neuron_gradient():
    data = sparse_dataset()
    pairs = list(zip(data.x.tolist(), data.y.tolist(), strict=True))

    def gradient(w, b):
        dw = db = 0.0
        for x, y in pairs:
            f = 1 / (1 + math.exp(-w * x - b))
            dw += (f - y) * f * (1 - f) * x
            db += (f - y) * f * (1 - f)
        return dw, db

    return gradient


def gradient_descent(gradient, w, b, learning_rate):
    while True:
        yield w, b
        dw, db = gradient(w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db


def momentum(gradient, w, b, learning_rate, momentum):
    # The textbook's other form: the sum of fading gradients, times the learning rate.
    sum_w = sum_b = 0.0
    while True:
        yield w, b
        dw, db = gradient(w, b)
        sum_w, sum_b = momentum * sum_w + dw, momentum * sum_b + db
        w, b = w - learning_rate * sum_w, b - learning_rate * sum_b


def nesterov(gradient, w, b, learning_rate, momentum):
    # By the last two points: x_(k+1) = y_k - rate * gradient(y_k), y_k = x_k + m (x_k - x_(k-1)).
    last_w, last_b = w, b
    while True:
        yield w, b
        ahead_w, ahead_b = w + momentum * (w - last_w), b + momentum * (b - last_b)
        dw, db = gradient(ahead_w, ahead_b)
        last_w, last_b = w, b
        w, b = ahead_w - learning_rate * dw, ahead_b - learning_rate * db


def adagrad(gradient, w, b, learning_rate, eps, exponent):
    seen = []
    while True:
        yield w, b
        seen.append(gradient(w, b))
        history_w, history_b = (math.fsum(g**2 for g in each) for each in zip(*seen, strict=True))
        w -= learning_rate / (history_w**exponent + eps) * seen[-1][0]
        b -= learning_rate / (history_b**exponent + eps) * seen[-1][1]


def rmsprop(gradient, w, b, learning_rate, decay, eps):
    seen = []
    while True:
        yield w, b
        seen.append(gradient(w, b))
        # The fading mean written out: the square of k steps ago has weight (1 - decay) decay^k.
        weights = [(1 - decay) * decay**k for k in reversed(range(len(seen)))]
        moments = [
            math.fsum(c * g**2 for c, g in zip(weights, each, strict=True))
            for each in zip(*seen, strict=True)
        ]
        w -= learning_rate * seen[-1][0] / (math.sqrt(moments[0]) + eps)
        b -= learning_rate * seen[-1][1] / (math.sqrt(moments[1]) + eps)


def adam(gradient, w, b, learning_rate, beta1, beta2, eps):
    seen = []
    while True:
        yield w, b
        seen.append(gradient(w, b))
        # With the correction the weights add up to 1: they are divided by their sum, 1 - beta^t.
        steps = []
        for each in zip(*seen, strict=True):
            first, second = (
                math.fsum(beta**k * g**power for k, g in enumerate(reversed(each)))
                / math.fsum(beta**k for k in range(len(each)))
                for beta, power in ((beta1, 1), (beta2, 2))
            )
            steps.append(learning_rate * first / (math.sqrt(second) + eps))
        w, b = w - steps[0], b - steps[1]


RULES = [
    (GradientDescent, gradient_descent, {"learning_rate": 0.001}),
    (Momentum, momentum, {"learning_rate": 0.0005, "momentum": 0.7}),
    (Nesterov, nesterov, {"learning_rate": 0.0005, "momentum": 0.8}),
    (AdaGrad, adagrad, {"learning_rate": 0.3, "eps": 1e-3, "exponent": 0.5}),
    (AdaGrad, adagrad, {"learning_rate": 0.3, "eps": 1e-3, "exponent": 1.0}),
    (AdaGrad, adagrad, {"learning_rate": 0.3, "eps": 1e-3, "exponent": 0.6}),
    (RMSProp, rmsprop, {"learning_rate": 0.02, "decay": 0.95, "eps": 1e-3}),
    (Adam, adam, {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.97, "eps": 1e-3}),
]


def test_no_optimizer_is_left_out():
    assert {make for make, _, _ in RULES} == set(OPTIMIZERS.values())


@pytest.mark.parametrize(("make", "rule", "hyperparameters"), RULES)
@pytest.mark.parametrize(
    ("surface", "gradient", "start"),
    [
        (LibraryNeuron(), neuron_gradient(), (-4.0, -3.0)),
        (LibraryRosenbrock(), rosenbrock_gradient, (-1.2, 1.0)),
    ],
    ids=["neuron", "rosenbrock"],
)
def test_same_path(make, rule, hyperparameters, surface, gradient, start):
    trajectory = descend(make(**hyperparameters), surface, start, steps=STEPS)
    points = rule(gradient, *start, **hyperparameters)
    expected = np.array([next(points) for _ in range(STEPS + 1)])
    np.testing.assert_allclose(trajectory.params, expected, rtol=1e-11)
    assert np.abs(expected[-1] - expected[0]).max() > 1e-3
