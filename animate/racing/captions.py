"""What is said below a race, made from its runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gradreel.core import Surface, Trajectory, minima_in_window
from gradreel.core.counted import counted
from gradreel.core.standing import Progress, Standing, Way

from ..drawing.stars import star_of
from ..scene.annotations import Caption
from ..scene.number_format import near
from ..style.run_styles import label_of
from .titles import place

_LONGEST = 88
_LONGEST_NAME = 34


def captions(
    surface: Surface, runs: Mapping[str, Trajectory], steps: int, radius: float
) -> tuple[Caption, ...]:
    """Return the captions: the start, who diverges, who arrives or leaves first, and the end."""
    progress = {name: Progress(run, surface, radius) for name, run in runs.items()}
    end = {name: each.at(steps) for name, each in progress.items()}
    said = {0: _opening(surface, runs, end, radius)}
    for at, names in _by_step(end, Way.DIVERGED).items():
        if 0 < at < steps:
            said[at] = f"{_together(names)} {_verb(names, 'diverge')} at step {at:,}"
    known = len(minima_in_window(surface)) > 0
    first = min(_by_step(end, Way.THERE if known else Way.LEFT).items(), default=None)
    if first and first[0] < steps:
        at, names = first
        does = _verb(names, "be there" if known else "leave the window")
        said[at] = f"{_together(names)} {does}{' first,' * (len(runs) > 1)} at step {at:,}"
    said[steps] = _ending(end, steps, known=known)
    return tuple(Caption(step, said[step]) for step in sorted(said))


def _opening(
    surface: Surface, runs: Mapping[str, Trajectory], end: Mapping[str, Standing], radius: float
) -> str:
    starts = [run.params[0].tolist() for run in runs.values()]
    together = all(start == starts[0] for start in starts)
    begin = f"from {place(starts[0])}" if together else "from their own starts"
    known = len(minima_in_window(surface)) > 0
    if known and len(runs) == 1:
        return f"{begin}: how many steps to a distance of {near(radius)}?"
    if known:
        return f"{begin}: who is within {near(radius)} of {star_of(surface)} first, and stays?"
    if any(standing.way == Way.LEFT for standing in end.values()):
        asked = "when does it leave" if len(runs) == 1 else "who leaves, and when"
        return f"{begin}, no minimum in the window: {asked}?"
    return begin if len(runs) == 1 else f"{begin}: who finds the lowest loss?"


def _by_step(end: Mapping[str, Standing], way: Way) -> dict[int, list[str]]:
    """Who ends in such a way, by the step since which."""
    found: dict[int, list[str]] = {}
    for name, standing in sorted(end.items(), key=lambda item: item[1].value):
        if standing.way == way:
            found.setdefault(int(standing.value), []).append(name)
    return found


def _ending(end: Mapping[str, Standing], steps: int, *, known: bool) -> str:
    done = _by_step(end, Way.THERE if known else Way.LEFT)
    lost = sum(standing.way == Way.DIVERGED for standing in end.values())
    if not done:
        return _nobody(end, steps, lost, known=known)
    order = [f"{_short(name)} at {step:,}" for step, names in done.items() for name in names]
    word, verb = ("arrived", "arrive") if known else ("left", "leave")
    inside = "" if known else _inside(end)
    full = f"{word}: {', '.join(order)}{inside}"
    if len(full) <= _LONGEST:
        return full
    return (
        f"{_together(next(iter(done.values())))} first; {len(order)} of {len(end)} {verb}"
        f"{inside * (len(inside) < _LONGEST_NAME)}"
    )


def _inside(end: Mapping[str, Standing]) -> str:
    still = [name for name, standing in end.items() if standing.way == Way.GOING]
    return f"; still inside: {_together(still)}" if still else ""


def _nobody(end: Mapping[str, Standing], steps: int, lost: int, *, known: bool) -> str:
    within = counted(steps, "step")
    if known:
        diverged = f", {lost} diverged" if lost else ""
        return f"nobody has arrived after {within}{diverged}"
    if lost == len(end):
        return f"all diverged within {within}"
    going = {name: each.value for name, each in end.items() if each.way == Way.GOING}
    if not going:
        return f"nobody is inside the window after {within}"
    least = min(going.values())
    best = [name for name, loss in going.items() if near(loss) == near(least)]
    return f"lowest: {_together(best)} at a loss of {near(least)}"


def _verb(names: Sequence[str], verb: str) -> str:
    """Put a verb after its subjects."""
    one = len(names) == 1
    if verb.startswith("be "):
        return f"{'is' if one else 'are'} {verb[3:]}"
    word, space, rest = verb.partition(" ")
    return f"{word}{'s' * one}{space}{rest}"


def _together(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{_short(names[0])} and {len(names) - 1} more"
    *most, last = map(_short, names)
    return f"{', '.join(most)} and {last}" if most else last


def _short(name: str) -> str:
    label = label_of(name)
    return label if len(label) <= _LONGEST_NAME else f"{label[: _LONGEST_NAME - 1]}…"
