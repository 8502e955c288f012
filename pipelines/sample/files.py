"""Writing the files: a workbook with a sheet per table, or a CSV in GB18030 per table.

The same grids give the same bytes: a workbook's properties are fixed, and every file's time is the
moment of filing.
"""

import csv
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import xlsxwriter

from pipelines.sample.cells import Cell
from pipelines.sample.header import Grid
from pipelines.sample.model import Filing, Style
from warehouse.tables import TABLES

CREATED = datetime(2018, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def names(filing: Filing, style: Style) -> dict[str, str]:
    """The file of each table, relative to the sample's folder."""
    folder = f"{filing.campaign}/{filing.month}/{filing.stem}"
    if style.format == "xlsx":
        return dict.fromkeys(filing.tables, f"{folder}.xlsx")
    return {table: f"{folder}_{TABLES[table].zh}.csv" for table in filing.tables}


def write(folder: Path, filing: Filing, style: Style, grids: Mapping[str, Grid]) -> None:
    """Write the filing's files below `folder`, dated as filed."""
    by_file: dict[str, list[Grid]] = {}
    for table, name in names(filing, style).items():
        by_file.setdefault(name, []).append(grids[table])
    moment = filing.filed_at.timestamp()
    for name, sheets in by_file.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if style.format == "xlsx":
            _workbook(path, sheets)
        else:
            _csv(path, sheets[0])
        os.utime(path, (moment, moment))


def _csv(path: Path, grid: Grid) -> None:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for cells in grid.cells:
        writer.writerow(["" if cell is None else str(cell) for cell in cells])
    path.write_bytes(text.getvalue().encode("gb18030"))


def _workbook(path: Path, grids: Sequence[Grid]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": CREATED})
        _Sheets(book).add(grids)


class _Sheets:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        middle = {"align": "center", "valign": "vcenter"}
        self._book = book
        self._title = book.add_format({**middle, "bold": True, "font_size": 16})
        self._header = book.add_format({**middle, "bold": True, "border": 1, "text_wrap": True})
        self._number = book.add_format({"border": 1, "num_format": "#,##0.00####"})
        self._date = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
        self._text = book.add_format({"border": 1})
        self._line = book.add_format({})

    def add(self, grids: Sequence[Grid]) -> None:
        for grid in grids:
            sheet = self._book.add_worksheet(grid.sheet)
            sheet.set_column(0, max(map(len, grid.cells)) - 1, 16)
            merged = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
            for at, cells in enumerate(grid.cells):
                for column, cell in enumerate(cells):
                    self._put(sheet, grid, (at, column), cell, merged.get((at, column)))

    def _put(
        self,
        sheet: xlsxwriter.worksheet.Worksheet,
        grid: Grid,
        at: tuple[int, int],
        cell: Cell,
        corner: tuple[int, int] | None,
    ) -> None:
        if corner and corner != at:
            sheet.merge_range(*at, *corner, cell, self._format(grid, at[0], cell))
        elif isinstance(cell, date):
            sheet.write_datetime(*at, cell, self._date)
        elif isinstance(cell, Decimal | int):
            sheet.write_number(*at, cell, self._number if isinstance(cell, Decimal) else self._text)
        elif cell is not None:
            sheet.write_string(*at, cell, self._format(grid, at[0], cell))

    def _format(self, grid: Grid, row: int, cell: Cell) -> xlsxwriter.format.Format:
        if row in grid.header_rows:
            return self._header
        if row < grid.header_rows.start:
            return self._title if "填报单位" not in str(cell) else self._line
        return self._text if row <= max(grid.row_numbers) else self._line
