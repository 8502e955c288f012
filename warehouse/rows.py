"""All rows of something to take away, in a fixed order, batch by batch: a table, or an answer.

What is asked for by name is looked up in the snapshot before it gets into a statement.
"""

import re
from collections.abc import Iterator
from typing import Any

from warehouse.connection import Connection
from warehouse.queries import needs, text

BATCH_ROWS = 5_000
MONTH = re.compile(r"\d{4}-\d{2}")
# Answers that are offered like tables: ready to be used, with names in the reader's language.
READY = ("standings_of_month",)
SCOPES = {"campaign": "campaign_id", "month": "month"}


class NotThere(Exception):
    """The snapshot has nothing of that name; the message says what there is, or what is missing."""


class NoSuchCampaign(NotThere):
    """The snapshot has no campaign of that id; the message lists those it has."""


class Rows:
    """What is asked for: its name, its columns with their SQL types, and its rows once."""

    def __init__(
        self, connection: Connection, name: str, sql: str, bound: dict[str, str] | None
    ) -> None:
        """Hold the question; nothing has been read yet."""
        self.name = name
        self._cursor = connection.cursor()
        self._sql, self._bound = sql, bound
        described = self._cursor.execute(f"describe {sql}", bound).fetchall()
        self.columns = [(row[0], row[1]) for row in described]

    def batches(self) -> Iterator[list[tuple[Any, ...]]]:
        """The rows, some thousand at a time."""
        answer = self._cursor.execute(self._sql, self._bound)
        while batch := answer.fetchmany(BATCH_ROWS):
            yield batch

    def count(self) -> int:
        """How many rows there are."""
        counted = self._cursor.execute(f"select count(*) from ({self._sql})", self._bound)
        return int(counted.fetchall()[0][0])


def tables(connection: Connection) -> list[str]:
    """The names of all tables of the snapshot."""
    found = connection.cursor().sql("select table_name from duckdb_tables() order by table_name")
    return [row[0] for row in found.fetchall()]


def known(connection: Connection, campaign: str | None) -> None:
    """Raise NoSuchCampaign unless the snapshot has that campaign, or none is named."""
    found = connection.cursor().sql("select campaign_id from campaigns").fetchall()
    campaigns = [row[0] for row in found]
    if campaign is not None and campaign not in campaigns:
        raise NoSuchCampaign(
            f"There is no campaign {campaign!r}. There are: {', '.join(campaigns)}."
        )


def of_table(
    connection: Connection, table: str, campaign: str | None = None, month: str | None = None
) -> Rows:
    """The rows of a table of the snapshot; of a campaign and month, where it has such columns."""
    described = connection.cursor().sql(f"describe {table}").fetchall()
    names = {row[0] for row in described}
    asked = {"campaign": campaign, "month": month}
    bound = {key: value for key, value in asked.items() if value and SCOPES[key] in names}
    scoped = " and ".join(f"{SCOPES[key]} = ${key}" for key in bound)
    where = f"where {scoped}" if scoped else ""
    return Rows(connection, table, f"select * from {table} {where} order by all", bound or None)


def asked_for(
    connection: Connection, name: str, campaign: str | None, month: str | None, language: str
) -> Rows:
    """A table by its name, or what is ready made. Raises NotThere."""
    known(connection, campaign)
    if month and not MONTH.fullmatch(month):
        raise NotThere(f"There is no month {month!r}. Months are written YYYY-MM.")
    if name in READY:
        asked = {"campaign": campaign, "month": month, "language": language}
        bound = {key: value for key, value in asked.items() if value and key in needs(name)}
        if missing := sorted(needs(name) - bound.keys()):
            raise NotThere(f"{name!r} needs {', '.join(missing)}.")
        return Rows(connection, name, text(name), bound)
    if name not in tables(connection):
        raise NotThere(f"There is no table {name!r}.")
    return of_table(connection, name, campaign, month)
