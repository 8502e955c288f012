"""A receipt read: whose it is, what its file holds, and what cannot be taken of it."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from campaigns import Campaign, Definition
from campaigns.calendar import closes_at, months
from pipelines.conform import known_errors
from pipelines.conform import layouts as remembered
from pipelines.conform.filing import NO_LAYOUTS, Conformed, conform
from pipelines.conform.known_error import KnownError
from pipelines.conform.known_errors import NO_BOOK, Book
from pipelines.conform.layouts import Layouts
from pipelines.conform.put_right import put_right
from pipelines.conform.rejects import refusal
from pipelines.filing.archive import Receipt
from pipelines.filing.slot import Slot, Unplaced, place
from pipelines.read import BOUNDS, Bounds, Unreadable, read
from pipelines.versions import reader
from warehouse.home import Home
from warehouse.store import Filing, Reading
from warehouse.tables import TABLES

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reader:
    """What files are read with: definitions, the folder of layouts, bounds, known errors."""

    definitions: Mapping[str, Definition]
    layouts: Path | None = None
    bounds: Bounds = BOUNDS
    scratch_bytes: int = 0
    books: Mapping[str, Book] = field(default_factory=dict)

    def version(self, receipt: Receipt) -> str:
        """What the receipt's file would be read with today."""
        code = reader(self.definitions.get(receipt.campaign), self.definitions)
        slot = self._slot(receipt)
        if isinstance(slot, Unplaced):
            return code
        path, entries = self._layouts(slot), self._entries(slot)
        more = [path.read_bytes()] if path and path.exists() else []
        more += [known_errors.mark(entries).encode()] if entries else []
        return hashlib.sha256(b"".join([code.encode(), *more])).hexdigest() if more else code

    def read(self, receipt: Receipt, content: bytes) -> Reading:
        """What a file says, typed; what cannot be taken of it is in the rejects."""
        slot = self._slot(receipt)
        if isinstance(slot, Unplaced):
            rejects = refusal(None, None, slot.reason, slot.value, slot.expected)
            return self._reading(receipt, None, Conformed(rejects=rejects))
        try:
            grids = read(content, receipt.path, self.bounds)
            conformed = conform(grids, slot, self._known(slot))
            put_right(conformed, self._entries(slot))
        except Unreadable as problem:
            conformed = _refused(problem.reason, problem.value)
        except MemoryError:
            conformed = _refused("too_much_memory", "")
        except (Exception, pl.exceptions.PanicException) as error:
            # A file that the reader cannot cope with must not keep the others from being read.
            log.exception("%s could not be read", receipt.path)
            conformed = _refused("reader_failed", f"{type(error).__name__}: {error}")
        return self._reading(receipt, slot, conformed)

    def refused(self, receipt: Receipt, reason: str, value: str) -> Reading:
        """A file that whoever read it did not survive."""
        slot = self._slot(receipt)
        placed = slot if isinstance(slot, Slot) else None
        return self._reading(receipt, placed, _refused(reason, value))

    def _slot(self, receipt: Receipt) -> Slot | Unplaced:
        campaigns = {name: definition.campaign for name, definition in self.definitions.items()}
        try:
            return place(receipt, campaigns)
        except Unplaced as problem:
            return problem

    def _layouts(self, slot: Slot) -> Path | None:
        if self.layouts is None:
            return None
        return remembered.path_of(self.layouts, slot.campaign.id, slot.unit.code)

    def _entries(self, slot: Slot) -> list[KnownError]:
        return self.books.get(slot.campaign.id, NO_BOOK).of(slot)

    def _known(self, slot: Slot) -> Layouts:
        path = self._layouts(slot)
        return remembered.load(path) if path else NO_LAYOUTS

    def _reading(self, receipt: Receipt, slot: Slot | None, conformed: Conformed) -> Reading:
        by_table = {
            str(name): count_rows(frame)
            for (name,), frame in conformed.rejects.group_by("table_name")
        }
        return Reading(
            receipt_id=receipt.id,
            path=receipt.path,
            sha256=receipt.sha256,
            received_at=datetime.fromisoformat(receipt.received_at).replace(tzinfo=None),
            reader=self.version(receipt),
            campaign_id=slot.campaign.id if slot else None,
            filed_by=slot.unit.code if slot else None,
            months=slot.months if slot else (),
            named_table=slot.table if slot else None,
            is_late=bool(slot and _is_late(receipt, slot.campaign, slot.months[-1])),
            is_synthetic=conformed.is_synthetic,
            left_alone=tuple(conformed.left_alone),
            filings=tuple(
                Filing(TABLES[name], frame, by_table.get(name, 0))
                for name, frame in conformed.tables.items()
            ),
            rejects=conformed.rejects,
            notes=conformed.notes,
            mapping=conformed.mapping,
        )


def installed(home: Home, definitions: Mapping[str, Definition]) -> Reader:
    """The reader of an installation: with the layouts and known errors that it keeps."""
    books = known_errors.load_all(home.corrections, definitions)
    return Reader(definitions, home.layouts, books=books)


def count_rows(rejects: pl.DataFrame) -> int:
    """Rows rejected; a refused sheet or file counts as one."""
    return rejects.select("table_name", "source_sheet", "source_row").n_unique()


def _refused(reason: str, value: str) -> Conformed:
    return Conformed(rejects=refusal(None, None, reason, value, ""))


def _is_late(receipt: Receipt, campaign: Campaign, month: str) -> bool:
    due = next(entry.filing_due_on for entry in months(campaign) if entry.month == month)
    received_at = datetime.fromisoformat(receipt.received_at).astimezone(UTC)
    return received_at.replace(tzinfo=None) >= closes_at(due)
