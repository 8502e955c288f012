"""What a filing would take the place of, row by row.

A month's rows replace those filed for the same unit, table and month; a list replaces the list as
it stands at that month. Rows are the same by the key of their table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from warehouse.store import Filing, Reading, Store
from warehouse.tables import ORIGIN, Table

Kind = Literal["added", "changed", "dropped"]

SAME_MONTHS = """
select filing_id from slots
where
    filed_by = $unit and table_name = $name and not is_register
    and list_contains($months, month)
"""
AS_IT_STANDS = """
select arg_max(filing_id, month) as filing_id from slots
where filed_by = $unit and table_name = $name and is_register and month <= $months[1]
"""
SUPERSEDED = """
select filings.receipt_id, readings.received_at, readings.path as source_file
from slots
join filings using (filing_id)
join readings using (receipt_id)
where
    slots.filed_by = $unit
    and list_contains($names, slots.table_name)
    and list_contains($months, slots.month)
    and (not slots.is_register or slots.month = $months[1])
order by readings.received_at desc, readings.path desc
limit 1
"""


@dataclass(frozen=True)
class RowChange:
    """A row that a filing adds, changes or drops.

    `row` is the new row, or the dropped one. `values` are the columns that differ, old and new;
    none where a row is added or dropped.
    """

    table: Table
    kind: Kind
    row: Mapping[str, Any]
    values: Mapping[str, tuple[Any, Any]]


def before(store: Store, reading: Reading, filing: Filing) -> pl.DataFrame:
    """The rows that stand now where those of the filing would stand."""
    table, months = filing.table, list(reading.months)
    instead = AS_IT_STANDS if filing.is_register else SAME_MONTHS
    by_month = not filing.is_register and table.has("month")
    return store.frame(
        f"""
        select * from current_{table.name}
        where
            filing_id in ({instead})
            and {"list_contains($months, month)" if by_month else "true"}
        """,
        unit=reading.filed_by,
        name=table.name,
        months=months,
    )


def superseded(store: Store, reading: Reading) -> dict[str, Any] | None:
    """The latest filing that fills a slot of this one; None where the slots are empty."""
    found = store.frame(
        SUPERSEDED,
        unit=reading.filed_by,
        names=[each.table.name for each in reading.filings if each.state != "refused"],
        months=list(reading.months),
    )
    return found.row(0, named=True) if found.height else None


def is_first(store: Store, reading: Reading) -> bool:
    """Whether nothing of the unit has been taken yet for the (last) month of this filing."""
    found = store.frame(
        "select * from slots where filed_by = $unit and month = $month",
        unit=reading.filed_by,
        month=reading.months[-1],
    )
    return found.is_empty()


def row_changes(filing: Filing, old: pl.DataFrame) -> Iterator[RowChange]:
    """The rows that differ, in the order of the new filing, those dropped last.

    What may be confidential is compared only where the old value is there to be seen.
    """
    table = filing.table
    if filing.state == "refused":
        return
    names = [name for name in table.names if name not in ORIGIN]
    there = {_key(table, row): row for row in old.select(names).iter_rows(named=True)}
    for row in filing.frame.select(names).iter_rows(named=True):
        known = there.pop(_key(table, row), None)
        if known is None:
            yield RowChange(table, "added", row, {})
        elif values := _differing(table, known, row):
            yield RowChange(table, "changed", row, values)
    for row in there.values():
        yield RowChange(table, "dropped", row, {})


def _key(table: Table, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in table.key)


def _differing(
    table: Table, old: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, tuple[Any, Any]]:
    return {
        name: (old[name], value)
        for name, value in new.items()
        if value != old[name] and not (name in table.hidden and old[name] is None)
    }
