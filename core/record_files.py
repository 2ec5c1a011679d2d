"""Trace files of every format: which one it is says the suffix of the path."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from . import kinds
from .errors import InvalidInput
from .files import known_suffix, replacing
from .input_files import reading
from .output_paths import output_file
from .record import Record
from .record_csv import read_csv, write_csv
from .record_npz import read_npz, write_npz


class _Format(NamedTuple):
    write: Callable[[Path, Sequence[Record]], None]
    read: Callable[[Path], list[Record]]


_FORMATS = {".csv": _Format(write_csv, read_csv), ".npz": _Format(write_npz, read_npz)}


def save_records(path: str | Path, records: Sequence[Record]) -> None:
    """Write the runs into one file, whole or not at all."""
    path = output_file(kinds.path("A trace was given path", path))
    file_format = _format_of(path)
    _check_names(path, records)
    if file_format is _FORMATS[".csv"]:
        _check_single(path, records)
    with replacing(path) as part:
        file_format.write(part, records)


def load_records(path: str | Path) -> list[Record]:
    """Read the runs of one file, in their order."""
    path = Path(kinds.path("A trace was given path", path))
    file_format = _format_of(path)
    with reading(path):
        return file_format.read(path)


def _format_of(path: Path) -> _Format:
    return _FORMATS[known_suffix(path, _FORMATS)]


def _check_names(path: str | Path, records: Sequence[Record]) -> None:
    names = [record.name for record in records]
    if not names:
        raise InvalidInput(f"No trajectory was given to write to {path}; give at least one.")
    for name in names:
        if names.count(name) > 1:
            raise InvalidInput(
                f"Two trajectories for {path} are called {name}; give one another name with "
                "dataclasses.replace(trajectory, name=...)."
            )


def _check_single(path: str | Path, records: Sequence[Record]) -> None:
    for record in records:
        if record.params.ndim > 2:
            raise InvalidInput(
                f"{record.name} is a batch of shape {record.params.shape[1:-1]}, and {path} can "
                "hold single runs only; end the name in .npz."
            )
