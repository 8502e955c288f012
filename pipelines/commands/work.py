"""The commands that change something: load, check, publish, run, rollback, rebuild."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from campaigns import Definition
from pipelines.commands.common import (
    Refused,
    answer,
    as_json,
    keep,
    progress_bar,
    say,
    says_why,
    wait,
    writing,
)
from pipelines.commands.report import say_checks, say_loaded
from pipelines.commands.slips import say_waiting
from pipelines.editions import Shelf
from pipelines.filing.archive import Archive
from pipelines.filing.inbox import Inbox
from pipelines.stages import load as loading
from pipelines.stages import publish as publishing
from warehouse import snapshots
from warehouse.home import Home
from warehouse.store import Store, open_store

folder = click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
campaign = click.option("--campaign", help="Whose filings these are, if the path does not say.")
month = click.option("--month", help="YYYY-MM, or YYYY-MM..YYYY-MM for a back-fill.")
unit = click.option("--unit", help="Code or name of the unit that files.")


@dataclass(frozen=True)
class Loading:
    """What a load was asked to do: a folder, and what to take as declared."""

    folder: Path
    declared: dict[str, str]


@click.command()
@folder
@campaign
@month
@unit
@click.option("--dry-run", is_flag=True, help="Read and report everything; write nothing.")
@wait
@as_json
@says_why
def load(
    folder: Path | None,
    campaign: str | None,
    month: str | None,
    unit: str | None,
    dry_run: bool,
    wait_seconds: float,
    as_json: bool,
) -> None:
    """Receive what is new in FOLDER (default: the inbox), archive it and read it."""
    with writing(wait_seconds) as (place, definitions):
        asked = Loading(folder or place.inbox, declared_as(campaign, month, unit))
        answer(_load(place, definitions, asked, dry_run=dry_run), as_json=as_json)


@click.command()
@wait
@as_json
@says_why
def check(wait_seconds: float, as_json: bool) -> None:
    """Check what has been loaded. Exit code 1 if a critical rule is broken."""
    with writing(wait_seconds) as (place, definitions):
        with open_store(place.store) as store:
            made = publishing.candidate(store, definitions, Shelf(place.editions).entries())
        results = publishing.check_store(place, definitions, made.content)
        counts = say_checks(place, made.content, results)
        answer({"snapshot": made.id, **counts}, as_json=as_json)
        if counts["critical"]:
            raise Refused("A critical rule is broken; a publish would be stopped.")


@click.command()
@keep
@wait
@as_json
@click.option("--again", is_flag=True, help="Publish even what a rollback went back from.")
@says_why
def publish(keep: int, wait_seconds: float, as_json: bool, again: bool) -> None:
    """Publish what has been loaded as a new snapshot; what is not checked is checked first."""
    with writing(wait_seconds) as (place, definitions):
        answer(publish_again(place, definitions, keep=keep, again=again), as_json=as_json)


@click.command()
@folder
@campaign
@month
@unit
@keep
@wait
@as_json
@says_why
def run(
    folder: Path | None,
    campaign: str | None,
    month: str | None,
    unit: str | None,
    keep: int,
    wait_seconds: float,
    as_json: bool,
) -> None:
    """Load, check and publish: what a scheduler calls. Done again, it changes nothing."""
    with writing(wait_seconds) as (place, definitions):
        asked = Loading(folder or place.inbox, declared_as(campaign, month, unit))
        loaded = _load(place, definitions, asked, dry_run=False)
        try:
            published = publish_again(place, definitions, keep=keep)
        finally:
            # Also, and above all, where what units have to mend is why nothing was published.
            waiting = say_waiting(place, definitions)
        answer(loaded | published | {"to_mend": waiting}, as_json=as_json)


@click.command()
@click.argument("snapshot")
@wait
@says_why
def rollback(snapshot: str, wait_seconds: float) -> None:
    """Serve an earlier SNAPSHOT again (see `history`), until something new has been filed."""
    with writing(wait_seconds) as (place, _):
        move = snapshots.roll_back(place.snapshots, snapshot)
        say(f"Snapshot {move.snapshot} is served again.")
        if move.refused:
            say(f"{move.refused} is not published again until something new has gone in.")


@click.command()
@keep
@wait
@as_json
@says_why
def rebuild(keep: int, wait_seconds: float, as_json: bool) -> None:
    """Make the store anew from the archive alone, check it and publish it."""
    with writing(wait_seconds) as (place, definitions):
        for leftover in place.root.glob(f"{place.store.name}*"):
            leftover.unlink()
        with open_store(place.store) as store:
            loaded = read_with(store, place, definitions)
        result: dict[str, Any] = say_loaded(loaded)
        answer(result | publish_again(place, definitions, keep=keep), as_json=as_json)


def read_with(
    store: Store,
    place: Home,
    definitions: Mapping[str, Definition],
    progress: loading.Progress = progress_bar,
) -> loading.Loaded:
    """Read what the archive holds and the store does not, with all that the installation knows."""
    return loading.read_all(
        store,
        Archive(place.archive),
        definitions,
        progress,
        layouts=place.layouts,
        corrections=place.corrections,
    )


def declared_as(campaign: str | None, month: str | None, unit: str | None) -> dict[str, str]:
    """What was said on the command line of whose filings these are."""
    said = {"campaign": campaign, "month": month, "unit": unit}
    return {name: value for name, value in said.items() if value}


def _load(
    place: Home, definitions: Mapping[str, Definition], asked: Loading, *, dry_run: bool
) -> dict[str, Any]:
    archive = Archive(place.archive)
    inbox = Inbox(asked.folder, archive.received())
    if dry_run:
        return say_loaded(
            loading.preview(
                inbox,
                definitions,
                asked.declared,
                layouts=place.layouts,
                corrections=place.corrections,
            )
        )
    received = loading.receive(inbox, archive, asked.declared)
    with open_store(place.store) as store:
        loaded = read_with(store, place, definitions)
    loaded.received = received
    loaded.left_alone += inbox.left_alone()
    return say_loaded(loaded)


def publish_again(
    place: Home,
    definitions: Mapping[str, Definition],
    *,
    keep: int,
    again: bool = False,
    why: str = "publish",
) -> dict[str, Any]:
    """Publish what the store holds, checked if it has not been; Refused if that cannot be.

    `again` publishes even what a rollback went back from; `why` is what `history` will say.
    """
    with open_store(place.store) as store:
        made = publishing.candidate(store, definitions, Shelf(place.editions).entries())
        broken = publishing.stand_in_the_way(store, made.content)
    if publishing.is_refused(place, made.id) and not again:
        raise Refused(
            f"Nothing was published: a rollback went back from {made.id}, and nothing new has gone "
            "in since. Use `publish --again` to serve it after all."
        )
    if not made.months_with_data and Archive(place.archive).receipts():
        raise Refused(
            "Nothing was published: the store is empty, or was made by another version. Use "
            "`python -m pipelines run`, which fills it again from the archive."
        )
    if not made.months_with_data:
        raise Refused(
            f"Nothing was published: nothing has been filed yet. Put workbooks into {place.inbox}, "
            "or write sample filings there with `python -m pipelines sample`."
        )
    if broken is None:
        results = publishing.check_store(place, definitions, made.content)
        say_checks(place, made.content, results)
        broken = results.filter(severity="critical", outcome="failed")
    if not broken.is_empty():
        raise Refused(
            f"Nothing was published: {', '.join(broken['rule_id'])}. The old snapshot is still "
            "served. Have the rows above corrected and filed again."
        )
    changed = publishing.publish(place, definitions, made, keep=keep, why=why)
    return {"snapshot": made.id, "published": changed}
