"""The red list: projects that showed red, until their correction is filed (销号).

Only a month that was filed can put a project on the list or take it off. A project that is dropped
from the register stays on the list: what has not been corrected is not closed.
"""

import polars as pl

from campaigns.lights import light
from campaigns.model import Campaign

GOOD_ENOUGH = {"green": ("green",), "yellow": ("green", "yellow")}
HANDED_ON = (
    "schedule_attainment",
    "invested_to_date_wanyuan",
    "planned_to_date_wanyuan",
    "source_file",
    "source_sheet",
    "source_row",
)


def red_list(facts: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """Every stay of a project on the list.

    `facts` has one row per month and project_code, in any order: unit_id, has_figure and is_filed
    for the month, is_completed, schedule_attainment (as published) and the columns HANDED_ON.

    Columns: project_code, unit_id (at the time of entry), stay (1, 2, …), entered_month and
    closed_month (null: still on the list), closed_by (`light` or `completed`) and the columns
    HANDED_ON of both months, with `entered_` and `closed_` before their names. No stay where the
    campaign keeps no red list.
    """
    told = (
        facts.with_columns(says=_says(campaign))
        .filter(pl.col("says").is_not_null())
        .with_columns(before=pl.col("says").shift(1).over("project_code", order_by="month"))
    )
    is_entry = (pl.col("says") == "red") & (pl.col("before").fill_null("light") != "red")
    is_exit = (pl.col("says") != "red") & (pl.col("before") == "red")
    counted = told.with_columns(
        stay=is_entry.cum_sum().over("project_code", order_by="month").cast(pl.Int32)
    )
    stay = ["project_code", "stay"]
    entries = counted.filter(is_entry).select(
        *stay,
        "unit_id",
        *(pl.col(name).alias(f"entered_{name}") for name in ("month", *HANDED_ON)),
    )
    exits = counted.filter(is_exit).select(
        *stay,
        pl.col("says").alias("closed_by"),
        *(pl.col(name).alias(f"closed_{name}") for name in ("month", *HANDED_ON)),
    )
    return entries.join(exits, on=stay, how="left").sort("entered_month", *stay)


def _says(campaign: Campaign) -> pl.Expr:
    """What a month says: `red`, a correction (`light` or `completed`), or nothing."""
    if campaign.closing is None:
        return pl.lit(None, dtype=pl.String)
    shown = light(pl.col("schedule_attainment"), campaign.race.project_lights)
    good = list(GOOD_ENOUGH[campaign.closing.closes_at])
    return (
        pl.when(pl.col("is_filed") & pl.col("is_completed"))
        .then(pl.lit("completed"))
        .when(pl.col("has_figure") & (shown == "red"))
        .then(pl.lit("red"))
        .when(pl.col("has_figure") & shown.is_in(good))
        .then(pl.lit("light"))
    )
