"""From scores to the table that is published: ranks, movement, bottom three, streaks, lights."""

import polars as pl

from campaigns.components import Filed, tracks_of
from campaigns.lights import light
from campaigns.model import Campaign
from campaigns.rules import Race
from campaigns.scoring import attainments, scores

METHODS = {"competition": "min", "dense": "dense"}
PUBLISHED = {"month": pl.String, "unit_id": pl.String, "rank": pl.Int32, "is_bottom": pl.Boolean}


def standings(
    filed: Filed, campaign: Campaign, months: list[str], published: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Every contender at every month: rank in its track, and what follows from it.

    `months` are those with data, in order. `published` has month, unit_id, rank and is_bottom of
    the months that have been published, as they were: streaks and movement go back to them, never
    to what a month would be today. Without it nothing has been published yet.

    Columns: month, track_id, unit_id, score, deducted, is_over_fulfilled (as from
    `scoring.scores`), rank, ranked_units, movement (places gained since the last published month
    before), is_bottom, streak (published months in the bottom running, and this one as it stands),
    light and state: `ranked`, `nothing_due` (no component applies) or `not_filed` (something is
    due and nothing is known). Who is not ranked has neither rank nor movement, and its streak
    starts anew.
    """
    return standings_of(attainments(filed, campaign), filed, campaign, months, published)


def standings_of(
    earned: pl.DataFrame,
    filed: Filed,
    campaign: Campaign,
    months: list[str],
    published: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The same for those who have `earned`, which `scoring.attainments` returns, already."""
    race = campaign.race
    if published is None:
        published = pl.DataFrame(schema=PUBLISHED)
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
        .pipe(_followed, published)
        .sort("month", "track_id", "rank", "position", nulls_last=True)
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


def _followed(table: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """Movement since the last published month before, and the streak that this month goes on."""
    before = _before(table, published)
    return (
        table.join(before, on=["month", "unit_id"], how="left")
        .with_columns(
            movement=pl.col("rank_before") - pl.col("rank"),
            streak=pl.when("is_bottom").then(pl.col("run").fill_null(0) + 1).otherwise(0),
        )
        .with_columns(pl.col("movement", "streak").cast(pl.Int32))
        .drop("rank_before", "run")
    )


def _before(table: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """By month and unit, as of the last month published before: rank_before, and run, the published
    months that the unit had been in the bottom running. No row where none was published before.
    """
    last = (
        table.select("month")
        .unique()
        .sort("month")
        .join_asof(
            published.select(last="month").unique().sort("last"),
            left_on="month",
            right_on="last",
            allow_exact_matches=False,
        )
        .drop_nulls()
    )
    return last.join(_runs(table, published), on="last").drop("last")


def _runs(table: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """Every unit at every published month, ranked then or not: last (the month), rank_before, run.

    A month that says nothing of a unit breaks its run as one does in which it was not ranked.
    """
    is_bottom = pl.col("is_bottom")
    return (
        published.select(last="month")
        .unique()
        .join(table.select("unit_id").unique(), how="cross")
        .join(
            published.select("unit_id", "is_bottom", last="month", rank_before="rank"),
            on=["last", "unit_id"],
            how="left",
        )
        .sort("last")
        .with_columns(is_bottom.fill_null(False))
        .with_columns(part=(~is_bottom).cast(pl.Int32).cum_sum().over("unit_id"))
        .with_columns(run=is_bottom.cast(pl.Int32).cum_sum().over("unit_id", "part"))
        .select("last", "unit_id", "rank_before", "run")
    )
