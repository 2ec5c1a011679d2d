"""Each optimizer against a second writing of it, in plain floats, a coordinate at a time."""

import math

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    AdaBelief,
    AdaDelta,
    AdaGrad,
    AdaGradMomentum,
    Adam,
    AdaMax,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    Nadam,
    Nesterov,
    RAdam,
    RMSProp,
    Yogi,
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


def each_coordinate(step):
    """Make a rule of one that says, from all gradients of a coordinate, how far it goes down."""

    def rule(gradient, w, b, **hyperparameters):
        place, seen = [w, b], [[], []]
        while True:
            yield tuple(place)
            for gradients, value in zip(seen, gradient(*place), strict=True):
                gradients.append(value)
            for axis in (0, 1):
                place[axis] -= step(seen[axis], place[axis], **hyperparameters)

    return rule


def faded(values, beta):
    """The fading mean, written out: a value of k steps ago has weight (1 - beta) beta^k."""
    return math.fsum((1 - beta) * beta**k * value for k, value in enumerate(reversed(values)))


def weighted(values, beta):
    """The same, but the weights add up to 1."""
    return faded(values, beta) / faded([1] * len(values), beta)


def squared(values):
    return [value**2 for value in values]


@each_coordinate
def adadelta(g, place, learning_rate, decay, eps):
    moves = []
    for k in range(len(g)):  # all over again each time
        of_steps, of_gradients = faded(squared(moves), decay), faded(squared(g[: k + 1]), decay)
        moves.append(math.sqrt((of_steps + eps) / (of_gradients + eps)) * g[k])
    return learning_rate * moves[-1]


@each_coordinate
def adamax(g, place, learning_rate, beta1, beta2, eps):
    largest = max(beta2**k * abs(each) for k, each in enumerate(reversed(g)))
    return learning_rate * weighted(g, beta1) / (largest + eps)


@each_coordinate
def nadam(g, place, learning_rate, beta1, beta2, eps):
    mu = [beta1 * (1 - 0.96 ** (0.004 * t) / 2) for t in range(1, len(g) + 2)]
    ahead = mu[-1] * faded(g, beta1) / (1 - math.prod(mu))
    ahead += (1 - mu[-2]) * g[-1] / (1 - math.prod(mu[:-1]))
    return learning_rate * ahead / (math.sqrt(weighted(squared(g), beta2)) + eps)


@each_coordinate
def amsgrad(g, place, learning_rate, beta1, beta2, eps):
    largest = max(faded(squared(g[: k + 1]), beta2) for k in range(len(g)))
    return learning_rate * faded(g, beta1) / (math.sqrt(largest) + eps)


@each_coordinate
def adamw(g, place, learning_rate, beta1, beta2, eps, weight_decay):
    root = math.sqrt(weighted(squared(g), beta2))
    return learning_rate * weighted(g, beta1) / (root + eps) + weight_decay * place


@each_coordinate
def radam(g, place, learning_rate, beta1, beta2, eps):
    t, end = len(g), 2 / (1 - beta2) - 1
    rho = end - 2 * t * beta2**t / (1 - beta2**t)
    if rho <= 4:
        return learning_rate * weighted(g, beta1)
    trust = math.sqrt((rho - 4) / (end - 4) * (rho - 2) / (end - 2) * end / rho)
    return (
        learning_rate * trust * weighted(g, beta1) / (math.sqrt(weighted(squared(g), beta2)) + eps)
    )


@each_coordinate
def lion(g, place, learning_rate, beta1, beta2, weight_decay):
    direction = beta1 * faded(g[:-1], beta2) + (1 - beta1) * g[-1]
    return learning_rate * (math.copysign(1, direction) + weight_decay * place)


@each_coordinate
def adabelief(g, place, learning_rate, beta1, beta2, eps):
    surprises = [(g[k] - faded(g[: k + 1], beta1)) ** 2 + eps / (1 - beta2) for k in range(len(g))]
    return learning_rate * weighted(g, beta1) / (math.sqrt(weighted(surprises, beta2)) + eps)


@each_coordinate
def yogi(g, place, learning_rate, beta1, beta2, eps):
    second = 1e-6
    for square in squared(g):
        second += (1 - beta2) * (square if square > second else -square)
    return learning_rate * faded(g, beta1) / (math.sqrt(second) + eps)


@each_coordinate
def adagrad_momentum(g, place, learning_rate, momentum, eps):
    scaled = [g[k] / (math.sqrt(math.fsum(squared(g[: k + 1]))) + eps) for k in range(len(g))]
    return learning_rate * math.fsum(momentum**k * each for k, each in enumerate(reversed(scaled)))


LIKE_ADAM = {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.97, "eps": 1e-3}
RULES = [
    (GradientDescent, gradient_descent, {"learning_rate": 0.001}),
    (Momentum, momentum, {"learning_rate": 0.0005, "momentum": 0.7}),
    (Nesterov, nesterov, {"learning_rate": 0.0005, "momentum": 0.8}),
    (AdaGrad, adagrad, {"learning_rate": 0.3, "eps": 1e-3, "exponent": 0.5}),
    (AdaGrad, adagrad, {"learning_rate": 0.3, "eps": 1e-3, "exponent": 1.0}),
    (AdaGrad, adagrad, {"learning_rate": 0.3, "eps": 1e-3, "exponent": 0.6}),
    (RMSProp, rmsprop, {"learning_rate": 0.02, "decay": 0.95, "eps": 1e-3}),
    (Adam, adam, {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.97, "eps": 1e-3}),
    (AdaDelta, adadelta, {"learning_rate": 2.0, "decay": 0.8, "eps": 1e-4}),
    (AdaMax, adamax, LIKE_ADAM),
    (Nadam, nadam, LIKE_ADAM),
    (AMSGrad, amsgrad, LIKE_ADAM),
    (AdamW, adamw, {**LIKE_ADAM, "weight_decay": 0.02}),
    (RAdam, radam, {**LIKE_ADAM, "learning_rate": 0.001}),
    (Lion, lion, {"learning_rate": 0.01, "beta1": 0.8, "beta2": 0.9, "weight_decay": 0.3}),
    (AdaBelief, adabelief, LIKE_ADAM),
    (Yogi, yogi, LIKE_ADAM),
    (AdaGradMomentum, adagrad_momentum, {"learning_rate": 0.1, "momentum": 0.7, "eps": 1e-3}),
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
