"""A SQLAlchemy dialect for DuckDB, as small as checks need it: it reads, and it reflects columns.

The published drivers do not work with Great Expectations: it leaves a connection before it fetches,
the connection rolls back, and the pending result is gone. Here a cursor fetches at once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

import duckdb
import sqlalchemy as sa
from sqlalchemy import pool, types
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.base import PGDialect

from warehouse.connection import Connection

TYPES: dict[str, type[types.TypeEngine[Any]]] = {
    "BIGINT": types.BIGINT,
    "INTEGER": types.INTEGER,
    "DOUBLE": types.DOUBLE,
    "VARCHAR": types.VARCHAR,
    "BOOLEAN": types.BOOLEAN,
    "DATE": types.DATE,
    "TIMESTAMP": types.TIMESTAMP,
    "DECIMAL": types.NUMERIC,
}


class _Cursor:
    """Rows are fetched when the statement runs, so they outlive the connection's rollback."""

    arraysize = 1000
    rowcount = -1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None

    def execute(self, sql: str, parameters: Sequence[object] | None = None) -> None:
        result = self._connection.execute(sql, parameters or None)
        self.description = result.description
        self._rows = result.fetchall() if self.description else []

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        count = size or self.arraysize
        taken, self._rows = self._rows[:count], self._rows[count:]
        return taken

    def fetchall(self) -> list[Any]:
        taken, self._rows = self._rows, []
        return taken

    def close(self) -> None:
        self._rows = []


class _Connection:
    """Checks only read, so there is nothing to commit or to roll back, and nothing to close."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cursor(self) -> _Cursor:
        return _Cursor(self._connection)

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None: ...


class _Driver:
    """What SQLAlchemy expects of a DBAPI module."""

    paramstyle = "numeric_dollar"
    apilevel = "2.0"
    threadsafety = 1
    Error = duckdb.Error
    DatabaseError = duckdb.DatabaseError
    OperationalError = duckdb.OperationalError
    ProgrammingError = duckdb.ProgrammingError
    IntegrityError = duckdb.IntegrityError
    DataError = duckdb.DataError
    InternalError = duckdb.InternalError
    NotSupportedError = duckdb.NotSupportedError
    InterfaceError = duckdb.Error

    offered: ClassVar[list[Connection]] = []

    @classmethod
    def connect(cls) -> _Connection:
        return _Connection(cls.offered[-1])


class DuckDialect(PGDialect):
    """PostgreSQL's SQL, DuckDB's catalogue."""

    name = "duckdb"
    driver = "duckdb"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> Any:
        """The driver."""
        return _Driver

    @classmethod
    def get_pool_class(cls, url: sa.URL) -> type[pool.Pool]:
        """One connection for the whole run."""
        return pool.StaticPool

    def create_connect_args(self, url: sa.URL) -> Any:
        """Nothing: the connection is the one that is offered."""
        return [], {}

    def initialize(self, connection: sa.Connection) -> None:
        """Nothing is asked of the server, which PostgreSQL's dialect would do."""
        self.default_schema_name = "main"
        self.server_version_info = (15, 0)
        self._backslash_escapes = False

    def on_connect(self) -> None:
        """Nothing to set up."""
        return

    def do_begin(self, dbapi_connection: Any) -> None:
        """Checks only read."""

    def has_table(
        self, connection: sa.Connection, table_name: str, schema: Any = None, **_: Any
    ) -> bool:
        """Whether there is a table or view of that name."""
        return bool(_columns(connection, table_name))

    def get_columns(self, connection: Any, table_name: str, schema: Any = None, **_: Any) -> Any:
        """The columns of a table or view."""
        found = _columns(connection, table_name)
        if not found:
            raise sa.exc.NoSuchTableError(table_name)
        return [
            {
                "name": name,
                "type": TYPES.get(kind.split("(")[0], types.NullType)(),
                "nullable": True,
                "default": None,
                "autoincrement": False,
                "comment": None,
            }
            for name, kind in found
        ]

    def get_pk_constraint(
        self, connection: Any, table_name: str, schema: Any = None, **_: Any
    ) -> Any:
        """None: the store has no keys to reflect."""
        return {"constrained_columns": [], "name": None}

    def get_table_comment(
        self, connection: Any, table_name: str, schema: Any = None, **_: Any
    ) -> Any:
        """None."""
        return {"text": None}

    def _nothing(self, *_: Any, **__: Any) -> list[Any]:
        return []

    get_foreign_keys = get_indexes = get_unique_constraints = get_check_constraints = _nothing


def _columns(connection: sa.Connection, table: str) -> list[tuple[str, str]]:
    return [
        (name, kind)
        for name, kind in connection.exec_driver_sql(
            "select column_name, data_type from duckdb_columns() where table_name = $1 "
            "and database_name = current_database() order by column_index",
            (table,),
        )
    ]


@contextmanager
def offering(connection: Connection) -> Iterator[str]:
    """The URL under which the connection, as it is, is found during the block.

    Great Expectations keeps engines alive, so what they hold is closed by whoever opened it.
    """
    _Driver.offered.append(connection)
    try:
        yield "duckdb://"
    finally:
        _Driver.offered.remove(connection)


registry.register("duckdb", __name__, "DuckDialect")
