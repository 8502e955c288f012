"""What units and places are compared with, as tables: the limits of chance, and benchmarks."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from campaigns import Campaign

ERRORS = pl.Decimal(18, 4)
RULES: dict[str, Any] = {
    "campaign_id": pl.String,
    "warning_errors": ERRORS,
    "action_errors": ERRORS,
    "least_projects": pl.Int64,
    "clause": pl.String,
    "is_ours": pl.Boolean,
}
BENCHMARKS: dict[str, Any] = {
    "campaign_id": pl.String,
    "benchmark_id": pl.String,
    "name_zh": pl.String,
    "name_en": pl.String,
    "place_zh": pl.String,
    "place_en": pl.String,
    "indicator": pl.String,
    "indicator_zh": pl.String,
    "indicator_en": pl.String,
    "position": pl.Int64,
    "clause": pl.String,
    "is_ours": pl.Boolean,
}
NAMES = dict.fromkeys(("campaign_id", "benchmark_id", "name"), pl.String)


def frames(campaigns: Sequence[Campaign]) -> dict[str, pl.DataFrame]:
    """The tables comparison_rules, benchmarks and benchmark_names, by name."""
    return {
        "comparison_rules": _rules(campaigns),
        "benchmarks": _benchmarks(campaigns),
        "benchmark_names": _names(campaigns),
    }


def _rules(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, rule.warning_errors, rule.action_errors, rule.least_projects)
        + (rule.source.clause or None, rule.source.ours)
        for campaign in campaigns
        for rule in [campaign.comparison]
    ]
    return pl.DataFrame(rows, schema=RULES, orient="row")


def _benchmarks(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    """A row per benchmark and indicator; the campaign's own place is named beside it."""
    rows = [
        (campaign.id, one.code, one.name.zh, one.name.en, place.zh, place.en)
        + (indicator, named[indicator].zh, named[indicator].en, position)
        + (one.source.clause or None, one.source.ours)
        for campaign in campaigns
        for place in [campaign.place.name if campaign.place else campaign.short_name]
        for named in [{each.id: each.name for each in campaign.indicators}]
        for one in campaign.benchmarks
        for position, indicator in enumerate(one.indicators)
    ]
    return pl.DataFrame(rows, schema=BENCHMARKS, orient="row")


def _names(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, one.code, name)
        for campaign in campaigns
        for one in campaign.benchmarks
        for name in sorted({one.code, one.name.zh, one.name.en, *one.aliases})
    ]
    return pl.DataFrame(rows, schema=NAMES, orient="row")
