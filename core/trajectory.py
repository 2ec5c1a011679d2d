"""The record of a run: where the optimizer was, the loss there, and what drove each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from . import allow
from .arrays import BoolArray, FloatArray, kept_array, real_array
from .asking import loss_at
from .checks import brief, finite_number
from .counted import counted
from .errors import InvalidInput
from .outcome import Outcome, divergence, for_good, within_bounds
from .record import Record
from .record_files import load_records, save_records
from .surface import Surface


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """The path of an optimizer over a surface; of many at once, if it was a sweep.

    Row k of a channel holds what was used to take the step from row k of the params. All arrays are
    float64, copied in and read-only. Entries after a divergence are nan. To show two runs of the
    same optimizer together, name one anew: `dataclasses.replace(trajectory, name=...)`.

    Attributes
    ----------
    name
        Of the optimizer, or what the run is to be called.
    params
        (w, b) at each step, the start first; shape (steps + 1, *batch, 2).
    loss
        The loss there, shape (steps + 1, *batch).
    channels
        By name (gradient, velocity, ...), each of shape (steps, *batch, 2).

    Raises
    ------
    InvalidInput
        If the shapes do not go together, or a name cannot stand in a trace file.
    """

    name: str
    params: FloatArray
    loss: FloatArray
    channels: Mapping[str, FloatArray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        allow.text("Trajectory was given name", self.name)
        if not isinstance(self.channels, Mapping):
            raise allow.refuse("Trajectory was given channels", self.channels, "a dict of arrays")
        if not self.name or self.name != self.name.strip() or not self.name.isprintable():
            raise InvalidInput(f"A trajectory is called {self.name!r}; give it a printable name.")
        params, loss = kept_array("params", self.params), kept_array("loss", self.loss)
        if params.ndim < 2 or params.shape[-1] != 2 or len(params) < 2:
            self._refuse("params", params, "(steps + 1, *batch, 2) with at least one step")
        if loss.shape != params.shape[:-1]:
            self._refuse("loss", loss, f"{params.shape[:-1]}, one for each of the params")
        channels = {
            name: self._channel(name, params, self.channels[name]) for name in self.channels
        }
        object.__setattr__(self, "params", params)
        object.__setattr__(self, "loss", loss)
        object.__setattr__(self, "channels", MappingProxyType(channels))

    @property
    def steps(self) -> int:
        """How many steps the run was given; params and loss have one row more."""
        return len(self.loss) - 1

    @property
    def w(self) -> FloatArray:
        """The first parameter at each step, shape (steps + 1, *batch)."""
        return self.params[..., 0]

    @property
    def b(self) -> FloatArray:
        """The second parameter at each step, shape (steps + 1, *batch)."""
        return self.params[..., 1]

    @property
    def known(self) -> BoolArray:
        """Whether a step has numbers: params within bounds, and a loss; (steps + 1, *batch)."""
        return within_bounds(self.params) & np.isfinite(self.loss)

    @property
    def outcome(self) -> Outcome:
        """Whether the run finished, or the step at which it diverged.

        A run has diverged at the first step from which on params or loss are not finite, or w or b
        is larger than `DIVERGED_BEYOND`. A run recorded elsewhere may have no numbers for a while
        and then go on: that is a gap.
        """
        return Outcome(divergence(self.params, self.loss))

    def shown(self) -> "Trajectory":
        """Return what there is to show: nan all over each step that has no numbers.

        At the step at which a run diverged, what is finite stays: it shows where it went. Of a run
        that `descend` made this is the run itself.
        """
        at = self.outcome.diverged_at
        rows = np.arange(len(self.loss)).reshape(-1, *([1] * at.ndim))
        nothing = ~self.known & (rows != at)
        if not nothing.any():
            return self
        channels = {name: _cleared(values, nothing[:-1]) for name, values in self.channels.items()}
        params, loss = _cleared(self.params, nothing), np.where(nothing, np.nan, self.loss)
        cleared = Trajectory(self.name, params, loss, channels)
        return self if cleared == self else cleared

    def distance(self, target: ArrayLike) -> FloatArray:
        """Return how far the run is from `target`, shape (2,): (steps + 1, *batch)."""
        away = self.params - _checked_target(target)
        return np.hypot(away[..., 0], away[..., 1])

    def settles(
        self,
        target: ArrayLike,
        radius: float,
        coordinate: Literal["w", "b"] | None = None,
    ) -> int | None:
        """Return the first step from which a single run stays within `radius` of `target` for good.

        Parameters
        ----------
        target
            (w, b), shape (2,).
        radius
            Largest distance that counts as there, in units of the params.
        coordinate
            Look at this parameter alone: at |w - target_w| or |b - target_b|.

        Returns
        -------
        int or None
            None where the run does not end within the radius.
        """
        if self.loss.ndim != 1:
            raise InvalidInput(
                f"{self.name} is a batch of shape {self.loss.shape[1:]}; ask a single run when it "
                "settles."
            )
        if coordinate is None:
            away = self.distance(target)
        elif isinstance(coordinate, str) and coordinate in ("w", "b"):
            axis = "wb".index(coordinate)
            away = np.abs(self.params[:, axis] - _checked_target(target)[axis])
        else:
            raise InvalidInput(f"coordinate={brief(coordinate)} was given; give 'w', 'b' or None.")
        radius = finite_number("radius", radius)
        settled = for_good(away <= radius)  # nan is outside
        return None if np.isnan(settled) else int(settled)

    def save(self, path: str | Path) -> None:
        """Write the run to a .csv (single runs) or .npz file, whole or not at all."""
        save_records(path, [Record(*self._contents())])

    @staticmethod
    def load(path: str | Path, surface: Surface | None = None) -> "Trajectory":
        """Read the one run of a .csv or .npz file: a trace, or a run recorded elsewhere.

        That is called as the file is. A .csv has the columns w and b, one row for a step, the start
        first; an .npz has the arrays w and b, or params of shape (steps + 1, 2). Both may have
        loss; where it is missing it is that of the surface.

        Parameters
        ----------
        path
            Of the file.
        surface
            Where the run went, for the loss of a file that has none.

        Raises
        ------
        InvalidInput
            If the file is no such thing (for a CSV the sentence names line and column), holds more
            than one run (`read_trace` reads those), or no loss and no surface was given.
        """
        runs = load_trajectories(path, surface)
        if len(runs) != 1:
            names = ", ".join(run.name for run in runs) or "none"
            raise InvalidInput(f"{path} holds {len(runs)} runs ({names}); read it with read_trace.")
        return runs[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Trajectory):
            return NotImplemented
        return (
            self.name == other.name
            and np.array_equal(self.params, other.params, equal_nan=True)
            and np.array_equal(self.loss, other.loss, equal_nan=True)
            and self.channels.keys() == other.channels.keys()
            and all(
                np.array_equal(values, other.channels[name], equal_nan=True)
                for name, values in self.channels.items()
            )
        )

    def __hash__(self) -> int:
        return hash((self.name, self.params.shape))

    def __repr__(self) -> str:
        batch = self.loss.shape[1:]
        several = f" in a batch of shape {batch}" if batch else ""
        return (
            f"<Trajectory of {self.name}: {counted(self.steps, 'step')}{several}, {self.outcome}>"
        )

    def __reduce__(self) -> tuple[type["Trajectory"], tuple[Any, ...]]:
        # A MappingProxyType does not pickle, and numpy's pickles come back writeable.
        return (Trajectory, self._contents())

    def _contents(self) -> tuple[str, FloatArray, FloatArray, dict[str, FloatArray]]:
        return (self.name, self.params, self.loss, dict(self.channels))

    def _channel(self, name: str, params: FloatArray, values: ArrayLike) -> FloatArray:
        if not str(name).isidentifier() or name in ("params", "loss"):
            raise InvalidInput(
                f"A channel of {self.name} is called {name!r}; give it a name of letters, digits "
                "and underscores other than params and loss."
            )
        kept = kept_array(name, values)
        if kept.shape != (len(params) - 1, *params.shape[1:]):
            self._refuse(name, kept, f"{(len(params) - 1, *params.shape[1:])}, one row for a step")
        return kept

    def _refuse(self, what: str, array: FloatArray, allowed: str) -> None:
        raise InvalidInput(f"{self.name}: {what} has shape {array.shape}; give shape {allowed}.")


TRAJECTORY = allow.instance_of(Trajectory, words="a Trajectory, such as descend returns")


def single_run(where: str, given: Any) -> Trajectory:
    """Allow the record of one run, no batch."""
    run: Trajectory = TRAJECTORY(where, given)
    if run.loss.ndim == 1:
        return run
    raise allow.refuse(where, given, "the record of one run, not of a batch")


def load_trajectories(path: str | Path, surface: Surface | None = None) -> list[Trajectory]:
    """Read all runs of a .csv or .npz file, in their order; InvalidInput if it is no trace."""
    records = load_records(path)
    try:
        return [_with_loss(record, surface) for record in records]
    except InvalidInput as error:
        raise InvalidInput(f"{path}: {error}") from None


def _with_loss(record: Record, surface: Surface | None) -> Trajectory:
    name, params, loss, channels = record
    if loss is None and surface is None:
        raise InvalidInput(
            f"{name} has w and b but no loss; give a column or array loss, or a surface."
        )
    if loss is None and params.shape[-1:] == (2,):
        assert surface is not None
        loss = loss_at(surface, params)
    return Trajectory(name, params, np.zeros(0) if loss is None else loss, channels)


def _cleared(values: FloatArray, nothing: BoolArray) -> FloatArray:
    return np.where(nothing[..., np.newaxis], np.nan, values)


def _checked_target(target: ArrayLike) -> FloatArray:
    checked = real_array("target", target)
    if checked.shape != (2,):
        raise InvalidInput(f"The target has shape {checked.shape}; give one point (w, b).")
    return checked
