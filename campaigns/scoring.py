"""From what was done and due to a score: attainments, weights, rounding. Pure functions of frames.

Scores are published with few decimals and ranked as they are published, so the rounding must be
right to the last digit. Floats are fast and right except next to a half; there the score is worked
out again with fractions.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from campaigns import exact
from campaigns.components import BY_UNIT, Filed, done_and_due, tracks_of
from campaigns.deductions import deductions
from campaigns.model import Campaign
from campaigns.rules import Indicator, Race

# Floats of this size are right to about 1e-13; what lies this close to a half is done exactly. So
# is what is made of parts too large for that, counted in last digits: over-fulfilment without a cap
# may be.
NEAR_HALF = 1e-7
TOO_LARGE = 1e7
RULE = pl.Decimal(18, 4)


def attainments(filed: Filed, campaign: Campaign) -> pl.DataFrame:
    """Each component of each unit and month that has something due, with what it earns.

    Columns: month, unit_id, stage (the component's id), done, due, weight, cap, attainment (done ÷
    due, uncapped), points (the part of the score that the component earns once the weights of those
    with nothing due have been shared out), is_over_fulfilled (more done than due; null where units
    are only ranked by value) and is_small (less is due than the definition calls enough). Where
    something is due but nothing is known, `done` is null and so are attainment and points.
    """
    tracks = tracks_of(campaign)
    parts = [
        done_and_due(component, filed, tracks).with_columns(**_rules(component))
        for component in sorted(campaign.race.components, key=lambda component: component.id)
    ]
    weight = pl.col("weight").cast(pl.Float64)
    counted = pl.min_horizontal("attainment", pl.col("cap").cast(pl.Float64))
    return (
        _by_unit(pl.concat(parts))
        .with_columns(attainment=pl.col("done").cast(pl.Float64) / pl.col("due").cast(pl.Float64))
        .with_columns(points=100 * weight / weight.sum().over("key") * counted)
        .with_columns(points=pl.when(pl.col("done").is_not_null()).then("points"))
        .select(
            *("month", "unit_id", "stage", "done", "due", "weight", "cap", "attainment", "points"),
            *("is_over_fulfilled", "is_small"),
        )
    )


def scores(earned: pl.DataFrame, filed: Filed, race: Race) -> pl.DataFrame:
    """The score of every unit and month, rounded half up once; null where something is unknown.

    `earned` is what `attainments` returns. One row per month and unit with at least one component:
    month, unit_id, score, deducted (points taken off) and is_over_fulfilled (everything due is
    done, and more than that of something).
    """
    summed = _summed(earned, deductions(filed.deductions, race))
    scaled = pl.col("raw") * 10**race.decimals
    rounded = summed.with_columns(
        whole=(scaled + 0.5).floor().cast(pl.Int64, strict=False),
        is_near=(((scaled - scaled.floor()) - 0.5).abs() < NEAR_HALF)
        | (pl.col("size") * 10**race.decimals > TOO_LARGE),
    )
    near = _exactly(rounded.filter("is_known", "is_near"), earned, filed, race)
    return (
        rounded.join(near, on=list(BY_UNIT), how="left", maintain_order="left")
        .with_columns(whole=pl.coalesce("exact", "whole"))
        .select(
            *BY_UNIT,
            score=(pl.col("whole").cast(pl.Decimal(38, 4)) * _unit(race.decimals)).cast(RULE),
            deducted="deducted",
            is_over_fulfilled="is_over_fulfilled",
        )
    )


def _by_unit(parts: pl.DataFrame) -> pl.DataFrame:
    """In order of month and unit, with a number for both: `key`. Sorting texts takes ten times."""
    months, units = (parts[name].unique().sort() for name in BY_UNIT)
    month, unit = (
        pl.col(name).cast(pl.Enum(known)).to_physical().cast(pl.Int64)
        for name, known in zip(BY_UNIT, (months, units), strict=True)
    )
    return parts.with_columns(key=month * len(units) + unit).sort("key", maintain_order=True)


def _rules(component: Any) -> Mapping[str, pl.Expr]:
    is_target = not (isinstance(component, Indicator) and component.target is None)
    over = pl.col("done") > pl.col("due")
    return {
        "stage": pl.lit(component.id),
        "weight": pl.lit(component.weight, dtype=RULE),
        "cap": pl.lit(component.cap, dtype=RULE),
        "is_over_fulfilled": over if is_target else pl.lit(None, dtype=pl.Boolean),
        "is_small": (pl.col("size") < pl.lit(component.small_due, dtype=RULE)).fill_null(False),
    }


def _summed(earned: pl.DataFrame, deducted: pl.DataFrame) -> pl.DataFrame:
    """By unit: the score as a float, and the size of what it is made of."""
    points, over = pl.col("points"), pl.col("is_over_fulfilled")
    reached = (pl.col("done") >= pl.col("due")) | over.is_null()
    lost = deducted.group_by(BY_UNIT).agg(deducted=pl.col("points").sum())
    return (
        earned.group_by(BY_UNIT, maintain_order=True)
        .agg(
            earned=points.sum(),
            size=points.abs().sum(),
            is_known=points.is_not_null().all(),
            is_over_fulfilled=points.is_not_null().all() & reached.all() & over.any(),
        )
        .join(lost, on=list(BY_UNIT), how="left", maintain_order="left")
        .with_columns(pl.col("deducted").fill_null(0.0))
        .with_columns(
            raw=pl.when("is_known").then(
                (pl.col("earned") - pl.col("deducted")).clip(lower_bound=0)
            ),
            size=pl.col("size") + pl.col("deducted"),
        )
    )


def _exactly(near: pl.DataFrame, earned: pl.DataFrame, filed: Filed, race: Race) -> pl.DataFrame:
    parts: dict[tuple[str, str], list[exact.Part]] = {}
    own = earned.join(near.select(BY_UNIT), on=list(BY_UNIT), how="semi")
    whole = pl.col("done", "due", "weight", "cap").to_physical()  # ten-thousandths
    for month, unit, done, due, weight, cap in own.select(*BY_UNIT, whole).iter_rows():
        parts.setdefault((month, unit), []).append((done, due, weight, cap))
    lost = _deducted(
        filed.deductions.join(near.select(BY_UNIT), on=list(BY_UNIT), how="semi"), race
    )
    found = [
        (*key, exact.rounded_score(rows, lost.get(key, exact.NOTHING), race.decimals))
        for key, rows in parts.items()
    ]
    schema = {"month": pl.String, "unit_id": pl.String, "exact": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def _deducted(missed: pl.DataFrame, race: Race) -> Mapping[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = {}
    rules = {rule.id: rule for rule in race.deductions}
    by_rule = missed.filter(pl.col("kind").is_in(list(rules))).group_by(*BY_UNIT, "kind")
    for (month, unit, kind), rows in by_rule:
        lost = exact.deduction(rules[str(kind)], rows.select("count", "of_projects").rows())
        key = (str(month), str(unit))
        found[key] = found.get(key, exact.NOTHING) + lost
    return found


def _unit(decimals: int) -> pl.Expr:
    return pl.lit(Decimal(1).scaleb(-decimals), dtype=RULE)
