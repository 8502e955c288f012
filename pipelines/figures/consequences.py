"""What every month leads to, and what one more month would, in a snapshot.

It reads what other figures have written, so it is added after all of them. Who talks to whom is a
table of its own, made of the definitions before the marts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields

import polars as pl

from campaigns import Campaign, Definition
from campaigns.consequences import consequences, is_judged
from campaigns.describe.race import condition
from campaigns.describe.said import Sayer
from campaigns.events import Events
from campaigns.follow_up import Consequence
from campaigns.next_month import next_consequences, next_month
from campaigns.parts import Words
from warehouse.snapshots.draft import Draft

DEFINED = {
    "campaign_id": pl.String,
    "consequence_id": pl.String,
    "position": pl.Int32,
    "kind": pl.String,
    "condition": pl.String,
    "subject": pl.String,
    "is_judged": pl.Boolean,
    **{
        f"{part}_{end}": pl.String
        for part in ("when", "action", "by", "to")
        for end in ("zh", "en")
    },
    "clause": pl.String,
    "is_ours": pl.Boolean,
}


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write consequences_due, next_month and next_consequences, of all campaigns and months."""
    happened = events(draft)
    due, later, nexts = [], [], []
    for name, definition in definitions.items():
        own, campaign = _of(happened, name), definition.campaign
        standings = own.standings
        due.append(_named(name, consequences(own, campaign)))
        later.append(_named(name, next_month(standings, campaign)))
        nexts.append(_named(name, next_consequences(standings, campaign)))
    draft.write("consequences_due", pl.concat(due))
    draft.write("next_month", pl.concat(later))
    draft.write("next_consequences", pl.concat(nexts))


def events(draft: Draft) -> Events:
    """What has happened in all campaigns; each frame is the table of its name."""
    return Events(**{part.name: draft.read(part.name) for part in fields(Events)})


def _of(happened: Events, campaign: str) -> Events:
    frames = {part.name: getattr(happened, part.name) for part in fields(Events)}
    return Events(
        **{
            name: frame.filter(campaign_id=campaign).drop("campaign_id")
            for name, frame in frames.items()
        }
    )


def _named(campaign: str, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.lit(campaign).alias("campaign_id"), pl.all())


def defined(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    """The consequences of all definitions: when, what, by whom, to whom, and the clause."""
    rows = [
        _row(campaign, position, one)
        for campaign in campaigns
        for position, one in enumerate(campaign.consequences)
    ]
    return pl.DataFrame(rows, schema=DEFINED, orient="row")


def _row(campaign: Campaign, position: int, one: Consequence) -> tuple[object, ...]:
    said = (condition(one, campaign, Sayer(language)) for language in ("zh-CN", "en"))
    return (
        campaign.id,
        one.id,
        position,
        one.kind,
        one.when.kind,
        one.when.of,
        is_judged(one),
        *said,
        *_both(one.action),
        *_both(one.by),
        *_both(one.to),
        one.source.clause,
        one.source.ours,
    )


def _both(words: Words | None) -> tuple[str | None, str | None]:
    return (words.zh, words.en) if words else (None, None)
