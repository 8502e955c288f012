"""Forecasts of single projects, with intervals from the errors of all projects of the campaign."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from campaigns.forecast.course import NONE, Course
from campaigns.forecast.interval import Errors, interval
from campaigns.forecast.pace import FINAL, NOT_FILED, Outlook
from campaigns.forecast.table import AMOUNTS, Made, Schema, amounts, month_names
from campaigns.measures import Forecast

PACE = pl.Decimal(18, 6)
PROJECTS: Schema = {
    "month": pl.String,
    "track_id": pl.String,
    "unit_id": pl.String,
    "project_code": pl.String,
    "based_on_month": pl.String,
    "method": pl.String,
    "pace": PACE,
    **AMOUNTS,
}


def project_forecasts(course: Course, found: Sequence[Outlook], rule: Forecast) -> pl.DataFrame:
    """A row for each listed project and month with data; amounts are null where none was filed.

    A project that was not filed is forecast from the last month filed, with the interval of a
    forecast that looks so much further ahead.
    """
    if not found:
        return pl.DataFrame(schema=PROJECTS)
    errors = _errors(course, found)
    units = course.units.with_row_index("unit").with_columns(pl.col("unit").cast(pl.Int64))
    names = pl.DataFrame(
        {
            "month": np.repeat([course.months[made.at] for made in found], len(course.codes)),
            "project_code": pl.concat([course.codes] * len(found)),
            "unit": np.concatenate([course.unit[:, made.at] for made in found]),
            "based_on_month": month_names(course, [made.based_on for made in found]),
            "method": np.concatenate([made.method for made in found]),
            "pace": np.concatenate([made.pace for made in found]),
        }
    ).with_columns(pl.col("pace").fill_nan(None).round(6).cast(PACE))
    table = amounts([_made(course, made, errors, rule) for made in found], rule)
    is_listed = pl.col("project_code").is_not_null() & (pl.col("unit") != NONE)
    return (
        pl.concat([names, table], how="horizontal")
        .filter(is_listed)
        .join(units, on="unit", maintain_order="left")
        .select(list(PROJECTS))
    )


def _errors(course: Course, found: Sequence[Outlook]) -> Errors:
    """Those of projects that were filed in both months. What is completed has nothing to err in."""
    errors = Errors()
    for made in found:
        plan = course.plan[:, made.at]
        counts = course.is_filed[:, made.at] & (made.method != FINAL) & (plan > 0)
        for at in course.with_data:
            if at > made.at:
                both = counts & course.is_filed[:, at]
                off = course.known[both, at] - made.to_date[both, at]
                errors.add(made.at, at, off / plan[both])
    return errors


def _made(course: Course, made: Outlook, errors: Errors, rule: Forecast) -> Made:
    end = len(course.months) - 1
    plan, known, expected = course.plan[:, made.at], course.known[:, made.at], made.to_date[:, end]
    is_settled = np.isin(made.method, (FINAL, NOT_FILED))
    ahead = np.where(is_settled, 0, end - made.based_on)
    around = interval(expected, known, plan, ahead, made.at, errors, rule)
    return Made(made.at, plan, known, expected, ahead, around)
