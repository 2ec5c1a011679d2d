"""A CSV file as a table that can say where something in it is wrong."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from .counted import counted
from .errors import InvalidInput
from .input_files import read_whole

_MOST_COLUMNS = 10_000
_LONGEST_CELL = 40
_MOST_NAMED = 10
_HEAD = 100_000
"""Characters in which the first line is looked for."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # Excel's "Unicode text"
_DECIMAL_COMMA = re.compile(r"(\s*[+-]?\d*),(\d+(?:[eE][+-]?\d+)?\s*)")


class Row(NamedTuple):
    """The cells of a row, and the line of the file that it ends in."""

    line: int
    cells: list[str]


class Table:
    """A header of distinct names, and rows; `require` checks that they go together.

    Attributes
    ----------
    path
        Of the file, for what is said of it.
    header
        The names of the columns.
    rows
        All others but blank lines.
    """

    path: Path
    rows: list[Row]

    def __init__(self, path: Path, header: Row, rows: list[Row], separator: str = ",") -> None:
        self.path, self.rows = path, rows
        self.header: list[str] = [name.strip() for name in header.cells]
        self._line, self._separator = header.line, separator
        self._at: dict[str, int] = {}
        for index, column in enumerate(self.header):
            if column and column in self._at:
                raise self.wrong(self._line, column, "is there twice", "give each its own name")
            self._at[column] = index

    def require(self, columns: Iterable[str], remedy: str) -> None:
        """Raise InvalidInput if one of the columns is missing, or a row is too short or long."""
        for column in columns:
            if column not in self._at:
                found = f" (there are {_listed(self.header)})" if any(self.header) else ""
                raise self.wrong(self._line, column, "is missing", remedy + found)
        for row in self.rows:
            if len(row.cells) != len(self.header):
                raise InvalidInput(
                    f"{self.path} line {row.line} has {counted(len(row.cells), 'column')} where "
                    f"the first line has {len(self.header)}; give every line as many."
                )

    def cell(self, row: Row, column: str) -> str:
        """Return what stands in a cell."""
        return row.cells[self._at[column]]

    def number(self, row: Row, column: str, remedy: str = "give a number or nan") -> float:
        """Return the number in a cell; nan and inf are numbers, too."""
        cell = self.cell(row, column)
        try:
            return _number(cell, self._separator)
        except ValueError:
            raise self.wrong(row.line, column, f"is {brief(cell)}", remedy) from None

    def wrong(self, line: int, column: str, what: str, remedy: str) -> InvalidInput:
        """Return the error that says where something is wrong."""
        return InvalidInput(f"{self.path} line {line}: column {column} {what}; {remedy}.")


def read_table(path: Path, unnamed: Sequence[str]) -> Table:
    """Read a CSV file in UTF-8 or UTF-16; the first line that is not blank is the header.

    Its names may stand behind a #, as numpy.savetxt writes them. Columns are separated by
    commas, semicolons, tabs or spaces; beside semicolons a number may have a decimal comma.

    Parameters
    ----------
    unnamed
        What the columns are where the first line has numbers, and as many as these.

    Raises
    ------
    InvalidInput
        If it is no CSV file, or a column is there twice.
    """
    try:
        text = _decoded(read_whole(path))
        lines, separator = _lines(text)
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(
            f"{path} is not a CSV file in UTF-8 ({error}); give a table with commas between its "
            "columns."
        ) from None
    header, rows = _with_header(lines, separator, unnamed)
    if len(header.cells) > _MOST_COLUMNS:
        raise InvalidInput(
            f"{path} has {len(header.cells)} columns; give at most {_MOST_COLUMNS} of them."
        )
    return Table(path, header, rows, separator)


def brief(cell: str) -> str:
    """Write what stands in a cell, as far as it is needed to find it."""
    return repr(cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…")


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF_16):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def _lines(text: str) -> tuple[list[Row], str]:
    """Return the lines that are not blank as cells, and what separates these."""
    separator = _separator(text)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        strict=True,
        skipinitialspace=separator == " ",
    )
    lines = (Row(reader.line_num, _trimmed(cells, separator)) for cells in reader)
    # The csv module gives [] for a blank line.
    return [row for row in lines if len(row.cells) > 1 or "".join(row.cells).strip()], separator


def _separator(text: str) -> str:
    """Tell by the first line what stands between columns.

    Spreadsheets write semicolons where numbers have decimal commas, numpy.savetxt spaces.
    """
    lines = [line.strip(" ") for line in text[:_HEAD].splitlines() if line.strip()]
    first = next((line for line in lines if line[0] != "#"), lines[-1].strip("# ") if lines else "")
    if ";" in first:
        return ";"
    separator = max(",\t", key=first.count)
    return separator if separator in first or " " not in first else " "


def _trimmed(cells: list[str], separator: str) -> list[str]:
    """Drop the empty last cell of a line that ends in spaces."""
    return cells[:-1] if separator == " " and not "".join(cells[-1:]) else cells


def _with_header(
    lines: Sequence[Row], separator: str, unnamed: Sequence[str]
) -> tuple[Row, list[Row]]:
    """Tell the header from the rows: the last comment before numbers, if need be."""
    comments = list(takewhile(lambda row: row.cells[0].lstrip().startswith("#"), lines))
    rows = list(lines[len(comments) :])
    if not rows or _are_numbers(rows[0].cells, separator):
        if comments:
            return _uncommented(comments[-1]), rows
        if rows and len(rows[0].cells) == len(unnamed):
            return Row(rows[0].line, list(unnamed)), rows
    return (rows[0], rows[1:]) if rows else (Row(1, []), [])


def _uncommented(row: Row) -> Row:
    first, *rest = row.cells
    first = first.lstrip().lstrip("#")
    return Row(row.line, [first, *rest] if first.strip() or not rest else rest)


def _are_numbers(cells: Iterable[str], separator: str) -> bool:
    try:
        return bool([_number(cell, separator) for cell in cells])
    except ValueError:
        return False


def _number(cell: str, separator: str) -> float:
    comma = _DECIMAL_COMMA.fullmatch(cell) if separator == ";" else None
    return float(f"{comma[1]}.{comma[2]}" if comma else cell)


def _listed(names: Sequence[str]) -> str:
    """Name the columns, the first of them where there are many."""
    shown = ", ".join(map(brief, names[:_MOST_NAMED]))
    return f"{shown} and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else shown
