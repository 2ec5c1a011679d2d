"""Optimizers, surfaces and schedules from text, as a command line gives them.

The text is a name, or a name with parameters by keyword: `adam(learning_rate=0.05, beta1=0.8)`. It
is taken apart by Python's own parser and never run; values are literals.
"""

import ast
from collections.abc import Iterable, Mapping
from inspect import Parameter, signature
from typing import Any, TypeVar

from .allow import refuse
from .allow import text as allowed_text
from .dataset import Dataset
from .errors import InvalidInput
from .grid import GridSurface
from .nearest import did_you_mean
from .optimizer import Optimizer
from .optimizers import OPTIMIZERS
from .schedules import SCHEDULES, Schedule
from .surface import Surface
from .surfaces import SURFACES

_T = TypeVar("_T")


def parse_optimizer(
    text: str, convention: str = "paper", learning_rates: Mapping[str, float] | None = None
) -> Optimizer:
    """Return the optimizer that a text like "adam(learning_rate=0.05)" names.

    Parameters
    ----------
    text
        A name of `OPTIMIZERS`, alone or with hyperparameters; what is left out has its default.
    convention
        Whose way of writing the rule is followed where the text does not say it.
    learning_rates
        By the optimizer's name, for a text that does not say it; the optimizer's own where none is.

    Returns
    -------
    Optimizer
        With those hyperparameters.

    Raises
    ------
    InvalidInput
        If a name is unknown (the nearest is offered and all are listed), a value is not allowed, or
        the text is no such expression.

    Examples
    --------
    >>> parse_optimizer("momentum(learning_rate=0.05)")
    Momentum(learning_rate=0.05, momentum=0.9)
    """
    name, given = _taken_apart(text, "adam(learning_rate=0.05)")
    rates = {} if learning_rates is None else learning_rates
    usual = {"learning_rate": rates[name]} if name in rates else {}
    # The paper's needs no saying, and an optimizer of somebody else may know of no conventions.
    whose = {} if convention == "paper" else {"convention": convention}
    return _made("optimizer", name, {**whose, **usual, **given}, OPTIMIZERS)


def parse_surface(text: str, dataset: Dataset | None = None) -> Surface:
    """Return the surface that a text like "quadratic(condition_number=20, angle=0.5)" names.

    A text that ends in .npz is the path of a loss grid: see `GridSurface.load`.

    Parameters
    ----------
    text
        A name of `SURFACES`, alone or with parameters.
    dataset
        The points that the surface is made of, for neuron, logistic_regression and
        linear_regression.

    Returns
    -------
    Surface
        With those parameters.

    Raises
    ------
    InvalidInput
        If a name is unknown (the nearest is offered and all are listed), a value is not allowed,
        the text is no such expression, or a dataset is given to a surface without data.
    """
    text = allowed_text("What is to be parsed was given as text", text)
    is_file = text.lower().endswith(".npz")
    if not (dataset is None or isinstance(dataset, Dataset)):
        raise refuse("parse_surface was given dataset", dataset, "a Dataset")
    example = "quadratic(condition_number=20, angle=0.5)"
    name, given = (text, {}) if is_file else _taken_apart(text, example)
    if dataset is None:
        return GridSurface.load(text) if is_file else _made("surface", name, given, SURFACES)
    if is_file or (name in SURFACES and not _is_of_data(SURFACES[name])):
        raise InvalidInput(
            f"{name} is not made of data, and a dataset was given; give it to "
            f"{listed(surfaces_of_data())}."
        )
    return _made("surface", name, given, SURFACES, dataset=dataset)


def surfaces_of_data() -> list[str]:
    """Return the names of the surfaces that are made of a dataset."""
    return [name for name, make in SURFACES.items() if _is_of_data(make)]


def _is_of_data(make: type[Any]) -> bool:
    return "dataset" in _taken_by(make)


def parse_schedule(text: str, steps: int | None = None) -> Schedule:
    """Return the schedule that a text like "cosine(steps=200)" names.

    Parameters
    ----------
    text
        A name of `SCHEDULES`, alone or with parameters.
    steps
        How long the run is: a cosine falls over the whole of it if the text does not say otherwise.

    Returns
    -------
    Schedule
        With those parameters.

    Raises
    ------
    InvalidInput
        If a name is unknown (the nearest is offered and all are listed), a value is not allowed, or
        the text is no such expression.
    """
    name, given = _taken_apart(text, "cosine(steps=200)")
    if name == "cosine" and steps is not None:
        given = {"steps": steps} | given
    return _made("schedule", name, given, SCHEDULES)


def parameters_of(make: type[Any]) -> dict[str, Any]:
    """Return what an optimizer, surface or schedule takes in such a text, by name: the defaults.

    Parameters
    ----------
    make
        A class of `OPTIMIZERS`, `SURFACES` or `SCHEDULES`.

    Returns
    -------
    dict
        Defaults by name.
    """
    made, taken = make(), _taken_by(make)
    return {name: getattr(made, name, usual) for name, usual in taken.items() if name != "dataset"}


def _taken_by(make: type[Any]) -> dict[str, Any]:
    """Return what a call takes by name, in its order, with the defaults."""
    named = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    taken = signature(make).parameters.values()
    return {each.name: each.default for each in taken if each.kind in named}


def _taken_apart(text: str, example: str) -> tuple[str, dict[str, Any]]:
    """Return the name and the parameters by name."""
    text = allowed_text("What is to be parsed was given as text", text)
    wrong = InvalidInput(f"{text!r} is not of the form {example}; give a name, or a call like it.")
    if text.endswith(".py"):
        wrong = InvalidInput(
            f"{text!r} is a file; give a name, which a package lends what is in it: "
            "`gradreel new --help`."
        )
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise wrong from None
    match tree:
        case ast.Name(id=name):
            return name, {}
        case ast.Call(func=ast.Name(id=name), args=[], keywords=keywords):
            return name, _parameters(name, keywords)
        case ast.Call(func=ast.Name(id=name)):
            raise InvalidInput(
                f"{text!r} has a parameter without a name; name each one, as in {example}."
            )
    raise wrong


def _parameters(name: str, keywords: list[ast.keyword]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for keyword in keywords:
        if keyword.arg is None:
            raise InvalidInput(f"{name} is given **; give each parameter by its name.")
        if keyword.arg in given:
            raise InvalidInput(f"{name} is given {keyword.arg} twice; give it once.")
        try:
            given[keyword.arg] = ast.literal_eval(keyword.value)
        except (ValueError, TypeError, RecursionError, MemoryError):
            raise InvalidInput(
                f"{name}: {keyword.arg}={ast.unparse(keyword.value)} is no plain value; give a "
                "number, or numbers in brackets."
            ) from None
    return given


def _made(
    kind: str,
    name: str,
    given: Mapping[str, Any],
    table: Mapping[str, type[_T]],
    **more: Any,
) -> _T:
    """Make what the table has under that name; errors say the name."""
    if name not in table:
        raise InvalidInput(
            f"There is no {kind} {name}{did_you_mean(name, table)}; give {listed(table)}."
        )
    known = parameters_of(table[name])
    for parameter in given:
        if parameter not in known:
            allowed = f"give {listed(known)}" if known else "it has no parameters"
            raise InvalidInput(
                f"{name} takes no {parameter}{did_you_mean(parameter, known)}; {allowed}."
            )
    try:
        return table[name](**given, **more)
    except InvalidInput as error:
        raise InvalidInput(f"{name}: {error}") from None


def listed(names: Iterable[str]) -> str:
    """Write names as a choice: "a, b or c"."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
