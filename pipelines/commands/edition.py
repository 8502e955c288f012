"""The commands for editions: publish a month, list, show, verify, and what has changed since."""

from dataclasses import asdict
from typing import Any

import click

from pipelines.commands.common import (
    Refused,
    answer,
    as_json,
    keep,
    say,
    says_why,
    wait,
    writing,
)
from pipelines.commands.report import say_changes
from pipelines.commands.work import publish_again
from pipelines.editions import Edition, EditionError, Shelf
from pipelines.stages import editions as publishing
from pipelines.stages.editions import Asked, Ground
from pipelines.stages.verify import Verdict
from pipelines.stages.verify import verify as verifying
from warehouse.home import home


@click.group()
def edition() -> None:
    """Months as they were published: frozen, kept for ever, reproducible from the archive."""


@edition.command()
@click.argument("campaign", required=False)
@click.argument("month", required=False)
@click.option("--skip", multiple=True, metavar="MONTH", help="Leave an earlier month out for good.")
@click.option("--reissue", "reason", metavar="REASON", help="Publish once more what has changed.")
@click.option("--all-but-last", is_flag=True, help="Every month with data but the last one.")
@click.option("--synthetic", is_flag=True, help="Of all campaigns, those with sample data alone.")
@keep
@wait
@as_json
@says_why
def publish(
    campaign: str | None,
    month: str | None,
    skip: tuple[str, ...],
    reason: str | None,
    all_but_last: bool,
    synthetic: bool,
    keep: int,
    wait_seconds: float,
    as_json: bool,
) -> None:
    """Freeze MONTH of CAMPAIGN as it is served now, and publish a snapshot that knows of it.

    A month that is published already and has not changed is left as it is; one that has changed is
    published again only with --reissue, as the next issue beside the first.
    """
    if all_but_last == bool(month) or not (campaign or synthetic) or (month and not campaign):
        raise click.UsageError("Name a CAMPAIGN and a MONTH, or use --all-but-last.")
    with writing(wait_seconds) as (place, definitions):
        on = publishing.ground(place, definitions)
        asked = (
            [Asked(each, own) for each, own in _all_but_last(on, campaign, synthetic=synthetic)]
            if all_but_last
            else [Asked(str(campaign), str(month), skip, reason)]
        )
        new = [one for one in publishing.editions(on, asked) if _is_new(on, one)]
        shelf = Shelf(place.editions)
        for one in new:
            shelf.keep(one)
        why = "edition " + ", ".join(one.name for one in new[:1]) + " …" * (len(new) > 1)
        published = publish_again(place, definitions, keep=keep, why=why)
        names = [one.name for one in new]
        answer({"editions": names, **published}, as_json=as_json)


@edition.command("list")
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


@edition.command()
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


@edition.command()
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


@edition.command()
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


def _all_but_last(on: Ground, campaign: str | None, *, synthetic: bool) -> list[tuple[str, str]]:
    """The months that may still be published, without the last one that has data."""
    return [
        (name, month)
        for name in on.definitions
        if campaign in (None, name) and (not synthetic or name in on.made.synthetic)
        for month in on.unpublished(name)
        if month != on.months(name)[-1]
    ]


def _is_new(on: Ground, edition: Edition) -> bool:
    """Whether it is to be published; Refused where the month was and differs, and no reason is."""
    differing = publishing.differing(on, edition)
    if differing is None:
        return True
    if differing and edition.reason is None:
        for sentence in differing:
            say(sentence)
        raise EditionError(
            f"{edition.campaign} {edition.month} is published already and differs now, as said "
            'above. To publish it once more beside the first, use --reissue "REASON".'
        )
    return bool(differing)


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
