"""The race in a snapshot: what each component earned, the standings, why, and how firm they are."""

from collections.abc import Mapping

import polars as pl

from campaigns import Definition
from campaigns.bands import bands_of, neighbours
from campaigns.components import Filed
from campaigns.explanation import explanations
from campaigns.model import Campaign
from campaigns.ranking import standings_of
from campaigns.scoring import attainments
from pipelines.figures import score_parts
from pipelines.figures.editions import published_months
from pipelines.figures.filed import filed
from warehouse.snapshots.draft import Draft

KEYS = ("campaign_id", "month", "track_id", "unit_id")


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write stage_scores, standings, rank_bands and score_parts, of all months with data."""
    tracks = draft.read("contenders").select("campaign_id", "unit_id", "track_id")
    found: dict[str, list[pl.DataFrame]] = {}
    for definition, what in filed(draft, definitions):
        name = definition.campaign.id
        for table, frame in _tables(what, definition.campaign, draft).items():
            found.setdefault(table, []).append(frame.with_columns(campaign_id=pl.lit(name)))
    for table, frames in found.items():
        whole = pl.concat(frames)
        if "track_id" not in whole.columns:
            whole = whole.join(tracks, on=["campaign_id", "unit_id"], maintain_order="left")
        draft.write(table, whole.select(*KEYS, pl.exclude(KEYS)))


def standings(draft: Draft, definitions: Mapping[str, Definition]) -> pl.DataFrame:
    """The standings alone, of all months with data, with their campaign_id."""
    return pl.concat(
        _standings(attainments(what, one.campaign), what, one.campaign, draft).with_columns(
            campaign_id=pl.lit(one.campaign.id)
        )
        for one, what in filed(draft, definitions)
    )


def _tables(what: Filed, campaign: Campaign, draft: Draft) -> dict[str, pl.DataFrame]:
    earned = attainments(what, campaign)
    table = _standings(earned, what, campaign, draft)
    explained = explanations(earned, what, campaign.race, table.select("month", "unit_id").rows())
    return {
        "stage_scores": earned,
        "standings": table,
        "rank_bands": neighbours(bands_of(earned, table, what, campaign)),
        "score_parts": score_parts.frame(explained),
    }


def _standings(earned: pl.DataFrame, what: Filed, campaign: Campaign, draft: Draft) -> pl.DataFrame:
    with_data = draft.read("campaign_months").filter("has_data", campaign_id=campaign.id)
    months = with_data["month"].sort().to_list()
    return standings_of(earned, what, campaign, months, published_months(draft, campaign.id))
