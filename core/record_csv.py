"""Traces as CSV: one row per optimizer and step, to open in a spreadsheet or to diff."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .arrays import FloatArray
from .errors import InvalidInput
from .record import Record

_FIXED = ("optimizer", "step", "w", "b", "loss")


def write_csv(path: Path, records: Sequence[Record]) -> None:
    """Write single runs: columns optimizer, step, w, b, loss, then two for each channel.

    Numbers have 17 significant digits, which is enough to read back the same float64. A row holds
    what was used to take the step from it, so the last row of a run has no channel values.
    """
    channels = list(dict.fromkeys(channel for record in records for channel in record.channels))
    pairs = [f"{channel}_{axis}" for channel in channels for axis in "wb"]
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*_FIXED, *pairs])
        for record in records:
            writer.writerows(_rows_of(record, channels))


def _rows_of(record: Record, channels: Sequence[str]) -> Iterator[list[str]]:
    columns: list[list[str]] = [_texts(record.params[:, 0]), _texts(record.params[:, 1])]
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


class _Row(NamedTuple):
    line: int
    cells: list[str]


def read_csv(path: Path) -> list[Record]:
    """Read what `write_csv` wrote.

    Raises
    ------
    InvalidInput
        If it is no such table; the sentence names the line and the column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            return _Table(path, ((reader.line_num, cells) for cells in reader)).records()
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(
            f"{path} is not a CSV file in UTF-8 ({error}); give one that gradreel trace wrote."
        ) from None


class _Table:
    """One file while it is read; it knows how to say where something is wrong."""

    def __init__(self, path: Path, lines: Iterable[tuple[int, list[str]]]) -> None:
        self.path = path
        self.header: list[str] = []
        self.channels: list[str] = []
        self.runs: dict[str, list[_Row]] = {}
        for line, cells in lines:
            if not self.header:
                self.header = cells
                self.channels = self._channels_in(cells)
                self.at = {column: index for index, column in enumerate(cells)}
            elif cells:  # the csv module gives [] for a blank line
                self._add(line, cells)

    def records(self) -> list[Record]:
        if not self.runs:
            raise InvalidInput(
                f"{self.path} holds no rows; its first line must be {','.join(_FIXED)},... "
                "and each further line one step."
            )
        return [self._record(name, rows) for name, rows in self.runs.items()]

    def _channels_in(self, header: list[str]) -> list[str]:
        for column in _FIXED:
            if column not in header:
                raise self._wrong(1, column, "is missing", "name the columns as a trace does")
        for column in header:
            if header.count(column) > 1:
                raise self._wrong(1, column, "is there twice", "give each column its own name")
        extra = [column for column in header if column not in _FIXED]
        for column in extra:
            channel, _, axis = column.rpartition("_")
            partner = f"{channel}_{'b' if axis == 'w' else 'w'}"
            if not channel or axis not in ("w", "b") or partner not in extra:
                raise self._wrong(
                    1, column, "is not half of a pair", "give each channel as <name>_w and <name>_b"
                )
        return [column.removesuffix("_w") for column in extra if column.endswith("_w")]

    def _add(self, line: int, cells: list[str]) -> None:
        if len(cells) != len(self.header):
            raise InvalidInput(
                f"{self.path} line {line} has {len(cells)} columns where the first line has "
                f"{len(self.header)}; give every line as many."
            )
        row = _Row(line, cells)
        rows = self.runs.setdefault(self._cell(row, "optimizer"), [])
        step = self._cell(row, "step")
        if step.strip() != str(len(rows)):
            raise self._wrong(line, "step", f"is {step!r}", f"the next step here is {len(rows)}")
        rows.append(row)

    def _record(self, name: str, rows: list[_Row]) -> Record:
        if len(rows) < 2:
            raise self._wrong(rows[0].line, "step", "is the only one", "a run has 0, 1 and so on")
        params = self._pairs(rows, "w", "b")
        loss = np.array([self._number(row, "loss") for row in rows])
        channels = {}
        for channel in self.channels:
            names = (f"{channel}_w", f"{channel}_b")
            if any(self._cell(row, column) for row in rows for column in names):
                self._expect_empty(rows[-1], names)
                channels[channel] = self._pairs(rows[:-1], *names)
        return Record(name, params, loss, channels)

    def _pairs(self, rows: list[_Row], first: str, second: str) -> FloatArray:
        return np.array([[self._number(row, first), self._number(row, second)] for row in rows])

    def _number(self, row: _Row, column: str) -> float:
        cell = self._cell(row, column)
        try:
            return float(cell)
        except ValueError:
            raise self._wrong(row.line, column, f"is {cell!r}", "give a number or nan") from None

    def _expect_empty(self, last: _Row, columns: Iterable[str]) -> None:
        for column in columns:
            if cell := self._cell(last, column):
                remedy = "leave it empty, as no step follows the last row"
                raise self._wrong(last.line, column, f"is {cell!r}", remedy)

    def _cell(self, row: _Row, column: str) -> str:
        return row.cells[self.at[column]]

    def _wrong(self, line: int, column: str, what: str, remedy: str) -> InvalidInput:
        return InvalidInput(f"{self.path} line {line}: column {column} {what}; {remedy}.")
