"""What every table of forecasts has: amounts in 万元, and how far the interval can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import polars as pl

from campaigns.forecast.course import YUAN, Course, Floats, Ints
from campaigns.forecast.interval import Interval
from campaigns.measures import Forecast

GIVEN, TOO_FEW, CERTAIN = "given", "too_few_errors", "certain"
MONEY, SHARE = pl.Decimal(38, 4), pl.Decimal(18, 6)
Schema = dict[str, pl.DataType | type[pl.DataType]]
AMOUNTS: Schema = {
    "period_plan_wanyuan": MONEY,
    "invested_to_date_wanyuan": MONEY,
    "forecast_wanyuan": MONEY,
    "forecast_low_wanyuan": MONEY,
    "forecast_high_wanyuan": MONEY,
    "interval_level": SHARE,
    "past_errors": pl.Int64,
    "interval_state": pl.String,
}


@dataclass(frozen=True)
class Made:
    """Forecasts made in one month, a place in every array for each; yuan, NaN is nothing known.

    `ahead` is the number of months looked ahead, 0 where nothing lies ahead any more.
    """

    at: int
    plan: Floats
    invested: Floats
    expected: Floats
    ahead: Ints
    around: Interval


def amounts(made: Sequence[Made], rule: Forecast) -> pl.DataFrame:
    """Plan, completed to date, forecast and its interval: the months below each other.

    `interval_state`: given; too_few_errors, and then there is no interval; certain, because nothing
    lies ahead; null where there is no forecast. `past_errors` is the number it is taken from.
    """
    expected = np.concatenate([one.expected for one in made])
    low = np.concatenate([one.around.low for one in made])
    ahead = np.concatenate([one.ahead for one in made])
    columns = {
        "period_plan_wanyuan": np.concatenate([one.plan for one in made]),
        "invested_to_date_wanyuan": np.concatenate([one.invested for one in made]),
        "forecast_wanyuan": expected,
        "forecast_low_wanyuan": low,
        "forecast_high_wanyuan": np.concatenate([one.around.high for one in made]),
    }
    state = np.where(ahead <= 0, CERTAIN, np.where(np.isnan(low), TOO_FEW, GIVEN))
    state = np.where(np.isnan(expected), "", state)
    errors = np.concatenate([one.around.errors for one in made])
    return pl.DataFrame({**columns, "past_errors": errors, "interval_state": state}).select(
        *(_wanyuan(name) for name in columns),
        pl.lit(rule.interval).cast(SHARE).alias("interval_level"),
        "past_errors",
        pl.col("interval_state").replace("", None),
    )


def month_names(course: Course, places: Sequence[Ints]) -> pl.Series:
    """The months at these places of the campaign; null where there is none."""
    names = pl.Series([*course.months, None], dtype=pl.String)
    return names.gather(np.concatenate(places) % len(names))


def _wanyuan(name: str) -> pl.Expr:
    whole = pl.col(name).fill_nan(None).cast(pl.Int64).cast(pl.Decimal(38, 0))
    return (whole * pl.lit(Decimal(1) / YUAN)).cast(MONEY).alias(name)
