"""OpenDocument spreadsheets, by their specification, no more of it than a table needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from tests.formats.package import zipped
from tests.formats.page import Error, Merge, Page, Percent, Unworked

KIND = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    *(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style")),
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
)
HIDDEN_STYLE = (
    '<office:automatic-styles><style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
COLLAPSED = ' table:visibility="collapse"'


def ods_book(pages: Sequence[Page]) -> bytes:
    """A workbook of these sheets."""
    return ods_of("".join(map(_table, pages)))


def ods_of(tables: str) -> bytes:
    """A workbook around tables that are written already."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {" ".join(SPACES)} '
        f'office:version="1.2">{HIDDEN_STYLE}<office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        "</manifest:manifest>"
    )
    return zipped({"mimetype": KIND, "content.xml": content, "META-INF/manifest.xml": manifest})


def _table(page: Page) -> str:
    spans = {merge[:2]: merge for merge in page.merges}
    width = max(map(len, page.rows), default=0)
    columns = "".join(
        f"<table:table-column{COLLAPSED * (at in page.hidden_columns)}/>" for at in range(width)
    )
    rows = "".join(
        f"<table:table-row{COLLAPSED * (row in page.hidden_rows)}>"
        + "".join(_cell(value, spans.get((row, at))) for at, value in enumerate(cells))
        + "</table:table-row>"
        for row, cells in enumerate(page.rows)
    )
    style = ' table:style-name="hidden"' * page.is_hidden
    return f'<table:table table:name="{page.name}"{style}>{columns}{rows}</table:table>'


def _cell(value: Any, merge: Merge | None) -> str:
    span = ""
    if merge:
        top, left, bottom, right = merge
        span = (
            f' table:number-rows-spanned="{bottom - top + 1}"'
            f' table:number-columns-spanned="{right - left + 1}"'
        )
    if value is None:
        return f"<table:table-cell{span}/>"
    if isinstance(value, Unworked):
        return f'<table:table-cell{span} table:formula="of:{escape(str(value))}"/>'
    return (
        f"<table:table-cell{span} {_kind(value)}><text:p>{escape(str(value))}</text:p>"
        "</table:table-cell>"
    )


def _kind(value: Any) -> str:
    match value:
        case Error():
            return (
                'table:formula="of:=1/0" office:value-type="string" office:string-value="" '
                'calcext:value-type="error"'
            )
        case Percent():
            return f'office:value-type="percentage" office:value="{value.share}"'
        case date():
            return f'office:value-type="date" office:date-value="{value.isoformat()}"'
        case bool():
            return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case int() | float():
            return f'office:value-type="float" office:value="{value}"'
        case _:
            return 'office:value-type="string"'
