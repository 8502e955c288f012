"""What the store holds, and how a file's content gets into it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

import polars as pl

from warehouse.connection import Connection, writing
from warehouse.store.schema import is_of_today, statements
from warehouse.tables import TABLES, Table


@dataclass(frozen=True)
class Filing:
    """The rows of one table in one file, with `source_sheet` and `source_row`."""

    table: Table
    frame: pl.DataFrame
    rejected_rows: int

    @property
    def is_register(self) -> bool:
        """Whether it is a whole list as it stands, and not the rows of one month."""
        return self.table.kind == "register"

    @property
    def state(self) -> str:
        """accepted, incomplete (rows were rejected) or refused (nothing could be taken)."""
        if self.rejected_rows and self.frame.is_empty():
            return "refused"
        return "incomplete" if self.rejected_rows else "accepted"


@dataclass(frozen=True)
class Reading:
    """A file as it was read: whose it is, its filings and its rejects.

    `campaign_id` and what follows are null where the file could not be placed. `rejects`,
    `notes` and `mapping` have the columns of the store's tables without `receipt_id`.
    """

    receipt_id: str
    path: str
    sha256: str
    received_at: datetime
    reader: str
    campaign_id: str | None
    filed_by: str | None
    months: tuple[str, ...]
    named_table: str | None
    is_late: bool
    is_synthetic: bool
    left_alone: tuple[str, ...]
    filings: tuple[Filing, ...]
    rejects: pl.DataFrame
    notes: pl.DataFrame
    mapping: pl.DataFrame


class Store:
    """An open store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
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
            for name, frame in _frames(readings):
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
    if not is_of_today(connection):
        connection.close()
        path.unlink()
        connection = writing(path)
    try:
        yield Store(connection)
    finally:
        connection.close()


def _frames(readings: list[Reading]) -> Iterator[tuple[str, pl.DataFrame]]:
    """What readings bring, table by table."""
    yield "readings", pl.DataFrame([_ledger(reading) for reading in readings], strict=False)
    filings = [(reading, filing) for reading in readings for filing in reading.filings]
    yield "filings", pl.DataFrame([_filing(reading, filing) for reading, filing in filings])
    yield (
        "filing_months",
        pl.DataFrame(
            [
                {"filing_id": _id(reading, filing), "month": month}
                for reading, filing in filings
                for month in _months(reading, filing)
            ]
        ),
    )
    for name, frames in (
        ("rejects", [reading.rejects for reading in readings]),
        ("notes", [reading.notes for reading in readings]),
        ("mappings", [reading.mapping for reading in readings]),
    ):
        ids = [pl.lit(reading.receipt_id) for reading in readings]
        yield (
            name,
            pl.concat(f.with_columns(receipt_id=i) for f, i in zip(frames, ids, strict=True)),
        )
    for name in TABLES:
        own = [(reading, filing) for reading, filing in filings if filing.table.name == name]
        if own:
            yield name, pl.concat(_with_origin(reading, filing) for reading, filing in own)


def _id(reading: Reading, filing: Filing) -> str:
    return f"{reading.receipt_id}/{filing.table.name}"


def _months(reading: Reading, filing: Filing) -> tuple[str, ...]:
    # A register stands for the first month that it was filed for, and until the next one.
    return reading.months[:1] if filing.is_register else reading.months


def _ledger(reading: Reading) -> dict[str, object]:
    return {
        "receipt_id": reading.receipt_id,
        "path": reading.path,
        "sha256": reading.sha256,
        "received_at": reading.received_at,
        "reader": reading.reader,
        "campaign_id": reading.campaign_id,
        "filed_by": reading.filed_by,
        "first_month": reading.months[0] if reading.months else None,
        "last_month": reading.months[-1] if reading.months else None,
        "named_table": reading.named_table,
        "is_late": reading.is_late,
        "is_synthetic": reading.is_synthetic,
        "left_alone": "、".join(reading.left_alone),
    }


def _filing(reading: Reading, filing: Filing) -> dict[str, object]:
    return {
        "filing_id": _id(reading, filing),
        "receipt_id": reading.receipt_id,
        "table_name": filing.table.name,
        "is_register": filing.is_register,
        "row_count": filing.frame.height,
        "rejected_rows": filing.rejected_rows,
        "state": filing.state,
    }


def _with_origin(reading: Reading, filing: Filing) -> pl.DataFrame:
    return filing.frame.with_columns(
        campaign_id=pl.lit(reading.campaign_id, dtype=pl.String),
        filing_id=pl.lit(_id(reading, filing)),
        filed_by=pl.lit(reading.filed_by, dtype=pl.String),
        filing_month=pl.lit(reading.months[0]),
        source_file=pl.lit(reading.path),
    )
