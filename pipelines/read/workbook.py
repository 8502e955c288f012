"""Workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods). Hidden sheets are read too.

Numbers become text with the fifteen digits that Excel itself keeps; formulas are not evaluated,
their stored values are read.
"""

import datetime as dt
import io

import polars as pl
import python_calamine as calamine

from pipelines.read.grid import Grid, Unreadable

MAX_CELLS = 40_000_000


def read_workbook(content: bytes) -> list[Grid]:
    """A grid for every sheet, in order; raises Unreadable for a damaged or locked workbook."""
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            return [
                _grid(book.get_sheet_by_name(sheet.name))
                for sheet in book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        raise Unreadable("password", "") from None
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError) as error:
        raise Unreadable("damaged", str(error)) from None


def _grid(sheet: calamine.CalamineSheet) -> Grid:
    if sheet.end is None:
        return Grid(sheet.name, pl.DataFrame())
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height * width > MAX_CELLS:
        raise Unreadable("too_large", f"{sheet.name}: {height} × {width}")
    rows = sheet.to_python(skip_empty_area=False)
    names = [str(column) for column in range(width)]
    cells = pl.DataFrame(
        [[_text(value) for value in row] for row in rows],
        schema=dict.fromkeys(names, pl.String),
        orient="row",
    )
    return Grid(sheet.name, cells, tuple(sheet.merged_cell_ranges or ()))


def _text(value: object) -> str | None:
    match value:
        case None | "":
            return None
        case bool():
            return "是" if value else "否"
        case float():
            return f"{value:.15g}"
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case _:
            return str(value)
