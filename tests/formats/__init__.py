"""The same table in every format that offices have, made by writers that share nothing with us.

xlsx and xlsm by XlsxWriter, xls by xlwt, text by Python's own csv. No writer of xlsb is free and
none of ods is kept up, so those two are written here by their specifications.
"""

import csv as python_csv
import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tests.formats.binary import xlsb_book, xlsb_of, xlsb_record
from tests.formats.excel import xls_book, xlsx_book
from tests.formats.opendocument import ods_book, ods_of
from tests.formats.package import unzipped, zipped
from tests.formats.page import Error, Merge, Page, Percent, Rows, Unworked

__all__ = [
    "BOOKS",
    "DELIMITERS",
    "ENCODINGS",
    "WORKBOOKS",
    "Error",
    "Maker",
    "Merge",
    "Page",
    "Percent",
    "Rows",
    "Unworked",
    "csv",
    "ods",
    "ods_of",
    "unzipped",
    "xls",
    "xls_book",
    "xlsb",
    "xlsb_book",
    "xlsb_of",
    "xlsb_record",
    "xlsx",
    "xlsx_book",
    "zipped",
]
Maker = Callable[..., bytes]
BOOKS: dict[str, Callable[[Sequence[Page]], bytes]] = {
    "xlsx": xlsx_book,
    "xlsm": partial(xlsx_book, macros=True),
    "xls": xls_book,
    "xlsb": xlsb_book,
    "ods": ods_book,
}
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
DELIMITERS = (",", ";", "\t")


def _maker(book: Maker) -> Maker:
    """The same for one sheet, from its rows."""

    def made(
        rows: Rows, sheet: str = "月度进展", merges: Sequence[Merge] = (), **how: Any
    ) -> bytes:
        return book([Page(rows, sheet, merges)], **how)

    return made


WORKBOOKS: dict[str, Maker] = {name: _maker(book) for name, book in BOOKS.items()}
xlsx, xls, xlsb, ods = (WORKBOOKS[name] for name in ("xlsx", "xls", "xlsb", "ods"))


def csv(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as text; what is merged stands in its first cell only, as programs save it."""
    text = io.StringIO()
    writer = python_csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if value is None else str(value) for value in row] for row in rows])
    return text.getvalue().encode(encoding)
