"""The board of targets in a snapshot: every goal of every target at the end of every month."""

from collections.abc import Mapping

import polars as pl

from campaigns import Definition
from campaigns.target_months import target_months
from warehouse.snapshots.draft import Draft


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write target_months, of all campaigns and months with data."""
    values, filed = draft.read("target_values"), draft.read("target_filed_values")
    with_data = draft.read("campaign_months").filter("has_data")
    written = []
    for name, definition in definitions.items():
        months = with_data.filter(campaign_id=name).select("month", "last_day").rows()
        own = target_months(
            definition.campaign,
            months,
            values.filter(campaign_id=name),
            filed.filter(campaign_id=name),
        )
        written.append(own.with_columns(campaign_id=pl.lit(name)))
    table = pl.concat(written)
    draft.write("target_months", table.select("campaign_id", pl.exclude("campaign_id")))
