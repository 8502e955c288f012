"""Forecasts of units, tracks and the campaign: sums of projects', with intervals of their own.

Errors of projects partly cancel each other in a sum, so intervals must not be summed up as well.
Errors of sums are pooled over all units, or all tracks, of the campaign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from campaigns.forecast.course import NONE, Bools, Course, Floats, Ints
from campaigns.forecast.interval import Errors, interval
from campaigns.forecast.pace import FINAL, NOT_FILED, Outlook
from campaigns.forecast.table import AMOUNTS, Schema, amounts, month_names
from campaigns.measures import Forecast

SCOPES = {"unit": ["track_id", "unit_id"], "track": ["track_id"], "campaign": []}
GROUPS: Schema = {
    "month": pl.String,
    "scope": pl.String,
    "track_id": pl.String,
    "unit_id": pl.String,
    "based_on_month": pl.String,
    **AMOUNTS,
}


def group_forecasts(course: Course, found: Sequence[Outlook], rule: Forecast) -> pl.DataFrame:
    """A row for each month with data and unit, track and the campaign itself, told by `scope`.

    The sum is that of projects of which something is known. What a list gains or loses later is
    part of the errors: they are taken against the published sum.
    """
    tables = [pl.DataFrame(schema=GROUPS)]
    for scope, keys in SCOPES.items():
        groups = _Groups(course, found, keys)
        errors = groups.errors()
        for made in found:
            table = groups.month(made, errors, rule).with_columns(scope=pl.lit(scope))
            tables.append(pl.concat([tables[0], table], how="diagonal"))
    return pl.concat(tables)


@dataclass(frozen=True)
class _Groups:
    """The groups that projects with the same `keys` make, and their sums by month."""

    course: Course
    found: Sequence[Outlook]
    keys: list[str]

    @cached_property
    def names(self) -> pl.DataFrame:
        return self._units.unique().sort(pl.all()).with_row_index("group")

    @cached_property
    def _units(self) -> pl.DataFrame:
        return self.course.units.with_columns(whole=pl.lit(0)).select(*self.keys, "whole")

    @cached_property
    def of(self) -> Ints:
        """The group of each project in each month; NONE where it is not listed."""
        units = self._units
        group = units.join(self.names, on=units.columns, maintain_order="left", nulls_equal=True)
        places: Ints = group["group"].cast(pl.Int64).to_numpy()[self.course.unit]
        return np.where(self.course.unit == NONE, NONE, places)

    def add_up(self, values: Floats, at: int) -> Floats:
        """Sums over the projects listed in month `at`; NaN where no value is known."""
        of = self.of[:, at]
        counts = (of != NONE) & ~np.isnan(values.reshape(len(of), -1)).any(axis=1)
        sums = np.zeros((len(self.names), *values.shape[1:]))
        np.add.at(sums, of[counts], values[counts])
        sums[np.bincount(of[counts], minlength=len(sums)) == 0] = np.nan
        return sums

    def by_month(self, values: Floats) -> Floats:
        """Sums of every month with data, a column a month; NaN in the others."""
        sums = np.full((len(self.names), len(self.course.months)), np.nan)
        for at in self.course.with_data:
            sums[:, at] = self.add_up(values[:, at], at)
        return sums

    @cached_property
    def known(self) -> Floats:
        return self.by_month(self.course.known)

    @cached_property
    def plan(self) -> Floats:
        return self.by_month(self.course.plan)

    @cached_property
    def is_filed(self) -> Bools:
        """Whether any project was filed for the month."""
        return np.nan_to_num(self.by_month(self.course.is_filed.astype(float))) > 0

    def errors(self) -> Errors:
        """Those of groups that filed in both months."""
        errors = Errors()
        for made in self.found:
            expected, plan = self.add_up(made.to_date, made.at), self.plan[:, made.at]
            for at in self.course.with_data:
                if at > made.at:
                    both = self.is_filed[:, made.at] & self.is_filed[:, at] & (plan > 0)
                    off = self.known[both, at] - expected[both, at]
                    errors.add(made.at, at, off / plan[both])
        return errors

    def month(self, made: Outlook, errors: Errors, rule: Forecast) -> pl.DataFrame:
        """The forecasts made in a month, of the groups that have a project then."""
        course, end = self.course, len(self.course.months) - 1
        open_ones = (~np.isin(made.method, (FINAL, NOT_FILED))).astype(float)
        is_open = np.nan_to_num(self.add_up(open_ones, made.at)) > 0
        filed = np.where(self.is_filed[:, : made.at + 1], np.arange(made.at + 1), NONE).max(axis=1)
        ahead = np.where(is_open, end - filed, 0)
        expected = self.add_up(made.to_date, made.at)[:, end]
        known, plan = self.known[:, made.at], self.plan[:, made.at]
        around = interval(expected, known, plan, ahead, made.at, errors, rule)
        listed = np.bincount(
            self.of[self.of[:, made.at] != NONE, made.at], minlength=len(self.names)
        )
        names = self.names.select(
            pl.lit(course.months[made.at]).alias("month"),
            *self.keys,
            month_names(course, filed).alias("based_on_month"),
        )
        table = amounts(plan, known, expected, ahead, around, rule)
        return pl.concat([names, table], how="horizontal").filter(pl.Series(listed > 0))
