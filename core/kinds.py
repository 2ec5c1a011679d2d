"""Checks that what was given is a surface, an optimizer, an oracle or a run, one's own included.

A stranger's class need not inherit anything: what counts are the members that the protocols name.
"""

from os import PathLike
from typing import Any, TypeGuard

import numpy as np

from .allow import Check, has_members, having, hint, instance_of, refuse
from .hyperparameters import Hyperparameters

_EDGES = ("w_min", "w_max", "b_min", "b_max")

_optimizer = having(
    "an optimizer, such as AdaGrad()",
    methods={"init": 1, "lookahead": 2, "update": 2},
    members=("name",),
)


def optimizer(where: str, given: Any) -> Any:
    """Allow whatever has the members of an `Optimizer`."""
    _optimizer(where, given)
    if isinstance(given.name, str):
        return given
    raise refuse(where, given, "an optimizer whose name is a text")


def single_optimizer(where: str, given: Any) -> Any:
    """Allow an optimizer whose hyperparameters make one run, no batch."""
    inner = optimizer(where, given)
    while not isinstance(inner, Hyperparameters) and hasattr(inner, "optimizer"):
        inner = inner.optimizer
    if isinstance(inner, Hyperparameters) and any(map(np.ndim, vars(inner).values())):
        raise refuse(where, given, "single numbers to it, an array to a sweep")
    return given


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


def optimizer_class(where: str, given: Any) -> Any:
    """Allow what makes an optimizer, without arguments."""
    optimizer(f"{where}, which made optimizer", _made(where, given))
    return given


def surface_class(where: str, given: Any) -> Any:
    """Allow what makes a surface, without arguments."""
    surface(f"{where}, which made surface", _made(where, given))
    return given


def _made(where: str, given: Any) -> Any:
    if not isinstance(given, type):
        raise refuse(where, given, "a class that can be made without arguments")
    try:
        return given()
    except TypeError as error:
        raise refuse(
            where, given, f"a class that can be made without arguments ({error})"
        ) from None


def oracle(where: str, given: Any) -> Any:
    """Allow whatever has the member of an `Oracle`, and is no surface."""
    if _has_methods(given, "gradient") and not isinstance(given, type) and not _is_surface(given):
        return given
    raise refuse(where, given, "an oracle, such as Noise(scale=0.1)" + hint(given))


def ground(where: str, given: Any) -> Any:
    """Allow whatever can be walked over: a surface, of which the window may be missing."""
    if not isinstance(given, type) and _has_methods(given, "loss", "gradient"):
        return given
    return surface(where, given)


path: Check = instance_of(str, PathLike, words="a path, a text or a Path")


def _has_methods(given: object, *names: str) -> TypeGuard[Any]:
    return all(callable(getattr(given, name, None)) for name in names)


def _is_surface(given: object) -> TypeGuard[Any]:
    return (
        not isinstance(given, type)
        and _has_methods(given, "loss", "gradient")
        and has_members(given, "name", "window", "minimum")
    )
