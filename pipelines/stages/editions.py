"""Publishing months: what may be published, and the editions that come of it.

An edition is cut from a snapshot that is built for the purpose, of exactly what the served one is
made of. Several months may be published together; each goes back to the one before it.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from campaigns import Definition
from pipelines.editions import Edition, EditionError, Filed, Issued, Shelf, Upon, in_force
from pipelines.editions.difference import differences
from pipelines.editions.edition import FROZEN, frozen
from pipelines.filing.archive import Archive
from pipelines.stages.load import version
from pipelines.stages.publish import Candidate, build, candidate
from pipelines.versions import figures_code, reading_code
from warehouse import snapshots
from warehouse.home import Home
from warehouse.snapshots.draft import drafting
from warehouse.store import Store, open_store

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Asked:
    """A month that is to be published: earlier months to leave out, the reason of a reissue."""

    campaign: str
    month: str
    skip: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class Ground:
    """What editions are made on: the content that is served, and all that has been published."""

    home: Home
    definitions: Mapping[str, Definition]
    made: Candidate
    snapshot: str
    filings: Mapping[str, tuple[Filed, ...]]
    issued: tuple[Issued, ...]

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
        _require_all_read(store, archive, definitions)
        filings = _filings(store)
    served = snapshots.current(home.snapshots)
    if served is None or _content(served) != made.content:
        raise EditionError(
            "Nothing was published: the snapshot that is served is not what the archive says now. "
            "Run `python -m pipelines run`, look at it, and publish then."
        )
    return Ground(home, definitions, made, served.id, filings, tuple(shelf.issued()))


def editions(on: Ground, asked: Sequence[Asked]) -> list[Edition]:
    """The editions of the months asked for, in order of campaign and month; nothing is written.

    A month that is published already comes as the issue that it would be now. EditionError if a
    month may not be published.
    """
    in_order = sorted(asked, key=lambda one: (one.campaign, one.month))
    todo = [_provisional(on, one, asked) for one in in_order]
    found = _cut(todo, figures(on.home, on.definitions, on.made, on.issued))
    if len({one.campaign for one in todo}) < len(todo):
        # Streaks go back from one to the other. What they go back to, rank and bottom, stands.
        together = [*on.issued, *(Issued(one, one.sha256, None) for one in found)]
        found = _cut(todo, figures(on.home, on.definitions, on.made, together))
    return _chained(on, found)


def figures(
    home: Home,
    definitions: Mapping[str, Definition],
    made: Candidate,
    issued: Sequence[Issued],
) -> Tables:
    """What can be frozen of a snapshot of this content that goes back to these editions."""
    with (
        tempfile.TemporaryDirectory(prefix="saima-edition-") as folder,
        drafting(Path(folder), made.id) as draft,
    ):
        build(draft, home, definitions, made, issued)
        return {name: draft.read(name) for name in FROZEN if draft.has(name)}


def _cut(todo: Sequence[Edition], tables: Tables) -> list[Edition]:
    return [replace(one, tables=frozen(tables, one.campaign, one.month)) for one in todo]


def _provisional(on: Ground, asked: Asked, together: Sequence[Asked]) -> Edition:
    """An edition that knows everything but its figures and its place in the chain."""
    if asked.campaign not in on.definitions:
        there = ", ".join(on.definitions)
        raise EditionError(f"There is no campaign {asked.campaign!r}. There are: {there}.")
    left_out = _left_out(on, asked, together)
    issues = [
        one.edition.issue
        for one in on.issued
        if (one.edition.campaign, one.edition.month) == (asked.campaign, asked.month)
    ]
    definition = on.definitions[asked.campaign]
    return Edition(
        campaign=asked.campaign,
        month=asked.month,
        issue=max(issues, default=0) + 1,
        reason=asked.reason,
        snapshot=on.snapshot,
        definition_sha256=definition.sha256,
        definition_toml=definition.text,
        code={"figures": figures_code(), "reading": reading_code()},
        filings=on.filings.get(asked.campaign, ()),
        left_out=left_out,
    )


def _left_out(on: Ground, asked: Asked, together: Sequence[Asked]) -> tuple[str, ...]:
    """The months that the edition passes over for good; EditionError if it may not be published."""
    name = f"{asked.campaign} {asked.month}"
    with_data = on.months(asked.campaign)
    if asked.month not in with_data:
        there = ", ".join(with_data) or "none"
        raise EditionError(f"{name} has no data. Months with data: {there}.")
    published = {one.edition.month for one in on.published(asked.campaign)}
    if asked.month in published:
        return ()
    if published and asked.month < max(published):
        raise EditionError(
            f"{name} was left out: {max(published)} has been published since, and its streaks pass "
            "over it. A month that was left out stays so."
        )
    published |= {one.month for one in together if one.campaign == asked.campaign}
    last = max((month for month in published if month < asked.month), default="")
    before = {month for month in with_data if last < month < asked.month}
    if wrong := sorted(set(asked.skip) - before):
        raise EditionError(f"{', '.join(wrong)} cannot be left out before {name}.")
    if missing := sorted(before - set(asked.skip)):
        raise EditionError(
            f"{name} cannot be published yet: {', '.join(missing)} has data and is not published. "
            f"Publish it first, or leave it out for good with --skip {missing[0]}."
        )
    return tuple(sorted(before))


def differing(on: Ground, edition: Edition) -> list[str] | None:
    """What of the month is other than in its last issue, in sentences; None if there is none."""
    before = [one for one in on.published(edition.campaign) if one.edition.month == edition.month]
    if not before:
        return None
    units = on.definitions[edition.campaign].campaign.units
    return differences(before[0].edition, edition, {unit.code: unit.name.zh for unit in units})


def _chained(on: Ground, found: Sequence[Edition]) -> list[Edition]:
    """Each with the hashes of the one that it follows and of the months that it goes back to."""
    issued, chained = list(on.issued), []
    for one in found:
        before = in_force(issued, one.campaign, before=one.month)
        own = [each for each in issued if each.edition.campaign == one.campaign]
        edition = replace(
            one,
            made_upon=tuple(Upon(i.edition.month, i.edition.issue, i.sha256) for i in before),
            follows=own[-1].sha256 if own else None,
        )
        issued.append(Issued(edition, edition.sha256, None))
        chained.append(edition)
    return chained


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


def _require_all_read(
    store: Store, archive: Archive, definitions: Mapping[str, Definition]
) -> None:
    due = {receipt.id: version(receipt, definitions) for receipt in archive.receipts()}
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
