"""The rows of a found table, typed, and the rejects among them."""

import re
from dataclasses import dataclass

import polars as pl

from campaigns.model import names_of
from pipelines.conform import unfilled
from pipelines.conform.body import body
from pipelines.conform.faults import (
    ADDED_UP,
    beyond_the_header,
    formulas,
    misplaced,
    shared_amounts,
    unreadable,
)
from pipelines.conform.notes import note, spans
from pipelines.conform.patterns import MONTH_AS_DATE, OWN_UNIT, SERIAL
from pipelines.conform.rejects import TYPED, judge
from pipelines.conform.sheet import Found
from pipelines.conform.values import FULL_WIDTH, plain, written
from pipelines.filing.slot import Slot
from pipelines.read.grid import Grid
from warehouse.tables import Column, Table

# Ways of writing that are read as something that does not stand there to the letter.
READ_AS = (
    ("serial_date", "date", SERIAL),
    ("month_as_date", "date", MONTH_AS_DATE),
    ("own_unit", "money", OWN_UNIT),
)


@dataclass(frozen=True)
class Rows:
    """The good rows of a table with their row numbers, its rejects, notes, and all notes' texts.

    `is_filed` is false for a month's table in which nothing was filled in.
    """

    frame: pl.DataFrame
    rejects: pl.DataFrame
    notes: list[dict[str, object]]
    texts: tuple[str, ...]
    is_filed: bool = True


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
    texts, empty = unfilled.told_apart(texts, table)
    values, again = _typed(texts, found, slot, grid)
    faults = [*formulas(values, here), *unreadable(again, table, slot)]
    faults += misplaced(table, slot)
    faults += shared_amounts(found, told.merged)
    if grid.padded and found.is_last:
        faults += beyond_the_header(sent, found)
    good, rejects = judge(table.name, values, faults, sent)
    frame = values.filter(good).select(
        "source_sheet",
        "source_row",
        *(_final(column, table, slot).alias(column.name) for column in table.columns),
    )
    notes = [*told.notes, *_read_as(values, again, found, grid), *_merged(found, told.merged, grid)]
    is_filed = table.kind == "register" or not values.is_empty()
    notes += unfilled.notes(table, grid.sheet, empty, is_filed=is_filed)
    return Rows(frame, rejects, notes, told.texts, is_filed)


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


def _final(column: Column, table: Table, slot: Slot) -> pl.Expr:
    """A column's values, with the filing's own unit and month where a row leaves them blank."""
    value = pl.col(TYPED + column.name)
    if column.type == "unit" and slot.unit != slot.campaign.office:
        return value.fill_null(pl.lit(slot.unit.code))
    if column.name == "month" and table.kind == "monthly" and len(slot.months) == 1:
        return value.fill_null(pl.lit(slot.months[0]))
    return value
