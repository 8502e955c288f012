"""What can be wrong with the rows of a table, as faults that are judged over the whole sheet."""

from functools import reduce
from operator import and_, or_

import polars as pl

from pipelines.conform.patterns import FORMULA_ERROR, NOT_WORKED_OUT, SPOILT_CODE
from pipelines.conform.rejects import TYPED, Fault
from pipelines.conform.sheet import Found
from pipelines.filing.slot import Slot
from warehouse.tables import Column, Table

REASONS = {
    "money": "not_a_number",
    "area": "not_a_number",
    "percent": "not_a_number",
    "integer": "not_a_whole_number",
    "date": "not_a_date",
    "month": "not_a_month",
    "project_code": "bad_code",
    "flag": "not_a_flag",
    "choice": "not_a_choice",
    "unit": "unknown_unit",
}
# Amounts add up, so one that is merged over several rows could be theirs together or each one's.
ADDED_UP = ("money", "area", "integer")
# A formula's remains, and how they begin: what is not there need not be searched for.
FORMULA_FAULTS = ((FORMULA_ERROR, "formula_error"), (NOT_WORKED_OUT, "not_worked_out"))
FORMULA_STARTS = ("#", "=", "Err:")


def shared_amounts(found: Found, merged: dict[int, list[int]]) -> list[Fault]:
    """Rows that share a merged amount, the first of them too."""
    return [
        Fault(
            pl.col("source_row").is_in(rows)
            & ~(pl.col(match.name).is_null() & pl.col(TYPED + match.name).is_null()),
            "merged_amount",
            match.name,
            pl.col(match.name),
        )
        for match in found.matches
        if (rows := merged.get(match.at)) and found.table.column(match.name).type in ADDED_UP
    ]


def unreadable(again: list[Column], table: Table, slot: Slot) -> list[Fault]:
    """Cells that are empty though required, or hold something else than their column says."""
    faults = [
        Fault(pl.col(column.name).is_null(), "missing", column.name)
        for column in table.columns
        if column.required
    ]
    for column in again:
        faults += _unreadable_cells(column, _allowed(column, slot))
    if table.one_of:
        nothing = reduce(and_, (pl.col(name).is_null() for name in table.one_of))
        faults.append(Fault(nothing, "nothing_filed"))
    return faults


def formulas(values: pl.DataFrame, here: list[Column]) -> list[Fault]:
    """Cells with the error of a formula, or one that was never worked out, in whatever column."""
    begins = values.select(
        reduce(or_, (pl.col(c.name).str.starts_with(start) for start in FORMULA_STARTS))
        .any()
        .alias(c.name)
        for c in here
    ).row(0)
    return [
        Fault(pl.col(c.name).str.contains(pattern), reason, c.name, pl.col(c.name))
        for c, is_there in zip(here, begins, strict=True)
        if is_there
        for pattern, reason in FORMULA_FAULTS
    ]


def _unreadable_cells(column: Column, allowed: str) -> list[Fault]:
    """Cells that hold something else than their column says, and are no formula's remains."""
    text = pl.col(column.name)
    if column.type not in REASONS:
        return []
    unread = text.is_not_null() & pl.col(TYPED + column.name).is_null()
    is_other = unread & ~(text.str.contains(FORMULA_ERROR) | text.str.contains(NOT_WORKED_OUT))
    if column.type != "project_code":
        return [Fault(is_other, REASONS[column.type], column.name, text, allowed)]
    is_spoilt = text.str.contains(SPOILT_CODE)
    return [
        Fault(is_other & is_spoilt, "code_as_number", column.name, text),
        Fault(is_other & ~is_spoilt, REASONS[column.type], column.name, text, allowed),
    ]


def _allowed(column: Column, slot: Slot) -> str:
    if column.type == "unit":
        return "、".join(unit.name.zh for unit in slot.campaign.contenders)
    return "、".join(choice.zh for choice in column.choices)


def misplaced(table: Table, slot: Slot) -> list[Fault]:
    """Rows that are not of the filing's months or, unless the office files, of the filing unit."""
    faults: list[Fault] = []
    expected = "、".join(slot.months)
    if table.kind == "monthly" and table.has("month"):
        faults.append(
            Fault(
                ~pl.col(TYPED + "month").is_in(slot.months),
                "other_month",
                "month",
                pl.col("month"),
                expected,
            )
        )
        if len(slot.months) > 1:
            faults.append(Fault(pl.col("month").is_null(), "missing", "month"))
    if table.dated_by:
        month = pl.col(TYPED + table.dated_by).dt.strftime("%Y-%m")
        outside = ~month.is_in(slot.months)
        value = pl.col(table.dated_by)
        faults.append(Fault(outside, "other_month", table.dated_by, value, expected))
    if table.has("unit_id"):
        faults.append(_of_another_unit(slot))
    return faults


def _of_another_unit(slot: Slot) -> Fault:
    if slot.unit == slot.campaign.office:
        return Fault(pl.col("unit_id").is_null(), "missing", "unit_id")
    return Fault(
        pl.col(TYPED + "unit_id") != slot.unit.code,
        "other_unit",
        "unit_id",
        pl.col("unit_id"),
        slot.unit.name.zh,
    )


def beyond_the_header(sent: list[str], found: Found) -> list[Fault]:
    """Rows of text with more cells than the header: a comma in a number makes two cells of it."""
    beyond = [name for name in sent if int(name) > found.right]
    if not beyond:
        return []
    value = pl.coalesce(beyond)
    return [Fault(value.is_not_null(), "too_many_cells", value=value)]
