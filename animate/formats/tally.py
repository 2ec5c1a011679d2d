"""What a scene counts while it is shown: its steps, frame by frame, and the numbers of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gradreel.core.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Tally:
    """A scene of a film in numbers; a single scene is a film of one.

    Attributes
    ----------
    first
        The frame of the film at which the scene begins, with its title card if it has one.
    steps
        Of each frame the step whose numbers are shown; the steps that are shown at all are in
        `shown`.
    runs
        Their names, as on screen.
    quantities
        What is known of a run: "w", "b", "loss" and its channels, such as "gradient w".
    numbers
        Shape (quantities, runs, shown); nan where a run has none. At a step stands what a trace has
        in that row: where the run is, and what was used to take the step from there.
    """

    first: int
    steps: Sequence[int]
    runs: Sequence[str]
    quantities: Sequence[str]
    numbers: FloatArray

    @property
    def shown(self) -> list[int]:
        """The steps that are shown, each once, in order."""
        return sorted(set(self.steps))
