"""The light of every project at every month, by its schedule attainment."""

from collections.abc import Mapping

import polars as pl

from campaigns import Definition
from campaigns.lights import light
from warehouse.snapshots.draft import Draft


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write project_lights: grey is what was not filed for the month, or has no attainment."""
    attained = draft.read("project_attainments")
    known = pl.when("is_filed").then("schedule_attainment")
    lit = [
        attained.filter(campaign_id=name).with_columns(
            light=light(known, definition.campaign.race.project_lights)
        )
        for name, definition in definitions.items()
    ]
    draft.write("project_lights", pl.concat(lit))
