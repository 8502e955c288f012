"""The commands that go back or begin anew: rollback, rebuild."""

from typing import Any

import click

from pipelines.commands.common import answer, as_json, keep, say, says_why, wait, writing
from pipelines.commands.report import say_loaded
from pipelines.commands.steps import publish_again, read_with
from warehouse import snapshots
from warehouse.store import open_store


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
