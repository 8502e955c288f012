"""A table to take away as a workbook: headings in the reader's language, every cell of its type.

Numbers are numbers, exact to the last digit that they are kept with; months and codes are texts;
nothing is a formula. It is written row by row to a temporary file, so memory does not grow with it,
and it has no clock: the same snapshot gives the same bytes.
"""

import itertools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from locales import Translator
from warehouse.described import describe, heading
from warehouse.rows import Rows

# A workbook takes some seconds of a core for these; who wants more reads CSV.
MOST_ROWS = 50_000
MOST_CHARACTERS = 32_767  # of a cell, says Excel
PIECE_BYTES = 65_536
NO_CLOCK = datetime(2000, 1, 1)
NARROW, WIDE, WIDEST = 12, 22, 60
# Counts and shares say so themselves.
UNSAID = ("", "1", "个")
FORMATS = {"1": "0.00##%", "万元": "#,##0.00##"}
BLANK: tuple[Any, ...] = (None, "", [])
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"


class TooManyRows(Exception):
    """More rows than are written into a workbook; the message says how many there may be."""


def stream(found: Rows, t: Translator, about: Mapping[str, str]) -> Iterator[bytes]:
    """The workbook, piece by piece: the rows, and a sheet that says what they are.

    `about` is what else to say there, line by line: the snapshot, its date. Raises TooManyRows
    before the first piece.
    """
    if (n := found.count()) > MOST_ROWS:
        raise TooManyRows(f"{n} rows; a workbook holds at most {MOST_ROWS}. Ask for .csv instead.")
    return _stream(found, t, about)


def _stream(found: Rows, t: Translator, about: Mapping[str, str]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            book.set_properties({"created": NO_CLOCK})
            _rows(book, found, t)
            _notes(book, found, t, about)
        file.seek(0)
        while piece := file.read(PIECE_BYTES):
            yield piece


def headings(found: Rows, t: Translator) -> list[str]:
    """What stands above each column, with its unit; two that would read alike have their names."""
    said = [_measured(found.name, name, t) for name, _ in found.columns]
    return [
        f"{text} · {name}" if said.count(text) > 1 else text
        for text, (name, _) in zip(said, found.columns, strict=True)
    ]


def _measured(table: str, column: str, t: Translator) -> str:
    name = heading(table, column, t.language)
    unit = describe(table, column, "")["unit"]
    if unit in UNSAID:
        return name
    return t("take_away.measured", name=name, unit=t(f"take_away.unit.{unit}"))


def _rows(book: Any, found: Rows, t: Translator) -> None:
    sheet = book.add_worksheet(t("take_away.sheet_rows"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    writers = [_writer(book, sheet, found.name, *column, t) for column in found.columns]
    for column, ((_, kind), text) in enumerate(zip(found.columns, headings(found, t), strict=True)):
        sheet.set_column(column, column, WIDE if kind == "VARCHAR" else NARROW)
        sheet.write_string(0, column, text, bold)
    sheet.freeze_panes(1, 0)
    rows = itertools.chain.from_iterable(found.batches())
    at = 0
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value not in BLANK:
                writers[column](at, column, value)
    sheet.autofilter(0, 0, at, len(found.columns) - 1)


def _writer(
    book: Any, sheet: Any, table: str, column: str, kind: str, t: Translator
) -> Callable[[int, int, Any], Any]:
    """How the cells of a column are written."""
    if kind == "BOOLEAN":
        return lambda at, column, value: sheet.write_boolean(at, column, value)
    if kind in ("DATE", "TIMESTAMP"):
        look = book.add_format({"num_format": DAY if kind == "DATE" else MOMENT})
        return lambda at, column, value: sheet.write_datetime(at, column, value, look)
    if kind == "VARCHAR" or kind.endswith("[]"):
        too_long = t("take_away.too_long")
        return lambda at, column, value: sheet.write_string(at, column, _text(value, too_long))
    look = book.add_format({"num_format": FORMATS.get(describe(table, column, kind)["unit"], "")})

    def number(at: int, column: int, value: Any) -> None:
        if Decimal(repr(float(value))) == value:
            sheet.write_number(at, column, value, look)
        else:  # more digits than a spreadsheet keeps
            sheet.write_string(at, column, str(value))

    return number


def _text(value: Any, too_long: str) -> str:
    text = value if isinstance(value, str) else ", ".join(map(str, value))
    return text if len(text) <= MOST_CHARACTERS else too_long


def _notes(book: Any, found: Rows, t: Translator, about: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(t("take_away.sheet_notes"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for column, width in enumerate((WIDE, WIDE, NARROW, WIDEST)):
        sheet.set_column(column, column, width)
    for at, (name, value) in enumerate(about.items()):
        sheet.write_string(at, 0, name, bold)
        sheet.write_string(at, 1, value)
    start = len(about) + 1
    for column, key in enumerate(("heading", "name", "unit", "meaning")):
        sheet.write_string(start, column, t(f"take_away.note_{key}"), bold)
    meaning = "meaning_zh" if t.language.startswith("zh") else "meaning_en"
    for at, (text, column_of) in enumerate(
        zip(headings(found, t), found.columns, strict=True), start + 1
    ):
        said = describe(found.name, *column_of)
        unit = t(f"take_away.unit.{said['unit']}") if said["unit"] else ""
        for column, cell in enumerate((text, said["name"], unit, said[meaning])):
            sheet.write_string(at, column, cell, wrap)
