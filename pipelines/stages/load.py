"""Load: receive what is new in the inbox, and read every receipt that has not been read yet.

A filing is archived before it is read. It is read again only if what it was read with has changed:
the code, the description of the tables or the campaign's definition.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from campaigns import Campaign, Definition
from campaigns.calendar import closes_at, months
from pipelines.conform.filing import Conformed, conform
from pipelines.conform.rejects import refusal
from pipelines.filing.archive import Archive, Receipt
from pipelines.filing.inbox import Inbox
from pipelines.filing.slot import Slot, Unplaced, place
from pipelines.read import Unreadable, read
from pipelines.versions import reader
from warehouse.store import Filing, Reading, Store
from warehouse.tables import TABLES

log = logging.getLogger(__name__)

# Files go into the store together, whole: a transaction for each would cost more than reading it.
BATCH_FILES = 64
BATCH_ROWS = 200_000

Progress = Callable[[Iterable[Receipt], int], Iterable[Receipt]]


@dataclass
class Loaded:
    """What a load did: files received, read, left alone; rows taken; and every reject."""

    received: int = 0
    read: int = 0
    rows: int = 0
    left_alone: list[str] = field(default_factory=list)
    rejects: list[pl.DataFrame] = field(default_factory=list)

    @property
    def rejected_rows(self) -> int:
        """Rows with at least one reject, and sheets or files that were refused whole."""
        return sum(_count_rows(frame) for frame in self.rejects)


def receive(inbox: Inbox, archive: Archive, declared: dict[str, str]) -> int:
    """Archive every file that is new in the inbox; returns how many there were."""
    received = 0
    for arrival in inbox.arrivals(declared):
        archive.keep(arrival.receipt, arrival.content)
        received += 1
    return received


def read_all(
    store: Store,
    archive: Archive,
    definitions: Mapping[str, Definition],
    progress: Progress,
) -> Loaded:
    """Bring the store to what the archive, the code and the definitions say."""
    receipts = archive.receipts()
    store.forget_all_but({receipt.id for receipt in receipts})
    read_with = store.readers()
    due = [r for r in receipts if read_with.get(r.id) != version(r, definitions)]
    loaded = Loaded()
    waiting: list[Reading] = []
    for receipt in progress(due, len(due)):
        waiting.append(read_receipt(receipt, archive.content(receipt), definitions))
        if _is_enough(waiting):
            _put(store, waiting, loaded)
    _put(store, waiting, loaded)
    return loaded


def _is_enough(waiting: list[Reading]) -> bool:
    rows = sum(filing.frame.height for reading in waiting for filing in reading.filings)
    return len(waiting) >= BATCH_FILES or rows >= BATCH_ROWS


def _put(store: Store, waiting: list[Reading], loaded: Loaded) -> None:
    if waiting:
        store.put(waiting)
    for reading in waiting:
        _note(loaded, reading)
    waiting.clear()


def preview(
    inbox: Inbox, definitions: Mapping[str, Definition], declared: dict[str, str]
) -> Loaded:
    """What a load would receive and reject. Nothing is written."""
    loaded = Loaded()
    for arrival in inbox.arrivals(declared):
        reading = read_receipt(arrival.receipt, arrival.content, definitions)
        loaded.received += 1
        _note(loaded, reading)
    return loaded


def version(receipt: Receipt, definitions: Mapping[str, Definition]) -> str:
    """What the receipt's file would be read with today."""
    named = receipt.declared.get("campaign") or Path(receipt.path).parts[0]
    return reader(definitions.get(named), definitions)


def read_receipt(
    receipt: Receipt, content: bytes, definitions: Mapping[str, Definition]
) -> Reading:
    """What a file says, typed; what cannot be taken of it is in the rejects."""
    campaigns = {name: definition.campaign for name, definition in definitions.items()}
    slot: Slot | None = None
    try:
        slot = place(receipt, campaigns)
        conformed = conform(read(content, receipt.path), slot)
    except Unplaced as problem:
        rejects = refusal(None, None, problem.reason, problem.value, problem.expected)
        conformed = Conformed(rejects=rejects)
    except Unreadable as problem:
        conformed = Conformed(rejects=refusal(None, None, problem.reason, problem.value, ""))
    except (Exception, pl.exceptions.PanicException) as error:
        # A file that the reader cannot cope with must not keep the others from being read.
        log.exception("%s could not be read", receipt.path)
        said = f"{type(error).__name__}: {error}"
        conformed = Conformed(rejects=refusal(None, None, "reader_failed", said, ""))
    return _reading(receipt, slot, conformed, version(receipt, definitions))


def _reading(receipt: Receipt, slot: Slot | None, conformed: Conformed, read_with: str) -> Reading:
    by_table = {
        str(name): _count_rows(frame) for (name,), frame in conformed.rejects.group_by("table_name")
    }
    return Reading(
        receipt_id=receipt.id,
        path=receipt.path,
        sha256=receipt.sha256,
        received_at=datetime.fromisoformat(receipt.received_at).replace(tzinfo=None),
        reader=read_with,
        campaign_id=slot.campaign.id if slot else None,
        filed_by=slot.unit.code if slot else None,
        months=slot.months if slot else (),
        is_late=bool(slot and _is_late(receipt, slot.campaign, slot.months[-1])),
        is_synthetic=conformed.is_synthetic,
        left_alone=tuple(conformed.left_alone),
        filings=tuple(
            Filing(TABLES[name], frame, by_table.get(name, 0))
            for name, frame in conformed.tables.items()
        ),
        rejects=conformed.rejects,
    )


def _is_late(receipt: Receipt, campaign: Campaign, month: str) -> bool:
    due = next(entry.filing_due_on for entry in months(campaign) if entry.month == month)
    received_at = datetime.fromisoformat(receipt.received_at).astimezone(UTC)
    return received_at.replace(tzinfo=None) >= closes_at(due)


def _count_rows(rejects: pl.DataFrame) -> int:
    """Rows rejected; a refused sheet or file counts as one."""
    return rejects.select("table_name", "source_sheet", "source_row").n_unique()


def _note(loaded: Loaded, reading: Reading) -> None:
    loaded.read += 1
    loaded.rows += sum(filing.frame.height for filing in reading.filings)
    loaded.left_alone += [f"{reading.path}: {sheet}" for sheet in reading.left_alone]
    if not reading.rejects.is_empty():
        loaded.rejects.append(
            reading.rejects.with_columns(source_file=pl.lit(reading.path, dtype=pl.String))
        )


def reasons(loaded: Loaded) -> Counter[str]:
    """How many rejects there are of each reason."""
    return Counter(reason for frame in loaded.rejects for reason in frame["reason"])
