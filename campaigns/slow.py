"""Projects that are slow: zombies, snails and marathons, with the months that say so.

A month in which no figure was filed proves nothing: it neither counts nor ends a run, so nobody
gets onto the list, or off it, by not filing. Completed projects are never slow.
"""

from dataclasses import dataclass

import polars as pl

from campaigns.deadlines import due_after, full_months, months_allowed
from campaigns.limits import SlowProjects
from campaigns.model import Campaign

ONE_MONTH = pl.Int32
RATE = pl.Decimal(18, 6)


@dataclass(frozen=True)
class Slow:
    """The slow projects of every month, and the months that zombies and snails are told by."""

    projects: pl.DataFrame
    evidence: pl.DataFrame


def slow(facts: pl.DataFrame, campaign: Campaign) -> Slow:
    """Who is slow, of projects as they stand at the end of each month.

    `facts` has one row per month and project_code, in any order: last_day, domain,
    total_investment_wanyuan, has_figure (a figure was filed for the month), is_started,
    is_completed, started_on, invested_since_wanyuan (since the figure before; null if none was
    filed) and schedule_attainment (as published); other columns are handed on.

    `projects` adds kind, months (counted running; full months since the start), limit_months,
    since_month, attainment_below, due_on and days_over; `evidence` has the rows that count for the
    runs that are long enough, with kind. Both are empty where the campaign calls nobody slow.
    """
    rules = campaign.slow_projects
    if rules is None:
        return Slow(_empty(facts), facts.clear().with_columns(kind=pl.lit("zombie")))
    facts = facts.sort("project_code", "month")
    zombies = _running(facts, "zombie", _zombie(), rules.zombie.months)
    snails = _running(facts, "snail", _snail(rules), rules.snail.months)
    below = pl.lit(rules.snail.attainment_below, dtype=RATE)
    found = [
        zombies.projects,
        snails.projects.with_columns(attainment_below=below),
        _marathons(facts, campaign),
    ]
    return Slow(
        pl.concat([_empty(facts), *found], how="diagonal_relaxed").sort(
            "month", "project_code", "kind"
        ),
        pl.concat([zombies.evidence, snails.evidence]).sort("kind", "project_code", "month"),
    )


def _zombie() -> pl.Expr:
    """Whether a month counts (true), ends the run (false) or proves nothing (null)."""
    nothing = pl.col("is_started") & (pl.col("invested_since_wanyuan") <= 0)
    return (
        pl.when("is_completed")
        .then(False)
        .when(pl.col("has_figure") & pl.col("invested_since_wanyuan").is_not_null())
        .then(nothing)
    )


def _snail(rules: SlowProjects) -> pl.Expr:
    below = pl.col("schedule_attainment") < pl.lit(rules.snail.attainment_below, dtype=RATE)
    return pl.when("is_completed").then(False).when("has_figure").then(below.fill_null(value=False))


def _running(facts: pl.DataFrame, kind: str, counts: pl.Expr, limit: int) -> Slow:
    """Who has come to `limit` months that count, one after the other. Facts are in order."""
    month, months = pl.col("month"), pl.col("months")
    is_other = (pl.col("project_code") != pl.col("project_code").shift(1)).fill_null(value=True)
    does_count, does_end = pl.col("does_count"), pl.col("does_end")
    # Sums over the whole column, less what they were where the run began: a window for each
    # project would take ten times as long.
    so_far = does_count.cast(ONE_MONTH).cum_sum()
    told = (
        facts.with_columns(
            does_count=counts.fill_null(value=False), does_end=(~counts).fill_null(value=False)
        )
        .with_columns(is_first=is_other | does_end)
        .with_columns(
            run=pl.col("is_first").cum_sum(),
            months=so_far
            - pl.when("is_first").then(so_far - does_count.cast(ONE_MONTH)).forward_fill(),
        )
        .with_columns(
            kind=pl.lit(kind),
            since_month=pl.when(does_count & (months == 1)).then(month).forward_fill(),
            limit_months=pl.lit(limit, dtype=ONE_MONTH),
        )
    )
    long = told.filter(months >= limit)
    evidence = told.filter(does_count, pl.col("run").is_in(long["run"].unique().implode()))
    return Slow(
        long.drop("does_count", "does_end", "is_first", "run"),
        evidence.select(*facts.columns, "kind"),
    )


def _marathons(facts: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """Building for longer than the limit: begun on a known day, not completed, past the due day."""
    return (
        facts.filter(pl.col("started_on").is_not_null() & ~pl.col("is_completed"))
        .with_columns(kind=pl.lit("marathon"), limit_months=months_allowed(campaign))
        .filter(pl.col("limit_months").is_not_null())
        .with_columns(due_on=due_after(pl.col("started_on"), pl.col("limit_months")))
        .filter(pl.col("last_day") > pl.col("due_on"))
        .with_columns(
            months=full_months(pl.col("started_on"), pl.col("last_day")),
            days_over=(pl.col("last_day") - pl.col("due_on")).dt.total_days(),
        )
    )


def _empty(facts: pl.DataFrame) -> pl.DataFrame:
    return facts.clear().with_columns(
        pl.lit(None, dtype=pl.String).alias("kind"),
        pl.lit(None, dtype=ONE_MONTH).alias("months"),
        pl.lit(None, dtype=ONE_MONTH).alias("limit_months"),
        pl.lit(None, dtype=pl.String).alias("since_month"),
        pl.lit(None, dtype=RATE).alias("attainment_below"),
        pl.lit(None, dtype=pl.Date).alias("due_on"),
        pl.lit(None, dtype=pl.Int64).alias("days_over"),
    )
