"""Where a fault stands in its workbook: by the header it was read under, down to the cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from openpyxl.utils import column_index_from_string, get_column_letter

from pipelines.read import Grid
from warehouse.tables import TABLES


@dataclass(frozen=True)
class Place:
    """A cell: `row` from 1, `column` from 0, `last_row` more than `row` where it is merged.

    `column` is None for a whole row, `row` too for a whole sheet; `name` is the canonical column.
    """

    sheet: str
    row: int | None = None
    column: int | None = None
    last_row: int | None = None
    name: str | None = None
    header: str = ""

    @property
    def cell(self) -> str:
        """Its address, such as G5; empty where it is no cell."""
        return "" if self.column is None else f"{get_column_letter(self.column + 1)}{self.row}"

    @property
    def area(self) -> str:
        """Its address with all rows of a merged cell (G5:G7), or the row (5:5)."""
        if self.column is None:
            return f"{self.row}:{self.row}" if self.row else ""
        if self.last_row == self.row:
            return self.cell
        return f"{self.cell}:{get_column_letter(self.column + 1)}{self.last_row}"


@dataclass(frozen=True)
class _Under:
    """A column of the sheet that was read as one of ours, from below its header on."""

    header_row: int
    column: int
    header: str


class Places:
    """The places of one file; without its grids, cells are told by the mapping alone."""

    def __init__(self, mapping: pl.DataFrame, grids: Sequence[Grid]) -> None:
        self.grids = {grid.sheet: grid for grid in grids}
        self._under: dict[tuple[str, str, str], list[_Under]] = defaultdict(list)
        for row in mapping.iter_rows(named=True):
            key = (row["table_name"], row["source_sheet"], row["column_name"])
            column = column_index_from_string(row["sheet_column"]) - 1
            self._under[key].append(_Under(row["header_row"], column, row["header"]))

    def find(self, row: Mapping[str, Any]) -> Place:
        """The place of a reject or a broken rule; of what spans no column, the row or sheet."""
        sheet, at = row["source_sheet"] or "", row["source_row"]
        if at is None or row["table_name"] not in TABLES:
            return Place(sheet)
        for name in _names(row):
            under = self._header(row["table_name"], sheet, name, at, row["value"])
            if under:
                return self._merged(Place(sheet, at, under.column, at, name, under.header))
        return Place(sheet, at, self._beyond(sheet, at, row), at)

    def text(self, place: Place) -> str | None:
        """What stands in a cell; None where that cannot be told."""
        grid = self.grids.get(place.sheet)
        if grid is None or place.row is None or place.column is None:
            return None
        if place.row > grid.cells.height or place.column >= grid.cells.width:
            return None
        return grid.cells[place.row - 1, place.column] or ""

    def beside(self, place: Place) -> list[str]:
        """All texts of the row."""
        grid = self.grids.get(place.sheet)
        if grid is None or place.row is None or place.row > grid.cells.height:
            return []
        return [text.strip() for text in grid.cells.row(place.row - 1) if text]

    def _header(self, table: str, sheet: str, name: str, row: int, value: str) -> _Under | None:
        """The nearest header above; of several side by side the one with that value under it."""
        above = [each for each in self._under[table, sheet, name] if each.header_row < row]
        lowest = max((each.header_row for each in above), default=0)
        near = [each for each in above if each.header_row == lowest]
        same = [
            each
            for each in near
            if (self.text(Place(sheet, row, each.column)) or "").strip() == (value or "")
        ]
        return next(iter(same or near), None)

    def _beyond(self, sheet: str, row: int, said: Mapping[str, Any]) -> int | None:
        """The column of a value that stands beyond the header."""
        grid = self.grids.get(sheet)
        if said.get("reason") != "too_many_cells" or grid is None or row > grid.cells.height:
            return None
        texts = [(text or "").strip() for text in grid.cells.row(row - 1)]
        places = [at for at, text in enumerate(texts) if text and text == said["value"]]
        return places[-1] if places else None

    def _merged(self, place: Place) -> Place:
        """The first cell of the merged one that the place lies in, or the place itself."""
        grid = self.grids.get(place.sheet)
        assert place.row is not None
        assert place.column is not None
        for (top, left), (bottom, right) in grid.merged if grid else ():
            if top < place.row <= bottom + 1 and left <= place.column <= right:
                return Place(place.sheet, top + 1, left, bottom + 1, place.name, place.header)
        return place


def _names(row: Mapping[str, Any]) -> Sequence[str]:
    """The columns that a fault may be mended in, the first that the sheet has is named."""
    if row["column_name"]:
        return [row["column_name"]]
    return TABLES[row["table_name"]].one_of if row.get("reason") == "nothing_filed" else []
