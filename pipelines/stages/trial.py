"""What would change if a file were filed: rows, broken rules, and the figures that are published.

A trial goes on from the snapshot that is served, never from the private store, which a writer may
hold: the campaign's rows are put into a store of its own, the new filing is taken into that by the
rules by which every filing is, and the same marts and the same race are made of it. Nothing lasts.
"""

import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from campaigns import Definition
from campaigns.components import Filed
from expectations.plain import broken
from pipelines.editions import Shelf
from pipelines.figures import race
from pipelines.filing.archive import Archive
from pipelines.stages.publish import candidate, lay
from pipelines.stages.replaced import RowChange, before, is_first, row_changes, superseded
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read
from warehouse.snapshots.draft import drafting, marts_of
from warehouse.store import Reading, Store, open_store
from warehouse.store.thaw import thaw

# The figures that are compared: of every unit, and of the campaign as a whole.
OF_UNITS = "unit_figures"
COMPARED = ("completion_rate", "invested_to_date_wanyuan", "score", "rank", "light")
OF_CAMPAIGN = "completion_summary"
TOTALS = ("invested_to_date_wanyuan", "completion_rate", "filed_projects", "projects")
QUESTIONS = (OF_UNITS, OF_CAMPAIGN, *(f"filed_{part.name}" for part in fields(Filed)))
NAMES = "select project_code, any_value(project_name) from current_projects group by all"
FAULT = ("rule_id", "source_file", "source_sheet", "source_row", "value")
AT = ("month", "unit_id")


@dataclass(frozen=True)
class Figures:
    """The figures of a campaign that are compared: of every unit and month, and of the whole."""

    units: pl.DataFrame
    whole: Mapping[str, Any]


@dataclass(frozen=True)
class Trial:
    """What a filing would change.

    `failures` has the broken rules of the filing's own rows, and those of other rows that are
    broken because of it (`is_own`). `rows` are compared with those that stand for the same unit
    and month, or with its list as it stands. `superseded` is the latest filing that the new one
    would replace (receipt_id, received_at, source_file). `names` has the projects' names by code.
    `is_late`: it would be the unit's first for the month, after the deadline. `waiting` filings of
    the campaign have been received and not been published yet; they are left out.
    """

    rows: list[RowChange]
    failures: pl.DataFrame
    before: Figures
    after: Figures
    superseded: Mapping[str, Any] | None
    names: Mapping[str, str]
    is_late: bool
    waiting: int


def trial(home: Home, definition: Definition, reading: Reading) -> Trial:
    """What would change if this were filed now. Raises OtherVersion as `thaw` does."""
    campaign, served = definition.campaign, snapshots.current(home.snapshots)
    month = reading.months[-1]
    with tempfile.TemporaryDirectory(prefix="saima-trial-") as folder:
        path = Path(folder) / "store.duckdb"
        with open_store(path) as store:
            if served:
                thaw(store, served.path, campaign.id)
            rows = [
                change
                for filing in reading.filings
                for change in row_changes(filing, before(store, reading, filing))
            ]
            replaced = superseded(store, reading)
            is_late = reading.is_late and is_first(store, reading)
            waiting = _waiting(home, campaign.id, set(store.readers()) | {reading.receipt_id})
            failures = _failures(store, {campaign.id: definition}, reading)
            names = dict(store.frame(NAMES).iter_rows())
        after = _after(home, definition, path, month)
    then = _before(served, campaign.id, month)
    return Trial(rows, failures, then, after, replaced, names, is_late, waiting)


def units_changed(found: Trial) -> pl.DataFrame:
    """The units and months with another figure: month, unit_id, `…_before` and `…_after`."""
    old, new = (
        each.units.select(*AT, pl.col(COMPARED).name.suffix(suffix))
        for each, suffix in ((found.before, "_before"), (found.after, "_after"))
    )
    either = old.join(new, on=AT, how="full", coalesce=True)
    differs = [pl.col(f"{n}_before").ne_missing(pl.col(f"{n}_after")) for n in COMPARED]
    return either.filter(pl.any_horizontal(differs)).sort(AT)


def _waiting(home: Home, campaign: str, published: set[str]) -> int:
    """How many receipts of the campaign no snapshot has shown."""
    receipts = Archive(home.archive).receipts()
    return sum(each.campaign == campaign and each.id not in published for each in receipts)


def _failures(
    store: Store, definitions: Mapping[str, Definition], reading: Reading
) -> pl.DataFrame:
    """Take the reading in, and return what it breaks."""
    already = broken(store, definitions)
    store.put([reading])
    now = broken(store, definitions).with_columns(
        is_own=pl.col("filing_id").str.starts_with(f"{reading.receipt_id}/")
    )
    own = now.filter("is_own")
    others = now.filter(~pl.col("is_own")).join(already, on=FAULT, how="anti", nulls_equal=True)
    return pl.concat([own, others])


def _after(home: Home, definition: Definition, store: Path, month: str) -> Figures:
    name = definition.campaign.id
    definitions, shelf = {name: definition}, Shelf(home.editions)
    with open_store(store) as opened:
        made = candidate(opened, definitions, shelf.entries(name))
    with drafting(store.parent, made.id) as draft:
        lay(draft, store, definitions, made, shelf.issued(name))
        draft.make_marts(marts_of(QUESTIONS))
        draft.write("standings", race.standings(draft, definitions))
        return _figures(draft.connection, name, month)


def _before(served: snapshots.Served | None, campaign: str, month: str) -> Figures:
    if served is None:
        schema = dict.fromkeys(AT, pl.String) | dict.fromkeys(COMPARED, pl.Null)
        return Figures(pl.DataFrame(schema=schema), dict.fromkeys(TOTALS))
    with closing(snapshots.connect(served)) as connection:
        return _figures(connection, campaign, month)


def _figures(connection: Connection, campaign: str, month: str) -> Figures:
    ask = partial(read, connection, campaign=campaign)
    whole = ask(OF_CAMPAIGN, month=month, track="all").select(TOTALS).to_dicts()
    return Figures(ask(OF_UNITS), whole[0] if whole else dict.fromkeys(TOTALS))
