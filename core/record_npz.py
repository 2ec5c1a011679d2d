"""Traces as .npz: arrays <name>/params, <name>/loss and <name>/<channel>, for any batch shape."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from . import disk
from .arrays import FloatArray
from .errors import InvalidInput
from .npz_arrays import read_arrays
from .record import Record


def write_npz(path: Path, records: Sequence[Record]) -> None:
    """Write the runs, sweeps too, without pickles."""
    arrays: dict[str, Any] = {}
    for record in records:
        assert record.loss is not None  # that of a trajectory is known
        arrays[f"{record.name}/params"] = record.params
        arrays[f"{record.name}/loss"] = record.loss
        for channel, values in record.channels.items():
            arrays[f"{record.name}/{channel}"] = values
    with disk.writing(path) as file:
        np.savez(file, **arrays)


def read_npz(path: Path) -> list[Record]:
    """Read what `write_npz` wrote, or one run recorded elsewhere.

    That is called as the file is, and has arrays w and b, or params, and loss if it is known.

    Raises
    ------
    InvalidInput
        If it is no such file, or an array is missing or does not hold numbers.
    """
    arrays = read_arrays(path)
    if not any("/" in key for key in arrays):
        return [_foreign(path, arrays)]
    runs: dict[str, dict[str, FloatArray]] = {}
    for key, values in arrays.items():
        name, _, part = key.rpartition("/")
        runs.setdefault(name, {})[part] = values
    return [_record(path, name, parts) for name, parts in runs.items()]


def _record(path: Path, name: str, parts: dict[str, FloatArray]) -> Record:
    for part in ("params", "loss"):
        if not name or part not in parts:
            raise InvalidInput(
                f"{path} holds {', '.join(parts)} but no array {name or '<name>'}/{part}; "
                "give <name>/params and <name>/loss for each run."
            )
    return Record(name, parts.pop("params"), parts.pop("loss"), parts)


def _foreign(path: Path, arrays: dict[str, FloatArray]) -> Record:
    if "params" in arrays:
        return Record(path.stem, arrays["params"], arrays.get("loss"), {})
    if "w" in arrays and "b" in arrays:
        if arrays["w"].shape == arrays["b"].shape:
            params = np.stack([arrays["w"], arrays["b"]], axis=-1)
            return Record(path.stem, params, arrays.get("loss"), {})
        raise InvalidInput(
            f"{path} holds w of shape {arrays['w'].shape} and b of shape {arrays['b'].shape}; give "
            "one of each for every step."
        )
    raise InvalidInput(
        f"{path} holds no params of a run (but {', '.join(arrays) or 'nothing'}); give arrays w "
        "and b, or params, and loss if it is known."
    )
