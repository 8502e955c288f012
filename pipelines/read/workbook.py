"""Workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods). Hidden sheets are read too.

Numbers become text with the fifteen digits that Excel itself keeps; formulas are not evaluated,
their stored values are read.
"""

import io
from collections.abc import Callable

import olefile
import python_calamine as calamine

from pipelines.read.beside import Beside, Book, ods, xls, xlsb, xlsx
from pipelines.read.bounds import Bounds
from pipelines.read.cells import frame
from pipelines.read.grid import Cell, Grid, Unreadable
from pipelines.read.package import files, kind, open_package

LOOKS = {"xlsx": xlsx.look, "xlsb": xlsb.look, "ods": ods.look}
PANIC = "PanicException"
STREAMS = ("Workbook", "Book")
OTHERS = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint"}


def read_package(content: bytes, bounds: Bounds) -> list[Grid]:
    """A grid for every sheet of a zipped workbook; raises Unreadable for any other zip."""
    with open_package(content, bounds) as package:
        format_ = kind(package)
        if format_ == "bundle":
            raise Unreadable("nested_zip" if any(files(package)) else "empty_file")
        return _grids(content, lambda: LOOKS[format_](package), bounds)


def read_ole(content: bytes, bounds: Bounds) -> list[Grid]:
    """A grid for every sheet of an .xls; raises Unreadable for a locked workbook or a document."""
    stream = _stream(content)
    xls.refuse_locked(stream)
    return _grids(content, lambda: xls.look(stream), bounds)


def _stream(content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(content) as container:
            if container.exists("EncryptedPackage"):
                raise Unreadable("password")
            other = next((name for part, name in OTHERS.items() if container.exists(part)), None)
            if other:
                raise Unreadable("not_a_workbook", other)
            name = next((name for name in STREAMS if container.exists(name)), None)
            if name is None:
                raise Unreadable("not_a_workbook", "OLE")
            return bytes(container.openstream(name).read())
    except Unreadable:
        raise
    except Exception as error:  # a broken container fails in many ways
        raise Unreadable("damaged", str(error)) from None


def _grids(content: bytes, look: Callable[[], Book], bounds: Bounds) -> list[Grid]:
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            sheets = [
                sheet
                for sheet in book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            if not sheets:
                raise Unreadable("no_sheets")
            if len(sheets) > bounds.sheets:
                raise Unreadable("too_many_sheets", f"{len(sheets)} > {bounds.sheets}")
            beside = look()
            return [_grid(book, sheet, beside, bounds) for sheet in sheets]
    except calamine.PasswordError:
        raise Unreadable("password") from None
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("too_much_memory", f"{bounds.memory_bytes >> 20} MiB") from None
    except BaseException as error:
        # A broken file makes the reader give up in many ways, one of which is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        raise Unreadable("damaged", str(error)) from None


def _grid(
    book: calamine.CalamineWorkbook, found: calamine.SheetMetadata, beside: Book, bounds: Bounds
) -> Grid:
    sheet = book.get_sheet_by_name(found.name)
    more = beside.sheets.get(found.name, Beside())
    ends = [*more.texts, *([sheet.end] if sheet.end else [])]
    height = max((row for row, _ in ends), default=-1) + 1
    width = max((column for _, column in ends), default=-1) + 1
    _within(f"{found.name}: {height} × {width}", height, width, bounds)
    rows, left = (sheet.iter_rows(), sheet.start[1]) if sheet.start else ((), 0)
    return Grid(
        sheet=found.name,
        cells=frame(rows, left, (height, width), more),
        merged=_merged(sheet, more),
        day_zero=beside.day_zero,
        is_hidden=found.visible != calamine.SheetVisibleEnum.Visible,
        hidden_rows=tuple(row for row in more.hidden_rows if row < height),
        hidden_columns=tuple(sorted({c for c in more.hidden_columns if c < width})),
    )


def _within(size: str, height: int, width: int, bounds: Bounds) -> None:
    if height > bounds.rows or width > bounds.columns or height * width > bounds.cells:
        raise Unreadable("too_large", size)


def _merged(sheet: calamine.CalamineSheet, more: Beside) -> tuple[tuple[Cell, Cell], ...]:
    return (*(sheet.merged_cell_ranges or ()), *more.merged)
