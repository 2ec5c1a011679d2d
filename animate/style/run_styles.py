"""What tells runs apart when names say nothing: two of one kind, and runs recorded elsewhere.

A built-in optimizer has a colour, a marker and a name of its own (theme.py). Another run, such as
"momentum(momentum=0.5)" or "my_network", gets those of a built-in one that does not run beside it:
its namesake's if they are free. So up to sixteen runs differ as sixteen optimizers do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .theme import MARKS, Mark, Theme

MOST = len(MARKS)
"""Runs that can be told apart by colour and marker."""

_SYMBOLS = {
    "learning_rate": "η", "momentum": "μ", "beta1": "β₁", "beta2": "β₂", "eps": "ε",
    "weight_decay": "λ", "decay": "ρ",
}  # fmt: skip


def slots(names: Iterable[str]) -> dict[str, str]:
    """Give each run the built-in optimizer whose colour and marker it wears, by their names.

    Built-in ones wear their own; the others, in order, their namesake's or the first that is free,
    and from the beginning again when none is.
    """
    names = list(names)
    taken = {name: name for name in names if name in MARKS}
    for name in names:
        if name not in taken:
            free = [slot for slot in MARKS if slot not in taken.values()]
            wanted = kind_of(name)
            first = free[0] if free else list(MARKS)[len(taken) % MOST]
            taken[name] = wanted if wanted in free else first
    return {name: taken[name] for name in names}


def dressed(theme: Theme, names: Iterable[str]) -> Theme:
    """Return the theme with a colour for each of the runs."""
    paths = {name: theme.paths[slot] for name, slot in slots(names).items()}
    return (
        theme
        if paths.keys() <= theme.paths.keys()
        else replace(theme, paths={**theme.paths, **paths})
    )


def mark_of(name: str, names: Iterable[str]) -> Mark:
    """Return the name on screen and the marker of a run among those that run with it."""
    if name in MARKS:
        return MARKS[name]
    return Mark(label_of(name), MARKS[slots([*names, name])[name]].marker)


def kind_of(name: str) -> str:
    """Return what stands before a name's bracket: "momentum" of "momentum(momentum=0.5)"."""
    return name.partition("(")[0]


def parameter_label(name: str) -> str:
    """Write a hyperparameter's name for the screen, with its Greek letter where it has one."""
    symbols = {"learning_rate": r"learning rate $\eta$", "beta1": "β₁", "beta2": "β₂", "eps": "ε"}
    return symbols.get(name, name.replace("_", " "))


def label_of(name: str) -> str:
    """Write a run's name for the screen.

    Examples
    --------
    >>> label_of("momentum(momentum=0.5)"), label_of("adam(learning_rate=0.1)"), label_of("my_net")
    ('Momentum μ=0.5', 'Adam η=0.1', 'my net')
    """
    kind, bracket, special = name.partition("(")
    if kind not in MARKS:
        return name.replace("_", " ").replace("$", r"\$")  # no formula
    words = [_part_label(part) for part in special.removesuffix(")").split(", ")]
    return f"{MARKS[kind].label} {', '.join(words)}" if bracket else MARKS[kind].label


def _part_label(part: str) -> str:
    """Write for the screen what is special of an optimizer: "learning_rate=1e-5"."""
    key, equals, value = part.partition("=")
    words = key.rpartition(".")[2].replace("_", " ")
    if not equals or key in ("convention", "class"):
        return value or words
    if key == "schedule":
        return "no schedule" if value == "None" else f"{value.replace('_', ' ')} schedule"
    if value in ("True", "False", "None"):
        return words if value == "True" else f"no {words}"
    value = value.replace("-", "\N{MINUS SIGN}")
    return f"{_SYMBOLS.get(key, words)}={value}"
