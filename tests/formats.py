"""The same table in every format that offices have, made by writers that share nothing with us.

xlsx by XlsxWriter, xls by xlwt, text by Python. No writer of xlsb is free and none of ods is kept
up, so those two are written here by their specifications, no more of them than a table needs.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

Rows = Sequence[Sequence[Any]]
Merge = tuple[int, int, int, int]
EPOCH = date(1899, 12, 30)


def xlsx(rows: Rows, sheet: str = "月度进展", merges: Sequence[Merge] = (), **how: Any) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, how) as book:
        book.set_properties({"created": datetime(2021, 10, 1)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet(sheet)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    page.write_datetime(row, column, datetime(*value.timetuple()[:3]), day)
                elif value is not None:
                    page.write(row, column, value)
        for top, left, bottom, right in merges:
            page.merge_range(top, left, bottom, right, rows[top][left])
    return content.getvalue()


def xls(rows: Rows, sheet: str = "月度进展", merges: Sequence[Merge] = ()) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                page.write(row, column, value, day)
            elif value is not None:
                page.write(row, column, value)
    for top, left, bottom, right in merges:
        page.merge(top, bottom, left, right)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


ODS_TYPES = (
    ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'),
    ('xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'),
    ('xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'),
    ('xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'),
)


def ods(rows: Rows, sheet: str = "月度进展", merges: Sequence[Merge] = ()) -> bytes:
    spans = {merge[:2]: merge for merge in merges}
    body = "".join(
        "<table:table-row>"
        + "".join(_ods_cell(value, spans.get((row, at))) for at, value in enumerate(cells))
        + "</table:table-row>"
        for row, cells in enumerate(rows)
    )
    return ods_of(f'<table:table table:name="{sheet}">{body}</table:table>')


def ods_of(tables: str) -> bytes:
    """A workbook around tables that are written already."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {" ".join(ODS_TYPES)} '
        f'office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(parts)


def _ods_cell(value: Any, merge: Merge | None) -> str:
    span = ""
    if merge:
        top, left, bottom, right = merge
        span = (
            f' table:number-rows-spanned="{bottom - top + 1}"'
            f' table:number-columns-spanned="{right - left + 1}"'
        )
    if value is None:
        return f"<table:table-cell{span}/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    shown = escape(str(value))
    return f"<table:table-cell{span} {kind}><text:p>{shown}</text:p></table:table-cell>"


def xlsb(rows: Rows, sheet: str = "月度进展", merges: Sequence[Merge] = ()) -> bytes:
    """[MS-XLSB]: BIFF12 records, texts in the cells, one style for numbers and one for dates."""
    size = struct.pack("<4I", 0, max(0, len(rows) - 1), 0, 20)
    records = [_record(129), _record(148, size), _record(145)]
    for row, cells in enumerate(rows):
        records.append(_record(0, struct.pack("<IIHHBI", row, 0, 300, 0, 0, 0)))
        records += [_xlsb_cell(at, value) for at, value in enumerate(cells) if value is not None]
    records.append(_record(146))
    if merges:
        records.append(_record(177, struct.pack("<I", len(merges))))
        records += [
            _record(176, struct.pack("<4I", top, bottom, left, right))
            for top, left, bottom, right in merges
        ]
        records.append(_record(178))
    records.append(_record(130))
    return xlsb_of(sheet, b"".join(records))


def xlsb_of(sheet: str, stream: bytes) -> bytes:
    """A workbook around the records of its only sheet."""
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(sheet)
    workbook = [_record(131), _record(143), _record(156, bundle), _record(144), _record(132)]
    xfs = [_record(47, struct.pack("<HHHHHBBH", 0, code, 0, 0, 0, 0, 0, 0)) for code in (0, 14, 10)]
    styles = [_record(278), _record(617, struct.pack("<I", 3)), *xfs, _record(618), _record(279)]
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": b"".join(workbook),
            "xl/styles.bin": b"".join(styles),
            "xl/worksheets/sheet1.bin": stream,
            "xl/_rels/workbook.bin.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships'
                f'"><Relationship Id="rId1" Type="{relations}/worksheet" '
                'Target="worksheets/sheet1.bin"/></Relationships>'
            ),
        }
    )


def _xlsb_cell(column: int, value: Any) -> bytes:
    if isinstance(value, date):
        return _record(5, struct.pack("<IId", column, 1, (value - EPOCH).days))
    if isinstance(value, int | float):
        return _record(5, struct.pack("<IId", column, 0, value))
    return _record(6, struct.pack("<II", column, 0) + _wide(value))


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


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def csv(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = [delimiter.join("" if v is None else str(v) for v in cells) for cells in rows]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as package:
        for name, data in files.items():
            # The kind of an OpenDocument file stands first in it, as it is.
            kind = zipfile.ZIP_STORED if name == "mimetype" else compression
            package.writestr(zipfile.ZipInfo(name), data, kind)
    return content.getvalue()


Maker = Callable[..., bytes]
WORKBOOKS: dict[str, Maker] = {"xlsx": xlsx, "xls": xls, "ods": ods, "xlsb": xlsb}
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
