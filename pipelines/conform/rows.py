"""The rows of a found table, typed, and the rejects among them."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import polars as pl

from campaigns.model import names_of
from pipelines.conform.body import body
from pipelines.conform.notes import note, spans
from pipelines.conform.rejects import Fault, judge
from pipelines.conform.sheet import Found
from pipelines.conform.values import (
    FORMULA_ERROR,
    FULL_WIDTH,
    MONTH_AS_DATE,
    NOT_WORKED_OUT,
    OWN_UNIT,
    SERIAL,
    SPOILT_CODE,
    plain,
    written,
)
from pipelines.filing.slot import Slot
from pipelines.read.grid import Grid
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
TYPED = "typed "  # put before a column's name to hold its value beside its text


# Amounts add up, so one that is merged over several rows could be theirs together or each one's.
ADDED_UP = ("money", "area", "integer")
# A formula's remains, and how they begin: what is not there need not be searched for.
FORMULA_FAULTS = ((FORMULA_ERROR, "formula_error"), (NOT_WORKED_OUT, "not_worked_out"))
FORMULA_STARTS = ("#", "=", "Err:")
# Ways of writing that are read as something that does not stand there to the letter.
READ_AS = (
    ("serial_date", "date", SERIAL),
    ("month_as_date", "date", MONTH_AS_DATE),
    ("own_unit", "money", OWN_UNIT),
)


@dataclass(frozen=True)
class Rows:
    """The good rows of a table with their row numbers, its rejects, notes, and all notes' texts."""

    frame: pl.DataFrame
    rejects: pl.DataFrame
    notes: list[dict[str, object]]
    texts: tuple[str, ...]


def take(grid: Grid, found: Found, slot: Slot) -> Rows:
    """Every row below the header: typed, rejected with a reason, or named as what else it is."""
    sent = grid.cells.columns
    told = body(grid, found)
    table = found.table
    here = [column for column in table.columns if column.name in found.columns]
    texts = told.data.with_columns(
        *(pl.col(str(found.columns[column.name])).alias(column.name) for column in here),
        *(
            pl.lit(None, dtype=pl.String).alias(column.name)
            for column in table.columns
            if column not in here
        ),
    )
    values, again = _typed(texts, found, slot, grid)
    faults = [*_formulas(values, here), *_unreadable(again, table, slot)]
    faults += _misplaced(table, slot)
    faults += _shared_amounts(found, told.merged)
    if grid.padded and found.is_last:
        faults += _beyond_the_header(sent, found)
    good, rejects = judge(table.name, values, faults, sent)
    frame = values.filter(good).select(
        "source_sheet",
        "source_row",
        *(_final(column, table, slot).alias(column.name) for column in table.columns),
    )
    notes = [*told.notes, *_read_as(values, again, found, grid), *_merged(found, told.merged, grid)]
    return Rows(frame, rejects, notes, told.texts)


def title_month(texts: tuple[str, ...]) -> str | None:
    """The month that a title states (`2021年10月…进展表`); None where it states none or several."""
    titles = [text for text in texts if not re.search(r"日期|时间", text)]
    months = {
        f"{match[1]}-{int(match[2]):02d}"
        for text in titles
        for match in re.finditer(r"(\d{4})年(\d{1,2})月(?!\s*\d{1,2}日|\s*[-—–至到])", text)
    }
    return months.pop() if len(months) == 1 else None


def _typed(
    texts: pl.DataFrame, found: Found, slot: Slot, grid: Grid
) -> tuple[pl.DataFrame, list[Column]]:
    """The texts with the value of each beside it, and the columns that were looked at twice."""
    units = {name: unit.code for unit in slot.campaign.contenders for name in names_of(unit)}

    def money_unit(column: Column) -> str:
        return found.money.get(column.name) or found.money_line or slot.campaign.money_unit

    columns = found.table.columns
    values = texts.with_columns(
        plain(pl.col(c.name), c, money_unit=money_unit(c), units=units).alias(TYPED + c.name)
        for c in columns
    )
    left = values.select(
        (pl.col(c.name).is_not_null() & pl.col(TYPED + c.name).is_null()).any().alias(c.name)
        for c in columns
    ).row(0)
    again = [column for column, is_left in zip(columns, left, strict=True) if is_left]
    told = values.with_columns(
        pl.coalesce(
            TYPED + c.name,
            written(
                pl.col(c.name),
                c,
                money_unit=money_unit(c),
                units=units,
                day_zero=grid.day_zero,
            ),
        ).alias(TYPED + c.name)
        for c in again
    )
    return told, again


def _read_as(
    values: pl.DataFrame, again: list[Column], found: Found, grid: Grid
) -> list[dict[str, object]]:
    """A note for each column with values that were read as what does not stand there."""
    asked = [
        (kind, column, pattern)
        for kind, type_, pattern in READ_AS
        for column in again
        if column.type == type_
    ]
    if not asked:
        return []
    masks = values.select(
        (
            pl.col(column.name).str.replace_many(FULL_WIDTH).str.contains(pattern)
            & pl.col(TYPED + column.name).is_not_null()
        )
        .fill_null(False)
        .alias(str(number))
        for number, (_, column, pattern) in enumerate(asked)
    )
    notes = []
    for mask, (kind, column, _) in zip(masks, asked, strict=True):
        rows = values["source_row"].filter(mask)
        if rows.len():
            first = mask.arg_max() or 0
            read = f"{values[first, column.name]} → {values[first, TYPED + column.name]}"
            place = {"table": found.table.name, "sheet": grid.sheet, "row": rows[0]}
            notes.append(note(kind, **place, column=column.name, value=read, detail=spans(rows)))
    return notes


def _merged(found: Found, merged: dict[int, list[int]], grid: Grid) -> list[dict[str, object]]:
    """A note for each column in which merged cells were read as standing for all of their rows."""
    return [
        note(
            "merged_cells",
            table=found.table.name,
            sheet=grid.sheet,
            row=min(rows),
            column=match.name,
            value=match.label,
            detail=spans(rows),
        )
        for match in found.matches
        if (rows := merged.get(match.at)) and found.table.column(match.name).type not in ADDED_UP
    ]


def _shared_amounts(found: Found, merged: dict[int, list[int]]) -> list[Fault]:
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


def _unreadable(again: list[Column], table: Table, slot: Slot) -> list[Fault]:
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


def _formulas(values: pl.DataFrame, here: list[Column]) -> list[Fault]:
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


def _misplaced(table: Table, slot: Slot) -> list[Fault]:
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


def _beyond_the_header(sent: list[str], found: Found) -> list[Fault]:
    beyond = [name for name in sent if int(name) > found.right]
    if not beyond:
        return []
    value = pl.coalesce(beyond)
    return [Fault(value.is_not_null(), "too_many_cells", value=value)]


def _final(column: Column, table: Table, slot: Slot) -> pl.Expr:
    """A column's values, with the filing's own unit and month where a row leaves them blank."""
    value = pl.col(TYPED + column.name)
    if column.type == "unit" and slot.unit != slot.campaign.office:
        return value.fill_null(pl.lit(slot.unit.code))
    if column.name == "month" and table.kind == "monthly" and len(slot.months) == 1:
        return value.fill_null(pl.lit(slot.months[0]))
    return value
