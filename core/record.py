"""The plain contents of one run, as trace files hold them."""

from collections.abc import Mapping
from typing import NamedTuple

from .arrays import FloatArray


class Record(NamedTuple):
    """What a trace file says of one run; unchecked, `Trajectory` does that.

    Attributes
    ----------
    name
        Of the optimizer.
    params
        Shape (steps + 1, *batch, 2).
    loss
        Shape (steps + 1, *batch); None where a run that was recorded elsewhere comes without it.
    channels
        Each of shape (steps, *batch, 2).
    """

    name: str
    params: FloatArray
    loss: FloatArray | None
    channels: Mapping[str, FloatArray]
