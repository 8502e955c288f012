"""What a store is made of: its own ledger, a table for each that units file, and their views.

A store remembers the hash of all that, so that one of another version is not taken for today's.
"""

import functools
import hashlib
from pathlib import Path

from warehouse.connection import Connection
from warehouse.tables import ORIGIN, TABLES, Table

HERE = Path(__file__).parent
# The ledger, and then the views of it, in any order.
OWN = ("schema", "returned", "known_errors")


def statements() -> list[str]:
    """Everything that makes a store, and last what says that it is whole."""
    made_by = f"create table if not exists made_by as select '{_sha256()}' as schema_sha256"
    return [*_tables_and_views(), made_by]


def is_new(connection: Connection) -> bool:
    """Whether nothing has been made yet."""
    return not connection.sql("select table_name from duckdb_tables()").fetchall()


def is_of_today(connection: Connection) -> bool:
    """Whether the store was made, to its end, as it would be made today."""
    tables = connection.sql("select table_name from duckdb_tables()").fetchall()
    if ("made_by",) not in tables:
        return False
    return connection.sql("select schema_sha256 from made_by").fetchall() == [(_sha256(),)]


@functools.cache
def _sha256() -> str:
    return hashlib.sha256("\n".join(_tables_and_views()).encode()).hexdigest()


def _tables_and_views() -> list[str]:
    own = [make(table) for table in TABLES.values() for make in (_create, _current)]
    return [*((HERE / f"{name}.sql").read_text("utf-8") for name in OWN), *own]


def _create(table: Table) -> str:
    columns = [f"{name} {kind} not null" for name, kind in ORIGIN.items()]
    columns += [f"{column.name} {column.sql_type}" for column in table.columns]
    return f"create table if not exists {table.name} ({', '.join(columns)})"


def current_rows(table: Table, store: str = "", also: str = "") -> str:
    """A select of the rows that count: those whose filing fills the slot of their month.

    `store` is the name of the database, where it is not the connection's own; `also` what is
    wanted besides the columns.
    """
    is_monthly = table.kind == "monthly" and table.has("month")
    by_month = "and slots.month = filed.month" if is_monthly else ""
    at = f"{store}." if store else ""
    return (
        f"select *{', ' if also else ''}{also} from {at}{table.name} as filed "
        f"semi join {at}slots on slots.filing_id = filed.filing_id {by_month}"
    )


def _current(table: Table) -> str:
    return f"create or replace view current_{table.name} as {current_rows(table)}"
