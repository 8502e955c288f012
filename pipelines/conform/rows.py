"""The rows of a found table, typed, and the rejects among them."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_

import polars as pl

from campaigns.model import names_of
from pipelines.conform.header import Found
from pipelines.conform.rejects import Fault, judge
from pipelines.conform.values import plain, present, written
from pipelines.filing.slot import Slot
from pipelines.read.grid import Grid
from warehouse.tables import Column, Table

TOTAL = r"(?i)^\s*(合\s*计|总\s*计|小\s*计|t\s*o\s*t\s*a\s*l)\s*$"
NOTE = r"(?i)^(注|备注|说明|填表|填报|审核|制表|负责人|单位负责人|联系|本表|note)"
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


@dataclass(frozen=True)
class Rows:
    """The good rows of a sheet with their row numbers, its rejects, and the notes at its foot."""

    frame: pl.DataFrame
    rejects: pl.DataFrame
    notes: tuple[str, ...]


def take(grid: Grid, found: Found, slot: Slot) -> Rows:
    """Every row below the header: typed, rejected with a reason, or known as the form's foot."""
    sent = grid.cells.columns
    below, notes = _without_foot(grid, found)
    table = found.table
    here = [column for column in table.columns if column.name in found.columns]
    texts = below.with_columns(
        *(pl.col(str(found.columns[column.name])).alias(column.name) for column in here),
        *(
            pl.lit(None, dtype=pl.String).alias(column.name)
            for column in table.columns
            if column not in here
        ),
    )
    values = _typed(texts, found, slot)
    faults = [*_unreadable(here, table, slot), *_misplaced(table, slot)]
    if grid.padded:
        faults += _beyond_the_header(sent, found)
    good, rejects = judge(table.name, values, faults, sent)
    frame = values.filter(good).select(
        "source_sheet",
        "source_row",
        *(_final(column, table, slot).alias(column.name) for column in table.columns),
    )
    return Rows(frame, rejects, notes)


def title_month(texts: tuple[str, ...]) -> str | None:
    """The month that a title states (`2021年10月…进展表`); None where it states none or several."""
    titles = [text for text in texts if not re.search(r"日期|时间", text)]
    months = {
        f"{match[1]}-{int(match[2]):02d}"
        for text in titles
        for match in re.finditer(r"(\d{4})年(\d{1,2})月(?!\s*\d{1,2}日|\s*[-—–至到])", text)
    }
    return months.pop() if len(months) == 1 else None


def _without_foot(grid: Grid, found: Found) -> tuple[pl.DataFrame, tuple[str, ...]]:
    cells = pl.col(grid.cells.columns)
    sent = grid.cells.slice(found.first_row)
    below = sent.select(
        pl.int_range(pl.len(), dtype=pl.Int32).add(found.first_row + 1).alias("source_row"),
        *present(sent),
        pl.lit(grid.sheet, dtype=pl.String).alias("source_sheet"),
    )
    marked = below.with_columns(
        filled=pl.sum_horizontal(cells.is_not_null()),
        first=pl.coalesce(cells),
        is_total=pl.any_horizontal(pl.col(sent.columns[:3]).str.contains(TOTAL)).fill_null(False),
    ).with_columns(is_note=(pl.col("filled") == 1) | pl.col("first").str.contains(NOTE))
    data = marked.filter(pl.col("filled") > 0, ~pl.col("is_total"), ~pl.col("is_note"))
    return data.select(below.columns), tuple(marked.filter("is_note")["first"])


def _typed(texts: pl.DataFrame, found: Found, slot: Slot) -> pl.DataFrame:
    """The texts with the value of each beside it; what is plain is not looked at twice."""
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
    return values.with_columns(
        pl.coalesce(
            TYPED + c.name,
            written(pl.col(c.name), c, money_unit=money_unit(c), units=units),
        ).alias(TYPED + c.name)
        for c in again
    )


def _unreadable(here: list[Column], table: Table, slot: Slot) -> list[Fault]:
    """Cells that are empty though required, or hold something else than their column says."""
    faults = [
        Fault(pl.col(column.name).is_null(), "missing", column.name)
        for column in table.columns
        if column.required
    ]
    faults += [
        Fault(
            pl.col(column.name).is_not_null() & pl.col(TYPED + column.name).is_null(),
            REASONS[column.type],
            column.name,
            pl.col(column.name),
            _allowed(column, slot),
        )
        for column in here
        if column.type in REASONS
    ]
    if table.one_of:
        nothing = reduce(and_, (pl.col(name).is_null() for name in table.one_of))
        faults.append(Fault(nothing, "nothing_filed"))
    return faults


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
    beyond = [name for name in sent if int(name) > found.last_labelled]
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
