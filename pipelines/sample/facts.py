"""What is in the sample, in plain Python: the rows as they should arrive in the warehouse.

For tests that work figures out for themselves: no reader, no store and no SQL stands between.
"""

from dataclasses import dataclass
from datetime import datetime

from pipelines.sample.filed import Filed, build
from pipelines.sample.model import Row, Value
from warehouse.tables import TABLES


@dataclass(frozen=True)
class FiledTable:
    """A table as it was filed. `rows` hold every column of the table; `rejected` are those planted
    to be turned away. `source_rows` are the sheet's numbers of `rows`, in order.
    """

    campaign: str
    unit: str
    month: str
    table: str
    filed_at: datetime
    late: bool
    corrects: bool
    after_publication: bool
    file: str
    sheet: str
    rows: list[dict[str, Value]]
    source_rows: list[int]
    rejected: list[dict[str, Value]]


@dataclass(frozen=True)
class Truth:
    """By campaign, every table that was filed, in order of filing."""

    campaigns: dict[str, list[FiledTable]]

    def current(self, campaign: str, table: str, month: str | None = None) -> list[FiledTable]:
        """The latest filing of the table per unit and month (of all months without `month`)."""
        latest = {
            (filed.unit, filed.month): filed
            for filed in self.campaigns[campaign]
            if filed.table == table and month in (None, filed.month)
        }
        return list(latest.values())

    def register(self, campaign: str, table: str, month: str) -> list[dict[str, Value]]:
        """The rows of a register as they stand for the month: each unit's latest list up to it."""
        latest = {
            filed.unit: filed
            for filed in sorted(
                self.current(campaign, table), key=lambda one: (one.month, one.filed_at)
            )
            if filed.month <= month
        }
        return [row for filed in latest.values() for row in filed.rows]


def truth(seed: int = 2021) -> Truth:
    """The truth of the sample with that seed. Do not change what it returns: it is shared."""
    campaigns: dict[str, list[FiledTable]] = {}
    for filed in build(seed):
        campaigns.setdefault(filed.filing.campaign, []).extend(_tables(filed))
    return Truth(campaigns)


def _tables(filed: Filed) -> list[FiledTable]:
    filing = filed.filing
    return [
        FiledTable(
            campaign=filing.campaign,
            unit=filing.unit,
            month=filing.month,
            table=table,
            filed_at=filing.filed_at,
            late=filing.late,
            corrects=filing.corrects,
            after_publication=filing.after_publication,
            file=filed.files[table],
            sheet=filed.grids[table].sheet if filed.style.format == "xlsx" else "",
            rows=[_full(table, row) for row in rows if not row.rejected],
            source_rows=[
                number
                for number, row in zip(filed.grids[table].row_numbers, rows, strict=True)
                if not row.rejected
            ],
            rejected=[_full(table, row) for row in rows if row.rejected],
        )
        for table, rows in filing.tables.items()
    ]


def _full(table: str, row: Row) -> dict[str, Value]:
    return {column.name: row.values.get(column.name) for column in TABLES[table].columns}
