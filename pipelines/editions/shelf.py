"""Where editions lie: `<campaign>/<month>.<issue>.json`, and a ledger for each campaign.

A file is written whole and cannot be changed; the ledger's line is what publishes it. A file
without a line was cut off before, and is written again by whoever publishes that month.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.editions.edition import Edition, parse
from warehouse.files import write_whole

LEDGER = "ledger.jsonl"
NOBODY_WRITES = 0o444


class EditionError(Exception):
    """An edition cannot be published, or is not what it was; the message says what to do."""


@dataclass(frozen=True)
class Entry:
    """A line of the ledger. `published_at` is ISO 8601, UTC."""

    campaign: str
    month: str
    issue: int
    sha256: str
    published_at: str


@dataclass(frozen=True)
class Issued:
    """An edition with its hash and the moment of publishing; None while it is being made."""

    edition: Edition
    sha256: str
    published_at: str | None


class Shelf:
    """The folder of an installation's editions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entries(self, campaign: str | None = None) -> list[Entry]:
        """What has been published, campaign by campaign, in the order in which it was."""
        found = (entry for path in self._ledgers() for entry in _lines(path))
        return [entry for entry in found if campaign in (None, entry.campaign)]

    def find(self, campaign: str, month: str, issue: int | None = None) -> Entry:
        """The line of that issue of a month, or of its last one; EditionError if there is none."""
        own = self.entries(campaign)
        found = [e for e in own if e.month == month and issue in (None, e.issue)]
        if not found:
            there = ", ".join(f"{entry.month} ({entry.issue})" for entry in own) or "none"
            raise EditionError(f"There is no such edition of {campaign}. There are: {there}.")
        return max(found, key=lambda entry: entry.issue)

    def read(self, entry: Entry) -> Edition:
        """The edition. EditionError if it is missing or not the one that was published."""
        path = self.path(entry.campaign, entry.month, entry.issue)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise EditionError(_gone(path, "is missing")) from None
        if hashlib.sha256(content).hexdigest() != entry.sha256:
            raise EditionError(_gone(path, "is not what was published"))
        return parse(content)

    def issued(self, campaign: str | None = None) -> list[Issued]:
        """Every edition that has been published, of one campaign or all, in their order."""
        return [
            Issued(self.read(entry), entry.sha256, entry.published_at)
            for entry in self.entries(campaign)
        ]

    def keep(self, edition: Edition) -> Entry:
        """Publish an edition: put the file on the disk, then the line into the ledger."""
        path = self.path(edition.campaign, edition.month, edition.issue)
        write_whole(path, edition.content, mode=NOBODY_WRITES)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Entry(edition.campaign, edition.month, edition.issue, edition.sha256, now)
        entries = [*self.entries(edition.campaign), entry]
        lines = "".join(f"{json.dumps(asdict(line))}\n" for line in entries)
        write_whole(path.with_name(LEDGER), lines.encode())
        return entry

    def path(self, campaign: str, month: str, issue: int) -> Path:
        """Where the edition lies, or would lie."""
        return self.folder / campaign / f"{month}.{issue}.json"

    def _ledgers(self) -> list[Path]:
        return sorted(self.folder.glob(f"*/{LEDGER}"))


def in_force(issued: Iterable[Issued], campaign: str, before: str | None = None) -> list[Issued]:
    """The last issue of every published month of a campaign, in order; `before` a month, or all."""
    latest: dict[str, Issued] = {}
    for one in sorted(issued, key=lambda each: each.edition.issue):
        own = one.edition
        if own.campaign == campaign and (before is None or own.month < before):
            latest[own.month] = one
    return [latest[month] for month in sorted(latest)]


def _lines(path: Path) -> Iterator[Entry]:
    for line in path.read_text("utf-8").splitlines():
        yield Entry(**json.loads(line))


def _gone(path: Path, what: str) -> str:
    return f"{path} {what}. Put it back from a backup; an edition is never written again."
