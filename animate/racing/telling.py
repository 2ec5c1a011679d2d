"""What is said below a race, made from its runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gradreel.core import Surface, Trajectory, arrival, minima_of
from gradreel.core.arrays import FloatArray

from ..contestants import label_of
from ..numerals import number
from ..timeline import Caption
from .words import place

_LONGEST = 88
_LONGEST_NAME = 34


def captions(
    surface: Surface, runs: Mapping[str, Trajectory], steps: int, radius: float
) -> tuple[Caption, ...]:
    """Return the captions: the start, who diverges, who arrives first, and how it ends."""
    said = {0: _opening(surface, runs, radius)}
    for at, names in _lost(runs, steps).items():
        if at < steps:
            verb = "diverges" if len(names) == 1 else "diverge"
            said[at] = f"{_together(names)} {verb} at step {at:,}"
    arrived = _arrivals(surface, runs, steps, radius)
    if arrived:
        first = min(arrived.values())
        names = [name for name, step in arrived.items() if step == first]
        if first < steps:
            verb = "is" if len(names) == 1 else "are"
            if len(runs) > 1:
                said[first] = f"{_together(names)} {verb} there first, at step {first:,}"
            else:
                said[first] = f"{_together(names)} {verb} there at step {first:,}"
    said[steps] = _ending(surface, runs, steps, arrived)
    return tuple(Caption(step, said[step]) for step in sorted(said))


def _opening(surface: Surface, runs: Mapping[str, Trajectory], radius: float) -> str:
    start = next(iter(runs.values())).params[0]
    together = all((run.params[0] == start).all() for run in runs.values())
    begin = f"from {place(start)}" if together else "from their own starts"
    known = len(minima_of(surface))
    if len(runs) == 1:
        return f"{begin}: how many steps to a distance of {radius:g}?" * bool(known) or begin
    if not known:
        return f"{begin}: who finds the lowest loss?"
    return f"{begin}: who is within {radius:g} of ★ first, and stays?"


def _arrivals(
    surface: Surface, runs: Mapping[str, Trajectory], steps: int, radius: float
) -> dict[str, int]:
    """The step at which each run settles that does so within the race, the earliest first."""
    found = {name: float(arrival(run, surface, radius)) for name, run in runs.items()}
    there = {name: int(step) for name, step in found.items() if step <= steps}  # nan is not
    return dict(sorted(there.items(), key=lambda item: item[1]))


def _lost(runs: Mapping[str, Trajectory], steps: int) -> dict[int, list[str]]:
    """Who diverges, by the step."""
    lost: dict[int, list[str]] = {}
    for name, run in runs.items():
        at = int(run.outcome.diverged_at)
        if 0 < at <= steps:
            lost.setdefault(at, []).append(name)
    return lost


def _ending(
    surface: Surface, runs: Mapping[str, Trajectory], steps: int, arrived: Mapping[str, int]
) -> str:
    lost = sum(map(len, _lost(runs, steps).values()))
    if not len(minima_of(surface)):
        return _lowest(runs, steps, lost)
    if not arrived:
        diverged = f", {lost} diverged" if lost else ""
        return f"nobody has arrived after {steps:,} steps{diverged}"
    order = [f"{_short(name)} at {step:,}" for name, step in arrived.items()]
    full = f"arrived: {', '.join(order)}"
    if len(full) <= _LONGEST:
        return full
    return f"{_short(next(iter(arrived)))} first; {len(arrived)} of {len(runs)} arrive"


def _lowest(runs: Mapping[str, Trajectory], steps: int, lost: int) -> str:
    final = {name: _last(run.loss, steps) for name, run in runs.items()}
    staying = {name: loss for name, loss in final.items() if loss == loss}  # noqa: PLR0124 - nan
    if not staying or lost == len(runs):
        return f"all diverged within {steps:,} steps"
    best = min(staying, key=lambda name: staying[name])
    return f"lowest: {_short(best)} at a loss of {number(staying[best])}"


def _last(loss: FloatArray, steps: int) -> float:
    return float(loss[min(steps, len(loss) - 1)])


def _together(names: Sequence[str]) -> str:
    if len(names) > 2:
        return f"{_short(names[0])} and {len(names) - 1} more"
    return " and ".join(map(_short, names))


def _short(name: str) -> str:
    label = label_of(name)
    return label if len(label) <= _LONGEST_NAME else f"{label[: _LONGEST_NAME - 1]}…"
