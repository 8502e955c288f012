"""A sheet as text: what stands in which cell, and nothing about what it means."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

HEAD_ROWS = 64
Cell = tuple[int, int]
Merge = tuple[Cell, Cell]


@dataclass(eq=False)
class Unreadable(Exception):
    """A file cannot be read at all; `reason` is a key of the reject texts."""

    reason: str
    value: str = ""


@dataclass(frozen=True)
class Grid:
    """A sheet's cells as text, null where a cell is empty.

    `cells` has one column a column of the sheet, named by its number from 0, and one row a row of
    the sheet, so that row i of the frame is row i + 1 as a person counts. An error of a formula
    stands as its text (`#REF!`), a formula that was never worked out as `=…`, a number shown as
    percent with its sign. `merged` holds merged ranges as (top, left), (bottom, right), from 0.
    `padded` says that a row may be shorter or longer than its header (CSV), so a value beyond the
    last header is a slip, not a remark. `day_zero` is what a date's serial number counts from,
    None where nobody says. Hidden rows and columns are numbered from 0; they are read as well.
    """

    sheet: str
    cells: pl.DataFrame
    merged: tuple[Merge, ...] = field(default=())
    padded: bool = False
    day_zero: date | None = None
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def rows(self, first: int, count: int, *, across: bool = True) -> list[list[str | None]]:
        """Some rows as lists, merged texts filled down their range and, if asked, across it."""
        if first + count <= HEAD_ROWS:
            return self._heads[across][first : first + count]
        return self._rows(first, count, across)

    @cached_property
    def _heads(self) -> dict[bool, list[list[str | None]]]:
        # The top of a sheet is looked at again and again for headers.
        return {across: self._rows(0, HEAD_ROWS, across) for across in (True, False)}

    def _rows(self, first: int, count: int, across: bool) -> list[list[str | None]]:
        some = [list(row) for row in self.cells.slice(first, count).iter_rows()]
        width = self.cells.width
        for (top, left), (bottom, right) in self.merged:
            if top >= self.cells.height or left >= width or bottom < first or top >= first + count:
                continue
            text = self.cells[top, left]
            for row in range(max(top, first), min(bottom + 1, first + len(some))):
                for column in range(left, min(right if across else left, width - 1) + 1):
                    some[row - first][column] = text
        return some
