"""What is checked, laid out once: the current rows in memory, with what they are compared with.

Each rule by itself would look for the current rows again and sort a million of them by project. So
the tables of `ground/` are made first, one for each table that is filed and some for what lies
across; rules only filter and join them. `row_id` leads back to the row of the store.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import cast

import polars as pl

from campaigns import Campaign, Definition
from campaigns.calendar import months
from campaigns.model import names_of
from expectations.rules import CheckError, with_thresholds
from warehouse.connection import Connection, Error
from warehouse.store import Store
from warehouse.store.schema import current_rows
from warehouse.tables import TABLES, Table

HERE = Path(__file__).parent / "ground"
NEEDS = re.compile(r"^-- needs: (.*)$", re.MULTILINE)
KEPT = ("campaign_id", "filing_id", "filed_by", "filing_month")


@dataclass(frozen=True)
class Ground:
    """A connection in which a table's name is what is checked of it, and the store's own name."""

    connection: Connection
    store: str

    def frame(self, sql: str, **params: object) -> pl.DataFrame:
        """The answer to a question; values are bound."""
        return cast(pl.DataFrame, self.connection.sql(sql, params=params or None).pl())


@contextmanager
def laid_out(store: Store, definitions: Mapping[str, Definition]) -> Iterator[Ground]:
    """Lay out what the store holds and the campaigns say; it is gone after the block.

    Raises CheckError where that fails.
    """
    connection = store.connection.cursor()
    name = f'"{connection.sql("select current_database()").fetchall()[0][0]}"'
    connection.execute("attach ':memory:' as checked")
    try:
        connection.execute("use checked")
        connection.execute(_text("macros"))
        for table, frame in _campaigns([each.campaign for each in definitions.values()]).items():
            connection.register("incoming", frame)
            connection.execute(f"create table {table} as select * from incoming")
            connection.unregister("incoming")
        for table in _order():
            _make(connection, table, _select(table, name))
        yield Ground(connection, name)
    finally:
        connection.execute(f"use {name}")
        connection.execute("detach checked")
        connection.close()


def _make(connection: Connection, table: str, select: str) -> None:
    try:
        connection.execute(f"create table {table} as {select}")
    except Error as error:
        raise CheckError(f"ground/{table}: it could not be laid out: {error}") from error


def _campaigns(campaigns: list[Campaign]) -> dict[str, pl.DataFrame]:
    """When campaigns begin and end, and the names of places that indicators may be filed for."""
    spans = [(each.id, each.period.start, each.period.end, months(each)) for each in campaigns]
    return {
        "campaigns": pl.DataFrame(
            [(name, start, end, run[0].month, run[-1].month) for name, start, end, run in spans],
            schema=["campaign_id", "starts_on", "ends_on", "first_month", "last_month"],
            orient="row",
        ),
        "places": pl.DataFrame(
            [(each.id, name) for each in campaigns for name in sorted(_places(each))],
            schema={"campaign_id": pl.String, "place": pl.String},
            orient="row",
        ),
    }


def _places(campaign: Campaign) -> set[str]:
    units = [*campaign.units, *([campaign.place] if campaign.place else [])]
    benchmarks = (
        {each.code, each.name.zh, each.name.en, *each.aliases} for each in campaign.benchmarks
    )
    return set().union(*map(names_of, units), *benchmarks)


def _order() -> list[str]:
    """Every table to be made, each after those that it is made of."""
    made = {*TABLES, *(path.stem for path in HERE.glob("*.sql"))} - {"macros"}
    needs = {name: sorted(_needs(name) & made) for name in sorted(made)}
    return list(TopologicalSorter(needs).static_order())


def _needs(name: str) -> set[str]:
    return {need for line in NEEDS.findall(_text(name)) for need in line.split(", ")}


def _select(name: str, store: str) -> str:
    rows = _rows(TABLES[name], store) if name in TABLES else ""
    return _text(name).replace("{rows}", rows)


def _text(name: str) -> str:
    """The file of that name; a table that nothing is to be added to has none."""
    path = HERE / f"{name}.sql"
    return with_thresholds(path.read_text("utf-8")) if path.exists() else "{rows}"


def _rows(table: Table, store: str) -> str:
    """The current rows of a table, and the months that their filings speak of."""
    names = ", ".join((*KEPT, *table.names))
    return f"""
        select
            {names},
            row_id,
            last_month as filed_until,
            last_day((last_month || '-01')::date) as filing_ends_on,
        from ({current_rows(table, store, "filed.rowid as row_id")}) as filed
        join {store}.filings using (filing_id)
        join (select receipt_id, last_month from {store}.readings) using (receipt_id)
    """
