"""A CSV file as a table that can say where something in it is wrong."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .errors import InvalidInput


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

    def __init__(self, path: Path, header: list[str], rows: list[Row]) -> None:
        self.path, self.header, self.rows = path, header, rows
        self._at = {column: index for index, column in enumerate(header)}
        for column in header:
            if column and header.count(column) > 1:
                raise self.wrong(1, column, "is there twice", "give each column its own name")

    def require(self, columns: Iterable[str], remedy: str) -> None:
        """Raise InvalidInput if one of the columns is missing, or a row is too short or long."""
        for column in columns:
            if column not in self.header:
                raise self.wrong(1, column, "is missing", remedy)
        for row in self.rows:
            if len(row.cells) != len(self.header):
                raise InvalidInput(
                    f"{self.path} line {row.line} has {len(row.cells)} columns where the first "
                    f"line has {len(self.header)}; give every line as many."
                )

    def cell(self, row: Row, column: str) -> str:
        """Return what stands in a cell."""
        return row.cells[self._at[column]]

    def number(self, row: Row, column: str, remedy: str = "give a number or nan") -> float:
        """Return the number in a cell; nan and inf are numbers, too."""
        cell = self.cell(row, column)
        try:
            return float(cell)
        except ValueError:
            raise self.wrong(row.line, column, f"is {cell!r}", remedy) from None

    def wrong(self, line: int, column: str, what: str, remedy: str) -> InvalidInput:
        """Return the error that says where something is wrong."""
        return InvalidInput(f"{self.path} line {line}: column {column} {what}; {remedy}.")


def read_table(path: Path) -> Table:
    """Read a CSV file in UTF-8; the first line that is not blank is the header.

    Raises
    ------
    InvalidInput
        If it is no CSV file, or a column is there twice.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            # The csv module gives [] for a blank line.
            lines = [Row(reader.line_num, cells) for cells in reader if cells]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(
            f"{path} is not a CSV file in UTF-8 ({error}); give a table with commas between its "
            "columns."
        ) from None
    header = [name.strip() for name in lines[0].cells] if lines else []
    return Table(path, header, lines[1:])
