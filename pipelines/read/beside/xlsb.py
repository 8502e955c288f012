"""What stands beside the values of an .xlsb workbook ([MS-XLSB])."""

import posixpath
import zipfile
from struct import error as StructError
from struct import unpack_from

from pipelines.read.beside import (
    PERCENT_FORMATS,
    SINCE_1904,
    Beside,
    Book,
    error_text,
    is_percent,
)
from pipelines.read.beside.records import biff12
from pipelines.read.beside.xml import Attributes, parse
from pipelines.read.grid import Unreadable
from pipelines.read.package import part

WB_PROP, BUNDLE_SHEET = 153, 156
BEGIN_CELL_XFS, END_CELL_XFS, XF, FORMAT = 617, 618, 47, 44
ROW, CELL_RK, CELL_ERROR, CELL_REAL = 0, 2, 3, 5
FORMULA_NUMBER, FORMULA_ERROR, COL_INFO, MERGE = 9, 11, 60, 176
IS_1904, HIDDEN_ROW, HIDDEN_COLUMN = 0x01, 0x10, 0x01


def look(package: zipfile.ZipFile) -> Book:
    """What the workbook holds beside its values."""
    try:
        return _look(package)
    except (StructError, IndexError) as error:
        raise Unreadable("damaged", str(error)) from None


def _look(package: zipfile.ZipFile) -> Book:
    targets = _targets(package)
    stream = part(package, "xl/workbook.bin")
    percent = _percent_styles(part(package, "xl/styles.bin"))
    book = Book()
    for kind, at, _ in biff12(stream):
        if kind == WB_PROP and stream[at] & IS_1904:
            book.day_zero = SINCE_1904
        elif kind == BUNDLE_SHEET:
            relation, at = _text(stream, at + 8)
            name, _ = _text(stream, at)
            book.sheets[name] = _sheet(part(package, targets.get(relation, "")), percent)
    return book


def _targets(package: zipfile.ZipFile) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            path = posixpath.join("xl", attributes.get("Target", ""))
            targets[attributes.get("Id", "")] = posixpath.normpath(path).lstrip("/")

    relations = part(package, "xl/_rels/workbook.bin.rels")
    if relations:
        parse([relations], start)
    return targets


def _percent_styles(stream: bytes) -> set[int]:
    formats: set[int] = set(PERCENT_FORMATS)
    styles: list[int] = []
    is_inside = False
    for kind, at, _ in biff12(stream):
        if kind in (BEGIN_CELL_XFS, END_CELL_XFS):
            is_inside = kind == BEGIN_CELL_XFS
        elif kind == FORMAT and is_percent(_text(stream, at + 2)[0]):
            formats.add(unpack_from("<H", stream, at)[0])
        elif kind == XF and is_inside:
            styles.append(unpack_from("<H", stream, at + 2)[0])
    return {at for at, code in enumerate(styles) if code in formats}


def _sheet(stream: bytes, percent: set[int]) -> Beside:
    beside = Beside()
    row = 0
    for kind, at, _ in biff12(stream):
        if kind == ROW:
            row = unpack_from("<I", stream, at)[0]
            if stream[at + 11] & HIDDEN_ROW:
                beside.hidden_rows.append(row)
        elif kind in (CELL_RK, CELL_REAL, FORMULA_NUMBER, CELL_ERROR, FORMULA_ERROR):
            _cell(beside, stream, kind, row, at, percent)
        elif kind == COL_INFO and unpack_from("<H", stream, at + 16)[0] & HIDDEN_COLUMN:
            first, last = unpack_from("<II", stream, at)
            beside.hidden_columns += range(first, min(last, (1 << 14) - 1) + 1)
        elif kind == MERGE:
            top, bottom, left, right = unpack_from("<4I", stream, at)
            beside.merged.append(((top, left), (bottom, right)))
    return beside


def _cell(beside: Beside, stream: bytes, kind: int, row: int, at: int, percent: set[int]) -> None:
    column = unpack_from("<I", stream, at)[0]
    if kind in (CELL_ERROR, FORMULA_ERROR):
        beside.texts[row, column] = error_text(stream[at + 8])
    elif int.from_bytes(stream[at + 4 : at + 7], "little") in percent:
        beside.percent.add((row, column))


def _text(stream: bytes, at: int) -> tuple[str, int]:
    """A wide string and where it ends."""
    end = at + 4 + 2 * unpack_from("<I", stream, at)[0]
    return stream[at + 4 : end].decode("utf-16-le", "replace"), end
