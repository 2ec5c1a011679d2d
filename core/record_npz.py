"""Traces as .npz: arrays <name>/params, <name>/loss and <name>/<channel>, for any batch shape."""

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .arrays import FloatArray, real_array
from .errors import InvalidInput
from .record import Record


def write_npz(path: Path, records: Sequence[Record]) -> None:
    """Write the runs, sweeps too, without pickles."""
    arrays: dict[str, Any] = {}
    for record in records:
        arrays[f"{record.name}/params"] = record.params
        arrays[f"{record.name}/loss"] = record.loss
        for channel, values in record.channels.items():
            arrays[f"{record.name}/{channel}"] = values
    with path.open("xb") as file:
        np.savez(file, **arrays)


def read_npz(path: Path) -> list[Record]:
    """Read what `write_npz` wrote.

    Raises
    ------
    InvalidInput
        If it is no such file, or an array is missing or does not hold numbers.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            contents = dict(arrays.items())
    except (ValueError, TypeError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error):
        raise InvalidInput(
            f"{path} is not a readable .npz file; give one that gradreel trace wrote."
        ) from None
    runs: dict[str, dict[str, FloatArray]] = {}
    for key, values in contents.items():
        name, _, part = key.rpartition("/")
        runs.setdefault(name, {})[part] = real_array(f"{path}: array {key}", values)
    return [_record(path, name, parts) for name, parts in runs.items()]


def _record(path: Path, name: str, parts: dict[str, FloatArray]) -> Record:
    for part in ("params", "loss"):
        if not name or part not in parts:
            raise InvalidInput(
                f"{path} holds {', '.join(parts)} but no array {name or '<name>'}/{part}; "
                "give <name>/params and <name>/loss for each run."
            )
    return Record(name, parts.pop("params"), parts.pop("loss"), parts)
