"""What is taken off the score for what was missed, as the definition says."""

from collections.abc import Mapping

import polars as pl

from campaigns.components import BY_UNIT
from campaigns.rules import Race

# What is counted, and by what a definition may deduct for it. Who counts it is in the warehouse.
PROJECTS = frozenset({"project", "share"})
COUNTED: Mapping[str, frozenset[str]] = {
    "missed_monthly_target": PROJECTS,
    "late_filing": frozenset({"filing"}),
    "overdue_issue": PROJECTS,
    "no_contact": PROJECTS,
}
SCHEMA = {"month": pl.String, "unit_id": pl.String, "kind": pl.String, "points": pl.Float64}


def deductions(missed: pl.DataFrame, race: Race) -> pl.DataFrame:
    """The points that each rule takes off, by month, unit_id and kind, as floats.

    `missed` is `Filed.deductions`. Kinds that the definition does not name take nothing off.
    """
    count, of_projects = pl.col("count").fill_null(0), pl.col("of_projects")
    share = pl.when(of_projects > 0).then(count / of_projects).otherwise(0.0)
    found = [
        missed.filter(pl.col("kind") == rule.id)
        .group_by(*BY_UNIT, "kind")
        .agg(points=float(rule.points) * (share if rule.per == "share" else count).sum())
        .with_columns(
            pl.col("points").cast(pl.Float64).clip(upper_bound=rule.most and float(rule.most))
        )
        for rule in race.deductions
    ]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *found])
