"""The commands that only look: status, history."""

import json
from typing import Any

import click

from pipelines.commands.common import answer, as_json, says_why
from warehouse import snapshots
from warehouse.home import home
from warehouse.queries import read


@click.command()
@as_json
@says_why
def status(as_json: bool) -> None:
    """What is served: snapshot, campaigns, months, editions, filings, rejects, checks."""
    place = home()
    served = snapshots.current(place.snapshots)
    if served is None:
        answer(_nothing(), as_json=as_json)
        return
    cursor = snapshots.connect(served).cursor()
    summary = read(cursor, "status").row(0, named=True)
    move = snapshots.history(place.snapshots)[0]
    result: dict[str, Any] = {"snapshot": served.id, "published_at": move.at, "why": move.why}
    for name in ("months", "editions", "checks"):
        summary[name] = json.loads(summary[name] or "{}")
    answer(result | summary, as_json=as_json)


@click.command()
@as_json
@says_why
def history(as_json: bool) -> None:
    """Every snapshot that was served, the latest first, and whether it is still there."""
    place = home()
    moves = [
        {
            "at": move.at,
            "snapshot": move.snapshot,
            "why": move.why,
            "kept": snapshots.find(place.snapshots, move.snapshot) is not None,
        }
        for move in snapshots.history(place.snapshots)
    ]
    if as_json:
        answer({"history": moves}, as_json=True)
        return
    for entry in moves:
        gone = "" if entry["kept"] else "  (pruned)"
        click.echo(f"{entry['at']}  {entry['snapshot']}  {entry['why']}{gone}")


def _nothing() -> dict[str, Any]:
    return {
        "snapshot": None,
        "campaigns": [],
        "months": {},
        "editions": {},
        "filings": 0,
        "rejects": 0,
        "checks": {},
    }
