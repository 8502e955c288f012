"""From scores to the table that is published: ranks, movement, bottom three, streaks, lights."""

import polars as pl

from campaigns.components import Filed, tracks_of
from campaigns.lights import light
from campaigns.model import Campaign
from campaigns.rules import Race
from campaigns.scoring import attainments, scores

METHODS = {"competition": "min", "dense": "dense"}


def standings(filed: Filed, campaign: Campaign, months: list[str]) -> pl.DataFrame:
    """Every contender at every month: rank in its track, and what follows from it.

    `months` are those with data, in order. Columns: month, track_id, unit_id, score, deducted,
    is_over_fulfilled (as from `scoring.scores`), rank, ranked_units, movement (places gained since
    the month before), is_bottom, streak (months in the bottom running), light and state: `ranked`,
    `nothing_due` (no component applies) or `not_filed` (something is due and nothing is known).
    Who is not ranked has neither rank nor movement, and its streak starts anew.
    """
    return standings_of(attainments(filed, campaign), filed, campaign, months)


def standings_of(
    earned: pl.DataFrame, filed: Filed, campaign: Campaign, months: list[str]
) -> pl.DataFrame:
    """The same for those who have `earned`, which `scoring.attainments` returns, already."""
    race = campaign.race
    scored = scores(earned, filed, race).with_columns(has_due=True)
    everybody = pl.DataFrame({"month": months}, schema={"month": pl.String})
    return (
        everybody.join(tracks_of(campaign), how="cross")
        .join(scored, on=["month", "unit_id"], how="left")
        .with_columns(
            pl.col("is_over_fulfilled").fill_null(False),
            state=_state(),
            light=light(pl.col("score"), race.unit_lights),
        )
        .pipe(_ranked, race)
        .pipe(_followed, months)
        .drop("position", "has_due")
    )


def _state() -> pl.Expr:
    return (
        pl.when(pl.col("score").is_not_null())
        .then(pl.lit("ranked"))
        .when(pl.col("has_due"))
        .then(pl.lit("not_filed"))
        .otherwise(pl.lit("nothing_due"))
    )


def _ranked(table: pl.DataFrame, race: Race) -> pl.DataFrame:
    """Rank, number ranked, and the bottom: units with fewer than `size` strictly below them.

    Ties at the edge are all in, except that nobody who shares the first place is: where all are
    level, nobody is behind.
    """
    group = ["month", "track_id"]
    score = pl.col("score")
    ranked_units = score.count().over(group)
    below = score.rank("min").over(group) - 1
    method = METHODS[race.tie_method]
    return table.with_columns(
        rank=score.rank(method, descending=True).over(group).cast(pl.Int32),  # type: ignore[arg-type]
        ranked_units=ranked_units.cast(pl.Int32),
        is_bottom=(
            (below < race.bottom.size)
            & (ranked_units >= race.bottom.min_ranked)
            & (score < score.max().over(group))
        ).fill_null(False),
    )


def _followed(table: pl.DataFrame, months: list[str]) -> pl.DataFrame:
    """Movement since the month before, and the months in the bottom running up to this one."""
    before = pl.col("rank").shift(1).over("unit_id", order_by="at")
    run = (~pl.col("is_bottom")).cast(pl.Int32).cum_sum().over("unit_id", order_by="at")
    return (
        table.with_columns(at=pl.col("month").replace_strict(months, range(len(months))))
        .with_columns(movement=before - pl.col("rank"), run=run)
        .with_columns(
            streak=pl.col("is_bottom")
            .cast(pl.Int32)
            .cum_sum()
            .over("unit_id", "run", order_by="at")
            .cast(pl.Int32)
        )
        .sort("at", "track_id", "rank", "position", nulls_last=True)
        .drop("at", "run")
    )
