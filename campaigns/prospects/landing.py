"""The landing rate 落地率: landed in the period ÷ listed in it."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import polars as pl

from campaigns.exact import half_up
from campaigns.model import Campaign
from campaigns.prospects.lines import ALL, for_all

KEYS = ["month", "unit_id", "tier"]
SHARE = pl.Decimal(18, 6)


def landing_months(
    lines: pl.DataFrame, lists: pl.DataFrame, campaign: Campaign, months: Iterable[str]
) -> pl.DataFrame:
    """One row per month, contender and tier, and `all` of either.

    `listed_in_period` are the prospects listed from the campaign's first day to the month's end,
    whatever became of them; `landed_in_period` those that landed in that time, `landed_of_before`
    of them such as were listed before it. `landing_rate` is the one ÷ the other, rounded half up to
    the campaign's decimals; null where nothing was listed. `listed_now` is what is on the list.

    A unit without a list at that month has no counts. `lists` has month and filed_by.
    """
    start = campaign.period.start
    landed = pl.col("is_landed") & (pl.col("landed_on") >= start)
    listed = (pl.col("state") != "planned") & (pl.col("listed_on") >= start)
    counted = (
        for_all(lines)
        .group_by(KEYS)
        .agg(
            listed_in_period=listed.sum().cast(pl.Int32),
            landed_in_period=landed.sum().cast(pl.Int32),
            landed_of_before=(landed & (pl.col("listed_on") < start)).sum().cast(pl.Int32),
            listed_now=pl.col("is_listed").sum().cast(pl.Int32),
        )
    )
    index = _index(counted, campaign, months)
    known = pl.concat(
        [
            lists.select("month", unit_id="filed_by"),
            lines.select("month", "unit_id"),
            lists.select("month", unit_id=pl.lit(ALL)),
        ]
    ).unique()
    filled = index.join(counted, on=KEYS, how="left", maintain_order="left").join(
        known.with_columns(is_known=True), on=["month", "unit_id"], how="left"
    )
    counts = [name for name in counted.columns if name not in KEYS]
    shown = filled.with_columns(pl.when("is_known").then(pl.col(counts).fill_null(0))).drop(
        "is_known"
    )
    return shown.with_columns(
        _rates(shown["landed_in_period"], shown["listed_in_period"], campaign.rate_decimals)
    )


def _index(counted: pl.DataFrame, campaign: Campaign, months: Iterable[str]) -> pl.DataFrame:
    units = [unit.code for unit in campaign.contenders]
    others = sorted(set(counted["unit_id"]) - {ALL, *units})
    tiers = [tier.id for tier in campaign.tiers]
    more = sorted(set(counted["tier"]) - {ALL, *tiers})
    rows = [
        (month, unit, tier)
        for month in sorted(months)
        for unit in (ALL, *units, *others)
        for tier in (ALL, *tiers, *more)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(KEYS, pl.String), orient="row")


def _rates(parts: pl.Series, wholes: pl.Series, percent_decimals: int) -> pl.Series:
    """Exact shares with the decimals that are published in percent."""
    places = percent_decimals + 2
    found = [
        Decimal(half_up(Fraction(part, whole), places)).scaleb(-places) if whole else None
        for part, whole in zip(parts, wholes, strict=True)
    ]
    return pl.Series("landing_rate", found, dtype=SHARE)
