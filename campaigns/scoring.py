"""From what was done and due to a score: attainments, weights, rounding. Pure functions of frames.

Scores are published with few decimals and ranked as they are published, so the rounding must be
right to the last digit. Floats are fast and right except next to a half; there the score is worked
out again with fractions.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import polars as pl

from campaigns.model import Race

# Floats of this size are right to about 1e-13; what lies this close to a half is done exactly. So
# is what is too large for that, counted in last digits: over-fulfilment without a cap may be.
NEAR_HALF = 1e-7
TOO_LARGE = 1e7
BY_UNIT = ("month", "unit_id")


def attainments(stages: pl.DataFrame, race: Race) -> pl.DataFrame:
    """Each component of each unit and month that has something due, with what it earns.

    `stages` has month, unit_id, stage, done, due (decimals). Added are `weight`, `cap`,
    `attainment` (done ÷ due, uncapped) and `points`, the part of the score that the component
    earns once the weights of stages with nothing due have been shared out. Where something is due
    but nothing is known, `done` is null and so are attainment and points.
    """
    rules = pl.DataFrame(
        {
            "stage": [component.stage for component in race.components],
            "weight": [component.weight for component in race.components],
            "cap": [component.cap for component in race.components],
        },
        schema={"stage": pl.String, "weight": pl.Decimal(18, 4), "cap": pl.Decimal(18, 4)},
    )
    done, due, weight = (pl.col(name).cast(pl.Float64) for name in ("done", "due", "weight"))
    return (
        stages.filter(pl.col("due") > 0)
        .join(rules, on="stage")
        .with_columns(attainment=done / due)
        .with_columns(
            points=100
            * weight
            / weight.sum().over(BY_UNIT)
            * pl.min_horizontal("attainment", pl.col("cap").cast(pl.Float64))
        )
        .with_columns(points=pl.when(pl.col("done").is_not_null()).then("points"))
        .sort("month", "unit_id", "stage")
    )


def scores(earned: pl.DataFrame, race: Race) -> pl.DataFrame:
    """The score of every unit and month, rounded half up once; null where something is unknown.

    `earned` is what `attainments` returns. One row per month and unit with at least one component.
    """
    total = (
        pl.when(pl.col("points").is_not_null().all()).then(pl.col("points").sum()).otherwise(None)
    )
    summed = earned.group_by(BY_UNIT, maintain_order=True).agg(raw=total.clip(lower_bound=0))
    scaled = pl.col("raw") * 10**race.decimals
    rounded = summed.with_columns(
        whole=(scaled + 0.5).floor().cast(pl.Int64),
        is_near=(((scaled - scaled.floor()) - 0.5).abs() < NEAR_HALF) | (scaled > TOO_LARGE),
    )
    exact = _exactly(rounded.filter("is_near"), earned, race.decimals)
    return (
        rounded.join(exact, on=list(BY_UNIT), how="left", maintain_order="left")
        .with_columns(whole=pl.coalesce("exact", "whole"))
        .select(
            *BY_UNIT,
            score=(pl.col("whole").cast(pl.Decimal(38, 4)) * _unit(race.decimals)).cast(
                pl.Decimal(18, 4)
            ),
        )
    )


def exact_score(components: Sequence[tuple[Decimal, Decimal, Decimal, Decimal | None]]) -> Fraction:
    """100 × Σ wₛaₛ ÷ Σ wₛ over (done, due, weight, cap), with nothing rounded. Never below 0."""
    total, earned = Fraction(0), Fraction(0)
    for done, due, weight, cap in components:
        attainment = Fraction(done) / Fraction(due)
        counted = attainment if cap is None else min(attainment, Fraction(cap))
        total += Fraction(weight)
        earned += Fraction(weight) * counted
    return max(Fraction(0), 100 * earned / total)


def half_up(value: Fraction, decimals: int) -> int:
    """A value that is not negative, as a whole number of its last published digit."""
    return int(value * 10**decimals + Fraction(1, 2))


def _exactly(near: pl.DataFrame, earned: pl.DataFrame, decimals: int) -> pl.DataFrame:
    parts = earned.join(near.select(BY_UNIT), on=list(BY_UNIT), how="semi")
    found = [
        (*key, half_up(exact_score(rows.select("done", "due", "weight", "cap").rows()), decimals))
        for key, rows in parts.group_by(BY_UNIT)
    ]
    schema = {"month": pl.String, "unit_id": pl.String, "exact": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def _unit(decimals: int) -> pl.Expr:
    return pl.lit(Decimal(1).scaleb(-decimals), dtype=pl.Decimal(18, 4))
