"""What tells runs apart when names say nothing: two of one kind, and runs recorded elsewhere.

The optimizers that theme.py knows have a colour and a marker of their own. Another one, or a run
such as "momentum(momentum=0.5)" or "my_network", gets those of one that does not run beside it: its
namesake's if they are free. So up to sixteen runs differ as sixteen optimizers do. Colours are
given anew to each scene, so that those that stand side by side are far apart: ten can be, and a
run after them is dashed. The name on screen is the `label` that the optimizer's class has, or its
name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gradreel.core import OPTIMIZERS

from .theme import APART, MARKERS, Mark, Theme

MOST = len(MARKERS)
"""Runs that can be told apart by colour and marker."""

_LECTURE = 6

_SYMBOLS = {
    "learning_rate": "η", "momentum": "μ", "beta1": "β₁", "beta2": "β₂", "eps": "ε",
    "weight_decay": "λ", "decay": "ρ",
}  # fmt: skip


def slots(names: Iterable[str]) -> dict[str, str]:
    """Give each run the optimizer of `MARKERS` whose marker it wears, by their names.

    Those wear their own; the others, in order, their namesake's or the first that is free,
    and from the beginning again when none is. Beside one of the six that every lecture knows it
    wears that of another of them only where no other is free: nobody takes it for that one.
    """
    names = list(names)
    taken = {name: name for name in names if name in MARKERS}
    for name in names:
        if name not in taken:
            wanted = kind_of(name)
            offered = _lecture_last(MARKERS) if _of_the_lecture(names) else MARKERS
            free = [slot for slot in offered if slot not in taken.values()]
            first = free[0] if free else list(MARKERS)[len(taken) % MOST]
            taken[name] = wanted if wanted in free else first
    return {name: taken[name] for name in names}


def colors(names: Iterable[str]) -> dict[str, str]:
    """Give each run the optimizer of `MARKERS` whose colour it wears, by their names.

    The first `APART` wear their own. The others, those of `MARKERS` before all that it does not
    know, get their namesake's or the first that is free, of those `APART` as long as there are any.
    So up to `APART` runs are far apart, whoever they are. An optimizer of `MARKERS`, and a run
    beside one of the six that every lecture knows, wears that of another of the six only where no
    other is free.
    """
    names, known = list(names), list(MARKERS)
    far = known[:APART]
    order = [*_lecture_last(far), *known[APART:]]
    worn = {name: name for name in names if name in far}
    rest = [name for name in dict.fromkeys(names) if name not in far]
    for name in sorted(rest, key=lambda name: known.index(name) if name in known else MOST):
        wanted = kind_of(name)
        offered = order if name in known or _of_the_lecture(names) else known
        free = [slot for slot in offered if slot not in worn.values()]
        near = wanted in free and (wanted in far or not set(free) & set(far))
        first = free[0] if free else known[len(worn) % MOST]
        worn[name] = wanted if near else first
    return {name: worn[name] for name in names}


def _of_the_lecture(names: Iterable[str]) -> bool:
    """Whether one of the six that every lecture knows is among them."""
    return not {*list(MARKERS)[:_LECTURE]}.isdisjoint(names)


def _lecture_last(slots: Iterable[str]) -> list[str]:
    known = list(slots)
    return [*known[_LECTURE:], *known[:_LECTURE]]


def dressed(theme: Theme, names: Iterable[str]) -> Theme:
    """Return the theme with a colour for each of the runs, and dashes where colours come near."""
    worn = colors(names)
    paths = {name: theme.paths[slot] for name, slot in worn.items()}
    far = list(MARKERS)[:APART]
    dashed = frozenset(name for name, slot in worn.items() if slot not in far)
    if not dashed and paths.items() <= theme.paths.items():
        return theme
    return replace(theme, paths={**theme.paths, **paths}, dashed=dashed)


def mark_of(name: str, names: Iterable[str]) -> Mark:
    """Return the name on screen and the marker of a run among those that run with it."""
    return Mark(label_of(name), MARKERS[slots([*names, name])[name]])


def kind_of(name: str) -> str:
    """Return what stands before a name's bracket: "momentum" of "momentum(momentum=0.5)"."""
    return name.partition("(")[0]


def symbol_of(name: str) -> str:
    """Write a hyperparameter's name as shortly as can be: its Greek letter where it has one."""
    return _SYMBOLS.get(name, name.replace("_", " "))


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
    if kind not in OPTIMIZERS:
        return name.replace("_", " ").replace("$", r"\$")  # no formula
    label: str = getattr(OPTIMIZERS[kind], "label", kind.replace("_", " "))
    words = [_part_label(part) for part in special.removesuffix(")").split(", ")]
    return f"{label} {', '.join(words)}" if bracket else label


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
