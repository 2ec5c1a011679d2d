"""Traces as CSV: one row per optimizer and step, to open in a spreadsheet or to diff."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from . import disk
from .arrays import FloatArray
from .counted import counted
from .csv_table import Row, Table, brief, read_table
from .errors import InvalidInput
from .record import Record

_FIXED = ("optimizer", "step", "w", "b", "loss")

# By whether the run was recorded elsewhere.
_NEEDED = {
    False: (_FIXED, "name the columns as a trace does"),
    True: (("w", "b"), "give w and b, and loss if it is known"),
}


def write_csv(path: Path, records: Sequence[Record]) -> None:
    """Write single runs: columns optimizer, step, w, b, loss, then two for each channel.

    Numbers have 17 significant digits, which is enough to read back the same float64. A row holds
    what was used to take the step from it, so the last row of a run has no channel values.
    """
    channels = list(dict.fromkeys(channel for record in records for channel in record.channels))
    pairs = [f"{channel}_{axis}" for channel in channels for axis in "wb"]
    with io.TextIOWrapper(disk.writing(path), encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*_FIXED, *pairs])
        for record in records:
            writer.writerows(_rows_of(record, channels))


def _rows_of(record: Record, channels: Sequence[str]) -> Iterator[list[str]]:
    columns: list[list[str]] = [_texts(record.params[:, 0]), _texts(record.params[:, 1])]
    assert record.loss is not None  # that of a trajectory is known
    columns.append(_texts(record.loss))
    empty = [""] * len(record.loss)
    for channel in channels:
        if channel in record.channels:
            values = record.channels[channel]
            columns += [[*_texts(values[:, 0]), ""], [*_texts(values[:, 1]), ""]]
        else:
            columns += [empty, empty]
    for step, row in enumerate(zip(*columns, strict=True)):
        yield [record.name, str(step), *row]


def _texts(values: FloatArray) -> list[str]:
    return [format(value, ".17g") for value in values.tolist()]


def read_csv(path: Path) -> list[Record]:
    """Read what `write_csv` wrote, or one run recorded elsewhere.

    That has no column optimizer and is called as the file is. Its columns are w and b, one row for
    a step, the start first, and loss if it is known; pairs <name>_w and <name>_b are channels, all
    others are passed over.

    Raises
    ------
    InvalidInput
        If it is no such table; the sentence names the line and the column.
    """
    table = read_table(path, ("w", "b"))
    foreign = bool(table.header) and "optimizer" not in table.header
    if not foreign and not table.rows:
        raise InvalidInput(
            f"{path} holds no rows; its first line must be {','.join(_FIXED)},... "
            "and each further line one step."
        )
    table.require(*_NEEDED[foreign])
    return [_foreign(table)] if foreign else _runs(table)


def _foreign(table: Table) -> Record:
    rows, path = table.rows, table.path
    if len(rows) < 2:
        raise InvalidInput(
            f"{path} holds {counted(len(rows), 'row')}; give the start and a row for each step "
            "after it."
        )
    loss = _numbers(table, rows, "loss") if "loss" in table.header else None
    channels = {
        name: _pairs(table, rows[:-1], f"{name}_w", f"{name}_b")
        for name in (column.removesuffix("_w") for column in table.header if column != "_w")
        if f"{name}_w" in table.header and f"{name}_b" in table.header
    }
    return Record(path.stem, _pairs(table, rows, "w", "b"), loss, channels)


def _runs(table: Table) -> list[Record]:
    channels = _channels_in(table)
    runs: dict[str, list[Row]] = {}
    for row in table.rows:
        rows = runs.setdefault(table.cell(row, "optimizer"), [])
        step = table.cell(row, "step")
        if step.strip() != str(len(rows)):
            raise table.wrong(
                row.line, "step", f"is {brief(step)}", f"the next step here is {len(rows)}"
            )
        rows.append(row)
    return [_record(table, name, rows, channels) for name, rows in runs.items()]


def _channels_in(table: Table) -> list[str]:
    extra = [column for column in table.header if column not in _FIXED]
    for column in extra:
        channel, _, axis = column.rpartition("_")
        partner = f"{channel}_{'b' if axis == 'w' else 'w'}"
        if not channel or axis not in ("w", "b") or partner not in extra:
            raise table.wrong(
                1, column, "is not half of a pair", "give each channel as <name>_w and <name>_b"
            )
    return [column.removesuffix("_w") for column in extra if column.endswith("_w")]


def _record(table: Table, name: str, rows: list[Row], candidates: Sequence[str]) -> Record:
    if len(rows) < 2:
        raise table.wrong(rows[0].line, "step", "is the only one", "a run has 0, 1 and so on")
    channels = {}
    for channel in candidates:
        names = (f"{channel}_w", f"{channel}_b")
        if any(table.cell(row, column) for row in rows for column in names):
            _expect_empty(table, rows[-1], names)
            channels[channel] = _pairs(table, rows[:-1], *names)
    return Record(name, _pairs(table, rows, "w", "b"), _numbers(table, rows, "loss"), channels)


def _numbers(table: Table, rows: Iterable[Row], column: str) -> FloatArray:
    return np.array([table.number(row, column) for row in rows])


def _pairs(table: Table, rows: Sequence[Row], first: str, second: str) -> FloatArray:
    return np.stack([_numbers(table, rows, first), _numbers(table, rows, second)], axis=-1)


def _expect_empty(table: Table, last: Row, columns: Iterable[str]) -> None:
    for column in columns:
        if cell := table.cell(last, column):
            remedy = "leave it empty, as no step follows the last row"
            raise table.wrong(last.line, column, f"is {brief(cell)}", remedy)
