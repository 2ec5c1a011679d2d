"""600,000 steps of every optimizer in one call, beside the same in torch's own loop.

torch is no dependency: where it cannot be imported, its column stays empty.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from gradreel.core import OPTIMIZERS, Quadratic, descend

from .measuring import Row

PART = "sweeps"
Ends = np.ndarray[Any, Any]
"""Where all runs end, shape (starts, rates, 2)."""

RATES = np.geomspace(1e-3, 0.12, 40)
STARTS = np.random.default_rng(0).uniform(-2.0, 2.0, (50, 2))
STEPS = 300
BOWL = Quadratic(condition_number=10.0)
ROUNDS = 3

# What torch calls them, with what makes the rule the same.
TORCH: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "gradient_descent": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {"eps": 1e-8}),
    "rmsprop": ("RMSprop", {"alpha": 0.9}),
    "adam": ("Adam", {}),
    "adadelta": ("Adadelta", {}),
    "adamax": ("Adamax", {}),
    "nadam": ("NAdam", {}),
    "amsgrad": ("Adam", {"amsgrad": True}),
    "adamw": ("AdamW", {"weight_decay": 1e-3}),
    "radam": ("RAdam", {}),
}


def measure(folder: Path) -> list[Row]:
    """Measure each optimizer; torch's loop where torch can be imported."""
    del folder  # nothing is written
    has_torch = importlib.util.find_spec("torch") is not None
    return [_row(name, has_torch) for name in OPTIMIZERS]


def _row(name: str, has_torch: bool) -> Row:
    ours = median(processor_seconds(partial(sweep, name)) for _ in range(ROUNDS))
    if name not in TORCH:
        note = "torch has none"
    elif not has_torch:
        note = "torch is not installed here"
    else:
        check_same(sweep(name), torch_sweep(name))
        theirs = processor_seconds(partial(torch_sweep, name))
        note = f"{theirs:.1f} s in torch's loop, {theirs / ours:.0f} times as long"
    runs = f"{len(RATES)} rates x {len(STARTS)} starts x {STEPS} steps"
    return Row(PART, f"{name}, {runs}", ours, "s", 0.5, note=f"of one core; {note}")


def check_same(ours: Ends, theirs: Ends) -> None:
    """Raise AssertionError unless all but a few runs end in the same place.

    At rest an adaptive rate may grow until the minimum is no longer stable (Nadam's does in 10 of
    the 2,000 runs): then the last bit of rounding decides where a run is thrown to.
    """
    away = np.quantile(np.abs(ours - theirs), 0.99)
    assert away < 1e-9, f"not the same optimizer: {away} apart"


def processor_seconds(task: Callable[[], object]) -> float:
    """Return how long a call keeps the processor busy, whoever else is on the machine."""
    begin = time.process_time()
    task()
    return time.process_time() - begin


def sweep(name: str) -> Ends:
    """Return where all runs end, shape (starts, rates, 2)."""
    convention = "torch" if name in TORCH else "paper"
    optimizer = OPTIMIZERS[name](learning_rate=RATES, convention=convention)
    return descend(optimizer, BOWL, STARTS[:, np.newaxis], steps=STEPS).params[-1]


def torch_sweep(name: str) -> Ends:
    """Do the same as one would in torch: a group of parameters for each learning rate, autograd."""
    import torch  # noqa: PLC0415 (not a dependency)

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # NAdam keeps a product in it
    kind, options = TORCH[name]
    groups = [torch.tensor(STARTS, requires_grad=True) for _ in RATES]
    rated = [{"params": [groups[at]], "lr": float(rate)} for at, rate in enumerate(RATES)]
    optimizer = getattr(torch.optim, kind)(rated, **options)
    curvatures = torch.tensor([1.0, BOWL.condition_number], dtype=torch.float64)
    for _ in range(STEPS):
        optimizer.zero_grad()
        (0.5 * curvatures * torch.stack(groups) ** 2).sum().backward()
        optimizer.step()
    return torch.stack(groups, dim=1).detach().numpy()
