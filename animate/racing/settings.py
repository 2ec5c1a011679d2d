"""What of a race is not as usual, and has to stand on its picture."""

from __future__ import annotations

from collections.abc import Sequence

from gradreel.core import MiniBatch, Noise, Optimizer, Oracle
from gradreel.core.counted import counted

from ..style.run_styles import label_of


def blind_steps(oracle: Oracle | None, steps: int) -> tuple[int, ...]:
    """Steps in which there was nothing to learn about w: every x of the batch is 0."""
    return tuple(oracle.blind_steps(steps).tolist()) if isinstance(oracle, MiniBatch) else ()


def settings_of(optimizers: Sequence[Optimizer], oracle: Oracle | None, steps: int) -> list[str]:
    """What is not as usual, and has to stand on the picture."""
    notes = []
    told = {o.name: "convention=" in o.name for o in optimizers}
    unusual = {o.name: getattr(o, "convention", "paper") for o in optimizers if not told[o.name]}
    others = {label_of(name): which for name, which in unusual.items() if which != "paper"}
    if others and len(others) == len(optimizers) and len(set(others.values())) == 1:
        notes.append(f"convention: {next(iter(others.values()))}")
    elif others:
        notes.append("convention: " + ", ".join(f"{k} {v}" for k, v in others.items()))
    if isinstance(oracle, MiniBatch):
        notes.append(f"batches of {oracle.size}, seed {oracle.seed}")
        blind = len(blind_steps(oracle, steps))
        if blind:
            notes.append(f"every $x$ was 0 in {blind:,} of {counted(steps, 'step')}: ticks")
    elif isinstance(oracle, Noise):
        notes.append(f"gradients with noise {oracle.scale:g}, seed {oracle.seed}")
    return notes
