"""Write where torch.optim goes, step by step, in float64, to three .json files.

Run it in an environment of its own that has numpy and torch (CPU, 2.x) and nothing of gradreel:

    pip install numpy torch
    python tests/reference/make_torch_reference.py

The losses are written out here with autograd and the optimizers are torch's, so that nothing is
shared with what the reference is to check. The file is committed; torch is not a dependency.
"""

import functools
import itertools
import json
import math
from pathlib import Path

import numpy as np
import torch
from torch.optim import lr_scheduler

STEPS = 200
EPS = 1e-8  # torch's own default is 1e-10 for Adagrad


def neuron_loss():
    """Half the summed squared error of a sigmoid neuron on the lecture's 500 points."""
    rng = np.random.default_rng(2111326)
    x, y = rng.random(500), rng.random(500)
    x[rng.choice(500, 400, replace=False)] = 0
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    return lambda p: 0.5 * ((torch.sigmoid(p[0] * x + p[1]) - y) ** 2).sum()


def rosenbrock_loss():
    """The usual (1 - w)^2 + 100 (b - w^2)^2."""
    return lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def quadratic_loss():
    """A bowl of curvatures 1 and 10, turned by 0.5."""
    cos, sin = math.cos(0.5), math.sin(0.5)
    return lambda p: 0.5 * (cos * p[0] + sin * p[1]) ** 2 + 5 * (cos * p[1] - sin * p[0]) ** 2


def beale_loss():
    """Beale's function."""
    return lambda p: sum(
        (c - p[0] + p[0] * p[1] ** k) ** 2 for k, c in ((1, 1.5), (2, 2.25), (3, 2.625))
    )


LIKE_ADAM = {
    "adam": torch.optim.Adam,
    "adamax": torch.optim.Adamax,
    "nadam": torch.optim.NAdam,
    "amsgrad": functools.partial(torch.optim.Adam, amsgrad=True),
    "adamw": torch.optim.AdamW,
    "radam": torch.optim.RAdam,
}


def torch_optimizer(name, params, hyperparameters):
    """Make torch's optimizer from the names that gradreel uses."""
    given = dict(hyperparameters)
    lr = given.pop("learning_rate")
    match name:
        case "gradient_descent":
            made = torch.optim.SGD(params, lr=lr)
        case "momentum":
            made = torch.optim.SGD(params, lr=lr, momentum=given.pop("momentum"))
        case "nesterov":
            made = torch.optim.SGD(params, lr=lr, momentum=given.pop("momentum"), nesterov=True)
        case "adagrad":
            made = torch.optim.Adagrad(params, lr=lr, eps=given.pop("eps"))
        case "rmsprop":
            made = torch.optim.RMSprop(
                params, lr=lr, alpha=given.pop("decay"), eps=given.pop("eps")
            )
        case "adadelta":
            made = torch.optim.Adadelta(params, lr=lr, rho=given.pop("decay"), eps=given.pop("eps"))
        case _:
            options = {
                "lr": lr,
                "betas": (given.pop("beta1"), given.pop("beta2")),
                "eps": given.pop("eps"),
            }
            if name == "adamw":
                options["weight_decay"] = given.pop("weight_decay")
            made = LIKE_ADAM[name](params, **options)
    assert not given, given
    return made


def path(loss, start, name, hyperparameters, schedule=None):
    """Return the STEPS + 1 values that torch's parameter takes."""
    params = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = torch_optimizer(name, [params], hyperparameters)
    scheduler = schedule and SCHEDULES[schedule](optimizer, hyperparameters["learning_rate"])
    points = [params.tolist()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss(params).backward()
        optimizer.step()
        if scheduler:
            scheduler.step()
        points.append(params.tolist())
    assert np.isfinite(points).all(), name
    return points


RUNS = {
    "neuron": (
        neuron_loss(),
        [-4.0, -3.0],
        {
            "gradient_descent": {"learning_rate": 0.01},
            "momentum": {"learning_rate": 0.01, "momentum": 0.9},
            "nesterov": {"learning_rate": 0.01, "momentum": 0.9},
            "adagrad": {"learning_rate": 0.1, "eps": EPS},
            "rmsprop": {"learning_rate": 0.01, "decay": 0.9, "eps": EPS},
            "adam": {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": EPS},
        },
    ),
    # Other hyperparameters than on the neuron, so that each of them is seen to matter.
    "rosenbrock": (
        rosenbrock_loss(),
        [-1.2, 1.0],
        {
            "gradient_descent": {"learning_rate": 0.001},
            "momentum": {"learning_rate": 0.0003, "momentum": 0.8},
            "nesterov": {"learning_rate": 0.0003, "momentum": 0.95},
            "adagrad": {"learning_rate": 0.5, "eps": 1e-4},
            "rmsprop": {"learning_rate": 0.02, "decay": 0.99, "eps": 1e-4},
            "adam": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.99, "eps": 1e-4},
        },
    ),
}


# Every optimizer that torch has, through the torch convention; of 200 steps these are kept.
KEPT = [*range(20), *range(20, STEPS + 1, 10)]
ALL = {
    "gradient_descent": {"learning_rate": 0.0008},
    "momentum": {"learning_rate": 0.0004, "momentum": 0.8},
    "nesterov": {"learning_rate": 0.0004, "momentum": 0.9},
    "adagrad": {"learning_rate": 0.4, "eps": 1e-3},
    "rmsprop": {"learning_rate": 0.02, "decay": 0.98, "eps": 1e-3},
    "adadelta": {"learning_rate": 0.5, "decay": 0.95, "eps": 1e-3},
    "adam": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.99, "eps": 1e-3},
    "adamax": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.99, "eps": 1e-3},
    "nadam": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.99, "eps": 1e-3},
    "amsgrad": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.9, "eps": 1e-3},
    "adamw": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.99, "eps": 1e-3, "weight_decay": 0.1},
    "radam": {"learning_rate": 0.001, "beta1": 0.8, "beta2": 0.9, "eps": 1e-3},
}
SURFACES = {
    "neuron": (neuron_loss(), [-4.0, -3.0]),
    "rosenbrock": (rosenbrock_loss(), [-1.2, 1.0]),
    "quadratic": (quadratic_loss(), [-1.5, 1.2]),
    "beale": (beale_loss(), [1.0, 1.5]),
}


# By the expression that makes gradreel's; torch's from an optimizer and its learning rate.
SCHEDULES = {
    "step(every=20, decay=0.5)": lambda o, _: lr_scheduler.StepLR(o, 20, 0.5),
    "exponential(decay=0.97)": lambda o, _: lr_scheduler.ExponentialLR(o, 0.97),
    "inverse_time(decay=0.1)": lambda o, _: lr_scheduler.LambdaLR(o, lambda k: 1 / (1 + 0.1 * k)),
    "cosine(steps=200, last=0.1)": lambda o, rate: lr_scheduler.CosineAnnealingLR(
        o, STEPS, 0.1 * rate
    ),
    "warm_up(steps=30)": lambda o, _: lr_scheduler.LinearLR(o, 1 / 30, 1.0, 29),
    "cyclic(period=20, least=0.2)": lambda o, rate: lr_scheduler.CyclicLR(
        o, 0.2 * rate, rate, 10, cycle_momentum=False
    ),
}


def main():
    """Write all files, one run a line, beside this script."""
    write_conventions()
    write_schedules()
    lines = [
        json.dumps(
            {
                "torch": torch.__version__,
                "surface": surface,
                "optimizer": name,
                "hyperparameters": hyperparameters,
                "params": path(loss, start, name, hyperparameters),
            }
        )
        for surface, (loss, start, optimizers) in RUNS.items()
        for name, hyperparameters in optimizers.items()
    ]
    target = Path(__file__).with_name("torch_reference.json")
    target.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def write_conventions():
    """Write torch_conventions.json."""
    # NAdam keeps its product of momenta in the default type, whatever its parameters have.
    torch.set_default_dtype(torch.float64)
    lines = []
    for surface, (loss, start) in SURFACES.items():
        for name, hyperparameters in ALL.items():
            points = path(loss, start, name, hyperparameters)
            run = {
                "torch": torch.__version__,
                "surface": surface,
                "optimizer": name,
                "hyperparameters": hyperparameters,
                "steps": KEPT,
                "params": [points[k] for k in KEPT],
            }
            lines.append(json.dumps(run))
    target = Path(__file__).with_name("torch_conventions.json")
    target.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def write_schedules():
    """Write torch_schedules.json: each optimizer with one schedule, and Adam with each."""
    loss, start = SURFACES["beale"]
    in_turn = zip(ALL, itertools.cycle(SCHEDULES), strict=False)
    lines = []
    for name, schedule in [*in_turn, *(("adam", schedule) for schedule in SCHEDULES)]:
        points = path(loss, start, name, ALL[name], schedule)
        run = {
            "torch": torch.__version__,
            "optimizer": name,
            "schedule": schedule,
            "hyperparameters": ALL[name],
            "steps": KEPT,
            "params": [points[k] for k in KEPT],
        }
        lines.append(json.dumps(run))
    target = Path(__file__).with_name("torch_schedules.json")
    target.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
