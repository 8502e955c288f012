"""Rows to take away as a workbook: headings in the reader's language, every cell of its type.

Numbers are numbers, exact to the last digit that they are kept with; months and codes are texts;
nothing is a formula. It is written row by row to a temporary file, so memory does not grow with it,
and it has no clock: the same rows give the same bytes.
"""

import itertools
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
SHARE, AMOUNT = "0.00##%", "#,##0.00##"
FORMATS = {"1": SHARE, "万元": AMOUNT}
BLANK: tuple[Any, ...] = (None, "", [])
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"


class TooManyRows(Exception):
    """More rows than are written into a workbook; the message says how many there may be."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet: what stands above it, its SQL type, and how its numbers look."""

    heading: str
    kind: str
    look: str = ""


def stream(found: Rows, t: Translator, about: Mapping[str, str]) -> Iterator[bytes]:
    """The workbook, piece by piece: the rows, and a sheet that says what they are.

    `about` is what else to say there, line by line: the snapshot, its date. Raises TooManyRows
    before the first piece.
    """
    if (n := found.count()) > MOST_ROWS:
        raise TooManyRows(f"{n} rows; a workbook holds at most {MOST_ROWS}. Ask for .csv instead.")
    columns = [
        Column(text, kind, FORMATS.get(describe(found.name, name, kind)["unit"], ""))
        for text, (name, kind) in zip(headings(found, t), found.columns, strict=True)
    ]
    rows = itertools.chain.from_iterable(found.batches())

    def write(book: Any) -> None:
        _sheet(book, t("take_away.sheet_rows"), columns, rows, t)
        _notes(book, found, t, about)

    return _pieces(write)


def one_sheet(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], t: Translator
) -> Iterator[bytes]:
    """A workbook, piece by piece, with nothing in it but these rows; their first column stays."""
    return _pieces(lambda book: _sheet(book, title, columns, rows, t, staying=1))


def _pieces(write: Callable[[Any], None]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            book.set_properties({"created": NO_CLOCK})
            write(book)
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


def _sheet(
    book: Any,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    t: Translator,
    *,
    staying: int = 0,
) -> None:
    """Write the rows below their headings; so many columns stay when the sheet is moved."""
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    writers = [_writer(book, sheet, column, t) for column in columns]
    for across, column in enumerate(columns):
        sheet.set_column(across, across, WIDE if column.kind == "VARCHAR" else NARROW)
        sheet.write_string(0, across, column.heading, bold)
    sheet.freeze_panes(1, staying)
    at = 0
    for at, row in enumerate(rows, 1):
        for across, value in enumerate(row):
            if value not in BLANK:
                writers[across](at, across, value)
    sheet.autofilter(0, 0, at, len(columns) - 1)


def _writer(book: Any, sheet: Any, column: Column, t: Translator) -> Callable[[int, int, Any], Any]:
    """How the cells of a column are written."""
    kind = column.kind
    if kind == "BOOLEAN":
        return lambda at, across, value: sheet.write_boolean(at, across, value)
    if kind in ("DATE", "TIMESTAMP"):
        look = book.add_format({"num_format": DAY if kind == "DATE" else MOMENT})
        return lambda at, across, value: sheet.write_datetime(at, across, value, look)
    if kind == "VARCHAR" or kind.endswith("[]"):
        too_long = t("take_away.too_long")
        return lambda at, across, value: sheet.write_string(at, across, _text(value, too_long))
    look = book.add_format({"num_format": column.look})

    def number(at: int, across: int, value: Any) -> None:
        if Decimal(repr(float(value))) == value:
            sheet.write_number(at, across, value, look)
        else:  # more digits than a spreadsheet keeps
            sheet.write_string(at, across, str(value))

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
