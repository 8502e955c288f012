"""The contacts that lead officials owe their projects, and those that are missing."""

import polars as pl

from campaigns.follow_up import ContactDuty


def owed(led: pl.DataFrame, duty: ContactDuty) -> pl.DataFrame:
    """`led` with owed and missing.

    `led` has one row per month and project that has a lead official: category, is_completed, and
    contacts (made in the month; null where its unit filed nothing for the month). A project that
    is completed by the end of the month owes none, and neither does one of another category than
    the duty names. What was not filed is not missing: `missing` is null then.
    """
    is_free = pl.col("is_completed")
    if duty.categories:
        is_free |= ~pl.col("category").is_in(list(duty.categories))
    due = pl.when(is_free).then(0).otherwise(duty.times_per_month).cast(pl.Int64)
    return led.with_columns(owed=due).with_columns(
        missing=pl.when(pl.col("owed") == 0)
        .then(pl.lit(0, dtype=pl.Int64))
        .when(pl.col("contacts").is_not_null())
        .then((pl.col("owed") - pl.col("contacts")).clip(lower_bound=0))
    )
