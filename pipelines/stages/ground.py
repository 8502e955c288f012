"""What editions are made on: all that has been read, served and published so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns import Definition
from pipelines.conform.known_errors import Book
from pipelines.editions import EditionError, Filed, Issued, Shelf, in_force
from pipelines.filing.archive import Archive
from pipelines.stages.publish import Candidate, candidate
from pipelines.stages.reader import Reader, installed
from warehouse import snapshots
from warehouse.home import Home, known_errors_of
from warehouse.store import Store, open_store


@dataclass(frozen=True)
class Ground:
    """What editions are made on: the content that is served, and all that has been published."""

    home: Home
    definitions: Mapping[str, Definition]
    made: Candidate
    snapshot: str
    filings: Mapping[str, tuple[Filed, ...]]
    issued: tuple[Issued, ...]
    read_with: Mapping[str, Mapping[str, str]]

    def months(self, campaign: str) -> list[str]:
        """The months of a campaign that have data, in order."""
        return sorted(self.made.months_with_data.get(campaign, set()))

    def published(self, campaign: str) -> list[Issued]:
        """The last issue of each published month, in order."""
        return in_force(self.issued, campaign)

    def unpublished(self, campaign: str) -> list[str]:
        """The months with data that may still be published: those after the last published one."""
        last = [one.edition.month for one in self.published(campaign)][-1:]
        return [month for month in self.months(campaign) if [month] > last]


def ground(home: Home, definitions: Mapping[str, Definition]) -> Ground:
    """What can be published now. EditionError if something else is served than the archive says."""
    archive, shelf = Archive(home.archive), Shelf(home.editions)
    with open_store(home.store) as store:
        made = candidate(store, definitions, shelf.entries())
        reader = installed(home, definitions)
        _require_all_read(store, archive, reader)
        filings = _filings(store)
    served = snapshots.current(home.snapshots)
    if served is None or _content(served) != made.content:
        raise EditionError(
            "Nothing was published: the snapshot that is served is not what the archive says now. "
            "Run `python -m pipelines run`, look at it, and publish then."
        )
    read_with = {campaign: _read_with(home, campaign, reader.books) for campaign in definitions}
    return Ground(home, definitions, made, served.id, filings, tuple(shelf.issued()), read_with)


def _read_with(home: Home, campaign: str, books: Mapping[str, Book]) -> dict[str, str]:
    """The texts of the files that a campaign's filings are read with, by path from the root."""
    layouts = sorted((home.layouts / campaign).glob("*.toml"))
    texts = {path: path.read_text("utf-8") for path in layouts}
    found = {path.relative_to(home.root).as_posix(): text for path, text in texts.items()}
    if campaign in books and books[campaign].entries:
        found[known_errors_of(campaign)] = books[campaign].text
    return found


def _filings(store: Store) -> dict[str, tuple[Filed, ...]]:
    """Every filing of each campaign, those that were superseded too, in order of arrival."""
    rows = store.frame(
        "select campaign_id, receipt_id, path, sha256, received_at from readings "
        "where campaign_id is not null order by received_at, path, receipt_id"
    )
    found: dict[str, list[Filed]] = {}
    for campaign, receipt, path, sha256, received_at in rows.iter_rows():
        found.setdefault(campaign, []).append(
            Filed(receipt, path, sha256, received_at.isoformat(timespec="seconds"))
        )
    return {campaign: tuple(filings) for campaign, filings in found.items()}


def _require_all_read(store: Store, archive: Archive, reader: Reader) -> None:
    due = {receipt.id: reader.version(receipt) for receipt in archive.receipts()}
    if store.readers() != due:
        raise EditionError(
            "Nothing was published: not everything in the archive has been read. "
            "Run `python -m pipelines run` first."
        )


def _content(served: snapshots.Served) -> str:
    connection = snapshots.connect(served)
    try:
        summary = connection.cursor().sql("select * from snapshot").pl()
        return str(summary.row(0, named=True).get("content_id"))
    finally:
        connection.close()
