"""Duties, ladders and limits of the definitions as tables, for marts and queries to join."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from campaigns import Campaign
from campaigns.parts import Words
from campaigns.reviews import due, in_rhythm

AMOUNT = pl.Decimal(18, 4)
NAMES = {"name_zh": pl.String, "name_en": pl.String}
ID = {"campaign_id": pl.String}
Schema = dict[str, pl.DataType | type[pl.DataType]]
SOURCE: Schema = {"clause": pl.String, "is_ours": pl.Boolean}


def frames(campaigns: Sequence[Campaign]) -> dict[str, pl.DataFrame]:
    """Tables by name: issue_levels, slow_rules, time_limits, monitoring, contact_rules,
    contact_reports, reviews_due.

    All may be empty: no campaign regulates everything.
    """
    return {
        "issue_levels": _issue_levels(campaigns),
        "slow_rules": _slow_rules(campaigns),
        "time_limits": _time_limits(campaigns),
        "monitoring": _monitoring(campaigns),
        "contact_rules": _contact_rules(campaigns),
        "contact_reports": _contact_reports(campaigns),
        "reviews_due": _reviews_due(campaigns),
    }


def _issue_levels(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, level.id, *_words(level.name), level.days, position)
        + (level.source.clause or None, level.source.ours)
        for campaign in campaigns
        for position, level in enumerate(campaign.issue_levels)
    ]
    own: Schema = {"limit_days": pl.Int64, "position": pl.Int64}
    return _frame(rows, {**ID, "level": pl.String, **NAMES, **own, **SOURCE})


def _slow_rules(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    """By what a project is called slow, a row per kind, where it is called so at all."""
    rows = [
        (campaign.id, kind, rule.source.clause or None, rule.source.ours)
        for campaign in campaigns
        if (slow := campaign.slow_projects)
        for kind, rule in (
            ("zombie", slow.zombie),
            ("snail", slow.snail),
            ("marathon", slow.marathon),
        )
    ]
    return _frame(rows, {**ID, "kind": pl.String, **SOURCE})


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
        (campaign.id, duty.times_per_month, *_words(duty.who), duty.report_every)
        for campaign in campaigns
        if (duty := campaign.contact_duty)
    ]
    return _frame(rows, {**ID, "times_per_month": pl.Int64, **NAMES, "report_every": pl.String})


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
            review.source.clause,
            review.source.ours,
        )
        for campaign in campaigns
        for review, day in due(campaign)
    ]
    own: Schema = {"by_zh": pl.String, "by_en": pl.String, "due_on": pl.Date}
    review: Schema = {"month": pl.String, "review_id": pl.String, "kind": pl.String}
    return _frame(rows, {**ID, **review, **NAMES, **own, **SOURCE})


def _words(words: Words) -> tuple[str, str]:
    return words.zh, words.en


def _frame(rows: Sequence[tuple[Any, ...]], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")
