"""What is wrong with some filings: spoilt cells, rows and sheets, and the reject that must follow.

Cells of the second record are spoilt, so that rows before and after it have to come out as ever.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.corpus.recipe import (
    CODE,
    COLUMNS,
    IN_MONTH,
    LABELS,
    RECORDS,
    REGISTERED,
    STARTED,
    STATUS,
    TO_DATE,
    WORDS,
    Laid,
)
from tests.formats import Error, Percent, Unworked

SPOILT = 1
# Sheet, row from 1, column, reason; without sheet or row where a whole file or sheet is refused.
Reject = tuple[str | None, int | None, str | None, str]
EVERYWHERE, WORKBOOKS, TEXT = "everywhere", "workbooks", "text"


@dataclass(frozen=True)
class Fault:
    """A way of spoiling a table. `spoil` does it, and gives the records lost and the rejects."""

    name: str
    spoil: Callable[[Laid], tuple[set[int], set[Reject]]]
    where: str = EVERYWHERE


def _cell(column: str, value: Any, reason: str) -> Callable[[Laid], tuple[set[int], set[Reject]]]:
    def spoil(laid: Laid) -> tuple[set[int], set[Reject]]:
        laid.type_over(SPOILT, column, value)
        sheet, row = laid.row_of(SPOILT)
        return {SPOILT}, {(sheet.name, row + 1, column, reason)}

    return spoil


def _cells() -> Iterable[Fault]:
    """What people, and programs, type into a cell that is to hold something else."""
    amounts = ("约1200", "1200左右", "1,23", "12..5", "—12—", "一千二百", "1200?", "待定", "1200万")
    for text in (*amounts, "3.5e8", "1 200,5", "600万美元"):
        yield Fault(f"amount {text}", _cell(IN_MONTH, text, "not_a_number"))
    for text in ("2021-02-30", "2021-13-01", "九月底", "2021年9月31日", "30.9.2021", "2021年"):
        yield Fault(f"date {text}", _cell(STARTED, text, "not_a_date"))
    yield Fault("status", _cell(STATUS, "在建中？", "not_a_choice"))
    yield Fault("flag", _cell(REGISTERED, "可能", "not_a_flag"))
    for text in ("2017-330382", "无代码", "2017-330382-04-01-00000X", "2017_330382_04_01_000002"):
        yield Fault(f"code {text}", _cell(CODE, text, "bad_code"))
    for text in ("2.01733E+19", "20173303820401000000"):
        yield Fault(f"code {text}", _cell(CODE, text, "code_as_number"))
    yield Fault("no code", _cell(CODE, None, "missing"))
    as_number = _cell(CODE, 20173303820401000002, "code_as_number")
    yield Fault("code as number", as_number, WORKBOOKS)
    yield Fault("percent", _cell(TO_DATE, Percent(0.875), "not_a_number"))
    for column in (CODE, TO_DATE, STARTED, WORDS):
        yield Fault(f"#REF! {column}", _cell(column, Error("#REF!"), "formula_error"))
    for error in ("#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!"):
        yield Fault(error, _cell(IN_MONTH, Error(error), "formula_error"))
    yield Fault("serial in text", _cell(STARTED, 44469, "not_a_date"), TEXT)


def _unworked(laid: Laid) -> tuple[set[int], set[Reject]]:
    return _cell(TO_DATE, Unworked("C2+D2"), "not_worked_out")(laid)


def _twice(laid: Laid) -> tuple[set[int], set[Reject]]:
    """A project that is given in two rows: none is surely right."""
    laid.type_over(SPOILT, CODE, RECORDS[0].code)
    both = [laid.row_of(0), laid.row_of(SPOILT)]
    return {0, SPOILT}, {(sheet.name, row + 1, CODE, "duplicate_key") for sheet, row in both}


def _nothing(laid: Laid) -> tuple[set[int], set[Reject]]:
    """A project without anything about it: not filed, which is said and no fault."""
    for column in COLUMNS[1:]:
        laid.type_over(SPOILT, column, "—")
    laid.notes.add("not_filed")
    return {SPOILT}, set()


def _merged(laid: Laid) -> tuple[set[int], set[Reject]]:
    """An amount over two records: each one's, or both of theirs?"""
    sheet, row, at = laid.places[SPOILT, TO_DATE]
    laid.type_over(SPOILT + 1, TO_DATE, None)
    below = laid.row_of(SPOILT + 1)[1]
    sheet.merges.append((row, at, below, at))
    rows = (row + 1, below + 1)
    return {SPOILT, SPOILT + 1}, {(sheet.name, at, TO_DATE, "merged_amount") for at in rows}


def _several(laid: Laid) -> tuple[set[int], set[Reject]]:
    """All that is wrong with a row is said at once."""
    wrong = {IN_MONTH: "约5", STATUS: "？", STARTED: "昨天", REGISTERED: "半"}
    for column, value in wrong.items():
        laid.type_over(SPOILT, column, value)
    sheet, row = laid.row_of(SPOILT)
    reasons = ("not_a_number", "not_a_choice", "not_a_date", "not_a_flag")
    return {SPOILT}, {
        (sheet.name, row + 1, column, reason) for column, reason in zip(wrong, reasons, strict=True)
    }


def _slip(laid: Laid) -> tuple[set[int], set[Reject]]:
    """A comma in a number makes a row of text one cell longer than its header."""
    sheet, row = laid.row_of(SPOILT)
    right = max(column for _, column in sheet.cells)
    sheet.cells[row, right + 1] = "基坑支护"
    return {SPOILT}, {(sheet.name, row + 1, None, "too_many_cells")}


ROWS = (
    Fault("not worked out", _unworked),
    Fault("twice", _twice),
    Fault("nothing filed", _nothing),
    Fault("several", _several),
)
FAULTS: tuple[Fault, ...] = (*_cells(), *ROWS)
# These need two rows below each other, or the end of a row to themselves.
OF_PLAIN_TABLES = (Fault("merged amount", _merged, WORKBOOKS), Fault("slip", _slip, TEXT))


# What makes a whole sheet impossible to take.


def _label(column: str, text: str | None) -> Callable[[Laid], None]:
    def spoil(laid: Laid) -> None:
        sheet, _, at = laid.places[0, column]
        sheet.cells[_header_row(laid), at] = text

    return spoil


def _header_row(laid: Laid) -> int:
    """The row of labels, which is the first that names the code."""
    sheet = laid.sheets[0]
    return next(row for (row, _), value in sorted(sheet.cells.items()) if value == LABELS[CODE])


def _line(text: str) -> Callable[[Laid], None]:
    def spoil(laid: Laid) -> None:
        laid.sheets[0].cells[0, 0] = text

    return spoil


def _second_unit(laid: Laid) -> None:
    laid.sheets[0].cells[0, 5] = "单位：千元"


# For a sheet whose first row is the line 单位：亿元 and the second the header.
OF_SHEETS: tuple[tuple[str, Callable[[Laid], None], str], ...] = (
    ("no code column", _label(CODE, "代号"), "no_column"),
    ("two columns of one name", _label(WORDS, LABELS[TO_DATE]), "column_twice"),
    ("month of another filing", _line("2021年9月重大项目月度进展表（亿元）"), "other_month_stated"),
    ("unit of another filing", _line("填报单位：虹桥镇   单位：亿元"), "other_unit_stated"),
    ("dollars", _line("单位：万美元"), "unknown_money_unit"),
    ("two units", _second_unit, "units_disagree"),
)
