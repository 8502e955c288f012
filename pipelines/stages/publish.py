"""Publish: from the current rows of the store to a snapshot that everybody reads.

The id follows from what goes in, so a publish that would change nothing is not made. What is
critical stops here and leaves the old snapshot served.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from campaigns import Definition
from pipelines.editions import Entry, Issued, Shelf
from pipelines.figures import FIGURES
from pipelines.figures.definitions import frames
from pipelines.figures.editions import as_published
from pipelines.versions import snapshot_id
from warehouse import check_history, snapshots
from warehouse.home import Home
from warehouse.snapshots import differences, sizes
from warehouse.snapshots.draft import Draft, drafting, prune
from warehouse.snapshots.pointer import last_move
from warehouse.store import Store, open_store

FACTS = """
select concat_ws(' ', path, sha256, received_at, reader) as fact
from readings
order by received_at, path, receipt_id
"""
# Also those that no filing was read with: that they do not apply is shown.
KNOWN_ERRORS = "select known_errors::varchar as fact from known_errors order by fact"


@dataclass(frozen=True)
class Candidate:
    """What would be published: its id, and what its definitions' tables are made of.

    `content` is the id of filings, definitions and code alone: a month's edition changes the
    snapshot that is served, but nothing that has to be checked again.
    """

    id: str
    content: str
    months_with_data: Mapping[str, set[str]]
    synthetic: set[str]


def candidate(
    store: Store, definitions: Mapping[str, Definition], editions: Iterable[Entry] = ()
) -> Candidate:
    """What the store holds now and has been published, as a snapshot would be called."""
    facts = [fact for sql in (FACTS, KNOWN_ERRORS) for fact in store.frame(sql)["fact"]]
    slots = store.frame("select distinct campaign_id, month from slots").rows()
    synthetic = store.frame(
        "select distinct campaign_id from readings where is_synthetic and campaign_id is not null"
    )
    months: dict[str, set[str]] = {}
    for campaign_id, month in slots:
        months.setdefault(campaign_id, set()).add(month)
    published = [f"{entry.sha256} {entry.published_at}" for entry in editions]
    return Candidate(
        id=snapshot_id([*facts, *published], definitions),
        content=snapshot_id(facts, definitions),
        months_with_data=months,
        synthetic=set(synthetic["campaign_id"].to_list()),
    )


def stand_in_the_way(store: Store, content: str) -> pl.DataFrame | None:
    """The critical rules that are broken; None if this content has not been checked yet."""
    results = store.frame(
        "select * from check_results where snapshot_id = $content", content=content
    )
    if results.is_empty():
        return None
    return results.filter(severity="critical", outcome="failed")


def is_refused(home: Home, snapshot: str) -> bool:
    """Whether a rollback went back from exactly this snapshot."""
    move = last_move(home.snapshots)
    return bool(move and move.refused == snapshot)


def publish(
    home: Home,
    definitions: Mapping[str, Definition],
    made: Candidate,
    *,
    keep: int,
    why: str = "publish",
) -> bool:
    """Build the snapshot if there is none and serve it; False if it is served already.

    The store is closed, and its content has been checked. `why` is what `history` will say.
    """
    served = snapshots.current(home.snapshots)
    if served and served.id == made.id:
        return False
    if snapshots.find(home.snapshots, made.id) is None:
        with drafting(home.snapshots, made.id) as draft:
            build(draft, home, definitions, made, Shelf(home.editions).issued())
    snapshots.serve(home.snapshots, made.id, why=why)
    prune(home.snapshots, keep=keep, served=made.id)
    return True


def build(
    draft: Draft,
    home: Home,
    definitions: Mapping[str, Definition],
    made: Candidate,
    editions: Sequence[Issued],
) -> None:
    """Fill a draft: definitions, editions, rows and their ledger, checks, marts, figures, summary.

    Marts that sum up figures come after these. Figures go back to `editions` where a month before
    counts as it was published.
    """
    lay(draft, home.store, definitions, made, editions)
    draft.copy_checks(made.content)
    draft.make_marts()
    differences.add(draft)
    for add in FIGURES:
        add(draft, definitions)
    draft.make_marts(after_figures=True)
    draft.write_summary(made.id, made.content)
    sizes.add(draft)


def lay(
    draft: Draft,
    store: Path,
    definitions: Mapping[str, Definition],
    made: Candidate,
    editions: Sequence[Issued],
) -> None:
    """What marts and figures are made of: definitions, editions, and the rows of a store."""
    for name, frame in frames(definitions, made.months_with_data, made.synthetic).items():
        draft.write(name, frame)
    for name, frame in as_published(editions, definitions).items():
        draft.write(name, frame)
    draft.copy_current(store)


def check_store(home: Home, definitions: Mapping[str, Definition], content: str) -> pl.DataFrame:
    """Check what the store holds and keep what is found under the id of the content.

    What is found is also written into the history of runs, once for each content.
    """
    from expectations import check  # imported here: an unchanged run has nothing to check

    with open_store(home.store) as store:
        found = check(store, definitions)
        rows = {"check_results": found.results, "check_failures": found.failures}
        rows |= {"check_rows": found.counts.rows, "check_counts": found.counts.failures}
        store.put_checks(content, rows)
    check_history.keep(home.checks, content, found.results["rule_id"], found.counts)
    return found.results
