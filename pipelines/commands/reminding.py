"""The command that says whose filing has to be reminded of, as the filing board does."""

from datetime import datetime
from typing import Any

import click

from campaigns import calendar
from locales import month_name, translator
from locales.reminders import reminder
from pipelines.commands.common import Refused, answer, as_json, say, says_why
from pipelines.commands.report import LANGUAGE
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.home import home
from warehouse.queries import read

OF_SENTENCES = ("campaign_zh", "campaign_en")


@click.command()
@click.argument("campaign")
@click.option(
    "--today",
    "asked",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to remind on, YYYY-MM-DD; without it, the day that it is in China.",
)
@as_json
@says_why
def remind(campaign: str, asked: datetime | None, as_json: bool) -> None:
    """Say whose filing has to be reminded of today: a sentence a unit, ready to be sent."""
    served = snapshots.current(home().snapshots)
    if served is None:
        raise Refused("Nothing is served. Run `python -m pipelines run`.")
    cursor = snapshots.connect(served).cursor()
    _known(cursor, campaign)
    bound = {"campaign": campaign, "today": asked.date() if asked else calendar.today()}
    head = read(cursor, "reminding", **bound).row(0, named=True)
    rows = read(cursor, "reminders", **bound, track="all").to_dicts()
    if as_json:
        answer(bound | _facts(head) | {"reminders": [_told(row) for row in rows]}, as_json=True)
        return
    for one in head["about"]:
        say(_about(head, one))
    for row in rows:
        click.echo(reminder(translator(LANGUAGE), row))


def _known(cursor: Connection, campaign: str) -> None:
    there = read(cursor, "campaigns", language=LANGUAGE)["campaign_id"].to_list()
    if campaign not in there:
        raise Refused(f"There is no campaign {campaign!r}. There are: {', '.join(there)}.")


def _facts(head: dict[str, Any]) -> dict[str, Any]:
    names = ("ended", "coming_month", "coming_due_on", "overdue_month", "overdue_due_on", "next_on")
    return {name: head[name] for name in (*names, "last_received_at")}


def _about(head: dict[str, Any], one: str) -> str:
    """Which month the list is about, or that it is too early or too late for one."""
    month = head[f"{one}_month"]
    return translator(LANGUAGE)(
        f"board.reminders.about_{one}",
        month=month_name(month, LANGUAGE) if month else "",
        due_on=head[f"{one}_due_on"],
        next_on=head["next_on"],
    )


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what only the sentence is made of, and the sentence in both languages."""
    kept = {name: value for name, value in row.items() if name not in OF_SENTENCES}
    return kept | {
        "reminder_zh": reminder(translator("zh-CN"), row),
        "reminder_en": reminder(translator("en"), row),
    }
