"""Duties, ladders and limits of the definitions as tables, for marts and queries to join."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from campaigns import Campaign
from campaigns.parts import Source, Words
from campaigns.reviews import due, in_rhythm

AMOUNT = pl.Decimal(18, 4)
NAMES = {"name_zh": pl.String, "name_en": pl.String}
ID = {"campaign_id": pl.String}
SOURCE = {"clause": pl.String, "is_ours": pl.Boolean}
Schema = dict[str, pl.DataType | type[pl.DataType]]


def frames(campaigns: Sequence[Campaign]) -> dict[str, pl.DataFrame]:
    """Tables by name: issue_levels, time_limits, monitoring, contact_rules, contact_reports,
    reviews_due, slow_rules.

    All may be empty: no campaign regulates everything.
    """
    return {
        "issue_levels": _issue_levels(campaigns),
        "time_limits": _time_limits(campaigns),
        "monitoring": _monitoring(campaigns),
        "contact_rules": _contact_rules(campaigns),
        "contact_reports": _contact_reports(campaigns),
        "reviews_due": _reviews_due(campaigns),
        "slow_rules": _slow_rules(campaigns),
    }


def _issue_levels(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, level.id, *_words(level.name), level.days, position, *_source(level.source))
        for campaign in campaigns
        for position, level in enumerate(campaign.issue_levels)
    ]
    limits: Schema = {"limit_days": pl.Int64, "position": pl.Int64}
    return _frame(rows, {**ID, "level": pl.String, **NAMES, **limits, **SOURCE})


def _time_limits(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, limit.id, *_words(limit.name), limit.after, limit.until, limit.months, at)
        for campaign in campaigns
        for at, limit in enumerate(campaign.time_limits)
    ]
    events: Schema = {"after_event": pl.String, "until_event": pl.String}
    return _frame(
        rows,
        {
            **ID,
            "limit_id": pl.String,
            **NAMES,
            **events,
            "limit_months": pl.Int32,
            "position": pl.Int64,
        },
    )


def _monitoring(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [(one.id, one.monitoring.size_from_wanyuan) for one in campaigns if one.monitoring]
    return _frame(rows, {**ID, "size_from_wanyuan": AMOUNT})


def _contact_rules(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (
            *(campaign.id, duty.times_per_month, *_words(duty.who), duty.report_every),
            *_source(duty.source),
        )
        for campaign in campaigns
        if (duty := campaign.contact_duty)
    ]
    rhythm: Schema = {"report_every": pl.String}
    return _frame(rows, {**ID, "times_per_month": pl.Int64, **NAMES, **rhythm, **SOURCE})


def _contact_reports(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, f"{day:%Y-%m}", day)
        for campaign in campaigns
        if campaign.contact_duty and campaign.contact_duty.report_every
        for day in in_rhythm(campaign.contact_duty.report_every, campaign.period)
    ]
    return _frame(rows, {**ID, "month": pl.String, "due_on": pl.Date})


def _reviews_due(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (
            campaign.id,
            f"{day:%Y-%m}",
            review.id,
            review.kind,
            *_words(review.name),
            *(_words(review.by) if review.by else (None, None)),
            day,
            *_source(review.source),
        )
        for campaign in campaigns
        for review, day in due(campaign)
    ]
    own: Schema = {"by_zh": pl.String, "by_en": pl.String, "due_on": pl.Date}
    review: Schema = {"month": pl.String, "review_id": pl.String, "kind": pl.String}
    return _frame(rows, {**ID, **review, **NAMES, **own, **SOURCE})


def _slow_rules(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    """Where it comes from that a project is called slow, a row per kind."""
    rows = [
        (campaign.id, kind, *_source(rule.source))
        for campaign in campaigns
        if (slow := campaign.slow_projects)
        for kind, rule in (
            ("zombie", slow.zombie),
            ("snail", slow.snail),
            ("marathon", slow.marathon),
        )
    ]
    return _frame(rows, {**ID, "kind": pl.String, **SOURCE})


def _words(words: Words) -> tuple[str, str]:
    return words.zh, words.en


def _source(source: Source) -> tuple[str, bool]:
    return source.clause, source.ours


def _frame(rows: Sequence[tuple[Any, ...]], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")
