"""The commands that look at editions: list, show, verify, and what has changed since."""

from dataclasses import asdict
from typing import Any

import click

from pipelines.commands.common import Refused, answer, as_json, says_why
from pipelines.commands.report import say_changes
from pipelines.editions import Edition, Shelf
from pipelines.stages.verify import Verdict
from pipelines.stages.verify import verify as verifying
from warehouse.home import home


@click.command("list")
@click.argument("campaign", required=False)
@as_json
@says_why
def list_(campaign: str | None, as_json: bool) -> None:
    """Every edition, campaign by campaign, in the order of publishing."""
    entries = Shelf(home().editions).entries(campaign)
    if as_json:
        answer({"editions": [asdict(entry) for entry in entries]}, as_json=True)
        return
    for entry in entries:
        click.echo(
            f"{entry.published_at}  {entry.campaign}  {entry.month}  {entry.issue}  {entry.sha256}"
        )


@click.command()
@click.argument("campaign")
@click.argument("month")
@click.option("--issue", type=click.IntRange(min=1), help="Not the last issue, but this one.")
@as_json
@says_why
def show(campaign: str, month: str, issue: int | None, as_json: bool) -> None:
    """The standings of a month as they were published, and what they were made of."""
    shelf = Shelf(home().editions)
    entry = shelf.find(campaign, month, issue)
    found = shelf.read(entry)
    facts = asdict(entry) | {
        "reason": found.reason,
        "snapshot": found.snapshot,
        "definition_sha256": found.definition_sha256,
        "filings": len(found.filings),
        "left_out": list(found.left_out),
        "follows": found.follows,
    }
    if as_json:
        answer(facts | {"standings": found.standings}, as_json=True)
        return
    answer(facts, as_json=False)
    _echo_standings(found)


@click.command()
@click.argument("campaign", required=False)
@click.argument("month", required=False)
@as_json
@says_why
def verify(campaign: str | None, month: str | None, as_json: bool) -> None:
    """Work editions out again from the archive and compare the bytes.

    Exit code 1 if one of them differs.
    """
    place = home()
    entries = [e for e in Shelf(place.editions).entries(campaign) if month in (None, e.month)]
    if not entries:
        raise Refused("There is no such edition. See `python -m pipelines edition list`.")
    verdicts = verifying(place, entries)
    if as_json:
        answer({"editions": [_verdict(verdict) for verdict in verdicts]}, as_json=True)
    else:
        for verdict in verdicts:
            _echo_verdict(verdict)
    if wrong := sum(bool(verdict.problems) for verdict in verdicts):
        raise Refused(f"{wrong} of {len(verdicts)} editions could not be reproduced.")


@click.command()
@click.argument("campaign")
@click.argument("month")
@as_json
@says_why
def difference(campaign: str, month: str, as_json: bool) -> None:
    """What of a published month is otherwise today: who moved, and because of which filing."""
    place = home()
    entry = Shelf(place.editions).find(campaign, month)
    found = say_changes(place, campaign, month, aloud=not as_json)
    if as_json:
        answer({**asdict(entry), **found}, as_json=True)


def _echo_standings(found: Edition) -> None:
    names = ("track_id", "rank", "unit_id", "score", "light", "streak", "state")
    in_order = sorted(
        found.standings, key=lambda row: (row["track_id"], row["rank"] is None, row["rank"])
    )
    for row in in_order:
        click.echo("  ".join("—" if row[name] is None else str(row[name]) for name in names))


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return asdict(verdict.entry) | {
        "reproduced": not verdict.problems,
        "same_code": verdict.is_same_code,
        "problems": verdict.problems,
    }


def _echo_verdict(verdict: Verdict) -> None:
    entry = verdict.entry
    outcome = "differs" if verdict.problems else "the same bytes"
    code = "" if verdict.is_same_code in (True, None) else ", made with other code than today's"
    click.echo(f"{entry.campaign} {entry.month} ({entry.issue}): {outcome}{code}")
    for problem in verdict.problems:
        click.echo(f"    {problem}")
