"""Load: receive what is new in the inbox, and read every receipt that has not been read yet.

A filing is archived before it is read. It is read again only if what it was read with has changed:
the code, the description of the tables, the campaign's definition, the unit's layouts or what is
known to be wrong in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from pipelines.conform import known_errors
from pipelines.filing.archive import Archive, Receipt
from pipelines.filing.inbox import Inbox
from pipelines.stages.reader import Reader, count_rows
from pipelines.stages.workers import Workers, cores
from warehouse.store import Reading, Store

# Files go into the store together, whole: a transaction for each would cost more than reading it.
BATCH_FILES = 64
BATCH_ROWS = 200_000

KNOWN_ERRORS = "select * from known_error_states order by campaign_id, month, known_error_id"

Progress = Callable[[Iterable[Receipt], int], Iterable[Receipt]]


@dataclass
class Loaded:
    """What a load did: files received, read, left alone; rows taken; every reject; how many notes
    there are of each kind; and what has become of each known error, as the store's view says."""

    received: int = 0
    read: int = 0
    rows: int = 0
    left_alone: list[str] = field(default_factory=list)
    rejects: list[pl.DataFrame] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    known_errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rejected_rows(self) -> int:
        """Rows with at least one reject, and sheets or files that were refused whole."""
        return sum(count_rows(frame) for frame in self.rejects)


def receive(inbox: Inbox, archive: Archive, declared: dict[str, str]) -> int:
    """Archive every file that is new in the inbox; returns how many there were."""
    received = 0
    for arrival in inbox.arrivals(declared):
        archive.keep(arrival.receipt, arrival.content, arrival.bundle)
        received += 1
    return received


def read_all(
    store: Store,
    archive: Archive,
    reader: Reader,
    progress: Progress,
    *,
    processes: int | None = None,
) -> Loaded:
    """Bring the store to what the archive says, read with this reader and what it knows.

    Files are read in as many `processes` as there are cores, and taken in in the order of their
    receipts however long each of them takes.
    """
    receipts = archive.receipts()
    store.forget_all_but({receipt.id for receipt in receipts})
    read_with = store.readers()
    store.put_known_errors(known_errors.frame(reader.books))
    due = [r for r in receipts if read_with.get(r.id) != reader.version(r)]
    loaded = Loaded()
    waiting: list[Reading] = []
    jobs = ((receipt, archive.path(receipt)) for receipt in progress(due, len(due)))
    with Workers(reader, count=min(processes or cores(), len(due))) as workers:
        for reading in workers.read(jobs):
            waiting.append(reading)
            if _is_enough(waiting):
                _put(store, waiting, loaded)
    _put(store, waiting, loaded)
    loaded.known_errors = store.frame(KNOWN_ERRORS).to_dicts()
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


def preview(inbox: Inbox, reader: Reader, declared: dict[str, str]) -> Loaded:
    """What a load would receive and reject. Nothing is written."""
    loaded = Loaded()
    jobs = ((each.receipt, each.content) for each in inbox.arrivals(declared))
    with Workers(reader, count=cores()) as workers:
        for reading in workers.read(jobs):
            loaded.received += 1
            _note(loaded, reading)
    return loaded


def _note(loaded: Loaded, reading: Reading) -> None:
    loaded.read += 1
    loaded.rows += sum(filing.frame.height for filing in reading.filings)
    loaded.left_alone += [f"{reading.path}: {sheet}" for sheet in reading.left_alone]
    loaded.notes.update(reading.notes["kind"])
    if not reading.rejects.is_empty():
        loaded.rejects.append(
            reading.rejects.with_columns(source_file=pl.lit(reading.path, dtype=pl.String))
        )


def reasons(loaded: Loaded) -> Counter[str]:
    """How many rejects there are of each reason."""
    return Counter(reason for frame in loaded.rejects for reason in frame["reason"])
