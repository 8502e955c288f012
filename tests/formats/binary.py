"""Workbooks in BIFF12 ([MS-XLSB]): texts in the cells, three styles, no more than a table needs."""

import struct
from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.formats.package import zipped
from tests.formats.page import Error, Page, Percent

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
NUMBERS, DAYS, PERCENTS = range(3)
ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36}
ERRORS["#N/A"] = 42
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsb_book(pages: Sequence[Page], *, date_1904: bool = False) -> bytes:
    """A workbook of these sheets."""
    epoch = EPOCH_1904 if date_1904 else EPOCH
    return _book([(p.name, p.is_hidden, _sheet(p, epoch)) for p in pages], date_1904)


def xlsb_of(sheet: str, stream: bytes) -> bytes:
    """A workbook around the records of its only sheet."""
    return _book([(sheet, False, stream)], False)


def xlsb_record(kind: int, content: bytes = b"") -> bytes:
    """A record: kind and length in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    size = b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + content


_record = xlsb_record


def _book(sheets: Sequence[tuple[str, bool, bytes]], is_1904: bool) -> bytes:
    bundle = [
        _record(156, struct.pack("<II", hidden, at) + _wide(f"rId{at}") + _wide(name))
        for at, (name, hidden, _) in enumerate(sheets, 1)
    ]
    properties = _record(153, struct.pack("<III", is_1904, 0, 0))
    workbook = [_record(131), properties, _record(143), *bundle, _record(144), _record(132)]
    xfs = [_record(47, struct.pack("<HHHHHBBH", 0, code, 0, 0, 0, 0, 0, 0)) for code in (0, 14, 10)]
    styles = [_record(278), _record(617, struct.pack("<I", 3)), *xfs, _record(618), _record(279)]
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.bin"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": b"".join(workbook),
        "xl/styles.bin": b"".join(styles),
        "xl/_rels/workbook.bin.rels": (
            f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
        ),
    }
    for at, (_, _, stream) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.bin"] = stream
    return zipped(parts)


def _sheet(page: Page, epoch: date) -> bytes:
    size = struct.pack("<4I", 0, max(0, len(page.rows) - 1), 0, 20)
    hidden = [
        _record(60, struct.pack("<4IH", at, at, 2048, 0, 1)) for at in sorted(page.hidden_columns)
    ]
    columns = [_record(390), *hidden, _record(391)] if hidden else []
    records = [_record(129), _record(148, size), *columns, _record(145)]
    for row, cells in enumerate(page.rows):
        flags = 0x1000 * (row in page.hidden_rows)
        records.append(_record(0, struct.pack("<IIHHBI", row, 0, 300, flags, 0, 0)))
        records += [_cell(at, value, epoch) for at, value in enumerate(cells) if value is not None]
    records.append(_record(146))
    if page.merges:
        records.append(_record(177, struct.pack("<I", len(page.merges))))
        records += [
            _record(176, struct.pack("<4I", top, bottom, left, right))
            for top, left, bottom, right in page.merges
        ]
        records.append(_record(178))
    return b"".join([*records, _record(130)])


def _cell(column: int, value: Any, epoch: date) -> bytes:
    match value:
        case date():
            return _number(column, DAYS, (value - epoch).days)
        case Percent():
            return _number(column, PERCENTS, value.share)
        case Error():
            return _record(3, struct.pack("<IIB", column, 0, ERRORS[value.text]))
        case bool():
            return _record(4, struct.pack("<IIB", column, 0, value))
        case int() | float():
            return _number(column, NUMBERS, value)
        case _:
            return _record(6, struct.pack("<II", column, 0) + _wide(str(value)))


def _number(column: int, style: int, value: float) -> bytes:
    return _record(5, struct.pack("<IId", column, style, value))


def _wide(text: str) -> bytes:
    content = text.encode("utf-16-le")
    return struct.pack("<I", len(content) // 2) + content
