"""Forecasts in a snapshot: of projects, units, tracks and campaigns, made month by month."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from campaigns import Definition
from campaigns.forecast import course, group_forecasts, outlooks, project_forecasts
from campaigns.forecast.course import STATES
from warehouse.snapshots.draft import Draft

RULES: dict[str, Any] = {
    "campaign_id": pl.String,
    "pace_months": pl.Int64,
    "pace_at_most": pl.Decimal(18, 4),
    "interval_level": pl.Decimal(18, 6),
    "clause": pl.String,
    "is_ours": pl.Boolean,
}


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write the rules, and both tables of forecasts made at the end of every month with data."""
    listed = draft.read("project_months", "campaign_id", "has_data", *STATES)
    # Units that file totals have no project and no monthly plan.
    states = pl.concat([listed, draft.read("total_months")], how="diagonal_relaxed")
    states = states.filter("has_data").select("campaign_id", *STATES)
    calendar, schedules = draft.read("campaign_months"), draft.read("scheduled")
    projects, groups = [], []
    for name, definition in definitions.items():
        rule, campaign = definition.campaign.forecast, pl.lit(name).alias("campaign_id")
        own = states.filter(campaign_id=name)
        so_far = course(calendar.filter(campaign_id=name), own, schedules.filter(campaign_id=name))
        found = outlooks(so_far, rule)
        projects.append(project_forecasts(so_far, found, rule).select(campaign, pl.all()))
        groups.append(group_forecasts(so_far, found, rule).select(campaign, pl.all()))
    draft.write("project_forecasts", pl.concat(projects))
    draft.write("forecasts", pl.concat(groups))
    draft.write("forecast_rules", _rules(definitions))


def _rules(definitions: Mapping[str, Definition]) -> pl.DataFrame:
    """How each campaign's forecasts are made, for readers to see."""
    rules = {name: definition.campaign.forecast for name, definition in definitions.items()}
    rows = [
        (name, rule.months, rule.pace_at_most, rule.interval, rule.source.clause or None)
        + (rule.source.ours,)
        for name, rule in rules.items()
    ]
    return pl.DataFrame(rows, schema=RULES, orient="row")
