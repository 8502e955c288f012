"""The slip as a workbook that can be printed and stamped: head, a line a fault, notes.

Every cell is written as text, so nothing that a sender wrote can act as a formula.
"""

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
import xlsxwriter

from locales import MISSING, findings, moment, month_name, translator
from pipelines.slips.facts import folder_of, side
from pipelines.slips.model import Asked, Line, Marked
from pipelines.slips.places import Places
from pipelines.slips.sheets import Page, formats
from warehouse.tables import TABLES

# Nobody mends more at a time; what is beyond is counted and marked in the copy.
SHOWN = 5_000
COLUMNS = (
    *("number", "demand", "file_name", "sheet", "cell"),
    *("header", "found", "wrong", "example", "since"),
)
ITEM_WIDTHS = (5, 10, 16, 12, 9, 14, 25, 42, 25, 11)
NOTE_WIDTHS = (18, 8, 18, 90)
A4 = 9
DAY = len("2021-10-05")


@dataclass(frozen=True)
class Head:
    """What the head of a slip says besides: receipt and time are None of a file not filed."""

    receipt_id: str | None
    received_at: datetime | None
    rows_taken: int
    rows_returned: int
    due_on: date
    copy_name: str = ""


def slip(asked: Asked, head: Head, marked: Marked, notes: pl.DataFrame) -> bytes:
    """The workbook of a slip, its second sheet with the notes if there are any."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        t = translator(asked.language)
        book.set_properties({"title": t("slips.title"), "created": datetime(2000, 1, 1)})
        styles = formats(book, t("slips.usual"))
        page = Page(book.add_worksheet(t("slips.sheet_items")), styles, ITEM_WIDTHS)
        _items(page, asked, head, marked)
        _print(page, t("slips.page"))
        if not notes.is_empty():
            page = Page(book.add_worksheet(t("slips.sheet_notes")), styles, NOTE_WIDTHS)
            _notes(page, asked, notes)
            _print(page, t("slips.page"))
    return content.getvalue()


def _items(page: Page, asked: Asked, head: Head, marked: Marked) -> None:
    t = translator(asked.language)
    page.title(t("slips.title"))
    for label, text in _facts(asked, head, marked):
        page.fact(t(f"slips.{label}"), text)
    page.header([t(f"slips.{name}") for name in COLUMNS])
    file = asked.path.rpartition("/")[2]
    for line in marked.lines[:SHOWN]:
        link = _link(head.copy_name, marked, line)
        bold = COLUMNS.index("demand") if line.must_be_mended else None
        usual = COLUMNS.index("example") if line.is_usual else None
        texts = _texts(line, file, asked.language)
        page.row(texts, {bold: "strong", usual: "usual"}, link=(COLUMNS.index("cell"), link))
    if len(marked.lines) > SHOWN:
        page.line(t("slips.more", n=len(marked.lines) - SHOWN))
    for text in (t("slips.how_usual"), _copy(asked, head, marked), _again(asked, head, marked)):
        page.line(text)
    office = getattr(asked.slot.campaign.office.name, side(asked.language))
    page.stamp([t("slips.issued", office=office), t("slips.day")])
    page.stamp([t("slips.signed"), t("slips.day")])


def _facts(asked: Asked, head: Head, marked: Marked) -> list[tuple[str, str]]:
    t = translator(asked.language)
    slot, name = asked.slot, side(asked.language)
    counts = "counts" if all(line.area for line in marked.lines) else "counts_whole"
    must = sum(line.must_be_mended for line in marked.lines)
    months = [month_name(month, asked.language) for month in slot.months]
    received = moment(head.received_at, asked.language) if head.received_at else MISSING
    return [
        ("campaign", getattr(slot.campaign.name, name)),
        ("unit", getattr(slot.unit.name, name)),
        ("month", " – ".join(dict.fromkeys((months[0], months[-1])))),
        ("file", asked.path.rpartition("/")[2]),
        ("receipt", head.receipt_id or t("slips.not_filed")),
        ("received_at", received),
        ("rows", t(f"slips.{counts}", taken=head.rows_taken, returned=head.rows_returned)),
        ("items", t("slips.item_counts", must=must, check=len(marked.lines) - must)),
        ("due", head.due_on.isoformat()),
        ("copy", head.copy_name if marked.copy else MISSING),
    ]


def _again(asked: Asked, head: Head, marked: Marked) -> str:
    """How the sender files again: where to, under what name, until when."""
    slot = asked.slot
    return translator(asked.language)(
        "slips.how_again",
        folder=f"{slot.campaign.id}/{folder_of(slot)}/",
        unit=slot.unit.name.zh,
        example=head.copy_name if marked.copy else asked.path.rpartition("/")[2],
        due=head.due_on.isoformat(),
    )


def _copy(asked: Asked, head: Head, marked: Marked) -> str:
    t = translator(asked.language)
    if marked.why_not:
        return t("slips.copy_failed", why=marked.why_not)
    if marked.copy is None:
        return t("slips.copy_none")
    return t("slips.copy_own" if marked.is_own else "slips.copy_texts", name=head.copy_name)


def _texts(line: Line, file: str, language: str) -> list[str]:
    t = translator(language)
    return [
        str(line.number),
        t("slips.must" if line.must_be_mended else "slips.check"),
        file,
        line.sheet,
        line.area,
        line.header,
        line.found,
        line.wrong,
        line.example,
        moment(line.since, language)[:DAY] if line.since else "",
    ]


def _link(file: str, marked: Marked, line: Line) -> str | None:
    """To the line's place in the copy, which lies beside the slip."""
    sheet = marked.sheets.get(line.sheet)
    if sheet is None:
        return None
    cell = line.cell or f"A{line.area.partition(':')[0] or 1}"
    quoted = sheet.replace("'", "''")
    return f"external:{file}#'{quoted}'!{cell}"


def _notes(page: Page, asked: Asked, notes: pl.DataFrame) -> None:
    t = translator(asked.language)
    places = Places(asked.mapping, [])
    page.header([t(f"slips.{name}") for name in ("sheet", "note_row", "header", "note")])
    for row in notes.head(SHOWN).iter_rows(named=True):
        header = places.find(row).header or _title(row, asked.language)
        at = row["source_row"]
        said = findings.note(t, row)
        page.row([row["source_sheet"] or "", str(at) if at else "", header, said])


def _title(row: dict[str, Any], language: str) -> str:
    table = TABLES.get(row["table_name"] or "")
    if table is None or not row["column_name"]:
        return ""
    return str(getattr(table.column(row["column_name"]), side(language)))


def _print(page: Page, footer: str) -> None:
    page.sheet.set_landscape()
    page.sheet.set_paper(A4)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.sheet.set_footer(f"&C{footer}")
