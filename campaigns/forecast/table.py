"""What every table of forecasts has: amounts in 万元, and how far the interval can be trusted."""

from decimal import Decimal

import numpy as np
import polars as pl

from campaigns.forecast.course import NONE, YUAN, Course, Floats, Ints
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


def amounts(
    plan: Floats, invested: Floats, expected: Floats, ahead: Ints, around: Interval, rule: Forecast
) -> pl.DataFrame:
    """Plan, completed to date, forecast and its interval, a row for each.

    `interval_state`: given; too_few_errors, and then there is no interval; certain, because nothing
    lies ahead; null where there is no forecast. `past_errors` is the number it is taken from.
    """
    columns = {
        "period_plan_wanyuan": plan,
        "invested_to_date_wanyuan": invested,
        "forecast_wanyuan": expected,
        "forecast_low_wanyuan": around.low,
        "forecast_high_wanyuan": around.high,
    }
    state = np.where(ahead <= 0, CERTAIN, np.where(np.isnan(around.low), TOO_FEW, GIVEN))
    state = np.where(np.isnan(expected), "", state)
    return pl.DataFrame(columns).select(
        *(_wanyuan(name) for name in columns),
        interval_level=pl.lit(rule.interval).cast(SHARE),
        past_errors=pl.Series(around.errors),
        interval_state=pl.Series(state.astype(str)).replace("", None),
    )


def month_names(course: Course, places: Ints) -> pl.Series:
    """The months at these places of the campaign; null where there is none."""
    names = [course.months[at] if at != NONE else None for at in places]
    return pl.Series(names, dtype=pl.String)


def _wanyuan(name: str) -> pl.Expr:
    whole = pl.col(name).fill_nan(None).cast(pl.Int64).cast(pl.Decimal(38, 0))
    return (whole * pl.lit(Decimal(1) / YUAN)).cast(MONEY).alias(name)
