"""A file as it was read, and the rows that it brings into the store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import polars as pl

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


def frames_of(readings: list[Reading]) -> Iterator[tuple[str, pl.DataFrame]]:
    """What readings bring, as rows of the store's tables, table by table."""
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
