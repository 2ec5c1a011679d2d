"""Several runs in one file: the numbers behind a picture."""

from collections.abc import Sequence
from pathlib import Path

from . import allow
from .record import Record
from .record_files import save_records
from .surface import Surface
from .trajectory import TRAJECTORY, Trajectory, load_trajectories

_RUNS = allow.sequence_of(TRAJECTORY)


def write_trace(path: str | Path, trajectories: Sequence[Trajectory]) -> None:
    """Write the runs to a .csv or .npz file, whole or not at all.

    A CSV has one row per optimizer and step (row 0 the start) with the columns optimizer, step, w,
    b, loss and, for each channel, <channel>_w and <channel>_b: what was used to take the step from
    that row, empty where there is none. Numbers have 17 significant digits, so that reading gives
    the same bits. An .npz holds arrays <name>/params, <name>/loss and <name>/<channel>, also of
    batches.

    Parameters
    ----------
    path
        A file that ends in .csv or .npz; it is replaced if it is there.
    trajectories
        Runs of different names.

    Raises
    ------
    InvalidInput
        If the suffix or the folder is unknown, two runs share a name, or a batch goes to a CSV.
    RenderError
        If the system refuses to write.
    """
    runs = _RUNS("write_trace was given trajectories", trajectories)
    save_records(path, [Record(t.name, t.params, t.loss, t.channels) for t in runs])


def read_trace(path: str | Path, surface: Surface | None = None) -> dict[str, Trajectory]:
    """Read the runs of a .csv or .npz file, by name, in their order.

    Also a run recorded elsewhere, see `Trajectory.load`; `surface` gives the loss that it lacks.

    Parameters
    ----------
    path
        A file that ends in .csv or .npz.
    surface
        Gives the loss of each step to a run that has none.

    Returns
    -------
    dict of str to Trajectory
        The runs by name.

    Raises
    ------
    InvalidInput
        If the file cannot be read or is no trace; for a CSV the sentence names line and column.
    """
    return {run.name: run for run in load_trajectories(path, surface)}
