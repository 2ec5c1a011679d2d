"""Write where torch.optim goes, step by step, in float64, to two .json files.

Run it in an environment of its own that has numpy and torch (CPU, 2.x) and nothing of gradreel:

    pip install numpy torch
    python tests/reference/make_torch_reference.py

The losses are written out here with autograd and the optimizers are torch's, so that nothing is
shared with what the reference is to check. The file is committed; torch is not a dependency.
"""

import functools
import json
import math
from pathlib import Path

import numpy as np
import torch

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


def path(loss, start, name, hyperparameters):
    """Return the STEPS + 1 values that torch's parameter takes."""
    params = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = torch_optimizer(name, [params], hyperparameters)
    points = [params.tolist()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss(params).backward()
        optimizer.step()
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


def main():
    """Write both files, one run a line, beside this script."""
    write_conventions()
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


if __name__ == "__main__":
    main()
