"""The race in a snapshot: what each component earned, and the standings of every month."""

from collections.abc import Mapping

import polars as pl

from campaigns import Definition
from campaigns.components import Filed
from campaigns.ranking import standings_of
from campaigns.scoring import attainments
from pipelines.figures.editions import published_months
from warehouse.snapshots.draft import Draft


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write stage_scores and standings, of all campaigns and months with data."""
    stages = draft.read("stage_months")
    with_data = draft.read("campaign_months").filter("has_data").sort("month")
    earned, ranked = [], []
    for name, definition in definitions.items():
        filed = Filed(stages=stages.filter(campaign_id=name).drop("campaign_id"))
        months = with_data.filter(campaign_id=name)["month"].to_list()
        campaign = pl.lit(name).alias("campaign_id")
        own = attainments(filed, definition.campaign)
        published = published_months(draft, name)
        table = standings_of(own, filed, definition.campaign, months, published)
        earned.append(own.with_columns(campaign))
        ranked.append(table.with_columns(campaign))
    tracks = draft.read("contenders").select("campaign_id", "unit_id", "track_id")
    scores = pl.concat(earned).join(tracks, on=["campaign_id", "unit_id"], maintain_order="left")
    keys = ["campaign_id", "month", "track_id", "unit_id"]
    draft.write("stage_scores", scores.select(*keys, pl.exclude(keys)))
    draft.write("standings", pl.concat(ranked).select(*keys, pl.exclude(keys)))
