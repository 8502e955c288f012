"""The open store: what goes in, what is forgotten, what is asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import polars as pl

from warehouse.connection import Connection, writing
from warehouse.store.reading import Reading, frames_of
from warehouse.store.schema import is_new, is_of_today, statements
from warehouse.tables import TABLES


class Store:
    """An open store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        if is_new(connection):
            for statement in statements():
                connection.execute(statement)

    def readers(self) -> dict[str, str]:
        """For each receipt that has been read, what it was read with."""
        return dict(self.connection.sql("select receipt_id, reader from readings").fetchall())

    def put(self, readings: list[Reading]) -> None:
        """Take readings in, all or none, in place of earlier ones of the same receipts."""
        known = set(self.readers())
        self.connection.begin()
        try:
            for reading in readings:
                if reading.receipt_id in known:
                    self._forget(reading.receipt_id)
            for name, frame in frames_of(readings):
                self._insert(name, frame)
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def forget_all_but(self, receipt_ids: set[str]) -> int:
        """Drop readings whose receipt is no longer in the archive; returns how many."""
        gone = sorted(set(self.readers()) - receipt_ids)
        for receipt_id in gone:
            self.connection.begin()
            self._forget(receipt_id)
            self.connection.commit()
        return len(gone)

    def frame(self, sql: str, **params: object) -> pl.DataFrame:
        """The answer to a question of the pipeline's own; values are bound."""
        return cast(pl.DataFrame, self.connection.sql(sql, params=params or None).pl())

    def put_checks(self, snapshot_id: str, tables: Mapping[str, pl.DataFrame]) -> None:
        """Keep what the checks of a snapshot's content found, in place of what they had found.

        `tables` are the store's `check_…` tables by name, without `snapshot_id`.
        """
        self.connection.begin()
        for name, frame in tables.items():
            self.connection.execute(f"delete from {name} where snapshot_id = ?", [snapshot_id])
            self._insert(name, frame.with_columns(snapshot_id=pl.lit(snapshot_id)))
        self.connection.commit()

    def put_known_errors(self, entries: pl.DataFrame) -> None:
        """Keep what is known to be wrong in filings, in place of what was."""
        self.connection.begin()
        self.connection.execute("delete from known_errors")
        self._insert("known_errors", entries)
        self.connection.commit()

    def _forget(self, receipt_id: str) -> None:
        filings = "select filing_id from filings where receipt_id = $receipt"
        bound = {"receipt": receipt_id}
        for name in (*TABLES, "filing_months"):
            self.connection.execute(f"delete from {name} where filing_id in ({filings})", bound)
        for name in ("filings", "rejects", "notes", "mappings", "readings"):
            self.connection.execute(f"delete from {name} where receipt_id = $receipt", bound)

    def _insert(self, table: str, frame: pl.DataFrame) -> None:
        if frame.is_empty():
            return
        self.connection.register("incoming", frame)
        self.connection.execute(f"insert into {table} by name select * from incoming")
        self.connection.unregister("incoming")


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store at `path`, made if there is none. The caller holds the writer's lock.

    A store whose tables are not those of today is thrown away: the next load fills it again from
    the archive.
    """
    connection = writing(path)
    if not is_new(connection) and not is_of_today(connection):
        connection.close()
        path.unlink()
        connection = writing(path)
    try:
        yield Store(connection)
    finally:
        connection.close()
