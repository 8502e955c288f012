"""The commands of every day: load, check, publish, run."""

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
    says_why,
    wait,
    writing,
)
from pipelines.commands.report import say_checks, say_loaded
from pipelines.commands.slips import say_waiting
from pipelines.commands.steps import publish_again, read_with
from pipelines.editions import Shelf
from pipelines.filing.archive import Archive
from pipelines.filing.inbox import Inbox
from pipelines.stages import load as loading
from pipelines.stages import publish as publishing
from pipelines.stages.reader import installed
from warehouse.home import Home
from warehouse.store import open_store

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
        return say_loaded(loading.preview(inbox, installed(place, definitions), asked.declared))
    received = loading.receive(inbox, archive, asked.declared)
    with open_store(place.store) as store:
        loaded = read_with(store, place, definitions)
    loaded.received = received
    loaded.left_alone += inbox.left_alone()
    return say_loaded(loaded)
