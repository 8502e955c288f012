"""Definitions as tables, for those who read a snapshot."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from campaigns import Campaign, Definition
from campaigns.calendar import CampaignMonth, closes_at, months
from pipelines.figures import (
    comparison,
    consequences,
    duties,
    rule_sentences,
    rules,
    sizes,
    target_definitions,
)

SHARE = pl.Decimal(18, 6)


def frames(
    definitions: Mapping[str, Definition],
    months_with_data: Mapping[str, set[str]],
    synthetic: set[str],
) -> dict[str, pl.DataFrame]:
    """The tables of definitions by name: campaigns, their months, units, labels and rules."""
    campaigns = [definition.campaign for definition in definitions.values()]
    return {
        "campaigns": _campaigns(definitions, synthetic),
        "campaign_months": _months(campaigns, months_with_data),
        "tracks": _tracks(campaigns),
        "contenders": _contenders(campaigns),
        "filers": _filers(campaigns),
        "labels": _labels(campaigns),
        **rules.frames(campaigns),
        **duties.frames(campaigns),
        "consequences": consequences.defined(campaigns),
        "rule_sentences": rule_sentences.frame(campaigns),
        "rate_categories": _rate_categories(campaigns),
        "size_brackets": sizes.brackets(campaigns),
        **target_definitions.frames(campaigns),
        **comparison.frames(campaigns),
    }


def _campaigns(definitions: Mapping[str, Definition], synthetic: set[str]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "campaign_id": campaign.id,
                "name_zh": campaign.name.zh,
                "name_en": campaign.name.en,
                "short_name_zh": campaign.short_name.zh,
                "short_name_en": campaign.short_name.en,
                "document": campaign.document,
                "start_on": campaign.period.start,
                "end_on": campaign.period.end,
                "money_unit": campaign.money_unit,
                "figure": campaign.figure,
                "figure_clause": campaign.figure_source.clause or None,
                "is_figure_ours": campaign.figure_source.ours,
                "deadline_clause": campaign.deadline_source.clause or None,
                "is_deadline_ours": campaign.deadline_source.ours,
                "rate_decimals": campaign.rate_decimals,
                "score_decimals": campaign.race.decimals,
                "position": position,
                "is_synthetic": campaign.id in synthetic,
                "definition_sha256": definition.sha256,
                "definition_toml": definition.text,
            }
            for position, definition in enumerate(definitions.values())
            for campaign in [definition.campaign]
        ],
        schema_overrides={"figure_clause": pl.String, "deadline_clause": pl.String},
    )


def _months(campaigns: list[Campaign], with_data: Mapping[str, set[str]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "campaign_id": campaign.id,
                "month": entry.month,
                "first_day": entry.first_day,
                "last_day": entry.last_day,
                "elapsed_days": entry.elapsed_days,
                "total_days": entry.total_days,
                "time_progress": _time_progress(entry, campaign.rate_decimals),
                "filing_due_on": entry.filing_due_on,
                "remind_from_on": entry.remind_from_on,
                "filing_closes_at": closes_at(entry.filing_due_on),
                "has_data": entry.month in with_data.get(campaign.id, set()),
            }
            for campaign in campaigns
            for entry in months(campaign)
        ],
        schema_overrides={"time_progress": SHARE},
    )


def _time_progress(entry: CampaignMonth, rate_decimals: int) -> Decimal:
    share = Decimal(entry.elapsed_days) / Decimal(entry.total_days)
    return share.quantize(Decimal(1).scaleb(-rate_decimals - 2), ROUND_HALF_UP)


def _tracks(campaigns: list[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, track.id, track.name.zh, track.name.en, position)
        for campaign in campaigns
        for position, track in enumerate(campaign.tracks)
    ]
    names = ["campaign_id", "track_id", "name_zh", "name_en", "position"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _contenders(campaigns: list[Campaign]) -> pl.DataFrame:
    rows = [
        (c.id, unit.code, track.id, unit.name.zh, unit.name.en, unit.signings_target)
        for c in campaigns
        for track in c.tracks
        for unit in track.contenders
    ]
    names = ["campaign_id", "unit_id", "track_id", "name_zh", "name_en", "signings_target"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(position=pl.int_range(pl.len()).over("campaign_id"))


def _filers(campaigns: list[Campaign]) -> pl.DataFrame:
    """All that may file: the contenders, and the office, which is of no track."""
    rows = [
        (campaign.id, unit.code, tracks.get(unit.code), unit.name.zh, unit.name.en, position)
        for campaign in campaigns
        for tracks in [{u.code: track.id for track in campaign.tracks for u in track.contenders}]
        for position, unit in enumerate(campaign.units)
    ]
    names = ["campaign_id", "unit_id", "track_id", "name_zh", "name_en", "position"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _labels(campaigns: list[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, kind, identity, words.zh, words.en, position)
        for campaign in campaigns
        for kind, group in (
            ("domain", [(g.id, g.name) for g in campaign.domains]),
            ("category", [(g.id, g.name) for g in campaign.categories]),
            ("stage", [(c.id, c.name) for c in campaign.race.components]),
            ("target", [(t.id, t.name) for t in campaign.targets]),
            ("issue_level", [(level.id, level.name) for level in campaign.issue_levels]),
            ("tier", [(tier.id, tier.name) for tier in campaign.tiers]),
            ("exclusion", [(one.id, one.name) for one in campaign.exclusions]),
            ("post", [(duty.id, duty.post) for duty in campaign.duties]),
            ("size", sizes.named(campaign)),
        )
        for position, (identity, words) in enumerate(group)
    ]
    names = ["campaign_id", "kind", "id", "name_zh", "name_en", "position"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _rate_categories(campaigns: list[Campaign]) -> pl.DataFrame:
    rows = [
        (campaign.id, rate, category, source.clause or None, source.ours)
        for campaign in campaigns
        for source in [campaign.rates.source]
        for rate, categories in (
            ("start", campaign.rates.start_of),
            ("completion", campaign.rates.completion_of),
        )
        for category in categories
    ]
    text = ("campaign_id", "rate", "category", "clause")
    schema = dict.fromkeys(text, pl.String) | {"is_ours": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")
