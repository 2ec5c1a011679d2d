"""Checks that what was given is a surface, an optimizer, an oracle or a run, one's own included.

A stranger's class need not inherit anything: what counts are the members that the protocols name.
"""

from typing import Any, TypeGuard

from .allow import Check, having, hint, instance_of, items_of, refuse
from .dataset import Dataset
from .surface import Window, checked_window
from .trajectory import Trajectory

_EDGES = ("w_min", "w_max", "b_min", "b_max")

_optimizer = having(
    "an optimizer, such as AdaGrad()", methods=("init", "lookahead", "update"), members=("name",)
)


def optimizer(where: str, given: Any) -> Any:
    """Allow whatever has the members of an `Optimizer`."""
    _optimizer(where, given)
    if isinstance(given.name, str):
        return given
    raise refuse(where, given, "an optimizer whose name is a text")


def surface(where: str, given: Any) -> Any:
    """Allow whatever has the members of a `Surface`."""
    if _is_surface(given):
        if all(hasattr(given.window, edge) for edge in _EDGES) and isinstance(given.name, str):
            return given
        raise refuse(where, given, "a surface with a text as its name and a Window as its window")
    if callable(given) and not isinstance(given, type):
        raise refuse(where, given, "a surface, as surface_from_function makes it of a function")
    words = hint(given) if _has_methods(given, "loss", "gradient") else ""
    raise refuse(where, given, f"a surface, such as Rosenbrock(){words}")


def oracle(where: str, given: Any) -> Any:
    """Allow whatever has the member of an `Oracle`, and is no surface."""
    if _has_methods(given, "gradient") and not isinstance(given, type) and not _is_surface(given):
        return given
    raise refuse(where, given, "an oracle, such as Noise(scale=0.1)" + hint(given))


def window(where: str, given: Any) -> Window:
    """Allow four finite edges in their order."""
    edges = given if isinstance(given, Window) else items_of(where, given, 4)
    return checked_window(edges)


trajectory: Check = instance_of(Trajectory, words="a Trajectory, such as descend returns")

dataset: Check = instance_of(Dataset, words="a Dataset")


def single_run(where: str, given: Any) -> Trajectory:
    """Allow the record of one run, no batch."""
    run: Trajectory = trajectory(where, given)
    if run.loss.ndim == 1:
        return run
    raise refuse(where, given, "the record of one run, not of a batch")


def _has_methods(given: object, *names: str) -> TypeGuard[Any]:
    return all(callable(getattr(given, name, None)) for name in names)


def _is_surface(given: object) -> TypeGuard[Any]:
    return (
        not isinstance(given, type)
        and _has_methods(given, "loss", "gradient")
        and all(hasattr(given, name) for name in ("name", "window", "minimum"))
    )
