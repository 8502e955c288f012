"""The issue ladder: at which level an issue stands, since when, and whether it is due one level up.

Registers say at which level an issue is, not since when. Its first level counts from the day it was
raised, a later one from the end of the month whose register first showed it: no day is counted that
is not proven.
"""

from collections.abc import Sequence

import polars as pl

from campaigns.follow_up import IssueLevel

DAYS = pl.Int64


def laddered(listed: pl.DataFrame, levels: Sequence[IssueLevel]) -> pl.DataFrame:
    """The issues open at the end of each month.

    `listed` has the rows of the register that holds at each month, one per month, filed_by and
    issue_id, settled ones too: last_day, listed_on (the end of the month for which the register was
    filed), level, raised_on, due_on, resolved_on; other columns are handed on.

    Added are since_on, days_at_level, limit_days, is_on_ladder (the campaign has such a level),
    is_overdue (due before the month's end; on the day itself it is not), is_too_old (longer at its
    level than the level's days), is_due_up and due_level. Above the top, and off the ladder, there
    is nobody to go to. What is settled by the month's end has left.
    """
    issue = ["filed_by", "issue_id"]
    last_day, level = pl.col("last_day"), pl.col("level")
    has_moved = (level != level.shift(1)).over(issue, order_by="month").fill_null(value=False)
    stands = (
        listed.with_columns(run=has_moved.cum_sum().over(issue, order_by="month"))
        .with_columns(
            since_on=pl.when(pl.col("run") == 0)
            .then("raised_on")
            .otherwise(pl.col("listed_on").first().over([*issue, "run"], order_by="month"))
        )
        .filter(
            pl.col("raised_on") <= last_day,
            pl.col("resolved_on").is_null() | (pl.col("resolved_on") > last_day),
        )
    )
    return (
        stands.join(_ladder(levels), on="level", how="left")
        .with_columns(
            days_at_level=(last_day - pl.col("since_on")).dt.total_days(),
            is_on_ladder=pl.col("is_on_ladder").fill_null(value=False),
            is_overdue=(pl.col("due_on") < last_day).fill_null(value=False),
        )
        .with_columns(
            is_too_old=(pl.col("days_at_level") > pl.col("limit_days")).fill_null(value=False)
        )
        .with_columns(
            is_due_up=(pl.col("is_overdue") | pl.col("is_too_old"))
            & pl.col("next_level").is_not_null()
        )
        .with_columns(due_level=pl.when("is_due_up").then("next_level"))
        .drop("run", "next_level")
        .sort("month", *issue)
    )


def _ladder(levels: Sequence[IssueLevel]) -> pl.DataFrame:
    above = [*(level.id for level in levels), None]
    rows = [(one.id, one.days, True, above[at]) for at, one in enumerate(levels, 1)]
    schema = {
        "level": pl.String,
        "limit_days": DAYS,
        "is_on_ladder": pl.Boolean,
        "next_level": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
