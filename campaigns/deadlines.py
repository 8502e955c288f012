"""How many months a project may take, and the days by which they are over.

A month after the 15th is the 15th; after the 31st it is the last day of a shorter month. On the
due day itself nobody is late.
"""

from decimal import Decimal

import polars as pl

from campaigns.limits import TimeLimit
from campaigns.model import Campaign

YI = Decimal(10_000)
AMOUNT = pl.Decimal(38, 4)
# A start without a day may have been in time: where only the status tells of the event, no day
# is missed.
HAPPENED = {"started_on": "is_started", "completed_on": "is_completed"}


def months_allowed(campaign: Campaign) -> pl.Expr:
    """The months that construction may take: by domain and total investment, or the marathon's own.

    Bands that name the project's domain come before those for all. Null where none holds.
    """
    found = pl.lit(None, dtype=pl.Int32)
    if campaign.slow_projects and campaign.slow_projects.marathon.months:
        found = pl.lit(campaign.slow_projects.marathon.months, dtype=pl.Int32)
    total = pl.col("total_investment_wanyuan")
    for band in sorted(campaign.construction_limits, key=lambda one: bool(one.domains)):
        holds = total >= pl.lit(band.from_yiyuan * YI, dtype=AMOUNT)
        if band.below_yiyuan is not None:
            holds &= total < pl.lit(band.below_yiyuan * YI, dtype=AMOUNT)
        if band.domains:
            holds &= pl.col("domain").is_in(list(band.domains))
        found = pl.when(holds).then(pl.lit(band.months, dtype=pl.Int32)).otherwise(found)
    return found


def limits(facts: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """The days by which projects have to be further, kept or not, as they stand month by month.

    `facts` as for `breaches`, with total_investment_wanyuan. Added are limit_id (null: the months
    that construction may take), limit_months, after_on, until_on and due_on; a limit that has not
    begun to count has no row.
    """
    found = [
        _dated(_bound(facts, one), one.id, pl.lit(one.months, dtype=pl.Int32), one.after, one.until)
        for one in campaign.time_limits
    ]
    found.append(_dated(facts, None, months_allowed(campaign), "started_on", "completed_on"))
    return pl.concat(found).drop_nulls("due_on").sort("month", "project_code", "due_on")


def breaches(facts: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """The time limits that projects have not kept by the end of each month.

    `facts` has month, last_day, project_code, domain, is_manufacturing, is_started, is_completed
    and the days of the events. Added are limit_id, limit_months, after_on, until_on (null: not by
    the month's end), due_on, days_over (until it happened, or the month's end) and is_open. Where
    a limit is a range, its longer end is the limit.
    """
    found = [_breaches(facts, limit) for limit in campaign.time_limits]
    if not found:
        found = [_judged(facts.clear(), "", 1, "started_on", "completed_on")]
    return pl.concat(found).sort("month", "project_code", "limit_id")


def _breaches(facts: pl.DataFrame, limit: TimeLimit) -> pl.DataFrame:
    judged = _judged(_bound(facts, limit), limit.id, limit.months, limit.after, limit.until)
    if limit.until in HAPPENED:
        return judged.filter(~(pl.col("is_open") & pl.col(HAPPENED[limit.until])))
    return judged


def _bound(facts: pl.DataFrame, limit: TimeLimit) -> pl.DataFrame:
    """The projects that a limit holds for."""
    own = facts.filter(pl.col("domain").is_in(list(limit.domains))) if limit.domains else facts
    if limit.is_manufacturing is not None:
        own = own.filter(is_manufacturing=limit.is_manufacturing)
    return own


def _judged(
    facts: pl.DataFrame, limit_id: str, months: int, after: str, until: str
) -> pl.DataFrame:
    at = pl.coalesce("until_on", "last_day")
    return (
        _dated(facts, limit_id, pl.lit(months, dtype=pl.Int32), after, until)
        .filter(at > pl.col("due_on"))
        .with_columns(
            days_over=(at - pl.col("due_on")).dt.total_days(),
            is_open=pl.col("until_on").is_null(),
        )
    )


def _dated(
    facts: pl.DataFrame, limit_id: str | None, months: pl.Expr, after: str, until: str
) -> pl.DataFrame:
    """From when the limit counts, until when it did, and the day by which it is over."""
    return facts.with_columns(
        limit_id=pl.lit(limit_id, dtype=pl.String),
        limit_months=months,
        after_on=pl.col(after),
        until_on=pl.when(pl.col(until) <= pl.col("last_day")).then(until),
    ).with_columns(due_on=due_after(pl.col("after_on"), pl.col("limit_months")))


def due_after(day: pl.Expr, months: pl.Expr) -> pl.Expr:
    """The day so many months later, or the last of a shorter month."""
    return day.dt.offset_by(pl.format("{}mo", months))


def full_months(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """The whole months from one day to another that is not before it."""
    calendar = (last.dt.year() - first.dt.year()) * 12 + last.dt.month() - first.dt.month()
    return (calendar - (due_after(first, calendar) > last)).cast(pl.Int32)
