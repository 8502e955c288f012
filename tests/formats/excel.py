"""Workbooks as XlsxWriter (xlsx, xlsm) and xlwt (xls) write them."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
import xlwt

from tests.formats.binary import ERRORS
from tests.formats.page import Error, Page, Percent, Unworked, cells_of

# Stands for a program of Basic; nobody runs it.
MACROS = b"Attribute VB_Name"


def xlsx_book(pages: Sequence[Page], *, macros: bool = False, **how: Any) -> bytes:
    """A workbook of these sheets; `how` are XlsxWriter's own options."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, how) as book:
        book.set_properties({"created": datetime(2021, 10, 1)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        percent = book.add_format({"num_format": "0.00%"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for row, column, value in cells_of(page):
                _write(sheet, row, column, value, day, percent)
            for top, left, bottom, right in page.merges:
                sheet.merge_range(top, left, bottom, right, page.rows[top][left])
            for row in page.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            _ = sheet.hide() if page.is_hidden else sheet.activate()
        if macros:
            book.add_vba_project(io.BytesIO(MACROS), is_stream=True)
    return content.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, day: Any, percent: Any) -> None:
    match value:
        case date():
            sheet.write_datetime(row, column, datetime(*value.timetuple()[:3]), day)
        case Percent():
            sheet.write_number(row, column, value.share, percent)
        case Unworked():
            sheet.write_formula(row, column, str(value))
        case Error():
            sheet.write_formula(row, column, "=1/0", None, value.text)
        case _:
            sheet.write(row, column, value)


def xls_book(pages: Sequence[Page], *, date_1904: bool = False) -> bytes:
    """The same as Excel 97 kept it. It has no way to leave a formula without a result."""
    book = xlwt.Workbook()
    book.dates_1904 = date_1904
    formats = {
        date: xlwt.easyxf(num_format_str="yyyy-mm-dd"),
        Percent: xlwt.easyxf(num_format_str="0.00%"),
    }
    for page in pages:
        sheet = book.add_sheet(page.name, cell_overwrite_ok=True)
        sheet.visibility = int(page.is_hidden)
        for row, cells in enumerate(page.rows):
            for column, value in enumerate(cells):
                if isinstance(value, Error):
                    sheet.row(row).set_cell_error(column, ERRORS[value.text])
                elif value is not None:
                    bare = value.share if isinstance(value, Percent) else value
                    sheet.write(
                        row, column, bare, formats.get(type(value), xlwt.Style.default_style)
                    )
        for top, left, bottom, right in page.merges:
            sheet.merge(top, bottom, left, right)
        for line in (*map(sheet.row, page.hidden_rows), *map(sheet.col, page.hidden_columns)):
            line.hidden = True
    book.set_active_sheet(next(at for at, page in enumerate(pages) if not page.is_hidden))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
