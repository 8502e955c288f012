"""What the race of a campaign is run on, taken from the marts of a draft."""

from collections.abc import Iterator, Mapping

import polars as pl

from campaigns import Definition
from campaigns.components import Filed
from warehouse.snapshots.draft import Draft

UNIT = ("month", "unit_id")


def filed(
    draft: Draft, definitions: Mapping[str, Definition]
) -> Iterator[tuple[Definition, Filed]]:
    """Each campaign with what it is raced on.

    An indicator of which nobody in the track has a value for the month is not out yet: it does not
    apply to any of them.
    """
    parts = {
        "stages": draft.read("stage_months").select("campaign_id", *UNIT, "stage", "done", "due"),
        "rungs": draft.read("ladder_months").select(
            "campaign_id", *UNIT, "ladder", "project_code", "rung", "is_known"
        ),
        "indicators": _indicators(draft),
        "deductions": draft.read("deduction_months").select(
            "campaign_id", *UNIT, "kind", "count", "of_projects"
        ),
    }
    for name, definition in definitions.items():
        own = {key: part.filter(campaign_id=name) for key, part in parts.items()}
        yield definition, Filed(**{key: part.drop("campaign_id") for key, part in own.items()})


def _indicators(draft: Draft) -> pl.DataFrame:
    return (
        draft.read("indicator_months")
        .filter("is_out")
        .select("campaign_id", *UNIT, "indicator", value="value_percent")
    )
