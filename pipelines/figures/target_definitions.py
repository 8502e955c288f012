"""Targets and plans as tables, written before the marts: what is measured, of which rows, when due.

Sizes are converted to 万元 here, once; what no filing marks is handed to the office's own figures.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns import Campaign
from campaigns.board import Goal, goals
from campaigns.metrics import METRICS
from campaigns.model import names_of
from campaigns.targets import Metric, Target

WANYUAN_PER_YIYUAN = 10_000
MONEY = pl.Decimal(18, 4)
NAMES = pl.List(pl.String)

TARGETS: dict[str, Any] = {
    "campaign_id": pl.String,
    "target_id": pl.String,
    "position": pl.Int64,
    "name_zh": pl.String,
    "name_en": pl.String,
    "kind": pl.String,
    "made_of": pl.String,
    "measured_in": pl.String,
    "is_rate": pl.Boolean,
    "per": pl.String,
    "since_on": pl.Date,
    "counts_from": pl.Date,
    "comparison": pl.String,
    "direction": pl.String,
    "is_stretch": pl.Boolean,
    "clause": pl.String,
    "is_ours": pl.Boolean,
    "domains": NAMES,
    "categories": NAMES,
    "levels": NAMES,
    "tiers": NAMES,
    "top500": NAMES,
    "size_from_wanyuan": MONEY,
    "size_above_wanyuan": MONEY,
    "is_manufacturing": pl.Boolean,
    "needs_new_land": pl.Boolean,
    "within_months": pl.Int64,
    "project_names": NAMES,
    "filed_as": NAMES,
    "landed_at": pl.String,
}
GOALS: dict[str, Any] = {
    "campaign_id": pl.String,
    "target_id": pl.String,
    "unit_id": pl.String,
    "checkpoint_on": pl.Date,
    "due_on": pl.Date,
    "comparison": pl.String,
    "required": pl.Decimal(18, 4),
}
PLACES = ["campaign_id", "name", "unit_id"]
PLANS = ["campaign_id", "plan_id", "name_zh", "name_en", "position", "target_id"]


def frames(campaigns: Sequence[Campaign]) -> dict[str, pl.DataFrame]:
    """The tables targets, target_goals, target_places and campaign_plans, by name."""
    return {
        "targets": pl.DataFrame(
            [_target(c, at, t) for c in campaigns for at, t in enumerate(c.targets)], schema=TARGETS
        ),
        "target_goals": pl.DataFrame(
            [_goal(c, goal) for c in campaigns for goal in goals(c)], schema=GOALS, orient="row"
        ),
        "target_places": _table(PLACES, (row for c in campaigns for row in _places(c))),
        "campaign_plans": _table(
            PLANS, (row for c in campaigns for row in _plans(c)), position=pl.Int64
        ),
    }


def _table(names: list[str], rows: Iterable[tuple[object, ...]], **types: Any) -> pl.DataFrame:
    schema = {name: types.get(name, pl.String) for name in names}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _target(campaign: Campaign, position: int, target: Target) -> dict[str, object]:
    metric, kind = target.metric, METRICS[target.metric.kind]
    made_of = kind.made_of if _is_marked(campaign, target) else "indicators"
    return {
        "campaign_id": campaign.id,
        "target_id": target.id,
        "position": position,
        "name_zh": target.name.zh,
        "name_en": target.name.en,
        "kind": metric.kind,
        "made_of": made_of,
        "measured_in": kind.unit,
        "is_rate": kind.unit == "%" and made_of != "indicators",
        "per": target.per,
        "since_on": target.since,
        "counts_from": target.since or campaign.period.start,
        "comparison": None if target.direction else target.comparison,
        "direction": target.direction,
        "is_stretch": target.is_stretch,
        "clause": target.source.clause,
        "is_ours": target.source.ours,
        **_filters(metric),
        "project_names": _project_names(campaign, metric),
        "filed_as": sorted(_filed_as(campaign, target)),
        "landed_at": campaign.prospect_list.landed_at if campaign.prospect_list else None,
    }


def _filters(metric: Metric) -> dict[str, object]:
    lists = ("domains", "categories", "levels", "tiers", "top500")
    return {name: list(getattr(metric, name)) for name in lists} | {
        "size_from_wanyuan": _wanyuan(metric.size_from_yiyuan),
        "size_above_wanyuan": _wanyuan(metric.size_above_yiyuan),
        "is_manufacturing": metric.is_manufacturing,
        "needs_new_land": metric.needs_new_land,
        "within_months": metric.within_months,
    }


def _wanyuan(size_yiyuan: Decimal | None) -> Decimal | None:
    return None if size_yiyuan is None else size_yiyuan * WANYUAN_PER_YIYUAN


def _is_marked(campaign: Campaign, target: Target) -> bool:
    """Whether the rows that units file show it: no words, nothing before the campaign began.

    Investment is filed from the campaign's start. Prospects state no domain and no manufacturing;
    of the list's own domain they are all.
    """
    metric = target.metric
    if metric.only is not None:
        return False
    if metric.kind == "invested" and target.since not in (None, campaign.period.start):
        return False
    if METRICS[metric.kind].made_of != "prospects":
        return True
    own = campaign.prospect_list.domain if campaign.prospect_list else None
    return metric.is_manufacturing is None and metric.domains in ((), (own,))


def _project_names(campaign: Campaign, metric: Metric) -> list[str]:
    named = [one.name for one in campaign.named_projects if one.id == metric.project]
    return [text for words in named for text in (words.zh, words.en)]


def _filed_as(campaign: Campaign, target: Target) -> set[str]:
    """What an indicator is called in a filing: its own names, or else the target's."""
    if target.metric.kind != "indicator":
        return {target.id, target.name.zh, target.name.en}
    found = next(one for one in campaign.indicators if one.id == target.metric.indicator)
    return {found.id, found.name.zh, found.name.en, *found.aliases}


def _goal(campaign: Campaign, goal: Goal) -> tuple[object, ...]:
    checkpoint: date | None = goal.due_on if goal.is_checkpoint else None
    return (
        campaign.id,
        goal.target.id,
        goal.unit_id,
        checkpoint,
        goal.due_on,
        None if goal.target.direction else goal.comparison,
        goal.required,
    )


def _places(campaign: Campaign) -> Iterator[tuple[object, ...]]:
    """Under which names the whole and each contender file. What the office files is the whole's."""
    whole = set().union(*(names_of(one) for one in (campaign.office, campaign.place) if one))
    yield from ((campaign.id, name, None) for name in sorted(whole))
    for unit in campaign.contenders:
        yield from ((campaign.id, name, unit.code) for name in sorted(names_of(unit) - whole))


def _plans(campaign: Campaign) -> Iterator[tuple[object, ...]]:
    for position, plan in enumerate(campaign.plans):
        for target in plan.targets:
            yield (campaign.id, plan.id, plan.name.zh, plan.name.en, position, target)
