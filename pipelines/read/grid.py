"""A sheet as text: what stands in which cell, and nothing about what it means."""

from dataclasses import dataclass, field

import polars as pl

Cell = tuple[int, int]


@dataclass(frozen=True)
class Unreadable(Exception):
    """A file cannot be read at all; `reason` is a key of the reject texts."""

    reason: str
    value: str


@dataclass(frozen=True)
class Grid:
    """A sheet's cells as text, null where a cell is empty.

    `cells` has one column a column of the sheet, named by its number from 0, and one row a row of
    the sheet, so that row i of the frame is row i + 1 as a person counts. `merged` holds merged
    ranges as (top, left), (bottom, right), from 0. `padded` says that a row may be shorter or
    longer than its header (CSV), so a value beyond the last header is a slip, not a remark.
    """

    sheet: str
    cells: pl.DataFrame
    merged: tuple[tuple[Cell, Cell], ...] = field(default=())
    padded: bool = False

    def head(self, rows: int) -> list[list[str | None]]:
        """The first rows as lists, merged titles filled across their range."""
        top = [list(row) for row in self.cells.head(rows).iter_rows()]
        for (first, left), (last, right) in self.merged:
            if first < len(top) and left < len(top[first]):
                for row in range(first, min(last + 1, len(top))):
                    for column in range(left, min(right + 1, len(top[row]))):
                        top[row][column] = top[first][left]
        return top
