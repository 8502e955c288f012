"""The race's rules as tables, so that SQL can join what a definition names and limits."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import polars as pl

from campaigns import Campaign
from campaigns.model import names_of
from campaigns.parts import Category
from campaigns.rules import Indicator, Ladder

AMOUNT = pl.Decimal(18, 4)
Rows = list[tuple[Any, ...]]


def frames(campaigns: Iterable[Campaign]) -> dict[str, pl.DataFrame]:
    """Tables of the race: rules, parts, rungs, indicators, names, deductions, contacts; by name."""
    every = list(campaigns)
    return {
        "race_rules": _race_rules(every),
        "race_parts": _race_parts(every),
        "ladder_rungs": _ladder_rungs(every),
        "rung_ways": _rung_ways(every),
        "race_indicators": _race_indicators(every),
        "indicator_names": _indicator_names(every),
        "unit_names": _unit_names(every),
        "deduction_rules": _deduction_rules(every),
        "contact_duties": _contact_duties(every),
    }


def _race_rules(campaigns: list[Campaign]) -> pl.DataFrame:
    """One row per campaign; `band_middle_share` is the part of the draws that a band holds."""
    rows: Rows = [
        (campaign.id, race.unit_lights.green, race.unit_lights.yellow)
        + (race.bottom.size, race.bottom.min_ranked)
        + (bands.draws, bands.spread, (bands.highest - bands.lowest) / 100)
        for campaign in campaigns
        for race, bands in [(campaign.race, campaign.race.bands)]
    ]
    lights = {"green_score": AMOUNT, "yellow_score": AMOUNT}
    bottom = {"bottom_size": pl.Int64, "min_ranked": pl.Int64}
    band = {"band_draws": pl.Int64, "band_spread_share": AMOUNT, "band_middle_share": AMOUNT}
    return _frame(rows, {"campaign_id": pl.String} | lights | bottom | band)


def _race_parts(campaigns: list[Campaign]) -> pl.DataFrame:
    """A row for each rule of the race that comes from somewhere, and the clause that it is from."""
    rows: Rows = [
        (campaign.id, part, one_id, counted_in, source.clause, source.ours)
        for campaign in campaigns
        for part, one_id, counted_in, source in (
            *(("component", c.id, c.counted_in, c.source) for c in campaign.race.components),
            *(("deduction", rule.id, None, rule.source) for rule in campaign.race.deductions),
            ("unit_lights", None, None, campaign.race.unit_lights.source),
            ("bottom", None, None, campaign.race.bottom.source),
            ("bands", None, None, campaign.race.bands.source),
        )
    ]
    texts = dict.fromkeys(("campaign_id", "part", "part_id", "counted_in", "clause"), pl.String)
    return _frame(rows, texts | {"is_ours": pl.Boolean})


def _ladders(campaigns: Iterable[Campaign]) -> Iterator[tuple[str, Ladder]]:
    for campaign in campaigns:
        for component in campaign.race.components:
            if isinstance(component, Ladder):
                yield campaign.id, component


def _ladder_rungs(campaigns: list[Campaign]) -> pl.DataFrame:
    """Position 0 is the lowest rung; `top_points` are those of the highest."""
    rows: Rows = [
        (name, ladder.id, rung.id, rung.name.zh, rung.name.en, position, rung.points)
        + (ladder.rungs[-1].points,)
        for name, ladder in _ladders(campaigns)
        for position, rung in enumerate(ladder.rungs)
    ]
    texts = dict.fromkeys(("campaign_id", "ladder", "rung", "name_zh", "name_en"), pl.String)
    return _frame(rows, texts | {"position": pl.Int64, "rung_points": AMOUNT, "top_points": AMOUNT})


def _rung_ways(campaigns: list[Campaign]) -> pl.DataFrame:
    """A row for each event and each milestone by which a rung is reached."""
    rows: Rows = [
        (name, ladder.id, rung.id, event, milestone)
        for name, ladder in _ladders(campaigns)
        for rung in ladder.rungs
        for event, milestone in (
            *([(rung.event, None)] if rung.event else []),
            *((None, each) for each in rung.milestones),
        )
    ]
    return _frame(
        rows,
        dict.fromkeys(("campaign_id", "ladder", "rung", "event", "milestone"), pl.String),
    )


def _race_indicators(campaigns: list[Campaign]) -> pl.DataFrame:
    """The indicators that components of the race are made of."""
    rows: Rows = [
        (campaign.id, component.id, one.id, one.name.zh, one.name.en, component.target)
        for campaign in campaigns
        for component in campaign.race.components
        if isinstance(component, Indicator)
        for one in campaign.indicators
        if one.id == component.indicator
    ]
    texts = dict.fromkeys(("campaign_id", "stage", "indicator", "name_zh", "name_en"), pl.String)
    return _frame(rows, texts | {"target_percent": AMOUNT})


def _indicator_names(campaigns: list[Campaign]) -> pl.DataFrame:
    rows: Rows = [
        (campaign.id, one.id, name)
        for campaign in campaigns
        for one in campaign.indicators
        for name in sorted({one.id, one.name.zh, one.name.en, *one.aliases})
    ]
    return _frame(rows, dict.fromkeys(("campaign_id", "indicator", "name"), pl.String))


def _unit_names(campaigns: list[Campaign]) -> pl.DataFrame:
    rows: Rows = [
        (campaign.id, unit.code, name)
        for campaign in campaigns
        for unit in campaign.contenders
        for name in sorted(names_of(unit))
    ]
    return _frame(rows, dict.fromkeys(("campaign_id", "unit_id", "name"), pl.String))


def _deduction_rules(campaigns: list[Campaign]) -> pl.DataFrame:
    rows: Rows = [
        (campaign.id, rule.id, rule.name.zh, rule.name.en, rule.per, rule.points, rule.most, at)
        for campaign in campaigns
        for at, rule in enumerate(campaign.race.deductions)
    ]
    texts = dict.fromkeys(("campaign_id", "kind", "name_zh", "name_en", "per"), pl.String)
    return _frame(
        rows, texts | {"points_each": AMOUNT, "most_points": AMOUNT, "position": pl.Int64}
    )


def _contact_duties(campaigns: list[Campaign]) -> pl.DataFrame:
    """A row for each category of projects that is owed contacts."""
    rows: Rows = [
        (campaign.id, category, campaign.contact_duty.times_per_month)
        for campaign in campaigns
        if campaign.contact_duty
        for category in campaign.contact_duty.categories or get_args(Category)
    ]
    texts = dict.fromkeys(("campaign_id", "category"), pl.String)
    return _frame(rows, texts | {"times_per_month": pl.Int64})


def _frame(rows: Rows, schema: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")
